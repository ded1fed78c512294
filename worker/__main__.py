"""``python -m worker`` is ``wirewatch``.

Child processes import the main module again: so it imports nothing before it runs.
"""


def main() -> None:
    """What the command ``wirewatch`` calls."""
    from worker.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
