"""A figure: one number of the table, with what it was measured on and what it should come to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import rig

SHARE_NOISE = 0.005
"""What a share may move by without anybody's doing: a handful of texts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` over ``n`` cases; ``goal`` is what is aimed at, None where none was set.

    ``low`` is set where less is better. ``noise`` is how far the value may pass its floor before the gate fails; None
    keeps a figure out of the floors (times depend on the machine). ``material`` is a digest of what it was measured on.
    """

    name: str
    value: float
    n: int
    material: str
    goal: float | None = None
    low: bool = False
    noise: float | None = SHARE_NOISE
    note: str = ""

    def misses(self, bar: float, noise: float = 0.0) -> bool:
        """Whether the value is worse than ``bar`` by more than ``noise``."""
        return self.value > bar + noise if self.low else self.value < bar - noise


@dataclass(frozen=True, slots=True)
class Skipped:
    """A part that could not be measured, and why."""

    part: str
    why: str


def digest(*parts: str | bytes) -> str:
    """16 hex digits that name material."""
    hashed = hashlib.blake2b(digest_size=8)
    for part in parts:
        hashed.update(part if isinstance(part, bytes) else part.encode())
        hashed.update(b"\0")
    return hashed.hexdigest()


def table(figures: Iterable[Figure], floors: dict[str, float]) -> str:
    """The figures as a Markdown table, one row each."""
    rows: list[Sequence[object]] = [
        [
            figure.name,
            shown(figure.value),
            f"{figure.n:,}",
            "" if figure.goal is None else f"{'≤' if figure.low else '≥'} {shown(figure.goal)}",
            "" if figure.goal is None else ("no" if figure.misses(figure.goal) else "yes"),
            shown(floors[figure.name]) if figure.name in floors else "",
            figure.note,
        ]
        for figure in figures
    ]
    return rig.table(["figure", "value", "n", "goal", "reached", "floor", "note"], rows)


def shown(value: float) -> str:
    """Shares with three digits, counts whole, the rest as short as it can be."""
    if value == int(value) and abs(value) > 1:
        return f"{int(value):,}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
