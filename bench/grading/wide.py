"""A wide stream: reports of several beats in ten languages over ten days, labelled by event.

What the dense stream lacks: texts with bodies beside bare headlines, true times, copies, stories that go on (a toll
that rises, the day after), and events that look alike: the same kind of thing in another place, the same clubs another
day, the same people in other news. Two columns, the weather and exchange rates, appear daily under a title in which
the date alone changes; each issue is news of its own.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

from grading.figures import Figure, Skipped, digest
from grading.judging import START, Court, after, dated, scratch
from grading.material import Material, Text
from grading.measures import clustering, telling

SEEDS = 2
ALONE = ("en", "vi", "fi", "fa")
"""Languages also judged each in a store of its own: capitals, Latin letters unlike English, cases, no capitals."""
COLUMNS = ("weather", "rates")
DAY_S = 86400.0
DAYS = 9
FIRST_DAY = 2
"""Of March; ``START`` is a Monday."""
_KINDS = {"flood": 12, "match": 12, "verdict": 9, "deal": 7}
_NUMBERS = {
    "flood": {"n": (4, 40), "m": (50, 900)},
    "match": {"n": (2, 5), "m": (8000, 60000)},
    "verdict": {"y": (3, 14), "a": (2, 90), "m": (4, 19)},
    "deal": {"a": (40, 900), "m": (5, 60), "n": (4, 30)},
    "weather": {"n": (8, 19), "m": (1, 7), "y": (2, 9)},
    "rates": {"n": (3, 9), "m": (10, 99), "a": (3, 9), "y": (10, 99)},
}
_SIZES = (1, 2, 2, 3, 4, 5, 7, 9)
_LANGUAGES = (1, 1, 2, 3, 4)
_TOLL_AFTER_S, _LATER_AFTER_S = (7 * 3600.0, 14 * 3600.0), (20 * 3600.0, 34 * 3600.0)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, who and where; ``numbers`` by their place in the wordings."""

    label: str
    kind: str
    at: float
    place: int
    people: tuple[int, int]
    pair: tuple[int, int]
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A report. ``stage``: what of its event it tells, ``first``, ``toll`` or ``later``."""

    text: Text
    stage: str


@cache
def wordings() -> dict[str, Any]:
    """The sentences and names of ``wide.toml``."""
    return tomllib.loads((Path(__file__).parent / "wide.toml").read_text(encoding="utf-8"))


def languages() -> list[str]:
    """All that have wordings."""
    return [name for name in wordings() if name != "names"]


def stream(seed: int, spoken: tuple[str, ...] = ()) -> list[Told]:
    """Some 350 reports in the order of time; the same for the same seed. ``spoken``: all languages unless given."""
    rng = random.Random(f"wide {seed}")
    known = list(spoken) or languages()
    told = [report for event in _events(rng) for report in _reports(event, known, rng)]
    told += [report for kind in COLUMNS for lang in known for report in _column(kind, lang, rng)]
    return sorted(told, key=lambda one: (one.text.at, one.text.id))


def _events(rng: random.Random) -> list[Event]:
    events: list[Event] = []
    for kind, count in _KINDS.items():
        for number in range(count):
            event = _event(kind, number, rng)
            while any(_same_to_a_reader(event, other) for other in events):
                event = _event(kind, number, rng)
            events.append(event)
    return events


def _event(kind: str, number: int, rng: random.Random) -> Event:
    names = wordings()["names"]
    numbers = {name: rng.randint(*span) for name, span in _NUMBERS[kind].items()}
    if kind == "match":
        numbers["y"] = rng.randrange(numbers["n"])
    one, two = rng.sample(range(len(names["people"]) ** 2), 2)
    of = names["clubs" if kind == "match" else "companies"]
    ours, theirs = rng.sample(range(len(of)), 2)
    at = START + rng.random() * (DAYS - 1) * DAY_S
    return Event(f"{kind}{number}", kind, at, rng.randrange(len(names["places"])), (one, two), (ours, theirs), numbers)


def _same_to_a_reader(event: Event, other: Event) -> bool:
    """Whether some report of the one could be of the other."""
    if event.kind != other.kind:
        return False
    if event.kind == "flood":
        return event.place == other.place and abs(event.at - other.at) < 5 * DAY_S
    if event.kind == "verdict":
        return event.people[0] == other.people[0]
    if event.kind == "deal":
        return event.pair[1] == other.pair[1]
    if set(event.pair) == set(other.pair):
        return abs(event.at - other.at) < 3 * DAY_S or event.numbers["n"] == other.numbers["n"]
    return event.people[0] == other.people[0] and event.pair[0] == other.pair[0]


def _reports(event: Event, known: list[str], rng: random.Random) -> Iterator[Told]:
    spoken = rng.sample(known, min(len(known), rng.choice(_LANGUAGES)))
    toll_at, later_at = event.at + rng.uniform(*_TOLL_AFTER_S), event.at + rng.uniform(*_LATER_AFTER_S)
    rises, goes_on = event.kind == "flood" and rng.random() < 0.7, rng.random() < 0.6
    higher = replace(event, numbers=event.numbers | {"n": event.numbers.get("n", 0) + rng.randint(2, 12)})
    written: list[Told] = []
    at = event.at
    for number in range(rng.choice(_SIZES) * len(spoken)):
        lang = rng.choice(spoken)
        stage = "later" if goes_on and at > later_at else "toll" if rises and at > toll_at else "first"
        name = f"{event.label}-{lang}-{number}"
        earlier = [one.text for one in written if one.text.lang == lang and one.stage == stage and one.text.text]
        if earlier and rng.random() < 0.25:
            text = _copy(rng.choice(earlier), _title(event if stage != "toll" else higher, lang, stage, rng), rng)
        else:
            text = _report(event if stage == "first" else higher if rises else event, lang, stage, at, rng)
        written.append(Told(replace(text, id=name, label=event.label, at=at), stage))
        at += rng.expovariate(1 / (4 * 3600.0 / len(spoken)))
    if goes_on and at < later_at:
        for lang in spoken:
            for number in range(rng.choice((1, 1, 2))):
                at = later_at + rng.expovariate(1 / 7200)
                text = _report(higher if rises else event, lang, "later", at, rng)
                name = f"{event.label}-{lang}-later{number}"
                written.append(Told(replace(text, id=name, label=event.label), "later"))
    seen: set[tuple[str, str]] = set()
    for one in written:  # the same bare headline twice is no report of its own
        key = one.text.title, one.text.text
        if key not in seen:
            seen.add(key)
            yield one


def _title(event: Event, lang: str, stage: str, rng: random.Random) -> str:
    words = wordings()[lang][event.kind]
    return _filled(words["later"][0] if stage == "later" else rng.choice(words["heads"]), event, lang, event.at)


def _report(event: Event, lang: str, stage: str, at: float, rng: random.Random) -> Text:
    words = wordings()[lang][event.kind]
    title = _title(event, lang, stage, rng)
    if rng.random() < 0.3:
        return Text("", title, "", lang, event.label, at)
    facts = [rng.choice(fact) for fact in words["facts"]]
    rng.shuffle(facts)
    if stage == "later":
        sentences = [words["later"][1], words["later"][2], rng.choice(words["leads"]), *facts[:1]]
    else:
        sentences = [rng.choice(words["leads"]), *facts[: rng.randint(1, 3)]]
    sentences += [back for back in words["back"] if rng.random() < 0.3]
    told = event.at if stage != "later" else at
    body = [
        _filled(sentence, event, lang, event.at if "{day}" in sentence and place else told)
        for place, sentence in enumerate(sentences)
    ]
    return Text("", title, "\n\n".join(body), lang, event.label, at)


def _copy(source: Text, title: str, rng: random.Random) -> Text:
    paragraphs = source.text.split("\n\n")
    kept = paragraphs if len(paragraphs) < 4 or rng.random() < 0.5 else paragraphs[:-1]
    return replace(source, title=title, text="\n\n".join(kept))


def _column(kind: str, lang: str, rng: random.Random) -> Iterator[Told]:
    """A column of one feed, an issue a day, some copied by another site."""
    place = rng.randrange(len(wordings()["names"]["places"]))
    hour = rng.uniform(4, 8) * 3600
    for day in range(DAYS):
        numbers = {name: rng.randint(*span) for name, span in _NUMBERS[kind].items()}
        at = START + day * DAY_S - 6 * 3600 + hour  # START is at six
        event = Event(f"{kind} {lang} {day}", kind, at, place, (0, 1), (0, 1), numbers)
        title, text = (_filled(words, event, lang, at) for words in wordings()[lang][kind])
        name = f"{kind}-{lang}-{day}"
        if rng.random() < 0.25:
            text = ""
        yield Told(Text(name, title, text, lang, event.label, at), "first")


def _person(number: int, script: int) -> tuple[str, str]:
    """First and last name: any two of those known make a person."""
    known = wordings()["names"]["people"]
    first, last = divmod(number, len(known))
    return known[first][script].split()[0], known[last][script].split()[1]


def _filled(words: str, event: Event, lang: str, at: float) -> str:
    of, names = wordings()[lang], wordings()["names"]
    script = of.get("script", 0)
    day = int((at - START + 6 * 3600) // DAY_S)
    people = [_person(one, script) for one in event.people]
    clubs = [names["clubs"][one % len(names["clubs"])][script] for one in event.pair]
    firms = [names["companies"][one][script] for one in event.pair]
    date = of["date"].format(d=FIRST_DAY + day)
    return words.format(
        p=names["places"][event.place][script],
        w=" ".join(people[0]),
        v=" ".join(people[1]),
        s=people[0][1],
        u=people[1][1],
        c=clubs[0],
        k=clubs[1],
        b=firms[0],
        t=firms[1],
        day=of["days"][day % 7],
        date=date,
        **{"n": 0, "m": 0, "y": 0, "a": 0} | event.numbers,
    )


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """All languages in one store, and some alone."""
    seeds = range(1, (1 if material.quick else SEEDS) + 1)
    yield from _figures("all languages", [stream(seed) for seed in seeds])
    yield from _figures("one language", [stream(seed, (lang,)) for seed in seeds for lang in ALONE])


def _figures(name: str, streams: Sequence[Sequence[Told]]) -> Iterator[Figure]:
    """Means over the streams. What tells a stage of a story again, such as its second day, tells it twice."""
    runs = [_run(told) for told in streams]
    named = digest(*(f"{it.text.id} {it.text.title} {it.text.text}" for told in streams for it in told))
    for figure in runs[0]:
        low = not figure.startswith("b3")
        value = fmean(run[figure] for run in runs)
        total = sum(map(len, streams))
        yield Figure(f"wide · {name} · {figure}", value, total, named, low=low, note=f"mean of {len(runs)}")


def _run(told: Sequence[Told]) -> Mapping[str, float]:
    texts = [one.text for one in told]
    lines = dated(texts)
    with scratch() as place:
        court = Court.opened(place, now=after(lines))
        court.judge(lines)
        judged = court.judged()
    columns = {text.id for text in texts if text.label.startswith(COLUMNS)}
    labels = {text.id: text.label for text in texts if text.id not in columns}
    stages = {one.text.id: f"{one.text.label} {one.stage}" for one in told if one.text.id in labels}
    grouped = clustering(judged.stories, labels)
    of_stories = telling(list(labels), labels, judged.occasions)
    of_stages = telling(list(labels), stages, judged.occasions)
    missed: dict[str, bool] = defaultdict(lambda: True)
    for name, stage in stages.items():
        if not stage.endswith("first"):
            missed[stage] &= not judged.occasions.get(name)
    return {
        "b3 f1": grouped.f1,
        "b3 precision": grouped.precision,
        "b3 recall": grouped.recall,
        "lost": of_stories.lost,
        "not first": of_stories.not_first,
        "doubled": of_stages.doubled,
        "developments nobody was told of": fmean(missed.values()),
        "columns not told as news": fmean("first" not in judged.occasions.get(name, ()) for name in sorted(columns)),
    }
