"""What commands print: words or tables for people, JSON lines for programs, complaints on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import click
import orjson

from worker.daemon.escaping import escaped
from worker.model.errors import Problem
from worker.model.units import counted


def show(found: Any, table: str, *, as_json: bool) -> None:
    """Print ``found`` as the ``table`` of that name in ``cli.tables``; as JSON, a list gives one line per element.

    What is read bit by bit, an iterator, is printed bit by bit.
    """
    if not as_json:
        from worker.cli import tables  # noqa: PLC0415 - `run` and `once` print no tables

        tables.show(table, found)
        return
    _write_json(found)


def show_facts(facts: dict[str, Any], *, as_json: bool) -> None:
    """Print one fact a line; as JSON, all in one line."""
    if as_json:
        _write_json(facts)
        return
    for name, value in facts.items():
        told = ", ".join(map(str, value)) if isinstance(value, list) else value
        click.echo(escaped(f"{name.replace('_', ' ')}: {'–' if told in (None, '') else told}"))


def say(words: str, facts: dict[str, Any] | list[dict[str, Any]], *, as_json: bool) -> None:
    """Print what was done in ``words``; as JSON, print ``facts`` instead."""
    if as_json:
        _write_json(facts)
    else:
        click.echo(words)


def complain(words: str) -> None:
    """Print on standard error, safe for a terminal; a closed pipe or a full disk stops nothing."""
    with suppress(OSError):
        click.echo("\n".join(map(escaped, words.splitlines())), err=True)


def all_done(*, broken: int, undelivered: int, failed: int) -> bool:
    """Whether every entry of a pass was judged and every alert taken; complains of each that is not.

    ``failed`` counts tries to deliver, also of dead alerts.
    """
    if broken:
        entries = counted(broken, "entry")
        complain(f"{entries} broke the judge; report entry.failed in the log. Each is tried for a week")
    if undelivered:
        complain("some alerts could not be delivered; they stay owed, and the next pass or worker tries again")
    elif failed:
        complain("some alerts could not be delivered; wirewatch alerts dead lists them")
    return not (broken or undelivered or failed)


def problem_facts(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON tells them."""
    return [{"file": it.file, "line": it.line or None, "message": it.message} for it in problems]


def _write_json(found: Any) -> None:
    for line in found if isinstance(found, list | Iterator) else [found]:
        try:
            written = orjson.dumps(line)
        except TypeError:  # a file name need not be UTF-8, JSON must be
            written = json.dumps(line, ensure_ascii=False).encode(errors="replace")
        sys.stdout.buffer.write((_shown(written) if sys.stdout.isatty() else written) + b"\n")


def _shown(line: bytes) -> bytes:
    """The same JSON, with what could steer a terminal in escapes."""
    return "".join(it if it.isprintable() else json.dumps(it)[1:-1] for it in line.decode()).encode()
