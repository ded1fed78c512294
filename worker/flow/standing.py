"""JUDGE: an article before the judge, as the steps hand it on, and the place that it is given."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from worker.content.direct import wording
from worker.flow.across import Foreign
from worker.flow.gathered import Gathered
from worker.flow.relate import Related, when_of
from worker.model.entry import ArticleDraft, PendingEntry, Wording
from worker.model.story import Relation
from worker.policy import stories
from worker.policy.provenance import Telling
from worker.policy.vectors import Vector
from worker.store.judged import KnownArticle, StoryRecord


@dataclass(frozen=True, slots=True)
class Article:
    """An article before the judge, and how it stands to those known.

    ``id`` is its own if it is ``fresh``, else that of the known article that it is. ``previous`` is the entry's earlier
    version. ``left_out``: how many of its paragraphs are not its own.
    """

    gathered: Gathered
    draft: ArticleDraft
    id: int
    previous: KnownArticle | None
    fresh: bool
    related: Related
    left_out: int
    telling: Telling

    @property
    def entry(self) -> PendingEntry:
        """The entry that brought it."""
        return self.gathered.entry

    @property
    def when(self) -> stories.When:
        """When it is news."""
        return when_of(self.draft, self.entry.first_seen_at)

    @property
    def words(self) -> Wording:
        """Its words, those of the headline apart."""
        draft = self.draft
        return draft.fingerprint.wording or wording(draft.title, draft.text, draft.lang)

    @property
    def headline(self) -> tuple[str, ...]:
        """The words of its headline."""
        return self.words.title

    @property
    def told_in_full(self) -> bool:
        """Whether it is weighed as a text, which a long headline is as well."""
        return bool(self.draft.text) or stories.reads_as_text(self.headline)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article belongs: its ``story``, with the article in it, and the ``match`` that led there, if any did.

    ``about`` returns what the article tells, ``brought`` are those of its terms that its story did not have.
    """

    story: StoryRecord
    match: stories.Match | None
    hint: stories.Match | None
    merged: tuple[int, ...]
    relations: tuple[Relation, ...]
    foreign: Foreign
    about: Callable[[], Vector]
    brought: Collection[int]
    opened: bool

    @property
    def anew(self) -> bool:
        """Whether it tells the next step of its story."""
        return self.match is not None and self.match.anew
