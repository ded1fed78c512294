"""Feeds added to files that people wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from worker.config.edit import list_items, with_feed
from worker.config.nodes import Source, read_yaml
from worker.model.errors import ConfigError, Problem

ROW: dict[str, Any] = {"id": "new", "url": "https://new.example/f", "title": 'It\'s "new": #1', "tags": ["a"]}

FILES = [
    pytest.param("", [], id="an empty file"),
    pytest.param("# nothing yet", [], id="a comment alone"),
    pytest.param("rules: []\n", [], id="no feeds yet"),
    pytest.param("feeds: []\n", [], id="an empty list"),
    pytest.param("feeds:  # soon\nrules: []\n", [], id="a key without a list"),
    pytest.param("feeds:\n  - {id: a, url: 'https://a.example/'}\n", ["a"], id="one in brackets"),
    pytest.param("feeds:\n- id: a\n  url: https://a.example/", ["a"], id="not indented, no line break at the end"),
    pytest.param(
        "feeds:\n    -\n        id: a\n        url: https://a.example/\n\n# the rules\nrules:\n  - {id: r, when: x}\n",
        ["a"],
        id="deep, with a comment and another section behind it",
    ),
    pytest.param(
        "feeds:\n  - id: a\n    url: https://a.example/\n    title: >\n      in two\n      lines\n  # done\nlog: {}\n",
        ["a"],
        id="a text in several lines at the end",
    ),
    pytest.param(
        "log: {}\nfeeds:\n  - {id: a, url: x,\n     tags: [b, c]}\n  - id: feeds\n    url: y # last\n", ["a", "feeds"],
        id="a feed called feeds",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids"), FILES)
def test_one_line_is_added(text: str, ids: list[str]) -> None:
    """The feed stands at the end of the list; every line of a person's own is still there, in order."""
    changed = with_feed(text, ROW, "feeds.yaml")
    read = yaml.safe_load(changed)
    assert [feed["id"] for feed in read["feeds"]] == [*ids, "new"]
    assert read["feeds"][-1] == ROW
    kept = [line for line in text.splitlines() if not line.startswith("feeds: []")]
    left = iter(changed.splitlines())
    assert all(line in left for line in kept)
    assert len(changed.splitlines()) - len(kept) <= 2


def test_what_looks_like_an_environment_variable_is_none() -> None:
    """``${`` in a feed's address is escaped, so it is read back as it was."""
    assert "$${x}" in with_feed("", ROW | {"url": "https://a.example/${x}"}, "feeds.yaml")


@given(st.one_of(st.text(), st.text(st.characters(min_codepoint=0x7F, max_codepoint=0xA0))))
def test_any_title_is_read_back(title: str) -> None:
    """Characters that YAML does not allow, or takes for line ends, are escaped."""
    text = f"feeds:\n{list_items([ROW | {'title': title}])}"
    problems: list[Problem] = []
    root = read_yaml(text, Source("feeds.yaml", Path()), problems)
    assert problems == []
    assert root is not None
    assert str(root.keys["feeds"].items[0].keys["title"].value).replace("$${", "${") == title


@pytest.mark.parametrize(
    ("text", "row", "told"),
    [
        pytest.param("feeds: [{id: a, url: 'https://a.example/'}]", {}, "--into", id="a list in brackets"),
        pytest.param('{"feeds": []}', {}, "--into", id="a file in JSON"),
        pytest.param("feeds: {a: 1}", {}, "--into", id="no list at all"),
        pytest.param("feeds: [", {}, "YAML", id="no YAML"),
        pytest.param("feeds:\n  - {id: new, url: u}\n", {}, "already a feed with the id new", id="the id is there"),
        pytest.param("feeds:\n  - {id: b, url: 'https://new.example/f'}\n", {}, "URL", id="the address is there"),
        pytest.param("", {"url": "ftp://a.example"}, "url", id="an address that is none"),
        pytest.param("", {"id": "two words"}, "id", id="an id that is none"),
    ],
)
def test_what_cannot_be_added_is_refused(text: str, row: dict[str, Any], told: str) -> None:
    """The message says what is wrong and what to do."""
    with pytest.raises(ConfigError) as caught:
        with_feed(text, ROW | row, "feeds.yaml")
    assert told.lower() in str(caught.value).lower()
