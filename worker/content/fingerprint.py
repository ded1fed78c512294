"""Fingerprints: what is kept of a text so that copies of it can be found for years.

Version 3. Tokens (``content/tokens.py``) are hashed, runs of ``shingle_width`` of them make a shingle of 64 bits.
Of the shingles' upper 40 bits those below a share of the range are kept as samples (FracMinHash, Irber et al. 2022):
two texts that share a shingle below both their shares share that sample, so what one holds of the other shows in
samples alone. The share falls with the length. Samples are kept: any change here is a new version, and the golden
test in ``tests/content`` says so; what a store holds of older ones is made anew (``flow/refresh.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from struct import iter_unpack

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

_MULTIPLIER = 0x9E3779B97F4A7C15
_APART = bytes(8)
"""Between the numbers of two words, so that 64 bits of each can be multiplied by 64 without reaching the next."""


def fingerprint(title: str, text: str, lang: str | None, names: Mapping[str, str] | None = None) -> Fingerprint:
    """The fingerprint of an article; ``names`` as in ``content/marks.py``. Some .6 ms for 400 words."""
    of_title, of_body = tokenize(title, lang), tokenize(text, lang)
    words = worded(of_title, of_body)
    hashes = shingle_hashes(words.compared, words.width)
    terms, anchors = weigh(of_title, of_body, lang)
    return Fingerprint(
        version=FINGERPRINT_VERSION,
        digest=xxhash.xxh3_128_digest(" ".join(words.compared).encode()),
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


def shingle_hashes(words: Sequence[str], width: int) -> frozenset[int]:
    """The distinct shingles, ``width`` words each, of a text.

    All shingles are computed at once, side by side in one large integer. numpy would take 0.09 ms instead of 0.17 for
    500 words, and 80 ms to be loaded.
    """
    if not words:
        return frozenset()
    numbers = {word: xxhash.xxh3_64_digest(word.encode()) for word in set(words)}
    values = int.from_bytes(_APART.join(map(numbers.__getitem__, words)), "big")  # the last word is the lowest
    width = min(width, len(words))
    count = len(words) - width + 1
    low_halves = int.from_bytes((b"\xff" * 8 + _APART) * count, "little")
    run = 0
    for offset in reversed(range(width)):
        run = ((run ^ values >> 128 * offset) & low_halves) * _MULTIPLIER & low_halves
        run ^= run >> 29 & low_halves
    return frozenset(chain.from_iterable(iter_unpack("<Q8x", run.to_bytes(16 * count, "little"))))


def sampled(hashes: Collection[int]) -> tuple[int, ...]:
    """The samples of a text with these shingles, in ascending order."""
    shift = 64 - SAMPLE_BITS
    below = int((1 << SAMPLE_BITS) / rate(len(hashes))) << shift
    return tuple(sorted({shingle >> shift for shingle in hashes if shingle < below}))
