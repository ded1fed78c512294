"""Alerts handed to a program of the user's, one run each, as JSON on its standard input. No shell is involved."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Sequence

from worker.model.errors import Rejected, Unavailable
from worker.model.sinks import CommandSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.wording import plain, read

_SHOWN_CHARS = 200


class CommandSink:
    """Implements ``model.ports.Sink`` over processes: exit 0 acknowledges, 65 (EX_DATAERR) refuses the alert for good.

    Any other exit is tried again. ``WIREWATCH_ALERT`` in the environment is the alert's id: a program that can be
    hurt by a repeat, as after a crash, should remember it.
    """

    at_once = 1

    def __init__(self, settings: Settings) -> None:
        self._argv = settings.argv
        self._timeout_s = settings.timeout_s

    async def start(self) -> None:
        """Nothing to make ready."""

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Run the program for each alert, in order. Raises as ``model.ports.Sink`` says, naming those taken before."""
        done: list[Delivered] = []
        for alert in alerts:
            read(alert)
            code, said = await self._run(alert, done)
            reason = f"{self._argv[0]} ended with {code} for alert {alert.id}{f': {said}' if said else ''}"
            if code == os.EX_DATAERR:
                raise Rejected(reason, taken=done)
            if code:
                raise Unavailable(reason, taken=done)
            done.append(Delivered(alert.id))
        return done

    async def stop(self) -> None:
        """Nothing to let go of: no run outlives its ``deliver``."""

    async def _run(self, alert: ClaimedAlert, done: Sequence[Delivered]) -> tuple[int, str]:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._argv,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.PIPE,
                env={**os.environ, "WIREWATCH_ALERT": alert.id},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            reason = (
                f"{self._argv[0]} cannot be run: {getattr(error, 'strerror', None) or error}; correct the sink's argv"
            )
            raise Unavailable(reason, taken=done) from error
        try:
            async with asyncio.timeout(self._timeout_s):
                _, complaint = await process.communicate(alert.body + b"\n")
        except TimeoutError as error:
            reason = f"{self._argv[0]} ran longer than {self._timeout_s:g} s for alert {alert.id} and was killed"
            raise Unavailable(reason, taken=done) from error
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, 9)
                await process.wait()
        return process.returncode or 0, plain(complaint.decode(errors="replace"))[-_SHOWN_CHARS:]
