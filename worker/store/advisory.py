"""The lock on a PostgreSQL store: held alone, or by all workers together, by the very session that writes.

What is on a session that was lost cannot be committed, and a new session holds the lock before it writes.
"""

from __future__ import annotations

import random
import time
from typing import Any

import sqlalchemy as sa

from worker.model.errors import Conflict, Superseded

SESSION_LOCK = 0x5749524553
_KEYS = (SESSION_LOCK >> 32, SESSION_LOCK & 0xFFFFFFFF)

SESSION_FREE_S = 5.0
"""How long to wait for the server to end our own lost session that it still thinks alive, or for a migration."""

IDLE_S = 10
"""A worker that hangs inside a transaction, perhaps holding the judge's lock, loses its session after so long."""

_HOLDERS = """
SELECT pid, application_name FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND classid = %s AND objid = %s AND objsubid = 1 AND granted ORDER BY backend_start
"""


def hold_alone(connection: Any, store: str, name: str) -> None:
    """Take the lock for a new session of the writer. Raises ``Conflict`` if another worker has it.

    After a broken connection the server may think our last session alive; that session is ended.
    """
    deadline = time.monotonic() + SESSION_FREE_S
    with connection.cursor() as cursor:
        while not cursor.execute("SELECT pg_try_advisory_lock(%s)", [SESSION_LOCK]).fetchone()[0]:
            holder = cursor.execute(_HOLDERS, _KEYS).fetchone()
            if holder is not None and (holder[1] != name or time.monotonic() > deadline):
                connection.close()
                raise Conflict(_held(store, holder[1]))
            if holder is not None:
                cursor.execute("SELECT pg_terminate_backend(%s, 200)", [holder[0]])
        connection.commit()


def hold_together(connection: Any, store: str, name: str, *, member: bool) -> None:
    """Take the lock in shared mode. Raises ``Conflict`` if a worker holds it alone.

    ``member``: the worker of this name has joined before; raises ``Superseded`` if others have declared it gone.
    """
    with connection.cursor() as cursor:
        if not cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", [SESSION_LOCK]).fetchone()[0]:
            holder = cursor.execute(_HOLDERS, _KEYS).fetchone()
            connection.close()
            raise Conflict(_held(store, holder[1] if holder else None))
        still = "SELECT 1 FROM workers WHERE name = %s AND gone_at IS NULL"
        if member and cursor.execute(still, [name]).fetchone() is None:
            connection.close()
            raise Superseded(f"store {store}: other workers took {who(name)} for gone, and went on with its work")
        cursor.execute(f"SET idle_in_transaction_session_timeout = '{IDLE_S}s'")
        connection.commit()


def alone_for_a_while(connection: sa.Connection) -> bool:
    """Upgrade the shared lock to an exclusive one, if no other worker holds it; ``together_again`` ends that."""
    taken = bool(connection.scalar(sa.select(sa.func.pg_try_advisory_lock(SESSION_LOCK))))
    if taken:
        connection.exec_driver_sql("SET idle_in_transaction_session_timeout = 0")
    connection.commit()
    return taken


def wait(connection: sa.Connection) -> None:
    """Release the lock for a moment, so that another worker that waits as we do can have it alone."""
    connection.scalar(sa.select(sa.func.pg_advisory_unlock_shared(SESSION_LOCK)))
    connection.commit()
    time.sleep(random.uniform(0.1, 0.4))  # noqa: S311 - spreading
    connection.scalar(sa.select(sa.func.pg_advisory_lock_shared(SESSION_LOCK)))
    connection.commit()


def together_again(connection: sa.Connection) -> None:
    """Give up the exclusive lock, and keep the shared one."""
    connection.exec_driver_sql(f"SET idle_in_transaction_session_timeout = '{IDLE_S}s'")
    connection.scalar(sa.select(sa.func.pg_advisory_unlock(SESSION_LOCK)))
    connection.commit()


def let_go(connection: sa.Connection) -> None:
    """Release the lock explicitly: the server may notice a closed connection only later."""
    connection.execute(sa.select(sa.func.pg_advisory_unlock_all()))


def session_id(connection: sa.Connection) -> int:
    """The number of this connection's session at the server."""
    return int(connection.scalar(sa.select(sa.func.pg_backend_pid())) or 0)


def sessions(connection: sa.Connection) -> dict[str, int]:
    """The sessions that hold the lock, by the names of their workers."""
    return {name: pid for pid, name in connection.exec_driver_sql(_HOLDERS, _KEYS)}


def who(application_name: str | None) -> str:
    """A session's name without the part that makes it unique."""
    return (application_name or "").rpartition(" ")[0] or "another worker"


def _held(store: str, holder: str | None) -> str:
    return f"store {store} is held by {who(holder)}; stop it first, or use another database"
