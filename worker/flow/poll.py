"""POLL: feeds that are due become poll results and admitted entries (T1).

Many polls are recorded in one transaction; nothing is kept in memory for a feed that is not being polled; a body
that has not changed is never parsed.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

import structlog
import xxhash

from worker.content.refusals import status_cause
from worker.content.splice import HASH_BYTES, item_hashes, split_hashes
from worker.flow.arrivals import Reception
from worker.flow.contact import Contact
from worker.flow.inflight import InFlight
from worker.flow.polled import InHand, Records
from worker.flow.quarantine import Quarantine
from worker.flow.reading import read
from worker.flow.resources import Resources
from worker.flow.results import REFUSED_S, Brought, Results
from worker.model.errors import ContentError, FetchError, Throttled
from worker.model.feed import DueFeed, FeedSpec, Hub, Outcome, PollResult, ServerHints, Validators
from worker.model.ports import Response
from worker.model.settings import PollingSettings
from worker.policy import outage, politeness, polling, pushing
from worker.policy.hints import header_hints
from worker.store import feeds, leases
from worker.store.database import Connection

LEASE_MARGIN_S = 300.0
RECHECK_S = 1.0

log = structlog.get_logger()


class Poller:
    """Polls what is due, up to ``settings.at_once`` feeds at a time."""

    def __init__(
        self,
        resources: Resources,
        settings: PollingSettings,
        contact: Contact,
        in_hand: InHand,
        *,
        times: Callable[[str], polling.Firing],
        logins: Mapping[str, FeedSpec],
        hubs: Callable[[DueFeed, Hub | None], None] | None,
        cut_off: Callable[[], Awaitable[None]],
    ) -> None:
        """``contact`` and ``in_hand`` are those of the previous poller, which may still be polling.

        ``times`` parses the cron lines of feeds; ``logins`` are the feeds with a password, by key. ``hubs`` is called
        with the hub that a document names; without it no pushes are relied on. ``cut_off`` is called when no host
        answers any more.
        """
        self.contact = contact
        self.in_hand = in_hand
        self._database = database = resources.database
        self._clock = clock = resources.clock
        self._web = resources.web
        self._engine = resources.engine
        self._share = resources.share
        self._settings = settings
        self._logins = logins
        self._hubs = hubs
        self._cut_off = cut_off
        self._quarantine = Quarantine(database, clock)
        self._results = Results(settings, clock, times=times, pushed=hubs is not None)
        self._records = Records(database, clock, resources.wake.gather, self._results.unstorable, in_hand)
        self._reception = Reception(database, resources.web, resources.engine, self._quarantine)
        self._in_flight = InFlight(settings.at_once)
        self._promised_until = 0.0
        self.retired = False
        self.turns = 0
        """Grows with each look for due feeds: a sign that the stage is alive."""

    async def run_due(self) -> None:
        """Poll until nothing is due and everything polled is recorded."""
        self.contact.polling = True
        while True:
            asked = 0 if self.retired else self.contact.room(self._in_flight.room, self._clock.now())
            due = await self._claim(asked) if asked else []
            self.turns += 1
            for feed in due:
                self.contact.polling = True
                self._in_flight.spawn(self._poll(feed), feed.shard)
            if not self._in_flight:
                self._look_at_contact(at_rest=not self.retired)
                if self.retired or self._promised_until <= self._clock.now():
                    break
                await self._clock.sleep(RECHECK_S)  # some feeds were given a time to come back
                continue
            # A full claim says more is due: refill as soon as a quarter is done. Else look again in a while.
            to = 0 if self.retired or self.contact.down or len(due) < asked else self._settings.at_once * 3 // 4
            await self._in_flight.thin_out(to=to, at_most_s=RECHECK_S)
        await self._records.settle()

    @property
    def polled(self) -> int:
        """How many polls were recorded."""
        return self._records.polled

    @property
    def failed(self) -> int:
        """How many polls failed, or were lost because our network was down."""
        return self._records.failed

    @property
    def busy(self) -> frozenset[int]:
        """The shards with polls under way."""
        return self._in_flight.shards

    def look_again(self) -> None:
        """Other hosts are ours now: reload what other workers have learned about them."""
        self._quarantine.look_again()

    def retire(self) -> None:
        """Start nothing more: ``run_due`` returns once what is under way is recorded."""
        self.retired = True

    async def stop(self) -> None:
        """Abandon polls in flight; their leases run out or are released at the next start."""
        await self._in_flight.cancel()
        try:
            await self._records.settle()
        finally:
            self.in_hand.feeds = frozenset()

    async def _claim(self, limit: int) -> list[DueFeed]:
        if (shards := self._share.shards) == []:
            return []
        due = partial(feeds.claim_due, limit=limit, lease_s=LEASE_MARGIN_S, shards=shards)

        def claim_due(connection: Connection, *, now: float) -> list[DueFeed]:
            claimed, followed = due(connection, now=now, in_hand=self.in_hand.feeds), self._clock.followed
            return [replace(feed, followed=followed) for feed in claimed] if followed else claimed

        claim = leases.Claim("feeds", self._clock, claim_due)
        claimed = await self._database.awrite(claim)
        self.in_hand.feeds |= {feed.id for feed in claimed}
        return claimed

    async def _poll(self, feed: DueFeed) -> None:
        """Poll a feed. Whatever fails, even the handling of a failure, the feed is given back."""
        try:
            await self._poll_once(feed)
        except Exception:  # the edge of the stage, as below
            log.exception("a poll came to nothing that can be recorded; it is asked again in an hour", feed=feed.key)
            self._records.put_off([(feed, self._clock.now() + REFUSED_S)])
            self._records.write_soon(last=len(self._in_flight) == 1)

    async def _poll_once(self, feed: DueFeed) -> None:
        started = time.perf_counter()
        error = None
        try:
            result = await self._ask(feed, started)
        except Throttled as busy:
            if busy.cause != "throttled":
                self._come_back(feed, busy)
                return
            error = str(busy)
            hints = ServerHints(retry_after_s=busy.retry_after_s)
            result = self._results.of(feed, polling.Seen(Outcome.THROTTLED, None, busy.cause, hints=hints), started)
        except FetchError as failure:
            error = str(failure)
            result = self._results.of(feed, polling.Seen(Outcome.FAILED, failure.status, failure.cause), started)
        except ContentError as failure:
            error = str(failure)
            result = self._results.of(feed, polling.Seen(Outcome.FAILED, 200, failure.cause), started)
        except Exception as failure:  # the edge of the stage: one feed never stops another
            error = f"{type(failure).__name__}: {failure}"
            log.exception("poll failed in an unforeseen way", feed=feed.key)
            result = self._results.of(feed, polling.Seen(Outcome.FAILED, None, "internal"), started)
        if outage.unreachable(result):
            self.contact.lost((feed, result, error))
            self._look_at_contact(at_rest=False)
        else:
            if result.status is not None:
                self._in_touch(result.at)
            self._records.take([(feed, result, error)])
        self._records.write_soon(last=len(self._in_flight) == 1)

    def _look_at_contact(self, *, at_rest: bool) -> None:
        """Record the failures that are the feeds' own; polls that failed because of our network are repeated."""
        was_down, now = self.contact.down, self._clock.now()
        theirs, ours = self.contact.judge(now, at_rest=at_rest)
        self._records.take(theirs)
        self._records.put_off((feed, outage.due_again(feed, result, self._settings, now)) for feed, result, _ in ours)
        self._records.failed += len(ours)
        if self.contact.down and not was_down:
            self._records.wait_for(self._cut_off())

    def _in_touch(self, now: float) -> None:
        """A host answered: after an outage, the feeds that are due are spread over some time."""
        was_down = self.contact.down
        self._records.take(self.contact.answered(now))
        if was_down:
            self._database.post(lambda db: feeds.spread_due(db, now=now, within_s=outage.back_within_s))

    def _come_back(self, feed: DueFeed, busy: Throttled) -> None:
        """The host has no turn now, and nothing was sent: make the feed due when its turn comes."""
        at = self._clock.now() + busy.retry_after_s
        self._records.put_off([(feed, at)])
        if busy.cause == "crowded":
            self._promised_until = max(self._promised_until, at)
        self._records.write_soon(last=len(self._in_flight) == 1)

    async def _ask(self, feed: DueFeed, started: float) -> PollResult:
        known = Validators() if politeness.asks_in_full(feed, self._clock.now()) else feed.validators
        spec = self._logins.get(feed.key)
        url = spec.url_with_login(feed.url) if spec else feed.url
        response = await self._web.get(url, purpose="feed", headers=known.headers(), meant_for=known.url, feed=feed.key)
        asked_at, status = self._clock.now(), response.status
        if status == 200:
            return await self._read(feed, response, started, asked_at)
        hints = header_hints(response.headers, self._clock.now())
        if status == 304:
            seen = polling.Seen(Outcome.UNCHANGED, status, hints=hints)
        elif status == 410:
            seen = polling.Seen(Outcome.GONE, status, "gone", hints=hints)
        else:
            cause = status_cause(status, response.body, response.headers)
            throttled = status == 429 or (status == 503 and cause != "challenge")
            outcome, cause = (Outcome.THROTTLED, "throttled") if throttled else (Outcome.FAILED, cause)
            seen = polling.Seen(outcome, status, cause, hints=hints)
        return self._results.of(feed, seen, started, Brought(response))

    async def _read(self, feed: DueFeed, response: Response, started: float, asked_at: float) -> PollResult:
        """A 200: parse only what is unknown, with the short cuts in this order: same body, all items known, splice.

        The next poll counts from ``asked_at``, not from when the document was read.
        """
        body_hash = xxhash.xxh3_128_digest(response.body)
        validated = "etag" in response.headers or "last-modified" in response.headers
        hints = header_hints(response.headers, self._clock.now())
        if body_hash == feed.body_hash:
            seen = polling.Seen(Outcome.UNCHANGED, 200, hints=hints, validated=validated)
            return self._results.of(feed, seen, started, Brought(response))
        if feed.item_hashes and (window := item_hashes(response.body)) and _all_known(window, feed.item_hashes):
            seen = polling.Seen(
                Outcome.UNCHANGED, 200, total=len(window) // HASH_BYTES, hints=hints, validated=validated
            )
            brought = Brought(response, body_hash=body_hash, window=window)
            return self._results.of(feed, seen, started, brought)
        reading = await read(
            self._web, self._engine, response, feed.item_hashes, quarantine=self._quarantine, feed=feed.key
        )
        document = reading.document
        if self._hubs is not None and document.lasting:
            self._hubs(feed, pushing.named(response.url, response.headers, document))
        arrivals = await self._reception.receive(feed, document)
        new = len(document.entries) - len(arrivals.rekeyed)
        dates = [entry.published_at for entry in document.entries if entry.published_at is not None]
        seen = polling.Seen(
            Outcome.CHANGED if document.entries else Outcome.UNCHANGED,
            200,
            new=new,
            total=len(document.window) // HASH_BYTES,
            hints=header_hints(response.headers, self._clock.now(), document),
            document=True,
            newest_at=max(dates, default=None),
            # One that was not whole cannot vouch for the next, but its server gives validators.
            validated=validated and (document.lasting or reading.body_hash is None),
            missed=arrivals.missed,
        )
        # b"" is no document's: one that was cut short is to be read again. The one after a first one may hold the rest
        # of what was there first; then it is a feed like others, though none of its documents may ever be whole.
        read_before = feed.body_hash is not None or feed.last_changed_at is not None
        own_hash = reading.body_hash or (b"" if read_before else None)
        brought = Brought(response, asked_at, own_hash, document=document, arrivals=arrivals)
        return self._results.of(feed, seen, started, brought)


def _all_known(window: bytes, known: bytes) -> bool:
    """Whether every hash of ``window`` is among ``known``."""
    return frozenset(split_hashes(known)).issuperset(split_hashes(window))
