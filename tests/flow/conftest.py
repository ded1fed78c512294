"""Lets tests of the whole worker be coroutines, and gives each a house of its own."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path

import pytest

from tests.clock import ManualClock
from tests.flow.house import House
from tests.web import ScriptedWeb


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test in an event loop of its own, with a scripted web for whoever asks for a house."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}

    async def run() -> None:
        house = arguments.get("house")
        if not isinstance(house, House):
            await pyfuncitem.obj(**arguments)
            return
        async with house.web:
            await pyfuncitem.obj(**arguments)

    asyncio.run(run())
    return True


@pytest.fixture
def house(tmp_path: Path, migrated_file: Path) -> House:
    """An empty house; its web is open while the test runs."""
    return House(tmp_path, ScriptedWeb(), ManualClock(), migrated_file)
