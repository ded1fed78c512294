"""The command group: loads a command's module when it is asked for, and turns errors into messages and exit codes."""

from __future__ import annotations

import difflib
import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from worker.daemon.escaping import escaped
from worker.model.errors import Busy, ConfigError, Conflict, StoreError, WirewatchError

FAILED, INVALID, SOME_FEEDS_FAILED, HELD, UNUSABLE = 1, 2, 3, 75, 78

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"

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
    """Turns our errors into messages and exit codes, in one place."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in the order of the alphabet."""
        return sorted(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module loaded; None where there is none."""
        home = HOMES.get(cmd_name)
        if home is None:
            return None
        with _spared():
            module = import_module(f"worker.cli.{home}")
        return cast("click.Command", getattr(module, cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is typed, or the one that was meant."""
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
            sys.stdout = None  # or the interpreter fails at what is left in it
            _complain(f"what was asked for cannot be written: {error.strerror}; see where it goes", FAILED)
        except ConfigError as error:
            _complain(str(error), INVALID)
        except (Conflict, Busy) as error:
            _complain(str(error), HELD)
        except StoreError as error:
            _complain(str(error), UNUSABLE)
        except WirewatchError as error:
            _complain(str(error), FAILED)
        except UnicodeEncodeError as error:
            if error.object not in sys.argv:
                raise
            _complain(f"{error.object!r} is not UTF-8, in which everything is kept here; type it so", INVALID)
        return done


@contextmanager
def _spared() -> Iterator[None]:
    """What an import is spared: each is some 2 in a hundred of a pass.

    Looks for garbage among what is loaded for good, now and later; and a look for plugins of pydantic through all that
    is installed, for its models are made now. Commands of sinks inherit the environment as it was.
    """
    before = os.environ.get(_NO_PLUGINS)
    os.environ[_NO_PLUGINS] = "__all__"
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        if not gc.get_freeze_count():
            gc.freeze()
        if before is None:
            del os.environ[_NO_PLUGINS]
        else:
            os.environ[_NO_PLUGINS] = before


def _complain(message: str, code: int) -> NoReturn:
    with suppress(OSError):  # the exit code still says it
        click.echo("\n".join(map(escaped, message.splitlines())), err=True)
    sys.exit(code)
