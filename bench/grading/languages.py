"""Translations: the same documents in several languages, found by what survives translation.

Each text asks every other language for its translation. The score is the one that links stories across languages,
between two texts, with counts of marks learned from all texts. Three lengths: whole texts, the title with
three sentences, the title alone.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from grading.derivations import sentences
from grading.figures import Figure, Skipped
from grading.judging import after, spaced
from grading.material import Absent, Material, Text
from grading.measures import clustering, sweep, telling
from grading.streams import judge
from worker.content.direct import mark_keys, mark_surest
from worker.content.fingerprint import fingerprint
from worker.model.entry import Fingerprint
from worker.policy.translations import Kinship, compare, counted, rarity, side

GOAL = 0.95
PRECISION = 0.99
LEAST_SHARED = 2


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """Ranking, recall at a precision, and the decision the worker takes; then all texts through the judge."""
    try:
        texts, named = material.parallel()
    except Absent as why:
        yield Skipped("languages", str(why))
        return
    lengths = {
        "whole texts": texts,
        "three sentences": [replace(text, text="".join(sentences(text.text)[:3])) for text in texts],
        "titles": [replace(text, text="") for text in texts],
    }
    for name, cut in lengths.items():
        yield from _ranked(name, cut, named)
    yield from _judged(texts, named)


def _ranked(name: str, texts: Sequence[Text], named: str) -> Iterator[Figure]:
    prints = [fingerprint(text.title, text.text, text.lang) for text in texts]
    kin = _kin(texts, prints)
    scores = [{other: one.score for other, one in of.items()} for of in kin]
    asked = [
        (place, lang)
        for place, text in enumerate(texts)
        for lang in sorted({other.lang for other in texts if other.label == text.label and other.lang != text.lang})
    ]
    tops: dict[tuple[int, str], tuple[float, bool]] = {}
    for place, lang in asked:
        of_lang = [(score, other) for other, score in scores[place].items() if texts[other].lang == lang]
        if of_lang:
            score, other = max(of_lang, key=lambda one: (one[0], -one[1]))
            tops[place, lang] = (score, texts[other].label == texts[place].label)
    found = sweep(list(tops.values()), len(asked), PRECISION)
    first, linked = defaultdict(list), defaultdict(list)
    for place, lang in asked:
        score, right = tops.get((place, lang), (0.0, False))
        pair = (texts[place].lang, lang)
        first[pair].append(right)
        linked[pair].append(right and score >= found.threshold)
    goal = GOAL if name == "whole texts" else None
    head = f"languages · {name}"
    n = len(asked)
    yield Figure(f"{head} · right one first", sum(map(sum, first.values())) / n, n, named)
    note = f"threshold {found.threshold:.3f}"
    yield Figure(f"{head} · recall at precision .99", found.recall, n, named, goal, note=note)
    share = {pair: sum(of) / len(of) for pair, of in linked.items()}
    worst = min(share, key=lambda pair: share[pair])
    yield Figure(
        f"{head} · recall of the worst pair", share[worst], len(linked[worst]), named, note=f"{worst[0]} → {worst[1]}"
    )
    yield Figure(f"{head} · recall of the median pair", median(share.values()), len(share), named)
    yield from _decided(head, texts, kin, n, named)


def _kin(texts: Sequence[Text], prints: Sequence[Fingerprint]) -> list[dict[int, Kinship]]:
    """What each text has in common with every text of another language that it shares ``LEAST_SHARED`` terms with."""
    terms = [counted(one.marks, text.lang) for text, one in zip(texts, prints, strict=True)]
    counts = Counter(term for own in terms for term in own)
    sides, holders = [], defaultdict(list)
    for place, (own, one) in enumerate(zip(terms, prints, strict=True)):
        known = counts[own[0]]
        rarities = [rarity(counts[term] - 1, known) for term in own[1:]]
        sides.append(side(one.marks, rarities, known, mark_keys, mark_surest))
        for term in {term for mark in one.marks for term in mark.terms}:
            holders[term].append(place)
    kin: list[dict[int, Kinship]] = []
    for place, one in enumerate(prints):
        shared = Counter(
            other for term in {term for mark in one.marks for term in mark.terms} for other in holders[term]
        )
        abroad = [
            other
            for other, number in shared.items()
            if number >= LEAST_SHARED and texts[other].lang != texts[place].lang
        ]
        kin.append(
            {other: kin[other][place] if other < place else compare(sides[place], sides[other]) for other in abroad}
        )
    return kin


def _decided(
    head: str, texts: Sequence[Text], kin: Sequence[Mapping[int, Kinship]], asked: int, named: str
) -> Iterator[Figure]:
    """What the worker does with each pair at its own thresholds."""
    pairs = [
        (one, texts[other].label == texts[place].label) for place, of in enumerate(kin) for other, one in of.items()
    ]
    joined = [right for one, right in pairs if one.links]
    strong = [right for one, right in pairs if one.strong]
    for what, said in (("linked", joined), ("silenced", strong)):
        precision = sum(said) / len(said) if said else 1.0
        note = f"{len(said) - sum(said)} wrong"
        yield Figure(f"{head} · {what}, precision", precision, len(said), named, note=note)
        yield Figure(
            f"{head} · {what}, recall", sum(said) / asked, asked, named, noise=None if what == "silenced" else 0.005
        )


def _judged(texts: Sequence[Text], named: str) -> Iterator[Figure]:
    mixed = list(texts)
    random.Random(5).shuffle(mixed)
    lines = spaced(mixed)
    lines = [replace(line, at=after(lines) - 60.0 * place) for place, line in enumerate(lines)]
    labels = {text.id: text.label for text in texts}
    judged = judge(lines)
    grouped = clustering(judged.stories, labels)
    told = telling([line.id for line in reversed(lines)], labels, judged.occasions)
    head, n = "languages · all judged in a day", len(texts)
    yield Figure(f"{head} · b3 precision", grouped.precision, n, named)
    yield Figure(f"{head} · b3 recall", grouped.recall, n, named)
    yield Figure(f"{head} · lost", told.lost, told.stories, named, 0.02, low=True)
    yield Figure(f"{head} · doubled", told.doubled, told.later, named, low=True)
