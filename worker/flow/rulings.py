"""What a person rules about stories: these articles are not of this one; these two are one. Kept, and told where due.

The judge never undoes it: stories that were split are not merged by it, and one that was merged stays an alias.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import orjson

from worker.flow import shapes
from worker.flow.explain import named
from worker.flow.group import united
from worker.flow.rebuild import Part, draft_of, rebuilt, told_first
from worker.model.alerts import RuleSettings
from worker.model.outlets import Press
from worker.model.settings import StorySettings
from worker.model.story import Flag, RulingKind, Span
from worker.policy import alerting
from worker.store import postings, rulings
from worker.store.database import Connection, Row
from worker.store.docket import Docket
from worker.store.judged import StoryRecord
from worker.store.stories import entry_ids

ASK = "stories and their articles are listed by: wirewatch stories --since all --json"


@dataclass(frozen=True, slots=True)
class Ruling:
    """Who rules, when and why."""

    by: str
    at: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """The result of a ruling: ``other`` was split off from ``story`` with ``articles``, or merged into it."""

    story: int
    other: int
    articles: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """Carries out rulings inside the writer's transaction, beside a running judge or without one.

    Raises ``ValueError``, with a message for the user, for rulings that are not possible.
    """

    press: Press
    settings: StorySettings
    rules: Mapping[str, RuleSettings] = field(default_factory=dict)

    def split(self, connection: Connection, story: str, asked: Sequence[str], ruling: Ruling) -> Ruled:
        """Split these articles, with all their versions, off into a story of their own; owe what each half still owes.

        An article that was silenced by an alert of the other half is told now; one that was told counts as told.
        """
        docket = self._docket(connection, ruling)
        kept_id = _story(connection, story)
        moved, rest = _halves(connection, kept_id, asked)
        docket.reserve(1)
        new_id, (old,) = docket.next_id("stories"), docket.stories([kept_id])
        names = self.settings.names or None
        kept, kept_terms = rebuilt(docket, self.press, kept_id, rest, names)
        new, new_terms = rebuilt(docket, self.press, new_id, moved, names)
        postings.unpost(connection, [kept_id])
        docket.put_story(replace(kept, last_seen_at=old.last_seen_at), kept_terms)
        docket.put_story(new, new_terms)
        docket.counts.add_to_story(new.vector, opened=bool(new.tellings))
        docket.flush()
        articles = tuple(map(shapes.judged_name, moved.entries))
        rulings.move(connection, moved.articles, new_id)
        whole = rulings.alerts_of(connection, kept_id)
        rulings.inherit(connection, new_id, [it.id for it in whole if it.article_id in moved.articles])
        _record(connection, RulingKind.SPLIT, kept_id, new_id, ruling, articles)
        alerts = self._owe(connection, docket, kept, rest, whole, ruling, split_off=False)
        alerts += self._owe(connection, docket, new, moved, whole, ruling, split_off=True)
        return Ruled(kept_id, new_id, articles, tuple(alerts))

    def _owe(
        self,
        connection: Connection,
        docket: Docket,
        story: StoryRecord,
        part: Part,
        whole: Sequence[Row],
        ruling: Ruling,
        *,
        split_off: bool,
    ) -> list[str]:
        """Owe the alerts that this half of a split story still owes, each about its first flagged article."""
        told = _told([it for it in whole if it.article_id in part.articles])
        article_of = {it.entry_id: it.article_id for it in part.entries}
        flags = rulings.flags_of(connection, article_of)
        flagged: dict[str, bytes] = {}
        for it in flags:
            flagged.setdefault(it.rule, docket.by_id(article_of[it.entry_id]).digest)
        half = alerting.Half(story.id, story.first_seen_at, split_off, flagged, told)
        owed = alerting.owe_apart(half, _told(whole), self.rules)
        first = told_first(docket, self.press, part)
        for alert in owed:
            flag = next(it for it in flags if it.rule == alert.rule)
            judged = next(it for it in part.entries if it.entry_id == flag.entry_id)
            provenance = {"first": first, "copied_from": None, "related": None, "share": None}
            names = (shapes.judged_name(judged), shapes.feed_name(judged.feed_key))
            context = shapes.AlertContext(*names, draft_of(judged), story, provenance, ruling.at, judged.built_in)
            body = shapes.alert_body(alert, [_flag(flag)], context)
            rulings.owe(connection, alert, body, flag.entry_id, now=ruling.at)
        return [alert.id for alert in owed]

    def merge(self, connection: Connection, one: str, other: str, ruling: Ruling) -> Ruled:
        """Merge two stories; the older one's id stays, and what was told of either counts as told."""
        docket = self._docket(connection, ruling)
        kept_id, gone_id = sorted((_story(connection, one), _story(connection, other)))
        if kept_id == gone_id:
            raise ValueError(f"{one} and {other} are one story already, {kept_id}")
        kept, gone = docket.stories([kept_id, gone_id])
        docket.merge(united(docket, kept, gone), gone)
        docket.flush()
        _record(connection, RulingKind.MERGE, kept_id, gone_id, ruling)
        return Ruled(kept_id, gone_id)

    def _docket(self, connection: Connection, ruling: Ruling) -> Docket:
        """The judge's view of the store; on PostgreSQL it waits until the judge's batch has ended."""
        return Docket(connection, now=ruling.at, window_s=self.settings.window_s)


def _story(connection: Connection, asked: str) -> int:
    number = shapes.story_number(asked)
    found = rulings.stands_for(connection, number) if number is not None else None
    if found is None:
        raise ValueError(f"there is no story {asked}; {ASK}")
    return found


def _halves(connection: Connection, story: int, asked: Sequence[str]) -> tuple[Part, Part]:
    """The articles that move, and those that stay. All versions and entries of an article move with it."""
    whole = Part.of(connection, entry_ids(connection, story_ids=[story]))
    here = {it.entry_id: it.article_id for it in whole.entries}
    going: set[int] = set()
    for name in asked:
        found = named(connection, name)
        articles = {here[entry] for entry in found if entry in here}
        if not articles:
            raise ValueError(_elsewhere(connection, name, found, story))
        going |= articles
    known = set(here.values())
    versions = [
        {it.article_id, it.previous_id}
        for it in whole.entries
        if it.previous_id is not None and it.previous_id in known
    ]
    while more := [pair for pair in versions if pair & going and not pair <= going]:
        going = going.union(*more)
    if going >= known:
        raise ValueError(f"that is all of story {story}; name only the articles that are not of it")
    entries = {entry: article in going for entry, article in here.items()}
    moved, rest = ([it for it, goes in entries.items() if goes is wanted] for wanted in (True, False))
    return Part.of(connection, moved), Part.of(connection, rest)


def _elsewhere(connection: Connection, name: str, found: Sequence[int], story: int) -> str:
    """The message why an article cannot be split off from a story."""
    if not found:
        return f"{name}: no entry has this id or address; {ASK}"
    other = rulings.story_of_entry(connection, found[0])
    where = f"is in story {other}" if other is not None else "is not judged yet"
    return f"{name} {where}, not in story {story}; {ASK}"


def _record(
    connection: Connection, kind: RulingKind, story: int, other: int, ruling: Ruling, entries: Sequence[str] = ()
) -> None:
    rulings.record(connection, kind, story, other, at=ruling.at, by=ruling.by, reason=ruling.reason, entries=entries)


def _told(alerts: Sequence[Row]) -> alerting.Told:
    return {(it.rule, it.sink, it.occasion): it.id for it in reversed(alerts)}


def _flag(row: Row) -> Flag:
    return Flag(row.rule, row.rule_version, tuple(Span(**it) for it in orjson.loads(row.spans)))
