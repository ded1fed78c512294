"""What the store holds, what is under way, and why something was or was not told."""

from __future__ import annotations

import time
from typing import Any

from worker.config.load import Loaded
from worker.daemon.store_access import reading, waiting
from worker.flow import shapes
from worker.store import entries as entry_store
from worker.store import feeds as feed_store
from worker.store import outbox, seen, workers


def explain(loaded: Loaded, asked: str) -> dict[str, Any]:
    """What is stored about a URL, entry, alert, story, rule or feed, or the negative answer."""
    from worker.flow.explain import explain as explain_stored  # noqa: PLC0415 - 8 ms, only `explain` needs it

    rules = {rule.id: rule.when for rule in loaded.settings.rules}
    with reading(loaded) as database:
        found = explain_stored(database, asked, rules, waiting(loaded, database))
    for feed in (one for one in found["about"] if one["kind"] == "feed"):
        feed["title"] = loaded.titles().get(feed["id"]) or feed["title"]
    return found


def status(loaded: Loaded) -> dict[str, Any]:
    """What the store holds and what is under way."""
    with reading(loaded) as database:
        counts = database.read(entry_store.audit)
        off = entry_store.unaccounted(counts)
        gone = database.read(seen.so_far)
        admitted, pending, _ = counts.pop("admitted"), counts.pop("pending"), counts.pop("open", 0)
        from worker.daemon.probe import worker_states  # noqa: PLC0415 - only `status` needs it

        listen = loaded.settings.serve.listen
        return {
            "store": database.name,
            "worker": database.holder(),
            "workers": database.read(workers.listed) if not database.is_sqlite else [],
            "states": worker_states(listen) if listen else None,
            "feeds": database.read(feed_store.count_by_state),
            "silent_feeds": database.read(lambda db: feed_store.silent(db, now=time.time())),
            "next_feed_due": shapes.timestamp(database.read(feed_store.next_due_at)),
            "entries_admitted": admitted,
            "entries_pending": pending,
            "dispositions": dict(sorted(counts.items())),
            "entries_forgotten": gone.entries,
            "forgotten_before": shapes.timestamp(gone.before or None),
            "sum_of_dispositions": {"agrees": not off, "off_by": off},
            "alerts": database.read(outbox.counts),
            "alerts_waiting": {
                sink: {"alerts": number, "oldest": shapes.timestamp(oldest)}
                for sink, (number, oldest) in database.read(outbox.waiting).items()
            },
        }
