"""The generated pages of ``docs/``: ``python -m tests.shape.pages`` writes them, a test compares them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.shape.source import ROOT, WORKER, docstring, modules
from worker.config.describe import schema
from worker.model.events import EVENTS

ARCHITECTURE_PAGE = ROOT / "docs" / "ARCHITECTURE.md"
MODULES_PAGE = ROOT / "docs" / "modules.md"
EVENTS_PAGE = ROOT / "docs" / "events.md"
CONFIGURATION_PAGE = ROOT / "docs" / "configuration.md"

_EVENTS_INTRO = """\
# Log events

Every line that the worker logs, for programs and people that read its log. These events are an interface: you may
rely on their name, level and keys. This page is written from `worker/model/events.py` by
`python -m tests.shape.pages`; a test keeps the two alike.

The log goes to standard error: coloured lines on a terminal, otherwise one JSON object per line (`log.format`), with
`event`, `level` and `timestamp` in addition to the keys. An event about a failure may carry a traceback as `exception`.
Everything that is quoted from feeds and pages is escaped, and credentials in addresses are masked.
"""

_MODULES_INTRO = """\
# Modules

What each module answers for, to find the place of a change. [ARCHITECTURE.md](ARCHITECTURE.md) says how they fit
together. This page is written from the modules' docstrings by `python -m tests.shape.pages`; a test keeps the two
alike.

**Where to begin.** An article's way through the worker:

| step | read |
|---|---|
| the parts are put together | `daemon/build.py`, `daemon/service.py` |
| a feed is polled and read | `flow/poll.py`, then `content/feeds.py`, `content/splice.py`, `policy/polling.py` |
| its new entries are stored | `store/feeds.py`, `store/admission.py` |
| a page becomes an article | `flow/gather.py`, then `content/articles.py` and what it calls: `pages`, `promo`, … |
| it is related, grouped and flagged | `flow/judge.py`, then `likeness`, `stories`, `novelty` and `rules` in `policy/` |
| alerts are owed and delivered | `policy/alerting.py`, `store/outbox.py`, `flow/deliver.py`, `sinks/` |
| somebody asks why | `flow/explain.py`, `cli/explanations.py` |

In `content`, `call*`, `label*` and `phrases` hold what is known of promo; `terms`, `marks`, `wordings` and `figures`
are what a fingerprint is made of; `names`, `sounds`, `skeletons` and `hannames` read names in any script.

In `store`, `database`, `writer`, `engines`, `sessions`, `advisory`, `lockfile`, `trouble` and `migrate` open a store
and keep it working. `schema*`, `columns` and `indexes` are its tables; `bulk` and `packing` move many rows and numbers
at once. T1 is `feeds` with `admission`, `lookalikes`, `moves` and `seen`; T2 is `docket` with what it asks and writes
(`counts`, `furniture`, `judged`, `marks`, `postings`, `recording`, `samples`, `tellings`, `versions`); T3 is `outbox`.
`entries`, `rereads` and `leases` are the queues before the judge. `retention`, `bygone`, `trimming`, `sweeps`, `fresh`
and `tally` forget and tidy. `stories`, `trails`, `inquiries`, `backtest`, `gauges`, `size` and `history` only read, for
those who ask.

**Where a function runs.** An `async` function runs in the event loop. One that takes a `Connection` runs inside a
transaction: on the writer's thread if it is handed to `write`, `awrite`, `submit` or `post` of `store/database.py` (it
may run more than once), on the caller's if it is handed to `read`, on another if to `aread`. `content/tasks.py` is what
child processes run.
"""

_CONFIGURATION_INTRO = """\
# Configuration

Every key of the configuration, with its values and default. [README.md](../README.md#run-it-for-real) has a
configuration that is enough to start; [config/wirewatch.yaml](../config/wirewatch.yaml) is a commented example with
every key. This page is written from the settings models by `python -m tests.shape.pages`; a test keeps the two alike.

- `wirewatch check -c FILE` lists everything that is wrong with a configuration, with file, line and what to write
  instead, and warns of what is valid and has no effect. `wirewatch check --effective` prints every value and where it
  comes from.
- `wirewatch schema` prints the JSON Schema for editors (also in `config/schema.json`).

How to write it:

- The configuration is one YAML file. It may `include` others, which hold `feeds`, `rules`, `outlets` and `sinks`, or
  are OPML. Relative paths start from the folder of the file that contains them.
- Durations are written like `90s`, `10m`, `1h 30m`, `7d`; sizes like `500kB`, `10MB`.
- Only `true`, `false`, `null` and numbers have a type, as in JSON. Everything else is text, even `no`, `12:30` and
  `2024-01-01`. Unknown keys, and keys that are given twice, are refused.
- `${NAME}` in a text is replaced from the environment; write `$${` for the characters `${` themselves. A key of free
  text, such as `url`, may be given as `url_file`, the path of a file that holds the value. Values from either are
  never shown in logs, errors or exports.
"""

_PLURAL = {"text": "texts", "a number": "numbers", "a section, below": "sections, below"}
_COMMON = ("feeds", "rules", "sinks", "alerts", "include")
"""The keys that most configurations have; the page begins with them."""


_FLOORS = ("", "cli", "daemon", "flow", "store", "net", "sinks", "engine", "config", "content", "policy", "model")
_TREE = re.compile(r"(<!-- tree -->\n).*?(<!-- /tree -->\n)", re.DOTALL)


def modules_page() -> str:
    """``docs/modules.md`` as it should be: every module with what it answers for."""
    lines = [_line(path) for floor in _FLOORS for path in modules() if _floor(path) == floor]
    return "\n".join([_MODULES_INTRO, "```", "worker/", *filter(None, lines), "```", ""])


def architecture_page() -> str:
    """``docs/ARCHITECTURE.md`` with the tree as it should be; all else is written by hand."""
    rows = [row for floor in filter(None, _FLOORS) for row in _package(floor)]
    tree = "\n".join(["```", "worker/", *rows, "```", ""])
    return _TREE.sub(lambda match: match[1] + tree + match[2], ARCHITECTURE_PAGE.read_text(encoding="utf-8"))


def _package(floor: str) -> list[str]:
    """A package, what it answers for, and its modules."""
    own = [path for path in modules() if _floor(path) == floor]
    names = " · ".join(path.stem for path in own if path.name != "__init__.py")
    told = next(_told(path) for path in own if path.name == "__init__.py")
    return [f"{floor + '/':<9} {told}", *textwrap.wrap(names, 108, initial_indent=" " * 10, subsequent_indent=" " * 10)]


def _floor(path: Path) -> str:
    return "/".join(path.relative_to(WORKER).parent.parts)


def _line(path: Path) -> str | None:
    """A module and the first sentence of its docstring; a package is told by its ``__init__``."""
    if path.name == "__init__.py":
        return f"{_floor(path) + '/':<21} {_told(path)}" if _floor(path) else None
    return f"{'  ' if _floor(path) else ''}{path.name:<{19 if _floor(path) else 21}} {_told(path)}"


def _told(path: Path) -> str:
    paragraph = " ".join(docstring(path).split("\n\n")[0].split())
    return re.split(r"(?<=[.?!]) (?=[A-Z])", paragraph)[0].rstrip(".").replace("``", "")


def events_page() -> str:
    """``docs/events.md`` as it should be."""
    rows = [f"| `{event.name}` | {event.level} | {_code(event.keys)} | {event.when} |" for event in EVENTS]
    return "\n".join([_EVENTS_INTRO, "| event | level | keys | written when |", "|---|---|---|---|", *rows, ""])


def configuration_page() -> str:
    """``docs/configuration.md`` as it should be."""
    whole = schema()
    whole["properties"] = {key: whole["properties"][key] for key in (*_COMMON, *whole["properties"])}
    sections = [_CONFIGURATION_INTRO, "## Top level\n\n" + _table(whole, whole["$defs"])]
    sections.extend(f"## {path}\n\n{_table(one, whole['$defs'])}" for path, one in _sections(whole, whole["$defs"], ""))
    return "\n".join(sections)


def _sections(
    section: Mapping[str, Any], known: Mapping[str, Any], prefix: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, described in section["properties"].items():
        for name, mark in _inner(described):
            path = f"{prefix}{key}{mark}"
            kind = known[name]["properties"].get("kind", {}).get("const")
            shown = f"`{path}` of kind `{kind}`" if kind else f"`{path}`"
            yield f"{shown}: {_first_sentence(known[name])}", known[name]
            yield from _sections(known[name], known, f"{path}.")


def _inner(described: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The sections a key leads to, each with what its path ends in: ``[]`` for a list, ``.NAME`` for a mapping."""
    for one in (described, *described.get("anyOf", ())):
        if "$ref" in one:
            yield one["$ref"].rsplit("/", 1)[-1], ""
            return
    if "$ref" in described.get("items", {}):
        yield described["items"]["$ref"].rsplit("/", 1)[-1], "[]"
    elif names := described.get("additionalProperties") or next(
        iter(described.get("patternProperties", {}).values()), None
    ):
        for one in names.get("oneOf", ()):
            yield one["$ref"].rsplit("/", 1)[-1], ".NAME"


def _table(section: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    required = {
        *section.get("required", ()),
        *(key for one in section.get("allOf", ()) for way in one["oneOf"] for key in way["required"]),
    }
    rows = []
    for key, described in section["properties"].items():
        if key.endswith("_file"):
            continue
        meaning = described.get("description") or known[described["$ref"].rsplit("/", 1)[-1]]["description"]
        cells = (f"`{key}`", _kind(described), _default(described, needed=key in required), meaning.split("\n")[0])
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(["| key | value | default | meaning |", "|---|---|---|---|", *rows, ""])


def _kind(described: Mapping[str, Any]) -> str:
    if "anyOf" in described:
        described = next(one for one in described["anyOf"] if one.get("type") != "null")
    if "enum" in described:
        return " or ".join(f"`{value}`" for value in described["enum"])
    if "const" in described:
        return f"`{described['const']}`"
    if "examples" in described:
        return "like " + ", ".join(f"`{example}`" for example in described["examples"])
    if described.get("type") == "array":
        inner = _kind(described["items"])
        return f"a list of {_PLURAL[inner]}" if inner in _PLURAL else f"a list: {inner}"
    if described.get("additionalProperties") == {"type": "string"}:
        return "names, each with a text"
    return _simple(described)


def _simple(described: Mapping[str, Any]) -> str:
    kinds = {None: "a section, below", "object": "names, each with a section, below", "string": "text"}
    kinds["boolean"] = "`true` or `false`"
    if (kind := described.get("type")) in kinds:
        return kinds[kind]
    low, high = described.get("minimum"), described.get("maximum")
    if low is not None and high is not None:
        return f"a number, {low} to {high}"
    return "a number" if low is None else f"a number, at least {low}"


def _default(described: Mapping[str, Any], *, needed: bool) -> str:
    if needed:
        return "required"
    default = described.get("default")
    if default is None or default in ([], ""):
        return ""
    if isinstance(default, list):
        return f"`[{', '.join(default)}]`"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _first_sentence(section: Mapping[str, Any]) -> str:
    return str(section["description"].split("\n")[0].split(". ")[0].rstrip("."))


def _code(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    ARCHITECTURE_PAGE.write_text(architecture_page(), encoding="utf-8")
    MODULES_PAGE.write_text(modules_page(), encoding="utf-8")
    EVENTS_PAGE.write_text(events_page(), encoding="utf-8")
    CONFIGURATION_PAGE.write_text(configuration_page(), encoding="utf-8")
