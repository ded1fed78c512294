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
    """Time as the worker sees it; tests have their own.

    A time computed before the clock was set and written afterwards must be moved by ``followed`` now minus ``leapt``
    then.
    """

    @property
    def leapt(self) -> float:
        """By how many seconds it has been set so far."""
        ...

    @property
    def followed(self) -> float:
        """By how many seconds the times in the store have been moved so far; updated by the writer thread."""
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

    ``headers`` have lower-case keys; several fields of one name are joined by ``", "``. ``url`` is the address that
    answered, after ``redirects``, the hops taken as pairs of status and target.
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

        ``headers`` are sent to ``url`` alone: a validator says nothing of the document that a redirect leads to. With
        ``meant_for`` they are sent to that address, which a redirect may lead to. Under another query, as signed
        addresses have at each redirect, all are sent but ``If-Modified-Since``.
        ``feed`` is the key of the feed on whose behalf the request is made, which may open private networks to it. Any
        status is an answer, 304, 404 and 500 included; only a missing or incomplete answer raises. Raises ``TooLarge``,
        ``Refused`` (guard, scheme, port, robots for ``purpose="page"``) or ``Unreachable``.
        """
        ...


class PageArchive(Protocol):
    """Keeps fetched pages as they came."""

    async def keep(self, url: str, headers: Mapping[str, str], body: bytes, *, at: float) -> Mapping[str, str]:
        """Keep a page that answered 200 at ``url``, and came ``at`` (epoch seconds); ``body`` is unpacked.

        Returns what its entry's trail says of it: ``archived``, the name of the record as ``FILE#ID``, or
        ``not_archived``, why there is none. Never raises.
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

        ``size`` in bytes is that of the document, or the largest of several ``documents``. A ``suspect`` is run where
        it cannot hold up others. A slow task is restarted there with the whole deadline, unless ``again`` is off.

        Raises ``ContentError`` with cause ``timeout`` when the deadline killed the child, ``killed`` when
        the child died of its own (memory, signal), ``crowded`` when the task is not to blame: it was not run because
        too many are slow, or the machine hardly ran it. Also whatever ``ContentError`` the function raised.
        """
        ...


class Embedder(Protocol):
    """Turns texts of any language into vectors that are close if the texts mean the same. Downloads nothing."""

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One vector per text, all of the same length. Called from one thread at a time; may raise any exception."""
        ...


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a POST: its status, how long the receiver asks us to wait, the start of its body."""

    status: int
    retry_after_s: float | None
    excerpt: str


class Poster(Protocol):
    """POST to an address that the operator configured."""

    async def start(self) -> None:
        """Make ready; may be called again."""
        ...

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout_s: float) -> Answered:
        """Send ``body``; any status is an answer, redirects included. Raises ``Unreachable``."""
        ...

    async def close(self) -> None:
        """Close connections."""
        ...


class Sink(Protocol):
    """Takes alerts. One instance per configured sink; calls to one instance never overlap."""

    at_once: int
    """How many alerts it is handed in one call.

    They are recorded as delivered after it, so a crash repeats up to so many.
    """

    async def start(self) -> None:
        """Make ready, and find out what was taken before a crash. Raises ``SinkError``."""
        ...

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Take ``alerts``, in order, durably. Returns only when they are safe.

        Raises ``Rejected`` or ``Unavailable`` for all of them except those that the error lists as ``taken``.
        """
        ...

    async def stop(self) -> None:
        """Close files and connections."""
        ...
