"""Copies by kind of derivation and by script, through the judge; and who copied whom.

All sources are judged first; then, from that same state, the copies of one kind at a time. One document in five is set
aside: its texts stand around copies, and their words replace others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grading.derivations import KINDS, Derived, Workshop, derive, furnished
from grading.figures import Figure, Skipped, digest
from grading.judging import Court, Judged, Related, after, scratch, spaced
from grading.material import Absent, Material, Text
from worker.model.story import Direction
from worker.policy.provenance import Telling, direction

GOALS = {"wrapped": 0.99, "excerpt 30 %": 0.97, "cut + shuffled": 0.99, "20 % replaced": 0.97, "mash-up": 0.97}
SEED = 11
SITE_TEXTS = 40
LEAST_CHARS = 40
DAY_S = 86400.0
CLOSE_S = 40.0
"""Between two texts: all of them, and then all their copies, come out within a day or so."""

_SCRIPTS = {
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Han and Kana": re.compile("[\u3040-\u30ff\u3400-\u9fff]"),
    "Thai and kin": re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]"),
    "Hangul": re.compile("[\uac00-\ud7a3]"),
    "Indic": re.compile("[\u0900-\u0dff]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}


@dataclass(frozen=True, slots=True)
class Sources:
    """What copies are made of: texts to be judged, and the workshop stocked with those set aside."""

    texts: list[Text]
    shop: Workshop
    material: str


def script(text: str) -> str:
    """The script most letters are written in."""
    return max(_SCRIPTS, key=lambda name: len(_SCRIPTS[name].findall(text[:2000])))


def sources(material: Material) -> Sources:
    """The parallel texts, the typed pages and ECB+. Raises ``Absent`` without the first."""
    texts, named = material.parallel()
    digests = [named]
    for more, of in (_pages(material), _ecb(material)):
        texts += more
        digests.append(of)
    texts = [text for text in texts if len(text.text) >= LEAST_CHARS]
    labels = sorted({text.label for text in texts})
    aside = set(labels[::5])
    shop = Workshop.stocked([text for text in texts if text.label in aside])
    kept = [text for text in texts if text.label not in aside and text.lang in shop.hosts]
    return Sources(kept, shop, digest(*digests))


def _pages(material: Material) -> tuple[list[Text], str]:
    try:
        rows, named = material.pages()
    except Absent:
        return [], ""
    return [Text(row["id"], "", row["text"], row["lang"], row["id"]) for row, _ in rows], named


def _ecb(material: Material) -> tuple[list[Text], str]:
    try:
        return material.stream("ecbplus")
    except Absent:
        return [], ""


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """Share of copies related to what they were made of, of each kind; the script that does worst; the direction."""
    try:
        made_of = sources(material)
    except Absent as why:
        yield Skipped("copies", str(why))
        return
    directions: dict[str, Counter[str]] = {}
    with scratch() as place:
        originals = spaced(made_of.texts, step_s=CLOSE_S)
        court = Court.opened(place / "sources", now=after(originals) + DAY_S)
        court.judge(originals)
        for number, kind in enumerate((*KINDS, "in furniture")):
            yield from _kind(kind, made_of, court, place / str(number), directions)
    yield from _provenance(directions, made_of.material)


def _provenance(directions: Mapping[str, Counter[str]], material: str) -> Iterator[Figure]:
    """Who copied whom, over all kinds; the note has the answers of each."""
    for how in ("shares alone", "copy dated a day before"):
        sums = sum((of for key, of in directions.items() if key.endswith(how)), Counter[str]())
        decided, total = sums["right"] + sums["wrong"], sums.total()
        note = " · ".join(
            f"{key.removesuffix(how).strip(', ')} {of['right']}/{of['wrong']}/{of['undecided']}"
            for key, of in directions.items()
            if key.endswith(how)
        )
        note = f"right/wrong/undecided: {note}"
        yield Figure(
            f"provenance · {how} · right of decided", sums["right"] / max(1, decided), decided, material, note=note
        )
        yield Figure(f"provenance · {how} · decided", decided / max(1, total), total, material, noise=None)


def _kind(
    kind: str, made_of: Sources, court: Court, place: Path, directions: dict[str, Counter[str]]
) -> Iterator[Figure]:
    derived, hosts = _derived(kind, made_of)
    branch = court.copied(place)
    lines = spaced([one.text for one in derived], start=court.now - DAY_S, step_s=CLOSE_S / 2)
    # Copies stand on other hosts than their sources: what one host shows twice is walls and furniture (0009, 0012).
    lines = [replace(it, host=hosts.get(it.id, f"copy-{it.host}")) for it in lines]
    branch.now = max(court.now, after(lines))
    branch.judge(lines)
    judged = branch.judged()
    found, first = _found(derived, judged)
    hits: dict[str, list[bool]] = defaultdict(list)
    for one in derived:
        hits[script(one.text.text)].append(one.text.id in found)
    worst = min(hits, key=lambda name: sum(hits[name]) / len(hits[name]))
    share = {name: sum(of) / len(of) for name, of in hits.items()}
    note = " · ".join(f"{name} {share[name]:.3f}" for name in sorted(share))
    n, named = len(derived), made_of.material
    yield Figure(f"copies · {kind} · found", len(found) / n, n, named, GOALS.get(kind), note=note)
    yield Figure(f"copies · {kind} · worst script", share[worst], len(hits[worst]), named, note=worst)
    yield Figure(f"copies · {kind} · source named first", len(first) / n, n, named)
    silenced = sum(one.text.id in judged.silenced for one in derived)
    yield Figure(f"copies · {kind} · silenced", silenced / n, n, named, noise=None)
    for one in derived:
        for related in _to_sources(one, judged):
            alone = directions.setdefault(f"{kind}, shares alone", Counter())
            alone[_direction(related)] += 1
            back_dated = directions.setdefault(f"{kind}, copy dated a day before", Counter())
            back_dated[_direction(related, -DAY_S)] += 1


def _derived(kind: str, made_of: Sources) -> tuple[list[Derived], dict[str, str]]:
    """The copies, and the host of each that has one of its own."""
    if kind != "in furniture":
        return derive(kind, made_of.texts, made_of.shop, SEED), {}
    copies = derive("verbatim", made_of.texts, made_of.shop, SEED)
    sources_of = {one.text.id: one.sources for one in copies}
    placed = furnished([one.text for one in copies], made_of.shop, SITE_TEXTS, SEED)
    return [Derived(text, sources_of[text.id]) for text, _ in placed], {text.id: site for text, site in placed}


def _to_sources(one: Derived, judged: Judged) -> list[Related]:
    """The relations by words that lead to what the copy was made of."""
    return [it for it in judged.relations.get(one.text.id, ()) if it.shared and it.of in one.sources]


def _found(derived: Sequence[Derived], judged: Judged) -> tuple[set[str], set[str]]:
    """Copies related by their words to all they were made of; and those whose first relation is one of these."""
    found, first = set(), set()
    for one in derived:
        if {it.of for it in _to_sources(one, judged)} == set(one.sources):
            found.add(one.text.id)
        best = next((it for it in judged.relations.get(one.text.id, ()) if it.shared), None)
        if best is not None and best.of in one.sources:
            first.add(one.text.id)
    return found, first


def _direction(related: Related, dated: float | None = None) -> str:
    """Who copied, as ``policy.provenance`` sees it. Here the article did; ``dated``: how much later it says it is."""
    seen = 2 * DAY_S
    article = Telling(1, "copier", None if dated is None else DAY_S + dated, seen)
    source = Telling(2, "source", None if dated is None else DAY_S, seen)
    said = direction(article, source, related.inner, related.outer)
    return {Direction.COPY: "right", Direction.SOURCE: "wrong"}.get(said, "undecided")
