"""Pages: bytes in, title, body and declared facts out, or a named reason why not."""

from __future__ import annotations

import gzip
import json
import os
import pickle
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from worker.content.pages import read_page
from worker.content.promo import clean
from worker.model.errors import NoArticle

DATE = "2026-03-11T09:15:00+01:00"
URL = "http://harbour.example/news/pier.html"
ENGLISH = [
    "The town council decided on Tuesday to move the ferry pier two hundred metres upstream before the summer season.",
    "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since the floods of last year.",
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office of the county.",
]
RUSSIAN = [
    "Городской совет решил во вторник перенести паромный причал на двести метров вверх по течению до начала лета.",
    "Капитан парома сообщила, что песчаная отмель перед старым причалом выросла за год более чем на один метр.",
    "Работы обойдутся в полтора миллиона и должны завершиться в июне, уточнили в управлении порта области.",
]
GERMAN = [
    "Der Stadtrat hat am Dienstag beschlossen, den Fähranleger noch vor dem Sommer flussaufwärts zu verlegen.",
    "Kapitänin Ilse Mohr erklärte, die Sandbank vor dem alten Anleger sei seit dem Frühjahr größer geworden.",
    "Die Arbeiten kosten 1,4 Millionen und sollen im Juni beendet sein, so das zuständige Hafenamt für die Küste.",
]


def page(paragraphs: list[str], *, head: str = "", title: str = "Council moves pier", html: str = "<html>") -> str:
    """A small article page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html>{html}<head><title>{title} | Harbour Press</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><main><article><h1>{title}</h1>{body}</article></main></body></html>"
    )


def test_an_article_told_in_facts_alone_is_read() -> None:
    """Where the page is drawn by a script, the body stands in its ld+json, and is found there."""
    told = json.dumps({"@type": "NewsArticle", "headline": "Council moves pier", "articleBody": " ".join(ENGLISH)})
    html = (
        f'<html><head><title>Council moves pier</title><script type="application/ld+json">{told}</script></head>'
        "<body><div id='app'></div><script>draw()</script></body></html>"
    )
    assert read_page(html.encode(), {}, URL).text == " ".join(ENGLISH)


def test_what_stands_around_the_article_changes_nothing() -> None:
    """Scripts, drawings, asides and a footer are no part of the text, and the words behind them are kept."""
    around = "<aside><p>Most read today</p></aside><svg><text>logo</text></svg><script>x()</script><style>p{}</style>"
    inside = page(ENGLISH).replace(" Tuesday", f" {around}Tuesday").replace("</main>", f"</main>{around}<footer/>")
    assert read_page(inside.encode(), {}, URL).text == read_page(page(ENGLISH).encode(), {}, URL).text


WHOLE = page(ENGLISH, head=f"<script>{'x();' * 1500}</script>")


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(WHOLE.replace("Captain", "Cap\x00t\x0bain"), id="control characters"),
        pytest.param(WHOLE.replace("Captain", "Cap\ufffetain\uffff"), id="what is no character"),
        pytest.param(WHOLE.replace("<html>", "<html />\n"), id="a root closed at once"),
        pytest.param(f'<?xml version="1.0" encoding="iso-8859-1"?>\n{WHOLE}', id="an XML declaration"),
        pytest.param(
            WHOLE.replace("<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//A//B" "a/b.dtd">'), id="a long doctype"
        ),
    ],
)
def test_what_breaks_a_parser_is_repaired(broken: str) -> None:
    """The same article is read as from the page without it, also behind the first lines."""
    assert read_page(broken.encode(), {}, URL) == read_page(WHOLE.encode(), {}, URL)


def test_the_article_is_read() -> None:
    """Title, paragraphs and every declared fact come out; the headline is not part of the body."""
    ld = {"@graph": [{"@type": "NewsArticle", "datePublished": DATE, "author": {"name": "Ilse Mohr"}}]}
    head = (
        f'<script type="application/ld+json">{json.dumps(ld)}</script>'
        '<meta property="og:site_name" content="Harbour Press">'
        '<link rel="canonical" href="/news/pier">'
    )
    read = read_page(page(ENGLISH, head=head, html='<html lang="en-GB">').encode(), {}, URL)
    assert (read.title, read.text) == ("Council moves pier", "\n\n".join(ENGLISH))
    assert (read.html_lang, read.author, read.site_name) == ("en-GB", "Ilse Mohr", "Harbour Press")
    assert (read.canonical, read.published_raw) == ("http://harbour.example/news/pier", DATE)
    assert 0.5 < read.quality <= 1


def test_what_the_entry_tells_is_not_looked_for() -> None:
    """Date and author are left out where nobody asks for them; everything else is the same."""
    head = (
        '<meta name="author" content="Ilse Mohr"><meta property="article:published_time" content="2026-03-11T08:15Z">'
    )
    body = page(ENGLISH, head=head).encode()
    whole, bare = read_page(body, {}, URL), read_page(body, {}, URL, dated=False, signed=False)
    assert (whole.author, whole.published_raw) == ("Ilse Mohr", "2026-03-11T08:15Z")
    assert replace(whole, author=None, published_raw=None) == bare


@pytest.mark.parametrize(
    ("head", "raw"),
    [
        pytest.param('<meta property="article:published_time" content="2026-03-11">', "2026-03-11", id="meta property"),
        pytest.param('<meta name="date" content="2026-03-11">', "2026-03-11", id="meta name"),
        pytest.param('<meta itemprop="datePublished" content="2026-03-11">', "2026-03-11", id="itemprop"),
        pytest.param('<script type="application/ld+json">{broken</script>', None, id="broken JSON-LD"),
        pytest.param(f'<script type="application/ld+json">{"[" * 100_000}</script>', None, id="endless JSON-LD"),
        pytest.param(
            '<script type="application/ld+json">//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2026-03-11"}\n'
            "//]]></script>",
            "2026-03-11",
            id="JSON-LD hidden from old browsers",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "yesterday"}</script>'
            '<meta name="date" content="2026-03-11">',
            "2026-03-11",
            id="one that cannot be read before one that can",
        ),
        pytest.param("", None, id="nothing declared"),
    ],
)
def test_declared_dates(head: str, raw: str | None) -> None:
    """The date is taken where the page declares it, and never guessed."""
    read = read_page(page(ENGLISH, head=head).encode(), {}, URL)
    assert read.published_raw == raw


LOGO = "<header><h1>Harbour Press</h1></header>"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        pytest.param(
            "<title>Council moves pier | Harbour Press</title>",
            "<h1>Council moves pier</h1>",
            "Council moves pier",
            id="behind",
        ),
        pytest.param(
            "<title>Harbour Press | Council moves ferry pier</title>",
            "<h1>Council moves ferry pier</h1>",
            "Council moves ferry pier",
            id="before",
        ),
        pytest.param("<title>Council moves pier – Harbour Press</title>", "", "Council moves pier", id="alone"),
        pytest.param(
            '<meta property="og:title" content="Pier &amp;amp; quay">', "<h2>Pier</h2>", "Pier & quay", id="og:title"
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Pier &amp; quay"}</script>',
            "<h2>Pier</h2>",
            "Pier & quay",
            id="JSON-LD with entities",
        ),
    ],
)
def test_the_name_of_the_site_is_no_headline(head: str, body: str, title: str) -> None:
    """A logo may be an h1, and its words are in most titles: it is the headline of no article."""
    told = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH)
    html = f"<!DOCTYPE html><html><head>{head}</head><body>{LOGO}<article>{body}{told}</article></body></html>"
    assert read_page(html.encode(), {}, URL).title == title


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://other.example/a?x=1", "https://other.example/a?x=1"),
        ("//other.example/a", "http://other.example/a"),
        ("http://other.example/a;b?x#", "http://other.example/a;b?x"),
        ("http://other.example/a;?", "http://other.example/a"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_canonical_links(link: str, canonical: str | None) -> None:
    """Only absolute http and https addresses are canonical, however the relation is written."""
    assert (
        read_page(page(ENGLISH, head=f'<link rel="Canonical nofollow" href="{link}">').encode(), {}, URL).canonical
        == canonical
    )


@pytest.mark.parametrize(
    ("paragraphs", "codec", "meta", "header"),
    [
        pytest.param(RUSSIAN, "cp1251", "windows-1251", "text/html; charset=utf-8", id="the server is wrong"),
        pytest.param(RUSSIAN, "cp1251", "cp-1251", "text/html", id="an alias with a dash"),
        pytest.param(RUSSIAN, "cp1251", None, "text/html; charset=utf-8", id="only a wrong header"),
        pytest.param(RUSSIAN, "cp1251", None, "text/html", id="no word about it at all"),
        pytest.param(RUSSIAN, "cp1251", "iso-8859-1", "text/html; charset=iso-8859-1", id="both claim Latin"),
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", "text/html", id="koi8-r"),
        pytest.param(RUSSIAN, "utf-8", "windows-1251", "text/html; charset=windows-1251", id="utf-8 that both deny"),
        pytest.param(GERMAN, "cp1252", "iso-8859-1", "text/html", id="Latin that says so"),
        pytest.param(GERMAN, "utf-8-sig", None, "text/html; charset=iso-8859-1", id="a byte order mark wins"),
        pytest.param(GERMAN, "utf-16", None, "text/html", id="utf-16 with its mark"),
        pytest.param(GERMAN, "cp1252", "base64", "text/html; charset=iso-8859-1", id="a claim that is no charset"),
    ],
)  # fmt: skip
def test_charsets(paragraphs: list[str], codec: str, meta: str | None, header: str) -> None:
    """The text comes out right whatever page and server claim."""
    head = f'<meta charset="{meta}">' if meta else ""
    read = read_page(page(paragraphs, head=head).encode(codec), {"content-type": header}, URL)
    assert read.text == "\n\n".join(paragraphs)


def test_a_broken_byte_does_not_turn_utf8_into_something_else() -> None:
    """One damaged letter stays one damaged letter."""
    body = page(GERMAN).encode().replace("ü".encode(), b"\xc3", 1)
    assert "Kapitänin" in read_page(body, {"content-type": "text/html; charset=iso-8859-1"}, URL).text


WALLS = [
    ("en", "We use cookies and similar technologies. Accept all cookies or manage your privacy settings."),
    ("de", "Wir verwenden Cookies. Mit Ihrer Einwilligung verarbeiten wir und unsere Partner Ihre Daten."),
    ("fr", "Avec votre accord, nos 187 partenaires et nous utilisons des cookies. Vous pouvez refuser les cookies."),
    ("es", "Utilizamos cookies para mejorar su visita. Aceptar todas las cookies."),
    ("it", "Questo sito utilizza i cookie. Accetta tutti i cookie per continuare."),
    ("pt", "Este site usa cookies. Ao continuar, você concorda com o uso de cookies."),
    ("nl", "Wij gebruiken cookies om uw bezoek te verbeteren. Deze website gebruikt cookies van derden."),
    ("pl", "Używamy plików cookie, aby ułatwić korzystanie z serwisu. Nasza strona używa plików cookie."),
    ("ru", "Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь."),
    ("uk", "Ми використовуємо файли cookie, щоб покращити ваш досвід."),
    ("login", "Please log in to continue. Already a subscriber? Sign in to read the full text."),
    ("robot", "Checking your browser before you proceed. Please enable JavaScript and cookies to continue."),
    ("gone", "The page you asked for has moved. Page not found."),
]


@pytest.mark.parametrize(("wall", "text"), WALLS, ids=[wall for wall, _ in WALLS])
def test_walls_are_no_articles(wall: str, text: str) -> None:
    """Consent, login, robot check and "not found" are told from articles."""
    with pytest.raises(NoArticle) as caught:
        read_page(page([text], title=f"Harbour Press {wall}").encode(), {}, URL)
    assert caught.value.cause == "wall"


def test_a_report_on_cookies_is_an_article() -> None:
    """Writing about consent does not make a wall."""
    report = [
        "The regulator fined the shop 40,000 because its site set cookies before visitors had agreed to anything.",
        "“We use cookies only to keep the basket,” a spokesman said. The court will hear the appeal in the autumn.",
        *ENGLISH,
    ]
    assert read_page(page(report, title="Shop fined over cookies").encode(), {}, URL).title == "Shop fined over cookies"


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        pytest.param(b"", "no_text", id="no bytes"),
        pytest.param(b"\x00\x01\x02", "no_text", id="no text in the bytes"),
        pytest.param(b"<html><head><title>Empty</title></head><body></body></html>", "no_text", id="an empty page"),
        pytest.param(
            page([f"{'<div>' * 500}{ENGLISH[0]}{'</div>' * 500}"], title="").encode(),
            "nesting",
            id="500 nested elements",
        ),
    ],
)
def test_what_is_no_article_says_why(body: bytes, cause: str) -> None:
    """The cause is a stable word, and survives the way out of a child process."""
    with pytest.raises(NoArticle) as caught:
        read_page(body, {}, URL)
    assert pickle.loads(pickle.dumps(caught.value)).cause == cause


ROOT = Path(__file__).resolve().parents[2]
GOLD = Path(os.environ.get("WIREWATCH_SHARED", ROOT.parent / "shared")) / "data" / "pages" / "gold.jsonl"


@pytest.mark.skipif(not GOLD.exists(), reason="needs the hand-typed pages: set WIREWATCH_SHARED")
def test_extraction_quality_floor() -> None:
    """On 181 hand-typed pages the shingle F1 keeps its floor, and cleaning does not lower it."""
    raw: Counter[str] = Counter()
    cleaned: Counter[str] = Counter()
    for line in GOLD.read_text().splitlines():
        row = json.loads(line)
        read = read_page(gzip.decompress((GOLD.parent / row["html"]).read_bytes()), {}, row["url"])
        raw.update(_counts(row["text"], read.text))
        cleaned.update(_counts(row["text"], clean(read.title, read.text, "en").text))
    assert _f1(raw) >= 0.964
    assert _f1(cleaned) >= max(0.966, _f1(raw))


def _counts(gold: str, found: str) -> dict[str, float]:
    expected, got = _shingles(gold), _shingles(found)
    hit, extra, missed = (expected & got).total(), (got - expected).total(), (expected - got).total()
    whole = hit + extra + missed or 1
    return {"hit": hit / whole, "extra": extra / whole, "missed": missed / whole}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = "".join(char if char.isalnum() else " " for char in text).split()
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["hit"] / (2 * counts["hit"] + counts["extra"] + counts["missed"])


def test_a_brief_is_not_read_with_its_byline_and_share_bar() -> None:
    """A report of a single paragraph keeps it as it is, and nothing else."""
    told = (
        "Engineers have found two cracks in the wall of the Ostermark dam above the town of Velden, the water board"
        " said on Monday. The level of the reservoir is being lowered by three metres."
    )
    page = (
        "<html><body><nav><a href='/'>Home</a></nav><main><article><h1>Cracks in Ostermark dam</h1>"
        "<p class='byline'>By T. Okwuosa</p><ul class='share'><li><a href='#'>Share on X</a></li><li><a href='#'>Copy"
        f" link</a></li></ul><p>{told}</p></article></main><footer><p>All rights reserved.</p></footer></body></html>"
    )
    assert read_page(page.encode(), {}, "http://press.example/cracks").text == told


HEADLINE = "Cracks found in the wall of the Ostermark dam"


@pytest.mark.parametrize(
    ("tag", "og", "headings", "title"),
    [
        pytest.param(f"{HEADLINE} | Velden Post", "", ["Velden Post", HEADLINE], HEADLINE, id="a logo stands first"),
        pytest.param(f"{HEADLINE} - Post", HEADLINE, ["Post"], HEADLINE, id="only a logo"),
        pytest.param(f"{HEADLINE} | Post", HEADLINE, ["More on dams", "Post"], HEADLINE, id="a list and a logo"),
        pytest.param("Dam cracks: what to know", "", [HEADLINE], "Dam cracks: what to know", id="another's heading"),
        pytest.param("Cracks found in Ostermark dam", "", [HEADLINE], HEADLINE, id="a shorter one for searches"),
        pytest.param(
            "Le barrage d’Ostermark fermé : deux fissures",
            "",
            [],
            "Le barrage d’Ostermark fermé : deux fissures",
            id="a French colon",
        ),
        pytest.param(
            "水坝发现两条裂缝_社会_维登网", "", ["维登网", "水坝发现两条裂缝"], "水坝发现两条裂缝", id="no blanks"
        ),
        pytest.param("เขื่อนร้าว | เวลเดน", "", ["เวลเดน", "เขื่อนร้าว"], "เขื่อนร้าว", id="Thai"),
    ],
)
def test_the_heading_most_like_the_stated_title_is_the_headline(
    tag: str, og: str, headings: list[str], title: str
) -> None:
    """Logos and lists are headings to many sites; the name at a title's end makes them no headline."""
    shown = "".join(f"<h1>{heading}</h1>" for heading in headings)
    stated = f"<meta property='og:title' content='{og}'>" if og else ""
    text = f"<article><p>{' '.join(ENGLISH)}</p></article>"
    page = f"<html><head><title>{tag}</title>{stated}</head><body>{shown}{text}</body></html>"
    assert (
        read_page(page.encode(), {"content-type": "text/html; charset=utf-8"}, "http://press.example/dam").title
        == title
    )


@pytest.mark.parametrize("name", ["publishdate", "og:time ", "apub:time", "dcterms.issued", "pubtime"])
def test_dates_are_declared_under_many_names(name: str) -> None:
    """The names that sites of many countries give the date of publication, however they write them."""
    text = f"<article><h1>{HEADLINE}</h1><p>{' '.join(ENGLISH)}</p></article>"
    page = f"<html><head><meta name='{name}' content='2026-03-01 08:05:32'></head><body>{text}</body></html>"
    assert read_page(page.encode(), {}, "http://press.example/dam").published_raw == "2026-03-01 08:05:32"


def test_a_page_that_seems_to_have_no_report_is_looked_at_again() -> None:
    """A text without an element of its own, between others, is not seen in the quick way; a list of headlines is."""
    others = "".join(f"<li><p>Region headline number {number} of the paper</p></li>" for number in range(10, 18))
    report = " ".join(ENGLISH * 8)
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><div class='article'><div class='wrapper'>"
        f"<h1>{HEADLINE}</h1><div class='side'><div class='info'><div>03/01/2026 05:40 PM</div></div>{report}"
        f"<div class='news'><h2>Latest</h2><ul>{others}</ul></div></div></div></div></body></html>"
    )
    read = read_page(page.encode(), {}, "http://press.example/dam")
    assert (report in read.text, read.quality > 0.5) == (True, True)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(
            "港口渡轮搁浅无人受伤",
            "一艘渡轮周二在港口外搁浅，船上两百名乘客已全部安全转移，无人受伤。" * 12,
            id="Chinese",
        ),
        pytest.param("เรือข้ามฟากเกยตื้น", "เรือข้ามฟากเกยตื้นนอกท่าเรือเมื่อวันอังคาร ผู้โดยสารสองร้อยคนปลอดภัย " * 12, id="Thai"),
        pytest.param(
            "فیری ساحل پر پھنس گئی",
            "منگل کو بندرگاہ کے باہر ایک فیری ساحل پر پھنس گئی اور تمام مسافر محفوظ رہے۔ " * 12,
            id="Urdu",
        ),
    ],
)
def test_a_report_looks_like_one_in_any_script(title: str, text: str) -> None:
    """Dense scripts, scripts without blanks or stops, and stops of their own make no report a worse one."""
    shown = f"<p>{text}</p><p>{text}</p>"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{shown}</article></body></html>"
    assert (
        read_page(page.encode(), {"content-type": "text/html; charset=utf-8"}, "http://press.example/f").quality > 0.9
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("<div class='info'><span>2026-03-01 08:05:32</span></div>", "2026-03-01 08:05:32", id="bare"),
        pytest.param("<p>发布时间：2026年03月01日 08:05　来源：港湾报</p>", "2026年03月01日 08:05", id="labelled"),
        pytest.param("<p>2026-03-01</p>", None, id="no time of day: it may be the event's"),
        pytest.param("<p>03/01/2026 08:05</p>", None, id="day or month first"),
        pytest.param(f"<p>{' '.join(ENGLISH)} 2026-03-01 08:05</p>", None, id="in the running text"),
    ],
)
def test_a_date_below_the_headline_is_the_pages_where_none_is_declared(line: str, found: str | None) -> None:
    """Many sites print the date and time below the headline and declare neither."""
    menu = "<div><span>2026-04-04 10:00</span></div>"
    text = f"<article><h1>{HEADLINE}</h1>{line}<p>{' '.join(ENGLISH)}</p></article>"
    page = f"<html><head><title>{HEADLINE}</title></head><body>{menu}{text}</body></html>"
    read = read_page(page.encode(), {"content-type": "text/html; charset=utf-8"}, "http://press.example/dam")
    assert read.published_raw == found
