"""The measures of the table, as functions of labels and answers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clustering:
    """How well a grouping agrees with the labels.

    B-cubed (Bagga and Baldwin 1998): for each article the share of its story that belongs there, and of its label that
    is there, averaged. ``pairwise``: F1 over pairs of articles put together. ``ari``: the Rand index corrected for
    chance (Hubert and Arabie 1985).
    """

    precision: float
    recall: float
    pairwise: float
    ari: float

    @property
    def f1(self) -> float:
        """B-cubed F1."""
        return f_score(self.precision, self.recall)


def f_score(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def clustering(stories: Labels, labels: Labels) -> Clustering:
    """Compare ``stories`` with ``labels`` over the ids that have both."""
    known = [name for name in stories if name in labels]
    both = Counter((stories[name], labels[name]) for name in known)
    told = Counter(stories[name] for name in known)
    true = Counter(labels[name] for name in known)
    precision = sum(number**2 / told[story] for (story, _), number in both.items()) / len(known)
    recall = sum(number**2 / true[label] for (_, label), number in both.items()) / len(known)
    shared, told_pairs, true_pairs = (_pairs(counts.values()) for counts in (both, told, true))
    pairwise = 2 * shared / (told_pairs + true_pairs) if told_pairs + true_pairs else 1.0
    expected = told_pairs * true_pairs / max(1, _pairs([len(known)]))
    most = (told_pairs + true_pairs) / 2
    ari = (shared - expected) / (most - expected) if most != expected else 1.0
    return Clustering(precision, recall, pairwise, ari)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


@dataclass(frozen=True, slots=True)
class Telling:
    """What the reader of a stream was told of its true stories, with every article flagged.

    ``lost``: share of stories of which nobody was told, each of their articles being silenced under another story.
    ``not_first``: share of stories of which nobody was told as news: all their articles were silenced, or told as an
    update of another story. ``firsts`` and ``updates``: alerts as first and of any other occasion per later article of
    a story already told; ``doubled`` is both together.
    """

    lost: float
    not_first: float
    firsts: float
    updates: float
    stories: int
    later: int

    @property
    def doubled(self) -> float:
        """Extra alerts per later article."""
        return self.firsts + self.updates


def telling(order: Sequence[str], labels: Labels, occasions: Mapping[str, Sequence[str]]) -> Telling:
    """``order``: ids as they were judged. ``occasions``: what each id raised, nothing for a silenced one."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for name in order:
        by_label[labels[name]].append(name)
    lost = not_first = later = firsts = updates = 0
    for names in by_label.values():
        not_first += not any("first" in occasions.get(name, ()) for name in names)
        told = next((place for place, name in enumerate(names) if occasions.get(name)), None)
        if told is None:
            lost += 1
            continue
        for name in names[told + 1 :]:
            later += 1
            raised = occasions.get(name, ())
            firsts += raised.count("first")
            updates += len(raised) - raised.count("first")
    stories, after = len(by_label), max(1, later)
    return Telling(lost / stories, not_first / stories, firsts / after, updates / after, stories, later)


@dataclass(frozen=True, slots=True)
class Sweep:
    """A decision by a score, at the lowest threshold whose precision is still enough."""

    threshold: float
    precision: float
    recall: float


def sweep(scored: Sequence[tuple[float, bool]], positives: int, precision: float) -> Sweep:
    """The largest recall at ``precision`` or better; ``scored`` holds each candidate's score and truth."""
    best = Sweep(float("inf"), 1.0, 0.0)
    right = 0
    ranked = sorted(scored, key=lambda one: -one[0])
    for place, (score, true) in enumerate(ranked, 1):
        right += true
        last_of_its_score = place == len(ranked) or ranked[place][0] < score
        if last_of_its_score and right / place >= precision:
            best = Sweep(score, right / place, right / max(1, positives))
    return best


_WORD = re.compile(r"\w+")


def shingle_matching(true: str, found: str, width: int = 4) -> tuple[float, float, float]:
    """Shares of shingles found, made up and missed, as scrapinghub's article-extraction-benchmark counts them."""
    wanted, had = _shingles(true, width), _shingles(found, width)
    hit = sum((wanted & had).values())
    made_up, missed = sum((had - wanted).values()), sum((wanted - had).values())
    total = hit + made_up + missed
    return (hit / total, made_up / total, missed / total) if total else (0.0, 0.0, 0.0)


def extraction_f1(matched: Sequence[tuple[float, float, float]]) -> float:
    """F1 of the mean precision and the mean recall over pages, as that benchmark has it."""
    precisions = [hit / (hit + made_up) for hit, made_up, _ in matched if hit + made_up]
    recalls = [hit / (hit + missed) for hit, _, missed in matched if hit + missed]
    return f_score(sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls)))


def _shingles(text: str, width: int) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + width]) for at in range(max(1, len(words) - width + 1)) if words)
