"""What is owed to whom once an article is related, grouped and flagged; and the entry's disposition."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from worker.model.entry import Disposition
from worker.model.settings import RuleSettings
from worker.model.story import Flag, OwedAlert

Told = Collection[tuple[str, str, str]]
"""(rule, sink, occasion) of the alerts a story already has."""


@dataclass(frozen=True, slots=True)
class Case:
    """A judged article as alerting sees it.

    ``silent``: what it tells is proven to be known. ``sources`` counts the story's hosts with this article.
    ``revised`` is None, or for a revision whether its headline changed.
    """

    story: int
    flags: Sequence[Flag]
    silent: bool
    sources: int
    revised: bool | None = None


def owe(case: Case, rules: Mapping[str, RuleSettings], told: Told) -> list[OwedAlert]:
    """The alerts owed for an article, given what was told of its story before.

    A story not yet told to a rule's sink is told now, whatever the article is. After that, what is proven to be
    known is silent, anything weaker is an ``update``, and ``again`` names further occasions.
    """
    owed: list[OwedAlert] = []
    for flag in case.flags:
        rule = rules[flag.rule]
        for sink in rule.to:
            before = {
                occasion for known_rule, known_sink, occasion in told if (known_rule, known_sink) == (rule.id, sink)
            }
            occasions = _occasions(case, rule, before)
            owed.extend(
                OwedAlert(alert_id(case.story, rule.id, sink, it), case.story, rule.id, sink, it, rule.severity)
                for it in occasions
            )
    return owed


def _occasions(case: Case, rule: RuleSettings, before: Collection[str]) -> list[str]:
    if case.revised is not None:
        wanted = rule.again.revision == "any" or (rule.again.revision == "headline" and case.revised)
        return [_numbered("revision", before)] if wanted and before else []
    if "first" not in before:
        return ["first"]
    if not case.silent:
        return [_numbered("update", before)]
    reached = [f"development {number}" for number in rule.again.sources if case.sources >= number]
    return [occasion for occasion in reached if occasion not in before][-1:]


def _numbered(kind: str, before: Collection[str]) -> str:
    return f"{kind} {1 + sum(occasion.startswith(kind) for occasion in before)}"


def alert_id(story: int, rule: str, sink: str, occasion: str) -> str:
    """The alert's stable id: 32 hex digits of its identity, the same whenever and wherever it is computed."""
    return hashlib.blake2b(f"{story}\n{rule}\n{sink}\n{occasion}".encode(), digest_size=16).hexdigest()


def dispose(case: Case, owed: Sequence[OwedAlert]) -> Disposition:
    """The one final word about the entry."""
    if case.revised is not None:
        return Disposition.REVISION
    if owed:
        return Disposition.ALERTED
    return Disposition.GROUPED if case.flags else Disposition.UNFLAGGED
