"""The worker as a process of its own: signals, locks, pipes."""

from __future__ import annotations

import asyncio
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import click
import orjson
import pytest

from tests.cli.conftest import Desk, Site
from tests.cli.running import SOON_S, ended, running, wait_for
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer
from worker.cli import main
from worker.cli.commands import Commands
from worker.store.engines import SAFE_SQLITE


def test_once_in_a_pipe_speaks_json(desk: Desk, site: Site) -> None:
    """Through a pipe, log lines on standard error are JSON with event, level and time; standard output is the facts."""
    config = desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    done = desk.run("once", "-c", str(config), "--json")
    assert done.returncode == 0
    assert orjson.loads(done.stdout)["feeds_polled"] == 1
    events = [orjson.loads(line) for line in done.stderr.splitlines()]
    assert [event["event"] for event in events].count("alert.delivered") == 2
    assert all({"event", "level", "timestamp"} <= set(event) for event in events)


def test_a_machine_without_the_wheel_uses_the_sqlite_of_python(desk: Desk, site: Site) -> None:
    """Two passes tell everything once; an SQLite that can lose rows is warned of, with what to do."""
    config = desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    desk.write("pysqlite3.py", "raise ImportError")  # modules of the folder come first
    said = f"SQLite {sqlite3.sqlite_version} can lose committed rows in rare races; use 3.51.3 or newer"
    for _ in range(2):
        done = desk.run("once", "--all", "-c", str(config))
        assert done.returncode == 0
        assert (said in done.stderr) == (sqlite3.sqlite_version_info < SAFE_SQLITE)
    assert len((desk.folder / "alerts.jsonl").read_bytes().splitlines()) == 2


def test_a_mistake_is_told_on_standard_error(desk: Desk) -> None:
    """Without a configuration the process ends with 2, a sentence on standard error, nothing on standard output."""
    done = desk.run("once")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("wirewatch.yaml: ")
    assert len(done.stderr.splitlines()) == 1


def test_closed_standard_files_are_led_nowhere(desk: Desk, site: Site) -> None:
    """With standard input, output and error closed, a pass works: no other file gets their numbers."""
    config = desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    command = [sys.executable, "-m", "worker", "once", "-c", str(config)]
    done = subprocess.run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command], cwd=desk.folder, check=False)
    assert done.returncode == 0
    assert len((desk.folder / "alerts.jsonl").read_bytes().splitlines()) == 2


def test_a_low_limit_of_open_files_is_raised(desk: Desk, site: Site) -> None:
    """A low soft limit of open files is raised to the hard limit, so that no feed fails because of it."""
    config = desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    command = [sys.executable, "-m", "worker", "once", "-c", str(config)]
    done = subprocess.run(["sh", "-c", 'ulimit -S -n 24; exec "$@"', "sh", *command], cwd=desk.folder, check=False)
    assert (done.returncode, len((desk.folder / "alerts.jsonl").read_bytes().splitlines())) == (0, 2)


@pytest.mark.parametrize("words", ["check", "stories --json", "schema"])
def test_an_answer_on_a_full_disk_is_a_failure(seen: Desk, words: str) -> None:
    """If standard output is on a full disk, the command exits with 1 and one message."""
    command = [sys.executable, "-m", "worker", *words.split()]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, cwd=seen.folder, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("before", [None, "of-mine"])
def test_loading_a_command_leaves_the_environment_as_it_was(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is switched off while modules are loaded is nothing that commands of sinks inherit."""
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    if before is not None:
        monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", before)
    assert Commands().get_command(click.Context(main), "once") is not None
    assert os.environ.get("PYDANTIC_DISABLE_PLUGINS") == before


def test_an_interpreter_without_docstrings_is_refused(desk: Desk) -> None:
    """Python with -OO, which removes the grammar of the rules, is refused with one message."""
    command = [sys.executable, "-OO", "-m", "worker", "check"]
    done = subprocess.run(command, cwd=desk.folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n"), "-OO" in done.stderr) == (2, 1, True)


def test_demo_in_an_empty_folder(desk: Desk) -> None:
    """``demo`` needs nothing: it prints stories, alerts and how to ask why, and leaves what it names."""
    done = desk.run("demo", "--into", "my demo")
    assert "× 0" not in done.stdout
    assert done.returncode == 0, done.stderr
    for words in ("Saltmere", "copy", "Telegram"):
        assert words in done.stdout
    looking, _, asking = (shlex.split(line) for line in done.stdout.splitlines()[-3:])
    assert "28 stories" in desk.run(*looking[3:]).stdout
    assert asking[:6] == ["python", "-m", "worker", "explain", "-c", "my demo/wirewatch.yaml"]
    assert "\x1b" not in done.stdout
    assert {"wirewatch.yaml", "wirewatch.db", "alerts.jsonl"} <= {
        file.name for file in (desk.folder / "my demo").iterdir()
    }


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_demo_that_could_read_nothing_says_so(desk: Desk, form: tuple[str, ...]) -> None:
    """Where no child process can start, as the temporary folder's name is too long for a socket, it ends with 1."""
    temporary = desk.folder / ("t" * 120)
    temporary.mkdir()
    done = desk.run("demo", "--into", "here", *form, env={"TMPDIR": str(temporary)})
    assert done.returncode == 1
    assert "14 of 14 feeds could not be read" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_the_demo_works_in_little_memory(desk: Desk) -> None:
    """A limit that was set for the worker (ulimit -v) holds for its child processes, which may not raise it."""
    command = f"ulimit -v 1000000; exec {shlex.quote(sys.executable)} -m worker demo --into here"
    done = subprocess.run(["sh", "-c", command], cwd=desk.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "10 alerts" in done.stdout


def test_demo_as_json_lines(desk: Desk) -> None:
    """``demo --json`` prints one story a line and nothing else: one alert for each story and rule."""
    done = desk.run("demo", "--json", "--into", "here")
    assert done.returncode == 0, done.stderr
    stories = [orjson.loads(line) for line in done.stdout.splitlines()]
    assert {frozenset(story) for story in stories} == {
        frozenset({"id", "title", "first_seen", "languages", "sources", "articles", "graph", "alerts"})
    }
    told = [(story["id"], it["rule"]) for story in stories for it in story["alerts"]]
    assert told
    assert len(set(told)) == len(told)


def test_a_second_worker_is_refused(desk: Desk, site: Site) -> None:
    """While a worker holds the store, another ends with 75 and says who holds it; reading goes on beside it."""
    config = desk.configure(("agency", site.tells("agency", FERRY)))
    with running(desk, "run", "-c", str(config)) as process:
        wait_for(process, "alert.delivered")
        for words in (("run",), ("once",)):
            second = desk.type(*words)
            assert second.exit_code == 75
            assert f"process {process.pid}" in second.stderr
        assert [line["disposition"] for line in desk.lines("articles", "export")] == ["alerted"]
        process.send_signal(signal.SIGTERM)
        assert process.wait(SOON_S) == 0
    assert desk.type("once").exit_code == 0


def test_sigterm_ends_a_worker_in_the_middle_of_a_fetch(desk: Desk, site: Site) -> None:
    """While a feed never answers and a page never ends, SIGTERM ends the worker with 0 within 5 s; nothing is lost."""
    never = asyncio.Event()
    hung = site.say("hung", Answer(200, b"<rss", hold=never))
    good = site.tells("good", FERRY, ORCHARD)
    site.say("good/1", Answer(200, b"x" * 1000, drip_s=3600.0))
    web = {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s", "connections": 9}, "robots": "ignore"}
    config = desk.configure(("hung", hung), ("good", good), web=web)
    with running(desk, "run", "-c", str(config)) as process:
        site.until_asked("hung")
        site.until_asked("good/1")
        started = time.monotonic()
        assert "service.drained" in [told["event"] for told in ended(process)]
        assert time.monotonic() - started < 5.0
    (status,) = desk.lines("status")
    assert status["sum_of_dispositions"]["agrees"]
    site.say("hung", Answer(404))
    site.tells("good", FERRY, ORCHARD)
    assert desk.type("once").exit_code in (0, 3)
    dispositions = [line["disposition"] for line in desk.lines("articles", "export")]
    assert dispositions == ["alerted", "alerted"]


def test_a_worker_goes_on_where_a_killed_one_stopped(desk: Desk, site: Site) -> None:
    """After kill -9 the next worker takes the store and tells everything exactly once."""
    config = desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    with running(desk, "run", "-c", str(config)) as process:
        wait_for(process, "entry.judged")
        process.kill()
        process.wait(SOON_S)
    assert desk.type("once", "--all").exit_code == 0
    alerts = [orjson.loads(line) for line in (desk.folder / "alerts.jsonl").read_bytes().splitlines()]
    assert sorted(alert["article"]["title"] for alert in alerts) == sorted([FERRY.title, ORCHARD.title])
