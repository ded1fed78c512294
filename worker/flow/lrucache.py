"""A cache for what the judge prepared and compares with again and again: what was asked for longest ago is dropped."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LruCache(Generic[K, V]):
    """The ``most`` things asked for last. Unlike ``functools.lru_cache`` it need not be given what they are made of."""

    def __init__(self, most: int, *, size: Callable[[V], int] = lambda made: 0, most_size: int = 0) -> None:
        """Together they are at most of ``most_size``, but for the last one."""
        self._most = most
        self._size = size
        self._most_size = most_size
        self._held = 0
        self._made: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """What was made under this key, made now unless it is still there."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        made = self._made[key] = make()
        self._held += self._size(made)
        while len(self._made) > self._most or (self._held > self._most_size and len(self._made) > 1):
            self._held -= self._size(self._made.popitem(last=False)[1])
        return made
