"""The daemon's life: reloads, second signals, and what the service manager hears."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import orjson
import pytest

from tests.cli.conftest import Desk, Site
from tests.cli.running import SOON_S, ended, running, wait_for
from tests.flow.reports import FERRY, ORCHARD
from tests.web import Answer


def told(desk: Desk, file: str = "alerts.jsonl") -> list[str]:
    """The titles in a file sink's file."""
    path = desk.folder / file
    return [orjson.loads(line)["article"]["title"] for line in path.read_bytes().splitlines()] if path.exists() else []


def reload(process: subprocess.Popen[str], event: str = "config.reloaded") -> dict[str, Any]:
    """Send SIGHUP; what became of it."""
    process.send_signal(signal.SIGHUP)
    return wait_for(process, event)[-1]


def test_a_feed_added_is_polled_within_two_seconds(desk: Desk, site: Site) -> None:
    """After SIGHUP a new feed is polled at once; the old one keeps its due time and is not asked again."""
    agency = ("agency", site.tells("agency", FERRY))
    config = desk.configure(agency)
    with running(desk, "run", "-c", str(config)) as process:
        wait_for(process, "alert.delivered")
        before = desk.lines("feeds", "list")
        desk.configure(agency, ("paper", site.tells("paper", ORCHARD)))
        started = time.monotonic()
        event = reload(process)
        assert (event["added"], event["changed"], event["removed"], event["feeds"]) == (1, 0, 0, 2)
        wait_for(process, "feed.polled", feed="paper")
        assert time.monotonic() - started < 2.0
        wait_for(process, "alert.delivered")
        after = {feed["id"]: feed for feed in desk.lines("feeds", "list")}
        assert after["agency"] == before[0]
        ended(process)
    assert [it.path for it in site.web.asked].count("/agency") == 1
    assert sorted(told(desk)) == sorted([FERRY.title, ORCHARD.title])


def test_a_shorter_interval_counts_from_the_last_poll(desk: Desk, site: Site) -> None:
    """A feed whose ``every`` is shortened is due by it at once, not when the longer one is over."""
    agency = ("agency", site.tells("agency", FERRY))
    feed = {"id": agency[0], "url": agency[1]}
    with running(desk, "run", "-c", str(desk.configure(feeds=[feed | {"every": "2h"}]))) as process:
        wait_for(process, "alert.delivered")
        (before,) = desk.lines("feeds", "list")
        desk.configure(feeds=[feed | {"every": "15m"}])
        assert reload(process)["changed"] == 1
        (after,) = desk.lines("feeds", "list")
        assert _gap_s(before) > 7000  # counted from when it was asked, a moment before
        assert _gap_s(after) == 900
        desk.configure(feeds=[feed | {"every": "1s"}])
        reload(process)
        wait_for(process, "feed.polled")
        ended(process)


def _gap_s(feed: dict[str, Any]) -> float:
    return (datetime.fromisoformat(feed["next_poll"]) - datetime.fromisoformat(feed["last_polled"])).total_seconds()


def test_a_feed_removed_is_asked_no_more(desk: Desk, site: Site) -> None:
    """A feed that is no longer configured is not polled, though it would be due."""
    every = {"polling": {"on_add": "all", "floor": "1s", "ceiling": "1s", "start": "1s"}}
    agency, paper = ("agency", site.tells("agency", FERRY)), ("paper", site.tells("paper", ORCHARD))
    with running(desk, "run", "-c", str(desk.configure(agency, paper, **every))) as process:
        wait_for(process, "feed.polled", feed="agency")
        desk.configure(paper, **every)
        assert reload(process)["removed"] == 1
        wait_for(process, "feed.polled", feed="paper")  # what was claimed before is asked by now
        asked = [it.path for it in site.web.asked].count("/agency")
        wait_for(process, "feed.polled", feed="paper")
        ended(process)
    assert [it.path for it in site.web.asked].count("/agency") == asked
    assert {feed["id"]: feed["listed"] for feed in desk.lines("feeds", "list")} == {"agency": False, "paper": True}


def test_rules_and_sinks_change_with_a_reload(desk: Desk, site: Site) -> None:
    """What is judged after a reload meets the new rules and goes to the new sinks."""
    agency = ("agency", site.tells("agency", FERRY))
    with running(desk, "run", "-c", str(desk.configure(agency))) as process:
        wait_for(process, "alert.delivered")
        sinks = {"other": {"kind": "file", "path": str(desk.folder / "other.jsonl")}}
        rules = [{"id": "anew", "when": "*:*", "to": ["other"]}]
        desk.configure(agency, ("paper", site.tells("paper", ORCHARD)), sinks=sinks, rules=rules)
        assert reload(process)["sinks"] == ["log", "other"]
        wait_for(process, "alert.delivered", sink="other")
        ended(process)
    assert (told(desk), told(desk, "other.jsonl")) == ([FERRY.title], [ORCHARD.title])


def signalled_while_it_imports(desk: Desk, module: str, number: signal.Signals) -> dict[str, str]:
    """An environment in which a process signals itself just before it imports ``module``."""
    desk.write(
        "sitecustomize.py",
        f"""
import os, sys
class Signaller:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), {number.value})
sys.meta_path.insert(0, Signaller())
""",
    )
    return {"PYTHONPATH": os.pathsep.join([str(desk.folder), *sys.path])}


@pytest.mark.parametrize("module", ["worker.cli", "worker.daemon.service"])
def test_a_reload_asked_for_while_the_worker_starts_is_done(desk: Desk, site: Site, module: str) -> None:
    """A SIGHUP before the command is loaded, or before the daemon is, neither ends the process nor is it lost."""
    config = desk.configure(("agency", site.tells("agency", FERRY)))
    env = signalled_while_it_imports(desk, module, signal.SIGHUP)
    with running(desk, "run", "-c", str(config), env=env) as process:
        wait_for(process, "config.reloaded")
        assert ended(process)[-1]["event"] == "service.drained"


@pytest.mark.parametrize("module", ["worker.cli", "worker.daemon.service"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_while_it_starts_ends_well(
    desk: Desk, site: Site, module: str, number: signal.Signals
) -> None:
    """Nothing has begun, so it is over at once: with 0, as always."""
    config = desk.configure(("agency", site.tells("agency", FERRY)))
    with running(desk, "run", "-c", str(config), env=signalled_while_it_imports(desk, module, number)) as process:
        assert process.wait(SOON_S) == 0
    assert site.web.asked == []


BROKEN: list[tuple[str, int, bytes]] = [
    ("rules that name no sink", 1, b'{"rules": [{"id": "a", "when": "*:*", "to": ["nowhere"]}]}'),
    ("a near miss", 2, b'{\n"polling": {"flor": "10m"}}'),
    ("no YAML", 2, b'{\n"feeds": [}'),
    ("an empty file", 0, b""),
    ("a store elsewhere", 3, b'{\n"feeds": [],\n"store": {"url": "sqlite:///other.db"}}'),
]


def test_invalid_configurations_leave_the_old_one_in_force(desk: Desk, site: Site) -> None:
    """Each is refused with file and line; the worker goes on with what it had, and takes the next valid one."""
    agency = ("agency", site.tells("agency", FERRY))
    config = desk.configure(agency)
    valid = config.read_bytes()
    with running(desk, "run", "-c", str(config)) as process:
        wait_for(process, "alert.delivered")
        for what, line, content in BROKEN:
            config.write_bytes(content)
            refused = reload(process, "config.refused")
            assert (refused["file"], refused["line"]) == (str(config), line), what
            assert refused["error"]
        config.write_bytes(valid)
        assert reload(process)["feeds"] == 1
        ended(process)


def test_files_are_watched_if_asked(desk: Desk, site: Site) -> None:
    """With ``service.watch`` a file that changes is read again without a signal, also one that is new to a pattern."""
    agency = ("agency", site.tells("agency", FERRY))
    service = {"service": {"watch": True}, "include": ["feeds.d/*.yaml"]}
    (desk.folder / "feeds.d").mkdir()
    with running(desk, "run", "-c", str(desk.configure(agency, **service))) as process:
        wait_for(process, "alert.delivered")
        more = {"feeds": [{"id": "paper", "url": site.tells("paper", ORCHARD)}]}
        desk.write("feeds.d/more.yaml", orjson.dumps(more))
        assert wait_for(process, "config.reloaded")[-1]["added"] == 1
        wait_for(process, "feed.polled", feed="paper")
        ended(process)


def test_watching_is_switched_by_a_reload(desk: Desk, site: Site) -> None:
    """``service.watch`` holds from the reload that sets it, and a reload is no change that causes another."""
    agency = ("agency", site.tells("agency", FERRY))
    with running(desk, "run", "-c", str(desk.configure(agency))) as process:
        wait_for(process, "alert.delivered")
        desk.configure(agency, service={"watch": True})
        reload(process)
        desk.configure(agency, ("paper", site.tells("paper", ORCHARD)), service={"watch": False})
        assert wait_for(process, "config.reloaded")[-1]["added"] == 1
        said = [*wait_for(process, "alert.delivered"), *ended(process)]
    assert "config.reloaded" not in {it["event"] for it in said}


def test_a_second_signal_ends_the_worker_at_once(desk: Desk, site: Site) -> None:
    """While the first SIGTERM lets a delivery finish, a second one ends the process within half a second."""
    desk.write("slow.sh", "#!/bin/sh\ntouch asked\nexec sleep 60\n").chmod(0o755)
    sinks = {"slow": {"kind": "command", "argv": [str(desk.folder / "slow.sh")]}}
    rules = [{"id": "all", "when": "*:*", "to": ["slow"]}]
    config = desk.configure(("agency", site.tells("agency", FERRY)), sinks=sinks, rules=rules)
    with running(desk, "run", "-c", str(config)) as process:
        wait_for(process, "alert.owed")
        while not (desk.folder / "asked").exists():
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.0)
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(SOON_S) == -signal.SIGTERM
        assert time.monotonic() - started < 0.5
    (alert,) = desk.lines("alerts", "list")
    assert alert["state"] == "claimed"


def test_sigterm_is_answered_whatever_hangs(desk: Desk, site: Site) -> None:
    """SIGTERM is answered within five seconds although children, fetches and a sink hang at once."""
    never = asyncio.Event()
    site.say("hung", Answer(200, b"<rss", hold=never))
    site.say("drip", Answer(200, b"x" * 1000, drip_s=3600.0))
    bomb = b"<rss version='2.0'><channel>" + b"<item><author>" + b"(" * 30_000 + b"</author></item></channel></rss>"
    site.say("bomb", Answer(200, bomb))
    names = ("hung", "drip", "bomb")
    web = {"allow_private": ["127.0.0.0/8"], "per_host": {"spacing": "0s", "connections": 9}, "robots": "ignore"}
    config = desk.configure(*((name, site.url(name)) for name in names), web=web)
    with running(desk, "run", "-c", str(config)) as process:
        for name in names:
            site.until_asked(name)
        started = time.monotonic()
        assert "service.drained" in [told["event"] for told in ended(process)]
        assert time.monotonic() - started < 5.0


@contextmanager
def manager(desk: Desk) -> Iterator[tuple[socket.socket, dict[str, str]]]:
    """A socket as systemd's, and the environment that names it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(desk.folder / "notify"))
        listening.settimeout(SOON_S)
        yield listening, {"NOTIFY_SOCKET": str(desk.folder / "notify")}


def hears(listening: socket.socket, word: str) -> dict[str, str]:
    """Wait for a message that says ``word``; all it says."""
    while True:
        said = dict(line.split("=", 1) for line in listening.recv(4096).decode().splitlines())
        if word in said:
            return said


def falls_silent(listening: socket.socket) -> bool:
    """Whether nothing more is heard after what was said already."""
    try:
        while listening.recv(4096):
            pass
    except TimeoutError:
        return True
    return False


def test_the_service_manager_hears_of_every_turn(desk: Desk, site: Site) -> None:
    """READY once polling, RELOADING with its time and READY again, STOPPING: what Type=notify-reload waits for."""
    config = desk.configure(("agency", site.tells("agency", FERRY)))
    with manager(desk) as (listening, env), running(desk, "run", "-c", str(config), env=env) as process:
        assert hears(listening, "READY")["STATUS"] == "watching 1 feed with 1 rule"
        before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        process.send_signal(signal.SIGHUP)
        assert int(hears(listening, "RELOADING")["MONOTONIC_USEC"]) >= before
        assert hears(listening, "READY")["READY"] == "1"
        process.send_signal(signal.SIGTERM)
        hears(listening, "STOPPING")
        assert process.wait(SOON_S) == 0


def test_a_reload_under_way_is_not_waited_for(desk: Desk, site: Site) -> None:
    """Whoever stops a worker that reads a configuration of many feeds does not wait until it is read."""
    agency = ("agency", site.tells("agency", FERRY))
    config = desk.configure(agency)
    many = "".join(f'  - {{"id": "f{number}", "url": "http://f{number}.example/"}}\n' for number in range(200_000))
    with manager(desk) as (listening, env), running(desk, "run", "-c", str(config), env=env) as process:
        hears(listening, "READY")
        desk.write("many.yaml", f"feeds:\n{many}")
        desk.configure(agency, include=["many.yaml"])
        process.send_signal(signal.SIGHUP)
        hears(listening, "RELOADING")
        started = time.monotonic()
        assert ended(process)[-1]["event"] == "service.drained"
        assert time.monotonic() - started < 4.0  # the worker gives up waiting somewhat later


def test_the_watchdog_hears_the_loop_that_does_the_work(desk: Desk, site: Site) -> None:
    """Watchdog messages come while the stages make progress, and stop when the process is stopped."""
    config = desk.configure(("agency", site.tells("agency", FERRY)))
    with manager(desk) as (listening, env):
        env["WATCHDOG_USEC"] = "1000000"
        with running(desk, "run", "-c", str(config), env=env) as process:
            hears(listening, "WATCHDOG")
            hears(listening, "WATCHDOG")
            process.send_signal(signal.SIGSTOP)
            listening.settimeout(2.0)  # more than the time between two pings
            assert falls_silent(listening)
            process.send_signal(signal.SIGCONT)
            hears(listening, "WATCHDOG")
            ended(process)
