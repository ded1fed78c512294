"""Articles: from the page where it can be read, from the entry where it cannot, and never nothing."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.content.articles import DEGRADED_QUALITY, read_article
from worker.content.direct import ENTRY_CHARS, from_entry
from worker.content.fingerprint import fingerprint
from worker.content.plaintext import plain_text
from worker.content.tasks import RawPage, Source
from worker.model.entry import FINGERPRINT_VERSION, EntryDraft

URL = "https://harbour.example/news/pier"
TITLE = "Council moves the ferry pier upstream"
BODY = [
    "The town council decided on Tuesday to move the ferry pier two hundred metres upstream before the summer season.",
    "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since the floods of last year.",
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office of the county.",
]
TEXT = "\n\n".join(BODY)
CALL = "Join our Telegram channel and never miss a crypto signal: t.me/signals"
FEED_DATE, PAGE_DATE, LINE_DATE = 1_773_100_000.0, 1_773_216_900.0, 1_773_239_520.0
DRAFT = EntryDraft(
    item_hash=b"12345678",
    order=0,
    guid="7",
    url=URL,
    title=TITLE,
    summary="The ferry pier moves upstream.",
    content="",
    author=None,
    lang=None,
    published_raw=None,
    published_at=None,
)


def page(*paragraphs: str, head: str = "", html: str = "<html>") -> bytes:
    """A small article page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html>{html}<head><title>{TITLE} | Harbour Press</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><main><article><h1>{TITLE}</h1>{body}</article></main></body></html>"
    ).encode()


def source(body: bytes | None, draft: EntryDraft = DRAFT, reason: str | None = None, min_chars: int = 200) -> Source:
    """What GATHER hands over."""
    fetched = None if body is None else RawPage(body, {"content-type": "text/html; charset=utf-8"}, URL)
    return Source(draft, "harbour.example", None, (), min_chars, fetched, reason)


def test_the_page_wins() -> None:
    """Body, canonical link and author come from the page, the title from the feed, and nothing is degraded."""
    head = '<link rel="canonical" href="/pier"><meta name="author" content="Ilse Mohr">'
    article = read_article(source(page(*BODY, head=head), replace(DRAFT, content="<p>Half of it.</p>")))
    assert (article.title, article.text, article.lang) == (TITLE, TEXT, "en")
    assert (article.url, article.canonical, article.host) == (URL, "https://harbour.example/pier", "harbour.example")
    assert (article.author, article.degraded, article.promo) == ("Ilse Mohr", None, ())
    assert 0.5 < article.quality <= 1
    assert article.fingerprint == fingerprint(TITLE, TEXT, "en")


def test_of_a_page_without_end_the_beginning_is_read() -> None:
    """As of an entry without end: the judge, who reads one article after the other, has to compare it with others."""
    long = [f"{BODY[it % 3]} That was on day {it} of the year in which the pier was moved." for it in range(2_000)]
    article = read_article(source(page(*long)))
    assert 199_000 < len(article.text) <= 200_000
    assert article.text.split("\n\n") == long[: article.text.count("\n\n") + 1]


def test_the_entry_fills_what_the_page_lacks() -> None:
    """Without a title in the feed the page's is used; an author in the feed goes before the page's."""
    head = '<meta name="author" content="Ilse Mohr">'
    article = read_article(source(page(*BODY, head=head), replace(DRAFT, title="", author="dpa")))
    assert (article.title, article.author) == (TITLE, "dpa")


@pytest.mark.parametrize(
    ("head", "feed_title"),
    [
        pytest.param('<meta property="og:site_name" content="The Pilot">', None, id="the page's site"),
        pytest.param("", "The Pilot – Ports", id="the feed's title"),
    ],
)
def test_calls_that_name_the_outlet_go(head: str, feed_title: str | None) -> None:
    """A call that names the outlet instead of saying "us" is promo if the page or the feed tells that name."""
    made = source(page(*BODY, "Get The Pilot by email", head=head))
    assert read_article(replace(made, feed_title=feed_title)).text == TEXT
    assert read_article(source(page(*BODY, "Get The Pilot by email"))).text != TEXT


WALL = page("We value your privacy. Accept all cookies or manage your choices to continue to the site.")
DEEP = b"<html><body>" + b"<div>" * 5000 + BODY[0].encode() + b"</body></html>"


@pytest.mark.parametrize(
    ("body", "given", "reason"),
    [
        pytest.param(None, "robots", "robots", id="a page that may not be asked for"),
        pytest.param(None, "http_404", "http_404", id="a page that is not there"),
        pytest.param(None, None, None, id="an entry that never had a page is not degraded"),
        pytest.param(b"", None, "no_text", id="an empty page"),
        pytest.param(b"\x00\xff\xfe\x01" * 50, None, "no_text", id="no page at all"),
        pytest.param(b"<html><body></body></html>", None, "no_text", id="a page without text"),
        pytest.param(WALL, None, "wall", id="a consent wall"),
        pytest.param(DEEP, None, "nesting", id="a page nested too deep"),
        pytest.param(page("Sold out."), None, "short", id="less than the entry has"),
    ],
)
def test_the_entry_stands_in(body: bytes | None, given: str | None, reason: str | None) -> None:
    """Where the page gives nothing, the entry's own text is the article, and the reason is kept (I6)."""
    article = read_article(source(body, replace(DRAFT, content=f"<p>{BODY[0]}</p><p>{BODY[1]}</p>"), given))
    assert article.text == "\n\n".join(BODY[:2])
    assert article.degraded == reason
    assert article.quality == (DEGRADED_QUALITY if reason else 1.0)
    assert (article.title, article.lang) == (TITLE, "en")


def test_a_page_that_breaks_the_reader_still_yields_the_entry() -> None:
    """Whatever a page does to the libraries that read it, its entry is judged."""
    broken = replace(source(None), page=RawPage(None, {}, URL))  # type: ignore[arg-type]  # no real page is known to do it
    article = read_article(broken)
    assert (article.degraded, article.text) == ("unreadable", DRAFT.summary)


@pytest.mark.parametrize(
    ("paragraphs", "content", "min_chars", "degraded"),
    [
        pytest.param(BODY[:1], TEXT, 200, "short", id="a short page, a longer entry: the entry"),
        pytest.param(BODY[:1], "Little.", 200, None, id="a short page, a shorter entry: the page"),
        pytest.param(BODY, TEXT * 5, 200, None, id="a page that is long enough, a longer entry: the page"),
        pytest.param(BODY[:1], TEXT, 0, None, id="nothing counts as short: the page"),
        pytest.param([CALL, CALL + "!", BODY[0]], TEXT, 200, "short", id="long by its promo alone: the entry"),
    ],
)
def test_short_pages(paragraphs: list[str], content: str, min_chars: int, degraded: str | None) -> None:
    """A page with too little of a report gives way to an entry that has more."""
    article = read_article(source(page(*paragraphs), replace(DRAFT, content=content), min_chars=min_chars))
    assert article.degraded == degraded
    assert (article.text == content) == (degraded is not None)


DATED = '<meta property="article:published_time" content="2026-03-11T09:15:00+01:00">'
LINE = "11.03.2026, 14:32"


@pytest.mark.parametrize(
    ("feed", "head", "paragraphs", "date", "origin"),
    [
        pytest.param(FEED_DATE, DATED, [*BODY, LINE], FEED_DATE, "feed", id="the feed's date first"),
        pytest.param(None, DATED, [*BODY, LINE], PAGE_DATE, "page", id="then the page's"),
        pytest.param(None, "", [*BODY, LINE], LINE_DATE, "trailing_date", id="then a bare line at the end"),
        pytest.param(None, "", BODY, None, None, id="and never a guess"),
    ],
)
def test_dates(feed: float | None, head: str, paragraphs: list[str], date: float | None, origin: str | None) -> None:
    """The date is the feed's, else the page's, else that of the trailing line, which is cut in any case."""
    article = read_article(source(page(*paragraphs, head=head), replace(DRAFT, published_at=feed)))
    assert (article.published_at, article.published_from) == (date, origin)
    assert article.text == TEXT


IN_GERMAN = [
    "Der Stadtrat hat am Dienstag beschlossen, den Anleger der Fähre noch vor dem Sommer flussaufwärts zu verlegen.",
    "Die Arbeiten kosten 1,4 Millionen und sollen im Juni beendet sein, wie das Hafenamt des Kreises mitteilte.",
]
IN_FRENCH = [
    "Le conseil municipal a décidé mardi de déplacer l'embarcadère du bac de deux cents mètres avant l'été.",
    "Les travaux coûteront 1,4 million et doivent être terminés en juin, selon la capitainerie du département.",
]
IN_JAPANESE = [
    "市議会は火曜日、夏の観光シーズンの前に渡し船の桟橋を二百メートル上流へ移すことを決めた。",
    "港湾事務所によると、工事の費用は百四十万で、六月に終わる見込みだという。",
]


@pytest.mark.parametrize(
    ("body", "host", "hours"),
    [
        pytest.param(IN_JAPANESE, "harbour.example", 9, id="Japanese"),
        pytest.param(IN_GERMAN, "harbour.example", 1, id="German"),
        pytest.param(BODY, "news.harbour.jp", 9, id="by country"),
        pytest.param(IN_GERMAN, "harbour.io", 1, id="a country code that is anybody's"),
        pytest.param(IN_FRENCH, "harbour.ca", 0, id="a country with several zones"),
        pytest.param(BODY, "harbour.example", 0, id="a language of many countries"),
    ],
)
def test_local_times(body: list[str], host: str, hours: int) -> None:
    """A page's time without a zone is that of its readers, if they live in one; a bare line's at its end, too."""
    declared = page(*body, head='<meta name="pubdate" content="2026-03-11 14:32">')
    for printed in (declared, page(*body, LINE)):
        article = read_article(replace(source(printed, replace(DRAFT, title="", summary=""), min_chars=0), host=host))
        assert article.published_at == LINE_DATE - hours * 3600


def test_promo_is_kept_as_evidence() -> None:
    """What the site glued on is out of the body and in the record, each piece with its reason."""
    article = read_article(source(page(CALL, *BODY, "Weiterlesen", LINE)))
    assert article.text == TEXT
    assert [(cut.text, cut.why) for cut in article.promo] == [
        (CALL, "call_to_action"),
        ("Weiterlesen", "read_more"),
        (LINE, "trailing_date"),
    ]
    assert article.fingerprint.digest == read_article(source(page(*BODY))).fingerprint.digest


def test_promo_goes_from_entries_too() -> None:
    """An entry that stands in for its page is cleaned like one."""
    article = read_article(source(None, replace(DRAFT, content=f"<p>{TEXT}</p><p>{CALL}</p>")))
    assert article.text == TEXT
    assert [cut.why for cut in article.promo] == ["call_to_action"]


GERMAN = "Der Stadtrat hat am Dienstag beschlossen, den Fähranleger noch vor dem Sommer flussaufwärts zu verlegen."


@pytest.mark.parametrize(
    ("html", "draft_lang", "feed_lang", "text", "lang"),
    [
        pytest.param('<html lang="de-AT">', "fr", "en", GERMAN, "de", id="the page's word first"),
        pytest.param("<html>", "de", "en", GERMAN, "de", id="then the entry's"),
        pytest.param("<html>", None, "de", GERMAN, "de", id="then the feed's"),
        pytest.param("<html>", None, None, GERMAN, "de", id="then the text itself"),
        pytest.param('<html lang="en">', "en", "en", "Городской совет решил перенести причал. " * 3, "ru", id="script"),
    ],
)
def test_language(html: str, draft_lang: str | None, feed_lang: str | None, text: str, lang: str) -> None:
    """The most specific declaration counts, but no template makes Cyrillic English."""
    made = source(page(text, html=html), replace(DRAFT, title="", lang=draft_lang, content=text), min_chars=0)
    assert read_article(replace(made, feed_lang=feed_lang)).lang == lang


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("Plain text.", "Plain text.", id="plain"),
        pytest.param("One\nTwo\r\n\r\nThree", "One\n\nTwo\n\nThree", id="plain lines are paragraphs"),
        pytest.param(
            "Fish &amp; chips &lt;b&gt;\n5&nbsp;&euro;", "Fish & chips <b>\n\n5 €", id="entities without tags"
        ),
        pytest.param("3 < 4 and 5 > 2", "3 < 4 and 5 > 2", id="signs that are no tags"),
        pytest.param("<p>One</p><p>Two</p>", "One\n\nTwo", id="paragraphs"),
        pytest.param("<p>One\n  line</p>", "One line", id="a line break of the source is a blank"),
        pytest.param("One <a href='/'>link</a>\n\nTwo", "One link\n\nTwo", id="a blank line is not"),
        pytest.param("One<br>Two<br/><br>Three", "One\n\nTwo\n\nThree", id="breaks"),
        pytest.param("<p>One <b>bold</b>, <i>it</i>alic.</p>", "One bold, italic.", id="inline tags do not part words"),
        pytest.param("<ul><li>a<ul><li>b</li></ul></li><li>c</ul>d", "a\n\nb\n\nc\n\nd", id="nested lists"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb", id="cells do not run together"),
        pytest.param("<dl><dt>a<dd>b</dl>", "a\n\nb", id="definitions"),
        pytest.param("a<script>if (1 < 2) alert('x')</script>b", "ab", id="scripts go"),
        pytest.param("a<SCRIPT>x()", "a", id="also without an end"),
        pytest.param("<style>p {}</style><noscript>n</noscript><template>t</template>a", "a", id="what is not shown"),
        pytest.param("<iframe src='x'>Your browser is old</iframe>a", "a", id="frames"),
        pytest.param("a<!-- secret -->b", "ab", id="comments"),
        pytest.param("<p>a &amp;amp; b &#8211; c&hellip;</p>", "a &amp; b – c…", id="entities once"),
        pytest.param("<?xml version='1.0' encoding='utf-8'?><p>a</p>", "a", id="an XML declaration"),
        pytest.param("<html><head><title>T</title></head><body><p>a</p></body></html>", "a", id="a whole page"),
        pytest.param("<p>a<p>b<div>c", "a\n\nb\n\nc", id="tags without an end"),
        pytest.param("</p></div>a", "a", id="ends without a start"),
        pytest.param("<img src='x' alt='a > b'>", "", id="an image alone"),
        pytest.param("", "", id="nothing"),
        pytest.param("<", "<", id="half a tag"),
        pytest.param("<!-- never ends", "", id="half a comment"),
        pytest.param(
            '<ol><li><a href="/a">Pool closes</a>&nbsp;&nbsp;<font color="#6f6f6f">The Mail</font></li>'
            '<li><a href="/b">Marlow loses its pool</a>&nbsp;&nbsp;<font color="#6f6f6f">The Post</font></li>'
            "<li><strong><a>View Full Coverage on Google News</a></strong></li></ol>",
            "",
            id="a list of who reports the same",
        ),
        pytest.param(
            '<a href="/a">Pool closes</a> <font color="#6f6f6f">The Mail</font> The pool closes in May.',
            "Pool closes The Mail The pool closes in May.",
            id="a link, its paper, and a sentence",
        ),
        pytest.param('<font color="red">Pool closes.</font>', "Pool closes.", id="a font without a link"),
        pytest.param(
            "&lt;p&gt;In May &amp;amp; June.&lt;/p&gt;&lt;p&gt;Then not.", "In May & June.\n\nThen not.", id="twice"
        ),
        pytest.param("In HTML &lt;p&gt; opens a paragraph.", "In HTML <p> opens a paragraph.", id="a text about tags"),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    """An entry's HTML becomes the paragraphs a reader sees."""
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        pytest.param("<div>" * 100_000 + "report", "report", id="100,000 open blocks"),
        pytest.param("<b>" * 100_000 + "report" + "</b>" * 100_000 + "<p>more", "report\n\nmore", id="and closed ones"),
        pytest.param("<p>a</p>" + "<i>" * 100_000 + "b<script>x()</script>", "a\n\nb", id="scripts deep inside"),
        pytest.param("<!--" * 50_000, "", id="comments without an end"),
        pytest.param("<script>" * 25_000, "", id="scripts without an end"),
        pytest.param("a" + "<p a='" * 30_000, None, id="quotes without an end"),
        pytest.param("<" * 200_000, None, id="nothing but brackets"),
        pytest.param(f"a&#{'1' * 100_000};", "a\ufffd", id="an entity without an end"),
        pytest.param("&" * 200_000 + "<p>", None, id="nothing but ampersands"),
        pytest.param("<p>" + "\n" * 200_000, "", id="nothing but line breaks"),
        pytest.param("<p>" + " \n\t" * 60_000 + "x", "x", id="blank lines"),
        pytest.param("<p " + "a=1 " * 50_000 + ">x", "x", id="50,000 attributes"),
    ],
)
def test_hostile_markup_costs_little(markup: str, shown: str | None) -> None:
    """200,000 characters of any kind take a second or two, and what text there is comes out."""
    started = time.process_time()
    text = plain_text(markup)
    assert time.process_time() - started < 3
    assert shown is None or text == shown


pieces = st.sampled_from(
    ["<p>", "</p>", "<b>", "<", ">", "<!--", "-->", "<script>", "</script>", "&amp;", "&", "a", "\n"]
)


@given(st.lists(pieces | st.text(max_size=5), max_size=40).map("".join))
@settings(max_examples=400)
def test_any_markup_has_a_text(markup: str) -> None:
    """No markup breaks the reading; paragraphs are trimmed, none is empty."""
    text = plain_text(markup)
    paragraphs = text.split("\n\n") if text else []
    assert all(paragraph == " ".join(paragraph.split()) and paragraph for paragraph in paragraphs)


@given(st.binary(max_size=300), st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60)
def test_any_page_and_entry_make_an_article(body: bytes, title: str, content: str) -> None:
    """Whatever is fetched and whatever the feed says, there is an article to be judged."""
    article = read_article(source(body, replace(DRAFT, title=title, content=content)))
    assert article.fingerprint.version == FINGERPRINT_VERSION
    assert article.url == URL


@pytest.mark.parametrize("line", ["© AFP", "© 2026 AFP", "© AFP. All rights reserved."])
def test_the_agency_in_a_rights_line_is_cited(line: str) -> None:
    """A line about rights under a report is promo, but the agency it names is the report's source."""
    article = read_article(source(None, replace(DRAFT, content="\n\n".join([*BODY, line]))))
    assert (article.text, [cut.why for cut in article.promo]) == (TEXT, ["copyright"])
    assert [(it.name, it.how) for it in article.cites] == [("AFP", "credit")]


def test_the_judge_reads_the_beginning_of_an_entry_alone() -> None:
    """It has no deadline and nobody else writes meanwhile, so a hostile entry must not be read in full."""
    draft = replace(DRAFT, content="<p>The pier moves upstream again.</p>" * 10_000)
    assert 1_000 < len(from_entry(draft, "harbour.example", "en", "same_text").text) <= ENTRY_CHARS
