"""The ping of ``service.ping``: what it sends to the operator's address."""

from __future__ import annotations

from base64 import b64encode

from tests.web import Answer, ScriptedWeb
from worker.net.ping import ping


async def test_a_login_in_the_address_is_sent_in_utf8() -> None:
    """As those of feeds and webhooks are."""
    async with ScriptedWeb() as web:
        web.say("http://127.0.0.1/", Answer(204))
        assert await ping(f"http://анна:ü@127.0.0.1:{web.port}/", "tests", timeout_s=20.0) == 204
        (asked,) = web.asked
    assert asked.header("Authorization") == f"Basic {b64encode('анна:ü'.encode()).decode()}"
