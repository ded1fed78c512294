"""``python -m worker`` is ``wirewatch``.

Child processes import the main module again: so it imports nothing before it runs.
"""

import gc
import sys

GARBAGE_AFTER = 10_000
"""New objects between two looks for garbage. A batch before the judge makes a hundred thousand, of which next to none
are circles: with Python's 700 a fifteenth of judging went into looking."""


def main() -> None:
    """What the command ``wirewatch`` calls."""
    from worker import stdio  # noqa: PLC0415 - see above

    stdio.prepare()
    if sys.flags.optimize > 1:
        sys.stderr.write(
            "python -OO (PYTHONOPTIMIZE=2) takes away what a library reads its grammar from; leave it out\n"
        )
        sys.exit(2)
    from worker.cli import main as run  # noqa: PLC0415 - see above

    gc.set_threshold(GARBAGE_AFTER)
    run()


if __name__ == "__main__":
    main()
