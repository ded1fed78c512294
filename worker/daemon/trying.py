"""Changes tried on the past: other rules on what was judged, other settings on what was stored. Nothing is written."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from worker.config import rulefile
from worker.config.load import Loaded
from worker.content.hearing import Hearing
from worker.daemon.build import build
from worker.daemon.commands import reading, since_when
from worker.daemon.passes import start, stop
from worker.flow import exchange, explain, rehearsal, shapes
from worker.model.errors import ConfigError, Problem
from worker.model.settings import RuleSettings, StoreSettings
from worker.policy.lint import lint
from worker.policy.rules import check_query, compile_rule, try_rule
from worker.store import outbox, past


def wanted(loaded: Loaded, only: Sequence[str]) -> list[RuleSettings]:
    """The configured rules, or those of the ids in ``only``. Raises ``ConfigError`` for an id that no rule has."""
    rules = loaded.settings.rules
    unknown = set(only) - {rule.id for rule in rules}
    if unknown:
        known = ", ".join(rule.id for rule in rules) or "none"
        raise ConfigError([Problem(str(loaded.files[0]), 0, f"there is no rule {unknown.pop()!r}; there are {known}")])
    return [rule for rule in rules if not only or rule.id in only]


def try_rules(loaded: Loaded, since: str, only: Sequence[str], query: str | None) -> dict[str, Any]:
    """What the configured rules, those named, or one with ``query`` would have told since then; see ``rehearse``."""
    rules = wanted(loaded, only) if query is None else [RuleSettings(id="query", when=query)]
    hearing, start_at = Hearing(loaded.settings.stories.names or None), since_when(since)
    with reading(loaded) as database:
        found = database.read(
            lambda db: rehearsal.rehearse(past.judged_since(db, start_at), rules, hearing, time.process_time)
        )
    return {"since": shapes.timestamp(start_at), **found}


async def replay(old: Loaded, new: Loaded, since: str, progress: Callable[[int], None]) -> dict[str, Any]:
    """Judge what is stored again by the settings of ``new``, in a store that is thrown away, and compare.

    Articles count by their stored texts and dates; pages are not read again, and nothing is delivered.
    """
    start_at = since_when(since)
    with reading(old) as database:
        rows = database.read(lambda db: list(past.judged_since(db, start_at)))
    first = [row for row in rows if not row["revision"]]
    with tempfile.TemporaryDirectory(prefix="wirewatch-replay-") as folder:
        store = StoreSettings(url=f"sqlite:///{Path(folder) / 'replay.db'}")
        settings = new.settings.model_copy(update={"store": store})
        parts = build(replace(new, settings=settings, feeds=()), patient=False)
        try:
            await start(parts)
            lines = (orjson.dumps(_line(row)) for row in first)
            await exchange.import_lines(
                lines, parts.database, parts.gatherer, settings.polling, parts.clock, progress=progress
            )
            again = parts.database.read(lambda db: list(past.judged_since(db, 0.0)))
            tell = parts.database.read(lambda db: outbox.owed_since(db, 0.0))
        finally:
            await stop(parts)
    with reading(old) as database:
        told = database.read(lambda db: outbox.owed_since(db, start_at))
    return _compared(first, again, told, tell)


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    published = shapes.timestamp(row["published_at"] or row["first_seen_at"])
    return {
        "id": str(row["id"]),
        "url": row["url"],
        "feed": row["feed_key"],
        "published": published,
        "title": row["title"] or "–",
        "text": row["text"],
        "lang": row["lang"],
    }


def _compared(
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    told: Mapping[str, int],
    tell: Mapping[str, int],
) -> dict[str, Any]:
    new = {row["guid"]: row for row in after}
    pairs = [(row, new[str(row["id"])]) for row in before if str(row["id"]) in new]
    moved = _moved(pairs)
    return {
        "articles": len(pairs),
        "stories": {
            "before": len({row["story"] for row, _ in pairs}),
            "after": len({row["story"] for _, row in pairs}),
        },
        "dispositions": {
            "before": dict(Counter(row["disposition"] for row, _ in pairs)),
            "after": dict(Counter(row["disposition"] for _, row in pairs)),
        },
        "alerts": {"before": dict(told), "after": dict(tell)},
        "moved": len(moved),
        "examples": [{"id": f"e{row['id']}", "title": row["title"], "url": row["url"]} for row in moved[:10]],
    }


def _moved(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """Articles that stand in another story: not in that into which most of their old story's articles went."""
    went: dict[int, Counter[int]] = {}
    for old, new in pairs:
        went.setdefault(old["story"], Counter())[new["story"]] += 1
    came: dict[int, Counter[int]] = {}
    for old, new in pairs:
        came.setdefault(new["story"], Counter())[old["story"]] += 1
    return [
        old
        for old, new in pairs
        if went[old["story"]].most_common(1)[0][0] != new["story"]
        or came[new["story"]].most_common(1)[0][0] != old["story"]
    ]


def why_not(loaded: Loaded, asked: str, rule_id: str) -> list[dict[str, Any]]:
    """For each stored entry that ``explain`` finds by ``asked``: what a rule says of it now, clause by clause."""
    rule = next((it for it in loaded.settings.rules if it.id == rule_id), None)
    if rule is None:
        known = ", ".join(it.id for it in loaded.settings.rules) or "none"
        raise ConfigError([Problem(str(loaded.files[0]), 0, f"there is no rule {rule_id!r}; there are {known}")])
    compiled, hearing = compile_rule(rule.id, rule.when), Hearing(loaded.settings.stories.names or None)
    with reading(loaded) as database:
        rows = database.read(lambda db: past.judged(db, explain.named(db, asked.strip())))
    return [
        {
            "id": shapes.entry_name(row["id"], row["feed_key"], row["guid"]),
            "title": row["title"],
            "rule": rule.id,
            **try_rule(compiled, rehearsal.subject_of(row, sources=max(len(row["sources"]), 1)), hearing),
        }
        for row in rows
    ]


def lint_rules(loaded: Loaded) -> list[dict[str, Any]]:
    """Rules that never match, match everything, or are shadowed, each with why in words."""
    rules = [(compile_rule(it.id, it.when), frozenset(it.to)) for it in loaded.settings.rules]
    told = {
        "never": "never matches: its conditions exclude each other",
        "always": "matches every article; write *:* if that is meant",
        "shadowed": "says nothing that {by} does not say, to no other sinks",
    }
    return [
        {"rule": it.rule, "finding": it.kind, "by": it.by, "says": told[it.kind].format(by=it.by)} for it in lint(rules)
    ]


def export_rules(loaded: Loaded) -> str:
    """The rules in force as YAML that a configuration can include, without what is left to its defaults."""
    return rulefile.written(loaded.settings.rules)


def import_rules(loaded: Loaded, path: Path) -> tuple[str, int]:
    """The rules of a YAML file, checked beside those in force, as YAML to include; and how many there are."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Problem(str(path), 0, f"{error}; name a YAML file with rules")]) from error
    found = rulefile.read(text, str(path), check_query, known=[it.id for it in loaded.settings.rules])
    return rulefile.written(found), len(found)
