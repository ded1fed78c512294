"""Certificates: every request uses those of the system, whatever aiohttp loaded at import."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.clock import ManualClock
from tests.net.conftest import AGENT, web_settings
from worker.model.errors import FetchError
from worker.net import tls
from worker.net.client import WebClient
from worker.net.gate import Gate
from worker.net.ping import ping
from worker.net.poster import WebPoster
from worker.net.subscriber import HubClient

TLS = Path(__file__).parents[1] / "hostile" / "tls"
NOT_THIS_ADDRESS = 64
"""OpenSSL's X509_V_ERR_IP_ADDRESS_MISMATCH, looked at only where the certificate itself is trusted."""


@asynccontextmanager
async def _address() -> AsyncIterator[str]:
    """A server on loopback that shows the certificate of another name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "good.pem")
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0, ssl=context)
    yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    server.close()


@pytest.fixture(autouse=True)
def _authority(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system trusts who signed it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "authority.pem"))
    tls._context.cache_clear()
    yield
    tls._context.cache_clear()


async def _get(url: str) -> None:
    client = _client()
    await client.start()
    try:
        await client.get(url, purpose="feed")
    finally:
        await client.close()


def _client() -> WebClient:
    settings, clock = web_settings(), ManualClock()
    return WebClient(settings, AGENT, clock, Gate(settings.per_host, clock))


async def _ask(url: str) -> None:
    clock = ManualClock()
    await HubClient(_client(), clock, Gate(web_settings().per_host, clock)).ask(url, {}, "feed")


async def _post(url: str) -> None:
    poster = WebPoster(AGENT, ManualClock())
    await poster.start()
    try:
        await poster.post(url, b"", {}, timeout_s=10.0)
    finally:
        await poster.close()


async def _ping(url: str) -> None:
    await ping(url, AGENT, timeout_s=10.0)


@pytest.mark.parametrize("request_of", [_get, _ask, _post, _ping])
async def test_the_authorities_of_the_system_are_trusted(
    request_of: Callable[[str], Awaitable[None]],
) -> None:
    """For each client the certificate has a trusted signature, and is then rejected for its name."""
    async with _address() as address:
        with pytest.raises(FetchError) as caught:
            await request_of(address)
    error: BaseException | None = caught.value
    while error is not None and not isinstance(error, aiohttp.ClientConnectorCertificateError):
        error = error.__cause__ or error.__context__
    assert error is not None
    assert error.certificate_error.verify_code == NOT_THIS_ADDRESS  # type: ignore[attr-defined]
