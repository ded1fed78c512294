"""What a company puts under each of its releases makes no story of them: each release is told."""

from __future__ import annotations

import pytest

from tests.flow.house import House
from tests.flow.reports import Report

UNDER = (
    """About Corvane Systems. Corvane Systems (HXE: CRVN) develops braking controls for trams and light rail. Founded in
    Hestry in 1987, the company employs 2,140 people at sites in Hestry, Port Lammas and Gdynia and supplied 61 transit
    operators in 2025. More about it is on the website of the company.""",
    """This release contains forward-looking statements that involve risks and uncertainties. Words such as expects,
    anticipates, intends, plans, believes and similar expressions are meant to identify such statements, although not
    all of them contain these words. Actual results may differ materially from those described, because of changes in
    demand from transit operators, the timing of public tenders, exchange rates, the cost of steel and electronics, the
    outcome of certification by railway authorities, disputes with suppliers, cyber incidents, and other factors set out
    in the annual report that Corvane Systems filed with the Hestry Exchange on 12 March 2026 under the heading Risk
    Factors. Readers are cautioned not to place undue reliance on these statements, which speak only as of the date of
    this release. Except as required by law, Corvane Systems undertakes no obligation to update or revise any
    forward-looking statement, whether as a result of new information, future events or otherwise.""",
    """Media contact: Imogen Sattler, Corvane Systems, telephone 555 0142. Investor contact: Rafael Dunmore, Corvane
    Systems, telephone 555 0177.""",
)


def release(title: str, opening: str) -> Report:
    """A release: its news in one paragraph, and what stands under all of them."""
    return Report(title, tuple(" ".join(paragraph.split()) for paragraph in (opening, *UNDER)))


RESULTS = release(
    "Corvane Systems reports results for the third quarter of 2026",
    """HESTRY, 5 November. Corvane Systems earned 18.4 million crowns in the third quarter, 6 percent more than a year
    before, on sales of 211 million crowns. Orders from Gdynia and Port Lammas made up a third of the total.""",
)
RECALL = release(
    "Corvane Systems recalls brake controller K7 after two tram accidents",
    """HESTRY, 9 November. Corvane Systems is recalling 3,300 brake controllers of type K7 after two trams in Ullersby
    failed to stop. Operators should withdraw the vehicles at once. Chief engineer Wenna Albright blames a relay.""",
)
RESIGNS = release(
    "Chief executive of Corvane Systems resigns",
    """HESTRY, 12 November. Theodore Marchbank, chief executive of Corvane Systems since 2011, resigned on Thursday. The
    board named Lucia Ferrant, head of its works in Gdynia, as successor.""",
)


@pytest.mark.parametrize(
    "wires",
    [pytest.param(("wire",) * 3, id="on one site"), pytest.param(("wire", "newsfile", "direct"), id="on three sites")],
)
async def test_releases_over_the_same_boilerplate_are_told(house: House, wires: tuple[str, ...]) -> None:
    """Of a recall that shares four fifths of its words with the quarterly results below its news, somebody is told."""
    house.configure(*dict.fromkeys(wires))
    printed: dict[str, list[Report]] = {}
    for wire, one in zip(wires, (RESULTS, RECALL, RESIGNS), strict=True):
        printed.setdefault(wire, []).append(one)
        house.reports(wire, *printed[wire])
        await house.watch()
    assert house.words() == ["alerted"] * 3
    assert ("first", RECALL.title) in house.told()
    assert house.line(RECALL.title)["relation"]["kind"] == "unrelated"
