"""The fields of an entry, made safe: plain titles, capped texts, absolute links, clean labels.

Nothing is judged or escaped here: the results are text, and each sink escapes it for its own medium.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote, urljoin, urlsplit

from worker.content.charset import sortable, without_illegal

TITLE_CHARS = 1_000
TEXT_CHARS = 200_000
LABEL_CHARS = 300
URL_CHARS = 4_096
GUID_CHARS = 4_096
MAX_LABELS = 50

# Only real HTML elements are tags: "vector<int>" and "<Name> wins" are words of a title.
_TAG = re.compile(
    r"<(?:!--.*?-->|(script|style)\b.*?</\1\s*>|/?(?:a|abbr|acronym|b|big|blink|blockquote|br|center|cite|code|del|div"
    r"|em|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|nobr|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup"
    r"|svg|table|td|time|tr|tt|u|ul|wbr)(?=[\s/>])[^<>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_BREAK = re.compile(r"^</?(?:br|p|div|li|h[1-6]|tr|td|hr|blockquote)\b", re.IGNORECASE)
# Entities that remain after one round were escaped twice by the site's software.
_ESCAPED_TWICE = re.compile(r"&(?:amp|quot|apos|nbsp|[lr][ds]quo|[mn]dash|hellip|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_NO_CHARACTER = re.compile(r"&#[0-9]{1000,};?")  # Python refuses to read a number of more than 4,300 digits
_C1 = re.compile("[\x7f-\x9f]")
"""Letters of Windows-1252 under their old numbers: HTML reads ``&#146;`` as an apostrophe."""
_SCHEME_TWICE = re.compile(r"https?://(?=https?://)", re.IGNORECASE)
# The ideographic space parts the halves of a Japanese headline and is kept as written.
_IDEOGRAPHIC_SPACE = "\u3000"
_SPACE = re.compile(r"[^\S\u3000]+")
# What search engines and networks put before the addresses in their feeds, to count readers.
_COUNTER = re.compile(
    r"https?://(?:(?:www|news)\.google\.[a-z.]{2,6}/(?:news/)?url|www\.bing\.com/news/apiclick\.aspx|out\.reddit\.com/[^?]*"
    r"|lm?\.facebook\.com/l\.php)\?(?:[^#]*&)?(?:url|u|q)=(https?(?::|%3a)[^&#]+)",
    re.IGNORECASE,
)
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def unescaped(text: str) -> str:
    """``text`` with its entities resolved, as HTML does; a number that is no character's is U+FFFD."""
    return html.unescape(_NO_CHARACTER.sub("\ufffd", text) if "&#" in text else text)


def squeeze(text: str) -> str:
    """``text`` on one line, runs of white space as one blank, and of marks no longer than any letter needs."""
    text = sortable(text)
    if _IDEOGRAPHIC_SPACE in text:
        return _SPACE.sub(" ", text).strip()
    return " ".join(text.split())


def plain_title(raw: object) -> str:
    """``raw`` as one line of plain text: tags removed, entities resolved, white space folded, at most 1,000 chars."""
    if not isinstance(raw, str):
        return ""
    text = raw[: 5 * TITLE_CHARS]  # bounds the work on a megabyte of title
    if "<" in text:
        text = _TAG.sub(lambda tag: " " if _BREAK.match(tag[0]) else "", text)
    if "&" in text:
        text = unescaped(text)
        if _ESCAPED_TWICE.search(text):
            text = unescaped(text)
    return _one_line(text)[:TITLE_CHARS].rstrip()


def body_text(raw: object) -> str:
    """``raw`` as it is, HTML or plain, of allowed characters, at most 200,000, no half tag at the end."""
    if not isinstance(raw, str):
        return ""
    text = without_illegal(raw).strip()
    if len(text) <= TEXT_CHARS:
        return text
    text = text[:TEXT_CHARS]
    return text[: text.rfind("<")] if text.rfind("<") > text.rfind(">") else text


def label(raw: object) -> str | None:
    """A short name (author, tag, feed title) as one line of plain text of at most 300 chars; None if empty."""
    return plain_title(raw)[:LABEL_CHARS].rstrip() or None


def labels(raw: Iterable[object]) -> tuple[str, ...]:
    """Labels without empty and repeated ones, at most 50."""
    return tuple(dict.fromkeys(name for name in map(label, raw) if name))[:MAX_LABELS]


def guid_of(raw: object) -> str | None:
    """An identifier as written, numbers as their digits; None if there is none."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return str(raw)
    if not isinstance(raw, str):
        return None
    return without_illegal(raw).strip()[:GUID_CHARS] or None


def language(raw: object) -> str | None:
    """A language tag (BCP 47 form, ``de-AT``), None for anything that cannot be one."""
    if not isinstance(raw, str):
        return None
    tag = raw.strip().replace("_", "-")
    return tag if _LANG.fullmatch(tag) else None


def web_url(raw: object, *bases: str | None) -> str | None:
    """``raw`` as an absolute http(s) URL without credentials, resolved against the first base that makes it one."""
    if not isinstance(raw, str):
        return None
    # Browsers drop line breaks and tabs inside an address (WHATWG URL); feeds wrapped by an editor rely on it.
    address = re.sub(r"[\t\r\n]", "", without_illegal(raw)).strip().replace(" ", "%20")
    if address.startswith("www."):
        address = f"http://{address}"
    elif "://http" in address:
        address = _SCHEME_TWICE.sub("", address, count=1) if _SCHEME_TWICE.match(address) else address
    if not address or len(address) > URL_CHARS:
        return None
    for base in ("", *bases):
        try:
            absolute = urljoin(base or "", address)
            parts = urlsplit(absolute)
        except ValueError:
            return None
        # Credentials would be sent, stored and shown, on the word of the feed's author alone.
        host = parts.netloc.rpartition("@")[2]
        if parts.scheme in {"http", "https"} and host:
            return absolute if host == parts.netloc else parts._replace(netloc=host).geturl()
    return None


def page_url(pages: Iterable[str | None]) -> str | None:
    """The first of these addresses; where that is a counter that names the page it leads to, the page.

    A counter's address differs from poll to poll, is nobody's host, and robots are mostly kept from it.
    """
    first = next(filter(None, pages), None)
    counted = _COUNTER.match(first) if first else None
    return (counted and web_url(unquote(counted[1]))) or first


def _one_line(text: str) -> str:
    return " ".join(_C1.sub(_of_windows, without_illegal(" ".join(text.split()))).split())


def _of_windows(letter: re.Match[str]) -> str:
    return letter[0].encode("latin-1").decode("cp1252", "ignore").replace("\x7f", "")
