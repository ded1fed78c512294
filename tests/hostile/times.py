"""Time: dates from all ages, hints to wait for centuries, validators that mislead."""

from __future__ import annotations

from itertools import count

from tests.hostile.scenario import XML, Scenario, feed, items, rss, says, scenario
from tests.hostile.server import Asked, http

_DATES = {
    "year-9999": "Fri, 31 Dec 9999 23:59:59 GMT",
    "year-10000": "Sat, 01 Jan 10000 00:00:00 GMT",
    "year-0": "Sat, 01 Jan 0000 00:00:00 GMT",
    "year-minus-1": "-0001-01-01T00:00:00Z",
    "epoch": "0",
    "epoch-date": "Thu, 01 Jan 1970 00:00:00 GMT",
    "epoch-seconds": "1790000000",
    "epoch-milliseconds": "1790000000000",
    "epoch-huge": "9" * 40,
    "epoch-minus": "-1790000000",
    "future": "Fri, 31 Dec 2066 23:59:59 GMT",
    "february-30": "Mon, 30 Feb 2026 10:00:00 GMT",
    "hour-25": "Mon, 02 Feb 2026 25:61:61 GMT",
    "zone-9999": "Mon, 02 Feb 2026 10:00:00 +9999",
    "zone-unknown": "Mon, 02 Feb 2026 10:00:00 XYZT",
    "garbage": "the day before yesterday, or so",
    "long": "Mon, 02 Feb 2026 " * 5000,
    "digits-long": "1" * 100_000,
    "colons": ":" * 50_000,
    "nan": "NaN",
    "week": "2026-W53-7",
    "day-366": "2025-366",
    "arabic-digits": "٢٠٢٦-٠١-٠١T٠٠:٠٠:٠٠Z",
}


def _dated(name: str, date: str) -> Scenario:
    name = f"times-{name}"
    told = items(name).replace("</item>", f"<pubDate>{date}</pubDate></item>")
    return feed(name, f"<rss version='2.0'><channel><title>x</title>{told}</channel></rss>".encode(), entries=3)


def _hinted(name: str, *headers: tuple[str, str]) -> Scenario:
    return feed(f"times-{name}", None, XML, *headers, entries=3)


def _wished(name: str, inside: str) -> Scenario:
    return feed(f"times-{name}", rss(f"times-{name}", inside=inside), entries=3)


_NUMBERS = count()
_SY = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"


def _new_etag(asked: Asked) -> bytes:
    return http(rss("times-etag-new"), 200, XML, ("ETag", f'"{next(_NUMBERS)}-{asked.count}"'))


def _new_item(asked: Asked) -> bytes:
    """The same three entries, and a clock in the channel."""
    inside = f"<lastBuildDate>{asked.count}</lastBuildDate><description>{next(_NUMBERS)}</description>"
    return http(rss("times-clock-in-channel", inside=inside), 200, XML)


SCENARIOS = [
    *[_dated(name, date) for name, date in _DATES.items()],
    _hinted("max-age-huge", ("Cache-Control", "max-age=" + "9" * 30)),
    _hinted("max-age-minus", ("Cache-Control", "max-age=-1")),
    _hinted("max-age-words", ("Cache-Control", "max-age=forever, immutable")),
    _hinted("max-age-long", ("Cache-Control", "max-age=" + "9" * 5000)),
    _hinted("age-huge", ("Cache-Control", "max-age=100"), ("Age", "9" * 30)),
    _hinted("expires-9999", ("Expires", "Fri, 31 Dec 9999 23:59:59 GMT")),
    _hinted("expires-0", ("Expires", "0")),
    _hinted("expires-past", ("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")),
    _hinted("date-garbage", ("Date", "now"), ("Expires", "later")),
    _hinted("date-9999", ("Date", "Fri, 31 Dec 9999 23:59:59 GMT"), ("Expires", "Fri, 31 Dec 2026 23:59:59 GMT")),
    _hinted("modified-9999", ("Last-Modified", "Fri, 31 Dec 9999 23:59:59 GMT")),
    _hinted("modified-garbage", ("Last-Modified", "yesterday\ttoday")),
    _hinted("etag-30kb", ("ETag", '"' + "e" * 30_000 + '"')),
    _hinted("etag-unquoted", ("ETag", "bare")),
    _hinted("etag-empty", ("ETag", "")),
    _hinted("etag-latin", ("ETag", '"\xe4\xf6"')),
    feed(
        "times-etag-1mb", None, XML, ("ETag", '"' + "e" * 1_000_000 + '"'), becomes="failed:too_large failed:protocol"
    ),
    scenario("times-etag-new", says(_new_etag), entries=3),
    scenario("times-clock-in-channel", says(_new_item), entries=3),
    _wished("ttl-huge", "<ttl>" + "9" * 30 + "</ttl>"),
    _wished("ttl-minus", "<ttl>-5</ttl>"),
    _wished("ttl-nan", "<ttl>nan</ttl>"),
    _wished("ttl-infinite", "<ttl>1e999</ttl>"),
    _wished("ttl-words", "<ttl>daily</ttl>"),
    _wished(
        "skip-everything",
        "<skipHours>"
        + "".join(f"<hour>{n}</hour>" for n in range(24))
        + "</skipHours><skipDays>"
        + "".join(
            f"<day>{n}</day>" for n in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        )
        + "</skipDays>",
    ),
    _wished(
        "skip-nonsense",
        "<skipHours><hour>-1</hour><hour>99</hour><hour>x</hour></skipHours><skipDays><day>Blursday</day></skipDays>",
    ),
    _wished("skip-many", "<skipHours>" + "<hour>1</hour>" * 50_000 + "</skipHours>"),
    _wished(
        "update-zero",
        f"<sy:updatePeriod {_SY}>hourly</sy:updatePeriod><sy:updateFrequency {_SY}>0</sy:updateFrequency>",
    ),
]
