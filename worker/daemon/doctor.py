"""``doctor``: everything that can be found wrong from the outside, each with a next step."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from ipaddress import ip_network
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import Any

from worker.config.load import Loaded
from worker.daemon import cron
from worker.daemon.build import agent
from worker.daemon.embedder import meaning
from worker.daemon.store_access import reading
from worker.flow import shapes
from worker.model.errors import ConfigError, StoreError
from worker.model.feed import FeedState
from worker.model.units import counted, rounded_size
from worker.model.web import WebSettings
from worker.net.guard import is_forbidden
from worker.policy import urls
from worker.store import entries, feeds, outbox, reporting, size, upkeep
from worker.store.database import NONE_YET, Database
from worker.store.engines import NEWER_SQLITE, SAFE_SQLITE, sqlite_module
from worker.store.gauges import gauges

FREE_BYTES = 500_000_000
FREE_SHARE = 0.05
ASKED_HOSTS = 5
DNS_WITHIN_S = 5.0
AHEAD_S = 300.0
LATE_S = 600.0
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
FREE_INSIDE = 0.25
NEVER = ("127.0.0.1", "::1", "169.254.169.254", "fd00:ec2::254", "64:ff9b::7f00:1")
"""Loopback, cloud metadata, and loopback behind NAT64: requests to these could disclose secrets to a feed."""
FAULTY = {
    "aiohttp": ("3.14", "unpacks bombs before a limit sees them"),
    "feedparser": ("6.0.14", "sanitises in quadratic time"),
    "trafilatura": ("2.3.1", "loses text of nested pages"),
    "APScheduler": ("3.11.3", "drops late jobs"),
}
"""Earlier versions have a fault that affects us."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check. ``next`` is what to do; None if all is well."""

    check: str
    found: str
    next: str | None = None


def examine(loaded: Loaded, checked: Callable[[int], object] = lambda number: None) -> list[dict[str, Any]]:
    """All findings, good and bad, in the order of the checks; ``checked`` is called with 1 after each."""
    found = []
    for finding in _findings(loaded):
        found.append(asdict(finding))
        checked(1)
    return found


def _findings(loaded: Loaded) -> Iterator[Finding]:
    yield from _libraries()
    yield _agent(loaded)
    yield from _guard(loaded)
    yield from _names(loaded)
    yield from _archive(loaded)
    yield from _embedder(loaded)
    try:
        with reading(loaded) as database:
            yield Finding("worker", database.holder() or "none runs")
            yield from _store(database)
            yield from _disk(database)
            yield _size(database, loaded)
            yield from _work(database)
            yield _sinks(database, loaded)
            yield from _report(database, loaded)
    except StoreError as error:
        if str(error).endswith(NONE_YET):
            yield Finding("store", "there is none yet", "run: wirewatch once")
        else:
            yield Finding("store", str(error), "do what it says, or restore a backup")


def _libraries() -> Iterator[Finding]:
    module = sqlite_module(warn=False)
    if module.sqlite_version_info < SAFE_SQLITE:
        yield Finding("SQLite", f"{module.sqlite_version} can lose committed rows in rare races", NEWER_SQLITE)
    else:
        yield Finding("SQLite", module.sqlite_version)
    for name, (least, fault) in FAULTY.items():
        there = version(name)
        bad = _numbers(there) < _numbers(least)
        yield Finding(name, f"{there} {fault}" if bad else there, f"pip install '{name}>={least}'" if bad else None)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:3]))


def _agent(loaded: Loaded) -> Finding:
    if loaded.settings.web.agent == WebSettings().agent:
        step = "set web.agent, with the address of a page that says who you are and how to reach you"
        return Finding("User-Agent", "tells servers nothing about you, but example.org", step)
    return Finding("User-Agent", agent(loaded.settings, len(loaded.feeds)))


def _guard(loaded: Loaded) -> Iterator[Finding]:
    networks = {*loaded.settings.web.allow_private, *chain(*loaded.opened().values())}
    allowed = [ip_network(network) for network in networks]
    opened = [address for address in NEVER if not is_forbidden(address, allowed)]
    step = "narrow allow_private to the networks your feeds live in" if opened else None
    yield Finding(
        "address guard", f"feeds may lead to {', '.join(opened)}" if opened else "private addresses are refused", step
    )


def _names(loaded: Loaded) -> Iterator[Finding]:
    hosts = list(dict.fromkeys(filter(None, (urls.host(feed.url) for feed in loaded.feeds))))[:ASKED_HOSTS]
    ping = loaded.settings.service.ping
    hosts += [urls.host(ping.get_secret_value())] if ping is not None else []
    asked = {host: _resolving(host) for host in hosts}
    failed, deadline = [], time.monotonic() + DNS_WITHIN_S
    for host, answer in asked.items():
        try:
            answer.result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            failed.append(f"{host} (no answer)")
        except (OSError, ValueError) as error:  # a name too long is a ValueError
            failed.append(f"{host} ({error.strerror if isinstance(error, OSError) else 'no name can be so'})")
    step = "look at /etc/resolv.conf and the network, or at these feeds' addresses" if failed else None
    yield Finding("DNS", f"not found: {', '.join(failed)}" if failed else f"{counted(len(hosts), 'host')} found", step)


def _resolving(host: str) -> Future[object]:
    """A look-up in a daemon thread: a resolver that hangs does not keep the process from ending."""
    answer: Future[object] = Future()

    def resolve() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, None))
        except (OSError, ValueError) as error:
            answer.set_exception(error)

    Thread(target=resolve, daemon=True).start()
    return answer


def _store(database: Database) -> Iterator[Finding]:
    found = upkeep.faults(database)
    step = "stop the worker and restore the last backup; keep the damaged file" if found else None
    yield Finding("integrity", "; ".join(found) or "ok", step)
    if found:
        return
    off = entries.unaccounted(database.read(partial(entries.audit, anew=True)))
    step = "report this with the output of: wirewatch status --json" if off else None
    yield Finding("sum of dispositions", f"off by {off}" if off else "agrees", step)


def _disk(database: Database) -> Iterator[Finding]:
    if not database.is_sqlite:
        return
    folder = Path(database.url.database or "").absolute().parent
    mode = folder.stat().st_mode
    if mode & OTHERS_MAY_WRITE and not mode & stat.S_ISVTX:
        chmod = f"run: chmod go-w {shlex.quote(str(folder))}; better 0700, as systemd's StateDirectoryMode"
        yield Finding("store folder", f"others may put another store in place of ours (mode {mode & 0o7777:o})", chmod)
    free, short = _free(folder)
    step = "make room, or shorten store.keep and run: wirewatch prune --shrink" if short else None
    yield Finding("disk", f"{free} free", step)


def _free(folder: Path) -> tuple[str, bool]:
    """The room left on the folder's disk, and whether that is little."""
    there = shutil.disk_usage(folder)
    return rounded_size(there.free), there.free < max(FREE_BYTES, FREE_SHARE * there.total)


def _archive(loaded: Loaded) -> Iterator[Finding]:
    """Whether ``articles.archive`` takes pages, and what it holds."""
    if loaded.settings.articles.archive is None:
        return
    folder = Path(loaded.settings.articles.archive)
    there = folder if folder.exists() else folder.parent
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        make = f"make {folder} a folder that the worker may write; articles go on without"
        yield Finding("archive", f"no page can be kept in {folder}", make)
        return
    sizes = [file.stat().st_size for file in folder.glob("*.warc.gz")]
    free, short = _free(there)
    step = f"make room: delete or move away whole files of {folder}" if short else None
    yield Finding("archive", f"{counted(len(sizes), 'file')}, {rounded_size(sum(sizes))}; {free} free", step)


def _embedder(loaded: Loaded) -> Iterator[Finding]:
    """Whether ``stories.embedder`` can be loaded; without it no worker starts."""
    if (settings := loaded.settings.stories.embedder) is None:
        return
    try:
        meaning(loaded)
    except ConfigError as error:
        yield Finding("embedder", f"{settings.load} cannot be used", str(error.problems[0]))
    else:
        yield Finding("embedder", f"{settings.load} is loaded")


def _size(database: Database, loaded: Loaded) -> Finding:
    held, limit = database.read(size.held_bytes), loaded.settings.store.keep.size_bytes
    found, step = f"holds {rounded_size(held)}", None
    if limit is not None:
        found += f" of {rounded_size(limit)}"
        step = "raise store.keep.size, or shorten store.keep.stories or stories.window" if held > limit else None
    free = database.read(size.free_share) if database.is_sqlite else 0.0
    if free > FREE_INSIDE and not database.read(size.can_shrink):
        found += f", and {free:.0%} of its file is free"
        step = step or "to give it back, stop the worker once and run: wirewatch prune --shrink"
    return Finding("store size", found, step)


def _work(database: Database) -> Iterator[Finding]:
    now = time.time()
    seen = database.read(lambda db: gauges(db, now=now))
    ahead_s = (seen.last_ok_at or now) - now
    step = "set the clock, best by NTP" if ahead_s > AHEAD_S else None
    yield Finding("clock", f"the store was polled {round(ahead_s)} s in the future" if step else "plausible", step)
    bad = {state: seen.feeds.get(state, 0) for state in (FeedState.FAILING, FeedState.DORMANT, FeedState.GONE)}
    silent = database.read(lambda db: feeds.silent(db, now=now))
    told = [f"{number} {state}" for state, number in bad.items() if number] + ([f"{len(silent)} silent"] * bool(silent))
    flags = "" if silent else "".join(f" --state {state}" for state, number in bad.items() if number)
    yield Finding(
        "feeds",
        ", ".join(told) or "all well",
        f"run: wirewatch feeds list{flags}; then: wirewatch feeds history ID" if told else None,
    )
    waiting, given_up = database.read(entries.broken), database.read(entries.audit).get("failed", 0)
    step = "report entry.failed in the log, and the trail that wirewatch explain shows" if waiting or given_up else None
    yield Finding("broken entries", f"{waiting} waiting, {given_up} given up" if step else "none", step)
    dead = database.read(outbox.counts).get("dead", 0)
    step = "run: wirewatch alerts dead; then: wirewatch alerts retry" if dead else None
    yield Finding("dead alerts", str(dead), step)


def _sinks(database: Database, loaded: Loaded) -> Finding:
    """Sinks that are owed alerts and are not there, or took none the last time."""
    owed, errors = database.read(outbox.waiting), database.read(outbox.refused)
    gone = owed.keys() - loaded.settings.sinks.keys()
    told = [f"{counted(owed[name][0], 'alert')} waiting for {name}, which is not configured" for name in sorted(gone)]
    steps = [f"write {', '.join(sorted(gone))} under sinks again, if only until they are delivered"] * bool(gone)
    for name in sorted(errors.keys() - gone):
        number, oldest = owed[name]
        told.append(f"{counted(number, 'alert')} waiting for {name} since {shapes.timestamp(oldest)}: {errors[name]}")
        steps.append(f"run: wirewatch alerts test {shlex.quote(name)}")
    return Finding("sinks", "; ".join(told) or "all well", "; ".join(steps) or None)


def _report(database: Database, loaded: Loaded) -> Iterator[Finding]:
    line, now = loaded.settings.report.at, time.time()
    if line is None:
        return
    mark = database.read(reporting.mark)
    due = cron.firing(line)(now if mark is None else mark.at + 1)
    late = due < now - LATE_S
    when = datetime.fromtimestamp(due, UTC).strftime("%Y-%m-%d %H:%M UTC")
    step = "start the worker; if it runs, look for errors in its log" if late else None
    yield Finding("report", f"was due {when} and was not made" if late else f"the next is due {when}", step)
