"""Floors: what each figure came to when it was last pinned, and the material that was measured on.

``quality-floors.json`` holds ``figures``: name → value, noise, material; and ``regressions``: each floor that was ever
lowered, with the reason given. A figure measured on other material is not compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from grading.figures import Figure, shown
from worker import __version__

PATH = Path(__file__).resolve().parent.parent / "quality-floors.json"


@dataclass(slots=True)
class Floors:
    """The floors of a file; ``compare`` reads them, ``pin`` moves them."""

    path: Path
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    regressions: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path = PATH) -> Floors:
        """The floors of ``path``; none where there is no file yet."""
        if not path.exists():
            return cls(path)
        found = json.loads(path.read_text(encoding="utf-8"))
        return cls(path, found["figures"], found["regressions"])

    def write(self) -> None:
        """Write the file, sorted, so that a change shows as the lines it concerns."""
        kept = {"figures": dict(sorted(self.figures.items())), "regressions": self.regressions}
        self.path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def floor(self, figure: Figure) -> float | None:
        """The floor that holds for a figure on this material."""
        known = self.figures.get(figure.name)
        return known["value"] if known is not None and known["material"] == figure.material else None

    def below(self, figures: Iterable[Figure]) -> list[str]:
        """The figures that passed their floor by more than their noise, in words."""
        found = []
        for figure in figures:
            floor = self.floor(figure)
            if floor is not None and figure.noise is not None and figure.misses(floor, figure.noise):
                found.append(
                    f"{figure.name}: {shown(figure.value)} is worse than its floor of {shown(floor)} "
                    f"by more than {figure.noise:g}"
                )
        return found

    def elsewhere(self, figures: Iterable[Figure]) -> list[str]:
        """Figures that have a floor, but on other material."""
        return [one.name for one in figures if one.name in self.figures and self.floor(one) is None]

    def pin(self, figures: Iterable[Figure], allowed: Mapping[str, str] | None = None) -> list[str]:
        """Raise floors to what was measured, and set those of new figures and new material.

        A floor is lowered only by more than its noise, and with a reason of its own, which is kept: ``allowed`` has
        reasons by names of figures, with ``*`` for any letters. Answers the figures for which none was given.
        """
        refused = []
        for figure in figures:
            if figure.noise is None:
                continue
            floor = self.floor(figure)
            if floor is not None and figure.misses(floor):
                if not figure.misses(floor, figure.noise):
                    continue
                reason = next((why for name, why in (allowed or {}).items() if fnmatchcase(figure.name, name)), None)
                if reason is None:
                    refused.append(figure.name)
                    continue
                self.regressions.append(
                    {
                        "figure": figure.name,
                        "from": floor,
                        "to": round(figure.value, 4),
                        "reason": reason,
                        "date": datetime.now(UTC).date().isoformat(),
                        "version": __version__,
                    }
                )
            self.figures[figure.name] = {
                "value": round(figure.value, 4),
                "noise": figure.noise,
                "material": figure.material,
            }
        return refused
