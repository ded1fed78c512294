"""Rules: which of the user's conditions an article meets, with the places that met them.

A rule is compiled once; a book of rules looks for all their words in one scan of an article's folded text,
then asks only those rules of which a necessary word was found, and those that have none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from ahocorasick_rs import AhoCorasick

from worker.model.story import Flag, Span
from worker.policy import conditions
from worker.policy.conditions import MAX_SPANS, Condition, Page
from worker.policy.folding import Text
from worker.policy.needles import Scanned
from worker.policy.queries import read_query
from worker.policy.syntax import QueryError

__all__ = ["CompiledRule", "QueryError", "RuleBook", "Subject", "check_query", "compile_rule"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules see of an article. ``lang`` is a language tag, ``feed`` the feed's key, ``host`` without port."""

    title: str
    body: str
    lang: str | None = None
    feed: str = ""
    tags: tuple[str, ...] = ()
    host: str = ""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule ready to be asked. ``version`` is a digest of the query, whatever its blanks."""

    id: str
    when: str
    version: str
    condition: Condition


def compile_rule(id: str, when: str) -> CompiledRule:  # noqa: A002 — the config's word for it
    """The rule ``id`` with the query ``when``. Raises ``QueryError``."""
    normal = re.sub(r"\s+", " ", unicodedata.normalize("NFC", when)).strip()
    digest = blake2b(normal.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return CompiledRule(id, when, digest, read_query(when))


def check_query(when: str) -> str | None:
    """What is wrong with ``when``, and where, for a list of problems; None when it can be compiled."""
    try:
        read_query(when)
    except QueryError as error:
        return str(error)
    return None


class RuleBook:
    """Many rules asked at once. Building takes 0.3 s for 10,000 rules, compiling them 2 s."""

    def __init__(self, rules: Sequence[CompiledRule]) -> None:
        self._rules = tuple(rules)
        self._always: list[int] = []
        self._waiting: dict[str, list[int]] = {}  # anchor → rules that need it
        strings: dict[str, None] = {}
        for place, rule in enumerate(self._rules):
            strings.update(dict.fromkeys(conditions.scanned_for(rule.condition)))
            anchors = conditions.anchors(rule.condition)
            if anchors is None:
                self._always.append(place)
            for anchor in anchors or ():
                self._waiting.setdefault(anchor, []).append(place)
        self._strings = tuple(strings)
        self._finder = AhoCorasick(self._strings)

    def match(self, article: Subject) -> tuple[Flag, ...]:
        """The flags of all rules that ``article`` meets, in the order of the rules.

        Cost: one scan, plus a few microseconds for each rule of which a necessary word was found.
        """
        page = self._scan(article)
        asked = set(self._always)
        for hits in (page.title.hits, page.body.hits):
            for string in hits:
                asked.update(self._waiting.get(string, ()))
        rules = (self._rules[place] for place in sorted(asked))
        return tuple(
            Flag(rule.id, rule.version, _chosen_spans(rule.condition, page))
            for rule in rules
            if conditions.holds(rule.condition, page)
        )

    def _scan(self, article: Subject) -> Page:
        title, body = Text(article.title), Text(article.body)
        in_title: dict[str, list[int]] = {}
        in_body: dict[str, list[int]] = {}
        shift = len(title.line) + 1
        strings = self._strings
        # No string holds a line break, so none matches across the two texts.
        for index, start, _ in self._finder.find_matches_as_indexes(f"{title.line}\n{body.line}", overlapping=True):
            if start < shift:
                in_title.setdefault(strings[index], []).append(start)
            else:
                in_body.setdefault(strings[index], []).append(start - shift)
        return Page(Scanned(title, in_title), Scanned(body, in_body), _values(article))


def _values(article: Subject) -> dict[str, tuple[str, ...]]:
    return {
        "lang": (article.lang.casefold().replace("_", "-"),) if article.lang else (),
        "feed": (article.feed.casefold(),) if article.feed else (),
        "tag": tuple(tag.casefold() for tag in article.tags),
        "host": (article.host.casefold().rstrip("."),) if article.host else (),
    }


def _chosen_spans(condition: Condition, page: Page) -> tuple[Span, ...]:
    """``MAX_SPANS`` at most, in order; every term is shown before any is shown again."""
    first_of_place: dict[tuple[str, int, int], tuple[int, Span]] = {}
    for rank, span in conditions.spans(condition, page):
        first_of_place.setdefault((span.field, span.start, span.end), (rank, span))
    ranked = sorted(first_of_place.values(), key=lambda found: (found[0], *_in_order(found[1])))
    return tuple(sorted((span for _, span in ranked[:MAX_SPANS]), key=_in_order))


def _in_order(span: Span) -> tuple[bool, int, int]:
    return span.field != "title", span.start, span.end
