"""What becomes of stories and alerts when a rule is changed, renamed, added or taken out: docs/rules.md promises it."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from tests.flow.house import House
from tests.flow.reports import FERRY
from worker.daemon.articles import import_articles

SHIPS = {"id": "ships", "when": "ferry", "to": ["alerts"]}


async def bring(house: House, name: str, rules: list[dict[str, Any]], **sections: Any) -> list[tuple[str, str]]:
    """Import the report as another paper's, under these rules; the alerts so far, as rule and occasion."""
    house.configure(rules=rules, **sections)
    line = {"id": name, "url": f"http://{name}.example/", "feed": name, "title": FERRY.title, "lang": "en"}
    line |= {"text": "\n\n".join(FERRY.paragraphs), "published": "2026-09-20T10:00:00Z"}
    await import_articles(house.loaded, [orjson.dumps(line)], lambda _: None)
    return [(alert["rule"], alert["occasion"]) for alert in house.alerts()]


@pytest.mark.parametrize(
    ("then", "told"),
    [
        pytest.param([SHIPS], [], id="the same rule"),
        pytest.param([SHIPS | {"when": "ferry OR harbour"}], [], id="another condition"),
        pytest.param([SHIPS | {"id": "boats"}], [("boats", "first")], id="another id"),
        pytest.param([SHIPS, SHIPS | {"id": "boats"}], [("boats", "first")], id="a rule more"),
        pytest.param([SHIPS | {"to": []}], [], id="a rule at rest"),
        pytest.param([], [], id="no rule"),
    ],
)
async def test_a_story_is_told_once_for_each_id_of_a_rule(
    house: House, then: list[dict[str, Any]], told: list[tuple[str, str]]
) -> None:
    """A copy that arrives after the rules changed is told by those only that have not told its story."""
    assert await bring(house, "one", [SHIPS]) == [("ships", "first")]
    assert await bring(house, "two", then) == [("ships", "first"), *told]


async def test_a_rule_at_rest_flags_and_tells_nobody(house: House) -> None:
    """Its articles are kept with their flag; once it has a sink again, the next one is told, as its first."""
    assert await bring(house, "one", [SHIPS | {"to": []}]) == []
    assert house.words() == ["unflagged"]
    assert house.line(FERRY.title)["flags"] == ["ships"]
    assert await bring(house, "two", [SHIPS]) == [("ships", "first")]


async def test_two_rules_tell_one_story_each(house: House) -> None:
    """Both tell the same sink."""
    assert sorted(await bring(house, "one", [SHIPS, SHIPS | {"id": "boats"}])) == [
        ("boats", "first"),
        ("ships", "first"),
    ]


async def test_what_a_rule_owes_is_told_after_it_was_taken_out(house: House) -> None:
    """An alert that a silence held goes out when the silence is gone, though its rule is, too."""
    silent = {"silences": [{"until": "2036-12-24T18:00", "rules": ["ships"]}]}
    assert await bring(house, "one", [SHIPS], alerts=silent) == []
    assert await bring(house, "two", []) == [("ships", "first")]
