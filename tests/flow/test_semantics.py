"""An embedder, where one is configured: it links what shares no names, silences nothing, and may fail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.flow.house import House
from tests.flow.reports import ORCHARD, Report, report
from worker.daemon.doctor import examine
from worker.daemon.status import explain
from worker.model.errors import ConfigError

RAIN = report(
    "Flooded cellars after heavy rain",
    """
    Heavy rain flooded cellars in the valley last night. Firemen pumped water until the morning, and a school stays
    closed because its heating stands under water.

    Nobody was hurt. The river is falling again, the fire brigade said, but more showers are expected at the weekend,
    so sandbags remain where they are.
    """,
)
REGEN = report(
    "Vollgelaufene Keller nach Starkregen",
    """
    In der Nacht hat starker Regen im Tal viele Keller unter Wasser gesetzt. Die Feuerwehr pumpte bis zum Morgen, eine
    Schule bleibt geschlossen, weil ihre Heizung unter Wasser steht.

    Verletzt wurde niemand. Der Fluss sinkt wieder, teilte die Feuerwehr mit, doch am Wochenende soll es erneut regnen,
    deshalb bleiben die Sandsäcke liegen.
    """,
)
SUBJECTS = (("rain", "regen"), ("apple", "apfel"))


class Tiny:
    """Knows two subjects by two words each; ``path`` may say that it fails."""

    def __init__(self, path: str) -> None:
        self._fails = path == "fails"

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """How often each subject is named, and a little of everything."""
        if self._fails:
            raise RuntimeError("out of memory")
        return [[0.1, *(sum(text.lower().count(word) for word in words) for words in SUBJECTS)] for text in texts]


async def told(house: House, embedder: Any) -> list[dict[str, Any]]:
    """What comes of two reports that share nothing but their subject, read by workers one after the other."""
    house.configure("agency", "zeitung", stories={"embedder": embedder} if embedder else {})
    house.reports("agency", RAIN, ORCHARD)
    await house.watch()
    house.reports("zeitung", REGEN)
    await house.watch()
    return house.lines()


async def test_what_shares_no_names_is_linked_by_its_meaning(house: House) -> None:
    """A report in another language joins by its vector, is told as an update, and the evidence names the embedder."""
    lines = await told(house, {"load": "tests.flow.test_semantics:Tiny"})
    assert [line["lang"] for line in lines] == ["en", "en", "de"]
    assert lines[2]["story"] == lines[0]["story"] != lines[1]["story"]
    assert [occasion for occasion, _ in house.told()] == ["first", "first", "update 1"]
    (entry,) = explain(house.loaded, "e3")["entries"]
    assert [it["evidence"] for it in entry["relations"]] == [["embedder:1.00"]]
    (joined,) = (it for it in entry["trail"] if it["stage"] == "group")
    assert (joined["code"], joined["marks"]) == ("joined_weakly", ["embedder:1.00"])


@pytest.mark.parametrize(
    "embedder",
    [
        pytest.param(None, id="none"),
        pytest.param({"load": "tests.flow.test_semantics:Tiny", "path": "fails"}, id="one that fails"),
        pytest.param({"load": "tests.flow.test_semantics:Tiny", "link_from": 1}, id="one that is not sure enough"),
    ],
)
async def test_without_it_nothing_changes(house: House, embedder: Any) -> None:
    """No embedder, one that raises and one that finds nothing leave the stories apart, all told as news."""
    lines = await told(house, embedder)
    assert len({line["story"] for line in lines}) == 3
    assert [occasion for occasion, _ in house.told()] == ["first"] * 3


async def test_it_silences_nothing_even_where_a_source_agrees(house: House) -> None:
    """An article that joins by meaning and names the story's source is told: the vector proves nothing."""
    outlets = [{"id": "agency", "names": ["Hestry Wire"], "hosts": ["agency.example"]}]
    embedder = {"load": "tests.flow.test_semantics:Tiny"}
    house.configure("agency", "zeitung", stories={"embedder": embedder}, outlets=outlets)
    house.reports("agency", RAIN)
    await house.watch()
    first, *rest = REGEN.paragraphs
    house.reports("zeitung", Report(REGEN.title, (f"{first} Das berichtet Hestry Wire.", *rest)))
    await house.watch()
    assert house.lines()[1]["cites"] == ["Hestry Wire"]
    assert [occasion for occasion, _ in house.told()] == ["first", "update 1"]


@pytest.mark.parametrize(
    ("load", "why"),
    [
        pytest.param("no.such:thing", "No module named 'no'", id="no such module"),
        pytest.param("tests.flow.test_semantics:Nobody", "has no attribute 'Nobody'", id="no such name"),
        pytest.param("builtins:str", "has no embed", id="something else"),
    ],
)
async def test_one_that_cannot_be_loaded_stops_the_start(house: House, load: str, why: str) -> None:
    """A worker does not start without the embedder it was told to use, and says what is wrong with it."""
    house.configure("agency", stories={"embedder": {"load": load}})
    with pytest.raises(ConfigError, match=why) as refused:
        await house.watch()
    (problem,) = refused.value.problems
    assert (problem.file, problem.line) == (str(house.loaded.files[0]), 1)
    (found,) = [it for it in examine(house.loaded) if it["check"] == "embedder"]
    assert found["next"] == str(problem)
