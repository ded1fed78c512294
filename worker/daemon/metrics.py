"""Prometheus metrics: counters fed by the worker's own events, gauges read from the store at each request.

Names carry their units; labels have few values, so a feed, a host or a rule is never one.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from worker import __version__
from worker.daemon import logs
from worker.daemon.readiness import Readiness
from worker.store.gauges import Gauges

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Samples = Sequence[tuple[Sequence[str], float]]
POLL_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counters and gauges of one worker; ``text`` is the whole page."""

    def __init__(self, readiness: Readiness) -> None:
        self._registry = CollectorRegistry()
        made: dict[str, Any] = {"registry": self._registry}
        self._polls = Counter("wirewatch_polls", "Polls by outcome.", ["outcome"], **made)
        self._causes = Counter("wirewatch_poll_failures", "Failed polls by cause.", ["cause"], **made)
        self._seconds = Histogram("wirewatch_poll_seconds", "Time of a good poll.", buckets=POLL_SECONDS, **made)
        self._bytes = Counter("wirewatch_poll_bytes", "Bytes of feeds read.", **made)
        self._entries = Counter("wirewatch_entries", "Entries judged, by disposition.", ["disposition"], **made)
        self._relations = Counter("wirewatch_relations", "Entries judged, by relation.", ["kind"], **made)
        self._articles = Counter("wirewatch_articles", "Articles read: whole or degraded.", ["quality"], **made)
        self._alerts = Counter("wirewatch_alerts", "Deliveries by sink and result.", ["sink", "result"], **made)
        self._moment = _Moment(readiness)
        self._registry.register(self._moment)

    def observe(self, name: str, keys: dict[str, Any]) -> None:
        """An observer for ``model.events.observe``: counts what happened."""
        match name:
            case "feed.polled":
                self._polls.labels(keys["outcome"]).inc()
                self._seconds.observe(keys["ms"] / 1000)
                self._bytes.inc(keys["bytes"])
            case "feed.failed":
                self._polls.labels("failed").inc()
                self._causes.labels(keys["cause"]).inc()
            case "feed.throttled":
                self._polls.labels("throttled").inc()
            case "article.extracted":
                self._articles.labels("degraded" if keys["degraded"] else "whole").inc()
            case "entry.judged":
                self._entries.labels(keys["disposition"]).inc()
                self._relations.labels(keys["relation"] or "none").inc()
            case "entry.failed" if keys["then"] == "never":
                self._entries.labels("failed").inc()
            case "alert.delivered" | "alert.retried" | "alert.died" | "alert.held":
                self._alerts.labels(keys["sink"], name.removeprefix("alert.")).inc()

    def text(self, figures: Gauges | None) -> bytes:
        """The page; without ``figures``, because the store does not answer, its gauges are left out."""
        self._moment.figures = figures
        return bytes(generate_latest(self._registry))


class _Moment(Collector):
    """The gauges: what is true at the moment of the request."""

    def __init__(self, readiness: Readiness) -> None:
        self._readiness = readiness
        self._started = time.time()
        self.figures: Gauges | None = None

    def collect(self) -> Iterator[Metric]:
        """All gauges."""
        yield _gauge("info", "The program.", [((__version__,), 1)], ["version"])
        yield _gauge("start_time_seconds", "When it was started.", [((), self._started)])
        yield _gauge("log_lines_dropped", "Log lines lost since the start.", [((), logs.dropped())])
        yield _gauge("state", "What is wrong.", [((it.state,), 1) for it in self._readiness.states()], ["state"])
        if (it := self.figures) is None:
            return
        yield _gauge("feeds", "Feeds by state.", [((state,), number) for state, number in it.feeds.items()], ["state"])
        yield _gauge("feeds_due", "Feeds that are due.", [((), it.feeds_due)])
        yield _gauge("schedule_lag_seconds", "How long the longest overdue feed is.", [((), it.schedule_lag_s)])
        yield _gauge("pending_entries", "Entries that wait for their disposition.", [((), it.pending)])
        alerts = [((sink, state), number) for (sink, state), number in it.alerts.items()]
        yield _gauge("outbox_alerts", "Alerts by sink and state.", alerts, ["sink", "state"])
        yield _gauge("outbox_age_seconds", "How long the oldest alert waits.", [((), it.outbox_age_s)])
        yield _gauge("store_bytes", "What the store takes on disk.", [((), it.store_bytes)])
        if it.last_ok_at is not None:
            yield _gauge("last_good_poll_timestamp_seconds", "When a poll last went well.", [((), it.last_ok_at)])


def _gauge(name: str, told: str, samples: Samples, labels: Sequence[str] = ()) -> Metric:
    family = GaugeMetricFamily(f"wirewatch_{name}", told, labels=labels)
    for values, number in samples:
        family.add_metric(values, number)
    return family
