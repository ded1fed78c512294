"""Which alerts are owed once an article is related, grouped and flagged; and the entry's disposition."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from worker.model.alerts import RuleSettings
from worker.model.entry import Disposition
from worker.model.story import BuiltIn, Flag, OwedAlert
from worker.policy.revisions import Change, Edit

Told = Mapping[tuple[str, str, str], str]
"""The alerts that a story already has: (rule, sink, occasion), and the id."""


@dataclass(frozen=True, slots=True)
class Case:
    """A judged article, as far as alerting needs it.

    ``silent``: its news is proven to be known. ``sources`` counts the story's independent sources, with this one.
    ``revised`` is None, or for a revision what changed; ``raised`` are the article's built-in flags; ``opened_at`` is
    when the story's first article was seen. ``old``: a version of an entry that was there before its feed was added.
    ``digest`` is that of its text.
    """

    story: int
    flags: Sequence[Flag]
    silent: bool
    sources: int
    revised: Change | None = None
    raised: Collection[str] = ()
    opened_at: float = 0.0
    old: bool = False
    digest: bytes = b""


def owe(case: Case, rules: Mapping[str, RuleSettings], told: Told) -> list[OwedAlert]:
    """The alerts owed for an article, given the alerts that were sent for its story before.

    ``told`` may also name built-in flags of the articles that were told, in place of an occasion.

    If the rule's sink has not heard of the story, it does now, whatever the article is; but of an old entry only by a
    revision that the rule wants. After that the first article with a built-in flag of ``again.flags`` is an occasion of
    that name; a revision is sent if the rule wants it; an article by which the story reaches a number of
    ``again.sources`` is a ``development``; one that is proven to be known is silent, unless it raised ``news`` and the
    rule asks for that; any other is an ``update``. At most one alert per rule and sink, even if the rule names the sink
    twice.
    """
    owed: list[OwedAlert] = []
    for rule in dict.fromkeys(rules[flag.rule] for flag in case.flags):
        for sink in dict.fromkeys(rule.to):
            occasion = _occasion(case, rule, _occasions(told, rule, sink))
            if occasion is not None:
                owed.append(_owed(case, rule, sink, occasion, case.digest, told))
    return owed


def _occasions(told: Told, rule: RuleSettings, sink: str) -> list[str]:
    return [it for known_rule, known_sink, it in told if (known_rule, known_sink) == (rule.id, sink)]


def _owed(of: Case | Half, rule: RuleSettings, sink: str, occasion: str, digest: bytes, told: Told) -> OwedAlert:
    name = alert_id(of.story, of.opened_at, rule.id, sink, occasion, digest)
    follows = told.get((rule.id, sink, "first")) if occasion != "first" else None
    return OwedAlert(name, of.story, rule.id, sink, occasion, rule.severity, follows)


def _occasion(case: Case, rule: RuleSettings, before: Collection[str]) -> str | None:
    """The article's occasion for one rule and sink that had the alerts ``before``; None for silence."""
    if "first" not in before:
        is_news = not case.old or (case.revised is not None and wanted(rule.again.revision, case.revised))
        return "first" if is_news else None
    if case.revised is not None and rule.again.revision == "no":
        return None
    raised = [BuiltIn(name) for name in rule.again.flags if name in case.raised]
    once = next((name for name in raised if name not in before and name is not BuiltIn.NEWS), None)
    if once is not None:
        return once
    if case.revised is not None:
        return f"revision {_last('revision', before) + 1}" if wanted(rule.again.revision, case.revised) else None
    reached = max((number for number in rule.again.sources if number <= case.sources), default=0)
    if reached and reached > _last("development", before):
        return f"development {reached}"
    return None if case.silent and BuiltIn.NEWS not in raised else f"update {_last('update', before) + 1}"


@dataclass(frozen=True, slots=True)
class Half:
    """A part of a split story: the ``rules`` that flag its articles, and the alerts sent for these (``told``).

    Each rule has the digest of the first article's text that it flags.
    """

    story: int
    opened_at: float
    split_off: bool
    rules: Mapping[str, bytes]
    told: Told


def owe_apart(half: Half, whole: Told, rules: Mapping[str, RuleSettings]) -> list[OwedAlert]:
    """The alerts that a half of a split story still owes: to those who had the ``whole`` only through the other half.

    The half that was split off is a story of its own; for the half that stays, the other's ``first`` counts as its own.
    """
    owed: list[OwedAlert] = []
    for rule in (rules[it] for it in half.rules if it in rules):
        for sink in dict.fromkeys(rule.to):
            before = _occasions(whole, rule, sink)
            if before and not _occasions(half.told, rule, sink):
                occasion = "first" if half.split_off else f"update {_last('update', before) + 1}"
                owed.append(_owed(half, rule, sink, occasion, half.rules[rule.id], whole))
    return owed


def wanted(wish: str, change: Change) -> bool:
    """Whether a rule with this setting is told of a revision: never of noise, but of withdrawals unless it is off."""
    if wish == "no" or change.edit is Edit.NOISE:
        return False
    if change.edit in (Edit.RETRACTION, Edit.DELETION):
        return True
    told = {"retraction": False, "headline": change.headline, "facts": change.headline or change.edit is Edit.FACTS}
    return told.get(wish, True)


def _last(kind: str, before: Collection[str]) -> int:
    """The highest number of an occasion of this kind, 0 if there was none."""
    return max((int(occasion.split()[1]) for occasion in before if occasion.startswith(f"{kind} ")), default=0)


def alert_id(story: int, opened_at: float, rule: str, sink: str, occasion: str, digest: bytes = b"") -> str:
    """The alert's stable id: 32 hex digits of its identity, the same whenever and wherever it is computed.

    A new store, or one restored from a backup, gives out numbers of stories and occasions again that receivers already
    know. The second in which the story was opened, and the ``digest`` of the text that is told, keep such alerts apart.
    """
    named = f"{story}\n{int(opened_at)}\n{rule}\n{sink}\n{occasion}"
    return hashlib.blake2b(named.encode() + digest, digest_size=16).hexdigest()


def dispose(case: Case, owed: Sequence[OwedAlert]) -> Disposition:
    """The one final word about the entry. News that only rules without a sink flagged is nobody's: ``unflagged``."""
    if case.revised is not None:
        return Disposition.REVISION
    if owed:
        return Disposition.ALERTED
    return Disposition.GROUPED if case.flags and case.silent else Disposition.UNFLAGGED
