"""Flags that need no rule, from what was judged of an article and from its wording.

Each has a test of truth in ``BUILT_IN``; docs/flags.md repeats them and a test keeps the two alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from worker.model.story import BuiltIn, Direction, Flag, Relation, RelationKind
from worker.policy.flagwords import CORRECTIONS, DENIALS
from worker.policy.rereading import WALLS
from worker.policy.revisions import Change, Edit

BUILT_IN: Mapping[BuiltIn, str] = {
    BuiltIn.PROMO: "something that asks the reader to follow, buy, sign up or invest was cut out of it",
    BuiltIn.COPY: "most of its words are in an article known before, and it was not found to be their source",
    BuiltIn.REWRITE: "it shares stretches of words with an article known before, but is not a copy of it",
    BuiltIn.NEWS: "its headline and its first sentence share a word that the story it joined did not have",
    BuiltIn.REVISION: "it is a later version of a known entry, and more changed than clocks and counters",
    BuiltIn.DENIAL: "its headline or first lines say, in its language, that somebody denies or refutes something",
    BuiltIn.CORRECTION: "its headline, first or last lines correct what was reported before, or it was withdrawn",
    BuiltIn.BACKDATED: "its date is two days or more before its feed was last read without it",
    BuiltIn.WALL: "its page showed a dialogue, login or error instead of the article, so its entry alone was judged",
    BuiltIn.BURST: "six or more articles joined its story within an hour, at four times the usual rate or more",
}

LEAD_CHARS = 300
"""Only at the beginning and end of a body, of so many characters, is a denial or correction its subject."""
BACKDATED_S = 2 * 86400.0
BURST_S, BURST_ARTICLES, BURST_RATE = 3600.0, 6, 4.0
_ASKS = frozenset({"call_to_action"})


WORDED: Mapping[BuiltIn, Mapping[str, str]] = {BuiltIn.DENIAL: DENIALS, BuiltIn.CORRECTION: CORRECTIONS}
"""The flags that are recognised by words, with these by language."""


def as_query(words: Mapping[str, str]) -> str:
    """Words by language as the query they stand for."""
    clauses = (f"(lang:{lang} AND ({terms.replace(' | ', ' OR ')}))" for lang, terms in words.items())
    return " OR ".join(clauses)


def is_told(flag: Flag, body_chars: int) -> bool:
    """Whether the words found raise the flag: one in the headline or lead; for a correction also at the end."""
    end = body_chars - LEAD_CHARS if flag.rule == BuiltIn.CORRECTION else body_chars
    return any(span.field == "title" or span.start < LEAD_CHARS or span.start >= end for span in flag.spans)


@dataclass(frozen=True, slots=True)
class Facts:
    """The judgements on an article that flags rest on.

    ``anew``: it joined a story and begins with something the story lacked.
    ``unseen_at`` is when its feed was last read without it, None if that does not matter; ``lately`` how many
    articles joined its story within ``BURST_S``, ``articles`` how many in all, over ``story_age_s``.
    """

    relations: Sequence[Relation]
    promo: Iterable[str]
    degraded: str | None
    revised: Change | None
    published_at: float | None
    anew: bool = False
    unseen_at: float | None = None
    lately: int = 0
    articles: int = 1
    story_age_s: float = 0.0


def raised(facts: Facts) -> list[BuiltIn]:
    """The built-in flags that rest on judgements, in the order of ``BUILT_IN``."""
    best = facts.relations[0] if facts.relations else None
    copied = best is not None and best.kind in (RelationKind.COPY, RelationKind.NEAR_COPY)
    says = (
        (BuiltIn.PROMO, not _ASKS.isdisjoint(facts.promo)),
        (BuiltIn.COPY, copied and best is not None and best.direction is not Direction.SOURCE),
        (BuiltIn.REWRITE, best is not None and best.kind is RelationKind.REWRITE and best.shared > 0),
        (BuiltIn.NEWS, facts.anew),
        (BuiltIn.REVISION, facts.revised is not None and facts.revised.edit not in (Edit.NOISE, Edit.READ)),
        (BuiltIn.CORRECTION, facts.revised is not None and facts.revised.edit is Edit.RETRACTION),
        (BuiltIn.BACKDATED, _is_backdated(facts)),
        (BuiltIn.WALL, facts.degraded in WALLS),
        (BuiltIn.BURST, _bursts(facts)),
    )
    return [name for name, holds in says if holds]


def may_be_backdated(published_at: float | None, first_seen_at: float) -> bool:
    """Whether it could matter when the feed was last read without the article."""
    return published_at is not None and published_at < first_seen_at - BACKDATED_S


def may_burst(articles: int, story_age_s: float) -> bool:
    """Whether recent articles need to be counted: from the sixth on, and in an older story at every fourth."""
    return articles >= BURST_ARTICLES and (story_age_s <= 2 * BURST_S or articles % 4 == 0)


def _is_backdated(facts: Facts) -> bool:
    if facts.published_at is None or facts.unseen_at is None:
        return False
    return facts.published_at < facts.unseen_at - BACKDATED_S


def _bursts(facts: Facts) -> bool:
    """Whether the story bursts; one younger than the period does by its number of articles alone."""
    before, hours = facts.articles - facts.lately, (facts.story_age_s - BURST_S) / BURST_S
    return facts.lately >= BURST_ARTICLES and (hours <= 0 or facts.lately >= BURST_RATE * before / max(hours, 1.0))
