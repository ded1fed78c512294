"""Many languages, a little of each: one event told twice, and one that looks like it, beside the same in English.

Held against each other by the worker's own terms, marks and policies, without a store: as if some texts of each
language were known and none had these words. What a language does to words, names and numbers shows here; how well
stories are told apart in a stream does not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grading.figures import Figure, Skipped, digest
from grading.material import Material
from worker.content.direct import commonness, mark_keys, mark_surest
from worker.content.fingerprint import fingerprint
from worker.content.language import detect
from worker.model.entry import Fingerprint
from worker.policy import stories, translations, vectors

KNOWN_STORIES, KNOWN_TEXTS = 50.0, 200.0
LATER_S = 3600.0
TWICE = (("again", "accident"), ("anew", "grant"))
ALIKE = (("elsewhere", "accident"), ("other", "grant"))


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is compared."""

    title: str
    text: str
    lang: str
    print_: Fingerprint

    @property
    def vector(self) -> vectors.Vector:
        """Its terms, as rare as in the language at large."""
        return vectors.weighed(self.print_.terms, {}, KNOWN_STORIES, commonness(self.lang))


@dataclass(frozen=True, slots=True)
class Told:
    """A story of one report."""

    id: int
    vector: Mapping[int, float]
    squares: vectors.Squares
    tellings: int
    news_at: float
    languages: Sequence[str]
    untold: frozenset[int] = frozenset()


@cache
def reports() -> dict[str, dict[str, Report]]:
    """The reports of ``tongues.toml`` by language and role."""
    read = tomllib.loads((Path(__file__).parent / "tongues.toml").read_text(encoding="utf-8"))
    return {tongue: {role: _report(tongue, told) for role, told in of.items()} for tongue, of in read.items()}


def _report(tongue: str, told: str | list[str]) -> Report:
    title, text = (told, "") if isinstance(told, str) else told
    lang = tongue.partition("-")[0]
    return Report(title, text, lang, fingerprint(title, text, lang))


def met(report: Report, known: Report) -> stories.Match | None:
    """The match of a report with the story of another one of its language."""
    vector = known.vector
    story = Told(1, vector, vectors.squares(vector), 1, 0.0, [known.lang])
    return stories.best_match(
        report.vector,
        report.print_.anchors,
        [story],
        when=stories.When(LATER_S, LATER_S),
        lang=report.lang,
        has_body=bool(report.text),
        across=True,
    )


def kinship(report: Report, other: Report) -> translations.Kinship:
    """What a report has in common with one in another language."""
    rare = translations.rarity(0.0, KNOWN_TEXTS)
    one, two = (
        translations.side(it.print_.marks, [rare] * len(it.print_.marks), KNOWN_TEXTS, mark_keys, mark_surest)
        for it in (report, other)
    )
    return translations.compare(one, two)


def measure(_material: Material) -> Iterator[Figure | Skipped]:
    """Shares over all languages; the note names those that fail."""
    told = dict(reports())
    english = told.pop("en")
    named = digest(*(f"{it.title} {it.text}" for of in (english, *told.values()) for it in of.values()))
    roles = [*TWICE, *((event, event) for _, event in TWICE)]
    alike = [pair for one, other in ALIKE for pair in ((one, other), (other, one))]
    twice = {f"{tongue} {of}": met(its[of], its[as_]) for tongue, its in told.items() for of, as_ in TWICE}
    likes = {f"{tongue} {of}": met(its[of], its[as_]) for tongue, its in told.items() for of, as_ in ALIKE}
    linked = {f"{tongue} {of}": kinship(its[of], english[to]).links for tongue, its in told.items() for of, to in roles}
    misled = {f"{tongue} {of}": kinship(its[of], english[to]).links for tongue, its in told.items() for of, to in alike}
    known = {
        tongue: detect(its[of].text, its[of].title, (), ()) == its[of].lang
        for tongue, its in told.items()
        for of in ("accident",)
    }
    yield _figure("told twice, joined", {it: match is not None for it, match in twice.items()}, named)
    yield _figure("told twice, silenced", {it: bool(match and match.strong) for it, match in twice.items()}, named)
    yield _figure("look-alikes silenced", {it: bool(match and match.strong) for it, match in likes.items()}, named, 0)
    bodies = {it: match is not None for it, match in likes.items() if it.endswith("elsewhere")}
    yield _figure("look-alikes with a text, joined", bodies, named, 0)
    yield _figure("linked to English", linked, named)
    yield _figure("look-alikes linked to English", misled, named, 0)
    yield _figure("language told", known, named)


def _figure(name: str, cases: Mapping[str, bool], material: str, goal: float | None = None) -> Figure:
    low = goal is not None
    failing = [case for case, found in cases.items() if found == low]
    note = f"{'wrong' if low else 'not'}: {', '.join(failing)}" if failing else ""
    return Figure(f"tongues · {name}", sum(cases.values()) / len(cases), len(cases), material, goal, low=low, note=note)
