"""Validation errors of the models, as problems with a line, the limit and the next step.

Messages never contain a secret value, nor what precedes the ``@`` in an address.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from worker.config.nodes import Node
from worker.config.sections import fields, key_paths
from worker.model.errors import Problem
from worker.model.fieldtypes import ID_PATTERN, LANGUAGE_PATTERN, ON_ADD_PATTERN, TAG_PATTERN
from worker.model.settings import Settings
from worker.model.units import counted

_BOUNDS = {"gt": "more than", "ge": "at least", "le": "at most"}
_WANTED = {
    "model_type": "a mapping of keys",
    "dict_type": "a mapping of names",
    "tuple_type": "a list, such as [a, b]",
    "string_type": "text; put it in quotes",
    "too_short": "a list with at least one value",
    "bool_type": "true or false",
    "int_type": "a whole number, without quotes",
}
_SHOWN_CHARS = 80
_USER_PART = re.compile(r"//\S*@")
# Words from other readers and schedulers, in English and German, and our words for them.
_SWITCHES = ("enabled", "enable", "active", "disabled", "disable", "paused", "muted", "mute")
_CONFUSED = {
    "interval": "every",
    "intervall": "every",
    "frequency": "every",
    "refresh": "every",
    "period": "every",
    "href": "url",
    "link": "url",
    "xmlurl": "url",
    "address": "url",
    "name": "id",
    "key": "id",
    "label": "title",
    "category": "tags",
    "categories": "tags",
    "folder": "tags",
    "query": "when",
    "condition": "when",
    "match": "when",
    "if": "when",
    "sink": "to",
    "sinks": "to",
    "notify": "to",
    "priority": "severity",
    "type": "kind",
    "file": "path",
    "filename": "path",
    "database": "store",
    "db": "store",
    "retention": "keep",
    "http": "web",
    "user_agent": "agent",
    "useragent": "agent",
    "delay": "spacing",
    "timeout": "total",
    "language": "languages",
    "outputs": "sinks",
    "logging": "log",
    "includes": "include",
    "min": "floor",
    "max": "ceiling",
    "min_interval": "floor",
    "max_interval": "ceiling",
    "retries": "attempts",
    "ttl": "window",
}
_PATTERNS = {
    ID_PATTERN: "use letters, digits, dot, dash and underscore, up to 100, a letter or digit first",
    TAG_PATTERN: "use up to 60 characters without spaces, commas and colons, and no slash first",
    ON_ADD_PATTERN: "write baseline, all, or last:N with N from 1 to 9999",
    LANGUAGE_PATTERN: "write a code of two or three small letters, such as de",
}


def shown(node: Node) -> str:
    """The value as a message may show it: quoted, cut, without credentials; a secret is replaced by words."""
    if node.secret:
        return "the value (not shown)"
    if isinstance(node.value, str):
        cut = node.value if len(node.value) <= _SHOWN_CHARS else node.value[:_SHOWN_CHARS] + "…"
        return repr(_USER_PART.sub("//***@", cut))
    named = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return named.get(type(node.value)) or str(node.value).lower()


def near(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant; None if nothing is close."""
    known = list(known)
    meant = _CONFUSED.get(word.lower().replace("-", "_"))
    if meant in known:
        return meant
    return next(iter(difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)), None)


def one_of(known: Iterable[str], node: Node) -> str:
    """The choice there is, with the nearest to the node's text named unless that is secret."""
    known = list(known)
    meant = near(node.value, known) if isinstance(node.value, str) and not node.secret else None
    return (f"Did you mean {meant}? " if meant else "") + f"Choose one of: {', '.join(known)}"


def validated(root: Node, problems: list[Problem]) -> Settings | None:
    """The settings in ``root``; None if a value is invalid, with what is wrong added to ``problems``.

    ``root`` must know its sections (``sections.assign``). Nodes with an invalid value are marked as broken.
    """
    try:
        return Settings.model_validate(root.plain(), by_alias=True, by_name=False)
    except ValidationError as error:
        problems.extend(_problems_of(error, root))
        return None


def _problems_of(error: ValidationError, root: Node) -> Iterator[Problem]:
    """Every validation error at its line, except at nodes that were reported before."""
    for detail in error.errors(include_url=False, include_input=False):
        node, parent, label = _locate(root, detail["loc"])
        if node.broken or (detail["type"] == "too_short" and any(it.broken for it in node.items)):
            continue
        node.broken = detail["type"] not in {"missing", "extra_forbidden", "union_tag_not_found"}
        yield node.problem(f"{label}: {_message(detail['type'], detail.get('ctx', {}), node, parent, label)}")


def _locate(root: Node, path: tuple[int | str, ...]) -> tuple[Node, Node, str]:
    """The node at ``path``, its parent, and its keys since the last list: ``polling.floor``, ``every``."""
    node = parent = root
    names: list[str] = []
    tag_next = below_list = False
    for part in path:
        if tag_next:  # this part is the variant chosen by kind, which is not in the file
            tag_next = False
        elif isinstance(part, int):
            node, below_list = node.items[part], True
        elif part != "[key]":
            names = [part] if node.section and below_list else [*names, part]
            below_list = False
            if part in node.keys:
                parent, node = node, node.keys[part]
                tag_next = node.section is not None and "kind" in fields(node.section)
    return node, parent, ".".join(names)


def _message(kind: str, facts: Mapping[str, Any], node: Node, parent: Node, label: str) -> str:
    key = label.rpartition(".")[2]
    said = f"{shown(node)} is not possible"
    match kind:
        case "extra_forbidden":
            said = _unknown_key(key, parent)
        case "missing":
            said = "missing; add it"
        case "value_error":
            said = f"{shown(node)} {facts['error']}"
        case "literal_error" if parent.section:
            said += f". {one_of(_choices(fields(parent.section)[key].annotation), node)}"
        case "union_tag_invalid":
            chosen = node.keys["kind"]
            kinds = [word.strip(" '") for word in facts["expected_tags"].split(",")]
            said = f"kind {shown(chosen)} is not possible. {one_of(kinds, chosen)}"
        case "union_tag_not_found":
            said = "has no kind; add one, such as kind: file"
        case "string_too_short":
            said += f"; it must be at least {counted(facts['min_length'], 'character')}"
        case "string_pattern_mismatch":
            said += f"; {_PATTERNS[facts['pattern']]}"
        case "greater_than" | "greater_than_equal" | "less_than_equal":
            ((bound, limit),) = facts.items()
            said = f"{shown(node)} is out of range; it must be {_BOUNDS[bound]} {limit}"
        case _ if kind in _WANTED:
            said = "has no value" if node.value is None else said
            said += f"; it must be {_WANTED[kind]}"
    return said


def _choices(annotation: object) -> tuple[str, ...]:
    """The words of a choice, or of a list of choices."""
    inner = get_args(annotation)
    return inner if get_origin(annotation) is Literal else next(filter(None, map(_choices, inner)), ())


def _unknown_key(key: str, parent: Node) -> str:
    known = fields(parent.section) if parent.section else {}
    if key.lower() in _SWITCHES and "when" in known:
        return "unknown key; a rule with to: [] tells nobody, and alerts.silences holds its alerts for a while"
    if key in ("owner", "tier") and "url" in known:
        return f"unknown key; {key}s are those of outlets, which know their feeds by host; see outlets"
    meant = near(key, known) or key_paths().get(key)
    if meant == key:
        return f"unknown key; {key} is a section of its own, at the left edge of the file"
    return f"unknown key; did you mean {meant}?" if meant else f"unknown key; the keys here are {', '.join(known)}"
