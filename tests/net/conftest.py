"""Lets tests of the network layer be coroutines, and opens clients for them."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from aiohttp.abc import AbstractResolver

from tests.clock import ManualClock
from tests.web import ScriptedWeb
from worker.model.web import WebSettings
from worker.net.client import WebClient
from worker.net.gate import Gate

AGENT = "wirewatch/0.1 (+https://watcher.example/bot; 3 feeds from this host)"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    # The names of a test's parameters, as pytest itself picks its arguments.
    arguments = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


def web_settings(**changes: object) -> WebSettings:
    """Settings that reach loopback and wait for nothing unless a test says so; keys as in YAML."""
    values: dict[str, object] = {
        "allow_private": ["127.0.0.0/8"],
        "per_host": {"spacing": "0s"},
        "robots": "ignore",
    }
    return WebSettings.model_validate(values | changes)


@asynccontextmanager
async def client_for(
    web: ScriptedWeb,
    clock: ManualClock | None = None,
    *,
    resolver: AbstractResolver | None = None,
    opened: Mapping[str, tuple[str, ...]] | None = None,
    **changes: object,
) -> AsyncIterator[WebClient]:
    """A client over ``web``, closed at the end; ``opened`` as for the client, ``changes`` go into its settings."""
    settings = web_settings(**changes)
    clock = clock or ManualClock()
    gate = Gate(settings.per_host, clock)
    client = WebClient(settings, AGENT, clock, gate, resolver=resolver or web.resolver(), opened=opened or {})
    await client.start()
    try:
        yield client
    finally:
        await client.close()
