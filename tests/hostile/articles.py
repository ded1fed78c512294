"""Articles: pages without end, without text, without mercy on whoever reads them."""

from __future__ import annotations

from tests.hostile.scenario import HTML, XML, Scenario, page, rss
from tests.hostile.server import Conversation, http
from tests.hostile.transport import endless

_WORDS = " ".join(
    f"<p>Paragraph {n} tells of matters that nobody has told before, in full sentences.</p>" for n in range(20)
)
_GOOD = f"<html><head><title>Report</title></head><body><article><h1>Report</h1>{_WORDS}</article></body></html>"
_SAID = (
    "short",
    "no_text",
    "unreadable",
    "timeout",
    "killed",
    "memory",
    "nesting",
    "wall",
    "other_text",
    "crowded",
    "quarantined",
    "",
)


def _html(name: str, body: str | bytes, *headers: tuple[str, str]) -> Scenario:
    """A page of which something or nothing may be read; its entry is judged in any case."""
    data = body if isinstance(body, bytes) else body.encode()
    found = page(f"articles-{name}", http(data, 200, *(headers or (HTML,))))
    return Scenario(found.name, found.scripts, entries=1, reasons=_SAID)


def _limited(name: str, body: bytes) -> Scenario:
    return page(f"articles-{name}", http(body, 200, HTML), "too_large")


async def _declared(it: Conversation) -> None:
    await it.send(b"HTTP/1.1 200 So\r\nContent-Type: text/html\r\nContent-Length: 100000000\r\n\r\n<html>")
    while True:
        await it.send(b"<p>more</p>" * 5000)


SCENARIOS = [
    _html("good", _GOOD),
    page("articles-100mb", _declared, "too_large"),
    page("articles-endless", endless, "too_large"),
    _limited("6mb", b"<p>x</p>" * 750_000),
    _html("tags-1m", b"<html><body>" + b"<p>" * 1_000_000),
    _html("tags-inline", b"<html><body>" + b"<b>" * 1_000_000),
    _html("spans", b"<html><body><article>" + b"<span>x</span>" * 300_000),
    _html("divs-deep", "<div>" * 100_000 + _WORDS),
    _html("tables-deep", "<table><tr><td>" * 50_000 + _WORDS),
    _html("lists-deep", "<ul><li>" * 100_000 + _WORDS),
    _html("attributes", "<p " + " ".join(f"a{n}=v" for n in range(200_000)) + ">x</p>"),
    _html("attribute-long", "<p class='" + "c " * 1_000_000 + "'>x</p>" + _GOOD),
    _html("comments", "<!--" * 200_000 + _GOOD),
    _html("script-long", "<script>" + "x" * 4_000_000 + "</script>" + _GOOD),
    _html("unclosed-script", "<script>" + _GOOD),
    _html("ld-json-deep", "<script type='application/ld+json'>" + "[" * 300_000 + "</script>" + _GOOD),
    _html(
        "ld-json-huge",
        '<script type=\'application/ld+json\'>{"articleBody":"' + "x " * 1_500_000 + '"}</script>' + _GOOD,
    ),
    _html("paragraphs-32k", "<html><body><article>" + "<p>Words of some length stand in here.</p>" * 32_000),
    _html("links-100k", "<html><body><article>" + "<a href='/x'>a link to read</a> " * 100_000),
    _html("blanks", "<article><p>" + " \t" * 2_000_000 + "x</p></article>"),
    _html("no-breaks", "<article><p>" + "a" * 4_000_000 + "</p></article>"),
    _html("no-spaces-cjk", "<article><p>" + "文" * 1_000_000 + "</p></article>"),
    _html("punctuation", "<article><p>" + ".,;:!?-" * 500_000 + "</p></article>"),
    _html("digits", "<article><p>" + "1234567890" * 400_000 + "</p></article>"),
    _html("urls", "<article><p>" + "http://a.b/c?d=e&amp;" * 150_000 + "</p></article>"),
    _html("quotes", "<article><p>" + "„“»«\"'" * 300_000 + "</p></article>"),
    _html("brackets", "<article><p>" + "(([[{{" * 500_000 + "</p></article>"),
    _html("capitals", "<article><p>" + "A.B.C. Mr. " * 300_000 + "</p></article>"),
    _html("newlines", "<article><pre>" + "x\n" * 1_000_000 + "</pre></article>"),
    _html("dates", "<article><p>" + "1. Januar 2026, 10:00 Uhr " * 100_000 + "</p></article>"),
    _html("combining", "<article><p>" + "a" + "\u0301" * 1_000_000 + "</p></article>"),
    _html("entities", "<article><p>" + "&amp;#x3c;" * 300_000 + "</p></article>"),
    _html("title-long", "<title>" + "t " * 1_000_000 + "</title>" + _GOOD),
    _html("meta-refresh", "<meta http-equiv=refresh content='0;url=http://10.0.0.1/'>"),
    _html("base-href", "<base href='file:///etc/'>" + _GOOD),
    _html("frames", "<frameset><frame src='http://10.0.0.1/'></frameset>"),
    _html("canonical-private", "<link rel=canonical href='http://169.254.169.254/'>" + _GOOD),
    _html("canonical-script", "<link rel=canonical href='javascript:alert(1)'>" + _GOOD),
    _html("image-svg", "<svg xmlns='http://www.w3.org/2000/svg'>" + "<g>" * 200_000, ("Content-Type", "image/svg+xml")),
    _html("entities-dtd", "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>" + _GOOD),
    _html("no-text", "<html><body><div id=app></div><script src=app.js></script></body></html>"),
    _html("empty", ""),
    _html(
        "wall",
        "<html><title>Consent</title><body><p>We value your privacy. Accept all cookies to continue.</p></body></html>",
    ),
    _html("binary", bytes(range(256)) * 10_000),
    _html("pdf", b"%PDF-1.7\n" + bytes(range(256)) * 4000, ("Content-Type", "application/pdf")),
    _html("zip", b"PK\x03\x04" + bytes(range(256)) * 4000),
    _html("nuls", b"<html>" + b"\0" * 1_000_000 + _GOOD.encode()),
    _html("utf-16", _GOOD.encode("utf-16")),
    _html("utf-32", _GOOD.encode("utf-32")),
    _html("wrong-charset", _GOOD.encode(), ("Content-Type", "text/html; charset=utf-16")),
    _html("charset-nasty", _GOOD.encode(), ("Content-Type", "text/html; charset=zlib_codec")),
    _html("charset-idna", _GOOD.encode() * 100, ("Content-Type", "text/html; charset=idna")),
    _html("meta-charset-nasty", "<meta charset=unicode_escape>" + _GOOD),
    _html("feed-as-page", rss("x", 50), XML),
    _html("json", b'{"a":' * 100_000, ("Content-Type", "application/json")),
]
