"""Rules in a file of their own: written as YAML, and read and checked without a configuration around them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import orjson
from pydantic import ValidationError

from worker.config.checks import RuleCheck
from worker.config.messages import problems_of
from worker.config.nodes import Source, read_yaml
from worker.config.sections import assign
from worker.model.errors import ConfigError, Problem
from worker.model.settings import RuleSettings, Settings


def written(rules: Iterable[RuleSettings]) -> str:
    """Rules as a YAML section, a line each; JSON is YAML, and needs no thought about what a query may contain."""
    rows = [rule.model_dump(mode="json", by_alias=True, exclude_defaults=True) for rule in rules]
    # What looks like a reference to the environment is meant as it stands.
    lines = "".join(f"  - {orjson.dumps(row).decode().replace('${', '$${')}\n" for row in rows)
    return f"rules:\n{lines}" if lines else "rules: []\n"


def read(text: str, name: str, check_rule: RuleCheck, *, known: Iterable[str] = ()) -> tuple[RuleSettings, ...]:
    """The rules in a YAML text with a section ``rules``; sinks may be named that are not there yet.

    Raises ``ConfigError`` with all problems: what is no rule, does not compile, or has an id that is ``known``.
    """
    problems: list[Problem] = []
    root = read_yaml(text, Source(name, Path()), problems)
    if root is not None and "rules" not in root.keys:
        problems.append(Problem(name, 0, "there is no section rules in it"))
    found: tuple[RuleSettings, ...] = ()
    if root is not None and not problems:
        assign(root)
        try:
            found = Settings.model_validate({"rules": root.keys["rules"].plain()}, by_alias=True, by_name=False).rules
        except ValidationError as error:
            problems += problems_of(error, root)
    seen = set(known)
    for node, rule in zip(root.keys["rules"].items if root and found else (), found, strict=True):
        wrong = check_rule(rule.when)
        if wrong:
            problems.append(node.problem(f"when: {wrong}"))
        if rule.id in seen:
            problems.append(node.problem(f"id: there is a rule {rule.id!r} already; give this one another"))
        seen.add(rule.id)
    if problems:
        raise ConfigError(problems)
    return tuple(rule.model_copy(update={"when": rule.when.replace("$${", "${")}) for rule in found)
