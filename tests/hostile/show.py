"""The show: all scenarios at once against one worker, several passes, and what is to be said of each afterwards.

    python -m tests.hostile.show [--only PREFIX] [--without-slow] [--passes 3]

One line a scenario and one for the whole; exit 1 where one of them failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import urlsplit

from tests.hostile import stage
from tests.hostile.scenario import DOMAIN, PUBLIC, Scenario
from tests.hostile.server import PORTS, REFUSED_PORTS, TLS, HostileWeb, Names, NameServer

NEED_A_NETWORK = (
    "transport-refused",
    "transport-plain-on-tls",
    "addresses-rebinding",
    "addresses-long",
    "addresses-idn",
)
"""Left out on loopback, where all ports are one and names change their minds with every worker."""
GROUPS = ("transport", "compression", "redirects", "addresses", "statuses", "parsing", "articles", "times")
HANG_S = 60.0
PARENT_BYTES = 512 * 1024 * 1024
LONG = frozenset(
    f"parsing-{name}"
    for name in (
        "billion-laughs",
        "nesting",
        "nesting-unclosed",
        "nesting-items",
        "less-than",
        "items-open",
        "ampersands",
    )
) | {f"articles-{name}" for name in ("tags-1m", "spans", "attributes", "paragraphs-32k", "links-100k")}
"""Left out of samples: seconds of a core each."""
TLS_PORTS = (443, 8443)
PASS_LIMIT_S = 900.0
_PROJECT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Report:
    """What was seen. ``wrong`` has the scenarios that failed, by name."""

    private: bool
    lines: list[str] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    parent_bytes: int = 0
    seconds: float = 0.0
    forbidden: list[str] = field(default_factory=list)
    longest_s: float = 0.0
    total: int = 0

    @property
    def passed(self) -> bool:
        """Whether all is as it must be."""
        return not self.wrong and not self.forbidden and self.parent_bytes <= PARENT_BYTES and self.longest_s <= HANG_S

    def last_line(self) -> str:
        """The whole in one line."""
        where = "network namespace, default policy" if self.private else "loopback, 127.0.0.0/8 allowed, names by seam"
        good = self.total - len(self.wrong)
        return (
            f"{good} of {self.total} scenarios as they must be ({where}); {self.seconds:.0f} s; "
            f"worker's own memory at most {self.parent_bytes / 1e6:.0f} MB; longest connection {self.longest_s:.0f} s; "
            f"connections to forbidden addresses: {len(self.forbidden)} {' '.join(self.forbidden[:5])}"
        )


def scenarios(only: Iterable[str] = (), *, slow: bool = True) -> list[Scenario]:
    """All of them, or those whose names start with one of ``only``."""
    found: list[Scenario] = []
    for group in GROUPS:
        found += import_module(f"tests.hostile.{group}").SCENARIOS
    starts = tuple(only)
    return [it for it in found if (not starts or it.name.startswith(starts)) and (slow or not it.slow)]


def is_public(address: str) -> bool:
    """By Python's own tables, which are others than the worker's; what they get wrong is named here."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        carried = IPv4Address(int(found) & 0xFFFF_FFFF)
        isatap = int(found) >> 32 & 0xFDFF_FFFF == 0x5EFE
        if inner is not None or int(found) >> 32 == 0x64_FF9B << 64 or isatap:
            return (inner or carried).is_global and not found.sixtofour and not found.teredo
        return found.is_global and int(found) >> 125 == 1 and not found.is_multicast
    return found.is_global and not found.is_multicast and address != "168.63.129.16"


async def play(chosen: Sequence[Scenario], folder: Path, *, private: bool, passes: int) -> Report:
    """Serve ``chosen``, let a worker pass over them so many times, and look at what became of them."""
    web = HostileWeb()
    for it in chosen:
        for path, script in it.scripts.items():
            web.scripts[urlsplit(it.address).hostname or "", path] = script
            web.scripts[it.host, path] = script
        web.scripts.update(it.other)
        web.certificates[it.host] = it.certificate
    report = Report(private, total=len(chosen))
    started = time.monotonic()
    command = await _open(web, names_of(chosen), folder, private=private)
    config = _config(folder, chosen, private=private)
    try:
        for _ in range(passes):
            await _pass([*command, str(config)], report)
    finally:
        await web.close()
    report.seconds = time.monotonic() - started
    report.longest_s = web.longest_s
    report.forbidden = sorted(
        {f"{address}:{port}" for address, port in web.dialled if private and not _may_be_dialled(address, port)}
    )
    _judge(chosen, folder / "store.db", report)
    return report


def names_of(chosen: Iterable[Scenario]) -> Names:
    """What the names of all these lead to."""
    own = {it.host: it.names for it in chosen if it.names}

    def addresses(name: str, count: int) -> Sequence[str]:
        if not name.endswith(DOMAIN):
            return ()
        if f".private.{DOMAIN}" in name or name.startswith("inner."):
            return ("10.99.99.99",)
        return own[name](count) if name in own else (PUBLIC,)

    return addresses


def _may_be_dialled(address: str, port: int) -> bool:
    return is_public(address) and (port in {80, 443} or port >= 1024)


async def _open(web: HostileWeb, names: Names, folder: Path, *, private: bool) -> list[str]:
    """Open servers and names; the command that starts a worker in them, but for its configuration."""
    loop = asyncio.get_running_loop()
    if private:
        await web.open(("0.0.0.0", "::"), (*PORTS, *REFUSED_PORTS), TLS_PORTS)
        for server in stage.resolvers():
            await loop.create_datagram_endpoint(lambda: NameServer(names), local_addr=(server, 53))
        return [sys.executable, "-m", "worker", "once", "--all", "-c"]
    plain, secure = await web.open(("127.0.0.1",), (0,), ()), await web.open(("127.0.0.1",), (), (0,))
    known = folder / "names.json"
    known.write_text(json.dumps({"plain": plain[0], "tls": secure[0]}))
    return [sys.executable, "-m", "tests.hostile.seam", str(known)]


def _config(folder: Path, chosen: Sequence[Scenario], *, private: bool) -> Path:
    values = {
        "store": {"url": f"sqlite:///{folder}/store.db"},
        "polling": {"on_add": "all"},
        "sinks": {"alerts": {"kind": "file", "path": str(folder / "alerts.jsonl")}},
        "rules": [{"id": "all", "when": "*:*", "to": ["alerts"]}],
        "log": {"format": "json", "level": "error"},
        "feeds": [{"id": it.name, "url": it.address} for it in chosen],
    }
    if not private:
        values["web"] = {"allow_private": ["127.0.0.0/8"]}
    file = folder / "wirewatch.yaml"
    file.write_text(json.dumps(values))
    return file


async def _pass(command: Sequence[str], report: Report) -> None:
    """One run of the worker, whose memory is looked at five times a second: the kernel keeps its peak."""
    environment = os.environ | {"SSL_CERT_FILE": str(TLS / "authority.pem"), "PYTHONPATH": str(_PROJECT)}
    worker = await asyncio.create_subprocess_exec(
        *command, cwd=_PROJECT, env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    status = Path(f"/proc/{worker.pid}/status")
    started = time.monotonic()
    waiting = asyncio.create_task(worker.wait())
    try:
        while not waiting.done():
            await asyncio.wait([waiting], timeout=0.2)
            report.parent_bytes = max(report.parent_bytes, _peak(status))
            if time.monotonic() - started > PASS_LIMIT_S:
                report.wrong["a pass"] = [f"hung for {PASS_LIMIT_S:g} s"]
                return
        if waiting.result() not in {0, 3}:
            report.wrong["a pass"] = [f"ended with exit code {waiting.result()}"]
    finally:
        if not waiting.done():
            worker.kill()
        await waiting


def _peak(status: Path) -> int:
    try:
        lines = status.read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def _judge(chosen: Sequence[Scenario], store: Path, report: Report) -> None:
    database = sqlite3.connect(store)
    database.row_factory = sqlite3.Row
    for it in chosen:
        seen = _seen(database, it.name)
        wrong = list(_faults(it, seen))
        if wrong:
            report.wrong[it.name] = wrong
        verdict = "ok" if not wrong else f"FAILED ({'; '.join(wrong)})"
        report.lines.append(
            f"{it.name}: {verdict}: {seen.became}, {seen.entries} entries, {seen.told} judged"
            f"{f', pages {seen.pages}' if it.reasons else ''}, slowest poll {seen.slowest_s:.1f} s"
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store holds of one scenario's feed."""

    became: str
    entries: int
    told: int
    pending: int
    degraded: int
    pages: str
    slowest_s: float


def _seen(database: sqlite3.Connection, name: str) -> Seen:
    feed = database.execute("SELECT id FROM feeds WHERE key = ?", (name,)).fetchone()
    polls = database.execute("SELECT * FROM polls WHERE feed_id = ? ORDER BY at", (feed["id"],)).fetchall()
    last = polls[-1] if polls else None
    became = (
        "never polled"
        if last is None
        else last["outcome"] + (f":{last['cause']}" if last["outcome"] == "failed" else "")
    )
    entries = database.execute("SELECT count(DISTINCT key) FROM entries WHERE feed_id = ?", (feed["id"],)).fetchone()[0]
    judged = database.execute(
        "SELECT a.degraded FROM entries e LEFT JOIN articles a ON a.id = e.article_id "
        "WHERE e.feed_id = ? AND e.judged_at IS NOT NULL AND e.revision = 0",
        (feed["id"],),
    ).fetchall()
    pending = database.execute(
        "SELECT count(*) FROM pending p JOIN entries e ON e.id = p.entry_id WHERE e.feed_id = ?", (feed["id"],)
    ).fetchone()[0]
    reasons = [row["degraded"] or "" for row in judged]
    told = ", ".join(sorted({reason or "read" for reason in reasons}))
    slowest = max((poll["duration_s"] for poll in polls), default=0.0)
    return Seen(became, entries, len(judged), pending, sum(map(bool, reasons)), told, slowest)


def _faults(it: Scenario, seen: Seen) -> Iterable[str]:
    if seen.became not in it.becomes:
        yield f"became {seen.became}, not {' or '.join(it.becomes)}"
    unread = it.heavy and (seen.became.startswith("failed") or seen.entries < it.entries)
    if it.entries >= 0 and seen.entries != it.entries and not unread:
        yield f"{seen.entries} entries, not {it.entries}"
    if seen.pending:
        yield f"{seen.pending} entries left pending"
    if it.degraded is not None and it.reasons and seen.degraded != it.degraded:
        yield f"{seen.degraded} degraded, not {it.degraded}"
    if it.reasons and not set(seen.pages.split(", ")) <= {reason or "read" for reason in it.reasons}:
        yield f"pages {seen.pages}, not {' or '.join(it.reasons)}"
    if seen.slowest_s > HANG_S:
        yield f"a poll took {seen.slowest_s:.0f} s"


def main(arguments: Sequence[str] | None = None) -> int:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="PREFIX", help="scenarios whose names start so")
    parser.add_argument("--without-slow", action="store_true", help="leave out those that hang till a limit ends them")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="every Nth of those that take no seconds")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--loopback", action="store_true", help="do not ask for a network of our own")
    options = parser.parse_args(arguments)
    private = not options.loopback and stage.enter()
    chosen = scenarios(options.only, slow=not options.without_slow)
    if not private:
        chosen = [it for it in chosen if not it.name.startswith(NEED_A_NETWORK)]
    if options.sample:
        chosen = [it for it in chosen if not it.heavy and it.name not in LONG][:: options.sample]
    with tempfile.TemporaryDirectory(prefix="wirewatch-hostile-") as folder:
        report = asyncio.run(play(chosen, Path(folder), private=private, passes=options.passes))
    sys.stdout.write("\n".join([*report.lines, report.last_line()]) + "\n")
    return int(not report.passed)


if __name__ == "__main__":
    sys.exit(main())
