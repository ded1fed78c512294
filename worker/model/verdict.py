"""Verdicts and trails: one decision with its reason code and evidence, and all of them in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Stage(StrEnum):
    """The stage's name is the failure's name."""

    ADMIT = "admit"
    FETCH = "fetch"
    EXTRACT = "extract"
    RELATE = "relate"
    GROUP = "group"
    REVISE = "revise"
    FLAG = "flag"
    OWE = "owe"


Evidence = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision: which stage took it, a stable reason code, and the numbers and references it rests on."""

    stage: Stage
    code: str
    evidence: Evidence = field(default_factory=dict)
