"""A story's graph of sources: which articles tell it, who copied whom, who cites whom, who had it first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from worker.flow.origins import copies_among, first_of, telling_of_known
from worker.flow.shapes import judged_name, timestamp
from worker.model.outlets import Press
from worker.model.story import Direction
from worker.store.judged import KnownArticle
from worker.store.stories import JudgedEntry, WordedRelation


def story_graph(press: Press, judged: Sequence[JudgedEntry], related: Sequence[WordedRelation]) -> dict[str, Any]:
    """``{"first", "nodes", "edges"}``, from what was stored about the story; ``first`` is None if undecided.

    A node is an article under the name of the entry that brought it: ``{"id", "outlet", "name", "owner", "tier",
    "lang", "published", "first_seen"}``. An edge ``{"from", "to", "kind", "share"}`` leads from a copy to its source
    (``copied_from``; ``related`` where it is undecided which is which), or from an article to an outlet (``cites``,
    without share): its key, or its name in the article if it is not known.
    """
    firsts = {it.article_id: it for it in judged if it.previous_id is None and not it.shares}
    names = {article: judged_name(it) for article, it in firsts.items()}
    edges = [_copied(names, it) for it in related if it.article_id in names and it.other_id in names]
    tellings = {article: telling_of_known(press, _known(it)) for article, it in firsts.items()}
    first = first_of(tellings.values(), copies_among(related) & names.keys())
    for article, one in firsts.items():
        edges += [_cited(press, names[article], it.name) for it in one.cites]
    return {
        "first": names[first] if first is not None else None,
        "nodes": [_node(press, names[article], it, tellings[article].owner) for article, it in firsts.items()],
        "edges": edges,
    }


def _node(press: Press, name: str, judged: JudgedEntry, owner: str) -> dict[str, Any]:
    outlet = press.at(judged.host)
    return {
        "id": name,
        "outlet": outlet.key if outlet else judged.host,
        "name": outlet.names[0] if outlet else None,
        "owner": owner,
        "tier": outlet.tier if outlet else None,
        "lang": judged.lang,
        "published": timestamp(judged.published_at),
        "first_seen": timestamp(judged.first_seen_at),
    }


def _copied(names: Mapping[int, str], related: WordedRelation) -> dict[str, Any]:
    one, other = names[related.article_id], names[related.other_id]
    if related.direction == Direction.SOURCE:
        return {"from": other, "to": one, "kind": "copied_from", "share": round(related.outer_share, 3)}
    kind = "copied_from" if related.direction == Direction.COPY else "related"
    return {"from": one, "to": other, "kind": kind, "share": round(related.inner_share, 3)}


def _cited(press: Press, article: str, name: str) -> dict[str, Any]:
    outlet = press.named(name)
    return {"from": article, "to": outlet.key if outlet else name, "kind": "cites", "share": None}


def _known(judged: JudgedEntry) -> KnownArticle:
    return KnownArticle(
        id=judged.article_id,
        story=judged.story_id,
        title=judged.title,
        feed_id=judged.feed_id,
        lang=judged.lang,
        digest=b"",
        host=judged.host,
        published_at=judged.published_at,
        published_from=judged.published_from,
        first_seen_at=judged.first_seen_at,
        cites=judged.cites,
    )
