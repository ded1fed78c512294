"""The command group: loads a command's module when it is asked for, and turns errors into messages and exit codes."""

from __future__ import annotations

import difflib
import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from worker.cli.output import complain
from worker.model.errors import Busy, ConfigError, Conflict, StoreError, WirewatchError

FAILED, INVALID, SOME_FEEDS_FAILED, HELD, UNUSABLE = 1, 2, 3, 75, 78

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
_RICH = "rich"

HOMES = {
    "run": "running",
    "once": "running",
    "demo": "running",
    "check": "configuration",
    "schema": "configuration",
    "explain": "lookup",
    "status": "lookup",
    "extract": "lookup",
    "migrate": "upkeep",
    "backup": "upkeep",
    "prune": "upkeep",
    "doctor": "upkeep",
    "store": "upkeep",
    "articles": "articles",
    "feeds": "feeds",
    "rules": "rules",
    "replay": "rules",
    "alerts": "alerts",
    "stories": "stories",
}
"""The module of each command; the command has the same name there."""


class Commands(click.Group):
    """Loads commands on demand, and turns our errors into messages and exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in alphabetical order."""
        return sorted(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, with its module loaded; None if there is none."""
        home = HOMES.get(cmd_name)
        if home is None:
            return None
        with _spared():
            module = import_module(f"worker.cli.{home}")
        return cast("click.Command", getattr(module, cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed. Raises ``UsageError`` that names the nearest one."""
        typed = args[0]
        if typed not in HOMES and not typed.startswith("-") and not ctx.resilient_parsing:
            near = difflib.get_close_matches(typed, HOMES, 1)
            meant = f"Did you mean {near[0]!r}?" if near else f"Commands: {', '.join(self.list_commands(ctx))}."
            raise click.UsageError(f"No such command {typed!r}. {meant}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it raises becomes a message and an exit code."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            sys.stdout = None  # else the interpreter fails to flush it at exit
            _fail(f"what was asked for cannot be written: {error.strerror}; see where it goes", FAILED)
        except ConfigError as error:
            _fail(str(error), INVALID)
        except (Conflict, Busy) as error:
            _fail(str(error), HELD)
        except StoreError as error:
            _fail(str(error), UNUSABLE)
        except WirewatchError as error:
            _fail(str(error), FAILED)
        except UnicodeEncodeError as error:
            if not any(error.object in word for word in sys.argv):
                raise
            _fail(f"{error.object!r} is not UTF-8, in which everything is kept here; type it so", INVALID)
        return done


def _load_without_rich(name: str) -> None:
    if _RICH in sys.modules:
        return
    sys.modules[_RICH] = None  # type: ignore[assignment]  # by Python's reference this makes its import fail
    try:
        import_module(name)
    finally:
        del sys.modules[_RICH]


@contextmanager
def _spared() -> Iterator[None]:
    """Make the imports inside cheaper, by three measures that each save 2 to 5 % of the CPU time of a pass.

    The garbage collector neither runs now nor ever looks at what is loaded for good; pydantic, which builds its
    models now, does not search all installed packages for plugins; and structlog does not find rich, whose tracebacks
    we do not log. The environment is restored, since command sinks inherit it.
    """
    before = os.environ.get(_NO_PLUGINS)
    os.environ[_NO_PLUGINS] = "__all__"
    gc.disable()
    try:
        _load_without_rich("structlog")
        yield
    finally:
        gc.enable()
        if not gc.get_freeze_count():
            gc.freeze()
        if before is None:
            del os.environ[_NO_PLUGINS]
        else:
            os.environ[_NO_PLUGINS] = before


def _fail(message: str, code: int) -> NoReturn:
    complain(message)
    sys.exit(code)
