"""Copies as they are made in the wild, made here out of any text in any script, the same by seed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from grading.material import Text

_SENTENCE = re.compile(r"[^\n.!?。！？।؟]+[.!?。！？।؟]*[\"'”»）」]*\n*|[.!?。！？।؟\n]+")
_RUN_ON = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE = re.compile(rf"[{_RUN_ON}]{{2}}|[^\s{_RUN_ON}]+|\s+|[{_RUN_ON}]")
"""A word to be replaced; in scripts that run words together, two characters."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A text made of others: ``sources`` are the ids of those it was made of."""

    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What copies are made with. ``hosts``: texts of each language that are not judged themselves."""

    hosts: Mapping[str, Sequence[Text]]
    words: Mapping[str, Sequence[str]]

    @classmethod
    def stocked(cls, hosts: Sequence[Text]) -> Workshop:
        """A workshop with these host texts and their words."""
        by_lang: dict[str, list[Text]] = {}
        for host in hosts:
            by_lang.setdefault(host.lang, []).append(host)
        words = {
            lang: sorted({piece for host in texts for piece in pieces(host.text) if len(piece) > 1 and piece.strip()})
            for lang, texts in by_lang.items()
        }
        return cls(by_lang, words)

    def host(self, text: Text, rng: random.Random) -> Text:
        """A text of the same language to stand around a copy."""
        return rng.choice(self.hosts[text.lang])


Make = Callable[[Text, Text, Workshop, random.Random], tuple[str, str]]
"""(source, second source, workshop, chance) to (title, text)."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the line break behind it; together they are the text."""
    return [found for found in _SENTENCE.findall(text) if found.strip()]


def pieces(text: str) -> list[str]:
    """Words, and the blanks between them."""
    return _PIECE.findall(text)


def share_of(parts: Sequence[str], share: float, start: int = 0) -> list[str]:
    """Consecutive parts from ``start`` on that hold ``share`` of all characters, one at least."""
    wanted, taken = share * sum(map(len, parts)), 0.0
    kept: list[str] = []
    for part in parts[start:]:
        if kept and taken + len(part) / 2 > wanted:
            break
        kept.append(part)
        taken += len(part)
    return kept


def verbatim(source: Text, _other: Text, _shop: Workshop, _rng: random.Random) -> tuple[str, str]:
    return source.title, source.text


def other_headline(source: Text, _other: Text, shop: Workshop, rng: random.Random) -> tuple[str, str]:
    return shop.host(source, rng).title, source.text


def wrapped(source: Text, _other: Text, shop: Workshop, rng: random.Random) -> tuple[str, str]:
    """A quarter of its length of the host's own text before and after."""
    around = [sentences(shop.host(source, rng).text) for _ in range(2)]
    size = len(source.text) / 4
    before, behind = (share_of(parts, size / max(1, sum(map(len, parts)))) for parts in around)
    return source.title, "\n".join(["".join(before), source.text, "".join(behind)])


def excerpt(source: Text, _other: Text, _shop: Workshop, rng: random.Random) -> tuple[str, str]:
    """Three tenths in one piece."""
    parts = sentences(source.text)
    last = len(parts) - len(share_of(parts[::-1], 0.3))
    return source.title, "".join(share_of(parts, 0.3, rng.randint(0, max(0, last))))


def cut_shuffled(source: Text, _other: Text, _shop: Workshop, rng: random.Random) -> tuple[str, str]:
    """Three tenths of the sentences dropped, the rest in another order."""
    parts = sentences(source.text)
    rng.shuffle(parts)
    return source.title, "\n".join(part.strip() for part in share_of(parts, 0.7))


def replaced(share: float) -> Make:
    """That share of the words exchanged for others of the language."""

    def make(source: Text, _other: Text, shop: Workshop, rng: random.Random) -> tuple[str, str]:
        return source.title, _exchanged(source.text, share, shop.words[source.lang], rng)

    return make


def mashed(source: Text, other: Text, _shop: Workshop, _rng: random.Random) -> tuple[str, str]:
    """The first half of one, the second half of the other."""
    first, second = sentences(source.text), sentences(other.text)
    return source.title, "\n".join(["".join(share_of(first, 0.5)), "".join(share_of(second[::-1], 0.5)[::-1])])


def edited(source: Text, _other: Text, shop: Workshop, rng: random.Random) -> tuple[str, str]:
    """As an editor does: a sentence out, one of the house in, one word in twenty changed."""
    parts = sentences(source.text)
    if len(parts) > 3:
        parts.pop(rng.randrange(1, len(parts)))
    own = rng.choice(sentences(shop.host(source, rng).text)).strip()
    parts.insert(rng.randint(1, len(parts)), f"{own}\n")
    return source.title, _exchanged("".join(parts), 0.05, shop.words[source.lang], rng)


KINDS: Mapping[str, Make] = {
    "verbatim": verbatim,
    "other headline": other_headline,
    "light edit": edited,
    "wrapped": wrapped,
    "excerpt 30 %": excerpt,
    "cut + shuffled": cut_shuffled,
    "10 % replaced": replaced(0.1),
    "20 % replaced": replaced(0.2),
    "mash-up": mashed,
}
"""One shares its furniture with others: ``furnished`` below makes it of verbatim copies."""


def derive(kind: str, sources: Sequence[Text], shop: Workshop, seed: int) -> list[Derived]:
    """A copy of this kind of each source; mash-ups are made of two neighbours of a language, each used once."""
    made = []
    paired = kind == "mash-up"
    for first, second in _neighbours(sources) if paired else ((source, source) for source in sources):
        rng = random.Random(f"{seed} {kind} {first.id}")
        title, text = KINDS[kind](first, second, shop, rng)
        copy = Text(f"{kind} {first.id}", title, text, first.lang, first.label)
        made.append(Derived(copy, (first.id, second.id) if paired else (first.id,)))
    return made


def furnished(
    texts: Sequence[Text], shop: Workshop, per_site: int, seed: int, size: int = 600
) -> list[tuple[Text, str]]:
    """(text, site): each site sets the same paragraphs, about ``size`` characters, under all of its ``per_site`` texts.

    Sites are of one language; their furniture is the text of a host.
    """
    placed: dict[str, int] = {}
    done = []
    for text in texts:
        number = placed.get(text.lang, 0)
        placed[text.lang] = number + 1
        site = f"{text.lang}{number // per_site}"
        host = shop.host(text, random.Random(f"{seed} {site}"))
        own = "".join(share_of(sentences(host.text), size / max(1, len(host.text))))
        changed = Text(text.id, text.title, f"{text.text}\n\n{own}", text.lang, text.label, text.at)
        done.append((changed, f"{site}.example"))
    return done


def _neighbours(sources: Sequence[Text]) -> list[tuple[Text, Text]]:
    by_lang: dict[str, list[Text]] = {}
    for source in sources:
        by_lang.setdefault(source.lang, []).append(source)
    return [pair for texts in by_lang.values() for pair in zip(texts[::2], texts[1::2], strict=False)]


def _exchanged(text: str, share: float, words: Sequence[str], rng: random.Random) -> str:
    found = pieces(text)
    places = [place for place, piece in enumerate(found) if piece.strip()]
    for place in rng.sample(places, round(share * len(places))):
        found[place] = rng.choice(words)
    return "".join(found)
