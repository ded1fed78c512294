"""What every benchmark sets up: farms as processes, configurations for wirewatch, versions, a table."""

from __future__ import annotations

import compileall
import json
import os
import platform
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any, Self

BENCH = Path(__file__).resolve().parent
PROJECT = BENCH.parent


def as_installed() -> None:
    """Compile the worker's modules, as an installation does; from a checkout each start may have to."""
    compileall.compile_dir(PROJECT / "worker", quiet=1)


class RunningFarm:
    """A farm in a process of its own, ready when entered, ended when left."""

    def __init__(self, feeds: int, entries: int = 20, *, one_host: bool = False, pages: bool = False) -> None:
        flags = [flag for flag, wanted in (("--one-host", one_host), ("--pages", pages)) if wanted]
        self._options = ["--feeds", str(feeds), "--entries", str(entries), *flags]
        self.feeds: list[str] = []
        self.entries = entries

    def __enter__(self) -> Self:
        command = [sys.executable, str(BENCH / "farm.py"), *self._options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        ready = self._process.stdout.readline()
        if not ready:
            raise SystemExit("the farm did not start; its own words are above")
        self._admin = f"http://127.0.0.1:{json.loads(ready)['port']}/admin/"
        self.feeds = self._ask("feeds").decode().split()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def tick(self, share: float, new: int = 1) -> list[int]:
        """Publish the next round; tells the numbers of the feeds that changed."""
        changed: list[int] = json.loads(self._ask(f"tick?share={share}&new={new}"))["feeds"]
        return changed

    def reset(self) -> None:
        """Start the counters anew."""
        self._ask("reset")

    def stats(self) -> dict[str, Any]:
        """The counters since the last reset, by name; see ``farm.Counters.summary``."""
        found: dict[str, Any] = json.loads(self._ask("stats"))
        return found

    def _ask(self, what: str) -> bytes:
        with urllib.request.urlopen(self._admin + what, timeout=60) as answer:
            body: bytes = answer.read()
        return body


def write_config(place: Path, feeds: Iterable[str], **sections: object) -> Path:
    """A configuration in ``place`` with its store and its alerts there; ``sections`` override whole sections.

    Hosts are asked one request at a time but without a pause, and the worker speaks only when something is wrong.
    """
    settings: dict[str, object] = {
        "store": {"url": f"sqlite:///{place / 'store.db'}"},
        "web": {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}},
        "rules": [{"id": "all", "when": "*:*", "to": ["alerts"]}],
        "sinks": {"alerts": {"kind": "file", "path": str(place / "alerts.jsonl")}},
        "log": {"format": "json", "level": "warning"},
    }
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in (settings | sections).items()]
    named = [json.dumps({"id": f"farm-{number}", "url": url}) for number, url in enumerate(feeds)]
    lines += ["feeds:\n", *(f"  - {feed}\n" for feed in named)] if named else []
    path = place / "config.yaml"
    path.write_text("".join(lines))
    return path


def last_line(text: str) -> dict[str, Any]:
    """The JSON object a peer says last; empty where it said none."""
    lines = text.strip().splitlines()
    try:
        found = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def wirewatch_version(command: Sequence[str]) -> str:
    ran = subprocess.run([*command, "--version"], cwd=PROJECT, capture_output=True, text=True, check=False)
    return (ran.stdout.split() or ["?"])[-1]


def versions(*names: str) -> str:
    """``reader 3.26 · …`` of the distributions that are installed, with Python and the machine's cores."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} absent")
    return " · ".join([*found, f"Python {platform.python_version()}", f"{len(os.sched_getaffinity(0))} cores"])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; floats with two digits, None as a dash."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(row[column]) for row in [list(head), *cells]) for column in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *rest = (
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        return "| " + " | ".join([first, *rest]) + " |"

    ruler = "|" + "|".join("-" * (w + 1) + ("-" if n == 0 else ":") for n, w in enumerate(widths)) + "|"
    return "\n".join([line(head), ruler, *map(line, cells)])


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
