"""Keeps one driver for all crash tests of a process; tests are coroutines, for the web runs beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crash.stage import Nest
from tests.net.conftest import pytest_pyfunc_call  # noqa: F401 - a hook: runs coroutine tests in an event loop


@pytest.fixture(scope="session")
def nest() -> Iterator[Nest]:
    """A driver that forks workers."""
    with Nest() as one:
        yield one
