"""The seed world, watched by a whole worker and compared with what a careful editor says about it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from rich.console import Console

from tests.answers import ANSWERS, faults
from worker.cli import tables
from worker.config.load import load
from worker.daemon import demo, preview, rules
from worker.daemon.articles import export_articles
from worker.flow import shapes
from worker.model.story import ClaimedAlert
from worker.policy.rules import check_query

SEEDS = demo.seeds_dir()
EXPECTED = {
    f"{file.parent.name}/{file.stem}": orjson.loads(file.read_bytes())
    for file in sorted((SEEDS / "expected").glob("*/*.json"))
}

MAIN = ("saltmere-explosion", "halvorsen-calls", "hellenbruch-stromausfall")

APART: frozenset[str] = frozenset()
"""Entries of a main story that need not be found in it. Rewrites and follow-ups only; to be kept as short as can be."""

LOOK_ALIKES = (
    "ravensea/kallavik-warehouse-fire",
    "ledgerpoint/brightwater-terminals-fourth-quarter",
    "ledgerpoint/polarlink-full-year-results",
    "laketribune/whitcombe-opens-cutler-bridge",
    "ladoga/most-cherez-sosnovuyu",
    "hanserundblatt/mittelnetz-weser-batteriespeicher",
)
"""Known names or words, another event: each is a story of its own."""

COPIES = ("same_url", "copy", "near_copy")
KINDS = {
    "unrelated": {"unrelated"},
    "same_entry": {"same_entry"},
    "same_url": {"same_url", "unrelated"},
    # Which of several copies is judged first depends on whose page arrives first; the first has no source.
    "copy": {"copy", "near_copy", "unrelated"},
    "near_copy": {"copy", "near_copy", "rewrite", "unrelated"},
    "rewrite": {"rewrite", "follow_up", "unrelated"},
    "follow_up": {"follow_up", "rewrite"},
}


@dataclass(frozen=True)
class Watched:
    """What came of the seed world: exported lines by the name of their expected file, and all stories."""

    lines: Mapping[str, dict[str, Any]]
    stories: list[dict[str, Any]]
    folder: Path

    def story(self, name: str) -> str:
        """The story the named page's entry was put into."""
        return str(self.lines[name]["story"])


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """The demo, run once."""
    folder = tmp_path_factory.mktemp("seeds")
    done = asyncio.run(demo.run_demo(SEEDS, folder / "demo"))
    written: list[bytes] = []
    export_articles(load(done.config, {}, check_rule=check_query), written.append)
    lines = [orjson.loads(line) for line in written]
    by_name = {name: _line_of(name, lines) for name in EXPECTED}
    assert len(lines) == len(by_name)
    return Watched(by_name, done.stories, folder / "demo")


def _line_of(name: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
    later = name.endswith(".2")
    url = EXPECTED[name]["url"]
    (line,) = [it for it in lines if it["url"] == url and (it["disposition"] == "revision") == later]
    return line


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_read_as_an_editor_would(watched: Watched, name: str) -> None:
    """Title, text, language, date to the minute, promo by reason, and whether only the entry could be had."""
    line, expected = watched.lines[name], EXPECTED[name]
    assert _folded(line["title"]) == _folded(expected["title"])
    assert _folded(line["text"]) == _folded(expected["text"])
    assert (line["lang"], bool(line["degraded"])) == (expected["lang"], expected["degraded"])
    reasons = (cut["why"].removesuffix("_flagged") for cut in expected["promo"])
    assert Counter(cut["why"] for cut in line["promo"]) == Counter(reasons)
    if line["relation"]["kind"] != "same_url":  # then the date is that of the article it shares
        assert _minute(line["published"]) == _minute(expected["published"])


@pytest.mark.parametrize("name", EXPECTED)
def test_an_article_cites_whom_an_editor_finds_cited(watched: Watched, name: str) -> None:
    """Agencies in datelines and outlets in the text, in any language; nobody else."""
    if watched.lines[name]["relation"]["kind"] != "same_url":
        assert watched.lines[name]["cites"] == EXPECTED[name]["cites"]


@pytest.mark.parametrize("name", EXPECTED)
def test_an_entry_is_judged_as_an_editor_would(watched: Watched, name: str) -> None:
    """Flags exactly; relation and disposition as expected, or as they may be when another copy came first."""
    line, expected = watched.lines[name], EXPECTED[name]
    assert line["flags"] == expected["flags"]
    kind = expected["relation"]["kind"]
    told_by_another = expected["story"] in MAIN and kind != "same_entry"
    allowed = set(COPIES) | {"rewrite", "unrelated"} if told_by_another and kind == "unrelated" else KINDS[kind]
    assert line["relation"]["kind"] in allowed
    words = {"alerted", "grouped"} if told_by_another else {expected["disposition"]}
    assert line["disposition"] in words


@pytest.mark.parametrize("label", MAIN)
def test_a_story_holds_all_who_tell_it(watched: Watched, label: str) -> None:
    """Copies, rewrites in other languages, the denial and the follow-ups of a story are in one story."""
    members = [name for name, expected in EXPECTED.items() if expected["story"] == label and name not in APART]
    assert {name: watched.story(name) for name in members} == dict.fromkeys(members, watched.story(members[0]))


@pytest.mark.parametrize(
    ("label", "first", "sources"),
    [
        pytest.param("saltmere-explosion", "tidewell/saltmere-harbour-explosion", {"tidewell"}, id="the agency"),
        pytest.param("halvorsen-calls", "laketribune/halvorsen-vetlugin-calls", {"laketribune"}, id="the scoop"),
        pytest.param(
            "hellenbruch-stromausfall",
            "hanserundblatt/brand-umspannwerk-hellenbruch",
            {"ndt"},
            id="an agency nobody polls",
        ),
    ],
)
def test_a_story_knows_who_had_it_first(watched: Watched, label: str, first: str, sources: set[str]) -> None:
    """Found among copies, rewrites in five languages and a farm; and its sources are few, however many tell it."""
    (story,) = [it for it in watched.stories if it["id"] == watched.story(first)]
    names = {line["id"]: name for name, line in watched.lines.items()}
    assert names.get(story["graph"]["first"]) == first
    assert set(story["sources"]) >= sources
    assert len(story["sources"]) < len(story["articles"]) / 2


def test_only_rewrites_and_follow_ups_may_stand_apart() -> None:
    """No copy is ever excused from its story."""
    assert all(EXPECTED[name]["relation"]["kind"] in ("rewrite", "follow_up") for name in APART)


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_look_alike_is_a_story_of_its_own(watched: Watched, name: str) -> None:
    """An entry that shares names or words with a main story, but tells another event, shares its story with nobody."""
    assert [it for it in EXPECTED if watched.story(it) == watched.story(name)] == [name]


def test_each_rule_is_told_of_each_story_once(watched: Watched) -> None:
    """The sink's file holds one alert for each story and rule that matched in it, and no other."""
    alerts = [orjson.loads(line) for line in (watched.folder / "alerts.jsonl").read_bytes().splitlines()]
    told = Counter((it["story"]["id"], it["rule"]) for it in alerts)
    matched = {(watched.story(name), rule) for name, line in watched.lines.items() for rule in line["flags"]}
    assert told == Counter(matched)


def test_what_is_told_is_what_is_shown(watched: Watched) -> None:
    """The stories that the demo prints hold every article once and the alerts of the sink's file."""
    shown = [article["id"] for story in watched.stories for article in story["articles"]]
    assert sorted(shown) == sorted(line["id"] for line in watched.lines.values())
    alerts = [orjson.loads(line) for line in (watched.folder / "alerts.jsonl").read_bytes().splitlines()]
    owed = [alert["id"] for story in watched.stories for alert in story["alerts"]]
    assert sorted(owed) == sorted(alert["id"] for alert in alerts)


def test_the_readme_shows_a_story_as_it_is_printed(watched: Watched) -> None:
    """README's table is that story's, in any order of arrival, with any numbers of entries, and cut anywhere."""
    page = (SEEDS.parent / "README.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```\n( story .*?)\n```", page, re.DOTALL)
    printed = StringIO()
    tables.stories(Console(file=printed, width=300), watched.stories)
    blocks = re.split(r"\n\s*\n", _below_heading(printed.getvalue()))
    shown = sorted(line.removesuffix("…").strip() for line in _unnumbered(_below_heading(table)))
    assert any(_are_beginnings(shown, sorted(_unnumbered(block))) for block in blocks), shown


def _are_beginnings(shown: list[str], lines: list[str]) -> bool:
    return len(shown) == len(lines) and all(map(str.startswith, lines, shown))


def _below_heading(table: str) -> str:
    return re.split(r"─+ *\n", table)[1]


def _unnumbered(block: str) -> list[str]:
    lines = (re.sub(r"\be\d+", "e", re.sub(r"^\d+ +", "", line.strip())) for line in block.splitlines())
    return [" ".join(line.split()) for line in lines]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _minute(at: str | None) -> float | None:
    return datetime.fromisoformat(at).timestamp() // 60 if at else None


def test_rules_tried_on_the_past_tell_what_was_told(watched: Watched) -> None:
    """The same rules on the same articles come to the alerts there really were, and not one more."""
    loaded = load(watched.folder / "wirewatch.yaml", {}, check_rule=check_query)
    tried = rules.try_rules(loaded, "all", (), None)
    told = Counter((alert["rule"], alert["occasion"]) for story in watched.stories for alert in story["alerts"])
    assert {(row["rule"], occasion): n for row in tried["rules"] for occasion, n in row["alerts"].items()} == told


def test_the_page_of_formats_has_the_keys_that_are_written(watched: Watched) -> None:
    """The examples of docs/formats.md have the keys of alerts, article lines, stories and extracts, in their order."""
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [fault for one in watched.stories for fault in faults(one, ANSWERS["demo"], "")] == []
    alert, line, story, extract = map(orjson.loads, re.findall(r"```json\n(.*?)```", page, re.DOTALL))
    raised = orjson.loads((watched.folder / "alerts.jsonl").read_bytes().splitlines()[0])
    told = next(it for it in watched.stories if it["alerts"])
    page_of = SEEDS / "pages" / "blitzfunke" / "bauer-findet-glocke-im-acker.html"
    (read,) = asyncio.run(preview.extract([str(page_of)], None, (), None, allow_private=False))
    assert _keys(alert) == _keys(raised)
    taken = ClaimedAlert("a", "alerts", 1, 0.0, 0, orjson.dumps(raised))
    for other in (shapes.digest_alert("d", [taken], 0.0), shapes.sample_alert("alerts", 0.0)):
        body = orjson.loads(other.body)
        assert set(alert) - {"maybe_repeat"} <= set(body)  # which delivery adds
        assert all(_keys(alert[part]) == _keys(body[part]) for part in ("story", "article", "provenance"))
    assert _keys(line) == _keys(told["articles"][0])
    assert _keys(story) == _keys(told)
    assert list(told["alerts"][0]) == [*raised, "sink"]
    assert _keys(extract) == _keys(read)
    for named, written in (("nodes", told["graph"]["nodes"][0]), ("edges", _edge(watched))):
        assert ", ".join(f'"{key}"' for key in written) in " ".join(page.split()), named


def _keys(value: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(key, _keys(it) if isinstance(it, dict) else None) for key, it in value.items()]


def _edge(watched: Watched) -> dict[str, Any]:
    return next(edge for story in watched.stories for edge in story["graph"]["edges"])
