"""Rules as a YAML file of their own: written, and read and checked without the rest of a configuration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from worker.config.checks import RuleCheck
from worker.config.edit import list_items
from worker.config.messages import validated
from worker.config.nodes import Node, Source, read_yaml
from worker.config.sections import assign
from worker.model.alerts import RuleSettings
from worker.model.errors import ConfigError, Problem


def to_yaml(rules: Iterable[RuleSettings]) -> str:
    """The section ``rules``, one rule a line, without values that equal their defaults."""
    rows = [rule.model_dump(mode="json", by_alias=True, exclude_defaults=True) for rule in rules]
    return f"rules:\n{list_items(rows)}" if rows else "rules: []\n"


def from_yaml(text: str, name: str, check_rule: RuleCheck, *, known: Iterable[str]) -> tuple[RuleSettings, ...]:
    """The rules in the section ``rules`` of a YAML text; their sinks need not exist.

    Raises ``ConfigError`` with all problems: invalid rules, conditions that do not compile, ids that are ``known``.
    """
    problems: list[Problem] = []
    root = read_yaml(text, Source(name, Path()), problems)
    if root is not None and "rules" not in root.keys:
        problems.append(
            Problem(name, 0, "there is no section rules in this file; write the rules as a list under rules:")
        )
    settings = None
    if root is not None and not problems:
        root = Node({"rules": root.keys["rules"]}, root.source, root.line)
        assign(root)
        settings = validated(root, problems)
    found = settings.rules if settings else ()
    seen = set(known)
    for node, rule in zip(root.keys["rules"].items if root and found else (), found, strict=True):
        wrong = check_rule(rule.when)
        if wrong:
            problems.append(node.problem(f"when: {wrong}"))
        if rule.id in seen:
            problems.append(node.problem(f"id: {rule.id!r} is already the id of another rule; choose another"))
        seen.add(rule.id)
    if problems:
        raise ConfigError(problems)
    return tuple(rule.model_copy(update={"when": rule.when.replace("$${", "${")}) for rule in found)
