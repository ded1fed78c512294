"""Article lines: what may stand in one, and that none brings into the store what one of the stores cannot hold."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import orjson
import pytest

from worker.flow.exchange import DEFAULT_FEED, FEED_CHARS, BadLine, parse_line

PLAIN = {"id": "a1", "published": "2026-11-26T10:00:00Z", "title": "A ferry stops"}


def line(**values: Any) -> bytes:
    """An article line that differs from a plain one in these."""
    return orjson.dumps(PLAIN | values)


@pytest.mark.parametrize("field", ["id", "url", "title", "text", "lang", "published"])
def test_no_line_holds_what_postgresql_refuses(field: str) -> None:
    """A NUL anywhere would make PostgreSQL refuse the whole batch; it goes, the article stays."""
    value = {"url": "https://example.org/", "published": "2026-11-26", "lang": "en"}.get(field, "words")
    _, draft = parse_line(1, line(**{field: f"{value}\x00"}))
    held = [getattr(draft, it.name) for it in fields(draft) if it.name != "item_hash"]
    assert not any("\x00" in it for it in held if isinstance(it, str))


@pytest.mark.parametrize(
    ("values", "field", "kept"),
    [
        ({"id": 7}, "guid", "7"),
        ({"title": " two\n lines "}, "title", "two lines"),
        ({"title": "<Name> wins &amp; loses"}, "title", "<Name> wins &amp; loses"),
        ({"title": "t" * 5000}, "title", "t" * 1000),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"url": ""}, "url", None),
        ({"lang": "de_AT"}, "lang", "de-AT"),
        ({"lang": "x" * 5000}, "lang", None),
        ({"published": None, "first_seen": "2026-11-26T09:00:00Z"}, "published_raw", "2026-11-26T09:00:00Z"),
    ],
)
def test_odd_values_are_made_fit(values: dict[str, Any], field: str, kept: str | None) -> None:
    """What can be understood is kept, as for feeds; what cannot is left out where the article does without."""
    feed, draft = parse_line(1, line(**values))
    assert (feed, getattr(draft, field)) == (DEFAULT_FEED, kept)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "not a JSON object"),
        (b"{", "not JSON"),
        (line(id=""), "id is missing"),
        (line(id=True), "id is missing"),
        (line(title="", text=" \x00"), "neither title nor text"),
        (line(published="yesterday"), "'yesterday' of article a1 is not a date"),
        (line(published=None), "article a1 has no date; add published"),
        (line(published=17), "published is 17; write it as text"),
        (line(feed="f" * (FEED_CHARS + 1)), f"at most {FEED_CHARS} characters"),
        (line(feed="a\x00b"), "is not a name"),
    ],
)
def test_what_is_no_article_is_refused_by_name(data: bytes, said: str) -> None:
    """The line is named, with the field and what should stand there."""
    with pytest.raises(BadLine, match=said) as refused:
        parse_line(12, data)
    assert str(refused.value).startswith("line 12: ")
