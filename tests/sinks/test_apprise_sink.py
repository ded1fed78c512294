"""Apprise: what a service behind it is sent, and what a failing one means."""

from __future__ import annotations

import re
from dataclasses import replace

import orjson
import pytest

from tests.sinks.handing_over import lot, take
from tests.sinks.receiver import receiving
from worker.model.errors import Unavailable
from worker.model.sinks import AppriseSink as Settings
from worker.model.story import Delivered
from worker.sinks.apprise import AppriseSink

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


def sink_for(*urls: str) -> AppriseSink:
    """A sink that tells these services."""
    return AppriseSink(Settings.model_validate({"kind": "apprise", "urls": urls}))


def test_a_service_is_told_in_words() -> None:
    """Subject and text as in a mail reach the service."""
    with receiving() as receiver:
        assert take(sink_for(f"json://127.0.0.1:{receiver.port}/"), lot(1)) == [Delivered("alert-00001")]
    (posted,) = receiver.posted
    told = orjson.loads(posted.body)
    assert told["title"] == "[harbour] Порт закрыт 1"
    assert "https://a.example/1" in told["message"]


def test_a_headline_calls_nobody_in_a_chat() -> None:
    """Nobody is woken by what a publisher wrote; all reads as before, and addresses lead where they led."""
    body = orjson.loads(lot(1)[0].body)
    body["article"] |= {"title": "@everyone <!channel> <@U123>: a@b.example", "excerpt": "Seen by (@here) and @ann"}
    urls = "https://a.example/@ann/1", "https://a.example/<!here>@everyone"
    alerts = [
        replace(one, body=orjson.dumps(body | {"id": one.id, "article": body["article"] | {"url": url}}))
        for one, url in zip(lot(1, 2), urls, strict=True)
    ]
    with receiving() as receiver:
        take(sink_for(f"json://127.0.0.1:{receiver.port}/"), alerts)
    first, second = (orjson.loads(posted.body) for posted in receiver.posted)
    for told in (first["title"], first["message"], second["message"]):
        assert not re.search(r"(?<!\w)@(?:everyone|here|ann\b(?!/))|<[@!]", told)
    assert first["title"].replace("\u2060", "") == "[harbour] @everyone <!channel> <@U123>: a@b.example"
    assert "a@b.example" in first["title"]
    assert "\nhttps://a.example/@ann/1\n" in first["message"]
    assert "\nhttps://a.example/%3C!here>%40everyone\n" in second["message"]


def test_a_service_that_fails_is_unavailable_and_what_was_taken_is_named() -> None:
    """The second of two alerts fails: the first stays taken."""
    with receiving() as receiver:
        receiver.answers = [(200, {}), (500, {})]
        with pytest.raises(Unavailable, match="alert-00002") as failed:
            take(sink_for(f"json://127.0.0.1:{receiver.port}/"), lot(1, 2))
    assert failed.value.taken == (Delivered("alert-00001"),)


def test_an_address_that_apprise_does_not_know_is_named_by_its_place() -> None:
    """The address may hold a token, so its number is told instead."""
    with pytest.raises(Unavailable, match="urls: number 2 is not an address") as failed:
        take(sink_for("json://127.0.0.1:9/", "nosuch://t0ken"), lot(1))
    assert "t0ken" not in str(failed.value)
