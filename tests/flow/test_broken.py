"""Entries that break the judge: the store refuses what it decides of them, as a fault of ours would have it."""

from __future__ import annotations

import pytest

from tests.faults import break_the_judge, mend
from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD
from worker.flow.broken import PAUSES_S

DAY_S = 86400


@pytest.mark.parametrize(
    ("when", "text"),
    [
        pytest.param("NEW.degraded IS NULL", FERRY.paragraphs[0][:60].strip(), id="its page's text"),
        pytest.param("NEW.chars > 0", "", id="any text"),
    ],
)
async def test_what_breaks_the_judge_is_told_by_less_of_it(house: House, when: str, text: str) -> None:
    """An entry whose text breaks the judge is judged by the feed's own words, or by its title; the others as usual."""
    house.configure("a")
    house.reports("a", FERRY)
    break_the_judge(house.store, f"{when} AND NEW.title = '{FERRY.title}'")
    house.reports("a", FERRY, ORCHARD)
    done = await house.watch()
    assert sorted(house.told()) == sorted([("first", FERRY.title), ("first", ORCHARD.title)])
    assert (house.line(FERRY.title)["text"], house.line(FERRY.title)["degraded"]) == (text, "broken")
    assert house.line(ORCHARD.title)["degraded"] is None
    assert done.broken_entries == 0


async def test_what_cannot_be_judged_at_all_waits_until_it_can(house: House) -> None:
    """It stays pending, is counted, and a notice tells of it once; after the mend it is told, and so is the end."""
    house.configure("a", health={"to": ["alerts"]})
    house.reports("a", FERRY)
    break_the_judge(house.store)
    done = await house.watch()
    assert (done.broken_entries, house.words()) == (1, ["pending"])
    assert [alert["health"]["kind"] for alert in house.alerts()] == ["judge"]
    await house.watch()
    assert len(house.alerts()) == 1
    mend(house.store)
    house.later(DAY_S)
    assert (await house.watch()).broken_entries == 0
    assert house.words() == ["alerted"]
    assert sorted(alert["occasion"] for alert in house.alerts()) == ["closed", "first", "opened"]


async def test_it_is_given_up_after_a_week(house: House) -> None:
    """Then it has failed for good, and its trail has every attempt."""
    house.breaks_the_judge = True
    house.configure("a")
    house.reports("a", FERRY)
    break_the_judge(house.store)
    await house.watch()
    for pause in PAUSES_S:
        assert house.words() == ["pending"]
        house.later(pause)
        await house.watch()
    assert house.words() == ["failed"]
    (trail,) = house.rows("SELECT verdicts FROM trails")
    assert trail["verdicts"].count("a fault") >= len(PAUSES_S) + 1
