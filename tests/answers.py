"""What docs/answers.md says of answers in JSON, and whether a value is so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

PAGE = Path(__file__).parents[1] / "docs" / "answers.md"
SHAPES, ANSWERS = map(orjson.loads, re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
TYPES: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "time": str,
    "number": (int, float),
    "bool": bool,
    "object": dict,
}


def faults(value: Any, shape: Any, where: str) -> Iterator[str]:
    """Where a value is not what the page says."""
    if isinstance(shape, str):
        yield from _faults_of_word(value, shape, where)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where} is no list: {value!r}"
            return
        for place, one in enumerate(value):
            yield from faults(one, shape[0], f"{where}[{place}]")
    elif not isinstance(value, dict):
        yield f"{where} is no object: {value!r}"
    elif "*" in shape:
        for name, one in value.items():
            yield from faults(one, shape["*"], f"{where}.{name}")
    else:
        keys = _keys(shape)
        wanted = {name.removesuffix("?"): (it, name.endswith("?")) for name, it in keys.items()}
        missing = [name for name, (_, optional) in wanted.items() if name not in value and not optional]
        if missing or not value.keys() <= wanted.keys():
            yield f"{where} lacks {missing}, and has {sorted(value.keys() - wanted.keys())} beside"
        for name in value.keys() & wanted.keys():
            yield from faults(value[name], wanted[name][0], f"{where}.{name}")


def _faults_of_word(value: Any, word: str, where: str) -> Iterator[str]:
    if word.endswith("?"):
        if value is not None:
            yield from faults(value, word[:-1], where)
    elif "|" in word:
        tried = [list(faults(value, one, where)) for one in word.split("|")]
        if all(tried):
            yield from min(tried, key=len)
    elif word in SHAPES:
        yield from faults(value, SHAPES[word], where)
    elif not isinstance(value, TYPES[word]) or (word == "number" and isinstance(value, bool)):
        yield f"{where} is no {word}: {value!r}"
    elif word == "time":
        assert datetime.fromisoformat(str(value)).utcoffset() is not None, where


def _keys(shape: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a shape, with those that it takes over."""
    return (_keys(SHAPES[shape["..."]]) if "..." in shape else {}) | {k: v for k, v in shape.items() if k != "..."}
