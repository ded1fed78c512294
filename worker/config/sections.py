"""The sections of a configuration: their YAML keys, and which section each mapping of a document is."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from worker.config.nodes import Node
from worker.model.fieldtypes import Section
from worker.model.settings import Settings

FILE_SUFFIX = "_file"


@cache
def fields(section: type[Section]) -> dict[str, FieldInfo]:
    """The section's fields by their YAML key."""
    return {field.alias or name: field for name, field in section.model_fields.items()}


@cache
def free_texts(section: type[Section]) -> frozenset[str]:
    """Keys that take any text, such as addresses and secrets; their value may be in a file: ``<key>_file``."""
    return frozenset(
        key
        for key, field in fields(section).items()
        if (field.annotation in {str, str | None} and not any(hasattr(rule, "pattern") for rule in field.metadata))
        or (_is_secret(field.annotation) and get_origin(field.annotation) is not tuple)
    )


@cache
def key_paths() -> dict[str, str]:
    """The full path of each key of a fixed section: ``spacing`` → ``web.per_host.spacing``."""
    paths: dict[str, str] = {}
    todo: list[tuple[str, type[Section]]] = [("", Settings)]
    while todo:
        prefix, section = todo.pop(0)
        for key, field in fields(section).items():
            paths.setdefault(key, prefix + key)
            if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
                todo.append((f"{prefix}{key}.", field.annotation))
    return paths


def assign(node: Node, wanted: object = Settings) -> None:
    """Set ``section`` of every mapping under ``node``, and hide what is secret by its kind.

    ``section`` stays None for mappings that belong to no section.
    """
    if isinstance(wanted, type) and issubclass(wanted, Section):
        node.section = wanted
        _hide_secrets(node, wanted)
        for key, annotation in _keys_of_sections(wanted).items():
            if key in node.keys:
                assign(node.keys[key], annotation)
        return
    inner = get_args(wanted)
    if get_origin(wanted) is tuple:
        for child in node.items:
            assign(child, inner[0])
    elif get_origin(wanted) is dict:
        for child in node.keys.values():
            assign(child, inner[1])
    elif get_origin(wanted) is Annotated:
        assign(node, inner[0])
    elif "kind" in node.keys:
        kind = node.keys["kind"].value
        for one in inner:
            if kind in get_args(fields(one)["kind"].annotation):
                assign(node, one)


def _hide_secrets(node: Node, section: type[Section]) -> None:
    for key in _secret_keys(section):
        if (hidden := node.keys.get(key)) is not None:
            for one in (hidden, *hidden.items):
                one.secret = True


@cache
def _secret_keys(section: type[Section]) -> frozenset[str]:
    return frozenset(key for key, field in fields(section).items() if _is_secret(field.annotation))


def _is_secret(annotation: object) -> bool:
    return annotation is SecretStr or any(map(_is_secret, get_args(annotation)))


@cache
def _keys_of_sections(section: type[Section]) -> dict[str, object]:
    return {key: field.annotation for key, field in fields(section).items() if _holds_sections(field.annotation)}


def _holds_sections(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return True
    return get_origin(annotation) is not Literal and any(map(_holds_sections, get_args(annotation)))
