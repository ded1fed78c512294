"""Checks of a configuration that involve more than one value.

They read the tree, not the settings, so that they also work while another value is invalid.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from worker.config.messages import one_of, shown
from worker.config.nodes import Node
from worker.model.errors import Problem
from worker.model.settings import Settings
from worker.model.units import format_duration, parse_duration

RuleCheck = Callable[[str], str | None]
TimesCheck = Callable[[str], float]
"""Returns the shortest gap between the firings of a cron schedule; raises ``ValueError`` if it is invalid."""

RUDE_BELOW_S = 600.0  # feeds are usually polled hourly at most; a shorter interval gets a warning
_ORDERED = (
    ("polling.floor", "polling.ceiling"),
    ("polling.floor", "polling.start"),
    ("polling.start", "polling.ceiling"),
    ("alerts.delivery.backoff", "alerts.delivery.backoff_max"),
    ("stories.window", "store.keep.stories"),
    ("store.keep.articles", "store.keep.stories"),
    ("store.keep.trails", "store.keep.stories"),
)
_CRON_FIELDS = (5, 6)  # the last is the zone
_SQLITE_FILE = re.compile(r"(sqlite(?:\+\w+)?:///)(?!/|:memory:|file:)([^?]+)(.*)", re.DOTALL)


def check(
    root: Node,
    check_rule: RuleCheck,
    check_times: TimesCheck,
    problems: list[Problem],
    warnings: list[Problem],
    *,
    read_before: bool = False,
) -> None:
    """Everything this module knows to check. ``check_rule`` says what is wrong with a condition, None if nothing.

    ``read_before``: the files are those of an earlier reading that found nothing wrong, so only conditions that come
    from elsewhere are looked at.
    """
    check_feeds(root, problems)
    _check_rules(root, check_rule, problems, warnings, read_before=read_before)
    _check_sinks(root, root.at("health", "to"), problems)
    _check_sinks(root, root.at("report", "to"), problems)
    _check_outlets(root, problems)
    _check_same_file(root, problems)
    _check_order(root, problems)
    _warn_of_haste(root, warnings)
    _check_times(root, check_times, problems, warnings)
    _check_schedules(root, check_times, problems)
    _check_silences(root, problems)
    _check_callback(root, problems)
    _check_extras(root, problems)
    if not _list(root, "feeds"):
        warnings.append(Problem(root.source.name, 0, "no feeds: there is nothing to poll; add some under feeds"))


def check_feeds(root: Node, problems: list[Problem]) -> None:
    """No two feeds may have the same id or URL."""
    _unique("id", _list(root, "feeds"), "feed", problems)
    _unique("url", _list(root, "feeds"), "feed", problems)


def anchored_store(url: str, folder: Path) -> str:
    """A SQLite URL with its relative path resolved against ``folder``; any other URL unchanged."""
    in_url = Path(str(folder).replace("%", "%25").replace("?", "%3F"))  # unescaped, they would end the path
    return _SQLITE_FILE.sub(lambda match: f"{match[1]}{in_url / match[2]}{match[3]}", url)


def _list(root: Node, key: str) -> list[Node]:
    return found.items if (found := root.at(key)) else []


def _seconds(node: Node | None) -> float | None:
    try:
        return parse_duration(node.text) if node and node.text else None
    except ValueError:
        return None  # reported by the model


def _unique(key: str, nodes: Iterable[Node], noun: str, problems: list[Problem]) -> None:
    first: dict[str, Node] = {}
    for node in nodes:
        value = node.keys.get(key)
        if value is None or value.text is None:
            continue
        known = first.setdefault(value.text, value)
        if known is not value:
            place = f"{known.source.name}:{known.line}"
            problems.append(
                value.problem(f"{key}: {shown(value)} is the {key} of another {noun} at {place}; keep one of the two")
            )


def _check_rules(
    root: Node, check_rule: RuleCheck, problems: list[Problem], warnings: list[Problem], *, read_before: bool
) -> None:
    rules = _list(root, "rules")
    _unique("id", rules, "rule", problems)
    for rule in rules:
        when = rule.keys.get("when")
        if not read_before or (when is not None and when.secret):
            _check_condition(when, check_rule, problems)
        to = rule.keys.get("to")
        _check_sinks(root, to, problems)
        if to is not None and to.value == []:
            warnings.append(to.problem("to: the list is empty, so this rule flags articles and tells nobody"))
    if not rules:
        message = "no rules: articles are read and grouped, but nobody is told; a rule with when: '*:*' takes all"
        warnings.append(Problem(root.source.name, 0, message))


def _sinks(root: Node) -> list[str]:
    return ["log", *(root.keys["sinks"].keys if "sinks" in root.keys else ())]


def _check_sinks(root: Node, to: Node | None, problems: list[Problem]) -> None:
    sinks = _sinks(root)
    for sink in to.items if to else []:
        if sink.text is not None and sink.text not in sinks:
            known = one_of(dict.fromkeys(sinks), sink)
            problems.append(sink.problem(f"to: there is no sink {shown(sink)}. {known}"))


def _check_condition(when: Node | None, check_rule: RuleCheck, problems: list[Problem]) -> None:
    if when is None or not when.text:
        return
    wrong = check_rule(when.text)
    if wrong:
        said = "the condition, which is not shown, cannot be understood" if when.secret else wrong
        problems.append(when.problem(f"when: {said}"))


def _check_outlets(root: Node, problems: list[Problem]) -> None:
    """No two outlets may share an id, name or host: the owner of an article would be ambiguous."""
    outlets = _list(root, "outlets")
    _unique("id", outlets, "outlet", problems)
    for key in ("names", "hosts"):
        first: dict[str, Node] = {}
        for value in (value for outlet in outlets if key in outlet.keys for value in outlet.keys[key].items):
            folded = (value.text or "").casefold().removeprefix("www.")
            known = first.setdefault(folded, value) if folded else value
            if known is not value:
                place = f"{known.source.name}:{known.line}"
                problems.append(value.problem(f"{key}: {shown(value)} stands at {place} already; keep one of the two"))


def _check_callback(root: Node, problems: list[Problem]) -> None:
    callback, listen = root.at("websub", "callback"), root.at("serve", "listen")
    if callback is not None and callback.text is not None and (listen is None or listen.text is None):
        message = "callback: nobody listens for hubs; set serve.listen, and lead this address there"
        problems.append(callback.problem(message))


def _check_extras(root: Node, problems: list[Problem]) -> None:
    """What is configured needs libraries that are installed only if asked for."""
    needing = [(root.at("articles", "archive"), "articles.archive", "warcio", "archive")]
    store = root.at("store", "url")
    if store is not None and (store.text or "").startswith("postgresql"):
        needing.append((store, "store.url", "psycopg", "postgres"))
    for name, sink in root.keys["sinks"].keys.items() if "sinks" in root.keys else ():
        if (kind := sink.keys.get("kind")) is not None and kind.text == "apprise":
            needing.append((kind, f"sinks.{name}", "apprise", "notify"))
    for node, what, library, extra in needing:
        if node is not None and node.text and find_spec(library) is None:
            message = f"{what} needs {library}; pip install 'wirewatch[{extra}]', or leave it out"
            problems.append(node.problem(message))


def _check_same_file(root: Node, problems: list[Problem]) -> None:
    first: dict[Path, str] = {}
    for name, sink in root.keys["sinks"].keys.items() if "sinks" in root.keys else ():
        path = sink.keys.get("path")
        if path is None or not path.text:
            continue
        other = first.setdefault(path.source.folder / path.text, name)
        if other != name:
            problems.append(path.problem(f"path: the sink {other} writes to the same file; give each its own"))


def _check_order(root: Node, problems: list[Problem]) -> None:
    for low, high in _ORDERED:
        lower, upper = root.at(*low.split(".")), root.at(*high.split("."))
        place = lower or upper
        if place is None or (high == "polling.start" and upper is None):
            continue  # neither is set; and a default start simply yields to the floor
        from_s, to_s = _seconds_or_default(lower, low), _seconds_or_default(upper, high)
        if from_s is not None and to_s is not None and from_s > to_s:
            said = shown(lower) if lower else format_duration(from_s)
            limit = shown(upper) if upper else f"{format_duration(to_s)} by default"
            section, _, name = high.rpartition(".")
            other = name if low.startswith(f"{section}.") else high
            problems.append(place.problem(f"{low}: {said} is more than {other}, {limit}; change one of the two"))


def _seconds_or_default(node: Node | None, path: str) -> float | None:
    if node is not None:
        return _seconds(node)
    section: object = Settings()
    for name in f"{path}_s".split("."):
        section = getattr(section, name)
    return section if isinstance(section, float) else None


def _check_times(root: Node, check_times: TimesCheck, problems: list[Problem], warnings: list[Problem]) -> None:
    gaps: dict[str, float | str] = {}
    for node in (feed.keys.get("every") for feed in _list(root, "feeds")):
        if node is None or not node.text or len(node.text.split()) not in _CRON_FIELDS or _seconds(node) is not None:
            continue
        line = " ".join(node.text.split())
        if line not in gaps:
            gaps[line] = _gap(line, check_times)
        gap = gaps[line]
        if isinstance(gap, str):
            problems.append(node.problem(f"every: {shown(node)} {gap}"))
        elif gap < RUDE_BELOW_S:
            close = format_duration(gap)
            warnings.append(node.problem(f"every: {shown(node)} names times {close} apart; under 10m few servers like"))


def _check_schedules(root: Node, check_times: TimesCheck, problems: list[Problem]) -> None:
    for at in (root.at("alerts", "digest", "at"), root.at("report", "at")):
        if at is not None and at.text and len(at.text.split()) in _CRON_FIELDS:
            gap = _gap(" ".join(at.text.split()), check_times)
            if isinstance(gap, str):
                problems.append(at.problem(f"at: {shown(at)} {gap}"))


def _check_silences(root: Node, problems: list[Problem]) -> None:
    """Silences must name existing rules and sinks; ``health`` and ``report`` count as rules."""
    silences = root.at("alerts", "silences")
    named = (rule.keys.get("id") for rule in _list(root, "rules"))
    known = {"rules": [*(it.text or "" for it in named if it), "health", "report"], "sinks": _sinks(root)}
    for silence in silences.items if silences else ():
        empty = (silence.keys.get(key) for key in ("rules", "sinks", "severities", "stories"))
        problems.extend(
            it.problem("an empty list would hold all alerts; take it out if that is meant, or the silence if not")
            for it in empty
            if it is not None and it.value == []
        )
        for key, names in known.items():
            unknown = (it for it in silence.keys[key].items if it.text not in names) if key in silence.keys else ()
            known_ones = dict.fromkeys(names)
            problems.extend(it.problem(f"{key}: {shown(it)} is not there. {one_of(known_ones, it)}") for it in unknown)


def _gap(line: str, check_times: TimesCheck) -> float | str:
    try:
        return check_times(line)
    except ValueError as error:
        return str(error)


def _warn_of_haste(root: Node, warnings: list[Problem]) -> None:
    places = [("polling.floor", root.at("polling", "floor"))]
    places += [("every", feed.keys.get("every")) for feed in _list(root, "feeds")]
    for name, node in places:
        seconds = _seconds(node)
        if node is not None and seconds is not None and seconds < RUDE_BELOW_S:
            warnings.append(node.problem(f"{name}: {shown(node)} is under 10m; few servers want to be asked so often"))
