"""PUSH: a hub announces something new, and the feed becomes due (W3C WebSub).

A push is a hint and no more: nothing in its body is read, and polling goes on at the ceiling. What calls in from
outside is believed where it knows the token in the address, and then only in what we asked for.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

from worker.model.errors import FetchError, Throttled
from worker.model.events import emit
from worker.model.feed import DueFeed, Hub
from worker.model.ports import Clock
from worker.policy import pushing
from worker.store import subscriptions
from worker.store.database import Connection, Database
from worker.store.subscriptions import Subscription

AT_ONCE = 20
"""Subscriptions requested in one review; at a shared hub they go one by one, in its host's turns."""
MOST_A_MINUTE = 60
"""Calls heeded for one feed: each is a commit and a line of the log, and any feed may name a hub."""
MOST_CHALLENGE_CHARS = 2000
DIGESTS = {name: getattr(hashlib, name) for name in ("sha1", "sha256", "sha384", "sha512")}
"""Those of the W3C recommendation. Many hubs only know SHA-1, whose collisions do not weaken an HMAC."""

AskHub = Callable[[str, Mapping[str, str], str], Awaitable[None]]
"""Address of a hub, form, key of the feed: ``net.subscriber.HubClient.ask``."""


class Pushes:
    """Subscribes to hubs, and receives their pushes. Without ``callback`` all of it is off."""

    def __init__(
        self,
        database: Database,
        ask: AskHub,
        clock: Clock,
        *,
        callback: str | None,
        floor_s: float,
        most_bytes: int,
    ) -> None:
        """``callback`` is our public address. ``floor_s`` is kept between polls whatever is pushed.

        A push is read up to ``most_bytes``.
        """
        self._database = database
        self.ask = ask
        self._clock = clock
        self._callback = callback.rstrip("/") if callback else None
        self._floor_s = floor_s
        self._most_bytes = most_bytes
        self._minute = 0.0
        self._calls: Counter[str] = Counter()

    @property
    def on(self) -> bool:
        """Whether pushes are in use."""
        return self._callback is not None

    def named(self, feed: DueFeed, hub: Hub | None) -> None:
        """Store the hub that a feed's document names, or that it names none. Not awaited: the next one repeats it."""
        token, secret, due_at = secrets.token_urlsafe(32), secrets.token_urlsafe(32), self._clock.now()
        self._database.post(lambda db: subscriptions.name(db, feed.id, hub, token=token, secret=secret, due_at=due_at))

    async def review(self) -> None:
        """Send due subscription requests; make feeds due that were being polled when their push came."""
        callback, now = self._callback, self._clock.now()
        if callback is None:
            return

        def take_due(db: Connection) -> Sequence[Subscription]:
            subscriptions.lapse(db, now=now)
            subscriptions.act(db, now=now, floor_s=self._floor_s)
            return subscriptions.take_due(db, callback, now=now, again_at=now + pushing.RETRY_S, limit=AT_ONCE)

        due = await self._database.awrite(take_due)
        await asyncio.gather(*(self._subscribe(one, callback) for one in due))

    async def _subscribe(self, one: Subscription, callback: str) -> None:
        form = {
            "hub.mode": "subscribe",
            "hub.topic": one.topic,
            "hub.callback": f"{callback}/{one.token}",
            "hub.secret": one.secret,
            "hub.lease_seconds": f"{pushing.LEASE_S:.0f}",
        }
        wait_s = pushing.retry_after_s(one.failures)
        due_at = self._clock.now() + wait_s
        try:
            await self.ask(one.hub, form, one.feed)
        except Throttled as busy:
            if busy.cause != "throttled":  # the host is crowded, and nothing was sent
                await self._put_off(one, busy.retry_after_s)
                return
            wait_s, error = max(wait_s, busy.retry_after_s), str(busy)
        except FetchError as failure:
            error = str(failure)
        else:
            await self._database.awrite(lambda db: subscriptions.wait(db, one.token, due_at=due_at))
            return
        emit("push.failed", feed=one.feed, hub=one.hub, error=error, next_in_s=round(wait_s))
        await self._refuse(one, wait_s)

    async def _put_off(self, one: Subscription, wait_s: float) -> None:
        due_at = self._clock.now() + wait_s
        await self._database.awrite(lambda db: subscriptions.put_off(db, one.token, due_at=due_at))

    async def _refuse(self, one: Subscription, wait_s: float, *, over: bool = False) -> None:
        due_at = self._clock.now() + wait_s
        await self._database.awrite(lambda db: subscriptions.refuse(db, one.token, due_at=due_at, over=over))

    async def verify(self, token: str, query: Mapping[str, str]) -> str | None:
        """The response to a hub that verifies a subscription; None if we did not request it."""
        one = await self._find(token)
        if one is None or query.get("hub.topic") != one.topic or self._called_too_often(one):
            return None
        if query.get("hub.mode") == "denied":
            wait_s = pushing.RETRY_MAX_S
            emit("push.failed", feed=one.feed, hub=one.hub, error="the hub denies it", next_in_s=round(wait_s))
            await self._refuse(one, wait_s, over=True)
            return ""
        challenge, lease_s = query.get("hub.challenge", ""), pushing.lease_s(query.get("hub.lease_seconds", ""))
        meant = query.get("hub.mode") == "subscribe" and one.asked_at is not None
        if not meant or lease_s is None or not 0 < len(challenge) <= MOST_CHALLENGE_CHARS:
            return None
        now = self._clock.now()
        due_at = now + pushing.renew_after_s(lease_s)
        await self._database.awrite(
            lambda db: subscriptions.confirm(db, token, expires_at=now + lease_s, due_at=due_at)
        )
        emit("push.subscribed", feed=one.feed, hub=one.hub, lease_s=round(lease_s))
        return challenge

    async def receive(self, token: str, signature: str, body: AsyncIterator[bytes]) -> bool | None:
        """Receive a push; False if the token is unknown. A push that is not signed with our secret has no effect.

        None if it is one of too many, and was not looked at. ``signature`` is the X-Hub-Signature header. The body is
        only fed to the digest, piece by piece.
        """
        one = await self._find(token)
        if one is None:
            return False
        if self._called_too_often(one):
            return None
        trouble = await self._wrong(one.secret, signature, body)
        if trouble is not None:
            emit("push.refused", feed=one.feed, hub=one.hub, error=trouble)
            return True
        now, floor_s = self._clock.now(), self._floor_s
        await self._database.awrite(lambda db: subscriptions.hint(db, token, now=now, floor_s=floor_s))
        emit("push.received", feed=one.feed, hub=one.hub)
        return True

    async def _wrong(self, secret: str, signature: str, body: AsyncIterator[bytes]) -> str | None:
        method, _, given = signature.partition("=")
        digest = DIGESTS.get(method.strip().lower())
        if digest is None:
            return f"it is signed by {method[:20]!r}; {', '.join(DIGESTS)} are taken"
        expected, size = hmac.new(secret.encode(), digestmod=digest), 0
        async for piece in body:
            size += len(piece)
            if size > self._most_bytes:
                return f"it is over {self._most_bytes} bytes"
            expected.update(piece)
        right = hmac.compare_digest(expected.hexdigest().encode(), given.strip().lower().encode(errors="replace"))
        return None if right else "its signature is not ours"

    def _called_too_often(self, one: Subscription) -> bool:
        minute = self._clock.now() // 60
        if minute != self._minute:
            self._minute = minute
            self._calls.clear()
        self._calls[one.token] += 1
        return self._calls[one.token] > MOST_A_MINUTE

    async def _find(self, token: str) -> Subscription | None:
        if not self.on:
            return None
        return await self._database.aread(lambda db: subscriptions.find(db, token))
