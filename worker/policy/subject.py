"""Subject: what rules see of an article, and the one scan that finds the strings of all rules in its texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from worker.policy.conditions import Page
from worker.policy.folding import Text
from worker.policy.needles import Scanned


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules see of an article and its story.

    ``lang`` is a language tag, ``feed`` the feed's key, ``host`` without port, ``promo`` the reasons of what was cut,
    ``cites`` names of outlets; ``sources`` and ``languages`` are those of the story with this article in it.
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


class Scanner:
    """Looks for many strings in one pass over an article's folded texts."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._strings = tuple(dict.fromkeys(strings))
        self._finder = AhoCorasick(self._strings)

    def page(self, article: Subject) -> Page:
        """The article with every place of a string in it, ready to be asked."""
        texts = {name: Text(text) for name, text in _texts(article).items()}
        starts = list(accumulate((len(text.line) + 1 for text in texts.values()), initial=0))
        hits: list[dict[str, list[int]]] = [{} for _ in texts]
        strings = self._strings
        # No string holds a line break, so none matches across two texts.
        lines = "\n".join(text.line for text in texts.values())
        for index, start, _ in self._finder.find_matches_as_indexes(lines, overlapping=True):
            place = bisect_right(starts, start) - 1
            hits[place].setdefault(strings[index], []).append(start - starts[place])
        scanned = {name: Scanned(text, found) for (name, text), found in zip(texts.items(), hits, strict=True)}
        numbers = {"quality": article.quality, "story.sources": article.sources}
        return Page(scanned, _values(article), numbers)


def _texts(article: Subject) -> dict[str, str]:
    return {
        "title": article.title,
        "body": article.body,
        "author": article.author,
        "url": unquote(article.url),
        "cites": " | ".join(article.cites),
    }


def _values(article: Subject) -> dict[str, tuple[str, ...]]:
    return {
        "lang": _languages(article.lang or ""),
        "feed": (article.feed.casefold(),) if article.feed else (),
        "tag": tuple(tag.casefold() for tag in article.tags),
        "host": (article.host.casefold().rstrip("."),) if article.host else (),
        "relation": (article.relation,),
        "promo": tuple(why.casefold() for why in article.promo),
        "story.languages": _languages(*article.languages),
    }


def _languages(*tags: str) -> tuple[str, ...]:
    return tuple(tag.casefold().replace("_", "-") for tag in tags if tag)
