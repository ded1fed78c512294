"""Standard input, output and error, made fit for a program that may run for months under any supervisor."""

import os
import sys
from io import FileIO, TextIOWrapper
from typing import BinaryIO, TextIO, cast


def prepare() -> None:
    """Make the three streams usable; call it before anything else opens a file.

    - A closed one, as under some cron daemons and supervisors, is led to the null device. Otherwise the next file or
      socket to be opened would get its number, and whatever is printed would go there.
    - Characters that a stream's encoding lacks are written as escapes: a title in Thai does not end the program.
    - Standard error is unbuffered. A buffer keeps what could not be written, and every later flush fails with it:
      those of multiprocessing before it starts a child, and the one at exit. A full disk would end the polling so.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open until the end
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as above
    sys.stderr = _unbuffered(sys.stderr)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def leave(code: int) -> None:
    """End the process at once, with all that was printed written; returns where that is not possible."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def _unbuffered(stream: TextIO | None) -> TextIO:
    raw = cast("BinaryIO", FileIO(2, "w", closefd=False))
    encoding = stream.encoding if stream else "utf-8"
    return TextIOWrapper(raw, encoding, "backslashreplace", line_buffering=True, write_through=True)
