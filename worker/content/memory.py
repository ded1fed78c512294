"""Caches a function's answers: most words of a text stood in the texts before it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memory(dict[K, V]):
    """``memory[key]`` is ``answer(key)``; after ``most`` different ones it begins anew.

    ``functools.lru_cache`` keeps the order of use as well, which costs more than the answer is worth where words are
    asked for by the hundred: 0.18 µs instead of 0.04, and a map over a ``dict`` is none of Python's own work.
    """

    __slots__ = ("_answer", "_most")

    def __init__(self, answer: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._answer = answer
        self._most = most

    def __missing__(self, key: K) -> V:
        answer = self._answer(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = answer
        return answer
