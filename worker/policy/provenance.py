"""Who had it first, who copied whom, and how many sources a story rests on.

Evidence has a weight and a side. If both sides weigh the same, the direction is ``undecided``: copies that claim an
earlier date than the original are common (farms back-date, agencies re-date), so no single mark is trusted.
``published`` (theirs) decides; ``first_seen`` (ours) says when we polled, and only bounds a missing date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from worker.model.story import Direction

CITES, FIRM_DATE, PART_OF, LOOSE_DATE = 3, 3, 3, 1
"""Weights: names the other as its source; a later date of feed or page; is a part of the other; a date without zone."""
PART = 0.45
"""How much more of a part must be found in its whole than the reverse. With less difference, one may be the other cut
short, or the other may be it in a host's wrapping: both are as common, and a guess was wrong as often as right."""
APART_S = 60.0
"""Dates are kept to the minute; closer ones say nothing."""
DOUBTED_S = 2 * 3600.0
"""A date so much older than the last poll without the article says nothing: the feed is slow, its zone is wrong, or it
lies. With less difference a cache may have served an old document."""
TAKEN = 1 / 3
"""With this share of its text from others an article is no source of its own. Shares are of shingles of four words: a
copy with one word in ten replaced keeps 0.45; a follow-up that repeats an agency's last paragraph has 0.2."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An article as one telling of a story.

    ``owner`` is who published it; ``leans_on``: the owners of outlets that it names as its sources, without its own.
    ``firm``: the date was given by feed or page, with its zone. ``date`` is ``published_at``, if it is not after
    the time we saw the article.
    """

    article: int
    owner: str
    published_at: float | None
    seen_at: float
    firm: bool = True
    leans_on: frozenset[str] = frozenset()
    date: float | None = field(init=False)

    def __post_init__(self) -> None:
        """Compute the date once, as a story reads those of all its tellings again and again."""
        possible = self.published_at is not None and self.published_at <= self.seen_at
        object.__setattr__(self, "date", self.published_at if possible else None)


def is_refuted(published_at: float, unseen_at: float | None) -> bool:
    """Whether a date is refuted because the feed, read later at ``unseen_at``, did not have the article yet."""
    return unseen_at is not None and published_at < unseen_at - DOUBTED_S


def direction(one: Telling, other: Telling, inner: float, outer: float) -> Direction:
    """Whether ``one`` is the copy; ``inner``: the share of its words found in the other, ``outer``: the reverse."""
    sides = (
        _side(inner - outer, PART, PART_OF),
        _dates(one, other),
        CITES * ((other.owner in one.leans_on) - (one.owner in other.leans_on)),
    )
    copied = sum(sides)
    if copied == 0:
        return Direction.UNDECIDED
    return Direction.COPY if copied > 0 else Direction.SOURCE


def _side(difference: float, least: float, weight: int) -> int:
    return 0 if abs(difference) < least else weight if difference > 0 else -weight


def _dates(one: Telling, other: Telling) -> int:
    """Evidence of the dates: the later one is the copy. An article without a date was out when we saw it."""
    if one.date is not None and other.date is not None:
        return _side(one.date - other.date, APART_S, FIRM_DATE if one.firm and other.firm else LOOSE_DATE)
    if one.date is not None and other.seen_at <= one.date - APART_S:
        return LOOSE_DATE
    if other.date is not None and one.seen_at <= other.date - APART_S:
        return -LOOSE_DATE
    return 0


def first(tellings: Iterable[Telling], copies: Collection[int]) -> int | None:
    """The article that had the story first among those we know; None if that cannot be decided.

    ``copies`` (articles decided to be copied from another) and those that name another member as their source are out.
    Of the rest the earliest date wins; within the same minute, the one cited by more members. An undated one that was
    seen before that date had it first; one that was only seen earlier than the winner leaves it undecided.
    """
    members = list(tellings)
    own = [it for it in members if it.article not in copies]
    owners = {it.owner for it in own} if any(it.leans_on for it in own) else set()
    own = [it for it in own if not (it.leans_on and (it.leans_on - {it.owner}) & owners)]
    dates = [it.date for it in own]
    undated = [it for it, date in zip(own, dates, strict=True) if date is None]
    earliest = min((date for date in dates if date is not None), default=None)
    if earliest is None:
        return undated[0].article if len(undated) == 1 else None
    before = [it.article for it in undated if it.seen_at < earliest]
    if before:
        return before[0] if len(before) == 1 else None
    close = [it for it, date in zip(own, dates, strict=True) if date is not None and date - earliest < APART_S]
    leading = _most_cited(close, members)
    if leading is None or any(it.seen_at < leading.seen_at for it in undated):
        return None
    return leading.article


def _most_cited(tellings: Sequence[Telling], members: Sequence[Telling]) -> Telling | None:
    if len(tellings) == 1:
        return tellings[0]
    cited = Counter([owner for member in members for owner in member.leans_on])
    most = max([cited.get(it.owner, 0) for it in tellings], default=0)
    best = [it for it in tellings if cited.get(it.owner, 0) == most]
    return best[0] if len(best) == 1 else None


def sources_of(telling: Telling, taken: Mapping[int, float], *, copy: bool) -> frozenset[str]:
    """The independent sources an article adds to its story, as owners.

    Empty if it is a proven ``copy``, or too much of it was ``taken`` (by story, the largest share of its words found in
    an article there). One that names outlets as its sources counts as those, so an agency's report as the agency; any
    other as itself.
    """
    if copy or sum(taken.values()) >= TAKEN:
        return frozenset()
    return telling.leans_on or frozenset({telling.owner})
