"""Describes a configuration: every effective value with its origin, and the JSON Schema for editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import SecretStr

from worker.config.load import Loaded, leaves
from worker.config.sections import FILE_SUFFIX, free_texts
from worker.model.feed import FeedSpec
from worker.model.fieldtypes import Section
from worker.model.settings import Settings
from worker.model.units import DURATION_PATTERN, SIZE_PATTERN, format_duration, format_size

MASK = "***"
_PASSWORD = re.compile(
    r"(//[^:/?#]*:)\S*(@)|([?&][^=&]*(?:password|passwd|pwd|secret|token)[^=&]*=)[^&]*", re.IGNORECASE
)
_WIDEST = 60


def effective(loaded: Loaded) -> str:
    """One line per value, ``path = value  # file:line`` or ``# default``; a feed is one line.

    Values from the environment or from files of their own, and passwords in addresses, are shown as ``***``.
    """
    rows = list(values(loaded))
    name_width = min(max(len(path) for path, _, _ in rows), _WIDEST)
    value_width = min(max(len(value) for _, value, _ in rows), _WIDEST)
    return "".join(f"{path:<{name_width}} = {value:<{value_width}}  # {origin}\n" for path, value, origin in rows)


def values(loaded: Loaded) -> Iterator[tuple[str, str, str]]:
    """Path, value as YAML, and origin of each line of ``effective``; masked in the same way."""
    for leaf in leaves(loaded.settings):
        told = MASK if leaf.path in loaded.secrets else _text(leaf.field, leaf.value)
        yield leaf.path, told, loaded.origins[leaf.path]
    for place, feed in enumerate(loaded.feeds):
        path = f"feeds[{place}]"
        yield path, _feed(feed, f"{path}.", loaded.secrets), loaded.origins[path]


def _feed(feed: FeedSpec, prefix: str, secrets: frozenset[str]) -> str:
    said = (
        ("id", "key", feed.key),
        ("url", "url", feed.url),
        ("login", "login", feed.login and MASK),
        ("title", "title", feed.title),
        ("tags", "tags", feed.tags or None),
        ("every", "every_s", feed.every_s if feed.every_cron is None else feed.every_cron),
        ("expect_every", "expect_every_s", feed.expect_every_s),
        ("on_add", "on_add", feed.on_add),
        ("allow_private", "allow_private", feed.allow_private or None),
    )
    shown = (
        f"{key}: {MASK if prefix + key in secrets else _text(name, value)}"
        for key, name, value in said
        if value is not None
    )
    return f"{{{', '.join(shown)}}}"


def _text(name: str, value: object) -> str:
    if isinstance(value, float) and name.endswith("_s"):
        return format_duration(value)
    if isinstance(value, int) and name.endswith("_bytes"):
        return format_size(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_text(name, inner) for inner in value)}]"
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, bool) or value is None:
        return json.dumps(value)
    text = _PASSWORD.sub(lambda match: f"{match[1] or match[3]}{MASK}{match[2] or ''}", str(value))
    # Invisible and control characters are written as escapes.
    return text if text and text.isprintable() and text.strip() == text else json.dumps(text)


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a main or included configuration file, with the keys and units of YAML."""
    made = Settings.model_json_schema(by_alias=True)
    described = {"Settings": made, **made["$defs"]}
    sections: list[type[Section]] = Section.__subclasses__()
    for section in sections:
        if section.__name__ in described:
            _as_written(section, described[section.__name__])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "wirewatch configuration"}


def _as_written(section: type[Section], described: dict[str, Any]) -> None:
    properties = described["properties"]
    for each in properties.values():
        each.pop("title", None)
        default = each.get("default")
        if isinstance(default, dict) or default is None:
            each.pop("default", None)
        elif each.get("pattern") == DURATION_PATTERN:
            each["default"] = format_duration(default)
        elif each.get("items", {}).get("pattern") == DURATION_PATTERN:
            each["default"] = [format_duration(it) for it in default]
        elif each.get("pattern") == SIZE_PATTERN:
            each["default"] = format_size(default)
    required = described.get("required", [])
    for key in sorted(free_texts(section)):
        properties[key + FILE_SUFFIX] = {"type": "string", "description": f"A file that holds the value of {key}."}
        if key in required:
            required.remove(key)
            either = {"oneOf": [{"required": [key]}, {"required": [key + FILE_SUFFIX]}]}
            described.setdefault("allOf", []).append(either)


def schema_text() -> str:
    """``schema`` as text, as in ``config/schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False)
