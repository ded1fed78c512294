"""HEALTH: reports trouble with feeds, sinks and our own network, once per episode, and once more at its end.

A tick looks at what polls left in the store, so that polling itself pays nothing for it. Episodes and the notices
owed for them commit together; notices go through the outbox like every alert.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from worker.flow import notices, sinktrouble
from worker.flow.shapes import timestamp
from worker.model.alerts import HealthSettings
from worker.model.events import emit
from worker.model.ports import Clock
from worker.policy import health
from worker.policy.health import Kind
from worker.store import entries, episodes
from worker.store.database import Connection, Database
from worker.store.episodes import Case, Episode
from worker.store.notices import Notice

OURSELVES = Case(None, "", "", None, listed=True, patient=None)

_Told = tuple[Episode, Case]


class Health:
    """Raises and closes episodes by what the store says."""

    def __init__(
        self,
        database: Database,
        settings: HealthSettings,
        clock: Clock,
        *,
        sinks: Collection[str],
        titles: Callable[[], Mapping[str, str]],
        owed: Callable[[], None],
    ) -> None:
        """``titles`` are shown instead of the feeds' own, by key; asked for once, when there is something to tell.

        ``sinks`` are looked after as the feeds are. ``owed`` is called when notices were put into the outbox.
        """
        self._titles_of = titles
        self._titles: Mapping[str, str] | None = None
        self._database = database
        self._settings = settings
        self._sinks = sinks
        self._clock = clock
        self._owed = owed

    async def review(self) -> None:
        """Examine all feeds and sinks once, and open and close episodes."""
        now = self._clock.now()
        if await sinktrouble.review(self._database, self._settings, self._sinks, now):
            self._owed()
        opened, closed = await self._database.aread(lambda db: self._due(db, now))
        await self._write(opened, closed, now)

    async def network_down(self) -> None:
        """Open an episode about our own network; it is closed once a poll succeeds."""
        now = self._clock.now()
        await self._write([(Episode(None, Kind.NETWORK, "network", now), OURSELVES)], [], now)

    def _due(self, connection: Connection, now: float) -> tuple[list[_Told], list[_Told]]:
        """Episodes to open and to close."""
        after_s = self._settings.after_s
        standing = {(it.feed_id, it.kind): it for it in episodes.open_episodes(connection)}
        opened: list[_Told] = []
        closed: list[_Told] = []
        for case in episodes.cases(connection):
            assert case.patient is not None
            found = health.troubles(case.patient, after_s=after_s) if case.listed else {}
            for kind, cause in found.items():
                if (case.id, kind) not in standing:
                    opened.append((Episode(case.id, kind, cause, now), case))
            for kind in set(Kind) - set(found):
                episode = standing.get((case.id, kind))
                if episode is not None and (not case.listed or health.over(case.patient, kind)):
                    closed.append((episode, case))
        network = standing.get((None, Kind.NETWORK))
        standing_judge, broken = standing.get((None, Kind.JUDGE)), entries.broken(connection)
        if broken and standing_judge is None:
            opened.append((Episode(None, Kind.JUDGE, "broken", now), OURSELVES))
        if standing_judge is not None and not broken:
            closed.append((standing_judge, OURSELVES))
        if network is not None and episodes.last_good_poll(connection) > network.opened_at:
            closed.append((network, OURSELVES))
        return opened, closed

    async def _write(self, opened: Sequence[_Told], closed: Sequence[_Told], now: float) -> None:
        if not (opened or closed):
            return
        if self._titles is None:
            self._titles = await asyncio.to_thread(self._titles_of)
        raised = [(episode, self._notices(episode, case, now, closing=False)) for episode, case in opened]
        ended = [(episode, self._notices(episode, case, now, closing=True)) for episode, case in closed]
        await self._database.awrite(lambda db: episodes.open_and_close(db, raised, ended, now=now))
        for episode, case in opened:
            emit("health.opened", feed=case.key or None, kind=episode.kind, cause=episode.cause)
        for episode, case in closed:
            emit("health.closed", feed=case.key or None, kind=episode.kind, cause=episode.cause)
        self._owed()

    def _notices(self, episode: Episode, case: Case, now: float, *, closing: bool) -> list[Notice]:
        """One notice per sink; none for the end of trouble with a feed that is no longer listed."""
        if closing and not case.listed:
            return []
        named = replace(case, title=(self._titles or {}).get(case.key, case.title))
        body = _body(episode, named, now, closing=closing)
        return notices.notices(self._settings, case.key, episode.kind, episode.opened_at, body)


def _body(episode: Episode, case: Case, now: float, *, closing: bool) -> dict[str, Any]:
    what, remedy = health.told(episode.cause)
    name = case.title or case.key or f"the {episode.kind}"
    patient = case.patient
    began = health.since(patient, episode.kind) if patient and not closing else None
    since = timestamp(episode.opened_at if began is None else began)
    return notices.body(
        now,
        title=f"{name}: over: {what}" if closing else f"{name}: {what} ({episode.cause})",
        excerpt=f"We told of it {since}." if closing else f"What to do: {remedy}.",
        feed=case.key or None,
        since=since,
        url=(patient and (patient.moved_url or patient.refused_url)) or case.url or None,
        facts={
            "feed": case.key or None,
            "url": case.url or None,
            "kind": episode.kind,
            "cause": episode.cause,
            "closed_at": timestamp(now) if closing else None,
            "state": patient.state if patient else None,
            "last_ok": timestamp(patient.last_ok_at) if patient else None,
            "remedy": remedy,
        },
    )
