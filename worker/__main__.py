"""``python -m worker`` is ``wirewatch``."""

from worker.cli import main

if __name__ == "__main__":
    main()
