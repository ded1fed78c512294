"""An alert in words for people: the same few lines for mail, chat and feeds, as plain text and as simple HTML.

Everything that a feed or page wrote is treated as text: control characters are removed, and HTML is escaped. There is
no template language; the facts and their order are fixed.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from worker.model.errors import Rejected
from worker.model.story import ClaimedAlert
from worker.model.units import counted
from worker.policy.places import in_words

MOST_TERMS = 5
HEADLINE_CHARS = 100
"""So long may the beginning of a text be that stands for a missing title."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An alert in words. ``facts`` are pairs of name and value, ``link`` is an http(s) address or None.

    ``members`` are the alerts of a digest, which has no excerpt then.
    """

    subject: str
    headline: str
    link: str | None
    excerpt: str
    facts: tuple[tuple[str, str], ...]
    members: tuple[Wording, ...] = ()

    def text(self) -> str:
        """Plain text, a fact a line; members of a digest as a list."""
        facts = "\n".join(f"{name}: {value}" for name, value in self.facts)
        head = f"{self.headline}\n{self.link}" if self.link else self.headline
        members = ("\n  ".join(filter(None, (f"- {it.subject}", it.link, *it.told()))) for it in self.members)
        return "\n\n".join(filter(None, (head, self.excerpt, *members, facts))) + "\n"

    def html(self) -> str:
        """A fragment of HTML: a heading with the link, the excerpt or the members, the facts as a table."""
        rows = "".join(
            f"<tr><th align='left'>{html.escape(name)}</th><td>{html.escape(value)}</td></tr>"
            for name, value in self.facts
        )
        items = (" <br>".join((it.linked(it.subject), *map(html.escape, it.told()))) for it in self.members)
        listed = "".join(f"<li>{item}</li>" for item in items)
        shown = f"<ul>{listed}</ul>" if listed else f"<p>{html.escape(self.excerpt)}</p>"
        return f"<h3>{self.linked(self.headline)}</h3>{shown}<table>{rows}</table>"

    def linked(self, text: str) -> str:
        """``text`` as HTML, with the link if there is one."""
        return f'<a href="{html.escape(self.link)}">{html.escape(text)}</a>' if self.link else html.escape(text)

    def told(self) -> list[str]:
        """What a digest tells of a member beside its subject and link: where it stood, and the first words matched."""
        first = dict(reversed(self.facts))
        return [first[name] for name in ("Feed", "Matched") if name in first]


def plain(text: object) -> str:
    """``text`` on one line, without invisible control characters such as direction marks."""
    return " ".join("".join(" " if it.isspace() else it for it in str(text) if not _removed(it)).split())


def _removed(char: str) -> bool:
    """Whether a character is removed. Persian and Indic words need the two joiners; XML forbids U+FFFE and U+FFFF."""
    unseen = unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\u200c\u200d"
    return (unseen and not char.isspace()) or char in "\ufffe\uffff"


def read(alert: ClaimedAlert) -> dict[str, Any]:
    """The alert's JSON object. Raises ``Rejected`` if the body is not one."""
    try:
        body = orjson.loads(alert.body)
    except orjson.JSONDecodeError as error:
        raise Rejected(f"alert {alert.id}: the body is not JSON ({error})") from error
    if not isinstance(body, dict):
        raise Rejected(f"alert {alert.id}: the body is not a JSON object")
    return body


def word(body: Mapping[str, Any]) -> Wording:
    """The words for an alert's ``body``, as ``flow/shapes.py`` makes it; missing facts are left out."""
    article, story = part(body, "article"), part(body, "story")
    excerpt = plain(article.get("excerpt") or "")
    headline = plain(article.get("title") or story.get("title") or "") or beginning(excerpt) or "(no title)"
    occasion, rule = plain(body.get("occasion") or "first"), plain(body.get("rule") or "?")
    subject = f"[{rule}] {headline}" if occasion == "first" else f"[{rule}] {occasion}: {headline}"
    url = str(article.get("url") or "")
    members = tuple(word(it) for it in body.get("digest") or () if isinstance(it, dict))
    return Wording(
        subject=subject,
        headline=headline,
        link=url if url.startswith(("http://", "https://")) else None,
        excerpt="" if members else excerpt,
        members=members,
        facts=tuple((name, value) for name, value in _facts(body, article, story) if value),
    )


def beginning(text: str) -> str:
    """What stands for the title of a text that has none."""
    return text if len(text) <= HEADLINE_CHARS else text[:HEADLINE_CHARS].rsplit(" ", 1)[0] + " …"


def _facts(body: Mapping[str, Any], article: Mapping[str, Any], story: Mapping[str, Any]) -> list[tuple[str, str]]:
    where = ", ".join(plain(it) for it in (article.get("feed"), article.get("lang")) if it)
    provenance = part(body, "provenance")
    cites = ", ".join(plain(it) for it in provenance.get("cites") or ())
    told = ""
    if None not in (story.get("id"), story.get("articles"), story.get("sources")):
        told = f"{story['id']}, {counted(story['articles'], 'article')} from {counted(story['sources'], 'source')}"
    lines = part(body, "report").get("lines") or ()
    return [
        *((plain(name), plain(said)) for name, said in lines),
        ("Severity", plain(body.get("severity") or "")),
        ("Published", plain(article.get("published") or "")),
        ("Feed", where),
        ("Story", plain(told)),
        *(("Matched", it) for it in matched(body)),
        ("Cites", cites),
        ("Also", ", ".join(plain(it) for it in body.get("built_in") or ())),
        ("Alert", plain(body.get("id") or "")),
        ("Note", "this may be a repeat of an earlier message" if body.get("maybe_repeat") else ""),
    ]


def matched(body: Mapping[str, Any]) -> list[str]:
    """A line for each term that the rule found, with its first place in brackets."""
    first: dict[str, str] = {}
    for it in body.get("why") or ():
        if isinstance(it, dict) and (term := plain(it.get("term", ""))) not in first:
            first[term] = f"{term} in {plain(it['field'])}: {plain(in_words(it))}" if "text" in it else term
    return list(first.values())[:MOST_TERMS]


def part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object ``name`` of an alert's body; empty if it has none."""
    found = body.get(name)
    return found if isinstance(found, dict) else {}
