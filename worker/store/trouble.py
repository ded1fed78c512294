"""Trouble with the store that passes (full disk, lost server, …), by name, told apart from errors of the work itself.

disk_full    no room for a write
read_only    the disk, the file or the server takes no writes
locked       somebody else holds the database, or the server has no room for us
lost         the server is gone, restarting, or cannot be reached; or the file was moved or removed
disk_failed  the disk answers with an error
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from worker.model.errors import Busy, StoreError

_SQLITE = {
    "database or disk is full": "disk_full",
    "readonly database": "read_only",
    "database is locked": "locked",
    "database table is locked": "locked",
    "locking protocol": "locked",
    "disk i/o error": "disk_failed",
    "unable to open database file": "disk_failed",
}
"""By message: not every build of the driver exposes SQLite's error code."""

_POSTGRES: dict[str, str | None] = {
    "53100": "disk_full",
    "25006": "read_only",
    "40001": "locked",
    "40P01": "locked",
    "55P03": "locked",
    "53200": "locked",
    "53300": "locked",
    "25P03": "lost",
    "57P01": "lost",
    "57P02": "lost",
    "57P03": "lost",
}
"""By SQLSTATE; class 08 is a lost connection, and so is an operational error without a code."""


_NEXT_STEPS = {
    "disk_full": "make room on its disk",
    "read_only": "make its folder and its disk writable, or check store.url",
    "locked": "end the program that holds it",
    "lost": "see to its server, or check store.url",
    "disk_failed": "see to the rights of its folder and to its disk, or check store.url",
}
"""The next step for the operator, by trouble."""


def unusable(name: str, error: sa.exc.DBAPIError) -> StoreError:
    """The error for a store that cannot be opened: ``Busy`` if that may pass."""
    text, state = str(error.orig or error).strip().partition("\n")[0], state_of(error)
    if state is None:
        step = "restore a backup and keep the damaged file, or " if "malformed" in text else ""
        return StoreError(f"store {name} cannot be used: {text}; {step}check store.url")
    return Busy(f"store {name} cannot be used now: {text}; {next_step(error)}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the store takes no writes: the kind of trouble, the database's message, since when (epoch seconds)."""

    state: str
    error: str
    since: float


class Removed(Busy):
    """The store's file is no longer where it was opened; it may come back."""


def is_damage(error: BaseException) -> bool:
    """Whether the database reports that its own data is corrupt."""
    own: object = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if getattr(own, "sqlstate", None) in _DAMAGED_STATES:
        return True
    return isinstance(error, sa.exc.DBAPIError) and any(words in str(own).lower() for words in _DAMAGED)


_DAMAGED = ("disk image is malformed", "file is not a database")
_DAMAGED_STATES = frozenset({"XX001", "XX002"})
"""data_corrupted, index_corrupted."""


def is_clash(error: BaseException) -> bool:
    """Whether this transaction is the victim of a deadlock or serialization conflict, and may be repeated."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) in {"40001", "40P01"}


def next_step(error: BaseException) -> str:
    """What the operator can do about ``error``, which may pass."""
    if is_clash(error):
        return "let the other worker finish"
    return _NEXT_STEPS.get(state_of(error) or "", "see to its server")


def may_pass(error: BaseException) -> bool:
    """Whether the same work may be taken later. What else a driver calls operational is an error of the work itself."""
    sqlstate = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    return state_of(error) is not None or sqlstate[:2] in _PASSING


_PASSING = frozenset({"28", "40", "53", "55", "57", "58"})
"""Classes of SQLSTATE: a login refused, a rollback, no resources, a state that forbids it, an operator, the system."""


def state_of(error: BaseException) -> str | None:
    """The kind of trouble that ``error`` reports; None if the work itself is wrong."""
    if isinstance(error, Removed):
        return "lost"
    own: object = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if hasattr(own, "sqlstate"):
        sqlstate = own.sqlstate or ""
        gone = getattr(error, "connection_invalidated", False) or sqlstate.startswith("08")
        nameless = not sqlstate and type(own).__name__ == "OperationalError"
        return _POSTGRES.get(sqlstate, "lost" if gone or nameless else None)
    if not isinstance(error, sa.exc.DBAPIError):
        return None
    said = str(own).lower()
    return next((state for words, state in _SQLITE.items() if words in said), None)
