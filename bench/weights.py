"""Fits the weights of ``policy/stories.py``: which numbers tell that an article belongs to a story, and how much.

    python bench/weights.py --data DIR

Runs labelled streams through the worker's own terms and closeness, every article put where its label says; each of the
stories that look most alike is one case, right or wrong. Bodies: ECB+ in two random orders, even topics fitted and odd
ones checked, and the other way round. Headlines: half the stories of UCI (weight ½) and four dense streams (weight 4).
How fast stories fade is set, not fitted: both sets have times of their own making.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from grading import dense
from grading.judging import dated, spaced
from grading.material import Absent, Material, Text

from worker.content.terms import weigh
from worker.content.tokens import tokenize
from worker.policy import stories, vectors

Floats = npt.NDArray[np.float64]
LIKELIEST = 6
"""Stories held against each article."""
NAMES = ("bias", "cosine", "words", "numbers", "both_count", "size", "uncovered", "names")
HEADLINE_NAMES = ("bias", "cosine", "size", "uncovered", "names")


class Pile:
    """A story as it grows by its label."""

    def __init__(self) -> None:
        self.vector: vectors.Vector = {}
        self.squares: vectors.Squares = {}
        self.articles = 0
        self.news_at = 0.0

    def add(self, vector: vectors.Vector, at: float) -> None:
        """Take an article in."""
        self.news_at = (self.news_at * self.articles + at) / (self.articles + 1)
        self.articles += 1
        self.vector = vectors.summed(self.vector, vector)
        self.squares = vectors.squares(self.vector)


def cases(texts: Sequence[Text], times: Sequence[float]) -> tuple[Floats, Floats, Floats]:
    """One row a case: the numbers of ``NAMES``, what age takes away, and whether it is right."""
    piles: dict[str, Pile] = {}
    stories_with: Counter[int] = Counter()
    postings: defaultdict[int, list[str]] = defaultdict(list)
    rows, ages, right = [], [], []
    for text, at in zip(texts, times, strict=True):
        terms, _ = weigh(tokenize(text.title, text.lang), tokenize(text.text, text.lang), text.lang)
        vector = vectors.weighed(terms, stories_with, len(piles))
        found = {label for term in stories.posting_terms(vector) for label in postings[term][-64:]}
        held = [
            (vectors.closeness(vector, vectors.squares(vector), piles[label].vector, piles[label].squares), label)
            for label in found
        ]
        held.sort(key=lambda it: (-it[0].cosine, it[1]))
        by = stories.BODY if text.text else stories.HEADLINE
        for near, label in held[:LIKELIEST]:
            size, names = math.log(piles[label].articles), math.log1p(near.names)
            rows.append((1.0, near.cosine, near.words, near.numbers, near.both_count, size, near.uncovered, names))
            ages.append(-by.fades * stories.age(abs(at - piles[label].news_at), has_body=bool(text.text)))
            right.append(label == text.label)
        pile = piles.setdefault(text.label, Pile())
        stories_with.update(term for term in vector if term not in pile.vector)
        for term in stories.posting_terms(vector):
            if text.label not in postings[term]:
                postings[term].append(text.label)
        pile.add(vector, at)
    return np.array(rows, float), np.array(ages), np.array(right, float)


def fit(rows: Floats, given: Floats, right: Floats, weight: Floats) -> Floats:
    """Logistic regression by Newton's method with a ridge of 1 on standardised columns; ``given`` is added as it is."""
    scale = rows.std(axis=0)
    scale[0] = 1.0
    columns = rows / scale
    ridge = np.diag([1e-6] + [1.0] * (columns.shape[1] - 1))
    found = np.zeros(columns.shape[1])
    for _ in range(40):
        sure = 1 / (1 + np.exp(-np.clip(columns @ found + given, -30, 30)))
        slope = columns.T @ (weight * (sure - right)) + ridge @ found
        curve = (columns.T * (weight * sure * (1 - sure))) @ columns + ridge
        found -= np.linalg.solve(curve, slope)
    return np.asarray(found / scale, float)


def area(score: Floats, right: Floats) -> float:
    """The chance that a right case scores above a wrong one."""
    ranks = np.argsort(np.argsort(score)) + 1.0
    good = right.sum()
    return float((ranks[right == 1].sum() - good * (good + 1) / 2) / (good * (len(right) - good)))


def _joined(parts: Iterable[tuple[Floats, Floats, Floats]]) -> tuple[Floats, Floats, Floats]:
    rows, ages, right = zip(*parts, strict=True)
    return np.concatenate(rows), np.concatenate(ages), np.concatenate(right)


def _bodies(texts: Sequence[Text]) -> None:
    halves = []
    for half in (0, 1):
        kept = [text for text in texts if int(text.label.split("_")[0]) % 2 == half]
        parts = []
        for seed in (0, 1):
            mixed = list(kept)
            random.Random(seed).shuffle(mixed)
            parts.append(cases(mixed, [line.at for line in spaced(mixed)]))
        halves.append(_joined(parts))
    for mine, other in ((0, 1), (1, 0)):
        rows, ages, right = halves[mine]
        found = fit(rows, ages, right, np.ones(len(right)))
        rows, ages, right = halves[other]
        print(f"bodies, half {mine}: area on the other {area(rows @ found + ages, right):.4f}")
    rows, ages, right = _joined(halves)
    _print("BODY", NAMES, fit(rows, ages, right, np.ones(len(right))))


def _headlines(texts: Sequence[Text]) -> None:
    labels = sorted({text.label for text in texts})
    random.Random(5).shuffle(labels)
    streams = [[text for text in texts if labels.index(text.label) % 2 == half] for half in (0, 1)]
    streams += [dense.stream(seed) for seed in (1, 2, 3, 4)]
    parts = []
    for stream in streams:
        timed = sorted(zip([line.at for line in dated(stream)], range(len(stream)), strict=True))
        parts.append(cases([stream[place] for _, place in timed], [at for at, _ in timed]))
    columns = [NAMES.index(name) for name in HEADLINE_NAMES]
    rows, ages, right = _joined(parts)
    weight = np.concatenate([np.full(len(part[2]), 0.5 if place < 2 else 4.0) for place, part in enumerate(parts)])
    _print("HEADLINE", HEADLINE_NAMES, fit(rows[:, columns], ages, right, weight))


def _print(name: str, names: Sequence[str], found: Floats) -> None:
    print(name, ", ".join(f"{one} {value:.2f}" for one, value in zip(names, found, strict=True)))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Fit the weights of policy/stories.py.")
    parser.add_argument("--data", type=Path, required=True, help="the folder of the material")
    material = Material(parser.parse_args(arguments).data, quick=False)
    try:
        _bodies(material.stream("ecbplus")[0])
        _headlines(material.stream("uci")[0])
    except Absent as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
