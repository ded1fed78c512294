"""The outlet's own names in its calls: "Follow The Harbour on Google News".

Nothing but the name tells such a call from one to follow somebody else, and in a report the outlet is somebody like
any other. So a name becomes one letter, which word lists take for a function word; where something is asked
``callshare`` counts it as what is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SITE_TAIL = re.compile(r"(?<!\s)\s+[|–—·•»-]\s+[^|–—·•»]{2,40}$")
"""The site's name behind a headline, as pages print it."""
SITE_TAIL_UNSPACED = re.compile(
    r"(?<=[\u3040-\u30ff\u3400-\u9fff\uff01-\uff5e”’」』》）…])\s?(?:[_|｜].*|"
    r"[-—–－]{1,2}[^-—–－_|｜]{0,12}(?:网|報|报|社|在线|在線|频道|頻道|官网|新闻|新聞|传媒|电视台|論壇|论坛|门户|ニュース|新聞社|官方网站))$"
)
"""Where words have no blanks, the name has none before it either. Behind a dash it must look like one."""
SITE_HEAD = re.compile(r"([^|»–—·•]{2,40}?)\s+[|»–—·•-]\s+(?=.{15})")
"""Perhaps the site's name, before a headline: it has to be looked at."""
_SIGNATURE = re.compile(r"\s[|·•-]\s(?![a-zа-яё])[^|·•]{2,40}$")
"""Surer, for headlines of which nothing else is known: behind a long dash, or in small letters, a headline goes on more
often than it ends. Of UCI's 6,366 headlines ``SITE_TAIL`` finds 82 more, none of them with an outlet's name."""
MASK = "\u0298"
"""A letter of a click, which no language writes alone."""
_SEPARATOR = re.compile(r"(?<!\s)\s+[|–—·•»/:-]+\s+|(?:(?<!\s)\s+)?[|·•»]\s*|:\s+")
# Of a host, these are before or behind the label that people know.
_IDLE_LABELS = frozenset("www m news amp mobile en co com net org gov edu ac or ne go in".split())
_LONGEST_WORDS = 5
_SHORTEST, _SHORTEST_BENT = 3, 5
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The names of an outlet; without one of ``signs``, their beginnings, a text names none."""

    names: frozenset[str]
    signs: tuple[str, ...]

    def within(self, text: str) -> Masthead:
        """Itself, or the masthead without names if ``text`` has none of them; some 1 µs."""
        return self if any(map(text.__contains__, self.signs)) else NAMELESS

    def masked(self, text: str) -> str:
        """``text`` with each of the names as ``MASK``."""
        if not any(map(text.__contains__, self.signs)):
            return text
        return _pattern(self.names).sub(MASK, text)


NAMELESS = Masthead(frozenset(), ())


def is_signed(title: str) -> bool:
    """Whether a headline ends in the name of its outlet, as in feeds that collect headlines of many."""
    return _SIGNATURE.search(title) is not None


@lru_cache(maxsize=512)
def masthead(host: str, title: str | None = None) -> Masthead:
    """The names that a host has, and the title of its feed or pages ("The Harbour – Politics").

    Each part of a title is a name: the others are sections, and a line that names one of those and asks is a call too.
    """
    names = set(filter(_is_name, _SEPARATOR.split(title))) if title else set()
    label = _label(host)
    if len(label) > _SHORTEST:
        names |= {label, label.capitalize(), label.upper()}
    stems = set(map(_stem, names))
    signs = [stem for stem in stems if not any(it in stem for it in stems if it != stem)]
    return Masthead(frozenset(names), tuple(sorted(signs)))


def _label(host: str) -> str:
    labels = [label for label in host.split(".")[:-1] if label not in _IDLE_LABELS]
    return labels[-1] if labels else ""


def _is_name(part: str) -> bool:
    return len(part) >= (2 if _UNSPACED.search(part) else _SHORTEST) and len(part.split()) <= _LONGEST_WORDS


def _is_bent(name: str) -> bool:
    """Whether its last letter may be another in other cases."""
    return len(name.rsplit(maxsplit=1)[-1]) >= _SHORTEST_BENT and not name.isupper() and not _UNSPACED.search(name)


def _stem(name: str) -> str:
    return name[:-1] if _is_bent(name) else name


@lru_cache(maxsize=512)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Any of the names, the longest first. Compiled where a text has a sign of one: .4 ms, and few texts have."""
    return re.compile("|".join(map(_printings, sorted(names, key=lambda name: (-len(name), name)))))


def _printings(name: str) -> str:
    """With whatever ending a language gives it, a domain behind it, and quotation marks around."""
    if _UNSPACED.search(name):
        return re.escape(name)
    stem = _stem(name)
    ending = "" if stem == name else r"\w{0,4}"
    named = rf"(?<!\w){re.escape(stem)}{ending}(?:\.[a-z]{{2,}}\b)?(?!\w)(?:['’]\w{{1,4}})?"
    return rf"«{named}»|„{named}[“”]|“{named}”|\"{named}\"|{named}"
