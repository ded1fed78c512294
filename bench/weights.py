"""Fits the weights of ``policy/stories.py``: which numbers tell that an article belongs to a story, and how much.

    python bench/weights.py --data DIR

Runs labelled streams through the worker's own terms and closeness, every article put where its label says; each of the
stories that look most alike is one case, right or wrong. Bodies: ECB+ in three random orders, even topics fitted and
odd ones checked, and the other way round; beside it the same in small letters (weight 0.3) and wide streams of two
seeds in each language alone (weight 0.1). Headlines: half the stories of UCI (weight ½) and four dense streams (4).
How fast stories fade is set, not fitted: both sets have times of their own making.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from grading import dense, wide
from grading.judging import dated, spaced
from grading.material import Absent, Material, Text

from worker.content.commonness import commonness
from worker.content.terms import weigh
from worker.content.tokens import tokenize
from worker.policy import stories, vectors

Floats = npt.NDArray[np.float64]
LIKELIEST = 6
"""Stories held against each article."""
SMALL_LETTERS, WIDE, WIDE_SEEDS = 0.3, 0.1, (21, 22)
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


def cases(texts: Sequence[Text], times: Sequence[float], *, bodies: bool = False) -> tuple[Floats, Floats, Floats]:
    """One row a case: the numbers of ``NAMES``, what age takes away, and whether it is right.

    ``bodies``: no cases of bare headlines, which only make stories grow.
    """
    piles: dict[str, Pile] = {}
    stories_with: Counter[int] = Counter()
    postings: defaultdict[int, list[str]] = defaultdict(list)
    rows, ages, right = [], [], []
    for text, at in zip(texts, times, strict=True):
        terms, _ = weigh(tokenize(text.title, text.lang), tokenize(text.text, text.lang), text.lang)
        vector = vectors.weighed(terms, stories_with, len(piles), commonness(text.lang))
        found = {label for term in stories.posting_terms(vector) for label in postings[term][-64:]}
        held = [
            (vectors.closeness(vector, vectors.squares(vector), piles[label].vector, piles[label].squares), label)
            for label in found
        ]
        held.sort(key=lambda it: (-it[0].cosine, it[1]))
        if bodies and not text.text:
            held = []  # fitted apart
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
    small = [replace(text, title=text.title.lower(), text=text.text.lower()) for text in texts]
    sets = [(1.0, _halves(texts, 3)), (SMALL_LETTERS, _halves(small, 2)), (WIDE, [_wide(0), _wide(1)])]
    for mine, other in ((0, 1), (1, 0)):
        found = _weighted((weight, halves[mine]) for weight, halves in sets)
        for (_, halves), name in zip(sets, ("ECB+", "small letters", "wide"), strict=True):
            rows, ages, right = halves[other]
            print(f"bodies, half {mine}: area on the other, {name}: {area(rows @ found + ages, right):.4f}")
    _print("BODY", NAMES, _weighted((weight, half) for weight, halves in sets for half in halves))


def _halves(texts: Sequence[Text], orders: int) -> list[tuple[Floats, Floats, Floats]]:
    """Even and odd topics, each in so many random orders."""
    halves = []
    for half in (0, 1):
        kept = [text for text in texts if int(text.label.split("_")[0]) % 2 == half]
        parts = []
        for seed in range(orders):
            mixed = list(kept)
            random.Random(seed).shuffle(mixed)
            parts.append(cases(mixed, [line.at for line in spaced(mixed)], bodies=True))
        halves.append(_joined(parts))
    return halves


def _wide(half: int) -> tuple[Floats, Floats, Floats]:
    """Wide streams of every second language, each alone, without their columns."""
    parts = []
    for lang in wide.languages()[half::2]:
        for seed in WIDE_SEEDS:
            texts = [one.text for one in wide.stream(seed, (lang,)) if not one.text.label.startswith(wide.COLUMNS)]
            parts.append(cases(texts, [line.at for line in dated(texts)], bodies=True))
    return _joined(parts)


def _weighted(parts: Iterable[tuple[float, tuple[Floats, Floats, Floats]]]) -> Floats:
    weights, known = zip(*parts, strict=True)
    rows, ages, right = _joined(known)
    each = [np.full(len(part[2]), weight) for weight, part in zip(weights, known, strict=True)]
    return fit(rows, ages, right, np.concatenate(each))


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
