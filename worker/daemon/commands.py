"""What the commands do, one function each; ``worker/cli`` parses and prints around them."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from worker.config import opml
from worker.config.edit import list_items, with_feed
from worker.config.load import Loaded
from worker.daemon.build import PRELOADED_FOR_LINES, Seams, agent, build
from worker.daemon.clock import SystemClock
from worker.daemon.judging import known_press
from worker.daemon.passes import start, stop
from worker.daemon.sinks import make_sink
from worker.flow import shapes
from worker.flow.graph import story_graph
from worker.model.entry import IMPORT_PREFIX
from worker.model.errors import ConfigError, Problem
from worker.model.feed import FeedSpec
from worker.model.outlets import Press
from worker.model.story import AlertState
from worker.model.units import format_duration, parse_duration
from worker.store import entries as entry_store
from worker.store import feeds as feed_store
from worker.store import history, outbox, pausing, workers
from worker.store import stories as story_store
from worker.store.database import Connection, Database, missing_in

if TYPE_CHECKING:
    from worker.flow.exchange import Imported

STORIES_AT_ONCE = 200
HISTORY_POLLS = 30


@contextmanager
def reading(loaded: Loaded) -> Iterator[Database]:
    """The configured store, opened beside a running worker."""
    database = Database(loaded.settings.store.url, migrate_now=False, exclusive=False)
    try:
        yield database
    finally:
        database.close()


def explain(loaded: Loaded, asked: str) -> dict[str, Any]:
    """What is stored about a URL, entry, alert, story, rule or feed, or the negative answer."""
    from worker.flow.explain import explain as explain_stored  # noqa: PLC0415 - 8 ms, for none but this

    with reading(loaded) as database:
        return explain_stored(database, asked, {rule.id: rule.when for rule in loaded.settings.rules})


async def test_sink(loaded: Loaded, name: str) -> None:
    """Hand a marked sample to the sink of this name, past the outbox. Raises ``ConfigError`` or ``SinkError``."""
    settings = loaded.settings
    if name not in settings.sinks:
        known = ", ".join(sorted(settings.sinks))
        raise ConfigError([Problem(str(loaded.files[0]), 0, f"there is no sink {name!r}; there are {known}")])
    clock = SystemClock()
    sink = make_sink(settings.sinks[name], agent(settings, len(loaded.feeds)), clock)
    await sink.start()
    try:
        await sink.deliver([shapes.sample_alert(name, clock.now())])
    finally:
        await sink.stop()


def since_when(since: str) -> float:
    """The time this long ago; ``all`` is the beginning. Raises ``ConfigError``."""
    try:
        return 0.0 if since == "all" else time.time() - parse_duration(since)
    except ValueError as error:
        raise ConfigError([Problem("--since", 0, f"{since!r} {error}, or all for everything")]) from None


def stories_since(loaded: Loaded, since: str, *, flagged: bool) -> list[dict[str, Any]]:
    """Stories seen within ``since`` (a duration, or ``all``), with their articles and alerts."""
    with reading(loaded) as database:
        return stories_of(database, known_press(loaded.settings), since=since_when(since), flagged=flagged)


def stories_of(database: Database, known: Press, *, since: float, flagged: bool) -> list[dict[str, Any]]:
    """Stories seen since a time as ``stories --json`` lines."""
    found = database.read(lambda db: story_store.recent_stories(db, since=since, flagged=flagged))
    lines = []
    for place in range(0, len(found), STORIES_AT_ONCE):
        some = found[place : place + STORIES_AT_ONCE]
        lines.extend(database.read(partial(_story_lines, some=some, known=known)))
    return lines


def _story_lines(connection: Connection, *, some: Sequence[dict[str, Any]], known: Press) -> list[dict[str, Any]]:
    ids = [story["id"] for story in some]
    entry_ids = story_store.entry_ids(connection, story_ids=ids)
    rows: dict[int, list[dict[str, Any]]] = {story: [] for story in ids}
    for row in story_store.judged_entries(connection, entry_ids):
        rows[row["story_id"]].append(row)
    story_of = {row["article_id"]: story for story, some_rows in rows.items() for row in some_rows}
    related: dict[int, list[dict[str, Any]]] = {story: [] for story in ids}
    for relation in story_store.worded(connection, entry_ids):
        related[story_of[relation["article_id"]]].append(relation)
    alerts = story_store.story_alerts(connection, ids)
    return [
        shapes.story_line(
            story,
            [shapes.exported_line(row) for row in rows[story["id"]]],
            [(it.sink, it.body) for it in alerts[story["id"]]],
            story_graph(known, rows[story["id"]], related[story["id"]]),
        )
        for story in some
    ]


def status(loaded: Loaded) -> dict[str, Any]:
    """What the store holds and what is under way."""
    with reading(loaded) as database:
        counts = database.read(entry_store.audit)
        admitted, pending, waiting = counts.pop("admitted"), counts.pop("pending"), counts.pop("open", 0)
        from worker.daemon.probe import worker_states  # noqa: PLC0415 - only here anybody is asked

        listen = loaded.settings.serve.listen
        return {
            "store": database.name,
            "worker": database.holder() or "none",
            "workers": database.read(workers.listed) if not database.is_sqlite else [],
            "states": worker_states(listen) if listen else None,
            "feeds": database.read(feed_store.count_by_state),
            "silent_feeds": database.read(lambda db: feed_store.silent(db, now=time.time())),
            "next_feed_due": shapes.timestamp(database.read(feed_store.next_due_at)),
            "entries_admitted": admitted,
            "entries_pending": pending,
            "dispositions": counts,
            "sum_of_dispositions": "agrees" if pending == waiting else f"off by {waiting - pending}",
            "alerts": database.read(outbox.counts),
            "alerts_waiting": {
                sink: {"alerts": number, "oldest": shapes.timestamp(oldest)}
                for sink, (number, oldest) in database.read(outbox.waiting).items()
            },
        }


def list_feeds(loaded: Loaded) -> list[dict[str, Any]]:
    """Every feed with its state and schedule."""
    with reading(loaded) as database:
        rows = database.read(feed_store.list_feeds)
    return [_feed_line(row) for row in rows if not row["key"].startswith(IMPORT_PREFIX)]


def feed_history(loaded: Loaded, key: str) -> dict[str, Any]:
    """A feed with its newest polls and all changes of its state and address. Raises ``ConfigError`` for none such."""
    with reading(loaded) as database:
        found = database.read(lambda db: history.of_feed(db, key, polls=HISTORY_POLLS))
    if found is None:
        told = f"there is no feed {key!r}; wirewatch feeds list names them"
        raise ConfigError([Problem(str(loaded.files[0]), 0, told)])
    row, polls, events = found
    return {
        **_feed_line(row),
        "failing_since": shapes.timestamp(row["failing_since"]),
        "last_ok": shapes.timestamp(row["last_ok_at"]),
        "polls": [{**poll, "at": shapes.timestamp(poll["at"])} for poll in polls],
        "events": [{**event, "at": shapes.timestamp(event["at"])} for event in events],
    }


def pause_feeds(loaded: Loaded, keys: Sequence[str], reason: str) -> list[str]:
    """Have feeds not asked until they are resumed; answers which were not paused. Raises ``ConfigError``."""
    return _turned(loaded, keys, lambda db: pausing.pause(db, keys, reason=reason, now=time.time()))


def resume_feeds(loaded: Loaded, keys: Sequence[str], reason: str) -> list[str]:
    """Have paused feeds asked again; answers which were paused. Raises ``ConfigError``."""
    floor_s = loaded.settings.polling.floor_s
    return _turned(loaded, keys, lambda db: pausing.resume(db, keys, reason=reason, now=time.time(), floor_s=floor_s))


def _turned(loaded: Loaded, keys: Sequence[str], turn: Callable[[Connection], list[str]]) -> list[str]:
    with reading(loaded) as database:
        if unknown := database.read(lambda db: pausing.unlisted(db, keys)):
            told = f"there is no feed {unknown[0]!r}; wirewatch feeds list names them"
            raise ConfigError([Problem(str(loaded.files[0]), 0, told)])
        return database.write(turn)


def _feed_line(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["key"],
        "url": row["url"],
        "moved_to": row["moved_url"],
        "title": row["title"],
        "tags": orjson.loads(row["tags"]),
        "listed": row["listed"],
        "state": row["state"],
        "reason": row["state_reason"],
        "since": shapes.timestamp(row["state_since"]),
        "last_polled": shapes.timestamp(row["last_polled_at"]),
        "last_changed": shapes.timestamp(row["last_changed_at"]),
        "last_cause": row["last_cause"],
        "next_poll": shapes.timestamp(row["next_poll_at"]) if row["listed"] else None,
        "interval_s": round(row["interval_s"]),
    }


def import_opml(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """An OPML file as YAML that a configuration can include, and the feeds in it as YAML names them."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError([Problem(str(path), 0, f"{error.strerror}; name an OPML file")]) from error
    rows = [_row(feed) for feed in opml.read_opml(data, str(path))]
    return f"feeds:\n{list_items(rows)}" if rows else "feeds: []\n", rows


def _row(feed: FeedSpec) -> dict[str, Any]:
    """A feed as the configuration names it, without what is left to its defaults."""
    durations = {"every": feed.every_s, "expect_every": feed.expect_every_s}
    told = {name: format_duration(seconds) for name, seconds in durations.items() if seconds is not None}
    told |= {"every": feed.every_cron} if feed.every_cron else {}
    row = {
        "id": feed.key,
        "url": feed.url_with_login(feed.url),
        "title": feed.title,
        "tags": feed.tags,
        **told,
        "on_add": feed.on_add,
    }
    return {name: value for name, value in row.items() if value}


def add_feed(loaded: Loaded, feed: FeedSpec, into: Path | None) -> Path:
    """Write a feed into a YAML file, by default the configuration itself; answers which. Only its line is added."""
    for known in loaded.feeds:
        if feed.url == known.url or feed.key == known.key:
            same = "URL" if feed.url == known.url else "id"
            told = f"the feed {known.key} ({known.url}) has this {same} already"
            raise ConfigError([Problem(str(loaded.files[0]), 0, told)])
    path = (into or loaded.files[0]).resolve()
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        changed = with_feed(text, _row(feed), str(path))
        _replace(path, changed)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Problem(str(path), 0, f"{error}; name another file with --into")]) from error
    return path


def _replace(path: Path, text: str) -> None:
    """Change a file in one step, so that a worker that reloads never sees half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    if path.exists():
        shutil.copymode(path, beside)
    beside.replace(path)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ConfigError([Problem(str(path), 0, f"{error.strerror}; name another file")]) from error


def export_opml(loaded: Loaded) -> bytes:
    """The configured feeds as OPML."""
    return opml.write_opml(loaded.feeds)


def list_alerts(loaded: Loaded, state: str | None, limit: int) -> list[dict[str, Any]]:
    """The newest alerts, all or those in one state."""
    wanted = AlertState(state) if state else None
    with reading(loaded) as database:
        rows = database.read(lambda db: outbox.list_alerts(db, state=wanted, limit=limit))
    return [_alert_line(row) for row in rows]


def _alert_line(row: dict[str, Any]) -> dict[str, Any]:
    body = orjson.loads(row["body"])
    return {
        "id": row["id"],
        "story": None if row["story_id"] is None else str(row["story_id"]),
        "rule": row["rule"],
        "sink": row["sink"],
        "occasion": row["occasion"],
        "state": row["state"],
        "attempts": row["attempt"],
        "owed": shapes.timestamp(row["owed_at"]),
        "delivered": shapes.timestamp(row["delivered_at"]),
        "held": row["held"],
        "not_before": shapes.timestamp(row["not_before"]),
        "digest": row["digest"],
        "last_error": row["last_error"],
        "title": body["article"]["title"],
    }


def retry_alerts(loaded: Loaded, ids: Sequence[str]) -> int:
    """Owe dead alerts again; a running worker delivers them with its next tick. ``ConfigError`` for an unknown id."""
    with reading(loaded) as database:
        dead = set(database.read(outbox.dead_ids))
        if unknown := [it for it in ids if it not in dead]:
            told = f"there is no dead alert {unknown[0]!r}; wirewatch alerts dead lists them"
            raise ConfigError([Problem(database.name, 0, told)])
        return database.write(lambda db: outbox.revive(db, now=time.time(), ids=list(ids) or None))


def missing_migrations(loaded: Loaded) -> list[dict[str, str]]:
    """What ``migrate`` would do; nothing is changed. Raises ``StoreError`` for what is not ours, or newer."""
    return [{"revision": it, "title": title} for it, title in missing_in(loaded.settings.store.url)]


def migrate(loaded: Loaded) -> str:
    """Bring the schema up to this program; answers the store's name."""
    database = Database(loaded.settings.store.url, migrate_now=True)
    database.close()
    return database.name


def export_articles(loaded: Loaded, write: Callable[[bytes], object]) -> int:
    """Write every judged article as a JSON line; answers how many."""
    from worker.flow import exchange  # noqa: PLC0415 - 12 ms, most of it the calendars of dates

    with reading(loaded) as database:
        return exchange.export_lines(database, write)


async def import_articles(loaded: Loaded, lines: Iterable[bytes], progress: Callable[[int], None]) -> Imported:
    """Run article lines through the judge, then deliver what is owed."""
    from worker.flow import exchange  # noqa: PLC0415 - as above

    parts = build(loaded, seams=Seams(preload=PRELOADED_FOR_LINES), patient=False)
    polling = loaded.settings.polling
    try:
        await start(parts)
        done = await exchange.import_lines(
            lines, parts.database, parts.gatherer, polling, parts.clock, progress=progress
        )
        await parts.deliverer.run_due()
        return done
    finally:
        await stop(parts)
