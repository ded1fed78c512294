"""What the process that children are forked from loads in addition, if pages are to be read.

Without it each child spends half a second on the language model and a quarter on the extractor at its first page.
"""

from __future__ import annotations

from worker.content import language, pages

__all__ = ["pages"]

language.warm()
