"""Texts and the furniture of their host: what is recognised, what is taken out, what tells pages apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.content import furniture
from worker.content.fingerprint import fingerprint
from worker.content.furniture import Furnished, apart, imprint, unfurnished, without_furniture
from worker.model.entry import ArticleDraft
from worker.policy.furniture import TITLE_BITS, content, same_content

REPORT = [
    "The car ferry Aldwyn ran aground on a sandbank off Brennock shortly after dawn.",
    "Captain Morwen Tallis had steered wide of the channel to avoid two trawlers.",
    "Tugs from Port Hestry will try to pull the vessel free at the evening tide.",
]
AROUND = [
    "Brennock Mail has been printed at the old harbour since 1871.",
    "Letters to the editor reach us at the usual place, on paper only.",
    "Weather at 14:30: 12 degrees, wind from the west.",
]


def hashes(*paragraphs: str) -> frozenset[int]:
    """The hashes of these paragraphs."""
    return frozenset(without_furniture("\n\n".join(paragraphs), frozenset()).segments)


def test_furniture_goes_wherever_it_stands_and_is_kept_as_evidence() -> None:
    """Paragraphs known as furniture are taken out at the top, in the middle and at the end, with their reason."""
    text = "\n\n".join([AROUND[0], REPORT[0], AROUND[1], *REPORT[1:], AROUND[2]])
    found = without_furniture(text, hashes(*AROUND))
    assert found.text == "\n\n".join(REPORT)
    assert [(cut.text, cut.why) for cut in found.cuts] == [(paragraph, "furniture") for paragraph in AROUND]
    assert (frozenset(found.removed), frozenset(found.segments)) == (hashes(*AROUND), hashes(*REPORT))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(AROUND[2], "WEATHER at 9:05: 3 degrees, wind from the west.", True, id="digits and case"),
        pytest.param(AROUND[2], "Weather at 14:30: 12 degrees, wind from the east.", False, id="another word"),
        pytest.param("2:1 (0:1)", "3:0 (1:0)", False, id="too few letters to be told apart"),
    ],
)
def test_paragraphs_are_known_by_their_words(first: str, second: str, *, same: bool) -> None:
    """Clocks and counters do not hide furniture; a line without words is never taken for any."""
    assert (without_furniture(second, hashes(first)).text == "") is same


def test_candidates_are_few_and_short_or_at_the_edges() -> None:
    """Long prose is a candidate at the edges alone, and of many paragraphs only so many are."""
    long = "It went on for an hour, said the harbour master, who had seen worse. " * 6
    inner = without_furniture("\n\n".join([*REPORT[:2], long, *REPORT[2:], *AROUND]), frozenset()).segments
    outer = without_furniture("\n\n".join([*REPORT, long]), frozenset()).segments
    assert (len(inner), len(outer)) == (6, 4)
    many = "\n\n".join(f"{REPORT[0]} {'again ' * place}" for place in range(60))
    assert len(without_furniture(many, frozenset()).segments) == furniture.MOST


LONG = "The tide had turned when the tugs arrived, and the first rope broke twice before it held. " * 4


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(("Ferry Aldwyn aground", LONG), ("Ferry Aldwyn aground | Brennock Mail", REPORT[0]), True,
                     id="one headline, one with the site behind it"),
        pytest.param(("Ferry Aldwyn aground", LONG), ("Tugs free vessel", f"{REPORT[0]}\n\n{LONG}"), True,
                     id="another headline over the same prose"),
        pytest.param(("Ferry Aldwyn aground", LONG), ("Council moves pier", REPORT[0]), False, id="another report"),
        pytest.param(("渡船アルドウィンが座礁", ""), ("渡船アルドウィンが座礁", REPORT[0]), True,
                     id="one Japanese headline"),
        pytest.param(("", REPORT[0]), ("", REPORT[1]), False, id="no headlines, other words"),
    ],
)  # fmt: skip
def test_imprints_tell_contents_apart(first: tuple[str, str], second: tuple[str, str], *, same: bool) -> None:
    """Pages have one content when their headline or their longest prose is the same."""
    assert same_content(content(imprint(*first), 1), content(imprint(*second), 2)) is same
    assert imprint(*first) < 1 << TITLE_BITS + 12


def test_what_two_pages_share_is_taken_from_both() -> None:
    """Shared paragraphs go from both texts, digits aside; the rest stays in order."""
    first, second = "\n\n".join([AROUND[2], *REPORT[:2]]), "\n\n".join([REPORT[2], AROUND[2].replace("12", "7")])
    assert apart(first, second) == ("\n\n".join(REPORT[:2]), REPORT[2])


def read(text: str) -> ArticleDraft:
    """An article with this text, as read before any furniture was known."""
    left = without_furniture(text, frozenset())
    return ArticleDraft(
        url=None, canonical=None, host="brennock.example", title="Ferry Aldwyn aground", text=text, lang="en",
        author=None, published_at=None, published_from=None, promo=(), degraded=None, quality=1.0,
        fingerprint=fingerprint("Ferry Aldwyn aground", text, "en"), segments=left.segments,
        imprint=imprint("Ferry Aldwyn aground", text),
    )  # fmt: skip


@settings(max_examples=80)
@given(st.lists(st.sampled_from(AROUND), max_size=4), st.lists(st.sampled_from(AROUND), max_size=4), st.integers(0, 3))
def test_furniture_changes_nothing_that_is_compared(top: list[str], end: list[str], place: int) -> None:
    """Whatever furniture stands around a report and in it: without it text and fingerprint are the report's own."""
    whole = "\n\n".join([*top, *REPORT[:place], *AROUND[:1], *REPORT[place:], *end])
    bare = read("\n\n".join(REPORT))
    found = unfurnished(read(whole), hashes(*AROUND))
    assert (found.text, found.fingerprint, found.imprint) == (bare.text, bare.fingerprint, bare.imprint)
    assert set(found.removed) == hashes(*AROUND[:1], *top, *end)
    again: Furnished = without_furniture(found.text, hashes(*AROUND))
    assert (again.text, again.cuts) == (found.text, ())
