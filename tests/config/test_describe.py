"""The configuration told back, the example, and the schema."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.config.conftest import Folder
from worker.config.describe import effective, schema
from worker.config.load import load

EXAMPLES = Path(__file__).parents[2] / "config"


def test_every_value_is_told_with_its_origin(folder: Folder) -> None:
    """Written values name file and line, all others are defaults, and a feed is one line."""
    loaded = folder.load(
        "polling:\n  floor: 15m\nsinks:\n  out: {kind: file, path: /x}\ninclude: [more.yaml]\n",
        more__yaml="\nfeeds:\n- id: a\n  url: https://a.example/\n  tags: [x, y]\n  every: 90m\n"
        "rules: [{id: r, when: '*:*'}]",
    )
    told = {line.split(" = ")[0].strip(): line.split(" = ")[1] for line in effective(loaded).splitlines()}
    rows = {path: re.split(r"\s+# ", rest) for path, rest in told.items()}
    main, more = folder.path / "main.yaml", folder.path / "more.yaml"
    assert rows["polling.floor"] == ["15m", f"{main}:2"]
    assert rows["polling.ceiling"] == ["1d", "default"]
    assert rows["web.limits.page"] == ["5MB", "default"]
    assert rows["web.agent"][1] == "default"
    assert rows["rules[0].when"] == ["*:*", f"{more}:7"]
    assert rows["sinks.out.path"] == ["/x", f"{main}:4"]
    assert rows["sinks.log.kind"] == ["log", "default"]
    assert rows["feeds[0]"] == ["{id: a, url: https://a.example/, tags: [x, y], every: 90m}", f"{more}:3"]
    assert set(told) == set(loaded.origins)


def test_names_are_told_one_by_one(folder: Folder) -> None:
    """What a user adds under a name that is no key of ours is a value as any other."""
    loaded = folder.load("stories:\n  names:\n    普京: Putin\n    馬大帥: Tarrow\n")
    assert loaded.settings.stories.names == {"普京": "Putin", "馬大帥": "Tarrow"}
    assert loaded.origins["stories.names.馬大帥"] == f"{folder.path / 'main.yaml'}:4"
    assert [line.split()[:3] for line in effective(loaded).splitlines() if "names." in line] == [
        ["stories.names.普京", "=", "Putin"],
        ["stories.names.馬大帥", "=", "Tarrow"],
    ]


def test_what_would_act_on_a_terminal_is_written_out(folder: Folder) -> None:
    """Escapes in a title from a stranger's OPML do not reach the terminal."""
    loaded = folder.load('feeds: [{id: a, url: "https://a.example/", title: "x\\e[2J\\u202e"}]')
    assert r'title: "x\u001b[2J\u202e"' in effective(loaded)


def test_the_example_loads_without_a_warning() -> None:
    """What a newcomer starts from holds as it is, its included file too."""
    loaded = load(EXAMPLES / "wirewatch.yaml", {}, check_rule=lambda _: None)
    assert loaded.warnings == ()
    assert len(loaded.files) == 2
    assert len(loaded.feeds) == 6


def test_the_example_shows_every_key() -> None:
    """No key of the models is missing from the example, so that it can serve as a reference."""
    loaded = load(EXAMPLES / "wirewatch.yaml", {}, check_rule=lambda _: None)
    unsaid = [path for path, place in loaded.origins.items() if place == "default"]
    assert [path for path in unsaid if not path.startswith(("rules[1].", "sinks.log."))] == []
    said = (EXAMPLES / "wirewatch.yaml").read_text()
    keys = schema()["$defs"]["FeedSettings"]["properties"]
    assert [key for key in keys if f"{key}:" not in said and not key.endswith("_file")] == []


@pytest.mark.parametrize("section", ["store", "polling", "web", "articles", "stories", "alerts", "log"])
def test_the_example_names_the_defaults(section: str, folder: Folder) -> None:
    """Sections of which the example says that they show the defaults do."""
    shown = load(EXAMPLES / "wirewatch.yaml", {}, check_rule=lambda _: None).settings.model_dump()
    default = folder.load("include: []").settings.model_dump()
    shown["store"]["url"] = default["store"]["url"] = "the folder differs"
    assert shown[section] == default[section]


def test_the_schema_on_disk_is_the_one_generated() -> None:
    """Editors see what the worker accepts; after a change of the models write it anew with ``wirewatch schema``."""
    stored = json.loads((EXAMPLES / "schema.json").read_text())
    assert stored == schema()


def test_the_schema_speaks_yaml() -> None:
    """Durations are texts with units, keys are those of YAML, values may stand in files, everything is described."""
    made = schema()
    polling = made["$defs"]["PollingSettings"]["properties"]
    assert polling["floor"]["type"] == "string"
    assert polling["floor"]["default"] == "10m"
    assert re.search(polling["floor"]["pattern"], "1h 30m")
    assert not re.search(polling["floor"]["pattern"], "10")
    assert made["$defs"]["Limits"]["properties"]["feed"]["default"] == "10MB"
    feed = made["$defs"]["FeedSettings"]
    assert feed["required"] == ["id"]
    assert feed["allOf"] == [{"oneOf": [{"required": ["url"]}, {"required": ["url_file"]}]}]
    for name, section in {"Settings": made, **made["$defs"]}.items():
        assert section["additionalProperties"] is False, name
        bare = [key for key, value in section["properties"].items() if not {"description", "$ref"} & set(value)]
        assert bare == [], name
