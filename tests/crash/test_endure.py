"""The short part of the judgments in ``endure``: the commands run, and a few faults lose and double nothing."""

from __future__ import annotations

import shutil
import threading
import time

import pytest

from tests.crash import clocks, crew, disks, kills, servers
from tests.crash.daemon import end


@pytest.mark.parametrize("postgres", [False, True])
def test_a_daemon_killed_while_news_comes_in(postgres: bool) -> None:
    """Two kills at random moments: everything published is told once, and the store is sound."""
    assert kills.kill(2, postgres=postgres) == 0


def test_a_log_that_nobody_reads() -> None:
    """With its log's pipe closed or its disk full a worker does all its work, and counts the lines it drops."""
    assert disks.log() == 0


def test_a_server_that_restarts() -> None:
    """A PostgreSQL that restarts under the worker costs nothing, though it may acknowledge what it has not written."""
    assert servers.restarts(1, back_within_s=60.0) == 0


def test_two_workers_of_which_one_is_stopped() -> None:
    """Stopped amid its work and taken for gone it writes nothing late; nothing is lost, doubled or asked too soon."""
    assert crew.workers(2, 1, aged=True) == 0


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no compiler to make a clock with")
def test_a_clock_set_back_by_an_hour() -> None:
    """Every feed is asked again at its pace: what comes again and again goes by the time that passes."""
    with clocks.street() as (news, daemon, wall):
        process = daemon.start()
        wall.set_by(-3600.0)
        until = time.monotonic() + 60.0
        asked = [news.asked[f"/{number}"] for number in range(news.feeds)]
        while min(map(len, asked)) < 2 and time.monotonic() < until:
            threading.Event().wait(0.05)
        assert min(map(len, asked)) >= 2
        assert news.early(clocks.FLOOR_S - clocks.ON_THE_WAY_S) == 0
        assert end(process) == 0
