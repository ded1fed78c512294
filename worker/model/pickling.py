"""Fast pickling for values that go to child processes and back by the thousand."""

from __future__ import annotations

from typing import Any


class PickledByFields:
    """Base of a slotted dataclass with at least two fields: pickled as its class and a tuple of its fields.

    A frozen dataclass pickles its fields by name on both sides by default: 30 µs an article instead of 20.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type[Any], tuple[object, ...]]:
        """The class and its positional arguments."""
        names: tuple[str, ...] = type(self).__slots__
        return type(self), tuple([getattr(self, name) for name in names])
