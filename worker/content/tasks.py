"""The functions that the stages call, mostly in child processes.

Each task imports its implementation when it first runs: a worker whose feeds have not changed never loads the parsers,
the extractor and the language model, which cost more than all its polls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from worker.model.entry import ArticleDraft, EntryDraft, FeedDocument, Fingerprint, Heading, Mark, Wording
from worker.model.outlets import Outlet
from worker.model.pickling import PickledByFields


@dataclass(frozen=True, slots=True)
class Source(PickledByFields):
    """What an article is to be read from.

    ``page`` is None if there is only the entry; ``reason`` says why, and is None if the entry never had a page.
    ``languages`` are the configured ones, empty for all. A body under ``min_chars`` characters gives way to the
    entry's own text if that is longer. ``outlets`` are the configured ones, ``furniture`` the hashes of the
    host's known furniture, ``names`` the configured names in Han characters, ``feed_title`` what the feed calls itself.
    """

    draft: EntryDraft
    host: str
    feed_lang: str | None
    languages: tuple[str, ...]
    min_chars: int
    page: tuple[bytes, Mapping[str, str], str] | None
    reason: str | None
    outlets: tuple[Outlet, ...] = ()
    furniture: frozenset[int] = frozenset()
    names: Mapping[str, str] | None = None
    feed_title: str | None = None


def read_feed(body: bytes, headers: Mapping[str, str], known: bytes) -> FeedDocument:
    """``content.feeds.read_feed``."""
    from worker.content import feeds  # noqa: PLC0415 - see above

    return feeds.read_feed(body, headers, known)


def feed_links(body: bytes, content_type: str, url: str) -> tuple[str, ...]:
    """``content.discovery.feed_links``."""
    from worker.content import discovery  # noqa: PLC0415 - see above

    return discovery.feed_links(body, content_type, url)


def sitemap_links(robots: bytes, url: str) -> tuple[str, ...]:
    """``content.discovery.sitemap_links``."""
    from worker.content import discovery  # noqa: PLC0415 - see above

    return discovery.sitemap_links(robots, url)


def wording(title: str, text: str, lang: str | None) -> Wording:
    """``content.wordings.wording``; quick enough for the judge to call it directly."""
    from worker.content import wordings  # noqa: PLC0415 - see above

    return wordings.wording(title, text, lang)


@lru_cache(1000)
def headline(title: str, lang: str | None) -> tuple[str, ...]:
    """The words of a headline as in ``wording``; cached, as a story's is compared with those of all that join."""
    return wording(title, "", lang).title


@lru_cache(4000)
def heading(title: str, lang: str | None) -> Heading | None:
    """``content.issues.heading``; called by the judge directly. A story's is compared with those it may take in."""
    from worker.content import issues  # noqa: PLC0415 - see above

    return issues.heading(title, lang)


def is_signed(title: str) -> bool:
    """``content.mastheads.is_signed``; called by the judge directly."""
    from worker.content import mastheads  # noqa: PLC0415 - see above

    return mastheads.is_signed(title)


def headline_terms(title: str, lang: str | None) -> frozenset[int]:
    """``content.terms.headline_terms``; for the judge to run itself, some 0.05 ms."""
    from worker.content import terms, tokens  # noqa: PLC0415 - see above

    return terms.headline_terms(tokens.tokenize(title, lang), lang)


def lead_terms(text: str, lang: str | None) -> frozenset[int]:
    """``content.terms.lead_terms``; for the judge to run itself, some 0.05 ms."""
    from worker.content import terms  # noqa: PLC0415 - see above

    return terms.lead_terms(text, lang)


def commonness(lang: str | None) -> Mapping[int, float]:
    """``content.commonness.commonness``; for the judge to run itself."""
    from worker.content import commonness as words  # noqa: PLC0415 - see above

    return words.commonness(lang)


def apart(first: str, second: str) -> tuple[str, str]:
    """``content.furniture.apart``; called by the judge directly."""
    from worker.content import furniture  # noqa: PLC0415 - see above

    return furniture.apart(first, second)


def unfurnished(draft: ArticleDraft, known: frozenset[int], names: Mapping[str, str] | None) -> ArticleDraft:
    """``content.furniture.unfurnished``: nothing to do, and nothing loaded, where none of it is in the article."""
    if known.isdisjoint(draft.segments):
        return draft
    from worker.content import furniture  # noqa: PLC0415 - see above

    return furniture.unfurnished(draft, known, names)


def told_apart(
    draft: ArticleDraft, suspected: frozenset[int], others: Sequence[str], names: Mapping[str, str] | None
) -> tuple[ArticleDraft, int]:
    """``content.furniture.told_apart``; called by the judge directly."""
    from worker.content import furniture  # noqa: PLC0415 - see above

    return furniture.told_apart(draft, suspected, others, names)


def fingerprint(title: str, text: str, lang: str | None, names: Mapping[str, str] | None) -> Fingerprint:
    """``content.fingerprint.fingerprint``."""
    from worker.content import fingerprint as prints  # noqa: PLC0415 - see above

    return prints.fingerprint(title, text, lang, names)


def fingerprints(texts: Sequence[tuple[str, str, str | None]], names: Mapping[str, str] | None) -> list[Fingerprint]:
    """``fingerprint`` of several (title, text, language) at once: one call to a child process."""
    return [fingerprint(*text, names) for text in texts]


def same_wall(title: str, other: str, text: str) -> bool:
    """``content.agreement.same_wall``; called by the judge directly."""
    from worker.content import agreement  # noqa: PLC0415 - see above

    return agreement.same_wall(title, other, text)


def unlike(title: str, other: str) -> bool:
    """``content.agreement.unlike``; called by the judge directly."""
    from worker.content import agreement  # noqa: PLC0415 - see above

    return agreement.unlike(title, other)


ENTRY_CHARS = 8_000
"""So much of an entry's text is read where the judge itself reads it: hostile lines cost 5 µs a character."""


def from_entry(draft: EntryDraft, host: str, feed_lang: str | None, reason: str) -> ArticleDraft:
    """``content.articles.read_article`` of the entry alone, of its text the beginning; called by the judge directly."""
    short = replace(draft, content=draft.content[:ENTRY_CHARS], summary=draft.summary[:ENTRY_CHARS])
    (article,) = read_articles([Source(short, host, feed_lang, (), min_chars=0, page=None, reason=reason)])
    return article


def read_articles(sources: Sequence[Source]) -> list[ArticleDraft]:
    """``content.articles.read_article`` for several at once: one call to a child process."""
    from worker.content import articles  # noqa: PLC0415 - see above

    return [articles.read_article(source) for source in sources]


def mark_keys(marks: Sequence[Mark]) -> list[Mapping[str, tuple[int, float]]]:
    """``content.marks.keys_of``; quick enough for the judge to call it directly."""
    from worker.content.marks import keys_of  # noqa: PLC0415 - see above

    return keys_of(marks)


def mark_surest(marks: Sequence[Mark]) -> list[tuple[int, float]]:
    """``content.marks.surest`` of each; called by the judge directly."""
    from worker.content.marks import surest  # noqa: PLC0415 - see above

    return list(map(surest, marks))
