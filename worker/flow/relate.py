"""JUDGE, first step: how an article stands to the articles known, by identity or by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from worker.content.direct import apart, wording
from worker.flow.lrucache import LruCache
from worker.model.entry import DOUBTED, ArticleDraft, PendingEntry
from worker.model.story import PROVEN, Relation, RelationKind
from worker.policy import likeness, repeats, templates
from worker.policy.stories import When, news_when
from worker.store.docket import Docket
from worker.store.judged import KnownArticle

TEXTS_KEPT, WORDS_KEPT = 500, 1_000_000
"""Texts kept in memory for comparison, as a much copied report is compared again and again; and the words of all. Each
takes .3 kB, and is a letter where words have no blanks: a text of 200,000 takes 60 MB."""

ASIDE = "a part of a text about something else"
FOR_ALL = "one page stood for both"


@dataclass(frozen=True, slots=True)
class Related:
    """An article's relations to known articles, the one that covers most of it first.

    ``look_alikes`` use the same words for other news, or about other people; their evidence says what differs.
    ``together`` is the share of the article that its sources cover, if it is made of several. ``framed_alike`` are
    articles that share an end with it and nothing else: a company's boilerplate, a host's furniture; ``above_the_same``
    those of them that do not tell what its headline does. ``beside``: of these it repeats a part, beside parts of
    other stories or under a headline that is about its other parts as well. ``anew`` says why an article in words that
    were told before is news all the same; ``closed`` are the stories that were told in these words on another day.
    """

    relations: tuple[Relation, ...] = ()
    look_alikes: tuple[Relation, ...] = ()
    together: float | None = None
    framed_alike: tuple[int, ...] = ()
    above_the_same: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    closed: frozenset[int] = frozenset()
    anew: str | None = None


class Relater:
    """Finds an article's relations; caches the words of recently compared texts."""

    def __init__(self) -> None:
        # By title and digest, as ids may be rolled back.
        self._texts: LruCache[bytes, likeness.Text] = LruCache(TEXTS_KEPT, size=_words, most_size=WORDS_KEPT)

    def relate(self, docket: Docket, draft: ArticleDraft, when: When, feed: int | None, wall: int | None) -> Related:
        """Compare the article exactly with the known ones its samples point to; ``feed`` listed it, unless imported.

        ``when`` is when it is news; ``wall`` one that was read from a page that stood in for this article's as well: it
        proves nothing.
        """
        found = self._related(docket, draft, when, feed, wall)
        if wall is None:
            return found
        other = Relation(RelationKind.UNRELATED, wall, 0.0, evidence=(FOR_ALL,))
        return replace(found, look_alikes=(*found.look_alikes, other))

    def _related(self, docket: Docket, draft: ArticleDraft, when: When, feed: int | None, wall: int | None) -> Related:
        own = self._texts.get(_key(draft.fingerprint.digest, draft.title), partial(_own, draft))
        others = [(it, self._other(docket, it)) for it in _candidates(docket, draft) if it != wall]
        compared = [(it, other, likeness.compare(own, other)) for it, other in others]
        if not compared:
            return Related()
        of_feed = any(docket.by_id(it).feed_id == feed and likeness.classify(one) in PROVEN for it, _, one in compared)
        chosen, covered = likeness.sources([found for _, _, found in compared], len(own.wording.compared))
        made_of = {compared[place][0] for alike in chosen for place in alike}
        is_mash_up = len(chosen) > 1 and covered >= likeness.KNOWN
        relations, look_alikes, framed, above = [], [], [], []
        for article, other, found in compared:
            is_part = is_mash_up and article in made_of
            kind = likeness.classify(found) or (RelationKind.REWRITE if is_part else None)
            if kind is not None and found.strange and not is_part:
                differs = found.strange
            elif self._framed_alike(docket, draft, article, kind, found):
                framed.append(article)
                if templates.told_anew(own.wording, other.wording, below=False):
                    above.append(article)
                continue
            elif kind is None:
                differs = found.differing
            else:
                differs = (ASIDE,) if not is_mash_up and likeness.stands_aside(own, other, found) else ()
                if not differs and kind in PROVEN:
                    differs = _issued_again(docket.by_id(article), draft, when, own, found)
            if differs:
                look_alikes.append(_look_alike(docket, draft, article, found, differs))
            elif kind is not None:
                proven = _proves(kind, own, other, found, of_feed=of_feed)
                relations.append(_relation(docket, draft, article, kind, found, proven=proven))
        relations.sort(key=lambda it: (not it.proven, -it.covered, -it.outer, it.other))
        if is_mash_up and not any(it.proven for it in relations):
            relations = _proven_together(docket, relations, made_of)
        together = covered if is_mash_up else None
        beside = _beside(own, dict(others), relations, of_feed=of_feed, is_mash_up=is_mash_up)
        return Related(tuple(relations), tuple(look_alikes), together, tuple(framed), tuple(above), beside)

    def _framed_alike(
        self,
        docket: Docket,
        draft: ArticleDraft,
        article: int,
        kind: RelationKind | None,
        found: likeness.Comparison,
    ) -> bool:
        """Whether two texts share nothing but what frames them: an end, or paragraphs of their host."""
        if kind is None:
            return likeness.framed_alike(found)
        return self._only_furnished_alike(docket, draft, article, found)

    def _only_furnished_alike(
        self, docket: Docket, draft: ArticleDraft, article: int, found: likeness.Comparison
    ) -> bool:
        """Whether two pages of a host with different titles share only paragraphs that may be furniture.

        This keeps a host's first pages apart, before its furniture is learned.
        """
        known = docket.by_id(article)
        if not draft.text or known.host != draft.host:
            return False
        if known.title == draft.title or known.digest == draft.fingerprint.digest:
            return False
        texts = draft.text, docket.text(article)[1]
        own, other = apart(*texts)
        if (own, other) == texts and likeness.classify(found) is not None:
            return False  # no such paragraph
        rest = likeness.Text(wording("", own, draft.lang))
        rest_of_other = likeness.Text(wording("", other, known.lang))
        if min(len(rest.shingles), len(rest_of_other.shingles)) < likeness.HEADLINE_SHINGLES:
            return False
        return likeness.classify(likeness.compare(rest, rest_of_other)) is None

    def _other(self, docket: Docket, article: int) -> likeness.Text:
        known = docket.by_id(article)

        def read() -> likeness.Text:
            return likeness.Text(wording(*docket.text(article), known.lang))

        return self._texts.get(_key(known.digest, known.title), read)


def when_of(article: ArticleDraft | KnownArticle, seen_at: float) -> When:
    """When an article seen at ``seen_at`` is news."""
    return news_when(article.published_at, seen_at, doubted=article.published_from == DOUBTED)


def _issued_again(
    known: KnownArticle, draft: ArticleDraft, when: When, own: likeness.Text, found: likeness.Comparison
) -> tuple[str, ...]:
    """Why an article in the words of a known one is a later issue of it; empty where it is a copy."""
    apart_s = abs(when.after(when_of(known, known.first_seen_at).latest))
    one_outlet = bool(draft.host) and known.host == draft.host
    return repeats.issued_again(own, found, apart_s=apart_s, one_outlet=one_outlet)


def _words(text: likeness.Text) -> int:
    return len(text.wording.compared)


def _key(digest: bytes, title: str) -> bytes:
    return digest + title.encode()


def _candidates(docket: Docket, draft: ArticleDraft) -> list[int]:
    """Known articles that share samples with this one; and of the very same text the first, and its headline's last."""
    wanted = likeness.candidates(draft.fingerprint.samples, docket.holders)
    same = docket.all_by_digest(draft.fingerprint.digest)
    headed = [it for it in same if docket.by_id(it).title == draft.title]
    return list(dict.fromkeys((*list(same)[:1], *sorted(headed)[-1:], *wanted)))


def _own(draft: ArticleDraft) -> likeness.Text:
    words = draft.fingerprint.wording or wording(draft.title, draft.text, draft.lang)
    return likeness.Text(words, draft.fingerprint.shingles)


def _proves(
    kind: RelationKind, own: likeness.Text, other: likeness.Text, found: likeness.Comparison, *, of_feed: bool
) -> bool:
    """Whether the relation silences: not where the article's headline is about what it has beyond the other's words.

    ``of_feed``: its feed has told something in these words, and hardly lists the same news twice.
    """
    if kind not in PROVEN or not likeness.proves(found):
        return False
    if found.overlap.inner >= likeness.SAME and not of_feed:
        return True
    return not templates.told_anew(own.wording, other.wording, of_feed=of_feed)


def _beside(
    own: likeness.Text,
    others: Mapping[int, likeness.Text],
    relations: Iterable[Relation],
    *,
    of_feed: bool,
    is_mash_up: bool,
) -> tuple[int, ...]:
    parts = [it.other for it in relations if not it.proven]
    return tuple(
        it for it in parts if is_mash_up or templates.told_anew(own.wording, others[it].wording, of_feed=of_feed)
    )


def _relation(
    docket: Docket,
    draft: ArticleDraft,
    article: int,
    kind: RelationKind,
    found: likeness.Comparison,
    *,
    proven: bool = False,
) -> Relation:
    return Relation(
        kind,
        article,
        score=max(found.covered, found.covers),
        inner=found.overlap.inner,
        outer=found.overlap.outer,
        shared=found.overlap.shared,
        covered=found.covered,
        proven=proven,
        evidence=likeness.shared_sentences(draft.text, docket.text(article)[1]),
    )


def _look_alike(
    docket: Docket, draft: ArticleDraft, article: int, found: likeness.Comparison, differs: tuple[str, ...]
) -> Relation:
    return replace(_relation(docket, draft, article, RelationKind.UNRELATED, found), evidence=differs)


def _proven_together(docket: Docket, relations: list[Relation], made_of: set[int]) -> list[Relation]:
    """A mash-up tells nothing new if all its sources are in one story; one of several stories counts as new."""
    if len({docket.by_id(article).story for article in made_of}) > 1:
        return relations
    return [replace(it, proven=it.other in made_of) for it in relations]


def same_url(docket: Docket, entry: PendingEntry, draft: ArticleDraft) -> KnownArticle | None:
    """The known article of this entry's link; within one feed, where entries may share a link, the title must agree.

    In another feed it may be another headline for the page, but not one with hardly a word in common: posts of the day
    may all be on one page. Another issue of the page (``store.judged.Address``) is compared by what its page says now;
    if that is not had, by its own text, with which other feeds may only list the page again.
    """
    known = docket.by_url(entry.url_key)
    if known is None:
        return None
    if docket.has_another_issue(entry):
        listed = draft.degraded is not None and (known.feed_id != entry.feed_id or not draft.text)
        if not listed:
            return None
    if known.title == draft.title:
        return known
    if known.feed_id == entry.feed_id:
        return None
    ours, theirs = wording(draft.title, "", draft.lang), wording(known.title, "", known.lang)
    return known if templates.headed_alike(ours, theirs) else None


def identity(known: KnownArticle, version: KnownArticle | None) -> Relation:
    """The relation to ``known``, another ``version`` of the same entry or the article of the same address."""
    return Relation(RelationKind.SAME_ENTRY if version else RelationKind.SAME_URL, known.id, 1.0, proven=True)
