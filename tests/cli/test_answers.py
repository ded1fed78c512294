"""docs/answers.md has the keys and types of what every command answers with ``--json``."""

from __future__ import annotations

import re

import click
import orjson
import pytest

from tests.answers import ANSWERS, SHAPES, faults
from tests.cli.conftest import Desk, Site, every_command
from tests.flow.documents import page
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer

OPML = """<opml version="2.0"><body><outline text="Port news" xmlUrl="https://port.example/rss"/>
<outline text="Hill" xmlUrl="hill"/></body></opml>"""


def test_every_answer_is_on_the_page() -> None:
    """Each command that takes ``--json`` is there, and nothing that cannot be typed."""
    able = {
        words
        for words, command in every_command()
        if any("--json" in option.opts for option in command.params)
        and (not isinstance(command, click.Group) or command.invoke_without_command)
    }
    assert {words.partition(" --")[0] for words in ANSWERS} == able
    assert {answer for answer, *_ in TYPED} == ANSWERS.keys() - {"demo"}  # which shows stories, as stories does


TYPED = (
    ("once", "once", 0),
    ("once", "once --all", 0),
    ("articles import", "articles import {}/lines.jsonl", 0),
    ("articles export", "articles export", 0),
    ("alerts list", "alerts list", 0),
    ("alerts dead", "alerts dead", 0),
    ("alerts test", "alerts test alerts", 0),
    ("alerts retry", "alerts retry", 0),
    ("backup", "backup {}/copy.db", 0),
    ("check", "check --effective", 0),
    ("check", "check -c {}/broken.yaml", 2),
    ("doctor", "doctor", 1),
    ("explain", "explain e1", 0),
    ("explain", "explain {title}", 0),
    ("explain", "explain {notice}", 0),
    ("explain", "explain all", 0),
    ("explain", "explain agency", 0),
    ("explain", "explain 1", 0),
    ("explain", "explain nonsense", 1),
    ("explain --rule", "explain e1 --rule all", 0),
    ("extract", "extract {}/page.html", 0),
    ("extract", "extract {}/nowhere.html", 1),
    ("feeds add", "feeds add https://hill.example/atom --unchecked --into {}/more.yaml", 0),
    ("feeds discover", "feeds discover {site}agency --allow-private", 0),
    ("feeds history", "feeds history agency", 0),
    ("feeds history", "feeds history ill", 0),
    ("feeds import", "feeds import {}/feeds.opml", 1),
    ("feeds import --into", "feeds import {}/feeds.opml --into {}/new.yaml", 1),
    ("feeds list", "feeds list", 0),
    ("feeds pause", "feeds pause paper", 0),
    ("feeds resume", "feeds resume paper", 0),
    ("feeds test", "feeds test agency --allow-private", 0),
    ("migrate", "migrate", 0),
    ("migrate --dry-run", "migrate --dry-run", 0),
    ("prune", "prune --dry-run", 0),
    ("prune", "prune", 0),
    ("replay", "replay", 0),
    ("rules export", "rules export", 0),
    ("rules import", "rules import {}/rules.yaml --into {}/rules2.yaml", 0),
    ("rules lint", "rules lint", 1),
    ("rules test", "rules test --title ferry", 0),
    ("rules test --query", "rules test --title ferry --query (ferry AND NOT tram)", 0),
    ("rules test --since", "rules test --since all", 0),
    ("schema", "schema", 0),
    ("status", "status", 0),
    ("stories", "stories --since all", 0),
    ("stories split", "stories split 1 {copy} --reason apart", 0),
    ("explain", "explain {copy}", 0),
    ("stories merge", "stories merge 1 2", 0),
    ("explain", "explain 1", 0),
    ("explain", "explain 2", 0),
    ("stories", "stories --since all", 0),
    ("store copy", "store copy --to sqlite:///{}/other.db", 0),
)
"""The answer on the page, what is typed for it, in this order, and how it ends."""


@pytest.fixture
def full(desk: Desk, site: Site) -> Desk:
    """A desk with a copy, a feed that is gone, a rule that says nothing new, and files for all that takes one."""
    site.say("ill", Answer(410))
    desk.configure(
        ("agency", site.tells("agency", FERRY, ORCHARD)),
        ("paper", site.tells("paper", FERRY)),
        ("ill", site.url("ill")),
        health={"to": ["alerts"]},
        rules=[{"id": "all", "when": "ferry", "to": ["alerts"]}, {"id": "more", "when": "ferry", "to": ["alerts"]}],
    )
    line = {"id": "x", "published": "2026-09-01", "title": "Tram", "text": "One two three.", "url": "http://x.example/"}
    desk.write("lines.jsonl", orjson.dumps(line))
    desk.write("page.html", page(FERRY.title, FERRY.paragraphs))
    desk.write("feeds.opml", OPML)
    desk.write("rules.yaml", "rules: [{id: fruit, when: orchard, to: [alerts]}]")
    desk.write("broken.yaml", "polling: {flor: 10m}\n")
    return desk


def test_answers_are_as_the_page_says(full: Desk, site: Site) -> None:
    """Keys and types of all answers, over a small world in which each command has something to say."""
    assert full.type("once").exit_code == 3  # a feed is gone
    names = {"": str(full.folder), "site": site.url(""), "title": FERRY.title}
    (names["notice"],) = [it["id"] for it in full.lines("alerts", "list") if it["rule"] == "health"]
    (names["copy"],) = [it["id"] for it in full.lines("articles", "export") if it["disposition"] == "grouped"]
    found = []
    for answer, typed, code in TYPED:
        words = [re.sub(r"{(\w*)}", lambda it: names[it[1]], word) for word in re.findall(r"\(.*\)|\S+", typed)]
        if answer == "schema":
            assert isinstance(orjson.loads(full.type(*words, "--json").stdout_bytes), dict)
            continue
        lines = full.lines(*words, code=code)
        assert lines or answer == "alerts dead", typed
        found += [f"{typed}: {it}" for line in lines for it in faults(line, ANSWERS[answer], "")]
    assert found == []


def test_a_message_about_no_story_has_the_keys_of_an_alert(full: Desk) -> None:
    """A notice in the sink's file lacks nothing that a program asks an alert for."""
    assert full.type("once").exit_code == 3
    told = [orjson.loads(line) for line in (full.folder / "alerts.jsonl").read_bytes().splitlines()]
    (notice,) = [it for it in told if it["rule"] == "health"]
    assert notice["story"]["id"] is notice["provenance"]["first"] is None
    assert list(faults({k: v for k, v in notice.items() if k != "health"}, SHAPES["alert"], "")) == []
