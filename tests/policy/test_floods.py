"""When a document of which nothing was seen before is the old one under new guids, and when it is a gap."""

from __future__ import annotations

import pytest

from worker.model.entry import EntryDraft
from worker.model.feed import Admission
from worker.policy.floods import Known, sift

TITLE = "A title long enough, number "


def arrived(
    number: int,
    *,
    link: int | None = None,
    text: int | None = None,
    title: str | None = None,
    at: float | None = None,
) -> Admission:
    """An entry under a new guid; ``link`` and ``text`` are those of the known entry of that number."""
    name = title or f"Unlike {number * 7}"
    draft = EntryDraft(b"%8d" % number, number, f"g{number}", None, name, "", "", None, None, None, at)
    digest = b"text %d" % (1000 + number if text is None else text)
    return Admission(b"new %d" % number, digest, 1000 + number if link is None else link, False, draft)


def known(number: int, title: str | None = None, at: float | None = 0.0, *, listed: bool = False) -> Known:
    """An entry the feed had."""
    return Known(b"old %d" % number, number, b"text %d" % number, title or f"{TITLE}{number}", at, listed)


@pytest.mark.parametrize(
    ("entries", "before", "rekeyed", "missed"),
    [
        pytest.param([arrived(1), arrived(2)], [], 0, True, id="nothing is known: a gap"),
        pytest.param(
            [arrived(it, link=it) for it in range(1, 4)], [known(it) for it in range(1, 4)], 3, False, id="links"
        ),
        pytest.param(
            [arrived(it, link=it, at=86400.0) for it in range(1, 4)],
            [known(it) for it in range(1, 4)],
            0,
            False,
            id="pages that say something else a day later are new issues",
        ),
        pytest.param(
            [arrived(it, link=it, text=it, at=86400.0) for it in range(1, 4)],
            [known(it) for it in range(1, 4)],
            3,
            False,
            id="the same texts at the same links are not, whatever their dates",
        ),
        pytest.param(
            [arrived(it, text=it) for it in range(1, 4)], [known(it) for it in range(1, 4)], 3, False, id="texts"
        ),
        pytest.param(
            [arrived(it, text=it, at=86400.0 + 3600.0 * it) for it in range(1, 4)],
            [known(it, listed=True) for it in range(1, 4)],
            0,
            False,
            id="texts dated a day later are bulletins, issued anew",
        ),
        pytest.param(
            [arrived(it, text=it, at=86400.0) for it in range(1, 4)],
            [known(it, at=3600.0 * it, listed=True) for it in range(1, 4)],
            3,
            False,
            id="but a platform dates all it takes over by that moment",
        ),
        pytest.param(
            [arrived(it, text=it, at=86400.0) for it in range(1, 4)],
            [known(it, at=3600.0 * it) for it in range(1, 4)],
            0,
            False,
            id="and not what was listed no more",
        ),
        pytest.param(
            [arrived(it, text=it, at=86400.0) for it in range(1, 4)],
            [known(it, listed=True) for it in range(1, 4)],
            0,
            False,
            id="nor what came at once before, as warnings for several regions do",
        ),
        pytest.param(
            [arrived(it, title=f"{TITLE}{it}", at=7200.0) for it in range(1, 4)],
            [known(it) for it in range(1, 4)],
            3,
            False,
            id="titles of one day, dated in another zone",
        ),
        pytest.param(
            [arrived(it, title=f"{TITLE}{it}", at=86400.0) for it in range(1, 4)],
            [known(it) for it in range(1, 4)],
            0,
            False,
            id="the same titles a day later are columns",
        ),
        pytest.param(
            [arrived(it, title=f"{TITLE}{it}") for it in range(1, 4)],
            [known(it, at=None) for it in range(1, 4)],
            0,
            False,
            id="the same titles without a date may be columns",
        ),
        pytest.param(
            [arrived(it, link=it) for it in range(1, 3)],
            [known(1), known(2)],
            0,
            False,
            id="two are no flood, and no gap",
        ),
        pytest.param(
            [*(arrived(it, link=it) for it in range(1, 4)), *(arrived(it) for it in range(10, 14))],
            [known(it) for it in range(1, 4)],
            0,
            False,
            id="three of seven are less than half",
        ),
        pytest.param(
            [arrived(it, title="The same title for all") for it in range(1, 5)],
            [known(it, "The same title for all") for it in range(1, 5)],
            0,
            False,
            id="a title that all have tells nothing",
        ),
        pytest.param(
            [arrived(it, title="Weather") for it in range(1, 5)],
            [known(1, "Weather")],
            0,
            False,
            id="nor does a short one",
        ),
    ],
)
def test_what_a_new_looking_document_is(
    entries: list[Admission], before: list[Known], rekeyed: int, missed: bool
) -> None:
    """By how many entries share link, text or title with a known one, it is a move, a gap, or just news."""
    found = sift(entries, before)
    assert (len(found.rekeyed), found.missed) == (rekeyed, missed)
    assert len(found.rekeyed) + len(found.rest) == len(entries)


def test_one_known_entry_is_taken_once() -> None:
    """Of two entries that look like the same known one neither is it by that mark."""
    twins = [arrived(1, link=1), arrived(2, link=1), arrived(3, link=3), arrived(4, link=4), arrived(5, link=5)]
    found = sift(twins, [known(it) for it in (1, 3, 4, 5)])
    assert [old for old, _ in found.rekeyed] == [b"old 3", b"old 4", b"old 5"]
