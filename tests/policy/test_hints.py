"""What headers and document say about when to come back."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.entry import FeedDocument
from worker.model.feed import ServerHints
from worker.policy.hints import header_hints, retry_after_s

NOW = 1_773_245_000.0
"""Wed, 11 Mar 2026 16:03:20 UTC."""

HOUR = 3600.0
SENT = {"date": "Wed, 11 Mar 2026 10:00:00 GMT"}
"""A server whose clock is six hours slow."""


@pytest.mark.parametrize(
    ("headers", "hints"),
    [
        pytest.param({}, ServerHints(), id="silence is no wish"),
        pytest.param({"cache-control": "public, max-age=900"}, ServerHints(max_age_s=900.0), id="max-age"),
        pytest.param({"cache-control": 'MAX-AGE="900"'}, ServerHints(max_age_s=900.0), id="quoted, in capitals"),
        pytest.param({"cache-control": "max-age=900", "age": "600"}, ServerHints(max_age_s=300.0), id="less its age"),
        pytest.param({"cache-control": "max-age=900", "age": "999"}, ServerHints(max_age_s=0.0), id="never negative"),
        pytest.param(
            {"cache-control": "max-age=900", "age": "²"}, ServerHints(max_age_s=900.0), id="an age that is none"
        ),
        pytest.param({"cache-control": "s-maxage=900"}, ServerHints(), id="s-maxage is for shared caches"),
        pytest.param(
            {"cache-control": "s-maxage=900, max-age=60"}, ServerHints(max_age_s=60.0), id="also before a max-age"
        ),
        pytest.param({"cache-control": "no-cache, no-store"}, ServerHints(), id="no-cache names no time"),
        pytest.param({"cache-control": "max-age=-1"}, ServerHints(), id="a negative max-age"),
        pytest.param({"cache-control": "max-age=" + "9" * 400}, ServerHints(max_age_s=1e9), id="an endless max-age"),
        pytest.param(
            {"expires": "Wed, 11 Mar 2026 17:03:20 GMT"}, ServerHints(expires_in_s=HOUR), id="Expires from our clock"
        ),
        pytest.param(
            {"expires": "Wed, 11 Mar 2026 11:00:00 GMT", **SENT},
            ServerHints(expires_in_s=HOUR),
            id="Expires from the server's own clock",
        ),
        pytest.param(
            {"expires": "Wed, 11 Mar 2026 11:00:00 GMT", "age": "600", **SENT},
            ServerHints(expires_in_s=3000.0),
            id="Expires less its age",
        ),
        pytest.param({"expires": "Mon, 02 Mar 2026 11:00:00 GMT"}, ServerHints(expires_in_s=0.0), id="expired"),
        pytest.param({"expires": "0"}, ServerHints(), id="Expires: 0 is no date"),
        pytest.param(
            {"expires": "Wed, 11 Mar 2026 17:03:20 GMT", "cache-control": "max-age=60"},
            ServerHints(max_age_s=60.0),
            id="max-age overrules Expires",
        ),
        pytest.param({"retry-after": "120"}, ServerHints(retry_after_s=120.0), id="Retry-After comes with any answer"),
    ],
)
def test_what_headers_wish(headers: dict[str, str], hints: ServerHints) -> None:
    """Each header is read as the standard has it, nonsense is silence."""
    assert header_hints(headers, NOW) == hints


def test_what_documents_wish() -> None:
    """A document adds its ttl and its update period to what the headers say."""
    document = FeedDocument("rss", None, None, 1800.0, 7200.0, (), (), b"", ())
    assert header_hints({"cache-control": "max-age=60"}, NOW, document) == ServerHints(
        max_age_s=60.0, ttl_s=1800.0, update_every_s=7200.0
    )


@pytest.mark.parametrize(
    ("raw", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param(" 120 ", 120.0, id="seconds in blanks"),
        pytest.param("0", 0.0, id="zero"),
        pytest.param(str(88 * 3600), 88 * HOUR, id="88 hours"),
        pytest.param("60, 120", 60.0, id="sent twice: the first"),
        pytest.param("9" * 400, 1e9, id="without end"),
        pytest.param("Wed, 11 Mar 2026 18:03:20 GMT", 2 * HOUR, id="a date"),
        pytest.param("Wed, 11 Mar 2026 19:03:20 +0100", 2 * HOUR, id="a date in another zone"),
        pytest.param("Wed, 11 Mar 2026 18:03:20", 2 * HOUR, id="a date without a zone is UTC"),
        pytest.param("Wed, 11 Mar 2026 18:03:20 -0000", 2 * HOUR, id="so is one of unknown zone"),
        pytest.param("Wed Mar 11 18:03:20 2026", 2 * HOUR, id="a date as C prints it"),
        pytest.param("Wed, 11 Mar 2020 18:03:20 GMT", 0.0, id="a date long past"),
        pytest.param("", None, id="empty"),
        pytest.param("soon", None, id="a word"),
        pytest.param("-5", None, id="negative"),
        pytest.param("1.5", None, id="a fraction"),
        pytest.param("²", None, id="a digit that is no number"),
        pytest.param("Wed, 99 Mar 2026 18:03:20 GMT", None, id="a day that does not exist"),
    ],
)
def test_retry_after(raw: str, seconds: float | None) -> None:
    """Retry-After is seconds or a date; anything else is as if it were not there."""
    assert retry_after_s({"retry-after": raw}, NOW) == seconds


def test_retry_after_by_the_servers_clock() -> None:
    """A date counts from the server's own Date: its clock may be hours off."""
    assert retry_after_s({"retry-after": "Wed, 11 Mar 2026 10:30:00 GMT", **SENT}, NOW) == 1800.0


@pytest.fixture
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone is not UTC."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_new_york")
def test_the_machines_zone_does_not_matter() -> None:
    """A date without a zone is UTC wherever the worker runs."""
    assert retry_after_s({"retry-after": "Wed, 11 Mar 2026 18:03:20"}, NOW) == 2 * HOUR
    assert retry_after_s({"retry-after": "Wed, 11 Mar 2026 18:03:20 -0000"}, NOW) == 2 * HOUR


headers_of_any_kind = st.fixed_dictionaries(
    {},
    optional={
        name: st.text(max_size=60) | st.from_regex(r"(max-age=)?-?[0-9]{1,30}( GMT)?", fullmatch=True)
        for name in ("cache-control", "age", "expires", "retry-after", "date")
    },
)


@given(headers_of_any_kind)
@settings(max_examples=500)
def test_no_header_breaks_a_poll(headers: dict[str, str]) -> None:
    """Whatever a server sends, wishes are None or a number of seconds that can be waited."""
    hints = header_hints(headers, NOW)
    for wish in (hints.max_age_s, hints.expires_in_s, hints.retry_after_s):
        assert wish is None or 0 <= wish < 1e12
