"""How much of a short line is made of words that calls are made of, in any one of seventy languages.

``calls`` knows what certain words do at certain places. Most calls need no such knowledge: all their words, function
words aside, are about reading, following, giving and being told, whatever form the verb has and even if there is none
("New here? Our newsletter, free every morning"). A sentence of news about the same things has something else in it:
who, where, how many, what happened.

``callstems/`` has the words, a file a language, by what a word does: ``ask`` for something, be its ``object`` (what a
site lives on), name the ``piece`` that is read, the ``person`` (us, you) or give the call its ``voice`` (free, daily).
``*`` stands for any ending, so that one stem has all forms of a verb. A stem need not be safe in other languages, as a
line is measured in one at a time. ``small`` words do not count, nor do those in ``stopwords``; ``news`` are the third
person and the past, which count against a call, whatever else they are. After ``-`` are endings by which a listed word
names a person ("our"), after ``~`` those by which a word that only asks does ("you read"), or by which it is news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, reduce
from importlib.resources import files
from operator import or_
from typing import NamedTuple

from worker.content.lexicon import TOKEN, bare_of_prefix, fold
from worker.content.mastheads import MASK
from worker.content.memory import Memory
from worker.content.stopwords import SPELT

_ASK, _OBJECT, _PIECE, _VOICE, _NEWS, _SMALL, _PERSON, _MASKED, _TOLD, _PRICED = (1 << place for place in range(10))
_CALLS = _ASK | _OBJECT | _PIECE | _VOICE | _PERSON
_OURS = _MASKED | _ASK
_OFFER_WORDS = 3
_ROLES = {"ask": _ASK, "object": _OBJECT, "piece": _PIECE, "voice": _VOICE, "person": _PERSON | _VOICE}
_ROLES |= {"news": _NEWS, "small": _SMALL}
_WITHOUT_BLANKS = frozenset({"ja", "km", "lo", "my", "th", "zh"})
_HEAD = 2
_SHORT = 2
"""Words of so many letters are function words in any language, if not listed."""
_STOPWORDS = frozenset(map(fold, SPELT))
_CACHED_WORDS = 1 << 15
LEAST = 0.65
"""Smaller shares are not told."""
_LOOK, _WORTH = 16, 0.35
"""With a smaller part of so many first words, and one more, a line is given up: half of any are function words."""
STOPS = (".", "。", "।", "۔")
"""A statement ends so; a label or a button does not."""
_DIGIT = re.compile(r"\d")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_INFLECTED = re.compile("[\u3041-\u309f]+$")
_PARTS = re.compile("['-]")
CURRENCY = r"[€$£₽₴₹¥฿₺]"
UNIT = (
    r"(?:kr|kron(?:e|er|or|a)|zł|złot\w+|kč|korun\w*|ft|forint\w*|lei?u?|eur|euros?|eura|euras|eiro|evrov?|ευρώ|tl|rp|dinara|dollars?|"
    r"руб\w*|грн|гривн\w*|динара|денари|лв|лева?|ლარი\w*|"
    r"đồng|บาท|টাকা|रुपये|روپے|تومان|دولار\w*|שקל\w*)(?!\w)|円|元|원"
)
"""Signs and words behind an amount of money, as parts of patterns."""
_NUMBER = r"\d[\d.,]*"
_AMOUNT = re.compile(
    rf"[-–−]?{CURRENCY}\s?{_NUMBER}|\brp\.?\s?{_NUMBER}|%\s?{_NUMBER}|[-–−]?{_NUMBER}\s?(?:%|％|{CURRENCY}|{UNIT})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[a-z]+\d[a-z\d]*")
_MIXED = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w+")


class Share(NamedTuple):
    """Of the ``words`` of a line that say something, the ``share`` that calls are made of; ``roles`` are theirs.

    ``edges`` are those of the first and the last word that is more than voice; an object does not ask at the end.
    """

    share: float
    words: int
    roles: int
    edges: int

    def names_object(self) -> bool:
        """Whether what a site lives on is named, or the site itself where something is asked."""
        if self.roles & _OBJECT:
            return True
        return self.roles & _OURS == _OURS and bool(self.edges & _ASK or not self.roles & _TOLD)

    def names_piece(self) -> bool:
        """Whether the report itself, or another, is named."""
        return bool(self.roles & _PIECE)

    def asks(self) -> bool:
        """Whether a verb of asking is in it."""
        return bool(self.roles & _ASK)

    def addresses(self) -> bool:
        """Whether the reader or the site is named, an imperative stands where they stand, or a price is all."""
        return bool(self.roles & _PERSON or self.edges & _ASK) or self.offers()

    def offers(self) -> bool:
        """Whether there is a price for what a site lives on, and nothing else."""
        return (
            self.share == 1
            and self.words >= _OFFER_WORDS
            and self.roles & (_OBJECT | _PIECE) > 0
            and self.roles & _PRICED > 0
        )

    def about_one(self) -> bool:
        """Whether pieces are named, and one word is none of calls, as in "more articles about the harbour"."""
        return bool(self.roles & _PIECE and self.roles & _VOICE) and round(self.words * (1 - self.share)) == 1

    def calls(self) -> bool:
        """Whether somebody asks for something a site lives on, to read a piece, or just for us."""
        if self.names_object():
            return bool(self.roles & (_ASK | _VOICE)) or (self.share == 1 and self.words > 2)
        if self.share == 1 and self.words > 2 and self.edges & _ASK and self.roles & _PERSON:
            return True
        if not self.names_piece():
            return False
        return self.roles & (_ASK | _VOICE) == _ASK | _VOICE or self.share == 1


NOTHING = Share(0.0, 0, 0, 0)


def _by_call(found: Share) -> tuple[bool, float]:
    return found.calls(), found.share


class _Stems:
    """The words of the languages with blanks: each is looked up once for all of them.

    A word is two numbers with one byte a language: 1 where calls are made of it, and 1 where it does not count. So the
    counts of a line are sums.
    """

    def __init__(self, listed: Iterable[tuple[str, str, int]]) -> None:
        self._whole: dict[str, dict[int, int]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._lengths: dict[str, set[int]] = {}
        places = self._places = dict[str, int]()
        self._endings: dict[int, list[tuple[str, int]]] = {}
        self._verb_endings: dict[int, list[tuple[str, int]]] = {}
        for lang, word, role in listed:
            place = places.setdefault(lang, len(places))
            if word.startswith(("-", "~")):
                ends = self._endings if word.startswith("-") else self._verb_endings
                ends.setdefault(place, []).append((word[1:], role & ~_VOICE))
                continue
            known = (self._starts if word.endswith("*") else self._whole).setdefault(word.removesuffix("*"), {})
            known[place] = known.get(place, 0) | role
        for start in self._starts:
            self._lengths.setdefault(start[:_HEAD], set()).add(len(start))
        self.told = Memory(self._told, _CACHED_WORDS)
        self.idle = Memory(self._idle, _CACHED_WORDS)

    def roles(self, word: str) -> dict[int, int]:
        """Place of a language → the roles of a folded word in it."""
        found = dict(self._whole.get(word, {}))
        for length in self._lengths.get(word[:_HEAD], ()):
            for place, roles in self._starts.get(word[:length], {}).items():
                found[place] = found.get(place, 0) | roles
        for place, roles in found.items():
            ends = list(self._endings.get(place, ()))
            if roles == _ASK:
                listed = place in self._whole.get(word, ())
                ends += [end for end in self._verb_endings.get(place, ()) if not (listed and end[1] == _NEWS)]
            found[place] = reduce(or_, (role for ending, role in ends if word.endswith(ending)), roles)
        if not found and not word.isascii() and (bare := bare_of_prefix(word)) != word:
            return self.roles(bare)
        for part in _PARTS.split(word) if _PARTS.search(word) else ():
            for place, roles in self.roles(part).items() if len(part) > 1 else ():
                found[place] = found.get(place, 0) | roles
        return {place: _NEWS if roles & _NEWS else roles for place, roles in found.items()}

    def _role(self, word: str, place: int) -> int:
        return self.roles(word).get(place, _SMALL if self.idle[word] else 0)

    def _told(self, word: str) -> int:
        return self._packed(place for place, roles in self.roles(word).items() if roles & _CALLS)

    def _idle(self, word: str) -> int:
        known = self.roles(word)
        if (len(word) > _SHORT or word.isdecimal()) and word not in _STOPWORDS:
            return self._packed(place for place, roles in known.items() if roles == _SMALL)
        return self._packed(place for place in range(len(self._places)) if known.get(place, _SMALL) == _SMALL)

    @staticmethod
    def _packed(places: Iterable[int]) -> int:
        return sum(1 << 8 * place for place in places)

    def worth(self, words: Sequence[str]) -> bool:
        """Whether the first words of a line are worth a look at all of them; of most prose they are not."""
        told = sum(map(self.told.__getitem__, words[:_LOOK])).to_bytes(len(self._places), "little")
        return max(told) + 1 >= _WORTH * min(_LOOK, len(words))

    def share(self, words: Sequence[str], roles: int) -> Share:
        """The greatest share over the languages of a line with these folded words, and ``roles`` besides theirs."""
        size = len(self._places)
        told = sum(map(self.told.__getitem__, words)).to_bytes(size, "little")
        idle = sum(map(self.idle.__getitem__, words)).to_bytes(size, "little")
        found, own = NOTHING, bool(roles & _MASKED)
        for place, count in enumerate(told):
            left = len(words) - idle[place]
            if count and count + own >= LEAST * (left + own):
                each = [self._role(word, place) for word in words]
                does = [role for role in each if role not in (_SMALL, _VOICE)] or [0]
                all_roles = reduce(or_, each, roles)
                ours = own * bool(left > 1 and all_roles & _ASK and (does[0] & _ASK or not all_roles & _TOLD))
                told_share = (count + ours) / (left + ours)
                all_roles &= -1 if ours else ~_MASKED
                edges = does[0] | (does[-1] if not does[-1] & _OBJECT else _OBJECT)
                found = max(found, Share(told_share, left + ours, all_roles, edges), key=_by_call)
        return found


class _Unspaced:
    """The words of a language without blanks: what of a line they cover."""

    def __init__(self, words: Sequence[tuple[str, int]]) -> None:
        self._roles: dict[str, int] = {}
        for word, role in words:
            self._roles[word] = self._roles.get(word, 0) | role

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self._roles, key=len, reverse=True))))

    def share(self, folded: str, roles: int) -> Share:
        """In letters instead of words."""
        told = covered = edges = 0
        end = len(_INFLECTED.sub("", folded))
        for found in self._any.finditer(folded):
            role = self._roles[found[0]]
            roles |= role
            if found.start() == 0 or found.end() >= end:
                edges |= role
            letters = sum(map(_says, found[0]))
            told += letters if not role & (_SMALL | _NEWS) else 0
            covered += letters if not role & _NEWS else 0
        rest = sum(map(_says, folded)) - covered
        return Share(told / (told + rest), told + rest, roles, edges) if told else NOTHING


def _says(char: str) -> bool:
    """Whether a letter counts: inflection is written in Hiragana and says nothing by itself."""
    return char.isalnum() and char != MASK and not "\u3041" <= char <= "\u309f"


@cache
def _tables() -> tuple[_Stems, tuple[_Unspaced, ...]]:
    spaced: list[tuple[str, str, int]] = []
    unspaced: list[_Unspaced] = []
    for table in sorted(files("worker.content").joinpath("callstems").iterdir(), key=lambda one: one.name):
        listed = list(_listed(table.read_text("utf-8")))
        if table.name.removesuffix(".txt") in _WITHOUT_BLANKS:
            unspaced.append(_Unspaced(listed))
        else:
            spaced += [(table.name, word, role) for word, role in listed]
    return _Stems(spaced), tuple(unspaced)


def _listed(table: str) -> Iterator[tuple[str, int]]:
    for line in fold(table).splitlines():
        role, _, words = line.partition(": ")
        for word in words.split():
            yield word, _ROLES[role]


def warm() -> None:
    """Read the words, which takes some 20 ms, in the forkserver."""
    _tables()


def _masked(text: str) -> int:
    """The roles by the site's own name, which has none as who does something: that is news like any."""
    if MASK not in text:
        return 0
    if not text.rstrip().endswith(STOPS):
        return _MASKED
    return 0 if text.startswith(MASK) else _MASKED | _TOLD


def share(text: str, words: Sequence[str]) -> Share:
    """The greatest share of a line, given as ``text`` and its folded ``words``, over all languages.

    Links should be removed from it, and of more than 255 words nothing is told. Amounts of money and codes of letters
    and digits do not count, other numbers do: they are what news is made of.
    """
    stems, unspaced = _tables()
    is_unspaced = not text.isascii() and _UNSPACED.search(text) is not None
    if len(words) > 255 or not (is_unspaced or stems.worth(words)):
        return NOTHING
    roles, said = _masked(text), words
    if _DIGIT.search(text):
        plain, amounts = _AMOUNT.subn(" ", text)
        said = TOKEN.findall(fold(plain)) if amounts else words
        words = [word for word in said if not (word[-1].isdecimal() and _MIXED.fullmatch(word))]
        roles |= _VOICE if len(words) < len(said) else 0
        roles |= _VOICE | _PRICED if amounts else 0
    if is_unspaced:
        folded = _CODE.sub(" ", " ".join(said))
        return max((one.share(folded, roles) for one in unspaced), key=_by_call)
    said_once = tuple(dict.fromkeys(words))  # of "never, never, never" one word is all
    return stems.share(words if 2 * len(said_once) > len(words) else said_once, roles) if words else NOTHING
