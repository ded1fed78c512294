"""Fingerprints: what is kept of a text so that copies of it can be found for years.

Version 3. Tokens (``content/tokens.py``) are hashed, runs of ``shingle_width`` of them make a shingle of 64 bits.
Of the shingles' upper 40 bits those below a share of the range are kept as samples (FracMinHash, Irber et al. 2022):
two texts that share a shingle below both their shares share that sample, so what one holds of the other shows in
samples alone. The share falls with the length. Samples are kept: any change here is a new version, and the golden
test in ``tests/content`` says so; what a store holds of older ones is made anew (``flow/refresh.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import xxhash

from worker.content.marks import find_marks
from worker.content.terms import weigh
from worker.content.tokens import tokenize
from worker.content.wordings import worded
from worker.model.entry import FINGERPRINT_VERSION, Fingerprint

SAMPLE_BITS = 40
SAMPLES = 24
"""Wanted of a text: of an excerpt of 30 % seven are to be found, and fewer than two once in 140."""
MAX_RATE = 16
"""One in so many at least, so that a paragraph of a long text is found; beyond 384 shingles there are more samples."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]


def fingerprint(title: str, text: str, lang: str | None, names: Mapping[str, str] | None = None) -> Fingerprint:
    """The fingerprint of an article; ``names`` as in ``content/marks.py``. About 2 ms for 300 words."""
    of_title, of_body = tokenize(title, lang), tokenize(text, lang)
    words = worded(of_title, of_body)
    hashes = shingle_hashes(words.compared, words.width)
    terms, anchors = weigh(of_title, of_body, lang)
    return Fingerprint(
        version=FINGERPRINT_VERSION,
        digest=xxhash.xxh3_128_digest(" ".join(words.compared).encode()),
        tokens=len(words.compared),
        shingles=len(hashes),
        samples=sampled(hashes),
        terms=terms,
        anchors=anchors,
        marks=find_marks(of_title, of_body, f"{title}\n{text}", names, lang),
        wording=words,
    )


def rate(count: int) -> float:
    """One in how many shingles is kept as a sample in a text that has ``count``."""
    return max(1.0, min(float(MAX_RATE), count / SAMPLES))


def shingle_hashes(words: Sequence[str], width: int) -> Hashes:
    """The distinct shingles, ``width`` words each, of a text; in ascending order."""
    if not words:
        return np.empty(0, np.uint64)
    numbers = {word: xxhash.xxh3_64_intdigest(word.encode()) for word in set(words)}
    values = np.fromiter(map(numbers.__getitem__, words), np.uint64, len(words))
    width = min(width, len(values))
    run = np.zeros(len(values) - width + 1, np.uint64)
    for offset in range(width):
        run = (run ^ values[offset : len(values) - width + 1 + offset]) * _MULTIPLIER
        run ^= run >> np.uint64(29)
    return _distinct(run)


def sampled(hashes: Hashes) -> tuple[int, ...]:
    """The samples of a text with these shingles, in ascending order."""
    upper = hashes >> np.uint64(64 - SAMPLE_BITS)
    return tuple(_distinct(upper[upper < int((1 << SAMPLE_BITS) / rate(len(hashes)))]).tolist())


def _distinct(values: Hashes) -> Hashes:
    """As ``np.unique``, which hashes first and loads masked arrays: 0.01 ms instead of 0.1, and 20 ms in each child."""
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered
