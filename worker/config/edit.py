"""Adds a feed to a YAML file that a person wrote, and leaves every other byte of it as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
import yaml

from worker.config.messages import validated
from worker.config.nodes import Node, Source, read_yaml
from worker.config.sections import assign
from worker.model.errors import ConfigError, Problem
from worker.model.feed import split_login

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML does not allow, or takes for line ends or a byte order mark, but JSON leaves as they are."""
_ITEM = re.compile(r"(\s*)-(?:\s|$)")


def list_items(rows: Iterable[Mapping[str, Any]], indent: str = "  ") -> str:
    """Mappings as items of a YAML list, one a line. They are written as JSON, which is YAML and quotes everything."""
    return "".join(f"{indent}- {_in_yaml(row)}\n" for row in rows)


def _in_yaml(row: Mapping[str, Any]) -> str:
    text = orjson.dumps(row).decode().replace("${", "$${")  # else a reference to the environment
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def with_feed(text: str, row: Mapping[str, Any], name: str) -> str:
    """``text``, the content of a YAML file called ``name``, with one more feed at the end of its list ``feeds``.

    Raises ``ConfigError`` if the feed is invalid, if the file already has its id or URL, if the file is not YAML, and
    if its list is written so that a feed cannot be added by inserting a line.
    """
    _check(row)
    before = _feeds(text, name)
    for key in ("id", "url"):
        if any(isinstance(feed, Mapping) and feed.get(key) == row[key] for feed in before):
            raise ConfigError([Problem(name, 0, f"there is already a feed with the {key} {split_login(row[key])[0]}")])
    changed = _inserted(text, row)
    if changed is None or _feeds(changed, name) != [*before, *_feeds(f"feeds:\n{list_items([row])}", name)]:
        hint = "its feeds are not a YAML list with one item per line; name another file with --into"
        raise ConfigError([Problem(name, 0, hint)])
    return changed


def _check(row: Mapping[str, Any]) -> None:
    problems: list[Problem] = []
    root = read_yaml(f"feeds:\n{list_items([row])}", Source("the new feed", Path()), problems)
    if root is not None:
        assign(root)
        validated(root, problems)
    if problems:
        raise ConfigError(problems)


def _feeds(text: str, name: str) -> list[object]:
    problems: list[Problem] = []
    root = read_yaml(text, Source(name, Path()), problems)
    if problems:
        raise ConfigError(problems)
    feeds = root.keys.get("feeds") if root else None
    return list(map(Node.plain, feeds.items)) if feeds else []


def _inserted(text: str, row: Mapping[str, Any]) -> str | None:
    """The changed text, not yet checked; None if the list is written in brackets."""
    end = "\r\n" if "\r\n" in text else "\n"
    text = text if not text or text.endswith(("\n", "\r")) else text + end
    lines = text.splitlines(keepends=True)
    place = _place(list(yaml.parse(text, Loader=yaml.CSafeLoader)))
    if place is None:
        return f"{text}feeds:{end}{_item(row, end)}"
    key, last = place
    if last is None:
        return None
    found = next((match for line in lines[key + 1 : last + 1] if (match := _ITEM.match(line))), None)
    if found is None and (
        key != last or not re.fullmatch(r"\s*feeds\s*:\s*(?:\[\s*\]|~|null)?\s*(?:#.*)?\s*", lines[key])
    ):
        return None
    if found is None:
        lines[key] = re.sub(r":\s*(?:\[\s*\]|~|null)", ":", lines[key], count=1)
    lines.insert(last + 1, _item(row, end, found[1] if found else "  "))
    return "".join(lines)


def _item(row: Mapping[str, Any], end: str, indent: str = "  ") -> str:
    return list_items([row], indent).removesuffix("\n") + end


def _place(events: Sequence[yaml.Event]) -> tuple[int, int | None] | None:
    """Lines (from 0) of the key ``feeds`` and of the end of its list (None if in brackets); None without the key."""
    depth = 0
    for at, event in enumerate(events):
        depth += _depth(event)
        start = event.start_mark
        if depth == 1 and start and isinstance(event, yaml.ScalarEvent) and event.value == "feeds":
            return start.line, _last_line(start.line, events[at + 1 :])
    return None


def _last_line(key: int, events: Sequence[yaml.Event]) -> int | None:
    first, second = events[0], events[1]
    if not isinstance(first, yaml.SequenceStartEvent):
        return key
    if first.flow_style:
        return key if isinstance(second, yaml.SequenceEndEvent) else None
    depth, last = 0, key
    for event in events:
        depth += _depth(event)
        if depth == 0:
            break
        start, end = event.start_mark, event.end_mark
        if start and end and (start.line, start.column) != (end.line, end.column):
            # A block scalar ends at the start of the line after it.
            last = max(last, end.line if end.column else end.line - 1)
    return last


def _depth(event: yaml.Event) -> int:
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        return 1
    return -1 if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent) else 0
