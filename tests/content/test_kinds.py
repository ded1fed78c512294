"""What the extractor searches for is found from memory as its own expressions find it."""

from __future__ import annotations

from importlib import import_module
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring
from trafilatura import xpaths

from worker.content import kinds, pages
from worker.content.kinds import Remembered, Search, Union, remembered, search

assert pages  # which installs them
LISTS = [xpaths.RAW_TREE_PRUNE_XPATH, xpaths.REMOVE_COMMENTS_AND_LISTS_XPATH, xpaths.BODY_XPATH]
LISTS += [xpaths.OVERALL_DISCARD_XPATH, xpaths.TEASER_DISCARD_XPATH, xpaths.DISCARD_IMAGE_ELEMENTS]
INSTALLED = [cast("Search", it) for expressions in LISTS for it in expressions]
MEASURE = cast("Search", vars(import_module("trafilatura.baseline"))["BASIC_CLEAN_XPATH"])
TOGETHER = [it for it in (*INSTALLED, MEASURE) if isinstance(it, Union)]

NAMES = ["div", "section", "article", "p", "span", "ul", "aside", "h1", "main", "details"]
WORDS = [
    *("content", "article-body", "comments", "Comment", "commentary", "infinite-scroll", "elementor-share-buttons"),
    *("sidebar", "cookie-bar", "footer", "nav", "teaser", "hidden", "display: none", "post", "story", "reply-1"),
    *("text", "main", "main-content", "true", "a b"),
]
KEYS = ["id", "class", "style", "role", "aria-hidden", "href"]
ATTRIBUTES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(WORDS), max_size=3)


def element(name: str, attributes: dict[str, str], below: list[str]) -> str:
    """An element as markup, its attributes in their order."""
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{told}>{''.join(below)}text</{name}>"


MARKUP: st.SearchStrategy[str] = st.recursive(
    st.builds(element, st.sampled_from(NAMES), ATTRIBUTES, st.just([])),
    lambda below: st.builds(element, st.sampled_from(NAMES), ATTRIBUTES, st.lists(below, max_size=4)),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.lists(MARKUP, min_size=1, max_size=4))
def test_the_same_elements_in_the_same_order(markup: list[str]) -> None:
    """Whatever a page holds, and whatever was seen before it."""
    page = document_fromstring(f"<html><body>{''.join(markup)}</body></html>")
    for found in INSTALLED:
        if isinstance(found, Remembered):
            assert found(page) == found.expression(page), found.path
    for together in TOGETHER:
        assert set(together(page)) == set(search(together.path)(page)), together.path


def test_the_extractors_costly_searches_are_remembered() -> None:
    """Those that ask for ids and classes of each element are all of the kind that can be."""
    others = [it.path for it in INSTALLED if not isinstance(it, Remembered | Union)]
    assert not [path for path in others if "re:test" in path]
    assert len(TOGETHER) == 3, "two lists, and the measure of a page"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(".//*[.//p]", id="it looks below"),
        pytest.param(".//*[../@class='a']", id="it looks above"),
        pytest.param(".//*[position() < 3]", id="it counts"),
        pytest.param(".//*[contains(., 'a')]", id="it reads the text"),
        pytest.param(".//*[@class='a']/p", id="it goes on"),
        pytest.param(".//p", id="it asks nothing"),
    ],
)
def test_what_looks_further_is_left_alone(path: str) -> None:
    """An expression that goes by more than an element's own name and attributes stays as it is."""
    expression = search(path)
    assert remembered(expression) is expression


def test_a_page_with_signs_no_element_can_be_given_is_searched_all_the_same() -> None:
    """A control character in an attribute is no reason to find nothing."""
    found = remembered(search(".//*[contains(@class, 'a')]"))
    page = document_fromstring("<div><p class='a&#1;b'>one</p><p class='c'>two</p></div>")
    assert isinstance(found, Remembered)
    assert [it.text for it in found(page)] == ["one"]


def test_memory_has_a_bound() -> None:
    """Kinds without end do not stay, and are found none the less."""
    found = remembered(search(".//*[contains(@class, 'x7')]"))
    assert isinstance(found, Remembered)
    for page in range(3):
        many = "".join(f"<p class='x{number} {page}'>{number}</p>" for number in range(9_000))
        assert len(found(document_fromstring(f"<div>{many}</div>"))) == 1_111
    assert len(found._kinds._known) < 10_000


def test_an_extractor_without_such_lists_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version may keep its searches elsewhere: what is found here is remembered, what is not is no error."""
    monkeypatch.delattr(xpaths, "TEASER_DISCARD_XPATH")
    monkeypatch.setattr(xpaths, "OVERALL_DISCARD_XPATH", ("//aside",))
    monkeypatch.setitem(vars(import_module("trafilatura.baseline")), "BASIC_CLEAN_XPATH", "//aside")
    kinds.install()
    left = cast("list[Search]", xpaths.BODY_XPATH)
    assert [remembered(it) for it in left] == left
