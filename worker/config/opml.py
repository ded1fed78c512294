"""OPML, the format in which feed readers exchange lists of feeds.

Reading keeps what every reader writes (address, title, folders, categories) and, in a namespace of our own, what only
we know. Document type declarations are refused, and with them every attack by entities.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from worker import collector
from worker.config.checks import check_feeds
from worker.config.messages import validated
from worker.config.nodes import Node, Source
from worker.config.sections import assign
from worker.model.errors import ConfigError, Problem
from worker.model.feed import FeedSpec, split_login
from worker.model.settings import FeedSettings
from worker.model.units import format_duration

NAMESPACE = "urn:wirewatch:opml"
MAX_DEPTH = 40
"""Each folder around a feed is a tag of it: 8,000 feeds in 8,000 nested folders, 0.5 MB, took 40 s of CPU time."""
_OURS = f"{NAMESPACE} "  # expat puts the namespace before the name, with the separator between
_FEED_SCHEME = re.compile(r"feed:(?://(?!\w+:)|(?://)?(https?://))", re.IGNORECASE)
_NOT_IN_TAG = re.compile(r"[\s,:]+")
# Characters XML 1.0 cannot express, not even as references (§2.2).
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@collector.paused()
def read_opml(data: bytes, name: str = "OPML", left_out: list[Problem] | None = None) -> tuple[FeedSpec, ...]:
    """The feeds of an OPML document, in order; one that is in several folders appears once, with the tags of all.

    A feed without an id of ours gets one made from its URL alone, so that moving or renaming it in a reader does not
    make it a different feed. Raises ``ConfigError`` with all problems; ``name`` is the file name in them.

    If ``left_out`` is given, feeds that are not possible, such as a reader's searches with addresses of its own, are
    told there instead, as long as others remain.
    """
    problems: list[Problem] = []
    feeds = opml_feeds(data, Source(name, Path()), problems)
    found = _settings(feeds, problems)
    if problems and left_out is not None and (possible := [feed for feed in feeds.items if not _broken(feed)]):
        left_out += problems
        problems = []
        found = _settings(Node(possible, feeds.source, feeds.line), problems)
    if problems:
        raise ConfigError(problems)
    return tuple(feed.spec() for feed in found)


def _settings(feeds: Node, problems: list[Problem]) -> tuple[FeedSettings, ...]:
    root = Node({"feeds": feeds}, feeds.source, 0)
    assign(root)
    settings = validated(root, problems)
    check_feeds(root, problems)
    return settings.feeds if settings else ()


def _broken(node: Node) -> bool:
    """Whether validation found fault with it, or with a value in it."""
    return node.broken or any(map(_broken, (*node.keys.values(), *node.items)))


def opml_feeds(data: bytes, source: Source, problems: list[Problem]) -> Node:
    """The feeds as a list of mappings with YAML keys, each with the line of its outline."""
    reader = _Reader(source, problems)
    try:
        reader.read(data)
    except ConfigError as refused:
        problems.extend(refused.problems)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        problems.append(Problem(source.name, error.lineno, f"not well-formed XML: {said}; export the file again"))
    except (LookupError, ValueError) as error:
        problems.append(Problem(source.name, 1, f"its encoding cannot be read: {error}; save it as UTF-8"))
    if not reader.is_opml and not problems:
        problems.append(Problem(source.name, 0, "not OPML: there is no <opml> element; export the list again as OPML"))
    return Node(list(reader.feeds.values()), source, 1)


def write_opml(feeds: Iterable[FeedSpec]) -> bytes:
    """An OPML 2.0 document; ``read_opml`` gives the same feeds back, with durations exact to the millisecond.

    Characters that XML cannot express become U+FFFD.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:ww="{NAMESPACE}">',
        "<head><title>wirewatch feeds</title></head>",
        "<body>",
        *(_outline(feed) for feed in feeds),
        "</body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode()


def _outline(feed: FeedSpec) -> str:
    attributes = {
        "type": "rss",
        "text": feed.key if feed.title is None else feed.title,
        "title": feed.title,
        "xmlUrl": feed.url,
        "category": ",".join(feed.tags) or None,
        "ww:id": feed.key,
        "ww:every": feed.every_cron if feed.every_s is None else format_duration(feed.every_s),
        "ww:expect_every": None if feed.expect_every_s is None else format_duration(feed.expect_every_s),
        "ww:on_add": feed.on_add,
    }
    given = {name: _NOT_IN_XML.sub("\ufffd", value) for name, value in attributes.items() if value is not None}
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in given.items())
    return f"<outline {written}/>"


def key_for(url: str) -> str:
    """An id made from the URL without its login: the host for readability, and 48 bits of a digest for uniqueness."""
    url, _ = split_login(url)
    try:
        host = urlsplit(url).hostname or "feed"
    except ValueError:
        host = "feed"  # the URL is reported elsewhere
    name = re.sub(r"[^a-z0-9.]+", "-", host.removeprefix("www.")).strip(".-")[:80] or "feed"
    return f"{name}-{hashlib.blake2s(url.encode(errors='replace'), digest_size=6).hexdigest()}"


@dataclass
class _Reader:
    """The state while a document is read."""

    source: Source
    problems: list[Problem]
    feeds: dict[str, Node] = field(default_factory=dict)
    is_opml: bool = False
    folders: list[str | None] = field(default_factory=list)

    def read(self, data: bytes) -> None:
        """Read the document. Raises ``expat.ExpatError`` if it is not well-formed."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.Parse(data, True)

    def doctype(self, *_: object) -> None:
        """Refuse a document type declaration."""
        raise self.refused("has a DOCTYPE, which is refused; remove that line")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An outline opens: a feed if it has an address, else a folder."""
        self.is_opml = self.is_opml or _local(name) == "opml"
        if _local(name) != "outline":
            return
        if len(self.folders) >= MAX_DEPTH:
            raise self.refused(f"folders are nested more than {MAX_DEPTH} deep; export the list with fewer levels")
        url = _FEED_SCHEME.sub(_web_scheme, attributes.get("xmlUrl", attributes.get("xmlurl", "")).strip())
        self.folders.append("" if url else _tag(attributes.get("title") or attributes.get("text", "")))
        if url:
            self.feed(url, attributes)

    def end(self, name: str) -> None:
        """An outline closes."""
        if _local(name) == "outline":
            self.folders.pop()

    def feed(self, url: str, attributes: dict[str, str]) -> None:
        """Add a feed, or add the tags of this place to a feed that is known already."""
        here = (*self.folders, *map(_tag, attributes.get("category", "").split(",")))
        tags = dict.fromkeys(tag for tag in here if tag)
        if url not in self.feeds:
            self.feeds[url] = self.node(self.described(url, attributes))
            self.feeds[url].keys["tags"] = self.node([self.node(tag) for tag in tags])
            return
        kept = self.feeds[url].keys["tags"].items
        known = {tag.value for tag in kept}
        kept.extend(self.node(tag) for tag in tags if tag not in known)

    def described(self, url: str, attributes: dict[str, str]) -> dict[str, Node]:
        """The attributes of an outline, by YAML key."""
        ours = f"{_OURS}id" in attributes  # we write a title only if there is one, but always the required text
        title = attributes.get("title") if ours else attributes.get("title") or attributes.get("text") or None
        said = {"id": attributes.get(f"{_OURS}id") or key_for(url), "url": url, "title": title}
        said |= {key: attributes.get(_OURS + key) for key in ("every", "expect_every", "on_add")}
        return {key: self.node(value) for key, value in said.items() if value is not None}

    def refused(self, message: str) -> ConfigError:
        """A problem that ends the reading, at the current line."""
        return ConfigError([Problem(self.source.name, self.parser.CurrentLineNumber, message)])

    def node(self, value: str | dict[str, Node] | list[Node]) -> Node:
        """A value at the current line."""
        return Node(value, self.source, self.parser.CurrentLineNumber)


def _web_scheme(feed: re.Match[str]) -> str:
    """Some readers write ``feed://host/…`` for http, and ``feed:https://host/…``."""
    return feed[1] or "http://"


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _tag(words: str) -> str:
    return _NOT_IN_TAG.sub("-", words.strip().lstrip("/"))[:60]
