"""The measures of the quality gate, on cases small enough to be worked out by hand."""

from __future__ import annotations

import pytest
from grading.measures import clustering, extraction_f1, shingle_matching, sweep, telling

LABELS = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}


def test_the_right_stories_score_one() -> None:
    """Stories that agree with the labels are perfect by every measure, whatever they are called."""
    found = clustering({"a1": "7", "a2": "7", "b1": "9", "b2": "9"}, LABELS)
    assert (found.f1, found.pairwise, found.ari) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("stories", "precision", "recall", "pairwise", "ari"),
    [
        pytest.param("xxxx", 0.5, 1.0, 0.5, 0.0, id="all in one story"),
        pytest.param("wxyz", 1.0, 0.5, 0.0, 0.0, id="each article a story"),
        pytest.param("xxyz", 1.0, 0.75, 2 / 3, 4 / 7, id="one story in two pieces"),
    ],
)
def test_wrong_stories_score_as_published(
    stories: str, precision: float, recall: float, pairwise: float, ari: float
) -> None:
    """B-cubed, pairwise F1 and the adjusted Rand index, as their definitions have it."""
    found = clustering(dict(zip(LABELS, stories, strict=True)), LABELS)
    assert (found.precision, found.recall) == (precision, recall)
    assert (found.pairwise, found.ari) == pytest.approx((pairwise, ari))


def test_a_story_nobody_was_told_of_is_lost() -> None:
    """Lost is a story whose every article was silent; one told as an update of another is only not first."""
    labels = {"a1": "a", "a2": "a", "b1": "b", "c1": "c"}
    told = telling(list(labels), labels, {"a1": ["first"], "b1": ["update 1"]})
    assert (told.lost, told.not_first, told.doubled) == (1 / 3, 2 / 3, 0.0)


def test_alerts_after_the_first_are_counted_by_occasion() -> None:
    """Of three later articles one was told as news again and one as an update."""
    labels = dict.fromkeys(["a1", "a2", "a3", "a4"], "a")
    told = telling(list(labels), labels, {"a1": ["first"], "a2": ["first"], "a4": ["update 1"]})
    assert (told.firsts, told.updates, told.doubled) == pytest.approx((1 / 3, 1 / 3, 2 / 3))


def test_what_comes_before_a_story_is_told_doubles_nothing() -> None:
    """An article silenced before its story was told is not a later article."""
    labels = dict.fromkeys(["a1", "a2"], "a")
    assert telling(["a1", "a2"], labels, {"a2": ["first"]}).later == 0


def test_a_sweep_goes_as_low_as_the_precision_allows() -> None:
    """The threshold may pass a wrong one if enough right ones make up for it, and never parts equal scores."""
    scored = [(0.9, True), (0.8, False), (0.7, True), (0.7, True), (0.7, False), (0.1, False)]
    assert sweep(scored, positives=4, precision=0.6).threshold == 0.7
    assert sweep(scored, positives=4, precision=0.7).recall == 0.25
    assert sweep([(0.9, False)], positives=4, precision=0.5).recall == 0.0


def test_extraction_is_scored_by_shingles_of_four_words() -> None:
    """Half the shingles found and none made up: precision 1, recall one half."""
    half = shingle_matching("a b c d e f g", "a b c d e")
    assert half == (0.5, 0.0, 0.5)
    assert extraction_f1([half]) == pytest.approx(2 / 3)
    assert extraction_f1([shingle_matching("a b c d e", "a b c d e")]) == 1.0
