"""What a page says about itself where it does not say it in the usual place."""

from __future__ import annotations

import pytest

from worker.content.pages import Page, read_page

URL = "http://harbour.example/news/pier.html"
DAY = "http://harbour.example/2026/03/11/pier"
AT = "2026-03-11T08:05:00Z"
DECLARED_DAY = "<meta property='article:published_time' content='2026-03-11'>"
OTHER = "2026-03-02T19:40:00Z"
HEADLINE = "Council moves the ferry pier upstream"
TEXT = "".join(
    f"<p>{text}</p>"
    for text in (
        "The town council decided on Tuesday to move the ferry pier two hundred metres upstream before the summer.",
        "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since the floods.",
        "The work will cost 1.4 million and is to be finished in June, according to the harbour office.",
    )
)


def read(head: str = "", above: str = "", below: str = "", *, h1: str = HEADLINE, url: str = URL) -> Page:
    """A page with this in its head, and this above and below its headline."""
    html = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{HEADLINE} | Harbour Press</title>{head}</head>"
        f"<body><div>{above}</div><article><h1>{h1}</h1>{below}{TEXT}</article></body></html>"
    )
    return read_page(html.encode(), {}, url)


def ld(told: str) -> str:
    """A block of JSON-LD."""
    return f'<script type="application/ld+json">{told}</script>'


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("<p>By Ilse Mohr - March 11, 2026 8:05 AM EST</p>", "March 11, 2026 8:05 AM EST", id="a byline"),
        pytest.param("<p>posted on March 11th, 2026, at 8:05 a.m.</p>", "March 11th, 2026, at 8:05 a.m.", id="at"),
        pytest.param("<p>11.03.2026, 19:16 Uhr</p>", "11.03.2026, 19:16", id="German"),
        pytest.param("<p>Publié le 11 mars 2026 à 08h05</p>", "11 mars 2026 à 08h05", id="French"),
        pytest.param("<p>11 de marzo de 2026 a las 08:05</p>", "11 de marzo de 2026 a las 08:05", id="Spanish"),
        pytest.param("<p>입력 2026년 3월 11일 08:05</p>", "2026년 3월 11일 08:05", id="Korean"),
        pytest.param("<h5>3/11/2026 7:11 AM PST</h5>", "3/11/2026 7:11 AM PST", id="AM tells which is the month"),
        pytest.param("<span class='post-date'>11 March 2026</span>", "11 March 2026", id="a day where days stand"),
        pytest.param("<time>11 March 2026</time>", "11 March 2026", id="a time that is not marked up"),
        pytest.param("<span>11 March 2026</span>", None, id="a day that may be the event's"),
        pytest.param("<p class='updated'>12 March 2026 10:00</p>", None, id="when it was changed"),
        pytest.param("<span>11 มี.ค. 2569 09:15 น.</span>", "11 มี.ค. 2569 09:15 น.", id="of another calendar"),
        pytest.param("<i>۲۰ اسفند ۱۴۰۴ - ۱۲:۴۵</i>", "۲۰ اسفند ۱۴۰۴ - ۱۲:۴۵", id="in other digits"),
        pytest.param("<p>প্রকাশ: ১১ মার্চ ২০২৬, ১৪:৩০</p>", "১১ মার্চ ২০২৬, ১৪:৩০", id="behind its label"),
        pytest.param("<b>Publié le 11/03/2026 à 14:30</b>", "11/03/2026 à 14:30", id="behind words"),
        pytest.param("<p class='byline'>Na Ilse Mohr - Machi 11, 2026</p>", "Machi 11, 2026", id="behind a name"),
        pytest.param("<p>Volume 12, 2026 10:30</p>", None, id="no month"),
        pytest.param(f"{TEXT}<p>11.03.2026, 19:16</p>", None, id="below the report"),
    ],
)
def test_a_date_printed_below_the_headline_is_found_in_any_form(line: str, found: str | None) -> None:
    """Where the page declares none."""
    assert read(below=line).published_raw == found


@pytest.mark.parametrize(
    ("head", "below", "found"),
    [
        pytest.param(
            ld('{"@graph": [{"@type": "WebPage", "datePublished": "2026-03-11T08:05:00+01:00"}]}'),
            "<p>12.03.2026 10:00</p>",
            "2026-03-11T08:05:00+01:00",
            id="of the page in JSON-LD",
        ),
        pytest.param(
            ld('{"@type": "NewsArticle", "headline": "Pier"}')
            + ld('{"@type": "WebPage", "datePublished": "2026-03-11"}'),
            "",
            "2026-03-11",
            id="beside an article without one",
        ),
        pytest.param(
            ld('{"@type": "WebPage", "datePublished": "2026-03-11"}'),
            "<time datetime='2026-03-11T08:05:00+01:00'>today</time>",
            "2026-03-11T08:05:00+01:00",
            id="a marked time before that",
        ),
        pytest.param("", f"<abbr class='published' title='{AT}'>8:05</abbr>", AT, id="a microformat"),
        pytest.param(DECLARED_DAY, "<p>11.03.2026 08:05</p>", "11.03.2026 08:05", id="the time on a declared day"),
        pytest.param(f"{DECLARED_DAY}<meta name='pubdate' content='{AT}'>", "", AT, id="the time declared elsewhere"),
        pytest.param(DECLARED_DAY, "<p>27.03.2026 08:05</p>", "2026-03-11", id="a time on another day"),
        pytest.param(DECLARED_DAY, f"<time datetime='{AT}'>8:05</time>", AT, id="the time marked on that day"),
        pytest.param(
            "", f"<time class=updated datetime='{OTHER}'>9</time><time datetime='{AT}'>8</time>", AT, id="no update's"
        ),
        pytest.param("", f"<time class=updated datetime='{AT}'>8:05</time>", AT, id="an update's before none"),
        pytest.param(
            "", "<p>Harbour Desk 2026年3月11日（水） 08時05分</p>", "2026年3月11日（水） 08時05分", id="in Japanese"
        ),
        pytest.param("", "<p class=date>11.03.2026 | Ada Brook</p>", "11.03.2026", id="before the author"),
        pytest.param("", "<p>Ada Brook | 11.03.2026 | 08:05</p>", "11.03.2026 | 08:05", id="behind the author"),
        pytest.param("", f"<span property='dc:date' content='{AT}'>today</span>", AT, id="RDFa"),
    ],
)
def test_dates_are_declared_in_more_than_one_way(head: str, below: str, found: str) -> None:
    """The surest place is asked first."""
    assert read(head, below=below).published_raw == found


CARD = f"<article><h2>A bottle from 1954</h2><time datetime='{OTHER}'>2 March</time></article>"


@pytest.mark.parametrize(
    ("above", "report", "below", "found"),
    [
        pytest.param("", "div", CARD, AT, id="below a report that is none itself"),
        pytest.param(CARD, "div", "", AT, id="above it"),
        pytest.param(CARD, "article", "", AT, id="above one that is"),
    ],
)
def test_the_time_of_another_article_is_not_the_pages(above: str, report: str, below: str, found: str) -> None:
    """Sites mark the cards of other reports as articles; the headline tells which is the page's own."""
    own = f"<{report}><h1>{HEADLINE}</h1><p class=meta><time datetime='{AT}'>8:05</time></p>{TEXT}</{report}>"
    html = f"<!DOCTYPE html><html><head><title>{HEADLINE}</title></head><body>{above}{own}{below}</body></html>"
    assert read_page(html.encode(), {}, URL).published_raw == found


@pytest.mark.parametrize(
    ("url", "below", "found"),
    [
        pytest.param("http://harbour.example/2026/03/11/pier.html", "", "2026-03-11", id="folders"),
        pytest.param("http://harbour.example/news/2026-3-9/pier", "", "2026-03-09", id="dashes"),
        pytest.param("http://harbour.example/News/20260311/pier", "", "2026-03-11", id="digits"),
        pytest.param("http://harbour.example/2026/03/80642", "", None, id="a number behind the month"),
        pytest.param("http://harbour.example/2026/13/45/pier", "", None, id="no day"),
        pytest.param(DAY, "<p>11.03.2026 08:05</p>", "11.03.2026 08:05", id="with the printed time"),
        pytest.param(DAY, "<p>27.11.2026 08:05</p>", "2026-03-11", id="the page's clock is another day"),
    ],
)
def test_the_day_in_the_address_is_the_pages(url: str, below: str, found: str | None) -> None:
    """Newspapers file their reports by day; what is printed must agree with it."""
    assert read(below=below, url=url).published_raw == found


@pytest.mark.parametrize(
    ("told", "name"),
    [
        pytest.param("By Ilse Mohr - Mar 11, 2026 8:02 pm UTC", "Ilse Mohr", id="a date behind it"),
        pytest.param("Ilse Mohr | March 11, 2026 12:01 PM Print this article", "Ilse Mohr", id="and more"),
        pytest.param("Ilse Mohr Wednesday, Mar. 11, 2026", "Ilse Mohr", id="a weekday"),
        pytest.param("Ilse Mohr @ilsemohr on March 11, 2026 at 9:00a", "Ilse Mohr", id="a handle"),
        pytest.param("Ilse Mohr, Harbour Press 8:42 a.m. EDT March 11, 2026", "Ilse Mohr, Harbour Press", id="a paper"),
        pytest.param("Autor: Ilse Mohr", "Ilse Mohr", id="a label"),
        pytest.param("View all posts by Ilse Mohr", "Ilse Mohr", id="a link's title"),
        pytest.param("كتب: سلمى العبيدي", "سلمى العبيدي", id="an Arabic label"),
        pytest.param("Oprac. Halina Drewicz", "Halina Drewicz", id="a Polish label"),
        pytest.param("윤서정 기자", "윤서정", id="what Korean reporters are called"),
        pytest.param("Ilse Mohr - Harbour Press", "Ilse Mohr", id="the paper behind a dash"),
        pytest.param("Kanal 24 Redaktion", "Kanal 24 Redaktion", id="a number that is no date"),
        pytest.param("Studio 2000", "Studio 2000", id="nor is one of four digits"),
        pytest.param("9:39AM GMT 11 Mar 2026", None, id="a date alone"),
        pytest.param("发布于 2026-03-11 07:19:52", None, id="a date and its label"),
        pytest.param("name, email@mail.example", None, id="what a template says"),
        pytest.param("104363", None, id="a number"),
        pytest.param("admin", None, id="whoever administers the site"),
        pytest.param("1 " * 100_000, None, id="a text of any length"),
    ],
)
def test_an_author_is_a_name(told: str, name: str | None) -> None:
    """What stands around it in a byline is none, and what sites write where they have nobody is nobody."""
    assert read(f'<meta name="author" content="{told}">').author == name


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        pytest.param("<span class='pb-byline'>By <a>Ilse Mohr</a></span>", "Ilse Mohr", id="a class with a prefix"),
        pytest.param("<p class='author vcard'><b>Ilse</b><b>Mohr</b></p>", "Ilse Mohr", id="one class of several"),
        pytest.param(
            "<p class='top author'>Jan Kroog</p><p class='byline'>Ilse Mohr</p>", "Ilse Mohr", id="the surest first"
        ),
        pytest.param("<div class='td-post-author-name'>От <a>Ilse Mohr</a></div>", "Ilse Mohr", id="several prefixes"),
        pytest.param("<em class='media_head_journalist_name'>Ilse Mohr</em>", "Ilse Mohr", id="a journalist"),
        pytest.param("<div class='szerzo'>Szerző: Ilse Mohr</div>", "Ilse Mohr", id="a class in Hungarian"),
        pytest.param("<div id='comments'><p class='the author'>Kroog</p></div>", None, id="a reader"),
        pytest.param("<p class='related-author-name'>Kroog</p>", None, id="another article's"),
        pytest.param(f"<p class='author info'>{TEXT}</p>", None, id="a box about the author"),
    ],
)
def test_a_byline_is_found_by_its_class(byline: str, name: str | None) -> None:
    """Where the page declares nobody."""
    assert read(below=byline).author == name


PIER = "Council moves the pier"


def titled(title: str, h1: str = "", *, og: str = "", url: str = URL) -> str:
    """The headline of a page with this title, heading and declared title."""
    declared = f"<meta property='og:title' content='{og}'>" if og else ""
    head = f"<head><meta charset='utf-8'><title>{title}</title>{declared}</head>"
    heading = f"<h1>{h1}</h1>" if h1 else ""
    return read_page(f"<html>{head}<body><article>{heading}{TEXT}</article></body></html>".encode(), {}, url).title


@pytest.mark.parametrize(
    ("h1", "og", "title"),
    [
        pytest.param(f"{PIER}<span>Harbour Press</span>", "", f"{PIER} Harbour Press", id="a seam"),
        pytest.param("Council moves<br>the pier", "", PIER, id="a line break"),
        pytest.param("Council moves Mc<b>Roy</b>s pier", "", "Council moves McRoys pier", id="no seam in a word"),
        pytest.param("<b>C</b>ouncil moves the pier", "", PIER, id="nor behind an initial"),
        pytest.param(f"<span>Harbour</span> {PIER}", PIER, PIER, id="a kicker that no stated title has"),
        pytest.param(f"{PIER} <i>Subscribers</i>", PIER, PIER, id="a badge"),
        pytest.param(f"<span>Harbour:</span> {PIER}", f"Harbour: {PIER}", f"Harbour: {PIER}", id="one that it has"),
        pytest.param("Council <b>moves</b> the pier", "Council the pier", PIER, id="a word inside"),
    ],
)
def test_a_heading_is_read_as_it_is_seen(h1: str, og: str, title: str) -> None:
    """Its elements stand apart; what is set off in it is no part of the headline if the page says so elsewhere."""
    assert titled(f"{PIER} upstream | Harbour Press", h1, og=og) == title


def test_a_kicker_is_no_paragraph() -> None:
    """It goes with the heading that it stands in."""
    page = read(h1=f"<span>Harbour</span>{HEADLINE}")
    assert (page.title, page.text.split("\n\n")[0][:16]) == (HEADLINE, "The town council")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        pytest.param(
            "议会决定将渡轮码头迁往上游_首页_港口新闻网", "议会决定将渡轮码头迁往上游", id="sections and the site"
        ),
        pytest.param("议会决定将渡轮码头迁往上游-港口网", "议会决定将渡轮码头迁往上游", id="a name behind a dash"),
        pytest.param("議会が渡し船の桟橋の移転を決定｜港新聞", "議会が渡し船の桟橋の移転を決定", id="a Japanese bar"),
        pytest.param("港口议会与上游各区代表-渡轮会谈", "港口议会与上游各区代表-渡轮会谈", id="a dash within"),
        pytest.param(f"Harbour » {PIER}", PIER, id="the site's name first"),
        pytest.param(f"Ferries » {PIER}", f"Ferries » {PIER}", id="another word first"),
    ],
)
def test_the_sites_name_is_no_part_of_a_title(title: str, headline: str) -> None:
    """Also where words have no blanks between them, and before the headline if the address has the name."""
    assert titled(title) == headline
