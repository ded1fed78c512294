"""A YAML document as a tree of values that know their line.

Built from parser events instead of PyYAML's node tree: composing 100,000 feeds took 13.3 s and 436 MB there against
1.5 s here, and deeply nested brackets crashed the interpreter.

Scalars are interpreted as in JSON: ``true``, ``false``, ``null`` and numbers. Everything else stays the text that was
written, so ``no`` is not False, ``12:30`` is not 750 and ``2024-01-01`` is not a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from worker.model.errors import Problem
from worker.model.fieldtypes import Section

MAX_DEPTH = 40  # the deepest configuration has 6 levels
MAX_COPIED = 1_000_000  # values brought in by aliases: ten for each of 100,000 feeds; bombs reach billions
# Longer strings of digits are names: other programs would lose digits of such numbers.
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?([eE][-+]?[0-9]{1,3})?")
_CONDITION = re.compile(r"^[\s\-{]*(?:.*[,{]\s*)?when\s*:")
_CUT_OFF = re.compile(r"[ \t]*(#[^\s#].*)")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the configuration: its name as shown to the user, and the folder its relative paths start from."""

    name: str
    folder: Path


Scalar = str | int | float | bool | None


@dataclass(slots=True)
class Node:
    """A value and the line it was written on.

    ``secret`` values are never shown; ``broken`` ones have been reported already; ``section`` is the model that a
    mapping belongs to.
    """

    value: Scalar | dict[str, Node] | list[Node]
    source: Source
    line: int
    secret: bool = False
    broken: bool = False
    section: type[Section] | None = None

    @property
    def keys(self) -> dict[str, Node]:
        """The mapping; empty if the node is not one."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The list; empty if the node is not one."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """The string; None if the node is not one, or is broken."""
        return self.value if isinstance(self.value, str) and not self.broken else None

    def at(self, *path: str) -> Node | None:
        """The value below it that these keys lead to; None if there is none."""
        node: Node | None = self
        for key in path:
            node = node.keys.get(key) if node else None
        return node

    def problem(self, message: str) -> Problem:
        """A problem at this place."""
        return Problem(self.source.name, self.line, message)

    def plain(self) -> object:
        """The value without lines, as the settings models take it."""
        if isinstance(self.value, dict):
            return {key: child.plain() for key, child in self.value.items()}
        if isinstance(self.value, list):
            return [child.plain() for child in self.value]
        return self.value


def read_yaml(text: str, source: Source, problems: list[Problem]) -> Node | None:
    """The one document in ``text``; None if there is none, or if it could not be read to its end.

    What is wrong is added to ``problems``.
    """
    builder = _Builder(source, problems, text)
    try:
        if all(builder.take(event) for event in yaml.parse(text, Loader=yaml.CSafeLoader)):
            return builder.root
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        problems.append(Problem(source.name, line, f"character U+{_code(error):04X} is not allowed in YAML; remove it"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        is_condition = _CONDITION.search("".join(text.splitlines()[line - 1 : line])) is not None
        advice = (
            "put the whole condition in single quotes, when: '…'"
            if is_condition
            else "check indentation, tabs and quotes"
        )
        problems.append(Problem(source.name, line, f"not YAML: {error.problem or error.context}; {advice}"))
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _code(error: yaml.reader.ReaderError) -> int:
    return error.character if isinstance(error.character, int) else ord(error.character[:1] or b"\0")


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar."""
    if text[:1] in "-0123456789" and (match := _NUMBER.fullmatch(text)):
        return float(text) if match[1] or match[2] else int(text)
    return _WORDS.get(text, text)


class _Builder:
    """Builds the tree from events; open collections are on a stack, a key waits for its value."""

    def __init__(self, source: Source, problems: list[Problem], text: str) -> None:
        self.source = source
        self._text = text
        self.problems = problems
        self.root: Node | None = None
        self._open: list[tuple[Node, str | None]] = []
        self._key: tuple[str, int] | None = None
        self._anchors: dict[str, Node] = {}
        self._copied = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Process the next event; False if reading on makes no sense."""
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            return self._start(event)
        if isinstance(event, yaml.CollectionEndEvent):
            return self._end()
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                return self._stop(event, "a second document starts here; write one document, without a line of ---")
        return True

    def _stop(self, event: yaml.Event, message: str) -> bool:
        self._complain(_line(event), message)
        return False

    def _complain(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.source.name, line, message))

    def _awaits_key(self) -> bool:
        return self._key is None and bool(self._open) and isinstance(self._open[-1][0].value, dict)

    def _scalar(self, event: yaml.ScalarEvent) -> bool:
        line = _line(event)
        if event.tag is not None:
            self._complain(
                line, f"the tag {event.tag} is not supported; put the value in quotes if it is meant as text"
            )
        if self._awaits_key():
            self._key = (event.value, line)
            return True
        quoted = event.style in {"'", '"', "|", ">"}
        value = event.value if quoted else resolve(event.value)
        if not quoted and self._key is not None and self._key[0] == "when":
            self._refuse_cut_off(event, line)
        node = Node(value, self.source, line, broken=event.tag is not None)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._place(node)
        return True

    def _refuse_cut_off(self, event: yaml.ScalarEvent, line: int) -> None:
        """Refuse a condition behind which a comment stands that may have been meant as a part of it, a hashtag."""
        cut = _CUT_OFF.match(self._text, event.end_mark.index) if event.end_mark else None
        if cut:
            advice = "put the whole condition in single quotes, or a blank behind the #"
            self._complain(line, f"when: to YAML {cut[1]!r} is a comment, no part of the condition; {advice}")

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        if len(self._open) >= MAX_DEPTH:
            return self._stop(event, f"nested more than {MAX_DEPTH} deep; check the brackets")
        if self._awaits_key():
            return self._stop(event, "a key must be a plain word, not a list or a mapping")
        line = _line(event)
        if event.tag is not None:
            self._complain(line, f"the tag {event.tag} is not supported; remove it")
        node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], self.source, line)
        self._place(node)
        self._open.append((node, event.anchor))
        return True

    def _end(self) -> bool:
        node, anchor = self._open.pop()
        if anchor:
            self._anchors[anchor] = node
        return True

    def _alias(self, event: yaml.AliasEvent) -> bool:
        line = _line(event)
        if self._awaits_key():
            return self._stop(event, f"*{event.anchor} cannot be a key; write the key out")
        target = self._anchors.get(event.anchor or "")
        if target is None:
            return self._stop(
                event, f"*{event.anchor} names nothing finished above; define it with &{event.anchor} first"
            )
        copy = self._copy(target, len(self._open))
        if copy is None:
            limit = f"aliases may bring in {MAX_COPIED:,} values, {MAX_DEPTH} deep"
            return self._stop(event, f"*{event.anchor} makes this file too big: {limit}; write the values out")
        copy.line = line
        self._place(copy)
        return True

    def _copy(self, node: Node, depth: int) -> Node | None:
        # A copy, since later steps change values in place. None if it would exceed the limits.
        self._copied += 1
        if self._copied > MAX_COPIED or depth > MAX_DEPTH:
            return None
        value = node.value
        if isinstance(value, dict):
            pairs = {key: self._copy(child, depth + 1) for key, child in value.items()}
            value = {key: child for key, child in pairs.items() if child is not None}
            whole = len(value) == len(pairs)
        elif isinstance(value, list):
            parts = [self._copy(child, depth + 1) for child in value]
            value = [child for child in parts if child is not None]
            whole = len(value) == len(parts)
        else:
            whole = True
        return Node(value, node.source, node.line) if whole else None

    def _place(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1][0]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict) and self._key is not None:
            key, node.line = self._key
            self._key = None
            first = parent.value.get(key)
            if key == "<<":
                self._complain(node.line, "<<: merge keys are not supported; write the keys out")
            elif first is not None:
                self._complain(node.line, f"{key}: written twice, first on line {first.line}; keep one of them")
            else:
                parent.value[key] = node
