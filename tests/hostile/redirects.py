"""Redirects: circles, chains, other schemes, private addresses, targets that are none."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.scenario import DOMAIN, HTML, XML, Scenario, feed, page, rss, says
from tests.hostile.server import Script, http

_FORBIDDEN = "failed:forbidden_address"
_SCHEME = "failed:forbidden_scheme failed:bad_url"

_NONE: Mapping[str, Script] = {}


def to(location: str, status: int = 302, *more: tuple[str, str]) -> bytes:
    """A redirect."""
    return http(b"", status, ("Location", location), *more)


def leads(
    name: str, location: str, becomes: str, status: int = 302, entries: int = 0, scripts: Mapping[str, Script] = _NONE
) -> Scenario:
    """``/feed`` leads to ``location``; ``scripts`` are those of further paths."""
    return Scenario(name, {"/feed": to(location, status), **scripts}, tuple(becomes.split()), entries)


def _lands(name: str, location: str, status: int = 302) -> Scenario:
    """``location`` leads to ``/there``, which has a good document."""
    return leads(name, location, "changed unchanged", status, 3, scripts={"/there": http(rss(name), 200, XML)})


def _private(name: str, target: str) -> Scenario:
    return leads(f"redirects-{name}", target, f"{_FORBIDDEN} failed:bad_url")


_PRIVATE = {
    "to-loopback": "http://127.0.0.1/feed",
    "to-ten": "http://10.0.0.1/feed",
    "to-192": "http://192.168.1.1:8080/feed",
    "to-metadata": "http://169.254.169.254/latest/meta-data/",
    "to-ipv6-loopback": "http://[::1]/feed",
    "to-mapped": "http://[::ffff:10.0.0.1]/feed",
    "to-zero": "http://0.0.0.0/feed",
    "to-decimal": "http://2130706433/feed",
    "to-private-name": f"http://redirects-to-private-name.private.{DOMAIN}/feed",
}

_HOPS = {f"/{n}": to(f"/{n + 1}") for n in range(1, 5)}

SCENARIOS = [
    *[_private(name, target) for name, target in _PRIVATE.items()],
    *[_lands(f"redirects-{status}", "/there", status) for status in (301, 302, 303, 307, 308)],
    leads("redirects-self", "/feed", "failed:redirect_loop"),
    leads("redirects-pair", "/a", "failed:redirect_loop", scripts={"/a": to("/b"), "/b": to("/a")}),
    leads("redirects-fragment-loop", "/feed#again", "failed:redirect_loop"),
    Scenario(
        "redirects-endless",
        {"*": says(lambda it: to(f"/n/{it.count}?{it.path[:50]}x"))},
        ("failed:too_many_redirects", "failed:redirect_loop"),
        url=f"http://redirects-endless.{DOMAIN}/feed",
    ),
    leads(
        "redirects-five",
        "/1",
        "changed unchanged",
        entries=3,
        scripts={**_HOPS, "/5": http(rss("redirects-five"), 200, XML)},
    ),
    leads(
        "redirects-six",
        "/1",
        "failed:too_many_redirects",
        scripts={**_HOPS, "/5": to("/6"), "/6": http(rss("x"), 200, XML)},
    ),
    leads("redirects-to-file", "file:///etc/passwd", _SCHEME),
    leads("redirects-to-javascript", "javascript:alert(1)", _SCHEME),
    leads("redirects-to-data", "data:application/rss+xml,<rss/>", _SCHEME),
    leads("redirects-to-ftp", f"ftp://redirects-to-ftp.{DOMAIN}/feed", _SCHEME),
    leads("redirects-to-gopher", "gopher://127.0.0.1:6379/_INFO", _SCHEME),
    leads("redirects-to-unix", "unix:///var/run/docker.sock", _SCHEME),
    leads("redirects-to-port-22", f"http://redirects-to-port-22.{DOMAIN}:22/", "failed:forbidden_port"),
    leads("redirects-to-port-25", f"http://redirects-to-port-25.{DOMAIN}:25/", "failed:forbidden_port"),
    leads("redirects-huge", "/" + "a" * 20_000, "failed:bad_url"),
    leads("redirects-huger", "/" + "a" * 200_000, "failed:too_large failed:protocol"),
    leads("redirects-empty", "", "failed:redirect_loop failed:bad_url failed:http_302"),
    leads("redirects-blank", "   ", "failed:redirect_loop failed:bad_url failed:http_302"),
    leads("redirects-no-host", "http:///feed", "failed:bad_url failed:redirect_loop"),
    leads("redirects-bad-port", f"http://redirects-bad-port.{DOMAIN}:99999/", "failed:bad_url"),
    leads("redirects-bad-ipv6", "http://[::1/feed", "failed:bad_url"),
    leads("redirects-nul", "/there%00\x01", "failed:bad_url failed:protocol failed:http_404"),
    _lands("redirects-dots", "../.././there"),
    _lands("redirects-two-slashes", f"//redirects-two-slashes.{DOMAIN}/there"),
    _lands("redirects-userinfo", f"http://me:secret@redirects-userinfo.{DOMAIN}/there"),
    _lands("redirects-spaces", "  /there  "),
    _lands("redirects-fragment", "/there#part"),
    _lands("redirects-capitals", f"HTTP://REDIRECTS-CAPITALS.{DOMAIN.upper()}/there"),
    _lands("redirects-to-tls", f"https://redirects-to-tls.{DOMAIN}/there"),
    Scenario(
        "redirects-from-tls",
        {"/feed": to(f"http://redirects-from-tls.{DOMAIN}/there"), "/there": http(rss("redirects-from-tls"), 200, XML)},
        entries=3,
        url=f"https://redirects-from-tls.{DOMAIN}/feed",
    ),
    leads("redirects-backslash", "\\\\127.0.0.1\\feed", "failed:bad_url failed:http_404 failed:forbidden_address"),
    leads("redirects-userinfo-trick", f"http://redirects-userinfo-trick.{DOMAIN}@127.0.0.1/feed", _FORBIDDEN),
    leads("redirects-second-hop", "/a", _FORBIDDEN, scripts={"/a": to("http://10.1.1.1/feed")}),
    Scenario(
        "redirects-two-locations",
        {"/feed": to("/there", 302, ("Location", "http://10.0.0.1/"))},
        ("failed:bad_url", "failed:http_404", "failed:forbidden_address"),
    ),
    feed(
        "redirects-meta-refresh",
        b"<html><head><meta http-equiv=refresh content='0;url=http://10.0.0.1/'></head></html>",
        HTML,
        becomes="failed:html",
    ),
    feed("redirects-refresh-header", None, XML, ("Refresh", "0; url=http://10.0.0.1/"), entries=3),
    page("redirects-page-private", to("http://192.168.0.1/admin"), "forbidden_address", "robots"),
    page("redirects-page-file", to("file:///etc/passwd"), "forbidden_scheme"),
    page("redirects-page-loop", to("/page/0"), "redirect_loop"),
    page("redirects-page-to-login", to("/login"), "http_404"),
    Scenario(
        "redirects-robots-private",
        {
            "/feed": http(rss("redirects-robots-private", 1, links=True), 200, XML),
            "/robots.txt": to("http://10.0.0.1/robots.txt"),
        },
        entries=1,
        degraded=1,
        reasons=("robots",),
    ),
]
