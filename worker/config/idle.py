"""Values that are valid and change nothing: each gets a warning, for whoever wrote it expects something of it."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

from worker.config.messages import one_of, shown
from worker.config.nodes import Node
from worker.model.alerts import HealthSettings, ReportSettings, RuleSettings
from worker.model.errors import Problem
from worker.model.fieldtypes import Section
from worker.model.settings import Settings

_NEEDED = (
    ("alerts.over_budget", "alerts.budget"),
    ("alerts.quiet.zone", "alerts.quiet.hours"),
    ("report.to", "report.at"),
    ("report.severity", "report.at"),
    ("service.ping_every", "service.ping"),
)
"""Settings of something, and what switches it on."""


def warn(root: Node, settings: Settings, warnings: list[Problem]) -> None:
    """Add what is found in a valid configuration; ``root`` says where it is written."""
    warnings.extend(_severities(root))
    warnings.extend(_sinks(root, settings))
    warnings.extend(_switched_off(root, settings))
    warnings.extend(_public(root))


def _severities(root: Node) -> Iterator[Problem]:
    """Severities are the user's own words, so a misspelt one would hold or hurry nothing."""
    rules = root.at("rules")
    known = dict.fromkeys(_severity(rule, RuleSettings) for rule in (rules.items if rules else ()))
    known[_severity(root.at("health") or root, HealthSettings)] = None
    known[_severity(root.at("report") or root, ReportSettings)] = None
    silences = root.at("alerts", "silences")
    lists = [(root.at("alerts", "always"), "always"), (root.at("alerts", "digest", "severities"), "severities")]
    lists += [(silence.keys.get("severities"), "severities") for silence in (silences.items if silences else ())]
    for found, key in lists:
        for it in found.items if found else ():
            if it.text is not None and it.text not in known:
                yield it.problem(f"{key}: no rule has the severity {shown(it)}. {one_of(known, it)}")


def _severity(node: Node, section: type[Section]) -> str:
    written = node.keys.get("severity")
    return written.text if written and written.text else str(section.model_fields["severity"].default)


def _sinks(root: Node, settings: Settings) -> Iterator[Problem]:
    used = {"log", *settings.health.to, *settings.report.to, *(sink for rule in settings.rules for sink in rule.to)}
    written = root.at("sinks")
    for name, sink in written.keys.items() if written and settings.rules else ():
        if name not in used:
            yield sink.problem(f"sinks.{name}: nothing is told here; name it in the to of a rule, or take it out")


def _switched_off(root: Node, settings: Settings) -> Iterator[Problem]:
    for path, needed in _NEEDED:
        written = root.at(*path.split("."))
        if written is None or _value(settings, needed) is not None:
            continue
        if _value(settings, path) != _value(Settings(), path):
            yield written.problem(f"{path}: has no effect without {needed}; set that, or take this out")
    digest, at = settings.alerts.digest, root.at("alerts", "digest", "at")
    waits = digest.severities or settings.stories.uncertain == "digest"
    if at is not None and not waits and digest.at != type(digest)().at:
        said = "nothing waits for this digest; name severities beside it, or write stories: {uncertain: digest}"
        yield at.problem(f"alerts.digest.at: {said}")
    embedder = root.at("stories", "embedder")
    if embedder is not None and settings.stories.embedder and settings.stories.across_languages == "off":
        yield embedder.problem("stories.embedder: has no effect with across_languages: off")


def _value(section: object, path: str) -> object:
    for key in path.split("."):
        assert isinstance(section, Section)
        own = type(section).model_fields
        section = getattr(section, next(name for name, it in own.items() if key in (name, it.alias)))
    return section


def _public(root: Node) -> Iterator[Problem]:
    """Networks that need not be opened."""
    feeds = root.at("feeds")
    opened = [root.at("web", "allow_private"), *(it.keys.get("allow_private") for it in (feeds.items if feeds else ()))]
    for network in (one for it in opened if it for one in it.items):
        if ":" not in (network.text or ":") and ip_network(network.text or "").is_global:
            yield network.problem(f"allow_private: {shown(network)} is public, so feeds may lead there anyway")
