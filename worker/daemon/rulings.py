"""Rulings about stories as typed: carried out on the configured store, beside a running worker or without one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from worker.config.load import Loaded
from worker.daemon.judging import known_press
from worker.daemon.store_access import reading
from worker.flow.rulings import Bench, Ruled, Ruling
from worker.model.errors import ConfigError, Problem
from worker.model.events import emit
from worker.store.database import Connection


def split_story(loaded: Loaded, story: str, articles: Sequence[str], ruling: Ruling) -> dict[str, Any]:
    """Split articles off from a story; a running worker delivers the resulting alerts at its next tick."""
    done = _rule(loaded, "stories split", lambda bench, db: bench.split(db, story, articles, ruling))
    facts: dict[str, Any] = {"story": str(done.story), "split_off": str(done.other), "articles": list(done.articles)}
    emit("story.split", **facts, by=ruling.by)
    return facts | {"alerts": list(done.alerts), "by": ruling.by, "reason": ruling.reason}


def merge_stories(loaded: Loaded, one: str, other: str, ruling: Ruling) -> dict[str, Any]:
    """Make two stories one."""
    done = _rule(loaded, "stories merge", lambda bench, db: bench.merge(db, one, other, ruling))
    facts: dict[str, Any] = {"story": str(done.story), "gone": str(done.other)}
    emit("story.merged", **facts, entry=None)
    return facts | {"by": ruling.by, "reason": ruling.reason}


def _rule(loaded: Loaded, command: str, work: Callable[[Bench, Connection], Ruled]) -> Ruled:
    settings = loaded.settings
    bench = Bench(known_press(settings), settings.stories, {rule.id: rule for rule in settings.rules})
    with reading(loaded) as database:
        try:
            return database.write(lambda db: work(bench, db))
        except ValueError as error:
            raise ConfigError([Problem(command, 0, str(error))]) from None
