"""News of weeks: invented reports in nine languages, in the order they come out, for stores with a long history.

An event has a topic, words of its own, names, numbers and a place, and is told by one outlet or by many: as it stands,
cut, wrapped, reworded, carried on, or in another language, with its names in that language's letters. Some events are
told in one mould with other names and numbers, as weather and results are. Words and names follow Zipf's law, and new
names come all the time, so that terms grow common and lists long as they do in news. Everything is a function of the
seed; to make one report takes some 0.2 ms.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate

DAY_S = 86400.0
LANGUAGES = {"en": 38, "es": 12, "de": 10, "fr": 9, "ru": 9, "pt": 7, "ar": 6, "zh": 5, "uk": 4}
"""With how many in a hundred events each is told first in."""
_FUNCTION_WORDS = {
    "en": "the of to and a in that is for on with as was it by at from be has have are were this will but not which",
    "es": "de la que el en y a los se del las por un para con no una su al es lo como más o pero sus le ha",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an nach bei wird",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec mais",
    "ru": "и в не на что с по это как из у за от о для до при или но так также был была его её если уже после",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem à",
    "ar": "في من على أن إلى عن مع هذا كان التي الذي بعد لا ما قد بين كما أو منذ حتى وقال",
    "zh": "的 在 了 是 和 有 为 对 与 将 也 这 于 等 被 从 并 但 年 月 日",
    "uk": "і в не на що з по це як із у за від о для до при або але так також був була його її якщо вже після",
}
_ONSETS = "b br d dr f g gr h k kl l m n p pr r s st t tr v z".split()
_VOWELS = "a e i o u".split()
_CODAS = ["", "", "", "n", "r", "l", "s", "t", "k"]
_CYRILLIC = str.maketrans("abdefghiklmnoprstuvz", "абдефгхиклмнопрстувз")
_ARABIC = str.maketrans("abdefghiklmnoprstuvz", "ابدهفغحيكلمنوبرستوفز")
_HAN = [chr(0x4E00 + 37 * place) for place in range(550)]

CONTENT_WORDS = 20_000
NAMES, NEW_NAMES = 30_000, 0.25
"""Names known to all, by Zipf's law; and the share of an event's names that nobody has heard before."""
TOPICS, TOPIC_WORDS = 400, 60
HOSTS = 3000
FUNCTION_SHARE, TOPIC_SHARE, EVENT_SHARE, NAME_SHARE, NUMBER_SHARE = 0.38, 0.12, 0.09, 0.07, 0.02
LEAST_WORDS, MOST_WORDS = 90, 400
TOLD_BY = ((0.55, 1), (0.75, 2), (0.87, 4), (0.95, 8), (0.99, 25), (1.0, 120))
"""Up to which share of events how many articles tell it at most."""
ARTICLES_AN_EVENT = 3.9
MOULDED, FURNISHED = 0.08, 0.2
KINDS = ("copy", "cut", "wrapped", "reworded", "carried on", "translated")
KIND_WEIGHTS = (12, 14, 10, 38, 16, 10)


@dataclass(frozen=True, slots=True)
class Event:
    """What is told. Words are numbers into the vocabulary, names numbers or words of their own."""

    number: int
    lang: str
    topic: int
    words: tuple[int, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    mould: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """One article line, and how it came about; ``at`` is when it came out (epoch seconds)."""

    id: str
    host: str
    title: str
    text: str
    lang: str
    at: float
    kind: str

    def line(self) -> dict[str, str]:
        """As ``articles import`` reads it."""
        published = datetime.fromtimestamp(self.at, UTC).isoformat()
        url, names = f"https://{self.host}/{self.id}", {"id": self.id, "feed": self.host, "title": self.title}
        return names | {"url": url, "published": published, "text": self.text, "lang": self.lang}


def reports(seed: int, *, start: float, a_day: int) -> Iterator[Report]:
    """Reports without end from ``start`` on, the oldest first, some ``a_day`` of them each day."""
    rng = random.Random(f"{seed} {a_day}")
    pause_s = DAY_S * ARTICLES_AN_EVENT / a_day
    waiting: list[tuple[float, int, int]] = []
    at, number = start, 0
    while True:
        at += rng.expovariate(1 / pause_s)
        number += 1
        heapq.heappush(waiting, (at, number, 0))
        drawn = rng.random()
        many = next(most for share, most in TOLD_BY if drawn <= share)
        for member in range(1, rng.randint(1, many) if many > 1 else 1):
            heapq.heappush(waiting, (at + rng.expovariate(1 / (8 * 3600.0)), number, member))
        while waiting and waiting[0][0] <= at:
            yield _report(seed, *heapq.heappop(waiting))


def _report(seed: int, at: float, number: int, member: int) -> Report:
    rng = random.Random(f"{seed} {number} {member}")
    event = _event(seed, number)
    kind = rng.choices(KINDS, KIND_WEIGHTS)[0] if member else "first"
    lang = rng.choice(list(LANGUAGES)) if kind == "translated" else event.lang
    host = f"{lang}{rng.choices(range(HOSTS), cum_weights=_ranks(HOSTS, 20))[0]}.example"
    if kind in {"copy", "cut", "wrapped"}:
        title, sentences = _told(random.Random(f"{seed} {number} 0"), event, lang)
        if kind == "cut":
            sentences = sentences[: max(3, len(sentences) // 2)]
        elif kind == "wrapped":
            sentences = _told(rng, event, lang)[1][:2] + sentences[1:] + _told(rng, event, lang)[1][:1]
        if rng.random() < 0.5:
            title = _told(rng, event, lang)[0]
    else:
        title, sentences = _told(rng, event, lang, follow=kind == "carried on")
    if rng.random() < FURNISHED:
        sentences = [*sentences, *_furniture(seed, host, lang)]
    paragraphs = [_joined(sentences[place : place + 3], lang) for place in range(0, len(sentences), 3)]
    return Report(f"n{number}.{member}", host, title, "\n\n".join(paragraphs), lang, at, kind)


def _event(seed: int, number: int) -> Event:
    rng = random.Random(f"{seed} event {number}")
    known = [_name(it) for it in rng.choices(range(NAMES), cum_weights=_ranks(NAMES, 30), k=rng.randint(2, 6))]
    names = [_invent(rng) + _invent(rng) if rng.random() < NEW_NAMES else name for name in known]
    numbers = [str(int(10 ** rng.uniform(0, 4))) for _ in range(rng.randint(1, 5))]
    words = [rng.randrange(100, CONTENT_WORDS) for _ in range(14)]
    lang = rng.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    mould = rng.randrange(40) if rng.random() < MOULDED else None
    return Event(number, lang, rng.randrange(TOPICS), tuple(words), tuple(names), tuple(numbers), mould)


def _told(rng: random.Random, event: Event, lang: str, *, follow: bool = False) -> tuple[str, list[str]]:
    """Title and sentences of a telling; ``follow``: with a name and a number of its own."""
    names = [*event.names, *([_invent(rng)] if follow else [])]
    numbers = [*event.numbers, *([str(rng.randint(2, 9000))] if follow else [])]
    said = [written(name, lang, capital=True) for name in names]
    if event.mould is not None:
        pattern = random.Random(f"mould {event.mould} {lang}")
        return _sentences(pattern, event, lang, said, numbers, rng)
    return _sentences(rng, event, lang, said, numbers, rng)


def _sentences(
    rng: random.Random, event: Event, lang: str, names: list[str], numbers: list[str], own: random.Random
) -> tuple[str, list[str]]:
    """``rng`` chooses the words, ``own`` the names and numbers among them."""
    words, weights = _vocabulary(lang)
    topic = _topic(event.topic, lang)
    mine = [words[-1 - word] for word in event.words]
    count = rng.randint(LEAST_WORDS, MOST_WORDS)
    run = rng.choices(words, cum_weights=weights, k=count)
    drawn = (
        (topic, TOPIC_SHARE, rng),
        (mine, EVENT_SHARE, rng),
        (names, NAME_SHARE, own),
        (numbers, NUMBER_SHARE, own),
    )
    for some, share, by in drawn:
        many = round(share * count)
        for place, word in zip(rng.choices(range(count), k=many), by.choices(some, k=many), strict=True):
            run[place] = word
    heading = [*rng.sample(mine, 3), *rng.sample(topic, 2), own.choice(names), own.choice(numbers)]
    rng.shuffle(heading)
    sentences, begin = [], 0
    while begin < count:
        end = begin + rng.randint(8, 24)
        sentences.append(_joined(run[begin:end], lang, sentence=True))
        begin = end
    return _joined(heading, lang, sentence=True).rstrip(".。"), sentences


@cache
def _ranks(many: int, flat: int) -> list[float]:
    """Cumulated weights by Zipf's law of so many; the first ``flat`` are about as frequent."""
    return list(accumulate(1 / (rank + flat) for rank in range(many)))


def _joined(words: list[str], lang: str, *, sentence: bool = False) -> str:
    text = ("" if lang == "zh" else " ").join(words)
    return text[0].upper() + text[1:] + ("。" if lang == "zh" else ".") if sentence else text


def _furniture(seed: int, host: str, lang: str) -> list[str]:
    rng = random.Random(f"{seed} furniture {host}")
    words, weights = _vocabulary(lang)
    return [_joined(rng.choices(words, cum_weights=weights, k=18), lang, sentence=True) for _ in range(3)]


@cache
def _vocabulary(lang: str) -> tuple[list[str], list[float]]:
    """The words of a language and their cumulated weights, the rarest last."""
    rng = random.Random(f"vocabulary {lang}")
    function_words = _FUNCTION_WORDS[lang].split()
    content = [written(_invent(rng), lang) for _ in range(CONTENT_WORDS)]
    shares = (FUNCTION_SHARE, 1 - FUNCTION_SHARE)
    weights = [w for words, share in zip((function_words, content), shares, strict=True) for w in _zipf(words, share)]
    return function_words + content, list(accumulate(weights))


def _zipf(words: list[str], total: float) -> list[float]:
    raw = [1 / (rank + 3) for rank in range(len(words))]
    scale = total / sum(raw)
    return [scale * weight for weight in raw]


@cache
def _topic(topic: int, lang: str) -> list[str]:
    rng = random.Random(f"topic {topic}")
    words = _vocabulary(lang)[0]
    return [words[rng.randrange(60, 6000)] for _ in range(TOPIC_WORDS)]


@cache
def _name(number: int) -> str:
    rng = random.Random(f"name {number}")
    return _invent(rng) + rng.choice(("", _invent(rng)))


def _invent(rng: random.Random) -> str:
    syllables = rng.choice((2, 2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables))


def written(word: str, lang: str, *, capital: bool = False) -> str:
    """A word in the letters of a language."""
    if lang in {"ru", "uk"}:
        word = word.translate(_CYRILLIC)
    elif lang == "ar":
        return word.translate(_ARABIC)
    elif lang == "zh":
        return "".join(_HAN[sum(map(ord, word[at : at + 3])) % len(_HAN)] for at in range(0, len(word), 3))
    return word.capitalize() if capital else word
