"""A document that kills its child is not read for ever: three times, then its bytes are known by name."""

from __future__ import annotations

import pytest

from tests.clock import ManualClock
from tests.flow.documents import Told, page, rss
from tests.flow.house import HTML, House, feed_url
from tests.flow.reports import FERRY
from tests.flow.test_floods import linked, stories
from tests.web import Answer
from worker.flow import pages, quarantine, reading
from worker.flow.quarantine import digest_of
from worker.model.errors import ContentError
from worker.store.database import Database
from worker.store.quarantine import killers

KILLER = b"<rss version='2.0'><channel><title>x</title>" + b"<a>" * 120_000
"""Some ten seconds of parsing, and no element to leave out."""
HANGING = b"<html><body><article><p>" + b"<span>a</span> " * 60_000 + b"</p></article></body></html>"
"""Minutes of extracting: one paragraph of so many elements."""

pytestmark = pytest.mark.usefixtures("all_time_counts")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = reading.read_document.__kwdefaults__
    assert defaults
    monkeypatch.setitem(defaults, "whole_s", 0.5)
    monkeypatch.setattr(pages, "EXTRACT_DEADLINE_S", 2.5)


async def test_a_document_that_kills_three_children_is_not_read_again(house: House) -> None:
    """The fourth poll costs no child, says so by cause, and the restart before it forgot nothing."""
    house.configure("bad", "good")
    house.web.say(feed_url("bad"), Answer(200, KILLER))
    house.tells("good", Told("One", guid="1"))
    causes = []
    for _ in range(4):
        await house.watch()
        causes.append(house.feed("bad")["last_cause"])
    assert set(causes[:3]) <= quarantine.KILLED
    assert causes[3] == "quarantined"
    (row,) = house.rows("SELECT * FROM quarantined")
    assert (bytes(row["digest"]), row["kills"], row["url"]) == (digest_of(KILLER), 3, feed_url("bad"))
    assert house.feed("good")["state"] == "active"


def test_documents_remembered_are_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents kill, a bounded number stays in memory, the latest; and the store's count never falls."""
    monkeypatch.setattr(quarantine, "REMEMBERED", 2)
    watching, other = (quarantine.Quarantine(database, ManualClock()) for _ in range(2))
    died = ContentError("it died", cause="killed")
    for body in (b"old", b"old", b"new", b"newest"):
        watching.blame(body, "http://a.example/", died)
    assert [watching.suspects(body, "") for body in (b"old", b"new", b"newest")] == [False, True, True]
    other.blame(b"old", "http://a.example/", died)
    assert database.write(killers)[digest_of(b"old")] == 2


async def test_other_bytes_are_read(house: House) -> None:
    """Only the document is shut out, not its feed: what it brings next is read and told."""
    house.configure("bad", articles={"fetch": False})
    house.web.say(feed_url("bad"), Answer(200, KILLER))
    for _ in range(4):
        await house.watch()
    house.web.say(feed_url("bad"), Answer(200, rss(Told("All well again", guid="1"))))
    await house.watch()
    assert house.feed("bad")["state"] == "active"
    assert [title for title, _ in house.dispositions()] == ["All well again"]


async def test_a_page_in_quarantine_does_not_silence_its_entry(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same killing page behind two entries costs what it may cost; the next entry is told without it."""
    monkeypatch.setattr(quarantine, "KILLS", 2)
    house.configure("a")
    told = [Told(f"Story number {n}", f"http://a.example/{n}", guid=str(n), summary="Words. " * 60) for n in range(3)]
    for it in told:
        house.web.say(it.link or "", Answer(200, HANGING, HTML))
    for known in (1, 2, 3):
        house.tells("a", *told[:known])
        await house.watch()
    reasons = [house.line(it.title)["degraded"] for it in told]
    assert reasons == ["timeout", "timeout", "quarantined"]


async def test_a_good_page_is_no_suspect(house: House) -> None:
    """Nothing is remembered of documents that are read."""
    house.configure("a")
    link = house.prints("a", FERRY)
    house.tells("a", link)
    house.web.say(link.link or "", Answer(200, page(FERRY.title, FERRY.paragraphs), HTML))
    await house.watch()
    assert house.rows("SELECT * FROM quarantined") == []


async def test_an_archive_page_answers_for_itself(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fills a gap may kill as often as any document, and then costs no child; the feed that names it goes on."""
    monkeypatch.setattr(quarantine, "KILLS", 1)
    house.configure("a", articles={"fetch": False})
    house.web.say("http://a.example/page/2", Answer(200, KILLER))
    for first in (1, 11, 21):
        house.web.say(feed_url("a"), Answer(200, linked(stories(first, first + 2), 2)))
        await house.watch()
    assert len(house.web.asked_for("http://a.example/page/2")) == 2
    (row,) = house.rows("SELECT kills, url FROM quarantined")
    assert row == {"kills": 1, "url": "http://a.example/page/2"}
    assert house.words() == ["alerted"] * 9
