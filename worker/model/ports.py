"""The seams: what the stages ask of the web, the clock, the engine and the sinks.

Each Protocol has one behaviour suite under ``tests/`` that every implementation passes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from worker.model.story import ClaimedAlert, Delivered

T = TypeVar("T")

Purpose = Literal["feed", "page", "robots"]


class Clock(Protocol):
    """Time as the worker sees it; tests hand in their own.

    What was reckoned before it was set and is written after it is moved by ``followed - leapt`` of then.
    """

    @property
    def leapt(self) -> float:
        """By how many seconds it was set, and the store's times with it."""
        ...

    @property
    def followed(self) -> float:
        """By how many the store's times were so far; the writer's thread says so."""
        ...

    def now(self) -> float:
        """Seconds since the Unix epoch, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after ``seconds`` of this clock."""
        ...


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Response:
    """An answer whose body was read to its end within all limits.

    ``headers`` have lower-case keys, several fields of one name joined by ``", "``. ``url`` is the address
    that answered, after ``redirects``: the (status, target) hops taken, in order.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[tuple[int, str], ...]
    duration_s: float


class Web(Protocol):
    """GET, politely and within limits."""

    async def get(
        self,
        url: str,
        *,
        purpose: Purpose,
        headers: Mapping[str, str] | None = None,
        meant_for: str | None = None,
        feed: str | None = None,
    ) -> Response:
        """Fetch ``url``, waiting for the host's turn first.

        ``headers`` are for ``url`` and stay within its origin; or they are for the address ``meant_for`` alone, which
        a redirect may lead to. An address counts as this one whatever its query, which often is a new one each time.
        ``feed`` is the key of the feed for which it is asked: networks that are open to that one alone hold for it.
        Any status is an answer, 304, 404 and 500 included; only what yields no complete answer raises.
        Raises ``TooLarge``, ``Refused`` (guard, scheme, port, robots for ``purpose="page"``) or ``Unreachable``.
        """
        ...


class Engine(Protocol):
    """Runs CPU-heavy pure functions where a deadline can kill them."""

    async def run(
        self,
        function: Callable[..., T],
        *args: object,
        timeout_s: float,
        size: int = 0,
        documents: int = 1,
        suspect: bool = False,
        again: bool = True,
    ) -> T:
        """``function(*args)`` in a child process; both must pickle.

        ``size`` in bytes is that of the document to be read, the largest of several ``documents``; a ``suspect`` must
        not hold others up. Who is slow is begun anew with the whole deadline, unless ``again`` is off.

        Raises ``ContentError`` with cause ``timeout`` when the deadline killed the child, ``killed`` when
        the child died of its own (memory, signal), ``crowded`` when it was not run because too many are slow, and
        whatever ``ContentError`` the function raised.
        """
        ...


class Embedder(Protocol):
    """Turns texts of any language into vectors, near each other where the texts mean the same. Downloads nothing."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector a text, all of one length. Called from one thread at a time; may raise whatever it likes."""
        ...


@dataclass(frozen=True, slots=True)
class Answered:
    """What a receiver said to a POST: its status, how long it asks us to wait, the start of what it wrote."""

    status: int
    retry_after_s: float | None
    excerpt: str


class Poster(Protocol):
    """POST to an address that the operator named."""

    async def start(self) -> None:
        """Make ready; may be called again."""
        ...

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Answered:
        """Send ``body``; any status is an answer, redirects included. Raises ``Unreachable``."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Sink(Protocol):
    """Takes alerts over. One instance per configured sink; calls to one instance never overlap."""

    at_once: int
    """How many alerts it is handed in one call. What it took is written down after that: a crash repeats so many."""

    async def start(self) -> None:
        """Make ready, and learn what was already taken before a crash. Raises ``SinkError``."""
        ...

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Take ``alerts``, in order, durably. Returns only when they are safe.

        Raises ``Rejected`` or ``Unavailable`` for the lot, but for those that the error names as ``taken``.
        """
        ...

    async def stop(self) -> None:
        """Let go of files and connections."""
        ...
