"""A dense stream: headlines of some ten days about one invented war, in seven languages, labelled by event.

Every headline shares the war's words, many share place, kind and wording, and differ from another event in one name or
number alone. An event is one thing that happened at one place and time: the same kind of thing elsewhere, or there on
another day, is another event, and so are the mourning and the inquiry after a strike. Reports of one event come in
several wordings and languages over some hours; some give no number, some an older one.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from grading.judging import START
from grading.material import Text

LANGUAGES = ("en", "de", "fr", "es", "ru", "pl", "tr")
_LANGUAGE_WEIGHTS = (6, 3, 2, 3, 4, 2, 2)
_KINDS = {
    "strike": 16,
    "drones": 12,
    "captured": 9,
    "swap": 5,
    "talks": 5,
    "aid": 9,
    "blackout": 9,
    "evacuation": 8,
    "bridge": 7,
    "minister": 2,
    "ship": 6,
    "trial": 6,
    "truce": 5,
}
"""How many events of a kind; strikes draw followers of their own."""
_SIZES = (1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 11)
DAYS = 9
APART_S = 40 * 3600.0
"""Between events of one kind at one place: the second is news of another day."""
_AFTERMATH = {"mourning": 0.35, "probe": 0.3}
_NUMBERS = {
    "strike": (3, 60),
    "drones": (4, 48),
    "swap": (20, 320),
    "aid": (15, 900),
    "blackout": (1, 90),
    "evacuation": (2, 60),
    "ship": (11, 70),
}
_THOUSANDS = frozenset({"blackout", "evacuation", "ship"})


@dataclass(frozen=True, slots=True)
class Event:
    """One true story: what happened, where, with which numbers, and when it was news."""

    label: str
    kind: str
    place: int
    person: int
    country: int
    target: int
    number: int
    second: int
    at: float


@cache
def wordings() -> dict[str, Any]:
    """The sentences and names of ``dense.toml``."""
    return tomllib.loads((Path(__file__).parent / "dense.toml").read_text(encoding="utf-8"))


def stream(seed: int) -> list[Text]:
    """Some 450 headlines of about 120 events, in the order of time; the same for the same seed."""
    rng = random.Random(f"dense {seed}")
    texts = [text for event in _events(rng) for text in _reports(event, rng)]
    texts.sort(key=lambda text: (text.at, text.id))
    return texts


def _events(rng: random.Random) -> list[Event]:
    names = wordings()["names"]
    places = range(len(names["places"]))
    events: list[Event] = []
    for kind, count in _KINDS.items():
        for number in range(count):
            event = _event(kind, f"{kind}{number}", rng, places)
            while any(_same_to_a_reader(event, other) for other in events):
                event = _event(kind, f"{kind}{number}", rng, places)
            events.append(event)
    return events + [follower for event in events if event.kind == "strike" for follower in _aftermath(event, rng)]


def _same_to_a_reader(event: Event, other: Event) -> bool:
    """Whether the headlines of two events could not be told apart, not even by a person."""
    if event.kind != other.kind:
        return False
    if event.kind in ("minister", "trial", "truce"):
        return event.person == other.person or (event.kind == "truce" and event.country == other.country)
    if event.kind in ("swap", "aid"):
        return event.number == other.number or (event.country == other.country and abs(event.at - other.at) < APART_S)
    if event.kind in ("captured", "bridge", "talks", "strike"):
        # Of a strike only the mourning has no number, but two of one place would mourn alike.
        return event.place == other.place
    return event.place == other.place and abs(event.at - other.at) < APART_S


def _event(kind: str, label: str, rng: random.Random, places: Sequence[int]) -> Event:
    names = wordings()["names"]
    low, high = _NUMBERS.get(kind, (2, 40))
    number = rng.randint(low, high)
    return Event(
        label,
        kind,
        place=rng.choice(places),
        person=rng.randrange(len(names["people"])),
        country=rng.randrange(len(wordings()["en"]["countries"])),
        target=rng.randrange(len(wordings()["en"]["targets"])),
        number=number * 1000 + rng.choice((0, 500)) if kind in _THOUSANDS else number,
        second=number + rng.randint(1, 30),
        at=START + rng.random() * DAYS * 86400,
    )


def _aftermath(strike: Event, rng: random.Random) -> list[Event]:
    return [
        Event(
            f"{strike.label} {kind}",
            kind,
            strike.place,
            rng.randrange(len(wordings()["names"]["people"])),
            strike.country,
            strike.target,
            strike.number,
            strike.second,
            strike.at + rng.uniform(20, 34) * 3600,
        )
        for kind, share in _AFTERMATH.items()
        if rng.random() < share
    ]


def _reports(event: Event, rng: random.Random) -> list[Text]:
    size = rng.choice(_SIZES)
    spoken = rng.choices(LANGUAGES, _LANGUAGE_WEIGHTS, k=rng.choice((1, 1, 2, 3, 5)))
    written: dict[str, Text] = {}
    at = event.at
    for number in range(size):
        lang = rng.choice(spoken)
        headline = _headline(event, lang, rng)
        name = f"{event.label}-{number}".replace(" ", "-")
        written.setdefault(headline, Text(name, headline, "", lang, event.label, at))
        at += rng.expovariate(1 / 5400)
    return list(written.values())


def _headline(event: Event, lang: str, rng: random.Random) -> str:
    words, names = wordings()[lang], wordings()["names"]
    cyrillic = lang == "ru"
    place, person = names["places"][event.place][cyrillic], names["people"][event.person][cyrillic]
    # The first reports of a strike count fewer dead.
    number = event.number if event.kind != "strike" or rng.random() < 0.6 else max(2, event.number - rng.randint(1, 4))
    text = rng.choice(words[event.kind]).format(
        p=place,
        p2=place + {"ru": "а", "pl": "u"}.get(lang, ""),
        p3=place + ("у" if cyrillic else ""),
        p5=place + {"ru": "ом", "pl": "em"}.get(lang, ""),
        p6=place + {"ru": "е", "pl": "ie"}.get(lang, ""),
        w=person,
        c=words["countries"][event.country],
        t=words["targets"][event.target],
        n=_grouped(number, lang, rng),
        m=event.second,
    )
    lead = rng.choice(words["leads"]) if rng.random() < 0.12 else ""
    tail = rng.choice(words["tails"]) if rng.random() < 0.3 else ""
    return f"{lead}{text[0].upper()}{text[1:]}{tail}"


def _grouped(number: int, lang: str, rng: random.Random) -> str:
    """A number as the language's press writes it, thousands grouped or in words' company."""
    if number < 1000:
        return str(number)
    mark = {"en": ",", "de": ".", "es": ".", "tr": "."}.get(lang, "\u00a0")
    return f"{number:,}".replace(",", mark) if rng.random() < 0.8 else str(number)
