"""Pages that a script draws, or that print but the beginning: their article stands in their data."""

from __future__ import annotations

import json

import pytest

from worker.content.pages import read_page
from worker.model.errors import NoArticle

URL = "http://harbour.example/news/pier"
TITLE = "Council moves the ferry pier upstream"
PARTS = [
    "The town council decided on Tuesday to move the ferry pier two hundred metres upstream before the summer.",
    "Captain Ilse Mohr said the sandbank in front of the old pier had grown by a metre since the floods.",
    "The work will cost 1.4 million and is to be finished in June, according to the harbour office.",
]
WHOLE = "\n\n".join(PARTS)
HTML = "".join(f"<p>{part}</p>" for part in PARTS)
OTHER = {"title": "Nurses at Rohden end their strike", "url": "/nurses", "body": "The nurses go back to work. " * 30}


def drawn(script: str, shown: str = "<div id='app'></div>") -> bytes:
    """A page that shows next to nothing before its script has run."""
    return f"<html><head><title>{TITLE}</title></head><body>{shown}{script}</body></html>".encode()


def data(value: object) -> str:
    """A script of nothing but data."""
    return f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps({'props': {'pageProps': value}})}</script>"


def spans(part: str) -> list[dict[str, str]]:
    """A paragraph in pieces, as editors keep it."""
    return [{"type": "text", "text": part[:20]}, {"type": "text", "text": part[20:]}]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(data({"article": {"title": TITLE, "content": HTML}}), id="HTML"),
        pytest.param(data({"post": {"title": {"rendered": TITLE}, "content": {"rendered": HTML}}}), id="WordPress"),
        pytest.param(data({"title": TITLE, "body": [{"type": "paragraph", "text": it} for it in PARTS]}), id="blocks"),
        pytest.param(
            data({"title": TITLE, "blocks": [{"type": "paragraph", "data": {"text": it}} for it in PARTS]}),
            id="blocks with data",
        ),
        pytest.param(
            data(
                {"headline": TITLE, "doc": {"content": [{"type": "paragraph", "content": spans(it)} for it in PARTS]}}
            ),
            id="paragraphs of pieces",
        ),
        pytest.param(
            data(
                {
                    "title": TITLE,
                    "body": [{"_type": "block", "children": [{"_type": "span", "text": it}]} for it in PARTS],
                }
            ),
            id="blocks with children",
        ),
        pytest.param(
            data(
                {
                    "title": TITLE,
                    "body": [*({"type": "text", "value": it} for it in PARTS), {"type": "related", **OTHER}],
                }
            ),
            id="and others among them",
        ),
        pytest.param(data({"title": TITLE, "body": HTML, "mostRead": [OTHER], "next": OTHER}), id="beside others"),
        pytest.param(
            "<script>window.Fusion={};Fusion.globalContent="
            + json.dumps(
                {"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": it} for it in PARTS]}
            )
            + ";Fusion.x=1</script>",
            id="a variable",
        ),
        pytest.param(
            f"<script>window.__INITIAL_STATE__ = {json.dumps({'story': {'title': TITLE, 'html': HTML}})};</script>",
            id="a state",
        ),
        pytest.param(
            "<script>window.__PRELOADED_STATE__ = JSON.parse("
            + json.dumps(json.dumps({"story": {"title": TITLE, "html": HTML}}))
            + ")</script>",
            id="a state in a string",
        ),
    ],
)
def test_the_article_is_read_out_of_the_data(script: str) -> None:
    """However the site names and parts it, and with nothing of another article."""
    assert read_page(drawn(script), {}, URL).text == WHOLE


def test_behind_a_teaser_stands_the_whole() -> None:
    """A page that prints the first paragraph tells search engines all of it."""
    told = {"@type": "NewsArticle", "headline": TITLE, "isAccessibleForFree": False, "articleBody": WHOLE}
    shown = f"<main><article><h1>{TITLE}</h1><p>{PARTS[0]}</p><p>Subscribe to read on.</p></article></main>"
    page = drawn(f"<script type='application/ld+json'>{json.dumps(told)}</script>", shown)
    assert read_page(page, {}, URL).text == WHOLE


@pytest.mark.parametrize("value", [{"stories": [OTHER]}, {"title": TITLE, "recommended": [OTHER], "next": OTHER}])
def test_another_article_in_the_data_is_not_taken(value: object) -> None:
    """A page whose own text is not there has none."""
    with pytest.raises(NoArticle):
        read_page(drawn(data(value)), {}, URL)


def test_what_the_page_prints_comes_first() -> None:
    """Its data may be longer by a summary or two."""
    shown = f"<main><article><h1>{TITLE}</h1>{HTML}</article></main>"
    page = drawn(data({"title": TITLE, "body": f"{HTML}<p>And a line more.</p>"}), shown)
    assert read_page(page, {}, URL).text == WHOLE


@pytest.mark.parametrize("broken", ["{" * 500, '{"a":' * 5000 + "1", '{"title": "x', "[1,2,3]" * 200])
def test_data_that_is_none_breaks_nothing(broken: str) -> None:
    """Such a page has no text, and says so."""
    with pytest.raises(NoArticle):
        read_page(drawn(f"<script type='application/json'>{broken}</script>"), {}, URL)
