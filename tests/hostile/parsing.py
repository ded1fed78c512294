"""Parsing: documents that grow, nest, name files, lie about their letters, or are something else."""

from __future__ import annotations

import json
from typing import Any

from tests.hostile.scenario import HTML, XML, Scenario, feed, items, rss

JSON = ("Content-Type", "application/feed+json")
_BILLION = (
    "<!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
    + "]>"
)
_SQUARE = "<!DOCTYPE r [<!ENTITY a '" + "x" * 100_000 + "'>]>"
_FILE = "<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
_REMOTE = "<!DOCTYPE r SYSTEM 'http://10.0.0.1/evil.dtd' [<!ENTITY % p SYSTEM 'http://10.0.0.1/p'>%p;]>"
_OK = "changed unchanged"
_NOT = "failed:unparseable failed:empty"
_HEAVY = f"{_OK} failed:timeout failed:killed failed:memory failed:crowded failed:quarantined"
"""What takes seconds to read is read, or found to take too long, or waits for others that do."""
_ANY = f"{_HEAVY} {_NOT} failed:html failed:binary"


def _doc(_: str, told: str, before: str = "", root: str = "<rss version='2.0'>") -> bytes:
    return f"<?xml version='1.0'?>{before}{root}<channel><title>x</title>{told}</channel></rss>".encode()


def _item(name: str, inside: str) -> str:
    """Three good items, the middle one with something in it."""
    return items(name).replace("report 1</title>", f"report 1</title>{inside}")


def _with(name: str, inside: str, entries: int = 3, before: str = "", *, heavy: bool = False) -> Scenario:
    name = f"parsing-{name}"
    ends = _HEAVY if heavy else ""
    return feed(name, _doc(name, _item(name, inside), before), entries=entries, becomes=ends, heavy=heavy)


def _any(name: str, body: bytes, *headers: tuple[str, str]) -> Scenario:
    """A document nothing has to come of, as long as the worker lives."""
    return feed(f"parsing-{name}", body, *headers, becomes=_ANY, entries=-1)


def _json(name: str, feed_: Any, entries: int = 0, becomes: str = "") -> Scenario:
    body = feed_ if isinstance(feed_, bytes) else json.dumps(feed_).encode()
    return feed(f"parsing-json-{name}", body, JSON, entries=entries, becomes=becomes)


def _coded(name: str, codec: str, declared: str | None, *, header: str | None = None, mark: bytes = b"") -> Scenario:
    """A good document in ``codec`` that says it is in ``declared``."""
    name = f"parsing-{name}"
    told = items(name).replace("report", "Überschrift Ärger")
    prolog = f"<?xml version='1.0' encoding='{declared}'?>" if declared else ""
    body = f"{prolog}<rss version='2.0'><channel><title>x</title>{told}</channel></rss>"
    kind = ("Content-Type", f"application/rss+xml; charset={header}") if header else ("Content-Type", "text/xml")
    return feed(name, mark + body.encode(codec), kind, entries=3)


_V1 = "https://jsonfeed.org/version/1.1"
_GOOD_JSON = {"id": "1", "title": "One thing", "content_text": "Words about it. " * 9}

_LARGE = _doc("x", f"<item><title>{'word ' * 1_800_000}</title><guid>a</guid></item>")

SCENARIOS = [
    _any("billion-laughs", _doc("x", "<item><title>&m;</title></item>", _BILLION)),
    _any("quadratic-blowup", _doc("x", "<item><title>" + "&a;" * 50_000 + "</title></item>", _SQUARE)),
    _any(
        "entity-loop", _doc("x", "<item><title>&a;</title></item>", "<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>")
    ),
    _with("external-file", "<category>&f;</category>", before=_FILE),
    _with("external-dtd", "<category>x</category>", before=_REMOTE),
    _with(
        "xinclude", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd' parse='text'/>"
    ),
    feed(
        "parsing-stylesheet",
        _doc("x", items("parsing-stylesheet"), "<?xml-stylesheet href='http://10.0.0.1/x.xsl' type='text/xsl'?>"),
        entries=3,
    ),
    feed("parsing-file-name", b"/etc/passwd", becomes=_NOT),
    feed("parsing-url-body", b"http://10.0.0.1/feed", becomes=_NOT),
    _any("nesting", _doc("x", "<a>" * 100_000 + "</a>" * 100_000)),
    _any("nesting-unclosed", _doc("x", "<a>" * 500_000)),
    _any("nesting-items", _doc("x", "<item>" * 50_000 + "</item>" * 50_000)),
    _any(
        "nesting-divs",
        _doc("x", "<item><title>t</title><description><![CDATA[" + "<div>" * 100_000 + "]]></description></item>"),
    ),
    feed(
        "parsing-100k-entries",
        _doc("x", "".join(f"<item><title>Entry {n}</title><guid>g{n}</guid></item>" for n in range(100_000))),
        becomes=_HEAVY,
        entries=5000,
        heavy=True,
    ),
    feed("parsing-100k-empty", _doc("x", "<item/>" * 100_000), becomes=_ANY, entries=-1),
    _with("title-5mb", f"<x/></item><item><title>{'t' * 5_000_000}</title><guid>large</guid>", entries=4, heavy=True),
    _with(
        "title-many-words", f"</item><item><title>{'word ' * 400_000}</title><guid>large</guid>", entries=4, heavy=True
    ),
    _with("guid-1mb", f"</item><item><title>One more</title><guid>{'g' * 1_000_000}</guid>", entries=4, heavy=True),
    _with(
        "link-1mb",
        f"</item><item><title>One more</title><link>http://x.hostile.example/{'l' * 1_000_000}</link>",
        entries=4,
        heavy=True,
    ),
    _with("attributes-many", "<b " + " ".join(f"a{n}='v'" for n in range(50_000)) + "/>", heavy=True),
    _with("attribute-huge", f"<b a='{'v' * 3_000_000}'/>", heavy=True),
    _with("namespaces-many", "<b " + " ".join(f"xmlns:n{n}='urn:{n}'" for n in range(20_000)) + "/>", heavy=True),
    _with("element-name-huge", f"<{'n' * 1_000_000}/>", heavy=True),
    _with("categories-many", "<category>c</category>" * 100_000, heavy=True),
    _with(
        "enclosures-many", "<enclosure url='http://x.hostile.example/a' type='a/b' length='1'/>" * 50_000, heavy=True
    ),
    _with("comments-many", "<!-- x -->" * 200_000, heavy=True),
    _with("comment-open-many", "<description><![CDATA[" + "<!--" * 100_000 + "]]></description>", heavy=True),
    _with("author-crafted", f"<author>{'a@' * 20_000}(</author>", heavy=True),
    _with("author-blanks", f"<author>{' ' * 200_000}@x</author>", heavy=True),
    _with("cdata-many", "<description>" + "<![CDATA[x]]>" * 100_000 + "</description>", heavy=True),
    _with("entities-many", "<description>" + "&amp;lt;" * 200_000 + "</description>", heavy=True),
    _with("nul-bytes", "<description>a\0b\0</description>"),
    _with("controls", "<description>\x1b[2J\x07\x08&#0;&#x1b;&#xFFFE;&#55296;</description>"),
    _with("bidi", "<category>\u202e\u2066evil\u2069</category>"),
    _with("script-title", "<author>&lt;script&gt;alert(1)&lt;/script&gt;</author>"),
    feed(
        "parsing-guids-equal",
        _doc(
            "x",
            items("parsing-guids-equal")
            .replace("parsing-guids-equal-1", "parsing-guids-equal-0")
            .replace("parsing-guids-equal-2", "parsing-guids-equal-0"),
        ),
        entries=3,
    ),
    feed(
        "parsing-nothing-named",
        _doc("x", "<item><description>Only words, and a few of them.</description></item>"),
        entries=1,
    ),
    _coded("utf-16", "utf-16-le", "utf-16", mark=b"\xff\xfe"),
    _coded("utf-16-big", "utf-16-be", "utf-16", mark=b"\xfe\xff"),
    _coded("utf-16-no-mark", "utf-16-le", "utf-16"),
    _coded("utf-32", "utf-32-le", "utf-32", mark=b"\xff\xfe\0\0"),
    _coded("says-utf-16", "utf-8", "utf-16"),
    _coded("says-latin", "utf-8", "iso-8859-1"),
    _coded("is-latin", "latin-1", "utf-8"),
    _coded("header-differs", "utf-8", "utf-8", header="shift_jis"),
    _coded("unknown-charset", "utf-8", "klingon", header="x-klingon"),
    _coded("charset-nasty", "utf-8", "utf-8", header="zlib_codec"),
    _coded("charset-idna", "utf-8", "punycode", header="idna"),
    _coded("charset-escape", "utf-8", "unicode_escape", header="unicode_escape"),
    _coded("utf-7", "utf-8", "utf-7", header="utf-7"),
    feed(
        "parsing-invalid-utf-8", rss("parsing-invalid-utf-8").replace(b"report 1", b"rep\xff\xfe\xc3ort 1"), entries=3
    ),
    feed("parsing-cut", rss("parsing-cut")[:-200], becomes=_OK, entries=2),
    feed("parsing-root-only", b"<rss version='2.0'/>", becomes="unchanged changed " + _NOT),
    feed(
        "parsing-broken-tags",
        rss("parsing-broken-tags").replace(b"</channel>", b"<b><i></b></i></wrong></channel>"),
        becomes=_OK,
        entries=3,
    ),
    feed("parsing-two-roots", rss("parsing-two-roots") + rss("parsing-second"), becomes=_ANY, entries=-1),
    feed(
        "parsing-leading-garbage",
        b"\n\nPHP Warning: something in line 3<br/>\n" + rss("parsing-leading-garbage"),
        becomes=_ANY,
        entries=-1,
    ),
    feed("parsing-html", b"<!doctype html><html><body>" + b"<p>Not a feed</p>" * 1000, HTML, becomes="failed:html"),
    feed("parsing-html-as-xml", b"<html><body><p>Not a feed</p></body></html>", XML, becomes="failed:html"),
    feed("parsing-login", b"<html><form><input type=password></form></html>", HTML, becomes="failed:login"),
    feed("parsing-blank", b" \n" * 1000, becomes="failed:empty"),
    feed("parsing-blank-5mb", b" " * 5_000_000, becomes="failed:empty failed:unparseable"),
    feed("parsing-nuls", b"\0" * 100_000, becomes="failed:empty"),
    feed("parsing-binary", bytes(range(256)) * 4000, becomes=_NOT + " failed:binary"),
    feed("parsing-pdf", b"%PDF-1.7\n" + b"x" * 9000, becomes="failed:binary"),
    feed(
        "parsing-opml",
        b"<opml version='2.0'><body><outline xmlUrl='http://10.0.0.1/'/></body></opml>",
        becomes="failed:opml",
    ),
    feed("parsing-less-than", b"<" * 2_000_000, becomes=_ANY),
    feed(
        "parsing-ampersands",
        _doc("x", f"<item><title>{'&' * 500_000}</title><guid>a</guid></item>"),
        becomes=_ANY,
        entries=-1,
    ),
    feed("parsing-quotes", b"<rss version='" + b"a" * 5_000_000, becomes=_ANY),
    feed("parsing-items-open", _doc("x", "<item><title>t</title>" * 100_000), becomes=_ANY, entries=-1),
    feed(
        "parsing-sitemap-bomb",
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        + b"<url><loc>http://a.hostile.example/</loc></url>" * 150_000
        + b"</urlset>",
        becomes=_ANY,
        entries=-1,
    ),
    feed(
        "parsing-sitemap-laughs",
        f"<?xml version='1.0'?>{_BILLION}<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>&m;</loc></url></urlset>".encode(),
        becomes=_ANY,
    ),
    feed(
        "parsing-index-of-itself",
        b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        + b"<sitemap><loc>http://parsing-index-of-itself.hostile.example/feed</loc></sitemap>" * 20
        + b"</sitemapindex>",
        becomes=_ANY,
    ),
    _json("good", {"version": _V1, "items": [_GOOD_JSON]}, 1),
    _json(
        "nesting",
        b'{"version":"' + _V1.encode() + b'","items":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        0,
        "failed:unparseable failed:json unchanged changed",
    ),
    _json("nesting-objects", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, 0, "failed:unparseable failed:json"),
    _json(
        "100k", {"version": _V1, "items": [{"id": str(n), "content_text": "w"} for n in range(100_000)]}, 5000, _HEAVY
    ),
    _json(
        "types",
        {
            "version": _V1,
            "title": {"a": 1},
            "items": [
                {
                    "id": {"x": []},
                    "title": 7,
                    "content_html": ["x"],
                    "authors": 3,
                    "tags": {"a": 1},
                    "url": [1],
                    "date_published": {"$": 1},
                    "attachments": "x",
                },
                None,
                3,
                "x",
                [[]],
            ],
        },
        1,
    ),
    _json(
        "number-huge",
        b'{"version":"' + _V1.encode() + b'","items":[{"id":' + b"9" * 100_000 + b',"title":"One"}]}',
        0,
        "failed:unparseable failed:json changed unchanged failed:killed failed:timeout",
    ),
    _json(
        "surrogates",
        b'{"version":"'
        + _V1.encode()
        + b'","items":[{"id":"\\ud800","title":"\\udfff word","content_text":"\\u0000 words"}]}',
        1,
    ),
    _json("duplicate-keys", b'{"items":[],"version":"' + _V1.encode() + b'","items":[{"id":"1","title":"One"}]}', 1),
    _json("cut", json.dumps({"version": _V1, "items": [_GOOD_JSON] * 3}).encode()[:-30], 0, "failed:unparseable"),
    _json(
        "next-url",
        {
            "version": _V1,
            "next_url": "http://10.0.0.1/next",
            "hubs": [{"type": "x", "url": "http://10.0.0.1/"}],
            "items": [_GOOD_JSON],
        },
        1,
    ),
    _json("scalar", b"[1,2,3]", 0, "failed:json"),
    *[
        feed(f"parsing-large-{n}", _LARGE, becomes=f"{_HEAVY} failed:too_large", entries=1, heavy=True, slow=True)
        for n in range(40)
    ],
]
