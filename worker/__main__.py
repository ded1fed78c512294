"""``python -m worker`` is ``wirewatch``.

Child processes import the main module again: so it imports nothing before it runs.
"""

import gc
import os
import sys

GARBAGE_AFTER = 10_000
"""New objects between two looks for garbage. A batch before the judge makes a hundred thousand, of which next to none
are circles: with Python's 700 a fifteenth of judging went into looking."""


def main() -> None:
    """What the command ``wirewatch`` calls."""
    _take_standard_files()
    if sys.flags.optimize > 1:
        sys.stderr.write(
            "python -OO (PYTHONOPTIMIZE=2) takes away what a library reads its grammar from; leave it out\n"
        )
        sys.exit(2)
    from worker.cli import main as run  # noqa: PLC0415 - see above

    gc.set_threshold(GARBAGE_AFTER)
    run()


def _take_standard_files() -> None:
    """Lead standard input, output and error nowhere where they were closed, as a cron line or a supervisor may do.

    Else the next file opened gets the number, and what is printed goes into the store, or a socket ends the process.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - kept to the end
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - kept to the end


if __name__ == "__main__":
    main()
