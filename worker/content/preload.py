"""What the process that children are forked from loads, once, where pages are to be read: shared by all children.

Without it each child spends half a second on the language model, a quarter on the extractor and 60 ms on the known
outlets at its first page.
"""

from __future__ import annotations

from worker.content import articles, citations, feeds, language, pages

__all__ = ["articles", "feeds", "pages"]

language.warm()
citations.warm()
