"""Hands each alert to a run of the user's program, as JSON on its standard input. No shell is involved."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Sequence
from typing import Self

from worker.awake import Limit
from worker.model.errors import Rejected, Unavailable
from worker.model.sinks import CommandSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.wording import plain, read

_SHOWN_CHARS = 200
_PIPE_BYTES = 65_536
"""The capacity of a pipe: one read gets everything the program wrote before it ended."""


class CommandSink:
    """Implements ``model.ports.Sink`` over processes: exit 0 acknowledges, 65 (EX_DATAERR) refuses the alert for good.

    Any other exit is retried. ``WIREWATCH_ALERT`` in the environment is the alert's id: a program that must not act
    twice should remember it, since an alert can be repeated after a crash.
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
        """The program's exit code, and the end of its standard error.

        The exit decides, not the end of the pipes: a process that the program left in the background may keep them
        open. Standard input is a file in memory, not a pipe, because the program need not read it.
        """
        with contextlib.ExitStack() as open_files, _Complaints() as complaints:
            body = open_files.enter_context(os.fdopen(os.memfd_create("alert"), "wb", buffering=0))
            body.write(alert.body + b"\n")
            body.seek(0)
            return await self._exit_of(alert, body.fileno(), complaints, done), complaints.said()

    async def _exit_of(self, alert: ClaimedAlert, body: int, complaints: _Complaints, done: Sequence[Delivered]) -> int:
        try:
            process = await asyncio.create_subprocess_exec(
                *self._argv,
                stdin=body,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=complaints.write_end,
                env={**os.environ, "WIREWATCH_ALERT": alert.id},
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            reason = (
                f"{self._argv[0]} cannot be run: {getattr(error, 'strerror', None) or error}; correct the sink's argv"
            )
            raise Unavailable(reason, taken=done) from error
        try:
            async with Limit(self._timeout_s):
                return await process.wait()
        except TimeoutError as error:
            reason = f"{self._argv[0]} ran longer than {self._timeout_s:g} s for alert {alert.id} and was killed"
            raise Unavailable(reason, taken=done) from error
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, 9)
                await process.wait()


class _Complaints:
    """Standard error of a program, read while it runs; only its end is kept."""

    def __init__(self) -> None:
        self._read_end, self.write_end = os.pipe()
        os.set_blocking(self._read_end, False)
        self._kept = bytearray()

    def __enter__(self) -> Self:
        asyncio.get_running_loop().add_reader(self._read_end, self._read)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self._read_end)
        os.close(self._read_end)
        os.close(self.write_end)

    def said(self) -> str:
        """The end of it, on one line."""
        self._read()
        return plain(self._kept.decode(errors="replace"))[-_SHOWN_CHARS:]

    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._kept += os.read(self._read_end, _PIPE_BYTES)
            del self._kept[: -4 * _SHOWN_CHARS]
