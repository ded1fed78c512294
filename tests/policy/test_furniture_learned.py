"""When a paragraph counts as its host's furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.policy import furniture
from worker.policy.furniture import Segment, content, remembered, same_content, sighted

TODAY = 20_000


def page(*title_bits: int, lead: int = 0, story: int = 0) -> int:
    """The content of a page whose title's words set these bits."""
    return content(lead << furniture.TITLE_BITS | sum(1 << bit for bit in title_bits), story)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(page(1, 2, story=1), page(1, 2, story=2), True, id="the same headline, whatever the story"),
        pytest.param(page(1, lead=7, story=1), page(2, lead=7, story=2), True, id="the same long paragraph"),
        pytest.param(page(1, 2, 3, story=5), page(2, 3, 4, story=5), True, id="one story, two words of the headline"),
        pytest.param(page(1, 2, 3, story=5), page(3, 4, 5, story=5), False, id="one story, one bit by chance"),
        pytest.param(page(1, 2, 3, story=5), page(2, 3, 4, story=6), False, id="like headlines, another story"),
        pytest.param(page(1, story=5), page(2, story=5), False, id="one story, for furniture brought them together"),
    ],
)
def test_pages_of_one_content(first: int, second: int, *, same: bool) -> None:
    """A headline, a long paragraph, or a story and a part of the headline make two pages one content; both ways."""
    assert same_content(first, second) is same_content(second, first) is same


def seen(*contents: int, day: int = TODAY) -> Segment:
    """A paragraph after pages of these contents."""
    known = None
    for one in contents:
        known = sighted(known, one, day)
    assert known is not None
    return known


@pytest.mark.parametrize(
    ("contents", "is_furniture"),
    [
        pytest.param([page(1), page(2)], False, id="two pages"),
        pytest.param([page(1), page(2), page(3)], True, id="three pages that tell different things"),
        pytest.param([page(1)] * 9, False, id="one report under nine addresses"),
        pytest.param([page(1), page(2), page(1), page(2)], False, id="two reports, each twice"),
        pytest.param([page(1, 2, story=4), page(1, 2, 3, story=4), page(1, 2, 9, story=4)], False, id="one story"),
    ],
)
def test_what_stands_on_three_contents_is_furniture(contents: list[int], *, is_furniture: bool) -> None:
    """Three contents make furniture; a syndicated report counts once, however often the host carries it."""
    assert seen(*contents).furniture is is_furniture


def test_what_is_no_longer_seen_is_forgotten() -> None:
    """Sixty days after it was last seen a paragraph is no furniture any more; being seen keeps it."""
    segments = {1: seen(page(1), page(2), page(3), day=TODAY - 61), 2: seen(page(1), page(2), page(3), day=TODAY - 60)}
    assert list(remembered(segments, TODAY)) == [2]
    assert sighted(segments[1], page(9), TODAY).day == TODAY


def test_a_host_is_remembered_within_bounds() -> None:
    """Of many paragraphs those seen last are kept, and those that came back before the others."""
    lasting = {it: seen(page(1), page(2)) for it in range(1000, 1200)}
    single = {it: seen(page(1)) for it in range(2000, 2400)}
    kept = remembered(lasting | single, TODAY)
    assert len(kept) == furniture.SEGMENTS
    assert list(kept) == [
        *range(1200 - furniture.LASTING, 1200),
        *range(2400 - furniture.SEGMENTS + furniture.LASTING, 2400),
    ]


@given(st.lists(st.integers(1, 6), max_size=30), st.randoms(use_true_random=False))
def test_copies_and_their_order_change_nothing(pages: list[int], random: object) -> None:
    """A paragraph is furniture when three different contents had it, in whatever order and however often each came."""
    contents = [page(it) for it in pages] or [page(0)]
    random.shuffle(contents)  # type: ignore[attr-defined]
    assert seen(*contents).furniture is (len(set(contents)) >= furniture.CONTENTS)
