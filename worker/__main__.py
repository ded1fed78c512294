"""``python -m worker`` is ``wirewatch``.

Child processes import the main module again: so it imports nothing before it runs.
"""

import atexit
import gc
import sys


def main() -> None:
    """What the command ``wirewatch`` calls."""
    from worker import collector, early, stdio  # noqa: PLC0415 - see above

    if sys.argv[1:2] == ["run"]:
        early.listen()
    stdio.prepare()
    if sys.flags.optimize > 1:
        sys.stderr.write(
            "python -OO (PYTHONOPTIMIZE=2) takes away what a library reads its grammar from; leave it out\n"
        )
        sys.exit(2)
    gc.set_threshold(collector.AFTER)
    gc.disable()  # until the command is loaded: all of that stays
    ended: list[SystemExit] = []
    atexit.register(_leave, ended)  # the first, so that it is the last to be called
    from worker.cli import main as run  # noqa: PLC0415 - see above

    try:
        run()
    except SystemExit as end:
        ended.append(end)
        raise


def _leave(ended: list[SystemExit]) -> None:
    """End a command that came to its end without taking apart what was loaded, a thirtieth of a pass.

    All else that an interpreter does at its end is done by now.
    """
    from worker import stdio  # noqa: PLC0415 - see above

    code = ended[0].code if ended else None
    if isinstance(code, int):
        stdio.leave(code)


if __name__ == "__main__":
    main()
