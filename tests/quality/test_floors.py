"""Floors rise by themselves, fall only with a reason, and hold only for the material they were pinned on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import quality
from grading.figures import Figure
from grading.floors import Floors

GOOD = Figure("copies", 0.95, 100, "aa")
FALLEN = replace(GOOD, value=0.90)
SILENCES = Figure("silences", 0.0, 100, "aa", low=True, noise=0.0)


@pytest.fixture
def floors(tmp_path: Path) -> Floors:
    """Floors pinned on ``GOOD`` and ``SILENCES``, written and read back."""
    made = Floors(tmp_path / "floors.json")
    made.pin([GOOD, SILENCES])
    made.write()
    return Floors.read(made.path)


@pytest.mark.parametrize(
    ("figure", "fell"),
    [
        pytest.param(GOOD, False, id="as it was"),
        pytest.param(replace(GOOD, value=0.947), False, id="within its noise"),
        pytest.param(FALLEN, True, id="below"),
        pytest.param(replace(FALLEN, material="bb"), False, id="other material is not compared"),
        pytest.param(replace(FALLEN, name="new"), False, id="no floor yet"),
        pytest.param(replace(SILENCES, value=1.0), True, id="where less is better, above"),
    ],
)
def test_a_figure_falls_below_its_floor(floors: Floors, figure: Figure, *, fell: bool) -> None:
    """Worse than the floor by more than the noise, on the same material."""
    assert bool(floors.below([figure])) is fell


def test_what_is_not_compared_is_named(floors: Floors) -> None:
    """A figure whose floor is of other material is not passed over in silence."""
    assert floors.elsewhere([GOOD, replace(GOOD, material="bb")]) == ["copies"]


def test_pinning_raises_and_never_lowers(floors: Floors) -> None:
    """A better figure moves its floor up; a worse one is refused and leaves it."""
    assert floors.pin([replace(GOOD, value=0.97)]) == []
    assert floors.floor(GOOD) == 0.97
    assert floors.pin([FALLEN]) == ["copies"]
    assert floors.floor(GOOD) == 0.97
    assert floors.regressions == []


def test_a_floor_is_lowered_with_a_reason_that_is_kept(floors: Floors) -> None:
    """What was given up, and why, stays in the file; a reason speaks for the figures it names alone."""
    reasons = {"cop*": "excerpts cost too many false alarms"}
    assert floors.pin([FALLEN, replace(SILENCES, value=1.0)], allowed=reasons) == ["silences"]
    floors.write()
    (kept,) = Floors.read(floors.path).regressions
    assert (kept["figure"], kept["from"], kept["to"]) == ("copies", 0.95, 0.9)
    assert kept["reason"] == "excerpts cost too many false alarms"


def test_noise_lowers_no_floor(floors: Floors) -> None:
    """A reason does not make floors follow what is chance."""
    floors.pin([replace(GOOD, value=0.947)], allowed={"*": "any"})
    assert (floors.floor(GOOD), floors.regressions) == (0.95, [])


def test_a_run_without_anything_to_compare_is_no_success(floors: Floors, capsys: pytest.CaptureFixture[str]) -> None:
    """Floors of other material say nothing."""
    assert quality.verdict([replace(GOOD, material="bb")], floors) == 1
    assert "no figure was compared" in capsys.readouterr().out
    assert quality.verdict([GOOD], floors) == 0


def test_times_have_no_floor(floors: Floors) -> None:
    """What depends on the machine is shown and not compared."""
    floors.pin([Figure("ms", 2.0, 1, "aa", low=True, noise=None)])
    assert "ms" not in floors.figures
