"""Text out of a piece of HTML that is not a page: an entry's own, or what a page keeps in its data."""

from __future__ import annotations

import re

from lxml import html
from lxml.etree import ParserError

from worker.content.charset import sortable
from worker.content.fields import unescaped

_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_DROPPED = frozenset({"script", "style", "noscript", "template", "iframe", "textarea", "title"})
_MAX_DEPTH = 250
"""The parser stops at 256 open elements and drops anything deeper."""

_TAG = re.compile(r"<[A-Za-z/!?]")
# What a text begins with that was escaped twice: "&lt;p&gt;" in CDATA.
_OPENS_AS_MARKUP = re.compile(
    r"\s*<(?:p|div|span|h[1-6]|ul|ol|table|figure|img|a|b|strong|em|i|br)\b[^<>]*>", re.IGNORECASE
)
# Without its end each alternative matches the rest, so that no text is scanned twice.
_SILENT = re.compile(
    rf"<({'|'.join(sorted(_DROPPED))})\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_ANY_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?][^<>]*>")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def plain_text(markup: str) -> str:
    """An entry's own HTML, also escaped twice, as paragraphs separated by blank lines; without tags each line is one.

    Empty if it only lists who reports the same. Linear in the length. If elements nest too deep for the parser, the
    tags are removed instead.
    """
    if _TAG.search(markup) is None:
        markup = unescaped(markup)
        if not _OPENS_AS_MARKUP.match(markup):
            return _paragraphs(markup)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
        text = "" if _lists_coverage(root) else _walk(root)
    except (ParserError, ValueError):
        text = None
    return _paragraphs(_struck(markup) if text is None else text)


def _lists_coverage(root: html.HtmlElement) -> bool:
    """Whether this is Google News' list of other papers' headlines: links, and behind them who wrote it, in ``font``.

    As text these lists make entries of one morning copies of each other, for they name the same papers.
    """
    papers = root.findall(".//font")
    if not papers or any(it.getprevious() is None or it.getprevious().tag != "a" for it in papers):
        return False
    said = sum(len(_packed(it.text_content())) for it in (*papers, *root.iter("a")))
    return said == len(_packed(root.text_content()))


def _packed(text: str) -> str:
    return "".join(text.split())


def _walk(root: html.HtmlElement) -> str | None:
    """The text with a line break at each edge of a block; None if the tree is so deep that text was lost."""
    parts: list[str] = []
    stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
    depth = 0
    while stack:
        node, closing = stack.pop()
        known = isinstance(node.tag, str)
        if closing:
            depth -= 1
            parts.append("\n" if known and node.tag in _BLOCKS else "")
            parts.append(_flowing(node.tail) if node is not root else "")
            continue
        depth += 1
        if depth > _MAX_DEPTH:
            return None
        stack.append((node, True))
        if known and node.tag not in _DROPPED:
            parts.append("\n" if node.tag in _BLOCKS else "")
            parts.append(_flowing(node.text))
            stack.extend((child, False) for child in reversed(node))
    return "".join(parts)


def _flowing(text: str | None) -> str:
    """The text with the line breaks of its source as spaces; only blank lines separate paragraphs."""
    return "\n".join(part.replace("\n", " ") for part in _BLANK_LINE.split(text or ""))


def _struck(markup: str) -> str:
    text = _ANY_TAG.sub(lambda tag: "\n" if (tag[1] or "").lower() in _BLOCKS else "", _SILENT.sub("", markup))
    return unescaped(text)


def _paragraphs(text: str) -> str:
    lines = (" ".join(line.split()) for line in sortable(text).splitlines())
    return "\n\n".join(line for line in lines if line)
