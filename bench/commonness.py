"""Writes ``worker/content/commonness/``: how common words are, for a store that has read nothing yet.

    pip install wordfreq==3.1.1
    python bench/commonness.py

Takes the frequencies of wordfreq (Robyn Speer), sums them by what the worker counts words by, and keeps of each
language the most frequent ``KEPT`` with the share of stories they stand in, in steps of a fifth.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from worker.content.tokens import tokenize

FOLDER = Path(__file__).parent.parent / "worker/content/commonness"
KEPT = 6000
TOLD_WORDS = 100
"""Words of a report that are its own news: with 300 ECB+ came out alike (B-cubed .9106 and .9102 for .8999 without),
UCI worse (.846 for .855, before its weights were fitted anew)."""
STEP = 1.2
CALLED = {"nb": "no", "fil": "tl", "sh": "hr"}
UNSPACED = ("ja", "zh")
"""Counted by pairs of letters, most of which stand across two words: frequencies of words do not tell theirs."""


def shares(frequencies: Mapping[str, float], lang: str) -> dict[str, float]:
    """Stem → share of the stories it is in, the commonest first."""
    found: defaultdict[str, float] = defaultdict(float)
    for word, frequency in frequencies.items():
        tokens = list(tokenize(word, lang))
        if len(tokens) == 1:
            for stem in tokens[0].stems:
                found[stem] += frequency
    kept = sorted(found.items(), key=lambda it: (-it[1], it[0]))[:KEPT]
    return {stem: 1 - math.exp(-frequency * TOLD_WORDS) for stem, frequency in kept}


def written(known: Mapping[str, float]) -> str:
    """One line a share, with all stems that have about that."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for stem, share in known.items():
        lines[round(math.log(share, STEP))].append(stem)
    return "".join(f"{STEP**level:.2g} {' '.join(sorted(lines[level]))}\n" for level in sorted(lines, reverse=True))


def main() -> int:
    try:
        wordfreq = import_module("wordfreq")
    except ImportError as why:
        print(why, file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    for lang in wordfreq.available_languages("small"):
        if lang not in UNSPACED:
            called = CALLED.get(lang, lang)
            known = shares(wordfreq.get_frequency_dict(lang, "small"), called)
            (FOLDER / f"{called}.txt").write_text(written(known), encoding="utf-8")
            print(called, len(known))
    return 0


if __name__ == "__main__":
    sys.exit(main())
