"""The body text of a page: the extractor's own stages, in the order of its fast mode without comments.

``trafilatura.bare_extraction`` would copy the page four times more, walk through it once more for what it removes, and
make its whole text to measure it. With ``OPTIONS`` it finds the same (``tests/content/test_extraction.py``).
"""

from __future__ import annotations

from contextlib import suppress
from copy import copy
from typing import cast

import trafilatura
from lxml.etree import XPath, _Element
from lxml.html import HtmlElement
from trafilatura import xpaths
from trafilatura.baseline import baseline, html2txt
from trafilatura.core import ESCALATION_ACCEPT_RATIO, ESCALATION_MAX_LENGTH, ESCALATION_PAGE_SHARE
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Document, Extractor
from trafilatura.xml import xmltotxt

from worker.content import kinds

# Taken before ``install`` replaces them, list by list.
_PRUNED = kinds.Union(
    [kinds.search(it.path) for it in (*xpaths.RAW_TREE_PRUNE_XPATH, *xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH)]
)
kinds.install()

OPTIONS = Extractor(output_format="python", fast=True, comments=False)
"""Made once: reading them from the extractor's own configuration takes 40 µs."""
# A brief of a paragraph or two is a text. Below this length the extractor takes all that stands in the article's
# element, bylines and share bars, in one line. F1 of 181 pages: .970 with its own 250, .972 with 150, .966 with 100.
OPTIONS.min_extracted_size = 150
THOROUGH = Extractor(output_format="python", fast=False, comments=False)
"""With what other extractors find of the page: some 5 to 110 ms, and on the whole no better."""
_AGAIN = copy(OPTIONS)
_AGAIN.focus = "recall"

# The mark of a forum's page, whose comments are its text: for the extractor itself.
_FORUM = "DiscussionForumPosting"

_count = XPath("count(.//*)")


def extract(tree: HtmlElement, markup: str) -> tuple[_Element, str] | None:
    """The body found in ``tree``, the ``markup`` parsed, and its text in lines; None where there is none.

    ``tree`` is not fit for anything else afterwards.
    """
    if _FORUM in markup:
        return extract_with(OPTIONS, tree)
    try:
        body, text = _staged(tree)
    except (TypeError, ValueError):  # what the extractor itself takes for a page without a text
        return None
    return (body, xmltotxt(body, include_formatting=False)) if len(text) >= OPTIONS.min_output_size else None


def extract_with(options: Extractor, tree: HtmlElement) -> tuple[_Element, str] | None:
    """As ``extract``, by the extractor's own call."""
    document = trafilatura.bare_extraction(tree, options=options)
    return (document.body, document.text or "") if isinstance(document, Document) else None


def _staged(tree: HtmlElement) -> tuple[_Element, str]:
    prune_unwanted_nodes(tree, [cast("XPath", _PRUNED)])
    body, text = _main(tree, OPTIONS)
    if len(text) < OPTIONS.min_extracted_size:
        rescued, rescued_text, length = baseline(tree)
        if length > len(text):
            body, text = rescued, rescued_text
    if _is_little(text, tree):
        with suppress(Exception):  # as the extractor does: what was found stands
            more, more_text = _main(tree, _AGAIN)
            if OPTIONS.min_extracted_size <= len(more_text) > ESCALATION_ACCEPT_RATIO * len(text):
                return more, more_text
    return body, text


def _main(tree: HtmlElement, options: Extractor) -> tuple[_Element, str]:
    return extract_content(convert_tags(tree_cleaning(copy(tree), options), options), options)


def _is_little(text: str, tree: HtmlElement) -> bool:
    """Whether ``text`` is so small a part of the page that the extractor tries again.

    It compares with the page's text without some elements, and with blanks where blocks begin and end.
    """
    if not 0 < len(text) < ESCALATION_MAX_LENGTH:
        return False
    most = len(tree.text_content()) + 2 * cast("float", _count(tree))
    share = ESCALATION_PAGE_SHARE
    return len(text) < share * most and len(text) < share * len(html2txt(tree))
