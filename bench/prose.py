"""Text that costs what news costs: an invented language with a real one's function words and frequencies.

Everything is a function of (seed, feed, sequence number). Words are drawn with Zipf weights, so document
frequencies are skewed as in real text; each article has topic words and names of its own, so two articles are
no nearer to each other than two unrelated reports are. It is good for measuring cost, not for judging language.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

LANGUAGES = ("en", "de")
_FUNCTION_WORDS = {
    "en": "the of to and a in that is for on with as was it by at from be has have are were this will an but its not"
    " which after said had who their they more about would been when or one than out over also into could",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er"
    " hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor",
}
_SYLLABLES = {
    "en": ("b br c cl d dr f fl g gr h l m n p pr r s sh st t tr v w", "a e i o u ea ou", " n r l st nd ng s t ck"),
    "de": (
        "b br d f fr g gr h k kr l m n p r s sch st t tr v w z",
        "a e i o u ei au ie ä ü",
        " n r l st nd ng s t cht",
    ),
}
_CONTENT_WORDS = 6000
_FUNCTION_SHARE = 0.42  # of running words; the usual share in newspaper English
_TOPIC_SHARE = 0.10  # of running words: what makes two reports differ


@dataclass(frozen=True, slots=True)
class Report:
    """One article's words: ``paragraphs`` hold 300 to 600 words together, ``summary`` opens the first of them."""

    lang: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]


@cache
def _vocabulary(lang: str) -> tuple[list[str], list[float]]:
    rng = random.Random(f"vocabulary {lang}")
    function_words = _FUNCTION_WORDS[lang].split()
    content_words = list(dict.fromkeys(_invent(rng, lang) for _ in range(_CONTENT_WORDS)))
    weights = [*_zipf(len(function_words), _FUNCTION_SHARE), *_zipf(len(content_words), 1 - _FUNCTION_SHARE)]
    return function_words + content_words, list(accumulate(weights))


def _zipf(count: int, total: float) -> list[float]:
    raw = [1 / (rank + 3) for rank in range(count)]
    scale = total / sum(raw)
    return [scale * weight for weight in raw]


def _invent(rng: random.Random, lang: str) -> str:
    onsets, vowels, codas = (part.split(" ") for part in _SYLLABLES[lang])
    syllables = rng.choice((1, 2, 2, 2, 3, 3))
    return "".join(rng.choice(onsets) + rng.choice(vowels) + rng.choice(codas) for _ in range(syllables))


class _Writer:
    def __init__(self, rng: random.Random, lang: str) -> None:
        self._rng, self._lang = rng, lang
        self._words, self._weights = _vocabulary(lang)
        self._topic = [_invent(rng, lang) for _ in range(6)] + [_invent(rng, lang).capitalize() for _ in range(6)]

    def run(self, count: int) -> list[str]:
        words = self._rng.choices(self._words, cum_weights=self._weights, k=count)
        for place in range(count):
            if self._rng.random() < _TOPIC_SHARE:
                words[place] = self._rng.choice(self._topic)
        return words

    def title(self) -> str:
        words = self.run(self._rng.randint(4, 7)) + self._rng.sample(self._topic, 3)
        self._rng.shuffle(words)
        return _capitalised(" ".join(words))

    def sentence(self) -> str:
        words = self.run(self._rng.randint(8, 24))
        if len(words) > 14:
            words[len(words) // 2] += ","
        if self._rng.random() < 0.25:
            words.append(str(self._rng.randint(2, 4000)))
        return _capitalised(" ".join(words)) + "."


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def _begin(seed: int, feed: int, sequence: int) -> tuple[random.Random, _Writer, str, str]:
    """The opening of an article, the same whether the rest is asked for or not."""
    rng = random.Random(f"{seed} {feed} {sequence}")
    lang = language_of(feed)
    writer = _Writer(rng, lang)
    return rng, writer, writer.title(), " ".join(writer.sentence() for _ in range(2))


def language_of(feed: int) -> str:
    """One feed in four speaks the second language."""
    return LANGUAGES[feed % 4 == 3]


def headline(seed: int, feed: int, sequence: int) -> tuple[str, str]:
    """Title and summary alone, as a feed shows them; about 60 µs."""
    _, _, title, summary = _begin(seed, feed, sequence)
    return title, summary


def report(seed: int, feed: int, sequence: int) -> Report:
    """The whole article; its title and summary equal what ``headline`` gives. About 0.4 ms."""
    rng, writer, title, summary = _begin(seed, feed, sequence)
    wanted = rng.randint(300, 560)
    paragraphs = [summary]
    written = len(summary.split())
    while written < wanted:
        paragraph = " ".join(writer.sentence() for _ in range(rng.randint(2, 4)))
        paragraphs.append(paragraph)
        written += len(paragraph.split())
    return Report(language_of(feed), title, summary, tuple(paragraphs))
