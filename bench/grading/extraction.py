"""What is read out of pages: the body against the one typed by hand, before and after the cleaning."""

from __future__ import annotations

from collections.abc import Iterator

from grading.figures import Figure, Skipped
from grading.material import Absent, Material
from grading.measures import extraction_f1, shingle_matching
from worker.content.articles import read_article
from worker.content.pages import read_page
from worker.content.tasks import RawPage, Source
from worker.model.entry import EntryDraft
from worker.model.errors import NoArticle

GOAL = 0.961
MIN_CHARS = 200
HTML = {"content-type": "text/html; charset=utf-8"}


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """F1 over shingles of four words. A page that cannot be read counts as an empty text."""
    try:
        pages, named = material.pages()
    except Absent as why:
        yield Skipped("extraction", str(why))
        return
    raw, cleaned = [], []
    cut = 0
    for row, html in pages:
        try:
            text = read_page(html, HTML, row["url"]).text
        except NoArticle:
            text = ""
        raw.append(shingle_matching(row["text"], text))
        article = read_article(source(html, row["url"]))
        cleaned.append(shingle_matching(row["text"], article.text))
        cut += len(article.promo)
    yield Figure("extraction · f1, cleaning off", extraction_f1(raw), len(pages), named)
    note = f"{cut} pieces taken off"
    yield Figure("extraction · f1, cleaning on", extraction_f1(cleaned), len(pages), named, GOAL, note=note)
    lost = sum(hit - kept for (hit, _, _), (kept, _, _) in zip(raw, cleaned, strict=True) if kept < hit) / len(pages)
    yield Figure("extraction · share of the body cleaning takes", lost, len(pages), named, low=True)


def source(html: bytes, url: str) -> Source:
    """A page behind an entry that says nothing by itself."""
    nothing = EntryDraft(
        item_hash=b"", order=0, guid=None, url=url, title="", summary="", content="", author=None, lang=None,
        published_raw=None, published_at=None,
    )  # fmt: skip
    return Source(nothing, "", None, (), MIN_CHARS, RawPage(html, HTML, url), None)
