"""What the process that children are forked from loads, once: parsers and the language model, shared by all children.

Without it each child spends half a second on the model at its first article.
"""

from __future__ import annotations

from worker.content import articles, feeds, language

__all__ = ["articles", "feeds"]

language.warm()
