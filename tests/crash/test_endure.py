"""The short part of the judgments in ``endure``: the commands run, and a few faults lose and double nothing."""

from __future__ import annotations

import pytest

from tests.crash import crew, endure


@pytest.mark.parametrize("postgres", [False, True])
def test_a_daemon_killed_while_news_comes_in(postgres: bool) -> None:
    """Two kills at random moments: everything published is told once, and the store is sound."""
    assert endure.kill(2, postgres=postgres) == 0


def test_a_log_that_nobody_reads() -> None:
    """With its log's pipe closed from the start a worker does all its work."""
    assert endure.log() == 0


def test_a_server_that_restarts() -> None:
    """A PostgreSQL that restarts under the worker costs nothing, though it may acknowledge what it has not written."""
    assert endure.restarts(1) == 0


def test_two_workers_of_which_one_is_stopped() -> None:
    """Stopped amid its work and taken for gone it writes nothing late; nothing is lost, doubled or asked too soon."""
    assert crew.workers(2, 1, aged=True) == 0
