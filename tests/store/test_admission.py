"""T1, whose entries they are: keys that another entry had, and dates of what was there first; on both stores."""

from __future__ import annotations

from dataclasses import replace

from tests.store.rows import NOW, admission, digest, gather, number, one_feed, poll_again, polled, record, rows
from worker.model.feed import Admission
from worker.store.database import Database
from worker.store.lookalikes import newest_baseline
from worker.store.schema import entries
from worker.store.versions import Versions


def entry(key: str, link: str, title: str, text: str) -> Admission:
    """An entry under this key, at this link."""
    made = admission(key, text, url_key=number(link))
    return replace(made, draft=replace(made.draft, title=title, url=f"https://harbour.example/{link}"))


def test_a_key_that_another_entry_had_is_not_taken_for_it(database: Database) -> None:
    """With another link and another headline it is the entry of that link if the feed had one, else one of its own."""
    ferry, frost = entry("1", "ferry", "Ferry runs aground", "f"), entry("2", "frost", "Orchards frozen", "o")
    record(database, polled(one_feed(database), ferry, frost))
    moved = replace(ferry, key=digest("2"), digest=digest("f, under another guid", 8))
    poll_again(database, entry("1", "tunnel", "Drilling begins", "t"), moved, at=NOW + 3600)
    found = {(row.title, row.revision): row.key for row in rows(database, entries)}
    assert found.keys() == {(it, 0) for it in ("Ferry runs aground", "Orchards frozen", "Drilling begins")} | {
        ("Ferry runs aground", 1)
    }
    assert found["Ferry runs aground", 0] == found["Ferry runs aground", 1] == digest("1")
    assert len({key for (_, revision), key in found.items() if not revision}) == 3


def test_the_newest_date_of_what_was_there_first(database: Database) -> None:
    """Entries that came as news do not count, nor do those without a date."""
    feed = one_feed(database)
    dated = [replace(admission(key), baseline=key != "c") for key in "abcd"]
    dates = (NOW - 90, NOW - 60, NOW - 30, None)
    told = [replace(it, draft=replace(it.draft, published_at=at)) for it, at in zip(dated, dates, strict=True)]
    assert database.read(lambda db: newest_baseline(db, feed.id)) is None
    record(database, polled(feed, *told))
    assert database.read(lambda db: newest_baseline(db, feed.id)) == NOW - 60


def test_versions_that_wait_and_that_were_there_before(database: Database) -> None:
    """A version of what was there before its feed was added came as no news, whichever of them is asked for."""
    record(database, polled(one_feed(database), replace(admission("a"), baseline=True), admission("b")))
    poll_again(database, admission("a", "edited"), admission("b", "edited"), at=NOW + 3600)
    waiting = gather(database, now=NOW + 3600)
    with_news = database.write(
        lambda db: {(it.draft.guid, it.revision): Versions(db).came_as_news(it) for it in waiting}
    )
    assert with_news == {("a", 1): False, ("b", 0): True, ("b", 1): True}
