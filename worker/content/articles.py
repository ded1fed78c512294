"""Makes an article that can be judged, from a page and its entry or from the entry alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from worker.content.agreement import about_something_else, heads
from worker.content.citations import citations
from worker.content.dates import parse_date, trailing_date
from worker.content.fields import TEXT_CHARS, unescaped
from worker.content.fingerprint import fingerprint
from worker.content.furniture import furnished, imprint
from worker.content.homezones import home_zone
from worker.content.language import detect
from worker.content.mastheads import masthead
from worker.content.plaintext import plain_text
from worker.content.promo import Cleaned, clean, undated
from worker.content.tasks import Source
from worker.model.entry import ArticleDraft, EntryDraft, PromoCut
from worker.model.errors import NoArticle

if TYPE_CHECKING:
    from worker.content.pages import Page

_LINK = re.compile(r"<a\s[^<>]*?href\s*=\s*[\"']?(https?://[^\"'\s<>]+)", re.IGNORECASE)

_HOME = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|home|default)\.\w{2,5})?", re.IGNORECASE)

DEGRADED_QUALITY = 0.3


def read_article(source: Source) -> ArticleDraft:
    """The article of ``source``; if its page cannot be read, the entry's own text, ``degraded`` (I6).

    Reasons that arise here: ``unreadable``, a page that broke the reader; ``short``, one with less text than the entry;
    ``home_page``, where the entry's link led to its site's; and ``other_text``, one that is about something else.
    """
    page, reason = _page(source)
    whole = _article(source, page, _beginning(page.text), None) if page is not None and reason is None else None
    enough = whole is not None and len(whole.text) >= source.min_chars
    if whole is not None and enough and not _is_of_another(source, whole):
        return whole
    own = plain_text(source.draft.content or source.draft.summary)
    if whole is None or not (enough or len(whole.text) >= len(own)):
        return _article(source, page, own, reason or ("short" if whole is not None else None))
    # A page about something else has the date, author and address of that.
    return _article(source, None, own, "other_text") if _is_of_another(source, whole) else whole


def _beginning(text: str) -> str:
    """As much of a page's text as of an entry's, by whole paragraphs: the judge takes 4 s and 100 MB for 5 MB."""
    if len(text) <= TEXT_CHARS:
        return text
    start = text[:TEXT_CHARS]
    return start.rpartition("\n\n")[0] or start


def _is_of_another(source: Source, whole: ArticleDraft) -> bool:
    """A text in another language than the feed's shares no words with the entry though it may be meant by it."""
    told = source.draft.lang or source.feed_lang
    if told and whole.lang and told.partition("-")[0].lower() != whole.lang.partition("-")[0].lower():
        return False
    return about_something_else(source.draft, whole.text)


def _page(source: Source) -> tuple[Page | None, str | None]:
    """The page as read; if it could not be, None and the reason."""
    if source.page is None:
        return None, source.reason
    if _is_home(source.page.url) and not _is_home(source.draft.url or ""):
        return None, "home_page"
    from worker.content.pages import read_page  # noqa: PLC0415 - the extractor, which feeds with whole texts do without

    draft = source.draft
    try:
        return read_page(*source.page, dated=draft.published_at is None, signed=not draft.author), source.reason
    except NoArticle as error:
        return None, error.cause
    except Exception:  # noqa: BLE001 - the edge of the stage: whatever a page does to the libraries, its entry is judged
        return None, "unreadable"


def _is_home(url: str) -> bool:
    """Whether it is the address of a site's first page, or of one of its languages."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.query and not parts.fragment and _HOME.fullmatch(parts.path) is not None


def _address(source: Source, page: Page | None) -> str | None:
    """What the page calls its address; if it is silent and its link redirected, where that led."""
    if page is None or source.page is None:
        return None
    if page.canonical:
        return page.canonical
    return None if source.page.url == source.draft.url else source.page.url


def _article(source: Source, page: Page | None, text: str, reason: str | None) -> ArticleDraft:
    draft = source.draft
    title = draft.title or (page.title if page else "")
    declared = (page.html_lang if page else None, draft.lang, source.feed_lang)
    lang = detect(text, title, declared, source.languages)
    heading = page.title if page and page.title and reason is None else title
    site = masthead(source.host, (page.site_name if page else None) or source.feed_title)
    cleaned = clean(heading, text, lang, site)
    left = furnished(heading, cleaned.text, lang, source.furniture, site)
    published_at, published_from = _date(draft, page, cleaned, home_zone(source.host, lang))
    return ArticleDraft(
        url=draft.url,
        canonical=_address(source, page),
        host=source.host,
        title=title,
        text=left.text,
        lang=lang,
        author=draft.author or (page.author if page else None),
        published_at=published_at,
        published_from=published_from,
        promo=cleaned.cuts + left.cuts + cleaned.flags,
        degraded=reason,
        quality=_quality(page, reason),
        fingerprint=fingerprint(title, left.text, lang, source.names),
        cites=citations(
            title, _credited(left.text, cleaned.cuts), lang, source.host, source.outlets, _links(draft.content)
        ),
        segments=left.segments,
        removed=left.removed,
        imprint=imprint(title, left.text),
        headed=page is None or reason is not None or heads(page.title, title),
    )


def _credited(text: str, cuts: tuple[PromoCut, ...]) -> str:
    """The text with the lines cut from it that may name the source: "© AFP", or "来源：" beside a date."""
    return "\n\n".join([text, *(cut.text for cut in cuts if cut.why in {"copyright", "notice"})])


def _links(markup: str) -> list[str]:
    """The addresses that an entry's own HTML links to; a page's links are mostly the site's."""
    return [unescaped(link) for link in _LINK.findall(markup)]


def _date(draft: EntryDraft, page: Page | None, cleaned: Cleaned, zone: str) -> tuple[float | None, str | None]:
    """The date and its origin. The time of a page that names no zone is that of ``zone``."""
    if draft.published_at is not None:
        return draft.published_at, "feed"
    if page is not None and (declared := parse_date(page.published_raw, zone)) is not None:
        return declared, "page"
    found = trailing_date(undated(cleaned.trailing_date_line), zone) if cleaned.trailing_date_line else None
    return (found[0], "trailing_date") if found else (None, None)


def _quality(page: Page | None, reason: str | None) -> float:
    if reason is not None:
        return DEGRADED_QUALITY
    return page.quality if page is not None else 1.0
