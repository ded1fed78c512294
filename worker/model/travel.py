"""Values that go to child processes and come back by the thousand."""

from __future__ import annotations

from typing import Any


class Travelling:
    """A dataclass with slots, two fields or more, that is pickled as its fields.

    What a frozen dataclass does by itself asks for its fields by name on both sides: 30 µs an article instead of 20.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Any], tuple[object, ...]]:
        """What makes the value anew, and of what."""
        names: tuple[str, ...] = type(self).__slots__
        return type(self), tuple([getattr(self, name) for name in names])
