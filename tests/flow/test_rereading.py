"""Pages behind walls and on failing servers: asked for again hours later, and told as a revision, not anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import FERRY, ORCHARD, Report
from tests.flow.test_pages import CONSENT, SUMMARY, TOLD
from tests.flow.test_walls import WALL
from tests.web import Answer
from worker.daemon import passes
from worker.daemon.status import explain

HOUR = 3600.0
LINK = TOLD.link or ""
REPORT = Answer(200, page(FERRY.title, FERRY.paragraphs), HTML)
SHUT = Answer(200, CONSENT, HTML)
CHALLENGE = Answer(403, b"", (("cf-mitigated", "challenge"),))
ANY = {"id": "all", "when": "*:*", "to": ["alerts"], "again": {"revision": "any"}}
NO_REREAD = "CREATE TRIGGER breaks BEFORE UPDATE ON rereads BEGIN SELECT RAISE(ABORT, 'not now'); END"
DEEP_IN_THE_TEXT = {"id": "deep", "when": f"body:{FERRY.paragraphs[-1].split()[-2]}", "to": ["alerts"]}


def shut(house: House, first: Answer, *, rules: tuple[dict[str, Any], ...] = ({**ANY, "again": {}},)) -> None:
    """Serve an entry whose page answers so."""
    house.configure("a", rules=rules)
    house.tells("a", TOLD)
    house.web.say(LINK, first)


def again(house: House) -> dict[str, Any] | None:
    """What explain says of reading the newest version's page again."""
    found: dict[str, Any] | None = explain(house.loaded, LINK)["entries"][-1]["reread"]
    return found


@pytest.mark.parametrize("first", [SHUT, CHALLENGE, Answer(429), Answer(503), Answer(reset=True)])
async def test_the_real_text_becomes_a_revision(house: House, first: Answer) -> None:
    """An hour later the page is the article: its entry's next revision holds it, and nobody is told twice."""
    shut(house, first)
    await house.watch()
    assert house.lines()[0]["text"] == SUMMARY
    house.web.say(LINK, REPORT)
    await house.watch(poll_all=False)
    assert len(house.web.asked_for(LINK)) == 1
    house.later(HOUR)
    await house.watch(poll_all=False)
    assert house.words() == ["alerted", "revision"]
    old, new = house.lines()
    assert (new["degraded"], new["text"], new["story"]) == (None, "\n\n".join(FERRY.paragraphs), old["story"])
    assert house.told() == [("first", FERRY.title)]
    assert again(house) is None
    assert house.balance() == {"admitted": 2, "pending": 0, "alerted": 1, "revision": 1}


@pytest.mark.parametrize(
    ("feed", "other", "path"),
    [
        pytest.param("a", ORCHARD, "orchard", id="another text"),
        pytest.param("a", FERRY, "mobile", id="the same headline at another address"),
        pytest.param("b", replace(FERRY, title="Passengers safe"), "ferry", id="another host's headline"),
    ],
)
async def test_what_else_is_known_makes_no_wall_of_a_report(house: House, feed: str, other: Report, path: str) -> None:
    """Only a text that its own host shows under several headlines is taken for a wall when it is read again."""
    shut(house, SHUT)
    house.configure("a", "b")
    beside = Told(other.title, f"http://{feed}.example/{path}", guid="2")
    house.web.say(beside.link or "", Answer(200, page(other.title, other.paragraphs), HTML))
    house.tells("a", *[TOLD, beside][: 1 + (feed == "a")])
    house.tells("b", *[beside][feed == "a" :])
    await house.watch()
    house.web.say(LINK, REPORT)
    house.later(HOUR)
    await house.watch(poll_all=False)
    assert house.words().count("revision") == 1


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        pytest.param((ANY,), ["first", "revision 1"], id="to whom any revision is worth a message"),
        pytest.param((ANY, DEEP_IN_THE_TEXT), ["first", "first", "revision 1"], id="and by a rule on the text itself"),
    ],
)
async def test_what_the_text_is_worth_is_told(house: House, rules: tuple[dict[str, Any], ...], told: list[str]) -> None:
    """The revision is told to who asked for those, and to a rule that only the whole text satisfies."""
    shut(house, SHUT, rules=rules)
    await house.watch()
    house.web.say(LINK, REPORT)
    house.later(HOUR)
    await house.watch(poll_all=False)
    assert sorted(occasion for occasion, _ in house.told()) == told


async def test_news_does_not_wait_where_pages_cannot_be_looked_for_again(house: House) -> None:
    """What breaks the look for pages to read again leaves nobody claimed and unread: news would wait for its lease."""
    shut(house, SHUT)
    await house.watch()
    house.tells("a", TOLD, house.prints("a", ORCHARD))
    house.later(2 * HOUR)
    async with house.worker() as parts:
        await passes.start(parts)
        await parts.poller.run_due()
        parts.database.write(lambda db: db.exec_driver_sql(NO_REREAD))
        with pytest.raises(Exception, match="not now"):
            await parts.gatherer.run_due()
        await parts.gatherer.run_due()
    assert house.words() == ["alerted", "alerted"]


async def test_tries_are_few_and_far_apart(house: House) -> None:
    """A page behind a wall for good is asked for after one, six and twenty-four hours, then never; explain says so."""
    shut(house, SHUT)
    await house.watch()
    asked = []
    for wait_s in (0.9 * HOUR, 0.1 * HOUR, 5.9 * HOUR, 0.2 * HOUR, 23.8 * HOUR, 0.3 * HOUR, 100 * HOUR):
        house.later(wait_s)
        await house.watch(poll_all=False)
        asked.append(len(house.web.asked_for(LINK)))
    assert asked == [1, 2, 2, 3, 3, 4, 4]
    left = again(house)
    assert left is not None
    assert (left["next"], left["tries"], left["reason"]) == (None, 3, "wall")
    assert house.words() == ["alerted"]


async def test_a_page_refused_for_good_is_not_asked_for_again(house: House) -> None:
    """404 says there is no page: nothing is planned, and what says so later ends it."""
    shut(house, Answer(404))
    await house.watch()
    assert again(house) is None
    house.configure("b")
    house.tells("b", Told(ORCHARD.title, "http://b.example/page", guid="1", summary=ORCHARD.paragraphs[0]))
    house.web.say("http://b.example/page", SHUT, Answer(404))
    await house.watch()
    house.later(HOUR)
    await house.watch(poll_all=False)
    (entry,) = explain(house.loaded, "http://b.example/page")["entries"]
    assert (entry["reread"]["next"], entry["reread"]["reason"]) == (None, "http_404")


async def test_a_wall_of_unknown_words_is_no_text_found(house: House) -> None:
    """What the host shows under other headlines too is still its wall, however often it is read again."""
    house.configure("a")
    told = []
    for number, title in enumerate(("Storm", "Frost", "Tunnel")):
        house.web.say(f"http://a.example/{number}", Answer(200, page("The Paper", WALL), HTML))
        told.append(Told(title, f"http://a.example/{number}", guid=title))
    house.tells("a", *told)
    await house.watch()
    house.later(HOUR)
    await house.watch(poll_all=False)
    assert house.words() == ["alerted"] * 3
    reasons = house.rows("SELECT reason, tries FROM rereads")
    assert reasons == [{"reason": "same_text", "tries": 1}] * 2


async def test_a_version_from_the_feed_comes_first(house: House) -> None:
    """Where the feed brings another text that has its page, the old one is not asked for again; tries go on if not."""
    shut(house, SHUT)
    await house.watch()
    house.tells("a", Told(FERRY.title, LINK, guid="1", summary=f"{SUMMARY} More follows."))
    await house.watch()
    assert house.rows("SELECT entry_id, tries FROM rereads") == [{"entry_id": 2, "tries": 0}]
    house.tells("a", Told(FERRY.title, LINK, guid="1", summary=f"{SUMMARY} More later."))
    house.web.say(LINK, REPORT)
    await house.watch()
    assert house.rows("SELECT entry_id FROM rereads") == []
    assert house.words() == ["alerted", "revision", "revision"]


async def test_no_try_is_spent_while_the_host_wants_time(house: House) -> None:
    """A server that answers 429 with Retry-After is not asked before that, though the pause is over."""
    shut(house, Answer(429, headers=(("Retry-After", str(int(9 * HOUR))),)))
    await house.watch()
    house.web.say(LINK, REPORT)
    house.later(2 * HOUR)
    await house.watch(poll_all=False)
    assert len(house.web.asked_for(LINK)) == 1
    assert house.rows("SELECT tries FROM rereads") == [{"tries": 0}]
    house.later(9 * HOUR)
    await house.watch(poll_all=False)
    assert house.words() == ["alerted", "revision"]
