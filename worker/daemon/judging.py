"""Puts the judge together. Loaded when there is first something to judge: a pass over unchanged feeds does without."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from worker.content.outlets import press
from worker.flow.gathered import HostFurniture
from worker.flow.judge import Judge
from worker.flow.semantics import SemanticMatcher
from worker.model.outlets import Press
from worker.model.ports import Clock
from worker.model.settings import Settings
from worker.policy.rules import RuleBook, compile_rule, looks_for_names
from worker.store.database import Database

if TYPE_CHECKING:
    from worker.content.hearing import Hearing


def make_judge(
    database: Database,
    settings: Settings,
    clock: Clock,
    furniture: HostFurniture,
    *,
    owed: Callable[[], None],
    meaning: SemanticMatcher | None,
) -> Judge:
    """The judge for these settings. Cost: compiling 10,000 rules takes two seconds."""
    rules = [compile_rule(rule.id, rule.when) for rule in settings.rules]
    return Judge(
        database,
        RuleBook(rules, _hearing(settings) if any(map(looks_for_names, rules)) else None),
        settings.rules,
        settings.stories,
        clock,
        press=partial(known_press, settings),
        owed=owed,
        meaning=meaning,
        reread_s=settings.articles.reread_s,
        furniture=furniture,
    )


def _hearing(settings: Settings) -> Hearing:
    from worker.content.hearing import Hearing  # noqa: PLC0415 - 20 ms, for rules that few have

    return Hearing(settings.stories.names or None)


def known_press(settings: Settings) -> Press:
    """All known outlets: built-in and configured."""
    return press(tuple(it.outlet() for it in settings.outlets))
