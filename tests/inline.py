"""An engine that runs everything where it is asked: for tests whose matter is not child processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class InlineEngine:
    """``model.ports.Engine`` in this process; deadlines are not kept."""

    async def start(self) -> None:
        """Nothing to make ready."""

    async def run(self, function: Callable[..., T], *args: object, timeout_s: float, **_how: object) -> T:
        """``function(*args)``, here and now."""
        return function(*args)

    async def stop(self) -> None:
        """Nothing to let go of."""
