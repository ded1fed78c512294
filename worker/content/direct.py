"""What the judge asks of texts itself, in the worker's own process; ``tasks.py`` is for children.

Each function imports its implementation when it first runs: most news need few of them, and a start that brings no news
needs none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from worker.content.tasks import Source, read_articles
from worker.model.entry import ArticleDraft, EntryDraft, Fingerprint, Heading, Mark, Wording

ENTRY_CHARS = 8_000
"""So much of an entry's text is read here: hostile lines cost 5 µs a character."""


def wording(title: str, text: str, lang: str | None) -> Wording:
    """``content.wordings.wording``."""
    from worker.content import wordings  # noqa: PLC0415 - see above

    return wordings.wording(title, text, lang)


@lru_cache(1000)
def headline(title: str, lang: str | None) -> tuple[str, ...]:
    """The words of a headline as in ``wording``; cached, as a story's is compared with those of all that join."""
    return wording(title, "", lang).title


@lru_cache(4000)
def heading(title: str, lang: str | None) -> Heading | None:
    """``content.issues.heading``; cached, as a story's is compared with those of all that it may take in."""
    from worker.content import issues  # noqa: PLC0415 - see above

    return issues.heading(title, lang)


def named_days(text: str, lang: str | None) -> tuple[str, ...]:
    """``content.issues.named_days``."""
    from worker.content import issues  # noqa: PLC0415 - see above

    return issues.named_days(text, lang)


def is_signed(title: str) -> bool:
    """``content.mastheads.is_signed``."""
    from worker.content import mastheads  # noqa: PLC0415 - see above

    return mastheads.is_signed(title)


def headline_terms(title: str, lang: str | None) -> frozenset[int]:
    """``content.terms.headline_terms``, some 0.05 ms."""
    from worker.content import terms, tokens  # noqa: PLC0415 - see above

    return terms.headline_terms(tokens.tokenize(title, lang), lang)


def lead_terms(text: str, lang: str | None) -> frozenset[int]:
    """``content.terms.lead_terms``, some 0.05 ms."""
    from worker.content import terms  # noqa: PLC0415 - see above

    return terms.lead_terms(text, lang)


def commonness(lang: str | None) -> Mapping[int, float]:
    """``content.commonness.commonness``."""
    from worker.content import commonness as words  # noqa: PLC0415 - see above

    return words.commonness(lang)


def fingerprint(title: str, text: str, lang: str | None, names: Mapping[str, str] | None) -> Fingerprint:
    """``content.fingerprint.fingerprint``; of a headline, or where a person waits for a ruling."""
    from worker.content import fingerprint as prints  # noqa: PLC0415 - see above

    return prints.fingerprint(title, text, lang, names)


def mark_keys(marks: Sequence[Mark]) -> list[Mapping[str, tuple[int, float]]]:
    """``content.marks.keys_of``."""
    from worker.content.marks import keys_of  # noqa: PLC0415 - see above

    return keys_of(marks)


def mark_surest(marks: Sequence[Mark]) -> list[tuple[int, float]]:
    """``content.marks.surest`` of each."""
    from worker.content.marks import surest  # noqa: PLC0415 - see above

    return list(map(surest, marks))


def apart(first: str, second: str) -> tuple[str, str]:
    """``content.furniture.apart``."""
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
    """``content.furniture.told_apart``."""
    from worker.content import furniture  # noqa: PLC0415 - see above

    return furniture.told_apart(draft, suspected, others, names)


def same_wall(title: str, other: str, text: str) -> bool:
    """``content.agreement.same_wall``."""
    from worker.content import agreement  # noqa: PLC0415 - see above

    return agreement.same_wall(title, other, text)


def unlike(title: str, other: str) -> bool:
    """``content.agreement.unlike``."""
    from worker.content import agreement  # noqa: PLC0415 - see above

    return agreement.unlike(title, other)


def from_entry(draft: EntryDraft, host: str, feed_lang: str | None, reason: str) -> ArticleDraft:
    """``content.articles.read_article`` of the entry alone, of its text the beginning."""
    short = replace(draft, content=draft.content[:ENTRY_CHARS], summary=draft.summary[:ENTRY_CHARS])
    (article,) = read_articles([Source(short, host, feed_lang, (), min_chars=0, page=None, reason=reason)])
    return article
