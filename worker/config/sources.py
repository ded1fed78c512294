"""The files of a configuration: read within limits, merged, their ``${ENV}`` and ``*_file`` values filled in."""

from __future__ import annotations

import glob
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from worker.config.feedcache import FeedCache, Span, digest_of
from worker.config.messages import shown
from worker.config.nodes import Node, Source, read_yaml
from worker.config.sections import FILE_SUFFIX, assign, free_texts
from worker.model.errors import Problem

MAX_FILE_BYTES = 20_000_000  # 100,000 feeds, one a line, are 10 MB
MAX_VALUE_BYTES = 64_000  # a value in a file of its own: a URL, a password, a long rule
_INCLUDABLE = ("feeds", "rules", "outlets", "sinks")
_REFERENCE = re.compile(r"\$\$\{|\$\{(?:([A-Za-z_][A-Za-z0-9_]*)\})?")


_NO_SUCH = "there is no such file; name yours with -c FILE, or begin one with: feeds: [{id: NAME, url: ADDRESS}]"


class UnreadableError(Exception):
    """A file cannot be read; ``str()`` says why, without the file's name."""


class MissingError(UnreadableError):
    """There is no such file."""


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole of a regular file of at most ``limit`` bytes. Raises ``MissingError`` or ``UnreadableError``."""
    try:
        if path.is_dir():
            raise UnreadableError("is a folder; name a file")
        if path.exists() and not path.is_file():
            # A pipe would block here, and would be empty at a reload.
            raise UnreadableError("is not a regular file; write the content to one")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise MissingError(f"cannot be read: {error.strerror}") from None
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read: {getattr(error, 'strerror', None) or 'impossible name'}") from None
    if len(data) > limit:
        raise UnreadableError(f"is larger than {limit // 1000:,} kB; split it")
    if not data.strip():
        raise UnreadableError("is empty")
    return data


def read_text(path: Path, limit: int) -> str:
    """As ``read_bytes``, decoded. Raises ``UnreadableError`` that names the first line that is not UTF-8."""
    return _decoded(read_bytes(path, limit))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"is not UTF-8 (line {line}); save it as UTF-8") from None


@dataclass
class Gathering:
    """One reading of a configuration: what has been read, and what is wrong.

    With ``cache`` the feeds are left out, and ``StaleError`` is raised if a file has changed since the cache was made.
    ``seen`` holds, for each file, its digest and the span of its feeds, as ``FeedCache.files``.
    """

    environ: Mapping[str, str]
    cache: FeedCache | None = None
    seen: dict[str, tuple[str, Span | None]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def gather(self, path: Path) -> Node | None:
        """The whole configuration as one tree with its sections set; None if the main file cannot be read."""
        root = self._document(path)
        if root is None:
            return None
        seen = {path.resolve()}
        for pattern in root.keys["include"].items if "include" in root.keys else []:
            for found in self._matches(pattern):
                name = path.parent / found
                if name.resolve() not in seen:
                    seen.add(name.resolve())
                    self._merge(root, self._included(name))
        assign(root)
        self._fill_from_files(root)
        return root

    def _document(self, path: Path) -> Node | None:
        source = Source(str(path), path.absolute().parent)
        self.files.append(path)
        try:
            text = _decoded(self._read(path))
        except MissingError:
            self.problems.append(Problem(source.name, 0, _NO_SUCH))
            return None
        except UnreadableError as reason:
            self.problems.append(Problem(source.name, 0, f"the file {reason}"))
            return None
        before = len(self.problems)
        root = read_yaml(text, source, self.problems)
        if root is None:
            if len(self.problems) == before and self.cache is None:  # with a cache, it may have held nothing but feeds
                self.problems.append(Problem(source.name, 0, "the file is empty but for comments"))
            return None
        if not isinstance(root.value, dict):
            self.problems.append(root.problem(f"must be keys with values such as feeds: […], not {shown(root)}"))
            return None
        if (feeds := root.keys.get("feeds")) is not None:
            behind = (child.line for child in root.keys.values() if child.line > feeds.line)
            self.seen[source.name] = self.seen[source.name][0], (feeds.line, min(behind, default=0))
        self._expand(root, "")
        return root

    def _read(self, path: Path) -> bytes:
        data = read_bytes(path, MAX_FILE_BYTES)
        self.seen[str(path)] = digest_of(data), None
        return data if self.cache is None else self.cache.without_feeds(path, data)

    def _matches(self, pattern: Node) -> list[str]:
        if pattern.text is None:
            return []
        # Path.glob takes no absolute patterns before Python 3.13.
        found = sorted(glob.glob(pattern.text, root_dir=pattern.source.folder, recursive=True))  # noqa: PTH207 - see above
        if not found and glob.has_magic(pattern.text):
            self.warnings.append(pattern.problem(f"include: {shown(pattern)} matches no file"))
        elif not found:
            self.problems.append(pattern.problem(f"include: there is no file {shown(pattern)}; create it or remove it"))
        return found

    def _included(self, path: Path) -> Node | None:
        if path.suffix in {".yaml", ".yml"}:
            return self._document(path)
        source = Source(str(path), path.absolute().parent)
        if path.suffix not in {".opml", ".xml"}:
            message = "cannot be included: its name must end in .yaml, .yml, .opml or .xml"
            self.problems.append(Problem(source.name, 0, message))
            return None
        self.files.append(path)
        try:
            data = self._read(path)
        except UnreadableError as reason:
            self.problems.append(Problem(source.name, 0, f"the file {reason}"))
            return None
        self.seen[source.name] = self.seen[source.name][0], (1, 0)
        if self.cache is not None:
            return None
        from worker.config.opml import opml_feeds  # noqa: PLC0415 - most configurations include none

        return Node({"feeds": opml_feeds(data, source, self.problems)}, source, 1)

    def _merge(self, root: Node, included: Node | None) -> None:
        for key, node in included.keys.items() if included else ():
            if key not in _INCLUDABLE:
                message = (
                    f"{key}: an included file may hold feeds, rules, outlets and sinks only; move this to the main file"
                )
                self.problems.append(node.problem(message))
                continue
            if not isinstance(node.value, dict if key == "sinks" else list):
                wanted = "a mapping of names" if key == "sinks" else "a list"
                self.problems.append(node.problem(f"{key}: must be {wanted}, not {shown(node)}"))
                continue
            empty: dict[str, Node] | list[Node] = {} if key == "sinks" else []
            kept = root.keys.setdefault(key, Node(empty, node.source, node.line))
            kept.items.extend(node.items)
            self._merge_names(key, kept, node)

    def _merge_names(self, key: str, kept: Node, node: Node) -> None:
        for name, child in node.keys.items():
            if first := kept.keys.get(name):
                place = f"{first.source.name}:{first.line}"
                self.problems.append(child.problem(f"{key}.{name}: written twice, first at {place}; rename one"))
            else:
                kept.keys[name] = child

    def _expand(self, node: Node, key: str) -> None:
        if isinstance(node.value, dict):
            for name, child in node.value.items():
                self._expand(child, name)
        elif isinstance(node.value, list):
            for child in node.value:
                self._expand(child, key)
        elif isinstance(node.value, str) and "${" in node.value:
            node.value = _REFERENCE.sub(lambda match: self._value_of(match, node, key), node.value)

    def _value_of(self, match: re.Match[str], node: Node, key: str) -> str:
        if match[0] == "$${":
            return "${"
        name = match[1]
        if name and name in self.environ:
            node.secret = True
            return self.environ[name]
        wrong = f"the environment variable {name} is not set; set it" if name else "${ begins no name of a variable"
        self.problems.append(node.problem(f"{key}: {wrong}, or write $${{ for the characters ${{ themselves"))
        node.broken = True
        return match[0]

    def _fill_from_files(self, node: Node) -> None:
        known = free_texts(node.section) if node.section else frozenset()
        for key in known & {key.removesuffix(FILE_SUFFIX) for key in node.keys if key.endswith(FILE_SUFFIX)}:
            self._fill(node, key, node.keys.pop(key + FILE_SUFFIX))
        for child in node.keys.values() if isinstance(node.value, dict) else node.items:
            if isinstance(child.value, (dict, list)):
                self._fill_from_files(child)

    def _fill(self, node: Node, key: str, name: Node) -> None:
        if key in node.keys:
            self.problems.append(name.problem(f"{key}{FILE_SUFFIX}: {key} is given as well; keep one of the two"))
            return
        filled = node.keys[key] = Node(None, name.source, name.line, secret=True, broken=True)
        if name.broken:
            return
        if not isinstance(name.value, str):
            self.problems.append(name.problem(f"{key}{FILE_SUFFIX}: must be the path of a file, not {shown(name)}"))
            return
        try:
            text = read_text(name.source.folder / name.value, MAX_VALUE_BYTES)
        except UnreadableError as reason:
            self.problems.append(name.problem(f"{key}{FILE_SUFFIX}: {shown(name)} {reason}"))
            return
        filled.value = text.removesuffix("\n").removesuffix("\r")
        filled.broken = False
