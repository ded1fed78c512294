"""Pairs of texts, same story or not: does the second join the story of the first?

Measured in two ways. *Apart*: the judge has read all texts of the material and forgotten the stories; then it reads the
two of a pair, alone. *Among all*: every text of the material in one store, all first ones before all second ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grading.figures import Figure, Skipped
from grading.judging import STEP_S, Court, Line, after, scratch
from grading.material import Absent, Material
from grading.measures import f_score

GOAL = 0.90
KEPT = ("term_counts", "fresh_counts", "sequences", "alembic_version")
"""Tables that stay when the stories are forgotten: what is known of terms, and what no store is without."""


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """F1 of "same story" for each language."""
    try:
        rows, named = material.lines("pairs/tgcontest.jsonl.gz")
    except Absent as why:
        yield Skipped("pairs", str(why))
        return
    rows = rows[:: 4 if material.quick else 1]
    pairs = [(_line(row, 1), _line(row, 2)) for row in rows]
    truth = [bool(row["same"]) for row in rows]
    langs = sorted({str(row["lang1"]) for row in rows})
    ways = {"apart": _apart(pairs), "among all": _among_all(pairs)}
    for way, said in ways.items():
        for lang in langs:
            of_lang = [place for place, row in enumerate(rows) if row["lang1"] == lang]
            score, note = _score([said[place] for place in of_lang], [truth[place] for place in of_lang])
            goal = GOAL if way == "apart" else None
            yield Figure(f"pairs · {lang}, {way} · f1", score, len(of_lang), named, goal, note=note)


def _line(row: Mapping[str, Any], which: int) -> Line:
    name = f"{row['id']}:{which}"
    at = 1_767_225_600.0 + STEP_S * which
    return Line(
        name, row[f"title{which}"] or "", row[f"text{which}"] or "", row[f"lang{which}"], at, f"s{which}.example"
    )


def _score(said: list[bool], truth: list[bool]) -> tuple[float, str]:
    right = sum(one and true for one, true in zip(said, truth, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(truth))
    return f_score(precision, recall), f"precision {precision:.2f}, recall {recall:.2f}"


def _among_all(pairs: list[tuple[Line, Line]]) -> list[bool]:
    with scratch() as place:
        lines = [first for first, _ in pairs] + [second for _, second in pairs]
        court = Court.opened(place, now=after(lines))
        court.judge(lines)
        stories = court.judged().stories
    return [stories[first.id] == stories[second.id] for first, second in pairs]


def _apart(pairs: list[tuple[Line, Line]]) -> list[bool]:
    with scratch() as place:
        lines = [line for pair in pairs for line in pair]
        reader = Court.opened(place / "reader", now=after(lines))
        reader.judge(lines)
        reader.forget(KEPT)
        said = []
        for number, (first, second) in enumerate(pairs):
            alone = reader.copied(place / str(number))
            alone.judge([first, second])
            stories = alone.judged().stories
            said.append(stories[first.id] == stories[second.id])
    return said
