"""The error tree.

WirewatchError
├── ConfigError                a file of the user is wrong; carries every problem found, exit 2
├── FetchError                 one GET failed
│   ├── Throttled              not requested now: the host is closed for a while, or its queue is long
│   ├── TooLarge               a limit on bytes, ratio, headers or redirects was passed
│   ├── Refused                our guard or the server forbids it; the same request will fail again
│   └── Unreachable            DNS, TCP, TLS, time-out: may pass if retried
├── ContentError               bytes that cannot be read as what they should be
│   ├── NotAFeed
│   └── NoArticle
├── StoreError                 the store cannot be used as it is, exit 78
│   ├── Conflict               another instance holds it (exit 75)
│   │   └── Superseded         other workers have replaced this one, which may join again
│   ├── Damaged                its file is damaged; no retry will help
│   └── Busy                   may pass if retried
└── SinkError                  an alert was not taken
    ├── Rejected               this alert will never be taken as it is
    └── Unavailable            may pass if retried

Two questions pick the class: may it pass if retried, and whose fault is it? Outcomes that are expected
(a 304, a 410, an entry already known) are values, not exceptions. A message names the thing, the value,
the limit and the next step.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from worker.model.story import Delivered


class WirewatchError(Exception):
    """Root of everything raised on purpose; ``str()`` is fit to be shown to the user."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a configuration. ``line`` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.message}"


class ConfigError(WirewatchError):
    """All problems of a configuration at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


class FetchError(WirewatchError):
    """One GET failed. ``cause`` is a short stable word for logs and feed health, such as ``dns`` or ``timeout``."""

    def __init__(self, message: str, *, cause: str, status: int | None = None) -> None:
        super().__init__(message)
        self.cause = cause
        self.status = status


class Throttled(FetchError):
    """Not requested now; retry after ``retry_after_s`` seconds. Nothing is wrong with the feed or page.

    Causes: ``crowded`` (too many requests wait for the host), ``closed`` (the host asked us to wait), ``throttled`` (a
    redirect led to a host that is closed). In the first two cases, nothing was sent.
    """

    def __init__(self, message: str, *, cause: str, retry_after_s: float) -> None:
        super().__init__(message, cause=cause)
        self.retry_after_s = retry_after_s


class TooLarge(FetchError):
    """A limit on bytes, ratio, headers or redirects was passed."""


class Refused(FetchError):
    """Our guard or the server forbids the request; repeating it unchanged will fail again."""


class Unreachable(FetchError):
    """DNS, TCP, TLS or time-out: may pass if retried."""


class ContentError(WirewatchError):
    """Bytes that cannot be read as what they should be. ``cause`` is a short stable word."""

    def __init__(self, message: str, *, cause: str) -> None:
        super().__init__(message, cause)
        self.cause = cause

    def __str__(self) -> str:
        return str(self.args[0])

    def __reduce__(self) -> tuple[object, ...]:
        # Raised in child processes, so it must survive pickling with its keyword.
        return (_rebuild_content_error, (type(self), str(self), self.cause))


def _rebuild_content_error(kind: type[ContentError], message: str, cause: str) -> ContentError:
    return kind(message, cause=cause)


class NotAFeed(ContentError):
    """The document is none of RSS, Atom, RDF, JSON Feed."""


class NoArticle(ContentError):
    """No body text could be found in the page."""


class StoreError(WirewatchError):
    """The store cannot be used as it is."""


class Conflict(StoreError):
    """Another instance holds the store."""


class Superseded(Conflict):
    """Other workers have taken over the work of this one: nothing it began may be written any more."""


class Damaged(StoreError):
    """The store's file is damaged: nothing read from or written to it is reliable, and no retry will help."""


class Busy(StoreError):
    """The store did not answer in time; may pass if retried."""


class SinkError(WirewatchError):
    """An alert was not taken.

    ``taken`` are the acknowledgements of alerts in the same call that were taken before it.
    """

    def __init__(self, message: str, *, taken: Iterable[Delivered] = ()) -> None:
        super().__init__(message)
        self.taken = tuple(taken)


class Rejected(SinkError):
    """This alert will never be taken as it is."""


class Unavailable(SinkError):
    """The sink may take the alert later; after ``retry_after_s`` seconds, if it said so."""

    def __init__(self, message: str, *, retry_after_s: float | None = None, taken: Iterable[Delivered] = ()) -> None:
        super().__init__(message, taken=taken)
        self.retry_after_s = retry_after_s
