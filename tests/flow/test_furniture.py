"""A host's furniture links none of its pages, costs no report its text, and hides no copy; promo does not either."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
import pytest

from tests.flow.house import House
from tests.flow.reports import ALL, BAKERY, FERRY, LIBRARY, OBSERVATORY, ORCHARD, TUNNEL, Report

AROUND = (
    "The Brennock Mail has been printed in the old net loft beside the harbour since the lighthouse was built.",
    "Eleven people write it, two of them at night, and a retired pilot reads the proofs before the presses start.",
    "Copies lie on the counter of the bakery, in the waiting room of the ferry and under the clock of the town hall.",
    "Whoever finds a mistake in these columns is invited to a cup of tea with the editor on the first Monday.",
    "The paper belongs to a foundation that was set up by the widow of the last publisher to keep it in the town.",
    "Small notices cost two crowns a line and are taken at the counter until noon, deaths until the evening.",
    "Back numbers are kept in the cellar of the library, bound by year, and may be read there in gloves.",
    "Those who want the paper read aloud find the volunteers of the reading circle every afternoon in the old school.",
)
CALLS = ("👉 Join our Telegram channel: t.me/brennock_mail", "Support our journalism. Donate via PayPal today.")


def furnished(report: Report) -> Report:
    """The report as the host prints it: furniture above and below."""
    return replace(report, paragraphs=(*AROUND[:2], *report.paragraphs, *AROUND[2:]))


async def told_in_turn(house: House, *reports: Report) -> None:
    """One new report of the host at each pass, a worker started anew for each."""
    house.configure("mail", "paper")
    house.reports("paper")
    for number in range(1, len(reports) + 1):
        house.reports("mail", *reports[:number])
        await house.watch()


async def test_pages_that_share_furniture_are_told_apart(house: House) -> None:
    """No page is taken for another, from the first on; from the fourth on none keeps its furniture, as is shown."""
    await told_in_turn(house, *map(furnished, ALL))
    assert house.words() == ["alerted"] * len(ALL)
    assert {line["relation"]["kind"] for line in house.lines()} <= {"unrelated", "rewrite"}
    assert codes(house) == []  # the readers took it out: they were told what the store knew
    for report in ALL[3:]:
        line = house.line(report.title)
        assert line["text"] == "\n\n".join(report.paragraphs)
        assert [(cut["text"], cut["why"]) for cut in line["promo"]] == [(it, "furniture") for it in AROUND]


def codes(house: House) -> list[str]:
    """The titles of entries whose articles the judge freed from furniture."""
    query = "SELECT title, verdicts FROM trails JOIN entries ON entries.id = trails.entry_id ORDER BY entries.id"
    return [
        row["title"]
        for row in house.rows(query)
        if any(verdict["code"] == "furniture" for verdict in orjson.loads(row["verdicts"]))
    ]


IMPRINT = (
    "Brennock Mail, 14 Castle Street, Lower Ridge. Editor: Agnes Holloway. Printed by Brandt in Lammas since 1952.",
    "Complaints go to the ombudsman Piers Langton, 27 Mill Lane, or to the Union of Provincial Papers, 3380.",
    "Managing director: Rosalind Achterberg. Advertising: Tobias Quill, Desmond Farrow. Registered in Hestry, 4471.",
)


async def test_a_new_hosts_second_page_is_told(house: House) -> None:
    """Names and numbers that two pages share only in paragraphs they both carry make them no story, from the start."""
    teasers = [replace(it, paragraphs=(*it.paragraphs[:1], *IMPRINT)) for it in (ORCHARD, LIBRARY, TUNNEL)]
    await told_in_turn(house, *teasers)
    assert [occasion for occasion, _ in house.told()] == ["first", "first", "first"]
    assert [verdict.get("left_out") for verdict in related(house)] == [None, 3, 3]


def related(house: House) -> list[dict[str, Any]]:
    """What the judge noted when it compared each entry with others, in the order of entries."""
    verdicts = (orjson.loads(row["verdicts"]) for row in house.rows("SELECT verdicts FROM trails ORDER BY entry_id"))
    return [next(it for it in trail if it["stage"] == "relate") for trail in verdicts]


async def test_pages_read_together_learn_from_each_other(house: House) -> None:
    """Where all pages come in one batch, the judge takes out what was learned since they were read, and says so."""
    house.configure("mail")
    house.reports("mail", *map(furnished, ALL))
    await house.watch()
    clean = [line for line in house.lines() if not set(AROUND) & set(line["text"].split("\n\n"))]
    assert len(clean) == len(ALL) - 3
    assert sorted(codes(house)) == sorted(line["title"] for line in clean)


# Fourteen paragraphs, so long that of a short report above them hardly a sample is among those of the whole.
TERMS = tuple(
    " ".join(f"{word}{letter}" for word in f"{one} {other}".split())
    for letter in "aeiou"
    for one, other in zip(AROUND[::2], AROUND[1::2], strict=True)
)[:14]


def with_terms(report: Report) -> Report:
    """The report as one paragraph, between the host's terms of use."""
    return replace(report, paragraphs=(*TERMS[:2], " ".join(report.paragraphs), *TERMS[2:]))


async def test_pages_read_together_are_copies_below_what_they_teach(house: House) -> None:
    """A copy of a short report is found though only the pages before it in its batch tell what its own words are."""
    brief = [
        replace(BAKERY, title=f"{BAKERY.title} {place}", paragraphs=(it,)) for place, it in enumerate(BAKERY.paragraphs)
    ]
    house.configure("paper", "mail")
    house.reports("paper", *brief)
    house.reports("mail")
    await house.watch()
    copies = [replace(it, title=f"Briefly: {it.title}") for it in brief]
    told = [house.prints("mail", with_terms(it)) for it in (ORCHARD, TUNNEL, LIBRARY, *copies)]
    house.tells("mail", *(replace(it, at=house.clock.now() - 600 + place) for place, it in enumerate(told)))
    await house.watch()
    relations = [house.line(it.title)["relation"] for it in copies]
    assert relations == [{"kind": "copy", "of": house.line(it.title)["id"], "score": 1.0} for it in brief]


@pytest.mark.parametrize("tail", [": Aldwyn off Brennock", ""])
async def test_a_report_carried_again_and_again_keeps_its_text(house: House, tail: str) -> None:
    """A syndicated report under five headlines and addresses of one host is no furniture: the copies hold it whole."""
    names = ("Ferry stuck", "Passengers safe", "Vessel on sandbank", "Tugs wait for tide", "Calm on the car deck")
    copies = [replace(FERRY, title=f"{name}{tail}") for name in names]
    await told_in_turn(house, FERRY, *copies)
    assert house.words() == ["alerted", *["grouped"] * len(copies)]
    assert {line["text"] for line in house.lines()} == {"\n\n".join(FERRY.paragraphs)}


@pytest.mark.parametrize("around", [AROUND, CALLS], ids=["furniture", "promo"])
async def test_what_stands_around_a_copy_changes_no_relation(house: House, around: tuple[str, ...]) -> None:
    """A copy on a host with known furniture, or between calls, has the relation and the shares of the bare copy."""
    known = (ORCHARD, TUNNEL, LIBRARY, OBSERVATORY)
    await told_in_turn(house, *(replace(it, paragraphs=(*around[:1], *it.paragraphs, *around[1:])) for it in known))
    house.reports("paper", FERRY, BAKERY)
    await house.watch()
    copy = replace(FERRY, title="Passengers safe", paragraphs=(*around[:1], *FERRY.paragraphs, *around[1:]))
    house.reports("mail", copy)
    await house.watch()
    line = house.line("Passengers safe")
    assert (line["text"], line["disposition"]) == ("\n\n".join(FERRY.paragraphs), "grouped")
    assert line["relation"] == {"kind": "copy", "of": house.line(FERRY.title)["id"], "score": 1.0}
