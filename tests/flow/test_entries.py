"""Which entries of a feed are news: formats, first polls, identities, revisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import xxhash
from structlog.testing import capture_logs

from tests.clock import START
from tests.flow import documents
from tests.flow.documents import DAY_S, Told, page, rss
from tests.flow.house import EVERYTHING, HTML, House, feed_url
from tests.flow.reports import ALL, BAKERY, FERRY, LIBRARY, OBSERVATORY, ORCHARD, TUNNEL
from tests.web import Answer

Write = Callable[..., bytes]

FORMATS = [
    pytest.param(documents.rss, "application/rss+xml", id="RSS"),
    pytest.param(documents.atom, "application/atom+xml", id="Atom"),
    pytest.param(documents.rdf, "application/rdf+xml", id="RDF"),
    pytest.param(documents.json_feed, "application/feed+json", id="JSON Feed"),
]


@pytest.mark.parametrize(("write", "kind"), FORMATS)
async def test_each_format_goes_through_the_whole_worker(house: House, write: Write, kind: str) -> None:
    """A feed of each format is read, its pages are fetched, and a later entry alerts with its own words and date."""
    house.configure("a", polling={"on_add": "baseline"})
    old, new = house.prints("a", FERRY), house.prints("a", ORCHARD)
    house.web.say(feed_url("a"), Answer(200, write(old), [("Content-Type", kind)]))
    await house.watch()
    assert house.dispositions() == [(FERRY.title, "baseline")]
    house.web.say(feed_url("a"), Answer(200, write(new, old), [("Content-Type", kind)]))
    await house.watch()
    assert house.dispositions() == [(FERRY.title, "baseline"), (ORCHARD.title, "alerted")]
    (line,) = house.lines()
    assert line["text"] == "\n\n".join(ORCHARD.paragraphs)
    assert (line["url"], line["lang"], line["degraded"]) == (new.link, "en", None)
    assert line["published"] == "2026-09-21T13:13:20Z"
    assert house.told() == [("first", ORCHARD.title)]
    assert old.link is not None
    assert house.web.asked_for(old.link) == []


async def test_a_link_to_a_host_that_cannot_be_is_no_link(house: House, store_url: str) -> None:
    """A name longer than DNS has them is nobody's: the entry is told for what it says, on both databases."""
    house.configure("a", store={"url": store_url})
    name = ".".join(xxhash.xxh3_128_hexdigest(bytes([place])) for place in range(120))
    house.tells("a", Told(FERRY.title, f"http://{name}.example/1", guid="1", summary=" ".join(FERRY.paragraphs)))
    await house.watch()
    assert house.words() == ["alerted"]


@pytest.mark.parametrize(
    ("on_add", "words"),
    [
        pytest.param("baseline", ["baseline"] * 4, id="baseline records all of them"),
        pytest.param("all", ["alerted"] * 4, id="all tells all of them"),
        pytest.param(
            "last:2", ["baseline", "alerted", "alerted", "baseline"], id="last:2 tells the two newest by date"
        ),
    ],
)
async def test_the_first_poll_does_what_on_add_says(house: House, on_add: str, words: list[str]) -> None:
    """What stands in a feed when it is added is told as far as on_add says, and later entries in any case."""
    house.configure("a", feeds=[{"id": "a", "url": feed_url("a"), "on_add": on_add}])
    told = house.reports("a", FERRY, ORCHARD, TUNNEL, LIBRARY)
    ages = (9, 1, 2, 8)
    told = [replace(it, at=START - age * 3600) for it, age in zip(told, ages, strict=True)]
    house.tells("a", *told)
    await house.watch()
    assert house.words() == words
    house.tells("a", house.prints("a", BAKERY), *told)
    await house.watch()
    assert house.dispositions()[4:] == [(BAKERY.title, "alerted")]


async def test_a_feed_under_another_id_tells_what_came_meanwhile(house: House) -> None:
    """Who renames a feed hears of what it brought since its last poll, and of nothing twice."""
    house.configure("a", polling={"on_add": "baseline"})
    told = house.reports("a", FERRY, ORCHARD)
    await house.watch()
    house.configure(feeds=[{"id": "b", "url": feed_url("a")}], polling={"on_add": "baseline"})
    house.tells("a", house.prints("a", TUNNEL), *told)
    await house.watch()
    assert house.words() == ["baseline", "baseline", "alerted"]
    assert house.line(TUNNEL.title)["feed"] == "b"


async def test_a_first_poll_of_nothing_is_a_first_poll(house: House) -> None:
    """A feed that was empty when it was added tells its first entries: they came later."""
    house.configure("a", polling={"on_add": "baseline"})
    house.tells("a")
    await house.watch()
    house.reports("a", FERRY)
    await house.watch()
    assert house.words() == ["alerted"]


@pytest.mark.parametrize(
    "lacking",
    [
        pytest.param({"guid": None}, id="no guid"),
        pytest.param({"guid": None, "at": None}, id="neither guid nor date"),
        pytest.param({"link": None}, id="no link"),
        pytest.param({"link": None, "guid": None, "at": None}, id="nothing but a title and a summary"),
        pytest.param({"title": ""}, id="no title"),
    ],
)
async def test_entries_that_lack_something_are_told_once(house: House, lacking: dict[str, Any]) -> None:
    """An entry without guid, link, date or title is told, and not again when the document comes back changed."""
    house.configure("a")
    told = [replace(it, summary=f"{it.summary} and so on", **lacking) for it in house.reports("a", FERRY, ORCHARD)]
    house.tells("a", *told)
    await house.watch()
    assert house.words() == ["alerted", "alerted"]
    extra = replace(house.prints("a", TUNNEL), **lacking)
    house.tells("a", extra, *told)
    await house.watch()
    assert house.words() == ["alerted"] * 3
    assert len(house.alerts()) == 3


async def test_three_equal_guids_lose_nobody(house: House) -> None:
    """Three entries under one guid in one document are three entries, and are known when they come again."""
    house.configure("a")
    told = [replace(it, guid="same") for it in house.reports("a", FERRY, ORCHARD, TUNNEL)]
    house.tells("a", *told)
    await house.watch()
    house.web.say(feed_url("a"), Answer(200, rss(*told, extra="<ttl>61</ttl>")))
    await house.watch()
    assert house.words() == ["alerted"] * 3


@pytest.mark.parametrize("guid", [pytest.param(True, id="with a guid"), pytest.param(False, id="without")])
async def test_an_entry_that_is_printed_twice_is_one(house: House, guid: bool) -> None:
    """The same entry twice in a document keeps page and identity: edited, and printed once, it is a revision."""
    house.configure("a")
    (told,) = house.reports("a", FERRY)
    told = told if guid else replace(told, guid=None)
    house.tells("a", told, told)
    await house.watch()
    house.tells("a", replace(told, title="Ferry Aldwyn aground off Brennock, passengers safe"))
    await house.watch()
    assert house.words() == ["alerted", "revision"]
    first, edited = house.lines()
    assert first["text"] == "\n\n".join(FERRY.paragraphs)
    assert edited["relation"]["kind"] == "same_entry"


async def test_a_page_under_two_guids_is_read(house: House) -> None:
    """A report listed under two rubrics, with a guid for each, is told once, and for what its page says."""
    house.configure("a")
    (told,) = house.reports("a", FERRY)
    house.tells("a", told, replace(told, guid="in another rubric"))
    await house.watch()
    assert sorted(house.words()) == ["alerted", "grouped"]
    assert {line["text"] for line in house.lines()} == {"\n\n".join(FERRY.paragraphs)}


async def test_new_entries_under_the_one_guid_of_all_lose_nobody(house: House) -> None:
    """Where every entry has the same guid, each that comes later is news too, not a revision of the one before."""
    house.configure("a")
    told = [replace(house.prints("a", report), guid="same") for report in ALL]
    for number in (2, 3, 4, 5, 6):
        house.tells("a", *reversed(told[:number]))
        await house.watch()
    assert house.words() == ["alerted"] * 6


@pytest.mark.parametrize("guid", [pytest.param(True, id="with guids"), pytest.param(False, id="without guids")])
async def test_entries_that_share_one_link_lose_nobody(house: House, guid: bool) -> None:
    """Where every entry links to the same page, each is told, those that come one by one included."""
    house.configure("a")
    link = "http://a.example/live"
    told = [Told(it.title, link, it.title if guid else None, START - 3600, " ".join(it.paragraphs)) for it in ALL]
    for number in (2, 3, 4, 5, 6):
        house.tells("a", *reversed(told[:number]))
        await house.watch()
    assert house.words() == ["alerted"] * 6
    assert [title for _, title in house.told()[2:]] == [it.title for it in ALL[2:]]


async def test_the_case_of_a_path_makes_two_pages(house: House) -> None:
    """Addresses that differ only in the case of the path are two entries with two pages."""
    house.configure("a")
    for name, report in (("Ab", FERRY), ("aB", ORCHARD)):
        house.web.say(f"http://a.example/{name}", Answer(200, documents.page(report.title, report.paragraphs)))
    house.tells("a", Told(FERRY.title, "http://a.example/Ab"), Told(ORCHARD.title, "http://a.example/aB"))
    await house.watch()
    assert house.words() == ["alerted", "alerted"]
    assert {line["text"][:20] for line in house.lines()} == {FERRY.paragraphs[0][:20], ORCHARD.paragraphs[0][:20]}


async def test_tracking_parameters_that_change_make_no_news(house: House) -> None:
    """A feed without guids whose links carry another utm parameter at each poll tells each entry once."""
    house.configure("a")
    told = [replace(it, guid=None) for it in house.reports("a", FERRY, ORCHARD)]
    for number in range(4):
        marked = [replace(it, link=f"{it.link}?utm_source=rss&utm_campaign={number}") for it in told]
        for it in marked:
            house.web.say(it.link or "", Answer(200, documents.page(it.title, (it.summary * 9,))))
        house.tells("a", *marked)
        await house.watch()
    assert len(house.words()) == 2
    assert len(house.alerts()) == 2


@pytest.mark.parametrize("on_add", ["all", "baseline"])
async def test_guids_that_move_to_https_tell_nobody(house: House, on_add: str) -> None:
    """When every guid and link goes from http to https, no entry is told again, those of the baseline included."""
    house.configure("a", polling={"on_add": on_add}, articles={"fetch": False})
    told = [replace(it, guid=it.link) for it in house.reports("a", FERRY, ORCHARD, TUNNEL)]
    house.tells("a", *told)
    await house.watch()
    words, alerts = house.words(), house.alerts()
    secure = [(it.link or "").replace("http:", "https:") for it in told]
    house.tells("a", *(replace(it, guid=link, link=link) for it, link in zip(told, secure, strict=True)))
    await house.watch()
    assert (house.words(), house.alerts()) == (words, alerts)


async def test_an_edited_title_is_a_revision(house: House) -> None:
    """The same guid under another title is stored as a revision of the entry and raises no second alert."""
    house.configure("a")
    (told,) = house.reports("a", FERRY)
    await house.watch()
    edited = replace(told, title="Ferry Aldwyn aground off Brennock, passengers safe")
    house.tells("a", edited)
    await house.watch()
    assert house.dispositions() == [(FERRY.title, "alerted"), (edited.title, "revision")]
    assert len(house.alerts()) == 1
    line = house.lines()[1]
    assert line["relation"] == {"kind": "same_entry", "of": "e1", "score": 1.0}
    assert line["story"] == house.lines()[0]["story"]
    assert [row["previous_id"] for row in house.rows("SELECT previous_id FROM articles ORDER BY id")] == [None, 1]


@pytest.mark.parametrize(
    ("again", "occasions"),
    [
        pytest.param({}, ["first"], id="unless asked, nobody is told"),
        pytest.param({"revision": "headline"}, ["first", "revision 1"], id="headline: the new headline is told"),
        pytest.param({"revision": "any"}, ["first", "revision 1", "revision 2"], id="any: the new text is told too"),
    ],
)
async def test_revisions_are_told_as_the_rule_says(house: House, again: dict[str, str], occasions: list[str]) -> None:
    """A new headline and a new text of one entry alert again as far as the rule's ``again`` says."""
    house.configure("a", rules=[{"id": "all", "when": "*:*", "to": ["alerts"], "again": again}])
    (told,) = house.reports("a", FERRY)
    await house.watch()
    edited = replace(told, title="Ferry Aldwyn aground off Brennock, passengers safe")
    house.tells("a", edited)
    await house.watch()
    changed = replace(FERRY, paragraphs=(*FERRY.paragraphs, "A fourth tug has arrived from Sallow Point."))
    house.web.say(told.link or "", Answer(200, page(changed.title, changed.paragraphs), HTML))
    house.tells("a", replace(edited, summary="Rewritten."))
    await house.watch()
    assert [occasion for occasion, _ in house.told()] == occasions
    assert house.words() == ["alerted", "revision", "revision"]


async def test_two_versions_that_swap_come_to_rest(house: House) -> None:
    """An entry whose server swaps between two versions becomes one revision, not one at each poll."""
    house.configure("a")
    (told,) = house.reports("a", OBSERVATORY)
    other = replace(told, title="Kestrel Peak telescope finds comet with two tails")
    for version in (told, other, told, other, told):
        house.tells("a", version)
        await house.watch()
    assert house.words() == ["alerted", "revision"]
    assert len(house.alerts()) == 1


async def test_an_entry_with_a_clock_in_it_becomes_noise(house: House) -> None:
    """An entry whose text changes at every poll is stored 24 times more, and then twice a day; the log says so once."""
    house.configure("a", articles={"fetch": False})
    (told,) = house.reports("a", FERRY)
    with capture_logs() as logs:
        for minute in range(27):
            house.tells("a", replace(told, summary=f"As of minute {minute}."))
            await house.watch()
        assert house.words() == ["alerted"] + ["revision"] * 24
        for hour in (6, 12, 18, 24):
            house.later(6 * 3600 - 60)
            house.tells("a", replace(told, summary=f"As of hour {hour}."))
            await house.watch()
    assert house.words() == ["alerted"] + ["revision"] * 26
    assert len(house.alerts()) == 1
    (often,) = [it for it in logs if it["event"] == "entry.changes_often"]
    assert (often["entry"], often["feed"]) == ("e25", "a")


async def test_a_page_that_shows_whatever_is_newest_goes_on_being_read(house: House) -> None:
    """Under one guid, link and title: a rule that hears of new facts is told of the fortieth day as of the second."""
    rule = {**EVERYTHING, "again": {"revision": "facts"}}
    house.configure("a", rules=[rule], articles={"fetch": False})
    for day in range(40):
        at = house.clock.now()
        said = f"On day {day} the keeper of the lock wrote: {ALL[day % 6].paragraphs[0]}"
        house.tells("a", Told("From the lock", "http://a.example/lock", "lock", at, said))
        await house.watch()
        house.later(DAY_S)
    assert house.words() == ["alerted"] + ["revision"] * 39
    assert len(house.alerts()) == 40


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(START + 40 * documents.DAY_S, id="a date in the future"),
        pytest.param(0.0, id="a date in 1970"),
        pytest.param(None, id="no date"),
    ],
)
async def test_dates_never_decide_what_is_new(house: House, at: float | None) -> None:
    """Entries with a wrong date or none are told like others."""
    house.configure("a", polling={"on_add": "baseline"})
    house.tells("a", Told("Before", guid="0"))
    await house.watch()
    house.tells("a", replace(house.prints("a", FERRY), at=at))
    await house.watch()
    assert house.words() == ["baseline", "alerted"]
