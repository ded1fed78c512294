"""Name servers that are quick for most names and slow for some."""

from __future__ import annotations

import asyncio

from tests.hostile.server import NameServer
from worker.net.resolver import make_resolver


class _SlowForSome(NameServer):
    """Answers at once, but not before two seconds for names that begin with ``slow``."""

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if b"\x04slow" in data:
            asyncio.get_running_loop().call_later(2.0, super().datagram_received, data, addr)
        else:
            super().datagram_received(data, addr)


async def test_a_name_that_takes_two_seconds_is_found() -> None:
    """A slow name is not taken for a missing one because its server answered twenty others within milliseconds."""
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(
        lambda: _SlowForSome(lambda name, count: ["93.184.216.34"]), local_addr=("127.0.0.1", 0)
    )
    port = transport.get_extra_info("sockname")[1]
    names = make_resolver([f"127.0.0.1:{port}"])
    try:
        for number in range(20):
            await names.resolve(f"quick{number}.example", 80)
        found = await names.resolve("slow.example", 80)
    finally:
        await names.close()
        transport.close()
    assert {it["host"] for it in found} == {"93.184.216.34"}
