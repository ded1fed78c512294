"""Pages that cannot be fetched or read: their entries are judged and told all the same, degraded (I6)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.clock import START
from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer, redirect
from worker.daemon.build import build
from worker.daemon.passes import one_pass, start, stop
from worker.engine import local
from worker.engine.local import LocalEngine
from worker.flow import pages
from worker.model.ports import Purpose, Response, Web

SUMMARY = "The car ferry Aldwyn ran aground on a sandbank off Brennock with 214 passengers aboard."
LINK = "http://a.example/page"
TOLD = Told(FERRY.title, LINK, guid="1", at=START - 60, summary=SUMMARY)

CONSENT = page(
    "Your privacy",
    (
        "We and our 312 partners use cookies to store and read information on your device.",
        "By clicking Accept all you consent to the use of cookies for advertising and measurement.",
        "You can change your privacy settings at any time. Manage your cookie preferences below.",
    ),
)
LOGIN = page("Sign in", ("Please sign in to continue reading.", "Already a subscriber? Create a free account."))
DEEP = b"<html><body>" + b"<div>" * 600 + b"<p>Too deep.</p>" + b"</div>" * 600 + b"</body></html>"
# One paragraph of 60,000 elements keeps the extractor busy for minutes.
HANGING = b"<html><body><article><p>" + b"<span>a</span> " * 60_000 + b"</p></article></body></html>"


@asynccontextmanager
async def children_without_time(engine: LocalEngine) -> AsyncIterator[None]:
    """Every task is too slow for the quick lane, and the slow one is taken."""
    usual = engine._quick_s, engine._slow_wait_s
    engine._quick_s, engine._slow_wait_s = 1e-5, 0.1
    async with engine._slow_turn:
        yield
    engine._quick_s, engine._slow_wait_s = usual


PAGES = [
    pytest.param(Answer(404, b"gone"), "http_404", id="404"),
    pytest.param(Answer(410, b"gone"), "http_410", id="410"),
    pytest.param(Answer(403, b"no"), "http_403", id="403"),
    pytest.param(Answer(500, b"oops"), "http_500", id="500, and no patience"),
    pytest.param(Answer(200, CONSENT, HTML), "wall", id="a consent wall"),
    pytest.param(Answer(200, LOGIN, HTML), "wall", id="a login wall"),
    pytest.param(Answer(200, b"", HTML), "no_text", id="an empty page"),
    pytest.param(Answer(200, page("Nothing", ()), HTML), None, id="a page without a text"),
    pytest.param(Answer(200, DEEP, HTML), None, id="600 nested divs"),
    pytest.param(Answer(200, b"%PDF-1.7 \x00\x01\x02", (("Content-Type", "application/pdf"),)), None, id="a PDF"),
    pytest.param(Answer(200, b"x" * 6_000_000, HTML), None, id="a page past the limit"),
    pytest.param(redirect(LINK), None, id="a redirect to itself"),
    pytest.param(redirect("http://10.0.0.1/"), None, id="a redirect to a private address"),
    pytest.param(redirect("file:///etc/passwd"), None, id="a redirect to a file"),
    pytest.param(redirect("http://b.example[::1]@/"), None, id="a redirect to what is no address"),
    pytest.param(Answer(raw=b""), None, id="a server that hangs up"),
]


@pytest.mark.parametrize(("answer", "reason"), PAGES)
async def test_an_entry_whose_page_fails_is_told_degraded(house: House, answer: Answer, reason: str | None) -> None:
    """Whatever comes instead of a page, the entry is judged on title and summary, says why, and alerts."""
    house.configure("a", rules=[{"id": "ferry", "when": "body:sandbank", "to": ["alerts"]}])
    house.tells("a", TOLD)
    house.web.say(LINK, answer)
    await house.watch()
    (line,) = house.lines()
    assert (line["disposition"], line["title"], line["text"]) == ("alerted", FERRY.title, SUMMARY)
    assert line["degraded"]
    assert reason is None or reason == line["degraded"]
    assert house.told() == [("first", FERRY.title)]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("http://10.0.0.1/page", id="a private address"),
        pytest.param("http://[::1]/page", id="the machine itself"),
        pytest.param("http://169.254.169.254/latest/meta-data", id="a metadata address"),
        pytest.param("http://b.example[::1]@/page", id="what is no address"),
        pytest.param("http://nowhere.invalid/page", id="a name that does not exist"),
    ],
)
async def test_a_link_that_may_not_be_asked_is_told_degraded(house: House, link: str) -> None:
    """An entry that links where we do not go, or to a name that does not exist, is told without its page."""
    house.configure("a")
    house.tells("a", Told(FERRY.title, link, guid="1", summary=SUMMARY))
    await house.watch()
    assert house.words() == ["alerted"]
    assert house.lines()[0]["degraded"]
    assert [asked.path for asked in house.web.asked] == ["/feed"]


class Stumbling:
    """A web that fails over pages as no web is meant to."""

    def __init__(self, web: Web) -> None:
        self._web = web

    async def get(self, url: str, *, purpose: Purpose, **how: Any) -> Response:
        """Fail over pages, and fetch anything else."""
        if purpose == "page":
            raise IndexError("string index out of range")
        return await self._web.get(url, purpose=purpose, **how)


async def test_an_entry_whose_page_breaks_our_own_code_is_told_degraded(house: House) -> None:
    """A fault of ours that a page brings about is logged, and costs the entry its page and not its alert."""
    house.configure("a")
    house.tells("a", TOLD)
    parts = build(house.loaded, seams=replace(house.seams(), web=Stumbling), patient=False)
    try:
        with capture_logs() as logs:
            await one_pass(parts, poll_all=False)
    finally:
        await stop(parts)
    assert house.words() == ["alerted"]
    assert house.lines()[0]["degraded"] == "internal"
    assert [line["exc_info"] for line in logs if line["log_level"] == "error"] == [True]


async def test_robots_txt_forbids_a_page_and_not_its_entry(house: House) -> None:
    """A page that robots.txt forbids is not asked for; its entry is told degraded, the feed is polled as ever."""
    web = {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}, "robots": "pages"}
    house.configure("a", web=web)
    house.web.say("http://a.example/robots.txt", Answer(200, b"User-agent: *\nDisallow: /\n"))
    house.tells("a", TOLD)
    house.web.say(LINK, Answer(200, page(FERRY.title, FERRY.paragraphs), HTML))
    await house.watch()
    assert [asked.path for asked in house.web.asked] == ["/feed", "/robots.txt"]
    assert house.words() == ["alerted"]
    assert house.lines()[0]["degraded"] == "robots"


async def test_a_patient_worker_tries_a_page_again_by_the_clock(house: House) -> None:
    """A page that answers 500 is tried thrice, five and then ten minutes apart; then the entry is told degraded."""
    house.configure("a")
    house.tells("a", TOLD)
    house.web.say(LINK, Answer(500))
    asked_after = []
    async with house.worker(patient=True) as parts:
        await one_pass(parts, poll_all=False)
        for wait_s in (0, 299, 1, 599, 1, 3500):
            await house.clock.advance(wait_s)
            await parts.gatherer.run_due()
            await parts.deliverer.run_due()
            asked_after.append((wait_s, len(house.web.asked_for(LINK)), house.words()[0]))
    assert asked_after == [
        (0, 1, "pending"),
        (299, 1, "pending"),
        (1, 2, "pending"),
        (599, 2, "pending"),
        (1, 3, "alerted"),
        (3500, 3, "alerted"),
    ]
    assert house.lines()[0]["degraded"] == "http_500"
    assert house.told() == [("first", FERRY.title)]


async def test_a_page_that_comes_back_is_read(house: House) -> None:
    """A page that fails once and answers at the second try is read in full, and the trail shows both tries."""
    house.configure("a")
    house.tells("a", TOLD)
    house.web.say(LINK, Answer(503), Answer(200, page(FERRY.title, FERRY.paragraphs), HTML))
    async with house.worker(patient=True) as parts:
        await one_pass(parts, poll_all=False)
        await house.clock.advance(300)
        await parts.gatherer.run_due()
    (line,) = house.lines()
    assert (line["degraded"], line["text"]) == (None, "\n\n".join(FERRY.paragraphs))
    trail = house.rows("SELECT verdicts FROM trails")[0]["verdicts"]
    assert trail.index('"http_503"') < trail.index('"fetched"')


@pytest.mark.usefixtures("all_time_counts")
async def test_a_page_that_hangs_the_extractor_is_killed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that takes its reader too long costs its child process; the entry and its neighbour are told."""
    monkeypatch.setattr(pages, "EXTRACT_DEADLINE_S", 2.5)
    house.configure("a")
    good = house.prints("a", ORCHARD)
    house.tells("a", TOLD, good)
    house.web.say(LINK, Answer(200, HANGING, HTML))
    await house.watch()
    assert sorted(house.words()) == ["alerted", "alerted"]
    assert house.line(FERRY.title)["degraded"] == "timeout"
    assert house.line(ORCHARD.title)["degraded"] is None


async def test_a_page_nobody_had_time_for_is_read_later(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the children are busy with slow pages is no fault of this one: it is tried again, not told degraded."""
    monkeypatch.setattr(local, "QUICK_S_PER_MB", 0.0)
    house.configure("a")
    house.tells("a", TOLD)
    # Large, for the kernel looks at a process's CPU time some hundred times a second only.
    large = page(FERRY.title, FERRY.paragraphs).replace(b"</nav>", b'<a href="/x">More</a> ' * 5_000 + b"</nav>")
    house.web.say(LINK, Answer(200, large, HTML))
    async with house.worker(patient=True) as parts:
        await start(parts)
        await parts.poller.run_due()
        async with children_without_time(parts.engine):
            await parts.gatherer.run_due()
        assert house.words() == ["pending"]
        await house.clock.advance(300)
        await parts.gatherer.run_due()
    (line,) = house.lines()
    assert (line["degraded"], line["text"]) == (None, "\n\n".join(FERRY.paragraphs))


async def test_an_entry_nobody_had_time_for_keeps_its_text(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without a page has no other text than the feed's: it is tried again, not judged by its title alone.

    First it is tried soon; where that does not help either, in a quarter of an hour.
    """
    monkeypatch.setattr(local, "QUICK_S_PER_MB", 0.0)
    house.configure("a", articles={"fetch": False})
    house.tells("a", Told(FERRY.title, LINK, guid="1", summary="<p>Nobody was hurt, the harbour says.</p>" * 4_000))
    async with house.worker(patient=True) as parts:
        await start(parts)
        await parts.poller.run_due()
        async with children_without_time(parts.engine):
            await parts.gatherer.run_due()
            await house.clock.advance(20)
            await parts.gatherer.run_due()
        await house.clock.advance(890)
        await parts.gatherer.run_due()
        assert house.words() == ["pending"]
        await house.clock.advance(20)
        await parts.gatherer.run_due()
    (line,) = house.lines()
    assert line["degraded"] == "not_fetched"
    assert "the harbour says" in line["text"]
