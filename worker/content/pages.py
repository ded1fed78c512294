"""From page bytes to title, body text and what the page declares about itself.

The tree is built once: facts are looked up in it, then the extractor takes it over. On 181 hand-typed pages the text
scores .973 (4-gram shingle F1), and .977 once ``promo`` has cleaned it, at 8 to 14 ms a page.
Meant for a child process with a deadline: a hostile page can cost seconds.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import ElementDefaultClassLookup, LxmlError, _Element
from lxml.html import HtmlElement, fromstring
from trafilatura.utils import HTML_PARSER, repair_faulty_html

from worker.content import embedded
from worker.content.extraction import THOROUGH, extract, extract_with
from worker.content.fields import squeeze
from worker.content.leads import lead_of, prepended
from worker.content.loose import mark_paragraphs
from worker.content.pagecharset import decode
from worker.content.pagehead import read_head
from worker.content.pieces import boxes, has_prose, join_pieces, main_prose
from worker.content.walls import is_wall
from worker.model.errors import NoArticle

# What the extractor logs about a page it could not read, NoArticle says with the address.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
# Its parser would ask Python which class each element is of, whenever one is touched: some 1,900 times a page.
HTML_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))

# libxml2 stops at 256 open elements and drops what lies deeper, so a tree this deep has lost its text.
_MAX_DEPTH = 254
# What the extractor repairs of a page stands in its first lines, but for control characters.
_FIRST_CHARS = 4096
_CONTROLS = [code for code in range(0x20) if chr(code) not in "\t\n\r"]
_NO_LETTERS = ("\ufffe", "\uffff")

# Under this length a text beside a lost part is a menu or a teaser, not the article.
_TEASER_CHARS = 200

# A paragraph of prose: long enough to be no label or link, ended like a sentence.
_PROSE_CHARS = 80
# Thai and Lao end their sentences with a blank.
_SENTENCE_ENDS = frozenset(".!?…。！？؟۔।։።།။។:»”\"'」』）)]").union(map(chr, range(0x0E01, 0x0EE0)))
# A character of these scripts says as much as 2.5 letters.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Scripts without blanks between words: a headline is looked for in pieces of so many characters.
_UNSPACED = ((_DENSE, 2), (re.compile("[\u0e01-\u0edf\u1000-\u109f\u1780-\u17ff]"), 4))
# Below this quality a text is a menu or a list of headlines. Of 340 pages 14 were, of which one was a report after all.
_POOR = 0.3
# What is found by looking again must be so many times as long; what a text has missed, so many times, too. Larger pages
# are not looked at again.
_MUCH_MORE = 3
_TWICE = 2
_AGAIN_CHARS = 1_000_000

# A headline element is at most so many times as long as the headline.
_KICKED = 2
_BODY_MARK = "articleBody"
_PRIMARY = "primary"
_PRIMARY_MENUS = (
    f"//div[starts-with(@id, '{_PRIMARY}')][contains(@id, 'nav') or contains(@id, 'Nav') or contains(@id, 'menu')]"
    "[not(.//h1 or .//article)]"
)
# What readers wrote; the extractor knows the English word.
_COMMENTS = frozenset(
    "komentarze kommentare commentaires comentarios comentários commenti reacties komentare komentáře komentáre "
    "komentari kommentarer kommentit hozzaszolasok comentarii yorumlar kommentarii".split()
)
_NAME = re.compile(r"[\s_-]+")
_WORD = re.compile(r"\w")

# A report of this many characters is beyond doubt a report; shorter ones may be a teaser.
_FULL_CHARS = 1200


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read. ``text`` has a blank line between paragraphs and still holds the site's promo.

    ``published_raw`` is the date as the page writes it, the first that can be read. ``canonical`` is absolute, http or
    https. ``quality`` is 0..1: how much the text looks like a report (length, share in full sentences, words of the
    title found in it).
    """

    title: str
    text: str
    html_lang: str | None
    published_raw: str | None
    author: str | None
    canonical: str | None
    site_name: str | None
    quality: float


def read_page(body: bytes, headers: Mapping[str, str], url: str, *, dated: bool = True, signed: bool = True) -> Page:
    """Read the page that ``url`` answered with; ``headers`` have lower-case keys.

    Its date and its author are not looked for with ``dated`` and ``signed`` off, for entries that tell them.
    Raises ``NoArticle`` with cause ``nesting`` (elements nested too deep to be parsed), ``wall`` (a consent,
    login, challenge or "not found" page stands in the article's place) or ``no_text``. About 10 ms for a usual page.
    """
    markup = decode(body, headers.get("content-type", ""))
    tree = _parsed(markup)
    if tree is None:
        raise NoArticle(f"{url}: {len(body)} bytes that are no HTML page; use the feed's own text", cause="no_text")
    head = read_head(tree, url, markup, dated=dated, signed=signed)
    lead = lead_of(tree, head.title, head.html_lang)
    if not (head.html_lang or "en").lower().startswith("en"):
        _without_comments(tree)
    _lighten(tree, markup)
    size = mark_paragraphs(tree)
    prose = boxes(tree)
    join_pieces(tree, prose)
    text = prepended(lead, _body_text(extract(tree, markup), head.title))
    quality = _quality(head.title, text)
    main = main_prose(prose) if "\n" not in text or size > _TWICE * len(text) else []
    missed = main if _is_missed(main, text) else []
    if (quality < _POOR or len(text) < _TEASER_CHARS or missed) and len(markup) < _AGAIN_CHARS:
        text, quality = _looked_at_again(markup, head.title, text, quality, missed)
    if len(text) < _FULL_CHARS and embedded.may_tell(markup):
        text, quality = _told_in_data(markup, head.title, text, quality)
    if is_wall(head.title, text):
        raise NoArticle(
            f"{url}: a consent, login, challenge or error page of {len(text)} characters stands in for the article; "
            "use the feed's own text",
            cause="wall",
        )
    if len(text) < _TEASER_CHARS and _too_deep(markup):
        raise NoArticle(
            f"{url}: elements nested deeper than {_MAX_DEPTH}, the parser's limit; use the feed's own text",
            cause="nesting",
        )
    if not text:
        raise NoArticle(f"{url}: no body text in {len(body)} bytes; use the feed's own text", cause="no_text")
    return Page(
        title=head.title,
        text=text,
        html_lang=head.html_lang,
        published_raw=head.published_raw,
        author=head.author,
        canonical=head.canonical,
        site_name=head.site_name,
        quality=quality,
    )


def _parsed(markup: str) -> HtmlElement | None:
    """The tree that ``trafilatura.load_html`` makes of ``markup``; None where that is no HTML."""
    beginning = markup[:50].lower()
    try:
        tree = fromstring(_repaired(markup, beginning), parser=HTML_PARSER)
    except LxmlError:
        return None
    return tree if "html" in beginning or len(tree) > 1 else None


def _repaired(markup: str, beginning: str) -> bytes:
    """``markup`` as the parser can take it.

    The extractor looks at each letter for control characters: .2 ms on the benchmark's pages, .5 on real ones.
    """
    body = markup.encode("utf-8", "surrogatepass")
    if any(map(body.__contains__, _CONTROLS)) or any(map(markup.__contains__, _NO_LETTERS)):
        return repair_faulty_html(markup, beginning).encode("utf-8", "surrogatepass")
    start = markup[:_FIRST_CHARS]
    repaired = repair_faulty_html(f"{start}\n", beginning)[:-1]
    return body if repaired == start else (repaired + markup[_FIRST_CHARS:]).encode("utf-8", "surrogatepass")


def _lighten(tree: HtmlElement, markup: str) -> None:
    """Take out of ``tree`` what no stage of the extractor reads, so that its searches do not walk through it.

    It drops these elements itself, but late: its regular expressions visit every element several times before.
    Without them it takes 2.3 ms instead of 4.1 on the benchmark's pages and 10.7 instead of 12.2 on 181 real ones,
    with the same text for each. In ``ld+json`` scripts it finds whole articles, so those stay. An ``<aside>`` is
    none if the page marks the article's body in it. "primary-menu" begins like its names for bodies.
    """
    if _BODY_MARK in markup and "<aside" in markup:
        for aside in tree.xpath(f"//*[@itemprop='{_BODY_MARK}']/ancestor::aside"):
            aside.tag = "div"
    if _PRIMARY in markup:
        for menu in tree.xpath(_PRIMARY_MENUS):
            menu.drop_tree()
    for element in list(tree.iter("aside", "footer", "style", "svg", "script")):
        told = element.tag == "script" and "ld+json" in (element.get("type") or "")
        if not told and element.getparent() is not None:
            element.drop_tree()


def _without_comments(tree: HtmlElement) -> None:
    """Drop lists of readers' comments that are named in another language."""
    for element in list(tree.iter("div", "section", "ul", "ol")):
        names = f"{element.get('id') or ''} {element.get('class') or ''}"
        if (
            len(names) > 1
            and not _COMMENTS.isdisjoint(_NAME.split(names.lower()))
            and not element.xpath(".//h1|.//article")
        ):
            element.drop_tree()


def _is_missed(main: list[str], text: str) -> bool:
    """Whether ``text`` is without the paragraphs that most of the page's prose stands in, or in one line with them."""
    if len(main) > 1 and "\n" not in text:
        return True
    return sum(map(len, main)) > _TWICE * len(text) and not has_prose(text, main)


def _looked_at_again(markup: str, title: str, text: str, quality: float, missed: list[str]) -> tuple[str, float]:
    """The text that other ways find in a page, and its quality, if there was no report or it has ``missed``."""
    tree = _parsed(markup)
    if tree is None:
        return text, quality
    _lighten(tree, markup)
    more = _body_text(extract_with(THOROUGH, tree), title)
    better = _quality(title, more)
    if missed and "\n" in more and has_prose(more, missed):
        return more, better
    return (more, better) if better > quality and len(more) > _MUCH_MORE * len(text) else (text, quality)


def _told_in_data(markup: str, title: str, text: str, quality: float) -> tuple[str, float]:
    """The text in a page's data if that is much longer than the page's own, and its quality; else what there is."""
    tree = _parsed(markup)
    told = list(embedded.bodies(tree, title)) if tree is not None else []
    least = max(map(len, told), default=0) / 2
    best = max((it for it in told if len(it) >= least), key=lambda it: _quality(title, it), default="")
    better = _quality(title, best) if len(best) >= _TWICE * len(text) else 0.0
    return (best, better) if better > max(quality, _POOR) else (text, quality)


def _body_text(found: tuple[_Element, str] | None, title: str) -> str:
    """The extractor's text, one blank line between paragraphs; empty where it found none.

    The headline element is the title, with a kicker perhaps, not the body's first paragraph. What prints the title once
    more stays for ``promo``.
    """
    if found is None:
        return ""
    body, text = found
    lines = [line for line in map(_line, text.split("\n")) if line]
    packed = "".join(title.split())
    for heading in body.iterfind("head[@rend='h1']"):
        printed = squeeze("".join(map(str, heading.itertext())))
        whole = "".join(printed.split())
        if packed in whole and len(whole) <= _KICKED * len(packed) and printed in lines:
            lines.remove(printed)
            break
    return "\n\n".join(lines)


def _line(line: str) -> str:
    """A line of text on one line; empty if there is no word in it, as in the rules of tables and in bare bullets.

    What stands alone in a row of a table is no table: pages are laid out with them.
    """
    line = squeeze(line)
    if line.startswith("|"):
        cells = [cell for cell in map(str.strip, line.split("|")) if cell]
        line = cells[0] if len(cells) == 1 else line
    return line if _WORD.search(line) else ""


def _too_deep(markup: str) -> bool:
    """Parsed once more, which few pages are: the extractor took the last tree apart."""
    tree = _parsed(markup)
    if tree is None:
        return False
    _lighten(tree, markup)
    return bool(tree.xpath(f"boolean(//*[count(ancestor::*) >= {_MAX_DEPTH}])"))


def _quality(title: str, text: str) -> float:
    """How much the text looks like a report, 0..1: half prose, a third length, the rest the title's words in it."""
    if not text:
        return 0.0
    whole = _letters(text)
    paragraphs = ((line, _letters(line)) for line in text.split("\n\n"))
    prose = sum(size for line, size in paragraphs if size >= _PROSE_CHARS and line[-1] in _SENTENCE_ENDS)
    lowered = text.casefold()
    words = [piece for word in title.casefold().split() for piece in _pieces(word)]
    echoed = sum(word in lowered for word in words) / len(words) if words else 0.5
    return round(0.5 * prose / whole + 0.3 * min(1.0, whole / _FULL_CHARS) + 0.2 * echoed, 3)


def _letters(text: str) -> float:
    """The length of ``text`` in letters of an alphabet."""
    return len(text) + 1.5 * len(_DENSE.findall(text)) if not text.isascii() else len(text)


def _pieces(word: str) -> list[str]:
    """What to look for of a headline's word: nothing of a short one, parts of what is no single word."""
    for script, length in _UNSPACED if not word.isascii() else ():
        if script.search(word):
            return [word[at : at + length] for at in range(0, len(word) - length + 1, length)]
    return [word] if len(word) > 3 else []
