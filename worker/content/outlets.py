"""The built-in outlets, from ``outlets.txt``, and the user's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from worker.model.outlets import Outlet, Press

_FILE = Path(__file__).with_suffix(".txt")
ARTICLES = frozenset("the der die das den dem le la les el los las il lo gli o a os as de het".split())
"""Articles do not make a single word a name: Le Monde and Die Zeit are the world and the time."""


@cache
def press(configured: tuple[Outlet, ...] = ()) -> Press:
    """The known outlets with the configured ones, which take precedence."""
    return Press((*_known(), *configured))


@cache
def _known() -> tuple[Outlet, ...]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_outlet(line) for line in lines if line and not line.startswith("#"))


def _outlet(line: str) -> Outlet:
    name, owner, hosts, others = (field.strip() for field in line.split("|"))
    listed = [other.strip() for other in others.split(",") if other.strip()]
    names = tuple(dict.fromkeys((name.removeprefix("*"), *(other.removeprefix("~") for other in listed))))
    plain = {other[1:] for other in listed if other.startswith("~")}
    return Outlet(
        names=names,
        hosts=tuple(hosts.split()),
        owner=owner or None,
        agency=name.startswith("*"),
        plain=frozenset(plain | {one for one in names if _article_and_word(one)}),
    )


def _article_and_word(name: str) -> bool:
    words = name.split()
    return len(words) == 2 and words[0].casefold() in ARTICLES
