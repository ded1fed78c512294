"""JUDGE, second step, with an embedder: the story in another language whose report means the same as an article.

Only asked if names and numbers do not match. It may put an article into a story, never silence it.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Sequence
from operator import mul

from worker.model.entry import ArticleDraft
from worker.model.events import emit
from worker.model.ports import Embedder
from worker.policy import stories
from worker.store.docket import Docket

COMPARED = 64
"""The newest stories told in other languages that an article is compared with."""
KEPT = 1000
"""Vectors kept in memory; others are computed again, so a restart changes nothing."""
CHARS = 2000
"""How much of a text is embedded; its start is enough to identify the event."""


class SemanticMatcher:
    """Compares articles by an embedder. If the embedder fails, that is logged and judging goes on without it."""

    def __init__(self, embedder: Embedder, link_from: float) -> None:
        self._embedder = embedder
        self._link_from = link_from
        self._vectors: OrderedDict[str, Sequence[float]] = OrderedDict()

    async def prepare(self, drafts: Sequence[ArticleDraft]) -> None:
        """Embed these articles on a thread, ahead of the transaction that judges them."""
        await asyncio.to_thread(self._embed, [_text(it.title, it.text) for it in drafts])

    def match(self, docket: Docket, draft: ArticleDraft, when: stories.When) -> stories.Match | None:
        """The nearest story in another language, if it is near enough."""
        told = [it for it in docket.newest_stories(COMPARED) if draft.lang not in it.languages]
        docket.load_texts(voice for story in told for voice in story.voices)
        voices = {_text(*docket.text(voice)): story for story in told for voice in story.voices}
        own = _text(draft.title, draft.text)
        self._embed([own, *voices])
        if own not in self._vectors:
            return None
        near = [(_cosine(self._vectors[own], self._vectors[it]), it) for it in voices if it in self._vectors]
        score, best = max(near, key=lambda it: (it[0], -voices[it[1]].id), default=(0.0, ""))
        if score < self._link_from:
            return None
        late = when.after(voices[best].news_at) > stories.FOLLOW_UP_S
        return stories.Match(voices[best].id, score, False, late, (f"embedder:{score:.2f}",), by_meaning=True)

    def _embed(self, texts: Sequence[str]) -> None:
        missing = list(dict.fromkeys(it for it in texts if it not in self._vectors))
        for text in texts:
            if text in self._vectors:
                self._vectors.move_to_end(text)
        if not missing:
            return
        try:
            self._vectors.update(zip(missing, self._embedder.embed(missing), strict=True))
        except Exception as error:  # noqa: BLE001 - a model of the user's: whatever it does, news go on
            emit("embedder.failed", articles=len(missing), error=f"{type(error).__name__}: {error}")
        while len(self._vectors) > KEPT:
            self._vectors.popitem(last=False)


def _text(title: str, text: str) -> str:
    return f"{title}\n{text[:CHARS]}"


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    norms = math.hypot(*one) * math.hypot(*other)
    return sum(map(mul, one, other)) / norms if norms else 0.0
