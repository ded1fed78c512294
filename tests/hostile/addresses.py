"""Addresses: everything that leads to a machine that is not on the public web, by literal, name and change of mind."""

from __future__ import annotations

from collections.abc import Sequence

from tests.hostile.redirects import to
from tests.hostile.scenario import DOMAIN, PUBLIC, XML, Scenario, feed, items, page, rss, says, scenario
from tests.hostile.server import Asked, http

FORBIDDEN = "failed:forbidden_address"
_LITERALS = {
    "loopback": "127.0.0.1",
    "loopback-other": "127.8.8.8",
    "private-10": "10.20.30.40",
    "private-172": "172.31.255.254",
    "private-192": "192.168.0.10",
    "link-local": "169.254.169.254",
    "carrier-nat": "100.100.100.200",
    "this-network": "0.0.0.0",
    "benchmarking": "198.18.0.1",
    "documentation": "203.0.113.9",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "host-agent": "168.63.129.16",
    "ipv6-loopback": "[::1]",
    "ipv6-unspecified": "[::]",
    "ipv6-mapped": "[::ffff:10.0.0.1]",
    "ipv6-mapped-hex": "[::ffff:7f00:1]",
    "ipv6-compatible": "[::127.0.0.1]",
    "ipv6-translated": "[::ffff:0:10.0.0.1]",
    "ipv6-nat64": "[64:ff9b::10.0.0.1]",
    "ipv6-nat64-local": "[64:ff9b:1::10.0.0.1]",
    "ipv6-6to4": "[2002:0a00:0001::1]",
    "ipv6-teredo": "[2001:0:0a00:1::f5ff:fffe]",
    "ipv6-isatap": "[2606:4700::5efe:10.0.0.1]",
    "ipv6-isatap-global": "[2606:4700::200:5efe:10.0.0.1]",
    "ipv6-unique-local": "[fd00:ec2::254]",
    "ipv6-site-local": "[fec0::1]",
    "ipv6-link-local": "[fe80::1]",
    "ipv6-multicast": "[ff0e::1]",
    "ipv6-documentation": "[2001:db8::1]",
    "ipv6-documentation-2": "[3fff::1]",
    "ipv6-discard": "[100::1]",
    "ipv6-orchid": "[2001:20::1]",
    "ipv6-segment": "[5f00::1]",
}
_SPELLINGS = {
    "decimal": "2130706433",
    "octal": "0177.0.0.1",
    "hex": "0x7f000001",
    "hex-parts": "0x7f.0x0.0x0.0x1",
    "short": "127.1",
    "short-three": "10.0.1",
    "zeros": "127.000.000.001",
    "overflow": "4294967297",
    "trailing-dot": "127.0.0.1.",
    "fullwidth": "１２７.０.０.１",
    "circled": "①②⑦.⓪.⓪.①",
    "ideographic-stop": "127。0。0。1",
    "localhost": "localhost",
    "localhost-dot": "localhost.",
    "localhost-sub": "a.localhost",
}
_NAMES = {
    "loopback": ("127.0.0.1",),
    "private": ("10.0.0.1",),
    "metadata": ("169.254.169.254",),
    "ipv6-loopback": ("::1",),
    "mapped": ("::ffff:10.0.0.1",),
    "nat64": ("64:ff9b::a00:1",),
    "6to4": ("2002:a00:1::1",),
    "many": tuple(f"10.0.0.{n}" for n in range(1, 26)),
    "both": ("127.0.0.1", "::1"),
}


def _literal(name: str, host: str) -> Scenario:
    return Scenario(f"addresses-{name}", {}, (FORBIDDEN, "failed:bad_url"), url=f"http://{host}/feed-{name}")


def _spelling(name: str, host: str) -> Scenario:
    ends = (FORBIDDEN, "failed:bad_url", "failed:dns", "failed:connect")
    return Scenario(f"addresses-{name}", {}, ends, url=f"http://{host}/feed-{name}")


def _named(name: str, addresses: Sequence[str]) -> Scenario:
    return feed(f"addresses-name-{name}", becomes=FORBIDDEN, names=lambda _: addresses)


def _links(name: str, *links: str, reasons: Sequence[str]) -> Scenario:
    """A good feed whose entries lead elsewhere."""
    told = items(name, len(links))
    for at, link in enumerate(links):
        told = told.replace(f"report {at}</title>", f"report {at}</title><link>{link}</link>")
    body = f"<rss version='2.0'><channel><title>x</title>{told}</channel></rss>".encode()
    return feed(name, body, entries=len(links), degraded=len(links), reasons=reasons)


_REBIND = f"addresses-rebinding-page.{DOMAIN}"
_REBOUND: list[Asked] = []
"""Whether the feed was asked: by the number of questions a resolver that repeats one would miss the public answer."""


def _asked_once(asked: Asked) -> bytes:
    _REBOUND.append(asked)
    return http(rss("addresses-rebinding"), 200, XML)


_ENCLOSED = (
    b"<enclosure url='http://10.0.0.1/a.mp3' type='a/b' length='1'/>"
    b"<media:content xmlns:media='http://search.yahoo.com/mrss/' url='http://10.0.0.2/'/>"
)
_UNASKED = ("forbidden_scheme", "forbidden_port", "forbidden_address", "bad_url", "no_link", "dns", "connect", "robots")

SCENARIOS = [
    *[_literal(name, host) for name, host in _LITERALS.items()],
    *[_spelling(name, host) for name, host in _SPELLINGS.items()],
    *[_named(name, addresses) for name, addresses in _NAMES.items()],
    feed("addresses-name-mixed", names=lambda _: (PUBLIC, "10.0.0.1"), entries=3),
    feed("addresses-name-mixed-families", names=lambda _: ("::1", PUBLIC), entries=3),
    scenario(
        "addresses-rebinding",
        says(_asked_once),
        entries=3,
        becomes=FORBIDDEN,
        names=lambda _: ("10.0.0.1",) if _REBOUND else (PUBLIC,),
    ),
    Scenario(
        "addresses-rebinding-back",
        {"/feed": http(rss("addresses-rebinding-back"), 200, XML)},
        ("changed", "unchanged", FORBIDDEN),
        entries=3,
        names=lambda n: ("10.0.0.1",) if n == 1 else (PUBLIC,),
    ),
    page(
        "addresses-rebinding-page",
        to(f"http://inner.{_REBIND}/x"),
        "forbidden_address",
        "robots",
        other={("inner." + _REBIND, "/x"): http(b"inner")},
    ),
    feed(
        "addresses-idn",
        url=f"http://bücher.addresses-idn.{DOMAIN}/feed",
        becomes="changed unchanged",
        entries=3,
        other={(f"xn--bcher-kva.addresses-idn.{DOMAIN}", "/feed"): http(rss("addresses-idn"), 200, XML)},
    ),
    feed("addresses-long-label", url=f"http://{'a' * 64}.{DOMAIN}/feed", becomes="failed:dns failed:bad_url"),
    feed("addresses-long-name", url=f"http://{'a.' * 130}{DOMAIN}/feed", becomes="failed:dns failed:bad_url"),
    feed("addresses-double-dot", url=f"http://addresses..{DOMAIN}/feed", becomes="failed:dns failed:bad_url"),
    feed("addresses-port-8080", url=f"http://addresses-port-8080.{DOMAIN}:8080/feed", entries=3),
    feed("addresses-port-81", url=f"http://addresses-port-81.{DOMAIN}:81/feed", becomes="failed:forbidden_port"),
    feed("addresses-port-22", url=f"http://addresses-port-22.{DOMAIN}:22/feed", becomes="failed:forbidden_port"),
    _links(
        "addresses-entry-links",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://127.0.0.1:6379/x",
        "//10.0.0.1/x",
        "http://127.0.0.1:22/",
        "http://[::ffff:10.0.0.2]/x",
        "http://0x7f000001/",
        reasons=_UNASKED,
    ),
    _links(
        "addresses-entry-ports",
        *[f"http://addresses-entry-ports.{DOMAIN}:{port}/" for port in (22, 25, 81)],
        reasons=_UNASKED,
    ),
    feed(
        "addresses-enclosures",
        rss("addresses-enclosures", 1).replace(b"</item>", _ENCLOSED + b"</item>"),
        entries=1,
    ),
    feed(
        "addresses-archive",
        rss(
            "addresses-archive",
            inside="<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='prev-archive' href='http://10.0.0.1/archive'/>",
        ),
        entries=3,
    ),
    feed(
        "addresses-sitemap-parts",
        b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://10.0.0.1/a.xml</loc></sitemap><sitemap><loc>file:///etc/passwd</loc></sitemap></sitemapindex>",
        becomes="failed:other_site failed:forbidden_address",
    ),
    feed(
        "addresses-hub",
        rss(
            "addresses-hub",
            inside="<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='hub' href='http://127.0.0.1/hub'/>",
        ),
        entries=3,
    ),
]
