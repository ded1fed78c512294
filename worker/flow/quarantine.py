"""Documents that kill their child: read with caution after the first time, never again after the third.

Known by the hash of their bytes: the same feed with other bytes, and other addresses with the same, are told apart
by what is in them.
"""

from __future__ import annotations

import xxhash

from worker.model.errors import ContentError
from worker.model.events import emit
from worker.model.ports import Clock
from worker.store import quarantine
from worker.store.database import Database

KILLS = 3
REMEMBERED = 10_000
"""Documents kept in memory, some 2 MB; the store has all of the last thirty days."""
KILLED = frozenset({"timeout", "memory", "killed"})
"""Causes that say a document cost its child its life."""


class Quarantine:
    """How many children each document has killed; read from the store once, then looked up in a microsecond."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._kills = database.read(quarantine.killers)

    def look_again(self) -> None:
        """Reload the counts, with those of other workers."""
        self._kills = self._database.read(quarantine.killers)

    def suspects(self, body: bytes, url: str) -> bool:
        """Whether the document killed a child before. Raises ``ContentError``, cause ``quarantined``, after the third.

        The hash, some 40 microseconds for a megabyte, is only computed while any document is suspected.
        """
        if not self._kills:
            return False
        digest = digest_of(body)
        kills = self._kills.get(digest, 0)
        if kills >= KILLS:
            message = f"{url}: document {digest.hex()} killed {kills} child processes and is not read any more"
            raise ContentError(message, cause="quarantined")
        return kills > 0

    def blame(self, body: bytes, url: str, error: ContentError) -> None:
        """Count ``body`` if it killed the child that read it."""
        if error.cause not in KILLED:
            return
        digest, now, cause = digest_of(body), self._clock.now(), error.cause
        kills = self._kills.pop(digest, 0) + 1
        self._kills[digest] = kills
        if len(self._kills) > REMEMBERED:
            del self._kills[next(iter(self._kills))]  # the one whose last kill is longest ago
        self._database.post(lambda db: quarantine.record(db, digest, kills=kills, cause=cause, url=url, now=now))
        if kills == KILLS:
            emit("document.quarantined", digest=digest.hex(), url=url, cause=cause, kills=kills)


def digest_of(body: bytes) -> bytes:
    """The name of a document, 16 bytes."""
    return xxhash.xxh3_128_digest(body)
