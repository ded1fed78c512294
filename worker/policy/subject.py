"""Subject: what rules see of an article, and the single scan that finds the strings of all rules in its texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from worker.policy.conditions import Page
from worker.policy.folding import Text
from worker.policy.needles import BESIDE, HEARD, Scanned

_FORMS_KEPT = 100_000
_NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules see of an article and its story.

    ``lang`` is a language tag, ``feed`` the feed's key, ``host`` without port, ``promo`` the reasons why parts were
    cut, ``cites`` names of outlets, ``flags`` the built-in ones that do not rest on words; ``sources`` and
    ``languages`` are those of the story, with this article.
    """

    title: str
    body: str
    lang: str | None = None
    feed: str = ""
    tags: tuple[str, ...] = ()
    host: str = ""
    author: str = ""
    url: str = ""
    cites: tuple[str, ...] = ()
    relation: str = "unrelated"
    promo: tuple[str, ...] = ()
    quality: float | None = None
    sources: int | None = None
    languages: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class Hearing(Protocol):
    """Finds names by their sound (see ``content/hearing.py``)."""

    def heard(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Start, end and form of each word of ``text`` that may be a name."""
        ...

    def keys(self, form: str) -> Iterable[str]:
        """The keys that a form can be found by."""
        ...

    def sought(self, word: str, *, beside: bool) -> Iterable[str]:
        """The keys that a word of a name is found by; ``beside`` other words of the name it may be short."""
        ...


class Scanner:
    """Finds many strings in one pass over an article's folded texts, and names by their sound."""

    def __init__(self, strings: Iterable[str], hearing: Hearing | None, fields: Collection[str]) -> None:
        """Raises ``ValueError`` if a name is looked for by sound and there is no ``hearing``.

        Besides title and body only the texts ``fields`` are read.
        """
        wanted = {"title", "body", *fields}
        self._texts = {name: read for name, read in _TEXTS.items() if name in wanted}
        distinct = tuple(dict.fromkeys(strings))
        self._strings = tuple(it for it in distinct if it[0] != HEARD)
        self._finder = AhoCorasick(self._strings)
        self._hearing = hearing
        self._names: dict[str, list[str]] = {}  # key → strings that are found by it
        for string in distinct:
            if string[0] == HEARD:
                if hearing is None:
                    raise ValueError("a rule looks for names, and nobody is here to hear them")
                for key in hearing.sought(string.lstrip(HEARD + BESIDE), beside=string[1] == BESIDE):
                    self._names.setdefault(key, []).append(string)
        self._known_forms: dict[str, tuple[str, ...]] = {}

    def page(self, article: Subject) -> Page:
        """The article with the places of all strings, prepared for rules."""
        texts = {name: Text(text) if (text := read(article)) else _NOTHING for name, read in self._texts.items()}
        starts = list(accumulate((len(text.line) + 1 for text in texts.values()), initial=0))
        hits: list[dict[str, list[int]]] = [{} for _ in texts]
        strings = self._strings
        # No string contains a line break, so none matches across two texts.
        lines = "\n".join(text.line for text in texts.values())
        for index, start, _ in self._finder.find_matches_as_indexes(lines, overlapping=True) if strings else ():
            place = bisect_right(starts, start) - 1
            hits[place].setdefault(strings[index], []).append(start - starts[place])
        scanned = {name: Scanned(text, found) for (name, text), found in zip(texts.items(), hits, strict=True)}
        if self._names and self._hearing is not None:
            for name in ("title", "body"):
                scanned[name] = self._with_names(scanned[name], self._hearing)
        numbers = {"quality": article.quality, "story.sources": article.sources}
        return Page(scanned, _values(article), numbers)

    def _with_names(self, scanned: Scanned, hearing: Hearing) -> Scanned:
        hits: dict[str, set[int]] = {}
        ends: dict[int, int] = {}
        for start, end, form in hearing.heard(scanned.text.original):
            for string in self._called(form, hearing):
                hits.setdefault(string, set()).add(start)
                ends[start] = end
        return Scanned(scanned.text, {**scanned.hits, **{it: sorted(places) for it, places in hits.items()}}, ends)

    def _called(self, form: str, hearing: Hearing) -> tuple[str, ...]:
        """The strings that are found by a form; cached for the last ``_FORMS_KEPT`` forms."""
        found = self._known_forms.get(form)
        if found is None:
            if len(self._known_forms) >= _FORMS_KEPT:
                self._known_forms.clear()
            found = tuple({string: None for key in hearing.keys(form) for string in self._names.get(key, ())})
            self._known_forms[form] = found
        return found


_TEXTS: Mapping[str, Callable[[Subject], str]] = {
    "title": lambda article: article.title,
    "body": lambda article: article.body,
    "author": lambda article: article.author,
    "url": lambda article: unquote(article.url),
    "cites": lambda article: " | ".join(article.cites),
}


def text_of(article: Subject, field: str) -> str:
    """The text of a field as rules see it; spans count its characters."""
    return _TEXTS[field](article)


def _values(article: Subject) -> dict[str, tuple[str, ...]]:
    return {
        "lang": _languages(article.lang or ""),
        "feed": (article.feed.casefold(),) if article.feed else (),
        "tag": tuple(tag.casefold() for tag in article.tags),
        "host": (article.host.casefold().rstrip("."),) if article.host else (),
        "relation": (article.relation,),
        "promo": tuple(why.casefold() for why in article.promo),
        "flag": article.flags,
        "story.languages": _languages(*article.languages),
    }


def _languages(*tags: str) -> tuple[str, ...]:
    return tuple(tag.casefold().replace("_", "-") for tag in tags if tag)
