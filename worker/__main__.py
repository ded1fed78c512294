"""``python -m worker`` is ``wirewatch``.

Child processes import the main module again: so it imports nothing before it runs.
"""

import gc


def main() -> None:
    """What the command ``wirewatch`` calls."""
    gc.disable()  # a tenth of the start goes into looking for garbage among what is imported for good
    from worker.cli import main as run  # noqa: PLC0415 - see above

    gc.enable()
    gc.freeze()
    run()


if __name__ == "__main__":
    main()
