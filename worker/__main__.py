"""``python -m worker`` is ``wirewatch``.

Child processes import the main module again: so it imports nothing before it runs.
"""

import gc

GARBAGE_AFTER = 10_000
"""New objects between two looks for garbage. A batch before the judge makes a hundred thousand, of which next to none
are circles: with Python's 700 a fifteenth of judging went into looking."""


def main() -> None:
    """What the command ``wirewatch`` calls."""
    from worker.cli import main as run  # noqa: PLC0415 - see above

    gc.set_threshold(GARBAGE_AFTER)
    run()


if __name__ == "__main__":
    main()
