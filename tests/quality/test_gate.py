"""The quality gate: the parts that need no material, in full; the whole table where material is at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import quality
import structlog
from grading.figures import Figure
from grading.floors import Floors
from grading.material import Material

MATERIAL = os.environ.get("WIREWATCH_MATERIAL")
FLOORS = Floors.read()
OWN = ("seeds", "dense", "tongues")
"""Parts whose material is the project's own."""
HEADS = ("seeds ", "stories · dense", "tongues ")


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    """The figures of the project's own material, by name."""
    found = quality.run({part: quality.PARTS[part] for part in OWN}, Material(None))
    return {one.name: one for one in found}


@pytest.fixture
def quiet() -> Iterator[None]:
    """What the gate sets for its log is undone."""
    yield
    structlog.reset_defaults()


@pytest.mark.parametrize("name", sorted(it for it in FLOORS.figures if it.startswith(HEADS)))
def test_no_figure_is_below_its_floor(figures: dict[str, Figure], name: str) -> None:
    """Over the seed world, the dense stream and many languages the worker judges as well as when the floor was set."""
    assert FLOORS.elsewhere([figures[name]]) == [], (
        "pin it anew: python bench/quality.py --only seeds,dense,tongues --pin"
    )
    assert FLOORS.below([figures[name]]) == []


def test_every_figure_has_a_floor(figures: dict[str, Figure]) -> None:
    """Nothing is measured over our own material that could get worse unseen."""
    assert {name for name, one in figures.items() if one.noise is not None} <= set(FLOORS.figures)


@pytest.mark.usefixtures("quiet")
@pytest.mark.skipif(MATERIAL is None, reason="WIREWATCH_MATERIAL names no folder of material")
def test_the_whole_table_holds(capsys: pytest.CaptureFixture[str]) -> None:
    """Over the material that ``WIREWATCH_MATERIAL`` names no figure is below its floor; takes some ten minutes."""
    assert MATERIAL is not None
    code = quality.main(["--data", MATERIAL])
    assert code == 0, capsys.readouterr().out
