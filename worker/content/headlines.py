"""A page's headline as readers see it: of its headings, and of what it states as its title, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from worker.content.fields import squeeze
from worker.content.mastheads import SITE_HEAD, SITE_TAIL, SITE_TAIL_UNSPACED
from worker.content.printings import bare

# A heading that shares less with every stated title is a logo, a slogan or another article's.
_ALIKE = 0.5
_MIN_CHARS = 4
# A heading longer than this is no headline, and is not looked at part by part.
_MAX_CHARS = 500
_APART = frozenset("br div p h2 h3 h4 h5 h6 ul li small figure hr".split())
# Between elements without a blank: "the pier" and "Harbour Press" side by side, but "Mc" and "Donald" are one word.
_SEAM = re.compile(r"(?:[^\W\d_A-ZÀ-Þ]{2}|[.!?:»”)…])$")
_UNSPACED_CHARS = 8
_HOST_CHARS = 5


def headline(
    headings: Sequence[HtmlElement], title: str, stated: Sequence[str], site_name: str | None, url: str
) -> tuple[str, HtmlElement | None]:
    """The ``<h1>`` most like another source's title, and its element; else the first of ``stated``, else ``title``.

    ``title`` is the page's ``<title>``, ``stated`` are the titles declared elsewhere, the surest first.
    """
    tag = _own_part(title, url)
    told = [_without_site(_unspaced(text), site_name) for text in stated]
    texts = [(text, h1) for h1 in headings if len(text := _text(h1)) >= _MIN_CHARS and text != site_name]
    alike = {it: max(_alike(it[0], text) for text in (*stated, tag)) for it in texts}
    best = max(alike, key=alike.__getitem__, default=None)
    if best is not None and alike[best] >= _ALIKE:
        return _main_part(best[1], best[0], (*told, tag)), best[1]
    if first := next(filter(None, told), tag):
        return first, None
    return texts[0] if texts else ("", None)


def _own_part(title: str, url: str) -> str:
    """A ``<title>`` without the site's name at its end, or before it where that is what the address is called."""
    title = _unspaced(title)
    head = SITE_HEAD.match(title)
    if head is not None and _names_host(head[1], url):
        return title[head.end() :]
    tail = SITE_TAIL.search(title)
    return title[: tail.start()] if tail and 2 * tail.start() > len(title) else title


def _names_host(text: str, url: str) -> bool:
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return False
    host, name = bare(max(labels, key=len)), bare(text)
    return len(host) >= _HOST_CHARS and bool(name) and (host in name or name in host)


def _unspaced(title: str) -> str:
    if title.isascii():
        return title
    tail = SITE_TAIL_UNSPACED.search(title)
    return title[: tail.start()] if tail and tail.start() >= _UNSPACED_CHARS else title


def _without_site(title: str, site_name: str | None) -> str:
    if site_name and title.endswith(site_name) and len(title) > len(site_name):
        return title[: -len(site_name)].rstrip(" |–—·•»:-") or title
    return title


def _main_part(h1: HtmlElement, text: str, stated: Iterable[str]) -> str:
    """A heading without the kicker or badge in it, if a title is stated that has neither."""
    if not len(h1) or len(text) > _MAX_CHARS:
        return text
    known = {printed for it in stated if (printed := bare(it))}
    if bare(text) in known:
        return text
    texts = [_text(child) for child in h1]
    for part in (texts[0], texts[-1]):
        for rest in (text.removeprefix(part).lstrip(" :|–—-"), text.removesuffix(part).rstrip(" |–—-")):
            if part and rest != text and bare(rest) in known:
                return rest
    return text


def _text(element: HtmlElement) -> str:
    """The text of a heading, with a blank where its elements stand apart."""
    if not len(element):
        return squeeze(element.text or "")
    if len(whole := element.text_content()) > _MAX_CHARS:
        return squeeze(whole)
    return squeeze(_joined(element))


def _joined(element: HtmlElement) -> str:
    text = element.text or ""
    for child in element:
        known = isinstance(child.tag, str)
        apart = " " if known and child.tag in _APART else ""
        for part in (_joined(child) if known else "", child.tail or ""):
            seam = part[:1].isupper() and _SEAM.search(text, max(0, len(text) - 2)) is not None
            text = f"{text}{apart or ' ' * seam}{part}"
    return text


def _alike(heading: str, title: str) -> float:
    """How much of both is in words that both have, 0..1; of what is alike but in its end, all.

    A site's name alone is but a small part of a title that ends with it.
    """
    one, other = heading.casefold().split(), title.casefold().split()
    least, most = sorted(("".join(one), "".join(other)), key=len)
    if 2 * len(least) >= len(most) and least in most:
        return 1.0
    both = set(one).intersection(other)
    return min(_letters(it for it in of if it in both) / max(1, _letters(of)) for of in (one, other))


def _letters(words: Iterable[str]) -> int:
    return sum(map(len, words))
