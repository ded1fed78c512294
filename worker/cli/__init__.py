"""What a user types. Thin: each command calls one function of ``daemon`` and prints what it returns.

Exit codes: 0 done; 1 failed; 2 usage or invalid configuration; 3 done, but some feeds failed; 75 another instance
holds the store, or it is in trouble that may pass; 78 store unusable or its schema newer.
"""

from __future__ import annotations

import sys

import click

from worker import __version__
from worker.cli.commands import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wirewatch")
def main() -> None:
    """Watch news feeds; raise one alert per story, never lost, never doubled.

    demo shows it at work. With a configuration: check reads it, once makes one pass, run is the daemon, and explain
    says why you were told of something, or were not.
    """
    from worker.daemon import logs  # noqa: PLC0415 - not needed for --help and --version

    logs.configure("auto", "warning", sys.stderr)
