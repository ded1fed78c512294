"""A worker whose names lead to loopback: for machines that do not let us have a network of our own.

    python -m tests.hostile.seam PORTS.json CONFIG

What a name leads to is decided here, so that private answers still reach the guard as they are.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from pathlib import Path

from aiohttp.abc import AbstractResolver, ResolveResult

from tests.hostile.scenario import PUBLIC
from tests.hostile.show import TLS_PORTS, names_of, scenarios
from worker.config.load import load
from worker.daemon import passes
from worker.daemon.build import Seams
from worker.policy.rules import check_query


class SeamResolver(AbstractResolver):
    """Answers as the name server of the show does, with loopback in place of the public address."""

    def __init__(self, plain: int, tls: int) -> None:
        self._plain, self._tls = plain, tls
        self._names = names_of(scenarios())
        self._counts: dict[str, int] = {}

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        """The addresses of ``host``, each with the port where our servers are."""
        count = self._counts[host] = self._counts.get(host, 0) + 1
        found = self._names(host, count)
        if not found:
            raise OSError(None, "no such name")
        ours = self._tls if port in TLS_PORTS else self._plain
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1" if address == PUBLIC else address,
                port=ours if address == PUBLIC else port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in found
        ]

    async def close(self) -> None:
        """Nothing to let go of."""


def main(ports: str, config: str) -> int:
    """One full pass."""
    known = json.loads(Path(ports).read_text())
    loaded = load(Path(config), {}, check_rule=check_query)
    seams = Seams(resolver=SeamResolver(known["plain"], known["tls"]))
    asyncio.run(passes.once(loaded, poll_all=True, seams=seams))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
