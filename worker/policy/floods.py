"""When a whole document looks new: entries known under other guids, or entries missed since the last poll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.model.feed import Admission
from worker.policy import urls

BREAKS_AT = 3
"""So many entries under new guids at once are a flood; fewer are left to the judge, which compares links and texts."""

TELLING_TITLE_CHARS = 12
"""Shorter titles ("Weather") may be used repeatedly."""
SAME_DATE_S = 14 * 3600.0
"""A platform may write its dates in another zone; a column comes a day after the last."""

AT_ONCE_S = 600.0
"""A platform that dates all entries by their import gives them dates so close; so are warnings for several regions, but
the last ones for these regions are of the same minutes, or no longer listed."""


@dataclass(frozen=True, slots=True)
class Known:
    """The newest version of an entry that the feed had before."""

    key: bytes
    url_key: int | None
    digest: bytes
    title: str
    published_at: float | None = None
    listed: bool = False
    """Whether the feed's last document had it."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """``rekeyed``: (old key, the entry under its new one). ``rest``: what remains to be admitted, in order.

    ``missed``: no entry of the document was known, so entries between it and the last document were never seen.
    """

    rekeyed: tuple[tuple[bytes, Admission], ...]
    rest: tuple[Admission, ...]
    missed: bool


def sift(arrived: Sequence[Admission], known: Sequence[Known]) -> Sifted:
    """Compare a document without any element seen before, byte for byte, with ``known`` entries that resemble its own.

    An entry equals a known one if it alone has the same link, else text, else title. Not where dates say that a page or
    a title comes again with other news, as lists and columns do, or a text, as bulletins do; but a new platform may
    date all that was listed by its import. If at least three entries do, and they are half of those without a known
    key, the feed has changed its guids: a move, or a new platform.
    """
    keys = {one.key for one in known}
    imported = _at_once([one.draft.published_at for one in arrived]) and not _at_once([it.published_at for it in known])
    unknown = [one for one in arrived if one.key not in keys]
    matched: dict[bytes, bytes] = {}
    came, before = {one.key: one for one in unknown}, {one.key: one for one in known}
    taken: set[bytes] = keys & {one.key for one in arrived}
    for of_arrival, of_known, agree in _MARKS:
        theirs = _unique([(of_known(one), one.key) for one in known])
        ours = _unique([(of_arrival(one), one.key) for one in unknown])
        for mark, key in ours.items():
            old = theirs.get(mark)
            if old is None or key in matched or old in taken:
                continue
            one, other = came[key], before[old]
            if agree(one, other) or (imported and other.listed and one.digest == other.digest):
                matched[key] = old
                taken.add(old)
    if len(matched) < BREAKS_AT or len(matched) * 2 < len(unknown):
        return Sifted((), tuple(arrived), missed=bool(arrived) and not known)
    rekeyed = tuple((matched[one.key], one) for one in unknown if one.key in matched)
    return Sifted(rekeyed, tuple(one for one in arrived if one.key not in matched), missed=False)


def telling(title: str) -> str | None:
    """A title that distinguishes an entry from others of its feed; None if it is too short for that."""
    return title if len(title) >= TELLING_TITLE_CHARS else None


def _is_one_issue(one: Admission, other: Known) -> bool:
    return one.digest == other.digest or _is_no_later(one, other)


def _is_no_later(one: Admission, other: Known) -> bool:
    return not urls.another_issue(one.draft.published_at, other.published_at)


def _at_once(dates: Sequence[float | None]) -> bool:
    known = [at for at in dates if at is not None]
    return 0 < len(known) == len(dates) and max(known) - min(known) <= AT_ONCE_S


def _has_its_date(one: Admission, other: Known) -> bool:
    at, then = one.draft.published_at, other.published_at
    return at is not None and then is not None and abs(at - then) <= SAME_DATE_S


_Mark = tuple[Callable[[Admission], object], Callable[[Known], object], Callable[[Admission, Known], bool]]
_MARKS: tuple[_Mark, ...] = (
    (lambda one: one.url_key, lambda one: one.url_key, _is_one_issue),
    (lambda one: one.digest, lambda one: one.digest, _is_no_later),
    (lambda one: telling(one.draft.title), lambda one: telling(one.title), _has_its_date),
)


def _unique(pairs: list[tuple[object, bytes]]) -> dict[object, bytes]:
    """The marks that belong to a single key."""
    pairs = list(set(pairs))
    often = Counter(mark for mark, _ in pairs)
    return {mark: key for mark, key in pairs if mark is not None and often[mark] == 1}
