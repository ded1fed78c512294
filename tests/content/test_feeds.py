"""Feed documents read from outside: fields, encodings, hostile text, refusals."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from worker.content.feeds import read_feed
from worker.model.entry import EntryDraft, FeedDocument
from worker.model.errors import NotAFeed

FEEDS = Path(__file__).parent / "feeds"
NOON_UTC_11_MARCH = 1773230400.0
AT = 1773239520.0  # 2026-03-11 14:32 UTC


def read(name: str, url: str) -> FeedDocument:
    """A fixture read as if it came from ``url``."""
    return read_feed((FEEDS / name).read_bytes(), {"Content-Location": url}, b"")


def one(item: str, head: str = "") -> EntryDraft:
    """The only entry of an RSS document with ``item`` in it."""
    body = f'<rss version="2.0"><channel><title>T</title>{head}<item>{item}</item></channel></rss>'
    (entry,) = read_feed(body.encode(), {}, b"").entries
    return entry


def test_rss_says_about_itself() -> None:
    """Title, language and every hint about when to come back are read from the channel."""
    feed = read("harbour.rss", "https://cdn.example/f.rss")
    assert (feed.kind, feed.title, feed.lang) == ("rss", "Hafenbote & Umland", "de-DE")
    assert (feed.ttl_s, feed.update_every_s) == (2700.0, 21600.0)
    assert (feed.skip_hours, feed.skip_days) == ((0, 3), (5, 6))


def test_rss_entry() -> None:
    """An item's fields are plain, absolute and complete, its own longest text wins."""
    entry = read("harbour.rss", "https://cdn.example/f.rss").entries[0]
    assert entry.title == 'Fähre "Möwe" liegt wieder im Dock'
    assert entry.guid == "hb-101"
    assert entry.url == "https://hafenbote.example/aktuell/faehre-moewe.html"
    assert entry.summary == "Die Fähre liegt im Dock."
    assert entry.content.startswith("<p>Die Fähre liegt seit <em>Montag</em>")
    assert entry.author == "Ada Brandt, Jens Okker"
    assert entry.lang == "de-DE"
    assert entry.published_raw == "Mi, 11 März 2026 14:32:00 CET"
    assert entry.published_at == AT - 3600
    assert entry.tags == ("Hafen", "Verkehr")


def test_rss_entries_that_lack_something() -> None:
    """A caption never outdoes the text, a sound is no page, a permalink guid is one, odd elements do no harm."""
    _, lock, sound, caption, nothing, untitled = read("harbour.rss", "https://cdn.example/f.rss").entries
    assert (lock.content, lock.url) == ("Kurzer Text.", "https://hafenbote.example/schleuse?nr=1&teil=2")
    assert sound.url is None
    assert caption.content == "Der Bildtext als letzter Ausweg."
    assert (nothing.guid, nothing.url, nothing.title, nothing.content) == (None, None, "", "")
    assert (untitled.title, untitled.url) == ("", "https://hafenbote.example/meldung/97")


def test_atom() -> None:
    """Atom resolves against the document, prefers the HTML alternate, and keeps ids as written."""
    feed = read("observatory.atom", "https://hill.example/feeds/news.atom")
    assert (feed.kind, feed.title) == ("atom", "Hill Observatory")
    opened, closed, file = feed.entries
    assert (opened.title, opened.lang, opened.author) == ("Le dôme <ouvert>", "fr", "Zoé Marchand")
    assert (opened.guid, opened.url) == ("n-1", "https://hill.example/feeds/n-1")
    assert (opened.published_raw, opened.published_at) == ("2026-03-11T15:32:00+01:00", AT)
    assert "<b>ouvert</b>" in opened.content
    assert (closed.guid, closed.url, closed.lang) == ("n-2", "https://hill.example/feeds/n-2", "en")
    assert closed.published_raw == "2026-03-10T12:00:00Z"
    assert file.url is None


def test_rdf() -> None:
    """RDF keeps its items behind the channel; a bare date counts as noon."""
    feed = read("archive.rdf", "https://archiv.example/index.rdf")
    assert (feed.kind, feed.title) == ("rdf", "Archiv")
    assert [entry.guid for entry in feed.entries] == ["https://archiv.example/1", "https://archiv.example/2"]
    assert feed.entries[0].published_at == NOON_UTC_11_MARCH


def test_json_feed() -> None:
    """JSON Feed is read with all the liberties sites take: numeric ids, bare strings, odd members."""
    feed = read("linkblog.json", "https://links.example/feed.json")
    assert (feed.kind, feed.title, feed.lang) == ("json", "Link blog", "en-GB")
    tides, guest, bare = feed.entries
    assert (tides.guid, tides.url, tides.title) == ("17", "https://links.example/17", "Tides & times")
    assert (tides.content, tides.summary, tides.author) == ("<p>Longer than the text.</p>", "S", "House Writer")
    assert tides.tags == ("sea",)
    assert (tides.published_raw, tides.published_at) == ("2026-03-11T14:32:00Z", AT)
    assert (guest.url, guest.author, guest.lang) == ("https://links.example/18", "Guest", "de")
    assert (guest.published_raw, guest.published_at) == ("1773239520", AT)
    assert (bare.url, bare.title, bare.content) == ("https://other.example/19", "", "Nul  inside")
    again = read_feed((FEEDS / "linkblog.json").read_bytes(), {}, feed.window[:16])
    assert [entry.guid for entry in again.entries] == ["x19"]
    assert again.window == feed.window


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            b'\xef\xbb\xbf{"items": [{"url": "/a", "title": "Two\nlines"}]}', id="a raw line break, no version"
        ),
        pytest.param(b'{"items": [{"url": "/a", "title": "Two lines\\ud800"}]}', id="a lone surrogate"),
        pytest.param(
            b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": "Two lines", "id": 1e400}]}',
            id="a number out of range",
        ),
        pytest.param(b'{"items": [{"url": "/a", "title": "Two lines"}]}\n<!-- cached -->', id="a remark behind it"),
        pytest.param('{"items": [{"url": "/a", "title": "Two lines"}]}'.encode("utf-16"), id="UTF-16"),
        pytest.param(
            b'{"items": [{"id": 1, "content_text": "x", "title": "Two lines"}]}', id="neither version nor url"
        ),
    ],
)
def test_json_that_is_not_quite_json(body: bytes) -> None:
    """Small sins against JSON do not cost the feed."""
    assert [entry.title for entry in read_feed(body, {}, b"").entries] == ["Two lines"]


def test_old_numbers_of_apostrophes() -> None:
    """Letters under the numbers they have on Windows are those letters, as browsers read them."""
    body = b'{"items": [{"url": "/a", "title": "The ferry\\u0092s dock \\u0096 open\\u0081"}]}'
    (entry,) = read_feed(body, {}, b"").entries
    assert entry.title == "The ferry’s dock – open"


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=iso-8859-1"])
def test_json_in_another_encoding(content_type: str) -> None:
    """JSON must be UTF-8; where it is not, it is read as XML is: by what the server says, else by its letters."""
    body = '{"items": [{"url": "/a", "title": "Größere Änderungen über Nacht"}]}'.encode("latin-1")
    (entry,) = read_feed(body, {"Content-Type": content_type}, b"").entries
    assert entry.title == "Größere Änderungen über Nacht"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        pytest.param("<![CDATA[A  \n line\tbroken]]>", "A line broken", id="white space folds"),
        pytest.param("<![CDATA[<p>One</p><p>Two</p>]]>", "One Two", id="paragraphs do not run together"),
        pytest.param("<![CDATA[<script>alert(1)</script>Calm]]>", "Calm", id="scripts vanish whole"),
        pytest.param(
            "Why vector&lt;int&gt; is 1 &lt; 2", "Why vector<int> is 1 < 2", id="brackets that are no tags stay"
        ),
        pytest.param("Salt &amp;amp;amp; pepper", "Salt & pepper", id="what was escaped twice is resolved"),
        pytest.param("<![CDATA[Tom&#8217;s\u0081 \x1b[31mred]]>", "Tom’s [31mred", id="control characters go"),
        pytest.param("a&#0;b&#xD800;c&#99999999999;d", "abcd", id="references to no character go"),
        pytest.param("x" * 5000, "x" * 1000, id="1,000 characters are enough"),
        pytest.param("&lt;![CDATA[ Ferry &amp;amp; lock ]]&gt;", "Ferry & lock", id="a CDATA section escaped itself"),
    ],
)
def test_titles_are_plain_text(written: str, read_as: str) -> None:
    """A title is one line of text, whatever the site put into it."""
    assert one(f"<title>{written}</title>").title == read_as


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("javascript:alert(1)", None, id="a script is no page"),
        pytest.param("file:///etc/hosts", None, id="nor is a file"),
        pytest.param("//cdn.example/a", "https://cdn.example/a", id="a scheme-relative link takes the site's scheme"),
        pytest.param("?id=5", "https://site.example/news/?id=5", id="a query alone"),
        pytest.param("../up", "https://site.example/up", id="one level up"),
        pytest.param(
            "\n https://site.example/a\n b ", "https://site.example/a%20b", id="line breaks within are dropped"
        ),
        pytest.param("www.other.example/a", "http://www.other.example/a", id="a host without its scheme"),
        pytest.param("http://https://site.example/a", "https://site.example/a", id="a scheme before the scheme"),
        pytest.param(
            "&lt;![CDATA[https://site.example/a]]&gt;", "https://site.example/a", id="an escaped CDATA section"
        ),
        pytest.param(
            "https://web.example/http://site.example/", "https://web.example/http://site.example/", id="one in another"
        ),
        pytest.param("https://[broken", None, id="a broken host"),
        pytest.param("https://site.example/" + "a" * 5000, None, id="an endless address"),
    ],
)
def test_links(link: str, url: str | None) -> None:
    """Links come out absolute and http(s), or not at all."""
    assert one(f"<link>{link}</link>", "<link>https://site.example/news/</link>").url == url


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("ann@harbour.press (Ann Mohr)", "Ann Mohr", id="as RSS asks"),
        pytest.param("Ann Mohr &lt;ann@harbour.online&gt;", "Ann Mohr", id="as mail"),
        pytest.param("a@h.agency (Ann), b@h.agency (Bo)", "Ann, Bo", id="two"),
        pytest.param("Ann Mohr (Rohden)", "Ann Mohr (Rohden)", id="a place"),
        pytest.param("desk@harbour.online", "desk@harbour.online", id="nothing else"),
        pytest.param("Ann Mohr (mailto:ann@harbour.online)", "Ann Mohr", id="in brackets"),
        pytest.param("Ann &lt;a@h.agency&gt;, Bo &lt;b@h.agency&gt;", "Ann, Bo", id="two as mail"),
        pytest.param("Ann Mohr, ann@harbour.online", "Ann Mohr", id="after a comma"),
        pytest.param("(Ann Mohr)", "Ann Mohr", id="no address"),
        pytest.param("desk@harbour.online</author><author>Ann Mohr", "Ann Mohr", id="one of two has no name"),
    ],
)
def test_authors_are_named_without_their_address(written: str, name: str) -> None:
    """An address of any domain is no part of a name."""
    assert one(f"<title>T</title><author>{written}</author>").author == name


@pytest.mark.parametrize(
    ("doctype", "title", "read_as"),
    [
        pytest.param("", "AT&T and R&D; Q&A &amp; more", "AT&T and R&D; Q&A & more", id="bare ampersands"),
        pytest.param("", "<![CDATA[R&D &amp; Q&A]]>", "R&D & Q&A", id="in CDATA"),
        pytest.param('<!DOCTYPE rss SYSTEM "rss.dtd">', "Caf&eacute; &mdash; open", "Café — open", id="named entities"),
    ],
)
def test_ampersands(doctype: str, title: str, read_as: str) -> None:
    """An ampersand that opens no entity is one; an entity of HTML is read, whatever stands on the first line."""
    feed = (
        f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><item><title>{title}</title></item></channel></rss>'
    )
    (entry,) = read_feed(feed.encode(), {}, b"").entries
    assert entry.title == read_as


def test_a_date_that_cannot_be_read_gives_way_to_one_that_can() -> None:
    """Of several dates the first that can be read counts; if none can, the first is kept as written."""
    entry = one("<title>T</title><pubDate>this morning</pubDate><date>2026-03-11T14:32:00Z</date>")
    assert (entry.published_raw, entry.published_at) == ("2026-03-11T14:32:00Z", AT)
    entry = one("<title>T</title><pubDate>this morning</pubDate><date>today</date>")
    assert (entry.published_raw, entry.published_at) == ("this morning", None)


@pytest.mark.parametrize(
    ("item", "url"),
    [
        pytest.param("<guid>4711</guid>", None, id="no address"),
        pytest.param("<guid>https://site.example/4711</guid>", "https://site.example/4711", id="an address"),
        pytest.param("<guid>/4711.html</guid>", "https://site.example/4711.html", id="a path"),
        pytest.param('<guid isPermaLink="false">/4711.html</guid>', None, id="a path that is no link"),
        pytest.param("<link></link><guid>https://a.example/1</guid>", "https://a.example/1", id="an empty link before"),
        pytest.param("<guid>https://a.example/1</guid><link />", "https://a.example/1", id="an empty link behind"),
        pytest.param(
            '<link/><guid isPermaLink="false">https://a.example/1</guid>',
            None,
            id="an empty link, an address that is none",
        ),
        pytest.param("<link/>https://a.example/1<guid>x</guid>", "https://a.example/1", id="a link as HTML writes it"),
    ],
)
def test_a_guid_may_be_the_page(item: str, url: str | None) -> None:
    """Where there is no link, a guid is, unless it says that it is none; only an address or a path can be a page."""
    assert one(item, "<link>https://site.example/</link>").url == url


def test_a_category_has_a_name_for_people() -> None:
    """Atom's categories may have a label beside their term: rules may ask for either."""
    told = '<category term="http://a.example/c/7" label="Harbour"/><category label="Ferry"/><category term="dock"/>'
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title>{told}</entry></feed>'
    (entry,) = read_feed(body.encode(), {}, b"").entries
    assert entry.tags == ("http://a.example/c/7", "Harbour", "Ferry", "dock")


IN_FULL = "http://www.iana.org/assignments/relation/"


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        pytest.param(
            '<link href=""/><id>https://a.example/1</id>', "https://a.example/1", id="an empty link and an id"
        ),
        pytest.param('<link rel="" href="/1"/>', "https://a.example/1", id="an empty relation"),
        pytest.param(f'<link rel="{IN_FULL}alternate" href="/1"/>', "https://a.example/1", id="a relation in full"),
        pytest.param('<link rel="self" href="/1"/><id>urn:1</id>', None, id="the entry itself"),
        pytest.param(
            '<content src="/1" type="text/html"/><id>urn:1</id>', "https://a.example/1", id="a text elsewhere"
        ),
        pytest.param('<content src="/1" type="image/png"/><id>urn:1</id>', None, id="a picture elsewhere"),
    ],
)
def test_links_of_atom(entry: str, url: str | None) -> None:
    """The page of an Atom entry is its alternate, else its id if that is an address, else where its content is."""
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{entry}</entry></feed>'
    assert read_feed(body.encode(), {"content-location": "https://a.example/f"}, b"").entries[0].url == url


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param(
            "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://paper.example/1%3Fid%3D2&amp;ct=ga&amp;usg=A",
            "https://paper.example/1?id=2",
            id="Google Alerts",
        ),
        pytest.param(
            "http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;url=https%3a%2f%2fpaper.example%2f1&amp;c=7",
            "https://paper.example/1",
            id="Bing News",
        ),
        pytest.param(
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fpaper.example%2F1", "https://paper.example/1", id="Facebook"
        ),
        pytest.param("https://www.google.com/url?q=ferry", "https://www.google.com/url?q=ferry", id="no address in it"),
        pytest.param(
            "https://paper.example/url?url=https://other.example/",
            "https://paper.example/url?url=https://other.example/",
            id="somebody else's",
        ),
        pytest.param(
            "https://feeds.example/~r/1</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>"
            "https://paper.example/1</f:origLink><link>",
            "https://paper.example/1",
            id="FeedBurner",
        ),
    ],
)
def test_a_counter_in_front_of_the_page_is_passed_by(link: str, url: str) -> None:
    """Some links count readers and lead on. Where the page's own address is told, that is the entry's."""
    assert one(f"<link>{link}</link>").url == url


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<n:full-text>{}</n:full-text>", id="Yandex and others"),
        pytest.param("<n:fulltext>{}</n:fulltext>", id="Rambler"),
        pytest.param("<encoded>{}</encoded>", id="a prefix forgotten"),
        pytest.param("<content:encoded>&lt;![CDATA[{}]]&gt;</content:encoded>", id="a CDATA section escaped itself"),
    ],
)
def test_full_texts_by_other_names(text: str) -> None:
    """The element's longest text is its content, whatever it is called."""
    told = "The ferry is back in the dock."
    assert one(f"<description>The ferry.</description>{text.format(told)}").content == told


def test_the_day_of_creation_comes_before_the_last_change() -> None:
    """Without a date of publication, the older of the two others says more about who had it first."""
    names = 'xmlns:t="http://purl.org/dc/terms/"'
    item = f"<t:modified {names}>2026-03-12T08:00:00Z</t:modified><t:created {names}>2026-03-11T14:32:00Z</t:created>"
    assert one(item).published_at == AT


def test_guids_do_not_depend_on_neighbours() -> None:
    """An xml:base inside one entry does not change the ids and links of the next one."""
    entries = '<entry><id>1</id><content type="xhtml" xml:base="{base}"><div>a</div></content></entry>'
    entries += '<entry><id>2</id><link href="two"/></entry>'
    for base in ("/rel/", "https://else.example/x/"):
        body = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries.format(base=base)}</feed>'
        _, second = read_feed(body.encode(), {"content-location": "https://a.example/d/f"}, b"").entries
        assert (second.guid, second.url) == ("2", "https://a.example/d/two")


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        pytest.param("windows-1251", "windows-1251", "", id="a code page declared in the document"),
        pytest.param("windows-1251", "cp-1251", "", id="an alias Python does not know"),
        pytest.param("koi8-r", "", "text/xml; charset=KOI8-R", id="a code page declared by the server"),
        pytest.param("utf-8", "utf-8", "text/xml; charset=iso-8859-1", id="a server wrong about UTF-8"),
        pytest.param("utf-8", "koi8-r", "text/xml; charset=iso-8859-5", id="server and document both wrong about it"),
        pytest.param("utf-8", "", "text/xml", id="no declaration at all"),
        pytest.param("utf-8-sig", "windows-1251", "", id="a byte order mark against the declaration"),
        pytest.param("utf-16", "utf-16", "", id="UTF-16"),
        pytest.param("utf-32-le", "", "", id="UTF-32 without a mark"),
    ],
)
def test_encodings(encoding: str, declared: str, content_type: str) -> None:
    """Cyrillic survives every way of (mis)declaring its encoding."""
    attribute = f' encoding="{declared}"' if declared else ""
    body = f'<?xml version="1.0"{attribute}?><rss version="2.0"><channel><item><title>Новость дня</title></item>'
    (entry,) = read_feed(f"{body}</channel></rss>".encode(encoding), {"Content-Type": content_type}, b"").entries
    assert entry.title == "Новость дня"


@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("cp1251", "Власти города сообщили о пожаре на складе"),
        ("koi8-r", "Власти города сообщили о пожаре на складе"),
        ("cp1253", "Η κυβέρνηση ανακοίνωσε νέα μέτρα για τους αγρότες"),
        ("cp1256", "أعلنت الحكومة عن إجراءات جديدة لدعم المزارعين"),
        ("gb18030", "市政府周二宣布将修建一座新桥"),
        ("shift_jis", "市は火曜日に新しい橋の建設を発表した"),
        ("euc-kr", "시는 화요일에 새 다리 건설을 발표했다"),
        ("cp1252", "Die Behörden kündigten größere Änderungen über Nacht an"),
        ("cp1252", "A eleição não será adiada, diz comissão em São Paulo após reunião"),
        ("cp1252", "El Gobierno anunció más ayudas para los pequeños agricultores"),
        ("cp1252", "La città è più sicura, però c’è molto da fare per l’università"),
        ("cp1252", "Regeringen föreslår nya åtgärder för skolorna på måndag"),
        ("cp1250", "Vláda ve středu oznámila nová opatření pro zemědělce, řekl mluvčí"),
        ("iso8859-2", "Rząd ogłosił w środę nowe środki dla rolników, mówi że później"),
        ("cp1254", "Türkiye’de yeni düzenleme için çalışmalar başladı, İstanbul değişiyor"),
        ("cp1257", "Vyriausybė trečiadienį paskelbė priemones ūkininkams, šįmet patyrusiems žalos"),
    ],
)
def test_encodings_that_are_not_declared(encoding: str, title: str, declared: str) -> None:
    """A feed that says nothing of its encoding, or the wrong thing, is read by its letters."""
    attribute = f' encoding="{declared}"' if declared else ""
    items = "".join(f"<item><title>{title} {n}</title><description>{title}.</description></item>" for n in range(8))
    body = f'<?xml version="1.0"{attribute}?><rss version="2.0"><channel>{items}</channel></rss>'.encode(encoding)
    assert read_feed(body, {}, b"").entries[0].title == f"{title} 0"


def test_one_broken_byte_costs_one_character() -> None:
    """A UTF-8 document with a stray byte stays UTF-8."""
    body = "<rss><channel><item><title>Küste Möwe Fähre</title></item></channel></rss>".encode()
    (entry,) = read_feed(body.replace(b" M", b" \xff M"), {}, b"").entries
    assert entry.title == "Küste \ufffd Möwe Fähre"


CONTRIBUTOR = "<contributors>x</contributors><d:contributor>a</d:contributor>"  # no element of that name may come first


@pytest.mark.parametrize("poison", [f"<item>{CONTRIBUTOR}</item>", CONTRIBUTOR], ids=["an entry", "the channel"])
def test_what_breaks_the_parser_costs_only_itself(poison: str) -> None:
    """One entry that makes the parser raise, or the feed's own words, leave all other entries readable."""
    items = [f"<item><title>{number}</title><link>/{number}</link></item>" for number in range(20)]
    items.insert(7, poison)
    body = f'<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel>{"".join(items)}</channel></rss>'.encode()
    feed = read_feed(body, {"Content-Location": "https://a.example/f"}, b"")
    assert [entry.title for entry in feed.entries] == [str(number) for number in range(20)]
    assert feed.entries[9].url == "https://a.example/9"
    assert read_feed(body, {}, feed.window).entries == ()


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("<guid>bad</guid><title>Ferry<link>/bad</link>", id="a title without end"),
        pytest.param("<title>Ferry</titel><link>/bad</link>", id="a title with a wrong end"),
        pytest.param("<title>Ferry</title><link>/bad</link><description>Dock", id="a text without end"),
        pytest.param("<title>Ferry</title><link>/bad</link><!-- dock", id="a comment without end"),
        pytest.param("<title>Ferry</title><link>/bad</link><description><![CDATA[Dock", id="a section without end"),
    ],
)
@pytest.mark.parametrize("before", [0, 10, 20])
def test_an_element_without_end_does_not_swallow_the_next(bad: str, before: int) -> None:
    """An entry in which something is not closed is read by itself, and all others as they are."""
    items = [f"<item><title>{number}</title><link>/{number}</link></item>" for number in range(20)]
    items.insert(before, f"<item>{bad}</item>")
    body = f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'.encode()
    feed = read_feed(body, {"Content-Location": "https://a.example/f"}, b"")
    assert feed.title == "T"
    assert [entry.title for entry in feed.entries if entry.order != before] == [str(number) for number in range(20)]
    assert (feed.entries[before].title, feed.entries[before].url) == ("Ferry", "https://a.example/bad")
    assert read_feed(body, {}, feed.window).entries == ()
    (again,) = read_feed(body, {"Content-Location": "https://a.example/f"}, _without(feed.window, before)).entries
    assert again == feed.entries[before]


def test_a_fault_in_every_element_costs_none() -> None:
    """Where the template of a whole feed is wrong, more elements are bad than can be parsed apart: all are read."""
    items = "".join(f"<item><title>Ferry {number}</titel><link>/{number}</link></item>" for number in range(600))
    feed = read_feed(f"<rss><channel><title>T</title>{items}</channel></rss>".encode(), {}, b"")
    assert [entry.title for entry in feed.entries] == [f"Ferry {number}" for number in range(600)]


def _without(window: bytes, place: int) -> bytes:
    return window[: 8 * place] + window[8 * (place + 1) :]


def test_what_breaks_the_parser_is_read_by_its_plain_elements() -> None:
    """An entry that the parser cannot read at all keeps its title, link, id, date and text."""
    plain = "<title>Ferry &amp; <![CDATA[<b>lock</b>]]></title><link>/1</link><guid>g</guid>"
    rest = "<description>D</description><pubDate>Wed, 11 Mar 2026 14:32:00 GMT</pubDate>"
    source = "<source><title>Other paper</title><link>https://other.example/</link></source>"
    item = f"<item>{CONTRIBUTOR}{source}{plain}{rest}</item>"
    other = "<item><title>Other</title></item>"
    body = f'<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel>{item}{other}</channel></rss>'.encode()
    broken, _ = read_feed(body, {"Content-Location": "https://a.example/f"}, b"").entries
    assert (broken.title, broken.url, broken.guid) == ("Ferry & lock", "https://a.example/1", "g")
    assert (broken.content, broken.published_at) == ("D", AT)


ENDLESS = f"&amp;#{'1' * 4400};"
"""More digits than Python turns into a number."""


@pytest.mark.parametrize(
    "poison",
    [
        pytest.param(f"<item><title>x{ENDLESS}</title></item>", id="a title"),
        pytest.param(f"<item><title>x\ufffd</title><category>{ENDLESS}</category></item>", id="a tag"),
    ],
)
def test_an_entity_without_end_is_no_character(poison: str) -> None:
    """An entry with such a number is read like any other, with the sign for what is no character in its place."""
    body = f"<rss><channel><item><title>1</title></item>{poison}<item><title>2</title></item></channel></rss>"
    assert [entry.title for entry in read_feed(body.encode(), {}, b"").entries] == ["1", "x\ufffd", "2"]


def test_texts_are_capped_between_tags() -> None:
    """200,000 characters of a text are kept and no half tag at the end."""
    entry = one(f"<description><![CDATA[{'<p>abcd</p>' * 20_000}]]></description>")
    assert 199_900 < len(entry.content) <= 200_000
    assert entry.content.endswith((">", "d"))


def test_a_file_named_in_the_body_is_not_opened(tmp_path: Path) -> None:
    """A body that is the name of a readable feed file is no feed."""
    file = tmp_path / "feed.xml"
    file.write_bytes((FEEDS / "archive.rdf").read_bytes())
    with pytest.raises(NotAFeed):
        read_feed(str(file).encode(), {}, b"")


@pytest.mark.parametrize(
    ("body", "cause", "next_step"),
    [
        pytest.param(b" \r\n", "empty", "empty", id="nothing but white space"),
        pytest.param(
            b"<!-- a --><!DOCTYPE html><html><p>Hi</p></html>", "html", "run wirewatch feeds discover", id="a page"
        ),
        pytest.param(
            b'<html><form><input name=p type="password"></form></html>', "login", "credentials", id="a login page"
        ),
        pytest.param(
            b'<html><script src="/cdn-cgi/challenge-platform/x.js"></script></html>', "challenge", "browsers",
            id="a browser check",
        ),
        pytest.param(b"<opml version='2.0'><body/></opml>", "opml", "feeds import", id="a list of feeds"),
        pytest.param(b'{"error": "not found"}', "json", "not a JSON Feed", id="an error in JSON"),
        pytest.param(b'{"items": [', "unparseable", "broken JSON", id="half a JSON document"),
        pytest.param(b"[" * 100_000, "unparseable", "broken JSON", id="a hundred thousand brackets"),
        pytest.param(b"\x89PNG\r\n\x1a\n....", "binary", "binary data", id="a picture"),
        pytest.param(b"just words", "unparseable", "neither RSS", id="plain text"),
        pytest.param(
            b"<?xml version='1.0'?><articles><article><title>A</title><body>B</body></article></articles>",
            "unparseable", "its first element is <articles>", id="XML of another kind, though it has a body",
        ),
        pytest.param(
            b"<rss version='2.0'><channel><title>T</title><article><title>A</title><link>/1</link></article>"
            b"<article><title>B</title><link>/2</link></article></channel></rss>",
            "unparseable", "has 2 <article> where entries are called <item>", id="RSS with articles",
        ),
        pytest.param(
            b"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><post><title>A</title><id>1</id></post></feed>",
            "unparseable", "has 1 <post> where entries are called <item>", id="Atom with posts",
        ),
    ],
)  # fmt: skip
def test_refusals_name_cause_and_next_step(body: bytes, cause: str, next_step: str) -> None:
    """What is no feed is refused with a stable cause and a message that says what to do, also across processes."""
    with pytest.raises(NotAFeed) as caught:
        read_feed(body, {"Content-Location": "https://site.example/feed"}, b"")
    assert caught.value.cause == cause
    assert next_step in str(caught.value)
    assert "https://site.example/feed" in str(caught.value)
    copied = pickle.loads(pickle.dumps(caught.value))
    assert (str(copied), copied.cause) == (str(caught.value), cause)


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("", id="nothing else"),
        pytest.param("<image><title>T</title><url>/a.png</url><link>/</link></image>", id="a picture"),
        pytest.param("<textInput><title>Q</title><description>D</description></textInput>", id="a search field"),
        pytest.param(
            "<m:group xmlns:m='http://m.example/'><m:title>T</m:title><m:content>C</m:content></m:group>",
            id="what another vocabulary has",
        ),
        pytest.param("<m:group><m:title>T</m:title><m:content>C</m:content></m:group>", id="under a prefix of nobody"),
    ],
)
def test_a_feed_may_be_empty(inner: str) -> None:
    """A feed without entries is one, if nothing in it looks like an entry under another name."""
    found = read_feed(f"<rss version='2.0'><channel><title>T</title>{inner}</channel></rss>".encode(), {}, b"")
    assert (found.title, found.entries) == ("T", ())


def test_a_feed_names_its_hub() -> None:
    """Links of a feed, and the hubs of a JSON Feed that are WebSub's, with the name that the feed has there."""
    hubs = '[{"type": "rssCloud", "url": "https://a.example/"}, 1, {"type": "WebSub", "url": "https://hub.example/"}]'
    json = f'{{"version": "https://jsonfeed.org/version/1.1", "feed_url": "/t", "hubs": {hubs}, "items": []}}'
    links = '<link rel="hub" href="https://hub.example/"/><link rel="self" href="/t"/>'
    for body in (json, f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{links}</feed>'):
        found = read_feed(body.encode(), {"content-location": "https://paper.example/feed"}, b"")
        assert (found.hub, found.topic) == ("https://hub.example/", "https://paper.example/t")


PREFIXED = "<x:item><x:title>Lock reopens</x:title><x:link>https://a.example/1</x:link></x:item>"
CHANNEL = f"<channel><title>T</title>{PREFIXED}</channel>"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<rss version="2.0">{CHANNEL}</rss>', id="items, under a prefix nobody declared"),
        pytest.param(
            f'<rss version="2.0" xmlns:x="http://x.example/ns">{CHANNEL}</rss>', id="one that names no format"
        ),
        pytest.param(f"<x:rss><x:channel><x:title>T</x:title>{PREFIXED}</x:channel></x:rss>", id="the whole document"),
        pytest.param(
            "<a:feed><a:title>T</a:title><a:entry><a:title>Lock reopens</a:title><a:id>1</a:id>"
            '<a:link href="https://a.example/1"/></a:entry></a:feed>',
            id="Atom",
        ),
        pytest.param(
            f'<rss version="2.0" xmlns="http://wrong.example/ns">{CHANNEL.replace("x:", "")}</rss>',
            id="no prefix, but an unknown namespace",
        ),
    ],
)
def test_elements_in_an_unknown_namespace_are_read(body: str) -> None:
    """A prefix that means nothing hides no entry, and what is known under it is known at the next poll."""
    feed = read_feed(body.encode(), {}, b"")
    assert feed.title == "T"
    assert [(entry.title, entry.url) for entry in feed.entries] == [("Lock reopens", "https://a.example/1")]
    again = read_feed(body.replace("<x:rss>", "<x:rss >").encode(), {}, feed.window)
    assert (again.entries, again.window) == ((), feed.window)


@pytest.mark.parametrize(
    "extra", [f"<!-- {PREFIXED} -->", '<media:item xmlns:media="http://search.yahoo.com/mrss/" medium="image"/>']
)
def test_what_only_looks_like_an_element_makes_no_entry(extra: str) -> None:
    """A comment, or an element without title and text, in a feed without entries."""
    body = f'<rss version="2.0"><channel><title>T</title>{extra}</channel></rss>'
    assert read_feed(body.encode(), {}, b"").entries == ()


def test_an_empty_feed_is_a_feed() -> None:
    """A channel without items is read as what it is: nothing new."""
    feed = read_feed(b'<rss version="2.0"><channel><title>T</title></channel></rss>', {}, b"")
    assert (feed.kind, feed.title, feed.window, feed.entries) == ("rss", "T", b"", ())


def test_a_document_travels_between_processes() -> None:
    """The result pickles, as everything that comes out of a child process must."""
    feed = read("harbour.rss", "https://cdn.example/f.rss")
    assert pickle.loads(pickle.dumps(feed)) == feed


def test_credentials_in_links_do_not_survive() -> None:
    """Name and password in an entry's link are not stored, shown or sent."""
    assert one("<link>https://eva:geheim@a.example:8443/x?y=1</link>").url == "https://a.example:8443/x?y=1"
