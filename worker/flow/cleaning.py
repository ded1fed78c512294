"""JUDGE, cleaning: what turns out not to be an article's own once it is before the judge, and is left out of it.

GATHER cleaned the article by what was known when its page was read. The judge knows more: furniture learned since
then, texts shown under other headlines (walls), and ends shared with other articles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from worker.content import direct
from worker.flow.gathered import Gathered
from worker.flow.relate import Related
from worker.model.entry import ArticleDraft
from worker.model.story import Relation, RelationKind
from worker.model.verdict import Stage, Verdict
from worker.policy.furniture import content
from worker.store.docket import Docket
from worker.store.furniture import Furniture
from worker.store.judged import Judgement

_COPIES = (RelationKind.COPY, RelationKind.NEAR_COPY)


def without_furniture(one: Gathered, furniture: Furniture, names: Mapping[str, str]) -> Gathered:
    """The entry with furniture removed that was not yet known when its page was read; itself if there is none."""
    article = direct.unfurnished(one.article, furniture.of(one.article.host), names)
    if article is one.article:
        return one
    removed = article.promo[len(one.article.promo) :]
    verdict = Verdict(Stage.EXTRACT, "furniture", {"chars": len(article.text), "promo": [cut.why for cut in removed]})
    return replace(one, article=article, verdicts=(*one.verdicts, verdict))


def without_wall(docket: Docket, one: Gathered, relations: Sequence[Relation]) -> Gathered | None:
    """The entry without its page, if the page is a wall: a text shown under several headlines, about none of them.

    Or if it is a page that its host shows for all: under a headline of its own, with a text known for another entry. A
    wall of two hosts has a headline of its own as well, for a part of a report may be about neither headline.
    """
    draft = one.article
    if draft.degraded is not None or not relations or not relations[0].proven:
        return None
    known = docket.by_id(relations[0].other)
    of_host = known.host == draft.host
    for_all = of_host and not draft.headed and relations[0].kind in _COPIES and direct.unlike(draft.title, known.title)
    about_none = (of_host or not draft.headed) and direct.same_wall(draft.title, known.title, draft.text)
    if not (for_all or about_none):
        return None
    article = direct.from_entry(one.entry.draft, draft.host, one.entry.feed_lang, "same_text")
    evidence = {"reason": "same_text", "article": known.id, "chars": len(article.text)}
    return replace(one, article=article, verdicts=(*one.verdicts, Verdict(Stage.EXTRACT, "degraded", evidence)))


def told_apart(
    docket: Docket, furniture: Furniture, draft: ArticleDraft, related: Related, names: Mapping[str, str]
) -> tuple[ArticleDraft, int]:
    """An article known by what is its own, if its words relate it to none; and how many paragraphs are not."""
    if related.relations or not draft.text:
        return draft, 0
    suspected = furniture.suspected(draft.host, draft.segments, draft.imprint)
    if not suspected and not related.framed_alike:
        return draft, 0
    others = [docket.text(it)[1] for it in related.framed_alike]
    apart, left_out = direct.told_apart(draft, suspected, others, names)
    if left_out:
        docket.load([apart])
    return apart, left_out


def learn(furniture: Furniture, judgement: Judgement) -> None:
    """Learn furniture from a page with an article of its own; an entry that shares a known article teaches nothing."""
    draft = judgement.article
    if draft is not None:
        furniture.learn(draft.host, draft.removed + draft.segments, content(draft.imprint, judgement.story))
