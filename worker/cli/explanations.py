"""A trail in words: why an article was alerted, grouped or left out, with the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from worker.model.units import counted
from worker.sinks.wording import plain

OUTCOMES = {
    "alerted": "bold green",
    "grouped": "cyan",
    "unflagged": "dim",
    "revision": "yellow",
    "failed": "bold red",
}
"""The style of each disposition."""
_WORDS = ("languages", "sources", "versions")
"""Lists of words, which share a line."""
LEGIBLE_DIGITS, LONGEST_NUMBER = 4, 18
"""A longer number is shown in groups of three digits, a year is not, nor is a line of digits."""
_DIRECTIONS = {"copy": "copied from it", "source": "copied by it", "undecided": "who copied whom is undecided"}


def explanation(console: Console, found: Mapping[str, Any]) -> None:
    """Print the stored trail of each entry, or the negative answer.

    Lines are not wrapped, so that URLs can be copied.
    """
    lines = [Text(plain(found["never_seen"]))] if found["never_seen"] else []
    for entry in found["entries"]:
        lines.extend(_explained(entry))
    for one in found["about"]:
        lines.extend(_about(one))
    for line in lines:
        console.print(line, soft_wrap=True)


_MEANS = {
    "grouped": "what it says was told before",
    "unflagged": "no rule that has a sink matches it",
    "baseline": "recorded and not told: it was there at its feed's first poll, or was seen before and forgotten",
    "revision": "a later version of a known entry",
    "failed": "it could not be judged for a week",
}
"""What a disposition says to somebody who sees it for the first time."""


def _about(one: Mapping[str, Any]) -> Iterator[Text]:
    """A story, rule, feed or notice: its facts, and why nothing more was alerted."""
    yield Text(plain(f"{one['kind']} {one['id']}"), style="bold")
    for name, value in one.items():
        if name in ("kind", "id") or value in (None, "", [], {}) or (name == "more_entries" and not value):
            continue
        for line in _shown(name, value):
            yield Text(f"  {name.replace('_', ' '):12} {plain(line)}")


def _shown(name: str, value: Any) -> list[str]:
    """A fact about a story, rule, feed or notice, as one line or several."""
    if isinstance(value, Mapping):
        return [", ".join(f"{key} {it}" for key, it in value.items() if it not in (None, ""))]
    if not isinstance(value, list):
        return [str(value)]
    if name in _WORDS:
        return [", ".join(map(str, value))]
    return [_LINES[name](it) if isinstance(it, Mapping) else str(it) for it in value]


def _alerts(one: Mapping[str, Any]) -> str:
    """An alert of a story; or of a rule, how many there are of a kind."""
    if "number" in one:
        return f"{one['sink']} {one['state']} {one['number']}"
    return f"{one['id']} {one['state']}: rule {one['rule']} to {one['sink']}, {one['occasion']}"


def _explained(entry: Mapping[str, Any]) -> Iterator[Text]:
    yield Text(plain(entry["title"]) or "(no title)", style="bold")
    yield Text(f"  {plain(entry['id'])} in feed {plain(entry['feed'])}  {plain(entry['url'] or 'no link')}")
    times = {"published": entry["published"], "first seen": entry["first_seen"], "judged": entry["judged"]}
    yield Text(f"  {', '.join(f'{name} {at}' for name, at in times.items() if at)}")
    outcome = (entry["disposition"], OUTCOMES.get(entry["disposition"], ""))
    again = f", tried {counted(entry['attempts'], 'time')}" if entry["attempts"] else ""
    again += f", next try not before {entry['next_try']}" if entry["next_try"] else ""
    means = f" ({_MEANS[entry['disposition']]})" if entry["disposition"] in _MEANS else ""
    yield Text.assemble("  disposition ", outcome, f"{means}, story {entry['story'] or '–'}{again}")
    for verdict in entry["trail"]:
        yield Text(f"  {verdict['stage']:8} {verdict['code']:16} {_evidence(verdict)}")
    if entry["reread"]:
        yield Text(f"  {'reread':8} {_reread(entry['reread'])}")
    if entry["cites"]:
        cited = (f"{plain(it['name'])} ({it['how']}{'' if it['lead'] else ', in passing'})" for it in entry["cites"])
        yield Text(f"  {'cites':8} {', '.join(cited)}")
    for flag in (*entry["flags"], *entry["built_in"]):
        places = (
            f"{it['field']} {it['span'][0]}-{it['span'][1]} {short(plain(it['term']), 60)}" for it in flag["spans"]
        )
        where = ", ".join(places)
        yield Text(f"  {'flag':8} {plain(flag['rule']):16} {where}")
    for relation in entry["relations"]:
        yield Text(_relation(relation))
    for which, alerts in (("", entry["alerts"]), ("earlier, of this story: ", entry["told_before"])):
        for alert in alerts:
            told = f"{which}rule {plain(alert['rule'])} to {plain(alert['sink'])}, {alert['occasion']}, {alert['id']}"
            yield Text(f"  {'alert':8} {alert['state']:16} {told}, {_fate(alert)}")
    for ruling in entry["rulings"]:
        yield Text(f"  {'ruling':8} {ruling['kind']:16} {_ruled(ruling)}")


def _fate(alert: Mapping[str, Any]) -> str:
    """When an alert was delivered, or since when and why it is not, and when it may be."""
    if alert["delivered"]:
        return f"at {alert['delivered']}"
    tried = f", tried {counted(alert['attempts'], 'time')}" if alert["attempts"] else ""
    held = f", held ({alert['held']})" if alert["held"] else ""
    until = f", not before {alert['not_before']}" if (held or tried) and alert["state"] == "owed" else ""
    error = f": {plain(alert['last_error'])}" if alert["last_error"] else ""
    return f"owed since {alert['owed']}{tried}{held}{until}{error}"


def _reread(again: Mapping[str, Any]) -> str:
    """When the page is fetched again, and how often it was so far."""
    when = f"its page is asked for again at {again['next']}" if again["next"] else "its page is not asked for again"
    so_far = f", {counted(again['tries'], 'time')} so far, last at {again['last']}" if again["tries"] else ""
    return f"{plain(again['reason']):16} {when}{so_far}"


def _ruled(ruling: Mapping[str, Any]) -> str:
    """Who made which ruling when, and why."""
    what = f"story {ruling['other']} merged into {ruling['story']}"
    if ruling["kind"] == "split":
        what = (
            f"{', '.join(map(plain, ruling['articles']))} split off from story {ruling['story']} as {ruling['other']}"
        )
    reason = f": {plain(ruling['reason'])}" if ruling["reason"] else ""
    return f"{what}, by {plain(ruling['by'])} at {ruling['at']}{reason}"


def _evidence(verdict: Mapping[str, Any]) -> str:
    """A verdict's numbers and references on one line; relations have lines of their own."""
    shown = {key: _told(value) for key, value in verdict.items() if key not in ("stage", "code")}
    return "; ".join(f"{key.replace('_', ' ')} {short(plain(it), 160)}" for key, it in shown.items() if it)


def _told(value: Any) -> str:
    """A value of a verdict in words."""
    match value:
        case None:
            return ""
        case Mapping():
            return ", ".join(f"{key} {_told(it)}" for key, it in value.items())
        case list():
            return ", ".join(map(_told, value))
        case str() if value.isascii() and value.isdecimal() and LEGIBLE_DIGITS < len(value) <= LONGEST_NUMBER:
            return f"{int(value):,}"
    return str(value)


def _relation(relation: Mapping[str, Any]) -> str:
    shares = f", inner {relation['inner']}, outer {relation['outer']}, {relation['shared']} shingles shared"
    shares += f", {_DIRECTIONS[relation['direction']]}" if relation["direction"] else ""
    text = f"  {'proof' if relation['proof'] else 'evidence':8} {relation['kind']:16} of {plain(relation['of'])}"
    text += f" “{short(plain(relation['title']), 60)}”, score {relation['score']}{shares if relation['shared'] else ''}"
    sentences = [it for it in relation["evidence"] if " " in it]
    marks = [it for it in relation["evidence"] if " " not in it]
    text += f"; both have {plain(_told(marks))}" if marks else ""
    return text + "".join(f"\n{'':27} “{short(plain(it), 120)}”" for it in sentences)


def short(text: str, most: int = 100) -> str:
    """``text``, cut to at most ``most`` characters, with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"


_LINES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "entries": lambda it: f"{it['id']} {it['disposition']}: {it['title']}",
    "alerts": _alerts,
    "deliveries": lambda it: ": ".join(filter(None, (f"{it['at']} {it['result']}", it["error"]))),
    "rulings": lambda it: f"{it['kind']}: {_ruled(it)}",
    "merges": lambda it: f"story {it['other']} merged into {it['story']} at {it['at']} because of {it['article']}",
}
"""The facts that are lists of objects, each with the line for one of them."""
