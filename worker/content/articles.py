"""From a page and the entry that led to it, or the entry alone, to an article that can be judged."""

from __future__ import annotations


from lxml import html
from lxml.etree import ParserError

from worker.content.dates import trailing_date
from worker.content.fingerprint import fingerprint
from worker.content.language import detect
from worker.content.pages import Page, read_page
from worker.content.promo import Cleaned, clean
from worker.content.tasks import Source
from worker.model.entry import ArticleDraft, EntryDraft, PromoCut
from worker.model.errors import NoArticle

_BLOCKS = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article figure pre hr".split())
_DROPPED = frozenset(("script", "style", "noscript", "template"))
DEGRADED_QUALITY = 0.3


def read_article(source: Source) -> ArticleDraft:
    """The article of ``source``; where its page cannot be read, the entry's own text, ``degraded`` (I6)."""
    page, reason = None, source.reason
    if source.page is not None:
        body, headers, url = source.page
        try:
            page = read_page(body, headers, url)
        except NoArticle as error:
            reason = error.cause
    own = plain_text(source.draft.content or source.draft.summary)
    if page is not None and len(page.text) < source.min_chars and len(own) > len(page.text):
        reason = "short"
    text = page.text if page is not None and reason is None else own
    return _article(source, page, text, reason)


def _article(source: Source, page: Page | None, text: str, reason: str | None) -> ArticleDraft:
    draft = source.draft
    title = draft.title or (page.title if page else "")
    declared = (page.html_lang if page else None, draft.lang, source.feed_lang)
    lang = detect(text, title, declared, source.languages)
    heading = page.title if page and page.title and reason is None else title
    cleaned = clean(heading, text, lang)
    published_at, published_from = _date(draft, page, cleaned)
    flagged = tuple(PromoCut(_first_paragraph(cleaned.text), why) for why in cleaned.flags)
    return ArticleDraft(
        url=draft.url,
        canonical=page.canonical if page else None,
        host=source.host,
        title=title,
        text=cleaned.text,
        lang=lang,
        author=draft.author or (page.author if page else None),
        published_at=published_at,
        published_from=published_from,
        promo=cleaned.cuts + flagged,
        degraded=reason,
        quality=_quality(page, reason),
        fingerprint=fingerprint(title, cleaned.text, lang),
    )


def _date(draft: EntryDraft, page: Page | None, cleaned: Cleaned) -> tuple[float | None, str | None]:
    """The date and where it comes from. A bare line names no zone, so its time is taken as UTC."""
    if draft.published_at is not None:
        return draft.published_at, "feed"
    if page is not None and page.published_at is not None:
        return page.published_at, "page"
    found = trailing_date(cleaned.trailing_date_line) if cleaned.trailing_date_line else None
    return (found[0], "trailing-line") if found else (None, None)


def _quality(page: Page | None, reason: str | None) -> float:
    if reason is not None:
        return DEGRADED_QUALITY
    return page.quality if page is not None else 1.0


def _first_paragraph(text: str) -> str:
    return text.split("\n\n", 1)[0]


def plain_text(markup: str) -> str:
    """An entry's own HTML as paragraphs parted by blank lines."""
    if "<" not in markup and "&" not in markup:
        return "\n\n".join(filter(None, (line.strip() for line in markup.splitlines())))
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return " ".join(markup.split())
    return _walk(root)


def _walk(root: html.HtmlElement) -> str:
    parts: list[str] = []
    stack: list[tuple[html.HtmlElement, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        known = isinstance(node.tag, str)
        if closing:
            parts.append("\n" if known and node.tag in _BLOCKS else "")
            parts.append((node.tail or "") if node is not root else "")
            continue
        stack.append((node, True))
        if known and node.tag not in _DROPPED:
            parts.append("\n" if node.tag in _BLOCKS else "")
            parts.append(node.text or "")
            stack.extend((child, False) for child in reversed(node))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
