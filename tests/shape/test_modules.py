"""Habits of the code that no other tool keeps."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.shape.source import WORKER, cases_in, imported, modules, name, suites, tree
from worker.model.events import BY_NAME

MOST_LINES = 400
GOD_MODULES = {"utils", "util", "helpers", "common", "base", "core", "manager", "misc"}
SERVING = ("aiohttp.web", "aiohttp.http_exceptions", "aiohttp.abc")
"""What a module outside ``net`` may take of aiohttp: its server, the faults of requests, the form of a resolver."""
CLIENTS = ("urllib.request.", "http.client.", "requests.", "httpx.", "urllib3.", "pycurl.", "ftplib.", "xmlrpc.client.")
"""Ways to the web that lead past the guard."""


def test_no_module_is_too_long() -> None:
    """A module past 400 lines is split by noun."""
    long = {name(path): lines for path in modules() if (lines := len(path.read_text().splitlines())) > MOST_LINES}
    assert not long


def test_no_module_is_named_for_everything() -> None:
    """No module or package bears a name that answers for nothing."""
    parts = {part for path in modules() for part in (*path.relative_to(WORKER).parent.parts, path.stem)}
    assert not parts & GOD_MODULES


def test_only_net_has_aiohttps_client() -> None:
    """Outside ``net`` nobody can open a connection with aiohttp."""
    taken = {
        (name(path), what)
        for path in modules()
        if path.parent.name != "net"
        for what in imported(path)
        if what.startswith("aiohttp") and not what.startswith(SERVING)
    }
    assert not taken


def test_nobody_asks_the_web_but_net() -> None:
    """No module outside ``net`` takes another HTTP client; ``daemon/probe.py`` asks the running worker itself."""
    taken = {
        (name(path), what)
        for path in modules()
        if path.parent.name != "net" and path != WORKER / "daemon" / "probe.py"
        for what in imported(path)
        if f"{what}.".startswith(CLIENTS)
    }
    assert not taken


def test_every_exception_to_a_rule_says_why() -> None:
    """A reason stands behind each ``noqa`` and ``type: ignore``, as in ``# noqa: S301 - written by our parent``."""
    told = re.compile(r"# noqa: [A-Z0-9, ]+ - [\w`]|# type: ignore\[[\w, -]+\]  # (?!noqa)\w")
    silent = [
        f"{name(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ("# noqa" in line or "# type: ignore" in line) and not told.search(line)
    ]
    assert not silent


def test_tests_wait_for_events_and_not_for_time() -> None:
    """No test sleeps; ``sleep(0)``, which only lets others go on, is no sleep."""
    slept = [f"{name(path)}:{node.lineno}" for path in suites() for node in _sleeps(tree(path))]
    assert not slept


def _sleeps(parsed: ast.Module) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(parsed)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("time.sleep", "asyncio.sleep", "sleep")
        and not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
    ]


@pytest.mark.parametrize("path", suites(), ids=name)
def test_every_test_says_what_it_shows(path: Path) -> None:
    """Every test has a docstring of its own that opens with one sentence."""
    dumb = [test.name for test in cases_in(path) if not (ast.get_docstring(test) or "").split("\n")[0].strip()]
    assert not dumb


def test_every_event_is_logged_as_declared() -> None:
    """Each ``emit`` names a declared event and gives it no key that is not declared."""
    wrong = [problem for path in modules() for problem in _undeclared(path)]
    assert not wrong


def test_every_declared_event_is_logged_somewhere() -> None:
    """An event nobody emits is a promise to the outside that is not kept."""
    said = {
        node.args[0].value
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    }
    assert set(BY_NAME) <= said


def _undeclared(path: Path) -> list[str]:
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    wrong = []
    for call in calls:
        if ast.unparse(call.func) != "emit":
            continue
        where, event = f"{name(path)}:{call.lineno}", call.args[0]
        if not isinstance(event, ast.Constant) or event.value not in BY_NAME:
            wrong.append(f"{where}: {ast.unparse(event)} is not declared")
            continue
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        if extra := given - {*BY_NAME[event.value].keys, "exc_info"}:
            wrong.append(f"{where}: {event.value} has no keys {sorted(extra)}")
    return wrong
