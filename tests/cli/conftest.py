"""A site on loopback in a thread of its own, a folder to type commands in, and two ways to type them."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import orjson
import pytest
import structlog
from click.testing import CliRunner, Result

from tests.flow.documents import Told, page, rss
from tests.flow.reports import FERRY, ORCHARD, Report
from tests.web import Answer, Script, ScriptedWeb
from worker.cli import main


class Site:
    """A scripted web on a free port of 127.0.0.1, for workers in this process or another."""

    def __init__(self) -> None:
        self._ready, self._over = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="site")
        self._thread.start()
        self._ready.wait()

    async def _serve(self) -> None:
        async with ScriptedWeb() as self.web:
            self._loop = asyncio.get_running_loop()
            self._ready.set()
            await self._over.wait()

    def close(self) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    def url(self, path: str) -> str:
        """The address of ``path`` here."""
        return f"http://127.0.0.1:{self.web.port}/{path}"

    def say(self, path: str, script: Script) -> str:
        """Answer requests for ``path`` so; answers its address."""
        self.web.say(f"http://127.0.0.1/{path}", script)
        return self.url(path)

    def tells(self, feed: str, *reports: Report) -> str:
        """Serve a feed of these reports with a page each; answers the feed's address."""
        told = []
        for number, report in enumerate(reports):
            link = self.say(f"{feed}/{number}", Answer(200, page(report.title, report.paragraphs), HTML))
            told.append(Told(report.title, link, guid=f"{feed} {number}"))
        return self.say(feed, Answer(200, rss(*told, title=f"The {feed} feed"), [("ETag", f'"{feed}"')]))

    def until_asked(self, path: str) -> None:
        """Wait until ``path`` was asked for."""
        waiting = self.web.until_asked(f"http://127.0.0.1/{path}")
        asyncio.run_coroutine_threadsafe(waiting, self._loop).result(timeout=20)


HTML = (("Content-Type", "text/html; charset=utf-8"),)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that serves nothing yet."""
    serving = Site()
    yield serving
    serving.close()


@dataclass(frozen=True)
class Desk:
    """A folder in which commands are typed."""

    folder: Path
    empty_store: Path

    def configure(self, *feeds: tuple[str, str], **sections: Any) -> Path:
        """Write ``wirewatch.yaml`` with feeds (id, address), a rule for everything, a file sink and an empty store."""
        store = self.folder / "store.db"
        if not store.exists():
            shutil.copy(self.empty_store, store)
        values: dict[str, Any] = {
            "store": {"url": f"sqlite:///{store}"},
            "polling": {"on_add": "all"},
            "web": {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s"}, "robots": "ignore"},
            "sinks": {"alerts": {"kind": "file", "path": str(self.folder / "alerts.jsonl")}},
            "rules": [{"id": "all", "when": "*:*", "to": ["alerts"]}],
            "feeds": [{"id": name, "url": url} for name, url in feeds],
        }
        return self.write("wirewatch.yaml", orjson.dumps(values | sections))

    def write(self, name: str, content: bytes | str) -> Path:
        """Put a file into the folder."""
        file = self.folder / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def type(self, *words: str, stdin: bytes | None = None) -> Result:
        """Run a command in this process, with the configuration of this folder if there is one."""
        named = self._config if Path(self._config).exists() else None
        return CliRunner().invoke(main, [*words], input=stdin, env={"WIREWATCH_CONFIG": named})

    def lines(self, *words: str, code: int = 0, stdin: bytes | None = None) -> list[dict[str, Any]]:
        """Run a command with ``--json``; every line of standard output as JSON, after a look at the exit code."""
        done = self.type(*words, "--json", stdin=stdin)
        assert done.exit_code == code, done.output
        lines = [orjson.loads(line) for line in done.stdout_bytes.splitlines()]
        assert all(isinstance(line, dict) for line in lines)
        return lines

    def run(
        self, *words: str, seconds: float = 300, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run ``python -m worker`` to its end; ``env`` is added to ours."""
        command, environ = [sys.executable, "-m", "worker", *words], {**os.environ, **(env or {})}
        return subprocess.run(
            command, cwd=self.folder, env=environ, capture_output=True, text=True, timeout=seconds, check=False
        )

    def start(self, *words: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start ``python -m worker`` with its output in pipes; ``env`` is added to ours."""
        command = [sys.executable, "-m", "worker", *words]
        environ = {**os.environ, **(env or {})}
        pipe, cwd = subprocess.PIPE, self.folder
        return subprocess.Popen(command, cwd=cwd, env=environ, stdout=pipe, stderr=pipe, text=True, bufsize=1)

    @property
    def _config(self) -> str:
        return str(self.folder / "wirewatch.yaml")


@pytest.fixture
def desk(tmp_path: Path, migrated_file: Path) -> Iterator[Desk]:
    """An empty folder. Commands configure the log of this process; it is put back."""
    yield Desk(tmp_path, migrated_file)
    structlog.reset_defaults()


@pytest.fixture
def watched(desk: Desk, site: Site) -> Desk:
    """A desk whose worker has seen two feeds once: two alerted articles and a copy."""
    return _watch(desk, site)


@pytest.fixture(scope="session")
def _watched_once(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Desk:
    site = Site()
    try:
        return _watch(Desk(tmp_path_factory.mktemp("watched"), migrated_file), site)
    finally:
        site.close()
        structlog.reset_defaults()


@pytest.fixture
def seen(_watched_once: Desk) -> Iterator[Desk]:
    """As ``watched``, one for all: for commands that only read, or change nothing because they are refused."""
    yield _watched_once
    structlog.reset_defaults()


def every_command(group: click.Group = main, words: tuple[str, ...] = ()) -> list[tuple[str, click.Command]]:
    """All that can be typed behind ``wirewatch``, groups too, each with its words."""
    context, found = click.Context(group), list[tuple[str, click.Command]]()
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found.append((" ".join((*words, name)), command))
        if isinstance(command, click.Group):
            found += every_command(command, (*words, name))
    return found


def _watch(desk: Desk, site: Site) -> Desk:
    desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)), ("paper", site.tells("paper", FERRY)))
    assert desk.type("once").exit_code == 0
    return desk
