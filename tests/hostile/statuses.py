"""Status codes, and what servers say about waiting."""

from __future__ import annotations

from tests.hostile.scenario import XML, Scenario, feed, page, rss, says, scenario, turns
from tests.hostile.server import http


def _answered(status: int, becomes: str) -> Scenario:
    return scenario(f"statuses-{status}", http(b"words", status), becomes=becomes)


def _waits(name: str, value: str, status: int = 429) -> Scenario:
    """A good document first, so that nothing is lost, then a wish to be left alone."""
    name = f"statuses-wait-{name}"
    script = turns(http(rss(name), 200, XML), http(b"", status, ("Retry-After", value)))
    return scenario(name, script, becomes="throttled", entries=3)


_FAILED = (400, 402, 403, 405, 406, 407, 408, 409, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426)
_ODD = (
    428,
    431,
    444,
    451,
    499,
    500,
    501,
    502,
    504,
    505,
    506,
    507,
    508,
    510,
    511,
    520,
    521,
    525,
    530,
    598,
    600,
    700,
    999,
)
_SUCCESS = (201, 202, 203, 205, 206, 207, 208, 218, 226)
_MULTIPLE = (300, 305, 306)
_WISHES = {
    "seconds": "7200",
    "zero": "0",
    "minus": "-1",
    "huge": "99999999999999999999999",
    "fraction": "1.5",
    "date": "Fri, 31 Dec 2099 23:59:59 GMT",
    "past": "Fri, 31 Dec 1999 23:59:59 GMT",
    "year-9999": "Fri, 31 Dec 9999 23:59:59 GMT",
    "year-0": "Sat, 01 Jan 0000 00:00:00 GMT",
    "asctime": "Sun Nov  6 08:49:37 2094",
    "rfc850": "Sunday, 06-Nov-94 08:49:37 GMT",
    "garbage": "soon, please",
    "empty": "",
    "superscript": "\xb2",
    "list": "120, 3600",
    "long": "9" * 4000,
    "hex": "0x10",
    "exponent": "1e9",
    "infinite": "inf",
}

SCENARIOS = [
    *[_answered(status, "failed:login" if status == 407 else f"failed:http_{status}") for status in _FAILED],
    *[_answered(status, f"failed:http_{status}") for status in _ODD],
    *[_answered(status, f"failed:http_{status}") for status in (*_SUCCESS, *_MULTIPLE)],
    scenario("statuses-204", http(b"", 204, length=False), becomes="failed:http_204"),
    _answered(401, "failed:login"),
    _answered(404, "failed:http_404"),
    _answered(410, "gone"),
    _answered(429, "throttled"),
    _answered(503, "throttled"),
    *[_waits(name, value) for name, value in _WISHES.items()],
    *[_waits(f"503-{name}", _WISHES[name], 503) for name in ("seconds", "huge", "date", "garbage")],
    scenario("statuses-wait-absent", http(b"", 429), becomes="throttled"),
    scenario("statuses-0", http(b"", "HTTP/1.1 000 So"), becomes="failed:protocol failed:http_0"),
    scenario("statuses-minus", http(b"", "HTTP/1.1 -200 So"), becomes="failed:protocol"),
    scenario("statuses-four-digits", http(b"", "HTTP/1.1 2000 So"), becomes="failed:protocol"),
    scenario("statuses-no-reason", http(rss("statuses-no-reason"), "HTTP/1.1 200", XML), entries=3),
    scenario(
        "statuses-101",
        http(b"", 101, ("Upgrade", "websocket"), ("Connection", "Upgrade")),
        becomes="failed:http_101 failed:protocol failed:reset failed:timeout",
    ),
    scenario("statuses-304-at-once", http(b"", 304, length=False), becomes="unchanged"),
    scenario(
        "statuses-304-for-ever",
        turns(
            http(rss("statuses-304-for-ever"), 200, XML, ("ETag", '"1"')), http(b"", 304, ("ETag", '"1"'), length=False)
        ),
        entries=3,
        becomes="unchanged",
    ),
    scenario("statuses-304-with-body", http(rss("x"), 304), becomes="unchanged failed:protocol"),
    feed(
        "statuses-challenge",
        b"<html><title>Just a moment...</title></html>",
        ("cf-mitigated", "challenge"),
        becomes="failed:html failed:challenge",
    ),
    scenario("statuses-403-challenge", http(b"x", 403, ("cf-mitigated", "challenge")), becomes="failed:challenge"),
    scenario(
        "statuses-alternating",
        says(lambda it: http(b"", 500) if it.count % 2 else http(rss("statuses-alternating"), 200, XML)),
        becomes="changed unchanged failed:http_500",
        entries=3,
    ),
    feed("statuses-200-empty", b"", becomes="failed:empty"),
    page("statuses-page-404", http(b"", 404), "http_404"),
    page("statuses-page-429", http(b"", 429, ("Retry-After", "86400")), "http_429", "throttled"),
    page("statuses-page-500", http(b"", 500), "http_500"),
    page("statuses-page-999", http(b"", 999), "http_999"),
    page("statuses-page-206", http(b"<p>part</p>", 206), "http_206"),
]
