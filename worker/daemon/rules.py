"""The rules as a whole: tried on stored articles, explained, checked, exported and imported. Nothing is stored."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from worker.config import rulefile
from worker.config.load import Loaded
from worker.content.hearing import Hearing
from worker.daemon import files
from worker.daemon.store_access import reading, since_when
from worker.flow import explain, rehearsal, shapes
from worker.model.alerts import RuleSettings
from worker.model.errors import ConfigError, Problem
from worker.policy.lint import lint
from worker.policy.rules import Subject, check_query, compile_rule, try_rule
from worker.store import backtest


def chosen(loaded: Loaded, only: Sequence[str]) -> list[RuleSettings]:
    """The configured rules, or those whose ids are in ``only``. Raises ``ConfigError`` for an unknown id."""
    rules = loaded.settings.rules
    known = [rule.id for rule in rules]
    for unknown in (it for it in only if it not in known):
        choice = f"choose one of: {', '.join(known)}" if known else "no rule is configured"
        raise ConfigError([Problem(str(loaded.files[0]), 0, f"there is no rule {unknown!r}; {choice}")])
    return [rule for rule in rules if not only or rule.id in only]


def try_rules(loaded: Loaded, since: str, only: Sequence[str], query: str | None) -> dict[str, Any]:
    """What the configured rules, those in ``only``, or ``query`` would have told since then; see ``rehearse``."""
    rules = chosen(loaded, only) if query is None else [RuleSettings(id="query", when=query)]
    hearing, start_at = Hearing(loaded.settings.stories.names or None), since_when(since)
    with reading(loaded) as database:
        found = database.read(
            lambda db: rehearsal.rehearse(backtest.judged_since(db, start_at), rules, hearing, time.process_time)
        )
    return {"since": shapes.timestamp(start_at), **found}


def try_query(query: str, article: Subject) -> dict[str, Any]:
    """Whether an article matches a condition, clause by clause."""
    return try_rule(compile_rule("test", query), article, Hearing())


def try_on(loaded: Loaded, article: Subject, only: Sequence[str]) -> list[dict[str, Any]]:
    """Whether an article matches the configured rules, or those in ``only``, clause by clause."""
    hearing = Hearing(loaded.settings.stories.names or None)
    return [
        {"rule": rule.id, **try_rule(compile_rule(rule.id, rule.when), article, hearing)}
        for rule in chosen(loaded, only)
    ]


def why_not(loaded: Loaded, asked: str, rule_id: str) -> list[dict[str, Any]]:
    """Whether each stored entry that ``explain`` finds by ``asked`` matches a rule now, clause by clause."""
    (rule,) = chosen(loaded, [rule_id])
    compiled, hearing = compile_rule(rule.id, rule.when), Hearing(loaded.settings.stories.names or None)
    with reading(loaded) as database:
        past = database.read(lambda db: backtest.judged(db, explain.named(db, asked.strip())))
    return [
        {
            "id": shapes.judged_name(one),
            "title": one.title,
            "rule": rule.id,
            **try_rule(compiled, rehearsal.subject_of(one, sources=max(len(one.sources), 1)), hearing),
        }
        for one in past
    ]


def lint_rules(loaded: Loaded) -> list[dict[str, Any]]:
    """Rules that cannot mean what they say, each with the reason in words."""
    rules = [(compile_rule(it.id, it.when), frozenset(it.to)) for it in loaded.settings.rules]
    known = {"feed": [it.key for it in loaded.feeds], "tag": {tag for it in loaded.feeds for tag in it.tags}}
    told = {
        "unknown": "asks for {term}, which no configured feed has{hint}",
        "never": "never matches: its conditions exclude each other",
        "always": "matches every article; write *:* if that is meant",
        "shadowed": "says nothing that {by} does not say, to no other sinks",
    }
    return [
        {
            "rule": it.rule,
            "finding": it.kind,
            "by": it.by,
            "says": told[it.kind].format(by=it.by, term=it.term, hint=f"; did you mean {it.near}?" if it.near else ""),
        }
        for it in lint(rules, known)
    ]


def futile(loaded: Loaded) -> list[Problem]:
    """Rules, or parts of them, that no article can meet, each with the place where it is written."""
    places = {rule.id: f"rules[{index}].when" for index, rule in enumerate(loaded.settings.rules)}
    return [
        loaded.problem(places[it["rule"]], f"when: rule {it['rule']} {it['says']}")
        for it in (lint_rules(loaded) if places else ())
        if it["finding"] in ("unknown", "never")
    ]


def export_rules(loaded: Loaded) -> str:
    """The rules in force, as YAML that a configuration can include."""
    return rulefile.to_yaml(loaded.settings.rules)


def import_rules(loaded: Loaded, path: Path) -> tuple[str, int]:
    """The rules of a YAML file, checked together with those in force: as YAML to include, and their number."""
    found = rulefile.from_yaml(
        files.read_text(path), str(path), check_query, known=[it.id for it in loaded.settings.rules]
    )
    return rulefile.to_yaml(found), len(found)
