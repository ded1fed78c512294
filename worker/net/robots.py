"""What a site's robots.txt lets us fetch (RFC 9309), and how fast."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from protego import Protego
from yarl import URL

from worker.model.errors import FetchError, Refused, Throttled, TooLarge, Unreachable
from worker.model.ports import Clock, Response
from worker.policy.outage import UNREACHABLE

PRODUCT = "wirewatch"
"""Our product token in robots.txt files; the User-Agent starts with it."""

_PARSED_BYTES = 500 * 1024
"""RFC 9309 §2.5: at least this much is parsed; what lies beyond is left out."""
_KEEP_S = 24 * 3600.0
"""RFC 9309 §2.4: not used for longer than a day."""
_RETRY_S = 3600.0
"""How long a site stays forbidden after its robots.txt could not be fetched."""
_UNREACHED_RETRY_S = 300.0
"""The same where no server answered: the fault may be ours."""
_ORIGINS, _RULE_CHARS = 2000, 5_000_000
"""Remembered origins, and characters of their rules together: 25 rules, as many files have, take 9 kB, the worst of
500 KiB take 24 MB."""
_SLOWEST_S = 60.0
"""A longer Crawl-delay is clamped: with a day between pages nothing would ever be read."""
_THREAD_BYTES = 32 * 1024
"""Above this, parsing leaves the event loop: 5 ms at 32 kB, 65 ms at 500 KiB, 0.35 s if all rules have wildcards."""


_Asking = tuple[str, tuple[str, ...]]
"""An origin, and the private networks open to the asker: what is refused to one feed may be allowed to another."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """One origin's rules. ``rules`` is None if everything is allowed; ``trouble`` says why nothing is known."""

    until: float
    host: str
    rules: Protego | None = None
    trouble: str | None = None
    chars: int = 0


class Robots:
    """Decides about single URLs, fetching each origin's robots.txt at most once a day.

    A 200 is parsed; 4xx, or more redirects than we follow, allow everything; 5xx, 429 (which is about our pace, not
    about rules) and no answer at all close the site, and the file is fetched again after an hour, or after five minutes
    if nothing answered. Concurrent questions about one origin share one fetch.
    """

    def __init__(
        self, fetch: Callable[[str], Awaitable[Response]], clock: Clock, set_pace: Callable[[str, float], None]
    ) -> None:
        """``fetch`` gets a robots.txt by its URL; ``set_pace`` is called with (host, seconds) for each Crawl-delay."""
        self._fetch = fetch
        self._clock = clock
        self._set_pace = set_pace
        self._known: OrderedDict[_Asking, _Rules] = OrderedDict()
        self._under_way: dict[_Asking, asyncio.Task[_Rules]] = {}
        self._chars = 0
        self._large = asyncio.Semaphore(1)  # several at once would leave the event loop no time

    async def allowed(self, url: URL, opened: tuple[str, ...] = ()) -> bool:
        """Whether we may fetch ``url``; its rules are fetched if needed, in the context of the first asker.

        Rules are shared by askers with the same networks ``opened``.

        Raises ``Unreachable`` with cause ``robots`` if the robots.txt cannot be fetched for now; a later try may
        succeed.
        """
        origin = f"{url.scheme}://{url.raw_authority.rpartition('@')[2]}"
        known = self._known.get((origin, opened))
        if known is None or known.until <= self._clock.now():
            known = await self._shared_fetch((origin, opened), url.raw_host or "")
        if known.trouble is not None:
            message = f"{origin}/robots.txt {known.trouble}; it is asked again within an hour"
            raise Unreachable(message, cause="robots")
        return known.rules is None or known.rules.can_fetch(str(url), PRODUCT)

    async def close(self) -> None:
        """Cancel fetches under way."""
        tasks = tuple(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _shared_fetch(self, asking: _Asking, host: str) -> _Rules:
        task = self._under_way.get(asking)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._learn(asking, host))
            self._under_way[asking] = task
            task.add_done_callback(lambda _: self._under_way.pop(asking, None))
        # Shielded: an asker that is cancelled must not cancel the fetch for the others.
        return await asyncio.shield(task)

    async def _learn(self, asking: _Asking, host: str) -> _Rules:
        learned = await self._read(asking[0], host)
        before = self._known.pop(asking, None)
        self._chars += learned.chars - (before.chars if before else 0)
        self._known[asking] = learned
        while len(self._known) > _ORIGINS or (self._chars > _RULE_CHARS and len(self._known) > 1):
            _, oldest = self._known.popitem(last=False)
            self._chars -= oldest.chars
            if all(it.host != oldest.host for it in self._known.values()):
                self._set_pace(oldest.host, 0.0)
        return learned

    async def _read(self, origin: str, host: str) -> _Rules:
        now = self._clock.now()
        try:
            answer = await self._fetch(f"{origin}/robots.txt")
        except Throttled:
            raise  # nothing was asked, so nothing was learned
        except FetchError as error:
            if isinstance(error, TooLarge) and error.cause in {"too_many_redirects", "redirect_loop"}:
                return _Rules(now + _KEEP_S, host)
            retry_s = _UNREACHED_RETRY_S if error.cause in UNREACHABLE else _RETRY_S
            why = str(error) if isinstance(error, Refused) else error.cause
            return _Rules(now + retry_s, host, trouble=f"could not be had ({why})")
        if answer.status >= 500 or answer.status == 429:
            return _Rules(now + _RETRY_S, host, trouble=f"was answered with {answer.status}")
        if answer.status != 200:
            return _Rules(now + _KEEP_S, host)
        rules, chars = await self._rules_in(answer.body)
        self._set_pace(host, min(rules.crawl_delay(PRODUCT) or 0.0, _SLOWEST_S))
        return _Rules(now + _KEEP_S, host, rules, chars=chars)

    async def _rules_in(self, body: bytes) -> tuple[Protego, int]:
        if len(body) <= _THREAD_BYTES:
            return _parsed(body)
        async with self._large:
            return await asyncio.to_thread(_parsed, body)


def _parsed(body: bytes) -> tuple[Protego, int]:
    """The rules for us, and their length."""
    text = "\n".join(_our_groups(body[:_PARSED_BYTES].decode("utf-8-sig", "replace")))
    return Protego.parse(text), len(text)


def _our_groups(text: str) -> Iterator[str]:
    """The lines of the groups for us or for everybody, each group under one heading.

    The parser's time and memory grow with headings times rules of a group: 20,000 of each fit into the limit and would
    stop the worker. Only our exact token counts (RFC 9309 §2.2.1); the parser would also take a group for ``wire``.
    """
    ours = False
    in_heading = False
    for line in text.splitlines():
        field, colon, value = line.partition("#")[0].partition(":")
        if not colon:
            continue
        field = field.strip().lower()
        if field != "user-agent":
            if field in {"allow", "disallow", "crawl-delay"}:
                in_heading = False
                if ours:
                    yield line
            continue
        if not in_heading:
            in_heading, ours = True, False
        token = value.strip().partition("/")[0].lower()
        if token in {PRODUCT, "*"}:
            ours = True
            yield f"User-agent: {token}"
