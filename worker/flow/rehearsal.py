"""Rules tried on the past: what they would have matched and told of the articles stored. Nothing is written.

Stories, relations and revisions are taken as they were judged; only the flags and what is owed for them are decided
anew, in the order of admission, by the same policy as in the judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from worker.flow import shapes
from worker.model.alerts import RuleSettings
from worker.model.story import FLAG_PREFIX, Flag, RelationKind
from worker.policy import alerting
from worker.policy.revisions import Change, Edit
from worker.policy.rules import RuleBook, Subject, compile_rule
from worker.policy.subject import Hearing
from worker.store.backtest import PastEntry

EXAMPLES = 3
TIMED = 4000
"""How many matches are made to time the rules: this limits the articles used, at most a hundred."""


@dataclass(slots=True)
class Tally:
    """One rule's results. ``days`` counts its hits by day (UTC), ``told`` its alerts by occasion."""

    hits: int = 0
    days: Counter[str] = field(default_factory=Counter)
    stories: set[int] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    examples: list[dict[str, Any]] = field(default_factory=list)
    us: float | None = None


@dataclass(slots=True)
class _Story:
    told: dict[tuple[str, str, str], str] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)


def rehearse(
    past: Iterable[PastEntry], rules: Sequence[RuleSettings], hearing: Hearing, clock: Callable[[], float]
) -> dict[str, Any]:
    """What ``rules`` would have said of the ``past``.

    ``{"articles", "hits", "alerts", "rules": […]}``: for each rule its hits, also by day, its stories, the alerts that
    would have been owed after grouping by occasion, examples, and microseconds it costs an article beside the scan.
    ``clock`` gives seconds of CPU. A story's sources are counted as distinct hosts up to then, at most as many as the
    story now has.
    """
    by_id = {rule.id: rule for rule in rules}
    book = RuleBook([compile_rule(rule.id, rule.when) for rule in rules], hearing)
    tallies = {rule.id: Tally() for rule in rules}
    stories: dict[int, _Story] = defaultdict(_Story)
    articles = 0
    timed: list[Subject] = []
    enough = min(100, max(5, TIMED // max(len(rules), 1)))
    for one in past:
        articles += 1
        story = stories[one.story]
        subject = _subject(one, story)
        if len(timed) < enough:
            timed.append(subject)
        flags, worded = book.read(subject)
        for flag in flags:
            _note(tallies[flag.rule], flag, one)
        raised = (*subject.flags, *(it.rule for it in worded))
        sources = subject.sources or 1
        case = alerting.Case(one.story, flags, one.silent, sources, _revised(one), raised, old=one.old)
        for alert in alerting.owe(case, by_id, story.told):
            story.told |= {(alert.rule, alert.sink, it): alert.id for it in (alert.occasion, *raised)}
            tallies[alert.rule].told[alert.occasion.partition(" ")[0]] += 1
    _time(tallies, rules, timed, hearing, clock)
    return {
        "articles": articles,
        "hits": sum(it.hits for it in tallies.values()),
        "alerts": sum(it.told.total() for it in tallies.values()),
        "rules": [_line(rule, tally) for rule, tally in tallies.items()],
    }


def _subject(one: PastEntry, story: _Story) -> Subject:
    if one.relation not in (RelationKind.COPY, RelationKind.NEAR_COPY):
        story.hosts.add(one.host)
    return subject_of(one, sources=min(max(len(story.hosts), 1), max(len(one.sources), 1)))


def subject_of(one: PastEntry, *, sources: int) -> Subject:
    """A stored article as rules see it; built-in flags that rest on words are computed again."""
    return Subject(
        title=one.title,
        body=one.text,
        lang=one.lang,
        feed=shapes.feed_name(one.feed_key),
        tags=one.feed_tags,
        host=one.host,
        author=one.author or "",
        url=one.url or "",
        cites=tuple(it.name for it in one.cites),
        relation=one.relation or RelationKind.UNRELATED,
        promo=tuple(it["why"] for it in one.promo),
        quality=one.quality,
        sources=sources,
        languages=one.languages,
        flags=tuple(it.removeprefix(FLAG_PREFIX) for it in one.flags if it.startswith(FLAG_PREFIX)),
    )


def _revised(one: PastEntry) -> Change | None:
    if not one.revision:
        return None
    verdict = next((it for it in one.trail if it["stage"] == "revise"), None)
    if verdict is None:
        return Change(Edit.NOISE, headline=False, silent=False)
    return Change(Edit(verdict["code"]), bool(verdict.get("headline")), bool(verdict.get("silent")))


def _note(tally: Tally, flag: Flag, one: PastEntry) -> None:
    tally.hits += 1
    tally.days[datetime.fromtimestamp(one.judged_at, UTC).date().isoformat()] += 1
    tally.stories.add(one.story)
    if len(tally.examples) < EXAMPLES:
        tally.examples.append(
            {
                "id": shapes.judged_name(one),
                "title": one.title,
                "url": one.url,
                "why": list(dict.fromkeys(span.term for span in flag.spans)),
            }
        )


def _time(
    tallies: Mapping[str, Tally],
    rules: Sequence[RuleSettings],
    articles: Sequence[Subject],
    hearing: Hearing,
    clock: Callable[[], float],
) -> None:
    """Measure what each rule costs per article, compared with an empty rule book."""
    if not articles:
        return
    spent = {rule.id: _spent(RuleBook([compile_rule(rule.id, rule.when)], hearing), articles, clock) for rule in rules}
    nothing = _spent(RuleBook([]), articles, clock)
    for rule, seconds in spent.items():
        tallies[rule].us = round(max(seconds - nothing, 0.0) / len(articles) * 1e6, 1)


def _spent(book: RuleBook, articles: Sequence[Subject], clock: Callable[[], float]) -> float:
    started = clock()
    for article in articles:
        book.match(article)
    return clock() - started


def _line(rule: str, tally: Tally) -> dict[str, Any]:
    return {
        "rule": rule,
        "hits": tally.hits,
        "days": dict(sorted(tally.days.items())),
        "stories": len(tally.stories),
        "alerts": dict(tally.told),
        "us_per_article": tally.us,
        "examples": tally.examples,
    }
