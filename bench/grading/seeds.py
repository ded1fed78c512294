"""The seed world watched by the whole worker, and compared with its expected files: needs no material."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from grading.figures import Figure, Skipped, digest
from grading.judging import scratch
from grading.material import Material
from grading.measures import clustering, extraction_f1, shingle_matching
from worker.config.load import load
from worker.daemon import demo
from worker.daemon.articles import export_articles
from worker.model.entry import NAMED_ONLY
from worker.policy.rules import check_query

COPIES = ("same_url", "copy", "near_copy")
TRUTH = ("url", "text", "promo", "relation", "story", "flags")
"""What of an expected file is compared here."""
Expected = Mapping[str, Mapping[str, Any]]


def measure(_material: Material) -> Iterator[Figure | Skipped]:
    """Reading, promo, relations, stories and telling over all pages of the world."""
    world = demo.seeds_dir()
    files = sorted((world / "expected").glob("*/*.json"))
    expected = {f"{file.parent.name}/{file.stem}": json.loads(file.read_bytes()) for file in files}
    served = [file for part in ("feeds", "pages") for file in sorted((world / part).rglob("*")) if file.is_file()]
    truth = [repr([it.get(key) for key in TRUTH]) for it in expected.values()]
    named = digest((world / "world.json").read_bytes(), *(file.read_bytes() for file in served), *truth)
    with scratch() as place:
        lines, alerts = _watch(world, place / "demo")
    by_name = {name: _line(name, expected, lines) for name in expected}
    yield from _reading(expected, by_name, named)
    yield from _judging(expected, by_name, alerts, named)


def _watch(world: Path, place: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The exported lines and the alerts of a demo."""
    done = asyncio.run(demo.run_demo(world, place))
    exported: list[bytes] = []
    export_articles(load(done.config, {}, check_rule=check_query), exported.append)
    alerts = (place / "alerts.jsonl").read_bytes().splitlines()
    return [json.loads(line) for line in exported], [json.loads(line) for line in alerts]


def _line(name: str, expected: Expected, lines: list[dict[str, Any]]) -> dict[str, Any]:
    later, url = name.endswith(".2"), expected[name]["url"]
    (found,) = [it for it in lines if it["url"] == url and (it["disposition"] == "revision") == later]
    return found


def _reading(expected: Expected, lines: Mapping[str, Mapping[str, Any]], named: str) -> Iterator[Figure]:
    n = len(expected)
    matched = [shingle_matching(it["text"], lines[name]["text"]) for name, it in expected.items()]
    yield Figure("seeds · extraction f1", extraction_f1(matched), n, named)
    right = missed = made_up = 0
    for name, it in expected.items():
        wanted = Counter(_folded(cut["text"]) for cut in it["promo"] if not cut["why"].endswith("_flagged"))
        had = Counter(_folded(cut["text"]) for cut in lines[name]["promo"] if cut["why"] not in NAMED_ONLY)
        right += sum((wanted & had).values())
        missed += sum((wanted - had).values())
        made_up += sum((had - wanted).values())
    yield Figure("seeds · promo precision", right / max(1, right + made_up), right + made_up, named)
    yield Figure("seeds · promo recall", right / max(1, right + missed), right + missed, named)


def _judging(
    expected: Expected, lines: Mapping[str, Mapping[str, Any]], alerts: list[dict[str, Any]], named: str
) -> Iterator[Figure]:
    firsts = [name for name in expected if not name.endswith(".2")]
    labels = {name: str(expected[name]["story"]) for name in firsts}
    grouped = clustering({name: str(lines[name]["story"]) for name in firsts}, labels)
    yield Figure("seeds · b3 f1", grouped.f1, len(firsts), named, 0.9)
    yield Figure("seeds · b3 precision", grouped.precision, len(firsts), named)
    copies = [name for name in firsts if expected[name]["relation"]["kind"] in COPIES]
    # Which of several copies is judged first depends on whose page arrives first: others are then copies of it.
    pointed_at = {line["relation"]["of"] for line in lines.values()}
    related = sum(
        lines[name]["relation"]["kind"] in (*COPIES, "rewrite") or lines[name]["id"] in pointed_at for name in copies
    )
    yield Figure("seeds · copies found", related / len(copies), len(copies), named)
    flagged = {lines[name]["id"]: labels[name] for name in firsts if expected[name]["flags"]}
    told = [(flagged[it["article"]["id"]], it["rule"]) for it in alerts if it["article"]["id"] in flagged]
    stories = set(flagged.values())
    lost = len(stories - {label for label, _ in told}) / len(stories)
    yield Figure("seeds · stories nobody was told of", lost, len(stories), named, 0.0, low=True)
    later = len(flagged) - len(stories)
    yield Figure("seeds · alerts too many", len(told) - len(set(told)), later, named, 0.0, low=True, noise=1.0)


def _folded(text: str) -> str:
    return " ".join(text.split())
