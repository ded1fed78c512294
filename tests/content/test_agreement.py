"""Texts that are not about what their entry announced."""

from __future__ import annotations

import pytest

from worker.content.agreement import WALL_CHARS, about_something_else, same_wall
from worker.model.entry import EntryDraft

WALL = (
    "Before you go on, please choose how this paper may remember you between visits. Our eleven partners would like to "
    "know which pages you open, how long you stay there and what you look at next."
)
REPORT = "The car ferry Aldwyn ran aground on a sandbank off Brennock shortly after dawn with 214 passengers aboard."


def entry(title: str, summary: str = "") -> EntryDraft:
    """An entry with this headline and summary."""
    return EntryDraft(b"", 0, None, None, title, summary, summary, None, None, None, None)


@pytest.mark.parametrize(
    ("title", "summary", "text", "other"),
    [
        pytest.param("Ferry runs aground off Brennock", "", WALL, True, id="a wall"),
        pytest.param("Ferry runs aground off Brennock", REPORT, WALL, True, id="a wall, and the summary agrees"),
        pytest.param("Ferry runs aground off Brennock", "", REPORT, False, id="the report"),
        pytest.param("Paper remembers drowned sailors", "", WALL, False, id="one word in common is enough"),
        pytest.param("Morning catch of strange news", WALL, WALL, False, id="what the summary says, the page may say"),
        pytest.param("Storm!", "", WALL, False, id="a headline that says too little"),
        pytest.param("", REPORT, WALL, False, id="no headline"),
        pytest.param("Ferry runs aground off Brennock", "", "", False, id="no text"),
        pytest.param("Ferry runs aground off Brennock", "", WALL * 20, False, id="longer than walls are"),
        pytest.param("Паром сел на мель возле Бреннока", "", "Пассажиры парома ждут прилива", False, id="endings"),
        pytest.param("渡轮在港口搁浅", "", "一艘渡轮清晨在港口附近搁浅", False, id="Chinese"),
        pytest.param("渡轮在港口搁浅", "", "请选择本报如何记住您", True, id="a Chinese wall"),
        pytest.param("جنوح العبارة قرب الميناء", "", "جنحت عبارة صباح اليوم", False, id="Arabic articles"),
    ],
)  # fmt: skip
def test_texts_about_something_else(title: str, summary: str, text: str, other: bool) -> None:
    """A short text without a word of the headline, and next to none of the summary, is not the article."""
    assert about_something_else(entry(title, summary), text) is other
    assert len(WALL) < WALL_CHARS


@pytest.mark.parametrize(
    ("title", "known", "text", "wall"),
    [
        pytest.param("Storm", "Ferry aground", WALL, True, id="about neither headline"),
        pytest.param("Ferry aground", "Sandbank off Brennock", REPORT, False, id="one report under two headlines"),
        pytest.param("Ferry", "Ferry again", WALL, False, id="headlines of one matter"),
        pytest.param("", "Ferry aground", WALL, False, id="no headline"),
        pytest.param("Storm", "Ferry aground", WALL * 20, False, id="longer than walls are"),
    ],
)
def test_walls_that_a_host_shows_again(title: str, known: str, text: str, wall: bool) -> None:
    """One text under two headlines that have nothing in common with it or each other."""
    assert same_wall(title, known, text) is wall
