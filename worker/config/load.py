"""Loads a configuration, or reports every problem in it at once.

The steps: files are read into trees that know their lines; included files are merged into the main one; values from the
environment and from files are filled in; the models validate each value; the checks validate them together.
"""

from __future__ import annotations

import shlex
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from urllib.parse import urlsplit

from worker import collector
from worker.config import feedcache, idle
from worker.config.checks import RuleCheck, TimesCheck, anchored_store, check
from worker.config.messages import validated
from worker.config.nodes import Node
from worker.config.sources import Gathering
from worker.model.errors import ConfigError, Problem
from worker.model.feed import FeedSpec
from worker.model.fieldtypes import Section
from worker.model.settings import Settings
from worker.model.sinks import FeedSink, FileSink

DEFAULT = "default"
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
_Checks = tuple[RuleCheck, TimesCheck]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A valid configuration.

    ``settings.feeds`` is empty: all feeds, included ones too, are in ``feeds``. ``origins`` says for each dotted
    YAML path where its value was written, ``"file:line"`` or ``"default"``; a feed is one path, ``feeds[0]``.
    ``secrets`` are the paths whose value is never shown: it came from the environment or a file of its own
    (``feeds[0].url``), or is secret by its kind.
    ``files`` were read, the main one first. Paths in ``settings`` are absolute. The repr shows no value.

    ``digest`` identifies the feeds if they are cached (``config/feedcache.py``); feeds taken from the cache are not in
    ``origins``.
    """

    settings: Settings = field(repr=False)
    feeds: Sequence[FeedSpec] = field(repr=False)
    origins: Mapping[str, str] = field(repr=False)
    secrets: frozenset[str] = field(repr=False)
    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]
    digest: str | None = None

    def logins(self) -> dict[str, FeedSpec]:
        """The feeds that have a login, by key. Cached feeds never have one, so they need not be decoded."""
        return {} if self.digest else {feed.key: feed for feed in self.feeds if feed.login}

    def titles(self) -> dict[str, str]:
        """The titles that feeds are shown by instead of their own, by key."""
        if isinstance(self.feeds, feedcache.CachedFeeds):
            return self.feeds.titles()
        return {feed.key: feed.title for feed in self.feeds if feed.title}

    def problem(self, path: str, message: str) -> Problem:
        """A problem at the line where the value of ``path`` is written."""
        file, _, line = self.origins.get(path, "").rpartition(":")
        return Problem(file or str(self.files[0]), int(line) if line.isdigit() else 0, message)

    def in_common(self) -> str:
        """A digest of everything that must be the same for all workers on one store."""
        rest = feedcache.digest_of(self.settings.model_dump_json(exclude=_OF_EACH).encode())
        return f"{rest} {self.digest or feedcache.digest_of(feedcache.encode(self.feeds))}"

    def opened(self) -> dict[str, tuple[str, ...]]:
        """The private networks that single feeds may use, by key. Again, cached feeds never have any."""
        return {} if self.digest else {feed.key: feed.allow_private for feed in self.feeds if feed.allow_private}


_OF_EACH = {"store", "serve", "log", "service", "include", "feeds"}
"""Sections that may differ between workers on one store."""


@collector.paused()
def load(
    path: Path,
    environ: Mapping[str, str],
    *,
    check_rule: RuleCheck,
    check_times: TimesCheck = lambda _: inf,
    cache_at: Path | None = None,
) -> Loaded:
    """Read the configuration at ``path``. Cost: 100,000 feeds take about 4 s and 300 MB at the peak, from YAML or OPML.

    ``cache_at`` is where the feeds may be cached; if the files are unchanged, they are taken from there.

    ``check_rule`` returns what is wrong with a rule's condition, or None; ``check_times`` the shortest gap between the
    firings of a cron schedule, or raises. Raises ``ConfigError`` with all problems, in the order of files and lines.
    """
    checks = (check_rule, check_times)
    before = feedcache.read(cache_at) if cache_at else None
    if before is not None and (loaded := _from_cache(path, environ, before, checks)) is not None:
        return loaded
    gathering = Gathering(environ)
    loaded = _read(path, gathering, checks)
    secret = any(at.startswith("feeds[") for at in loaded.secrets)
    if cache_at is None or secret or len(loaded.feeds) < feedcache.MIN_FEEDS or not feedcache.cacheable(loaded.feeds):
        return loaded
    return _write_cache(cache_at, path, gathering, loaded, checks)


def _from_cache(path: Path, environ: Mapping[str, str], before: feedcache.FeedCache, checks: _Checks) -> Loaded | None:
    """The configuration with cached feeds; None if any file has changed or has a problem, so that all must be read."""
    gathering = Gathering(environ, cache=before)
    try:
        rest = _read(path, gathering, checks)
    except (feedcache.StaleError, ConfigError):
        return None
    if gathering.seen.keys() != before.files.keys():
        return None
    said = [it for it in rest.warnings if it.message not in before.not_said]
    warnings = (*said, *(Problem(*it) for it in before.warnings))
    return replace(rest, feeds=before.feeds, warnings=warnings, digest=before.digest)


def _write_cache(place: Path, path: Path, gathering: Gathering, loaded: Loaded, checks: _Checks) -> Loaded:
    """Cache the feeds of ``loaded``, if loading them from the cache gives the same configuration."""
    body = feedcache.encode(loaded.feeds)
    feeds = feedcache.CachedFeeds(len(loaded.feeds), body)
    made = feedcache.FeedCache(gathering.seen, feeds, feedcache.digest_of(body), [], [])
    again = _from_cache(path, gathering.environ, made, checks)
    if again is None or again.settings != loaded.settings or tuple(again.feeds) != loaded.feeds:
        return loaded
    of_feeds = [[it.file, it.line, it.message] for it in loaded.warnings if it not in again.warnings]
    not_said = [it.message for it in again.warnings if it not in loaded.warnings]
    feedcache.write(place, replace(made, warnings=of_feeds, not_said=not_said), body)
    return replace(loaded, digest=made.digest)


def _read(path: Path, gathering: Gathering, checks: _Checks) -> Loaded:
    check_rule, check_times = checks
    problems = gathering.problems
    root = gathering.gather(path)
    settings = validated(root, problems) if root else None
    if root:
        read_before = gathering.cache is not None
        check(root, check_rule, check_times, problems, gathering.warnings, read_before=read_before)
    if root is None or settings is None or problems:
        order = {str(file): place for place, file in enumerate(gathering.files)}
        raise ConfigError(sorted(problems, key=lambda problem: (order.get(problem.file, len(order)), problem.line)))
    idle.warn(root, settings, gathering.warnings)
    feeds = tuple(feed.spec() for feed in settings.feeds)
    settings = _anchored(settings.model_copy(update={"feeds": ()}), root)
    origins, secrets = _origins(settings, root)
    store = urlsplit(settings.store.url).password if "://" in settings.store.url else None
    if secrets or store or any(feed.login for feed in feeds):
        _refuse_writable(gathering.files)
    return Loaded(settings, feeds, origins, secrets, tuple(gathering.files), tuple(gathering.warnings))


def _refuse_writable(files: Sequence[Path]) -> None:
    """Refuse files that others may write: they could have secrets sent elsewhere. Raises ``ConfigError``."""
    problems = []
    for file in files:
        mode = stat.S_IMODE(file.stat().st_mode)
        if mode & _OTHERS_MAY_WRITE:
            said = f"others may write this file (mode {mode:o}), and the configuration has secrets"
            problems.append(Problem(str(file), 0, f"{said}; run: chmod go-w {shlex.quote(str(file))}"))
    if problems:
        raise ConfigError(problems)


def _anchored(settings: Settings, root: Node) -> Settings:
    """Relative paths resolved against the folder of the file that names them, defaults against the main file's."""
    store = root.keys.get("store")
    url = store.keys.get("url") if store else None
    folder = (url or root).source.folder
    sinks = {
        name: sink.model_copy(update={"path": str(_path(root, name).source.folder / sink.path)})
        if isinstance(sink, FileSink | FeedSink)
        else sink
        for name, sink in settings.sinks.items()
    }
    at = settings.store.model_copy(update={"url": anchored_store(settings.store.url, folder)})
    articles = settings.articles
    if articles.archive is not None:
        pages = root.keys["articles"].keys["archive"].source.folder / articles.archive
        articles = articles.model_copy(update={"archive": str(pages)})
    return settings.model_copy(update={"store": at, "articles": articles, "sinks": sinks})


def _path(root: Node, sink: str) -> Node:
    return root.keys["sinks"].keys[sink].keys["path"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of the settings: its YAML path, its field, and its node in the tree if it was written."""

    path: str
    field: str
    value: object
    node: Node | None


def leaves(section: Section, node: Node | None = None, prefix: str = "") -> Iterator[Leaf]:
    """Every single value of the settings, in the order of the models, except ``feeds``."""
    for name, info in type(section).model_fields.items():
        key = info.alias or name
        if key != "feeds":
            below = node.keys.get(key) if node else None
            yield from _leaves_of(Leaf(prefix + key, name, getattr(section, name), below))


def _leaves_of(leaf: Leaf) -> Iterator[Leaf]:
    value, node = leaf.value, leaf.node
    if isinstance(value, Section):
        yield from leaves(value, node, f"{leaf.path}.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves_of(Leaf(f"{leaf.path}.{name}", leaf.field, inner, node.keys.get(name) if node else None))
    elif isinstance(value, tuple) and value and isinstance(value[0], Section):
        for place, inner in enumerate(value):
            yield from leaves(inner, node.items[place] if node else None, f"{leaf.path}[{place}].")
    else:
        yield leaf


def _origins(settings: Settings, root: Node) -> tuple[dict[str, str], frozenset[str]]:
    origins: dict[str, str] = {}
    secrets: set[str] = set()
    for leaf in leaves(settings, root):
        origins[leaf.path] = _place(leaf.node) if leaf.node else DEFAULT
        if leaf.node and _is_secret(leaf.node):
            secrets.add(leaf.path)
    for place, feed in enumerate(root.keys["feeds"].items if "feeds" in root.keys else []):
        origins[f"feeds[{place}]"] = _place(feed)
        secrets.update(f"feeds[{place}].{key}" for key, node in feed.keys.items() if _is_secret(node))
    return origins, frozenset(secrets)


def _place(node: Node) -> str:
    return f"{node.source.name}:{node.line}"


def _is_secret(node: Node) -> bool:
    return node.secret or any(inner.secret for inner in node.items)
