"""An article is silenced by what somebody was told, not by what the worker read and told nobody."""

from __future__ import annotations

import pytest

from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD, report
from tests.flow.test_rulings import merge, split

INQUIRY = report(
    "Ferry Aldwyn: inquiry opened into sandbank accident",
    """
    Inspector Rowena Castell has opened an inquiry into why the ferry Aldwyn hit the sandbank off Brennock. Her office
    in Lowmoor took the logbook of Captain Morwen Tallis and the radar records of Port Hestry.

    The trawlers Skerry and Linnet had sailed without lights since Sunday, say the fishermen Bram Oakley and Jory
    Penhallow, who reported both to the harbour master Ines Calloway. Fines of 4,500 crowns are possible, and the
    licences 731 and 812 have been withdrawn.
    """,
)
INQUIRY_AGAIN = report(
    "Aldwyn accident: inspector takes the ferry's logbook",
    """
    Why did the ferry Aldwyn strike a sandbank off Brennock? That is what Inspector Rowena Castell of the office in
    Lowmoor wants to know. She holds the radar records of Port Hestry and the logbook that Captain Morwen Tallis kept.

    Licences 731 and 812 are gone, and the owners of the trawlers Skerry and Linnet face fines of 4,500 crowns. The
    fishermen Jory Penhallow and Bram Oakley had seen them without lights on Sunday and told Ines Calloway, the harbour
    master.
    """,
)


@pytest.mark.parametrize(
    ("told_of_it", "last"),
    [pytest.param(True, "grouped", id="told of it before"), pytest.param(False, "alerted", id="never told of it")],
)
async def test_news_that_nobody_was_told_of_is_told(house: House, told_of_it: bool, last: str) -> None:
    """The second report of an inquiry is silent if the first one raised an alert, an update if no rule wanted that."""
    when = "title:Aldwyn" if told_of_it else "title:Aldwyn AND NOT title:inquiry"
    house.configure("agency", "paper", "radio", rules=[{"id": "ferry", "when": when, "to": ["alerts"]}])
    for feed, one in (("agency", FERRY), ("paper", INQUIRY), ("radio", INQUIRY_AGAIN)):
        house.reports(feed, one)
        await house.watch()
    lines = [house.line(one.title) for one in (FERRY, INQUIRY, INQUIRY_AGAIN)]
    assert len({it["story"] for it in lines}) == 1
    assert house.words() == ["alerted", "alerted" if told_of_it else "unflagged", last]


@pytest.mark.parametrize("parted", [False, True])
async def test_a_ruling_tells_nobody(house: House, parted: bool) -> None:
    """What nobody was told of is as untold in a story that a person merged with another, or split it from again."""
    not_inquiry = {"id": "all", "when": "*:* AND NOT (title:inquiry)", "to": ["alerts"]}
    house.configure("agency", "paper", "radio", rules=[not_inquiry])
    house.reports("agency", FERRY, ORCHARD)
    await house.watch()
    house.reports("paper", INQUIRY)
    await house.watch()
    one, other = (house.line(it.title)["story"] for it in (FERRY, ORCHARD))
    merge(house, one, other)
    if parted:
        split(house, one, house.line(ORCHARD.title)["id"])
    house.reports("radio", INQUIRY_AGAIN)
    await house.watch()
    assert house.words() == ["alerted", "alerted", "unflagged", "alerted"]
