"""The pages of the documentation lead to each other: a newcomer starts at the README and finds every one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.shape.source import ROOT

README = ROOT / "README.md"
PAGES = [
    README,
    ROOT / "CHANGELOG.md",
    *(path for folder in ("bench", "config", "docs", "seeds") for path in sorted((ROOT / folder).rglob("*.md"))),
]
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    """Each relative link names a file or folder that is there, and a heading that it has."""
    lost = [target.relative_to(ROOT) for target, _ in _links(page) if not target.exists()]
    assert not lost
    astray = [f"{target.name}#{part}" for target, part in _links(page) if part and part not in _headings(target)]
    assert not astray


def test_every_page_can_be_reached_from_the_readme() -> None:
    """Link by link, a folder standing for the README in it."""
    reached, todo = {README}, [README]
    while todo:
        for target, _ in _links(todo.pop()):
            page = target / "README.md" if target.is_dir() else target
            if page.suffix == ".md" and page.exists() and page not in reached:
                reached.add(page)
                todo.append(page)
    assert not [page.relative_to(ROOT) for page in PAGES if page not in reached]


def _links(page: Path) -> list[tuple[Path, str]]:
    """Where a page's relative links lead, with the heading they mean."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [((page.parent / target).resolve() if target else page, part) for target, part in found]


def _headings(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    lines = [line.lstrip("#").strip() for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}
