"""The text of an article in the data of its page, for pages that a script draws or that print but a teaser.

Such pages carry the article as JSON: in JSON-LD, in a script of its own, or assigned to a variable. Every site names
things as it likes, so nothing rests on names but this: a body is long, and stands in one object with the page's title,
as HTML, as lines, or as a list of blocks. What belongs to an object with another title is another article's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from worker.content.plaintext import plain_text
from worker.content.printings import same_title

_SIGNS = ("articleBody", "application/json", "__NEXT_DATA__", "_STATE__", "globalContent", "JSON.parse(", "reviewBody")
_MIN_CHARS = 200
_MAX_SCRIPT_CHARS, _MAX_SCRIPTS, _MAX_ASSIGNED, _MAX_THINGS, _MAX_DEPTH = 3_000_000, 60, 20, 60_000, 40
_LEAST_SCRIPT_CHARS = 300
_JSON = json.JSONDecoder(strict=False)
_ASSIGNED = re.compile(r"[\w$\])]\s*=\s*(?:(JSON\.parse\(\s*(?=\"))|(?=[{\[]))")
_TITLES = ("title", "headline", "heading", "name", "hed")
# What blocks keep their words in, and blocks that are no part of the report.
_WORDS = (
    "text",
    "value",
    "content",
    "html",
    "body",
    "markup",
    "data",
    "children",
    "items",
    "paragraph",
    "__html",
    "articleBody",
)
_NO_PART = re.compile(
    r"related|recommend|promo|advert|newsletter|image|photo|picture|gallery|embed|social|author|poll(?!o)|quiz|paywall|"
    r"widget|button|comment|legal|terms|cookie|consent|translation|i18n|menu|footer|"
    r"(?:^|[_/-])(?:ads?(?:slot|unit)?|videos?|shar(?:e|ing)|tags?|scripts?|styles?)(?:$|[_/-])",
    re.IGNORECASE,
)
_LEADS = frozenset("url slug href link permalink path canonical publishedAt published_at datePublished".split())
"""What an object has that leads to an article of its own."""
_INLINE = frozenset("text span link hyperlink strong emphasis mark a b i em".split())


def may_tell(markup: str) -> bool:
    """Whether a page may have its text in data."""
    return any(map(markup.__contains__, _SIGNS))


def bodies(tree: HtmlElement, title: str) -> Iterator[str]:
    """The texts in the data of a page that may be the article called ``title``, a blank line between paragraphs."""
    for value in _values(tree):
        yield from _Walk(title).bodies(value)


def _values(tree: HtmlElement) -> Iterator[object]:
    """The JSON in a page's scripts."""
    read = 0
    for script in tree.iter("script"):
        text = (script.text or "").strip()
        if not _LEAST_SCRIPT_CHARS <= len(text) <= _MAX_SCRIPT_CHARS or read >= _MAX_SCRIPTS:
            continue
        read += 1
        if text[0] in "{[":
            yield _decoded(text, 0)[0]
        else:
            yield from _assigned(text)


def _assigned(text: str) -> Iterator[object]:
    """The JSON that a script assigns, or hands over in a string."""
    at = 0
    for _ in range(_MAX_ASSIGNED):
        found = _ASSIGNED.search(text, at)
        if found is None:
            return
        value, at = _decoded(text, found.end())
        yield _decoded(value, 0)[0] if found[1] and isinstance(value, str) else value


def _decoded(text: str, at: int) -> tuple[object, int]:
    """The value that begins at a place, and where it ends; None where there is none."""
    try:
        return _JSON.raw_decode(text, at)
    except (ValueError, RecursionError):
        return None, at


class _Walk:
    """One walk through a value; it ends after so many things, and below so many levels."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._left = _MAX_THINGS

    def bodies(self, value: object, depth: int = 0, *, owned: bool = False) -> Iterator[str]:
        """The texts below ``value``; ``owned``: it belongs to an object with the page's title."""
        self._left -= 1
        if self._left < 0 or depth > _MAX_DEPTH or not isinstance(value, dict | list):
            return
        if isinstance(value, dict):
            titled = self._titled(value)
            owned = titled or (owned and titled is None)
            members: list[object] = [it for key, it in value.items() if not _NO_PART.search(key)]
        else:
            members = value
            if owned and (text := _joined(value)):
                yield text
                return
        for member in members:
            if isinstance(member, str):
                if owned and len(member) >= _MIN_CHARS and (text := plain_text(member)):
                    yield text
            else:
                yield from self.bodies(member, depth + 1, owned=owned)

    def _titled(self, value: dict[str, object]) -> bool | None:
        """Whether an object has the page's title, or another one; None if it has none, as blocks have."""
        titles = [told for key in _TITLES if (told := _string(value.get(key)))]
        titles += [
            told for key in ("headlines", "title") if (told := _string(_under(value.get(key), "basic", "rendered")))
        ]
        if any(same_title(self._title, told) for told in titles):
            return True
        return False if any(len(told.split()) > 2 for told in titles) else None


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _under(value: object, *keys: str) -> object:
    return next((value[key] for key in keys if key in value), None) if isinstance(value, dict) else None


def _joined(blocks: list[object]) -> str:
    """The text of a list of blocks; empty if it is no such list."""
    texts = [text for block in blocks if (text := _words(block, 0).strip())]
    whole = "\n\n".join(texts)
    return whole if len(texts) > 1 and len(whole) >= _MIN_CHARS else ""


def _words(block: object, depth: int) -> str:
    """The words of a block, those of its parts in their order."""
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(block, str):
        return plain_text(block) if "<" in block or "&" in block else block
    if isinstance(block, list):
        parts = (_words(part, depth + 1) for part in block)
        if all(map(_is_inline, block)):
            return "".join(parts)
        return "\n\n".join(filter(None, map(str.strip, parts)))
    if not isinstance(block, dict) or _NO_PART.search(_kind(block)) or _is_article(block):
        return ""
    return next((words for key in _WORDS if key in block and (words := _words(block[key], depth + 1))), "")


def _is_article(block: dict[str, object]) -> bool:
    return not _LEADS.isdisjoint(block) and any(map(block.__contains__, _TITLES))


def _kind(block: dict[str, object]) -> str:
    names = (_string(block.get(key)) for key in ("type", "_type", "nodeType", "kind", "__typename"))
    return next(filter(None, names), "")


def _is_inline(part: object) -> bool:
    return isinstance(part, str) or (isinstance(part, dict) and _kind(part).lower() in _INLINE)
