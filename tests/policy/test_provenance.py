"""Who had it first, who copied whom, and which sources are independent."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.model.story import Direction
from worker.policy.provenance import Telling, direction, first, sources_of

NOON = 1_800_000_000.0
COPY, SOURCE, UNDECIDED = Direction.COPY, Direction.SOURCE, Direction.UNDECIDED


def telling(
    article: int, minutes: float | None = 0, *, seen: float = 600, leans_on: str = "", firm: bool = True
) -> Telling:
    """An article of the owner ``o<article>``, dated so many minutes after noon and seen ``seen`` minutes after it."""
    at = None if minutes is None else NOON + 60 * minutes
    return Telling(article, f"o{article}", at, NOON + 60 * seen, firm, frozenset(leans_on.split()))


@pytest.mark.parametrize(
    ("one", "other", "shares", "found"),
    [
        pytest.param(telling(2, 30), telling(1, 0), (1.0, 1.0), COPY, id="word for word, the later date copied"),
        pytest.param(telling(2, 0), telling(1, 30), (1.0, 1.0), SOURCE, id="and the earlier one is the source"),
        pytest.param(telling(2, 0), telling(1, 0), (1.0, 1.0), UNDECIDED, id="at the same minute nobody can say"),
        pytest.param(telling(2, None), telling(1, None), (1.0, 0.3), COPY, id="a part of the other is the copy"),
        pytest.param(telling(2, None), telling(1, None), (0.3, 1.0), SOURCE, id="the whole is the source"),
        pytest.param(telling(2, None), telling(1, None), (0.65, 1.0), UNDECIDED, id="wrapped, or the other is cut"),
        pytest.param(telling(2, 30), telling(1, 0), (0.65, 1.0), COPY, id="then the date decides"),
        pytest.param(telling(2, -30), telling(1, 0), (1.0, 0.3), UNDECIDED, id="a part that is older: contradiction"),
        pytest.param(telling(2, 0, leans_on="o1"), telling(1, 0), (1.0, 1.0), COPY, id="who names the other copied"),
        pytest.param(telling(2, -5, leans_on="o1"), telling(1, 0), (1.0, 1.0), UNDECIDED, id="but not before it"),
        pytest.param(
            telling(2, 0, leans_on="o1"), telling(1, 0, leans_on="o2"), (1.0, 1.0), UNDECIDED, id="each names the other"
        ),
        pytest.param(telling(2, None, seen=5), telling(1, 60), (1.0, 1.0), SOURCE, id="seen before the other's date"),
        pytest.param(telling(2, 700, seen=600), telling(1, 0), (1.0, 1.0), UNDECIDED, id="a date to come is none"),
        pytest.param(telling(2, -60, firm=False), telling(1, 0), (1.0, 0.3), COPY, id="a date without zone is weak"),
    ],
)
def test_who_copied_whom(one: Telling, other: Telling, shares: tuple[float, float], found: Direction) -> None:
    """Shares, dates and citations are weighed; what stands against each other evenly is undecided."""
    assert direction(one, other, *shares) is found


tellings = st.builds(
    telling,
    st.integers(1, 9),
    st.none() | st.integers(-300, 300),
    seen=st.integers(-300, 900),
    leans_on=st.sampled_from(["", "o1", "o2", "o1 o2", "dpa"]),
    firm=st.booleans(),
)


@given(tellings, tellings, st.floats(0, 1), st.floats(0, 1))
def test_direction_is_the_same_seen_from_either_side(one: Telling, other: Telling, inner: float, outer: float) -> None:
    """Turned round, a copy is a source, and undecided stays undecided."""
    turned = {COPY: SOURCE, SOURCE: COPY, UNDECIDED: UNDECIDED}
    assert direction(other, one, outer, inner) is turned[direction(one, other, inner, outer)]


@pytest.mark.parametrize(
    ("members", "copies", "found"),
    [
        pytest.param([telling(1, 0), telling(2, 30)], set(), 1, id="the earliest date"),
        pytest.param([telling(1, 0), telling(2, -30)], {2}, 1, id="a copy is out, whatever it claims"),
        pytest.param([telling(1, 0), telling(2, -30, leans_on="o1")], set(), 1, id="who cites another is out"),
        pytest.param([telling(1, 0), telling(2, -30, leans_on="dpa")], set(), 2, id="not who cites somebody unknown"),
        pytest.param([telling(1, 0), telling(2, 0)], set(), None, id="at the same minute"),
        pytest.param(
            [telling(1, 0), telling(2, 0), telling(3, 9, leans_on="o2")], set(), 2, id="unless others cite one of them"
        ),
        pytest.param([telling(1, 0), telling(2, None, seen=-5)], set(), 2, id="seen before anybody's date"),
        pytest.param([telling(1, 0, seen=9), telling(2, None, seen=5)], set(), None, id="seen first, date unknown"),
        pytest.param([telling(1, 0, seen=9), telling(2, None, seen=20)], set(), 1, id="no date, and seen later"),
        pytest.param([telling(1, None), telling(2, None)], set(), None, id="no dates"),
        pytest.param([telling(1, 0, leans_on="o2"), telling(2, 5, leans_on="o1")], set(), None, id="in a circle"),
        pytest.param([telling(1, 0)], {1}, None, id="only copies of what is gone"),
    ],
)
def test_who_had_it_first(members: list[Telling], copies: set[int], found: int | None) -> None:
    """The earliest that neither copied nor cites another member; contradictions are undecided."""
    assert first(members, copies) == found


@given(st.lists(tellings, max_size=6, unique_by=lambda it: it.article), st.randoms(use_true_random=False))
def test_who_had_it_first_does_not_hang_on_the_order(members: list[Telling], chance: Random) -> None:
    """The same tellings in another order have the same first one."""
    shuffled = list(members)
    chance.shuffle(shuffled)
    assert first(members, ()) == first(shuffled, ())


@pytest.mark.parametrize(
    ("one", "taken", "copy", "found"),
    [
        pytest.param(telling(1), {}, False, {"o1"}, id="its own report"),
        pytest.param(telling(1), {7: 1.0}, True, set(), id="a proven copy adds nothing"),
        pytest.param(telling(1), {7: 0.2, 8: 0.2}, False, set(), id="pieced together from two others neither"),
        pytest.param(telling(1), {7: 0.25}, False, {"o1"}, id="a quoted paragraph leaves it a source"),
        pytest.param(telling(1, leans_on="dpa"), {}, False, {"dpa"}, id="an agency's report is the agency's"),
        pytest.param(telling(1, leans_on="o3 o4"), {}, False, {"o3", "o4"}, id="whoever it only cites"),
    ],
)
def test_independent_sources(one: Telling, taken: dict[int, float], copy: bool, found: set[str]) -> None:
    """Owners behind the words, not pages that show them."""
    assert sources_of(one, taken, copy=copy) == found


def test_a_date_from_the_future_is_no_date() -> None:
    """What we saw was published."""
    assert replace(telling(1, 30), seen_at=NOON).date is None
