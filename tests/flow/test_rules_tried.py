"""Rules and settings tried on the past: what they say is what the judge did, and nothing is written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD, TUNNEL
from worker.daemon import rules
from worker.daemon.replay import replay
from worker.model.errors import ConfigError

SHIPS = {"id": "ships", "when": "title:ferry", "to": ["alerts"], "again": {"sources": [2]}}
ALL = {"id": "all", "when": "*:*", "to": ["alerts"]}


async def three_days(house: House) -> None:
    """A report, its copy elsewhere the next day, two others the day after."""
    house.configure("a", "b", rules=[SHIPS, ALL])
    house.reports("a", FERRY)
    await house.watch()
    house.later(86400)
    house.reports("b", FERRY)
    await house.watch()
    house.later(86400)
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    await house.watch()


def rows(house: House) -> dict[str, int]:
    """How many rows each table has."""
    tables = ("articles", "stories", "flags", "alerts", "relations", "trails", "entries")
    return {table: house.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables}


def line(found: dict[str, Any], rule: str) -> Any:
    """What was found of one rule."""
    (one,) = [it for it in found["rules"] if it["rule"] == rule]
    return one


async def test_the_rules_in_force_come_to_what_was_told(house: House) -> None:
    """Tried on what they were judged by, rules would have told just the alerts there are; and nothing is written."""
    await three_days(house)
    before = rows(house)
    found = rules.try_rules(house.loaded, "all", (), None)
    assert (found["articles"], found["alerts"]) == (4, len(house.alerts()))
    told = Counter((it["rule"], it["occasion"].split()[0]) for it in house.alerts())
    would = {(it["rule"], occasion): number for it in found["rules"] for occasion, number in it["alerts"].items()}
    assert would == dict(told)
    ships = line(found, "ships")
    assert (ships["hits"], ships["stories"], list(ships["days"].values())) == (2, 1, [1, 1])
    assert (ships["examples"][0]["title"], ships["examples"][0]["why"]) == (FERRY.title, ["ferry"])
    assert ships["us_per_article"] is not None
    assert rows(house) == before


async def test_another_rule_is_tried(house: House) -> None:
    """A query that is no rule yet, or one rule alone, is tried; a rule that is not there is named."""
    await three_days(house)
    found = rules.try_rules(house.loaded, "all", (), "orchards OR flag:copy")
    assert [(it["rule"], it["hits"], it["alerts"]) for it in found["rules"]] == [("query", 2, {"first": 2})]
    assert [it["rule"] for it in rules.try_rules(house.loaded, "all", ("ships",), None)["rules"]] == ["ships"]
    with pytest.raises(ConfigError, match="no rule 'shps'; choose one of: ships, all"):
        rules.try_rules(house.loaded, "all", ("shps",), None)


async def test_other_settings_are_tried_on_what_is_stored(house: House) -> None:
    """A replay under other rules tells what would change and leaves the store as it is."""
    await three_days(house)
    before, old = rows(house), house.loaded
    house.configure("a", "b", rules=[{"id": "all", "when": "orchards", "to": ["alerts"]}])
    found = await replay(old, house.loaded, "all", lambda _: None)
    assert (found["articles"], found["stories"], found["moved"]) == (4, {"before": 3, "after": 3}, 0)
    assert found["alerts"]["before"]["all"] == 3
    assert found["alerts"]["after"] == {"all": 1}
    house.configure("a", "b", rules=[SHIPS, ALL])
    assert rows(house) == before


async def test_why_not_says_which_clause_fails(house: House) -> None:
    """Asked why a rule said nothing of an article, each clause is told with whether it holds."""
    await three_days(house)
    (one,) = rules.why_not(house.loaded, "e3", "ships")
    assert (one["title"], one["matches"]) == (house.rows("SELECT title FROM entries WHERE id = 3")[0]["title"], False)
    assert one["clauses"] == [{"clause": "title:ferry", "holds": False}]


def test_rules_are_exported_and_imported_alike(house: House, tmp_path: Path) -> None:
    """What is exported comes back the same, but ids that are taken are refused with all that is wrong."""
    when = 'title:"${HOME}" OR "a: b" OR \\#cd'
    odd = {"id": "odd", "when": when.replace("${", "$${"), "to": ["log"], "severity": "low"}
    house.configure("a", rules=[SHIPS, odd])
    file = tmp_path / "rules.yaml"
    file.write_text(rules.export_rules(house.loaded))
    assert house.loaded.settings.rules[1].when == when
    with pytest.raises(ConfigError) as refused:
        rules.import_rules(house.loaded, file)
    assert str(refused.value).count("already") == 2
    wanted = house.loaded.settings.rules
    house.configure("a", rules=[])
    text, number = rules.import_rules(house.loaded, file)
    assert (text, number) == (file.read_text(), 2)
    house.configure("a", rules=[], include=[str(file)])
    assert house.loaded.settings.rules == wanted
    file.write_text(orjson.dumps({"rules": [{"id": "x", "when": "titel:a"}]}).decode())
    with pytest.raises(ConfigError, match="did you mean title"):
        rules.import_rules(house.loaded, file)


def test_rules_are_linted_in_words(house: House) -> None:
    """A finding names the rule, what is wrong, and the rule that says it already."""
    house.configure("a", rules=[SHIPS, {"id": "narrow", "when": "title:(ferry aldwyn)", "to": ["alerts"]}])
    assert [(it["rule"], it["finding"], it["by"]) for it in rules.lint_rules(house.loaded)] == [
        ("narrow", "shadowed", "ships")
    ]
