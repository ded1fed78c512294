"""The score of manners over a part of a day; the whole day is ``python bench/etiquette.py``."""

from __future__ import annotations

from pathlib import Path

from tests.flow.etiquette import Etiquette


async def test_hours_without_a_breach(tmp_path: Path) -> None:
    """Ten hours with a restart among a dozen kinds of servers: no rule of politeness is broken once."""
    score = await Etiquette(tmp_path, each=1, big=30).score(10.0)
    assert score.requests > 150
    assert score.broken == dict.fromkeys(score.broken, 0)
