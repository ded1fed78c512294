"""Log events: an interface. Names are ``noun.past_verb``; level and keys are declared here and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import structlog

Level = Literal["debug", "info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Event:
    """A log line the outside may rely on: its name, its level, its keys and when it is written."""

    name: str
    level: Level
    keys: tuple[str, ...]
    when: str


EVENTS = (
    Event("feed.polled", "info", ("feed", "outcome", "status", "entries", "new", "bytes", "ms"), "a poll went well"),
    Event("feed.failed", "warning", ("feed", "cause", "status", "error", "next_in_s"), "a poll failed"),
    Event("feed.throttled", "warning", ("feed", "status", "retry_in_s"), "the server asked us to wait"),
    Event(
        "feed.moved",
        "warning",
        ("feed", "url", "to", "taken_by"),
        "a feed is polled at another address from now on (to null: at the configured one again); if taken_by names "
        "another feed that already uses the new address, this one stays where it is",
    ),
    Event(
        "feed.went_dormant",
        "warning",
        ("feed", "cause", "failing_for_s"),
        "a feed failed for so long that it is now polled rarely",
    ),
    Event(
        "feed.gap_suspected",
        "warning",
        ("feed", "entries", "archived", "closed"),
        "no entry of a document was known, so some were probably missed; archived: how many were found in the feed's "
        "archive; closed: whether these are all",
    ),
    Event(
        "health.opened",
        "warning",
        ("feed", "kind", "cause"),
        "a feed is in trouble, or (feed null) no host can be reached, and the sinks of health.to are told",
    ),
    Event("health.closed", "info", ("feed", "kind", "cause"), "that trouble is over"),
    Event("feed.rekeyed", "warning", ("feed", "entries", "new"), "a feed changed the guids of known entries"),
    Event(
        "document.quarantined",
        "warning",
        ("digest", "url", "cause", "kills"),
        "a feed or page killed the child that read it for the third time; these bytes are not read again for a month",
    ),
    Event("push.subscribed", "info", ("feed", "hub", "lease_s"), "a hub confirmed a subscription"),
    Event("push.received", "info", ("feed", "hub"), "a hub announced something new: the feed is due"),
    Event("push.refused", "warning", ("feed", "hub", "error"), "a push was not signed with our secret"),
    Event("push.failed", "warning", ("feed", "hub", "error", "next_in_s"), "a hub did not accept a subscription"),
    Event("worker.joined", "info", ("worker",), "this worker, under this number, now shares the store with others"),
    Event(
        "worker.replaced",
        "warning",
        ("worker", "name"),
        "a worker was no longer heard of: it can no longer write, and others do what it had claimed",
    ),
    Event(
        "worker.superseded",
        "warning",
        ("worker", "error"),
        "other workers believed this one to be gone: it drops what it had under way and starts over",
    ),
    Event("worker.differed", "warning", ("workers",), "the workers on the store have different configurations"),
    Event(
        "lease.lost",
        "warning",
        ("stage", "ids"),
        "what a stage had claimed was meanwhile claimed or settled by another: its result is dropped",
    ),
    Event(
        "article.extracted",
        "debug",
        ("entry", "url", "lang", "chars", "promo", "degraded"),
        "an article was read from a page or an entry",
    ),
    Event(
        "page.asked_again",
        "info",
        ("entry", "tries", "degraded", "next_in_s"),
        "the page of an entry that was judged without it was fetched again; degraded: why it still does not give the "
        "article",
    ),
    Event(
        "archive.failed",
        "error",
        ("folder", "error"),
        "a fetched page could not be archived; logged once until one can be; articles are judged all the same",
    ),
    Event("archive.healed", "warning", ("folder", "pages"), "pages are archived again; this many were not"),
    Event("story.opened", "debug", ("story", "entry", "title"), "an entry's article opened a story"),
    Event(
        "story.merged",
        "info",
        ("story", "gone", "entry"),
        "two stories turned out to be one, because of an entry or (entry null) because a person said so",
    ),
    Event("story.split", "info", ("story", "split_off", "articles", "by"), "a person split articles off from a story"),
    Event("story.joined", "debug", ("story", "entry", "relation", "score"), "an entry's article joined a story"),
    Event(
        "entry.changes_often",
        "info",
        ("entry", "feed", "title"),
        "an entry has its 24th version; from now on it gets one in twelve hours at most, and others are not read",
    ),
    Event(
        "entry.judged",
        "info",
        ("entry", "feed", "disposition", "relation", "story", "flags", "built_in", "alerts", "title"),
        "an entry got its disposition",
    ),
    Event(
        "embedder.failed",
        "warning",
        ("articles", "error"),
        "the embedder raised an exception: these articles are judged without it",
    ),
    Event(
        "entry.failed",
        "error",
        ("entry", "stage", "then", "error"),
        "an entry broke the judge; then: what becomes of it (judged by less of it, tried again later, or given up)",
    ),
    Event("alert.owed", "info", ("alert", "story", "rule", "sink", "occasion"), "an alert was recorded as owed"),
    Event(
        "alert.raised",
        "warning",
        ("alert", "rule", "severity", "occasion", "story", "title", "url", "why"),
        "the log sink took an alert; why: each term that matched and where it stands; for a digest, its alerts",
    ),
    Event(
        "alert.delivered",
        "info",
        ("alert", "sink", "attempt", "duplicate", "ms"),
        "a sink acknowledged an alert; duplicate: it had it from an attempt before, and has it once",
    ),
    Event(
        "alert.retried",
        "warning",
        ("alert", "sink", "attempt", "error", "retry_in_s"),
        "a sink did not take an alert yet",
    ),
    Event(
        "alert.held",
        "info",
        ("alert", "sink", "reason", "until"),
        "an alert waits for quiet hours or a silence to end, for a digest, or for room in a budget; reason says for "
        "what",
    ),
    Event(
        "alert.stranded",
        "warning",
        ("sink", "alerts"),
        "at the start or after a reload: this many alerts are owed to a sink that is no longer configured; they wait "
        "until it is again",
    ),
    Event(
        "sink.failed",
        "error",
        ("sink", "error", "for_s"),
        "a sink has taken no alert for health.after since its first failure; the other sinks of health.to are told",
    ),
    Event(
        "sink.healed",
        "warning",
        ("sink",),
        "that sink takes alerts again",
    ),
    Event(
        "recipient.refused",
        "error",
        ("alert", "recipients", "error"),
        "a mail server took an alert, but refuses these recipients for good",
    ),
    Event("alert.died", "error", ("alert", "sink", "attempt", "error"), "an alert was listed as dead"),
    Event(
        "store.audited",
        "error",
        ("admitted", "pending", "disposed"),
        "the number of dispositions differs from the entries admitted minus those pending",
    ),
    Event(
        "config.reloaded",
        "info",
        ("added", "changed", "removed", "feeds", "rules", "sinks"),
        "another configuration is in force; the first three count feeds",
    ),
    Event(
        "config.refused",
        "error",
        ("file", "line", "error", "problems"),
        "a changed configuration is invalid, and the one before stays in force; file, line and error are those of the "
        "first problem",
    ),
    Event(
        "store.failed",
        "error",
        ("state", "error"),
        "the store takes no writes; if disk_full, read_only, locked, lost or disk_failed, work waits and nothing is "
        "given up; if damaged, the worker ends",
    ),
    Event("store.healed", "warning", ("state", "seconds"), "the store takes writes again, after this time"),
    Event(
        "store.trimmed",
        "info",
        ("rows", "bytes", "limit", "older_than"),
        "the store held more than store.keep.size: texts, verdicts and polls from before older_than were removed; "
        "bytes is what remains",
    ),
    Event(
        "store.oversized",
        "warning",
        ("bytes", "limit"),
        "the store holds more than store.keep.size and nothing more may be removed: raise the size, or shorten "
        "store.keep.stories or stories.window",
    ),
    Event(
        "network.lost", "error", ("hosts", "error"), "this many hosts in a row could not be reached, and none answered"
    ),
    Event("network.found", "warning", ("seconds",), "a host answers again, after this time"),
    Event(
        "log.dropped",
        "warning",
        ("lines",),
        "this many lines of the log were lost: its disk was full, or nobody read it",
    ),
    Event("ping.failed", "warning", ("error",), "service.ping did not accept a ping; logged once, until it does"),
    Event("ping.healed", "info", ("seconds",), "service.ping accepts pings again, after this time"),
    Event("service.ready", "info", ("feeds", "rules", "sinks", "store"), "the worker is polling"),
    Event(
        "library.warned",
        "warning",
        ("library", "message"),
        "a library logged a warning or an error through Python's logging",
    ),
    Event("service.drained", "info", ("seconds",), "everything in flight was finished or put back"),
    Event(
        "clock.leapt",
        "warning",
        ("by_s",),
        "the machine's clock was set; everything that waits still waits as long as it would have",
    ),
)

BY_NAME = {event.name: event for event in EVENTS}

Observer = Callable[[str, dict[str, object]], None]
_OBSERVERS: list[Observer] = []


def observe(observer: Observer) -> None:
    """Call ``observer`` for every event until the process ends; it must be quick and must not raise."""
    _OBSERVERS.append(observer)


_LEVELS = {event.name: logging.getLevelNamesMapping()[event.level.upper()] for event in EVENTS}


def emit(name: str, /, **keys: object) -> object:
    """Log the declared event ``name`` at its declared level; one line, 10 µs, or 1 if that level is not logged.

    Never raises because of ``keys`` or of where the log goes. Returns False if the line is known to be lost. Observers
    are called at any log level.
    """
    for observer in _OBSERVERS:
        observer(name, keys)
    level = _LEVELS[name]
    if level < getattr(structlog.get_config()["wrapper_class"], "least", 0):  # to make a logger takes six times as long
        return None
    return structlog.get_logger().log(level, name, **keys)
