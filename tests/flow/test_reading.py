"""Documents made of several, and documents with elements that nobody can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.clock import START
from tests.content.test_sitemaps import index, sitemap
from tests.flow.documents import Told, rss
from tests.flow.house import House, feed_url
from tests.flow.reports import FERRY, ORCHARD, TUNNEL, Report
from tests.web import Answer
from worker.content.feeds import read_feed
from worker.content.splice import split_hashes
from worker.engine.local import LocalEngine
from worker.flow import reading
from worker.flow.reading import read_document
from worker.model.errors import ContentError

FEED = feed_url("a")
RAISES = "<contributors>x</contributors><d:contributor>a</d:contributor>"
SLOW = "".join(f"<category>{number}</category>" for number in range(20_000))


def listed(house: House, *reports: Report) -> bytes:
    """A news sitemap of these reports, whose pages are served."""
    links = [house.prints("a", report).link for report in reports]
    return sitemap(
        *(
            f"<url><loc>{link}</loc><news:news><news:publication_date>2026-09-21T14:00:00Z</news:publication_date>"
            f"<news:title>{report.title}</news:title></news:news></url>"
            for link, report in zip(links, reports, strict=True)
        )
    )


def poisoned(poison: str, number: int = 9) -> bytes:
    """A feed of that many entries with one of ``poison`` before the third."""
    told = [Told(f"Entry {place}", guid=str(place), at=START) for place in range(number)]
    body = rss(*told).replace(b"<item><title>Entry 2", f"<item>{poison}</item><item><title>Entry 2".encode())
    return body.replace(b"<rss", b'<rss xmlns:d="http://purl.org/dc/elements/1.1/"')


async def test_a_news_sitemap_is_watched(house: House) -> None:
    """Its reports are told once, with the text of their pages; a new one in it is news."""
    house.configure("a")
    house.web.say(FEED, Answer(200, listed(house, FERRY)))
    await house.watch()
    house.web.say(FEED, Answer(200, listed(house, ORCHARD, FERRY)))
    await house.watch()
    assert sorted(house.told()) == [("first", FERRY.title), ("first", ORCHARD.title)]
    assert house.line(FERRY.title)["text"]


@pytest.mark.parametrize("parted", [False, True], ids=["alone", "in an index"])
async def test_a_sitemap_that_breaks_off_is_asked_again(house: House, *, parted: bool) -> None:
    """Its whole elements are told; the rest, which is still to come, is not lost to "not modified"."""
    house.configure("a")
    part = "http://a.example/one.xml" if parted else FEED
    if parted:
        house.web.say(FEED, Answer(200, index((part, "2026-09-21")), [("ETag", '"0"')]))
    whole = listed(house, FERRY, ORCHARD)
    house.web.say(part, Answer(200, whole[: whole.rindex(b"<url>") + 20], [("ETag", '"1"')]))
    await house.watch()
    assert house.told() == [("first", FERRY.title)]
    house.web.say(part, Answer(200, whole, [("ETag", '"1"')]))
    await house.watch()
    assert house.web.asked_for(part)[-1].header("If-None-Match") is None
    assert house.told()[1:] == [("first", ORCHARD.title)]


async def test_an_index_leads_to_its_sitemaps(house: House) -> None:
    """The parts of an index are read at the poll of the index, later only those that changed, and nothing twice."""
    house.configure("a")
    parts = {name: f"http://a.example/{name}.xml" for name in ("one", "two")}
    house.web.say(parts["one"], Answer(200, listed(house, FERRY)))
    house.web.say(parts["two"], Answer(200, listed(house, ORCHARD)))
    house.web.say(FEED, Answer(200, index((parts["one"], "2026-09-21"), (parts["two"], "2026-09-20"))))
    await house.watch()
    assert sorted(house.told()) == [("first", FERRY.title), ("first", ORCHARD.title)]
    house.web.say(parts["two"], Answer(200, listed(house, TUNNEL, ORCHARD)))
    house.web.say(FEED, Answer(200, index((parts["one"], "2026-09-21"), (parts["two"], "2026-09-22"))))
    await house.watch()
    await house.watch()
    assert house.told()[2:] == [("first", TUNNEL.title)]
    assert [len(house.web.asked_for(address)) for address in parts.values()] == [1, 2]


async def test_an_index_without_dates_tells_what_was_published_before_its_last_poll(house: House) -> None:
    """Its parts are read at each poll; what one lists late, dated before the last poll, is news as well."""
    house.configure("a", polling={"on_add": "baseline"})
    part = "http://a.example/one.xml"
    house.web.say(FEED, Answer(200, index((part, ""))))
    house.web.say(part, Answer(200, listed(house, FERRY)))
    await house.watch()
    await house.watch()
    late = listed(house, ORCHARD, FERRY).replace(b"14:00:00", b"14:14:50", 1)
    house.web.say(part, Answer(200, late))
    await house.watch()
    assert house.dispositions() == [(FERRY.title, "baseline"), (ORCHARD.title, "alerted")]


async def test_an_entry_of_an_index_that_changes_is_a_new_version(house: House) -> None:
    """Though the hash it had is kept, as it may stand in a part that was not read: its page is fetched again."""
    house.configure("a")
    part = "http://a.example/one.xml"
    house.web.say(FEED, Answer(200, index((part, ""))))
    body = listed(house, FERRY, ORCHARD)
    for title in (FERRY.title, "Corrected: ferry Aldwyn afloat again"):
        house.web.say(part, Answer(200, body.replace(FERRY.title.encode(), title.encode())))
        await house.watch()
    versions = house.rows("SELECT revision, url FROM entries ORDER BY id")
    assert [row["revision"] for row in versions] == [0, 0, 1]
    assert len(house.web.asked_for(versions[0]["url"])) == 2


async def test_a_part_that_fails_is_asked_again(house: House) -> None:
    """One part that cannot be had neither costs the others nor is forgotten, though the index does not change."""
    house.configure("a")
    good, bad = "http://a.example/good.xml", "http://a.example/bad.xml"
    house.web.say(good, Answer(200, listed(house, FERRY)))
    house.web.say(bad, Answer(500))
    listing = index((good, "2026-09-21"), (bad, "2026-09-20"))
    house.web.say(FEED, Answer(200, listing, [("ETag", '"1"')]))
    await house.watch()
    assert house.words() == ["alerted"]
    house.web.say(bad, Answer(200, listed(house, ORCHARD)))
    await house.watch()
    assert house.web.asked_for(FEED)[-1].header("If-None-Match") is None
    assert sorted(house.told()) == [("first", FERRY.title), ("first", ORCHARD.title)]


async def test_an_index_of_itself_ends(house: House) -> None:
    """The parts of a part are not followed: a poll asks for what the feed's own document names, and no further."""
    house.configure("a")
    house.web.say(FEED, Answer(200, index((FEED, "2026-09-21"))))
    await house.watch()
    assert len(house.web.asked_for(FEED)) == 2
    assert house.feed("a")["state"] == "active"


async def test_an_index_sends_nobody_to_other_sites(house: House) -> None:
    """Parts on other sites are not requested; if there are no others, the poll fails and says so."""
    house.configure("a")
    house.web.say(FEED, Answer(200, index(("http://victim.test/x.xml", "2026-09-21"))))
    await house.watch()
    assert [asked.host for asked in house.web.asked] == ["a.example"]
    assert house.feed("a")["last_cause"] == "other_site"


async def test_an_element_that_breaks_the_parser_costs_only_itself(house: House) -> None:
    """The others are told, once, and the feed is well, as long as the bad one stays in it."""
    house.configure("a", articles={"fetch": False})
    house.web.say(FEED, Answer(200, poisoned(RAISES)))
    await house.watch()
    house.web.say(FEED, Answer(200, poisoned(RAISES).replace(b"Entry 8", b"Entry eight")))
    await house.watch()
    assert house.feed("a")["state"] == "active"
    assert [title for title, _ in house.dispositions()] == [f"Entry {number}" for number in range(9)] + ["Entry eight"]


@pytest.mark.usefixtures("all_time_counts")
async def test_an_element_that_outlasts_its_deadline_costs_only_itself() -> None:
    """It is found by halves in children of its own, left out, and known from then on."""
    engine = LocalEngine(workers=1)
    await engine.start()
    try:
        body = poisoned(SLOW)
        document = await read_document(engine, body, {}, b"", whole_s=0.6, piece_s=0.4)
        assert [entry.title for entry in document.entries] == [f"Entry {number}" for number in range(9)]
        assert len(split_hashes(document.window)) == 10
        again = await read_document(engine, body, {}, document.window, whole_s=0.6, piece_s=0.4)
        assert again.entries == ()
    finally:
        await engine.stop()


class Crowded(LocalEngine):
    """An engine that runs only so many tasks."""

    tasks = 0

    async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float, **how: Any) -> Any:
        """As the engine, but for the last tasks."""
        self.tasks -= 1
        if self.tasks < 0:
            raise ContentError("nobody has time", cause="crowded")
        return await super().run(function, *args, timeout_s=timeout_s, **how)


@pytest.mark.usefixtures("all_time_counts")
@pytest.mark.parametrize(("tasks", "pieces"), [(4, 24), (24, 3)], ids=["no children left", "too many pieces"])
async def test_elements_that_nobody_came_to_are_read_later(
    tasks: int, pieces: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the work on a document ends amid its halves, the rest is no more known than before: nothing is lost."""
    monkeypatch.setattr(reading, "MAX_PIECES", pieces)
    body, engine = poisoned(SLOW), Crowded(workers=1)
    engine.tasks = tasks
    await engine.start()
    try:
        first = await read_document(engine, body, {}, b"", whole_s=0.6, piece_s=0.4)
        assert 0 < len(first.entries) < 9
        assert not first.lasting
    finally:
        await engine.stop()
    left = read_feed(body.replace(SLOW.encode(), b""), {}, first.window).entries
    assert {entry.title for entry in (*first.entries, *left)} >= {f"Entry {number}" for number in range(9)}
