"""Habits: what people write who know another system, and how to write it here.

An operator or a wildcard of another system would be looked for as a word, and the rule would match nothing, or what
was not meant. So it is refused, with the form that is understood; in quotes it is a word again.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_NAMED_ELSEWHERE = {
    "title": "headline hlead intitle subject",
    "body": "text content",
    "lang": "language",
    "feed": "source",
    "tag": "category label",
    "host": "site domain",
    "author": "by byline",
    "url": "link address",
    "cites": "cited",
    "story.sources": "sources",
    "story.languages": "languages",
    "relation": "kind",
    "flag": "flags is",
    "name": "person names",
}
_FIELDS = {name: field for field, names in _NAMED_ELSEWHERE.items() for name in names.split()}
_ELSEWHERE = {
    "AND": "und et y и і og och ve oraz και and şi và और และ و 和 与 與 及 および 및",
    "OR": "oder ou o или або veya eller lub nebo ή hoặc या หรือ أو או 或 或者 または 또는",
    "NOT": "nicht sauf не değil inte ikke niet όχι andnot butnot",
}
_OPERATORS = {word: operator for operator, words in _ELSEWHERE.items() for word in words.split()}
_CASES = ("allcaps", "caps", "firstcap", "nocaps")
_DATES = ("date", "published", "pubdate", "pubdatetime", "time", "day", "year", "after", "before", "since", "until")

_LOOK_ALIKE = str.maketrans("АОТΑΟΝΤ", "AOTAONT")
"""Cyrillic and Greek capitals that a keyboard still set to them gives for those of operators."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DISTANCE = re.compile(
    r"(?i:not)?(?:(?i:o?near|adj|within|pre|[wnfp])/(?:\d+[a-z]?|(?i:[sp]|seg|sent|para))|(?i:o?near|adj|within|pre)\d+)"
    r"|O?NEAR|ADJ|WITHIN|/(?:\d+|[spSP])"
)
_DISTANCE_BETWEEN = re.compile(r"[WN](?:[1-9]|[12]\d)|SAME|SENTENCE|PARAGRAPH")
"""Words as well, if nothing stands before or behind them."""

_SIGN_ENDS = re.compile(r"\w[+#]+$|[^\W\d_]\$+$|^\.\w")
_SIGN_OF_LETTER = re.compile(r"[^\W\d_][-+#$&@!%€£¥°]|[-+#$&@!%€£¥°][^\W\d_]")

_COMMENTS = "a query has no comments; write them beside the rule, behind a # of YAML"
_WITHOUT_QUOTES = 'or put the text in quotes "…" to look for it'


class Habit(NamedTuple):
    """A sign in a piece of a query that tells of another system."""

    example: str
    sign: re.Pattern[str]
    said: str
    """What to write; ``PIECE`` stands for the piece."""
    in_texts: bool = False
    """Only where the piece is looked for in a text, in which signs separate words; in a value they are part of it."""


def _habit(example: str, sign: str, said: str, *, in_texts: bool = False) -> Habit:
    return Habit(example, re.compile(sign), said, in_texts)


HABITS = (
    _habit(
        "“musk”",  # and the full-width forms of East Asian keyboards
        "[“”„‟«»‹›「」『』`\uff02\uff08\uff09\uff0a\uff1a\uff1f\uff01\uff5e]",
        'quotes, colons, brackets and wildcards must be the plain keyboard ones: " : ( ) * ? !',
    ),
    _habit("'musk", "^['’‘‚‛´]", 'single quotes do not make a phrase; write "…"'),
    _habit("–musk", "^[–—−－﹣‐‑¬].", "only the plain minus - excludes; write -word or NOT word"),
    _habit("＋musk", "^＋", "only the plain + demands a word; two words beside each other are both demanded anyway"),
    _habit("//", "^(?:#+$|//|/\\*|<<)", _COMMENTS),
    _habit(
        "AT&amp;T",
        r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);",
        "PIECE is HTML; write the sign that it stands for",
        in_texts=True,
    ),
    _habit(
        "elon%20musk",
        r"%[0-9A-Fa-f]{2}",
        "PIECE is written as in an address; write the sign that % and two digits stand for",
        in_texts=True,
    ),
    _habit(
        "musk|putin",
        r"^[|｜]|[^|][|｜]",
        f"| is no operator; write OR with blanks around it, {_WITHOUT_QUOTES}",
        in_texts=True,
    ),
    _habit("&", "^[&＆]$", f"& is no operator; write AND, {_WITHOUT_QUOTES}", in_texts=True),
    _habit(
        "quality>0.5",
        ".[<>=]",
        f"PIECE is no condition: a field ends with a colon, as in quality:>0.5; {_WITHOUT_QUOTES[3:]}",
        in_texts=True,
    ),
    _habit(
        "musk,",
        r"(?<!\d)[,;]|[,;](?!\d)|[，、；،؛]",
        f"a comma or semicolon joins nothing; write OR or AND between the words, {_WITHOUT_QUOTES}",
        in_texts=True,
    ),
    _habit(
        "acqui!",
        r"[^\W\d_](?:[!$%](?:\d*$|[^\W\d_])|#[^\W\d_])",
        f"! $ % # are no wildcards; write * for any letters and ? for one, {_WITHOUT_QUOTES}",
        in_texts=True,
    ),
)
"""Of several that a piece tells of, the first is said."""


def remedy(piece: str, *, between: bool, followed: bool, text: bool) -> str | None:
    """What is wrong with an unquoted ``piece`` that is no operator; None if it is a word as it stands.

    ``followed`` by another term, ``between`` two; ``text``: it is looked for in a text, where signs separate words.
    """
    if piece.strip("*?").isalnum():  # most are plain words, which no sign can spoil
        return _operator(piece, between=between, followed=followed) or _distance(piece, between=between)
    bare = re.sub(r"\\.", "x", piece)  # what a backslash protects is meant as written
    told = next((it for it in HABITS if (text or not it.in_texts) and it.sign.search(bare)), None)
    if told is not None:
        return told.said.replace("PIECE", piece)
    return _operator(piece, between=between, followed=followed) or _distance(piece, between=between)


def _operator(piece: str, *, between: bool, followed: bool) -> str | None:
    visible = _INVISIBLE.sub("", piece)
    if visible != piece and visible in ("AND", "OR", "NOT"):
        return f"an invisible character sticks to {visible}; delete the word and type it again"
    plain = unicodedata.normalize("NFKC", visible)
    latin = plain.translate(_LOOK_ALIKE).upper()
    if latin in ("AND", "OR", "NOT"):
        return f'write {latin} in plain capitals, or "{piece}" in quotes to look for the word'
    plain = plain.casefold()
    operator = _OPERATORS.get(plain)
    if operator and (followed if operator == "NOT" else between):
        return f'there is no operator {piece}; write {operator}, or "{piece}" in quotes to look for the word'
    if plain == "xor" and between:
        return f'there is no operator {piece}; write (a OR b) AND NOT (a AND b), or "{piece}" to look for the word'
    return None


def _distance(piece: str, *, between: bool) -> str | None:
    if _DISTANCE.fullmatch(piece) or (between and _DISTANCE_BETWEEN.fullmatch(piece)):
        return f'there is no operator {piece}; write "one other"~5 (in any order), or quote it to look for the word'
    return None


def lost_signs(raw: str, words: Sequence[str]) -> str | None:
    """What is wrong with a term of which too little is left once its signs are folded away (``words``)."""
    text = re.sub(r"\\(.)", r"\1", raw.strip('"')).strip()
    if len(words) != 1 or not (_SIGN_ENDS.search(text) or (len(words[0]) == 1 and _SIGN_OF_LETTER.search(text))):
        return None
    sought = re.sub(r"([!-/:-@[-`{-~])", r"\\\1", text)
    edge = "\\b" if text[0].isascii() and text[0].isalnum() else ""
    return f"signs do not count in words, so {raw} would find every {words[0]!r}; write /{edge}{sought}/"


def remedy_of_expression(written: str) -> str | None:
    """What is wrong with what stands between two slashes, if it was not meant as a regular expression."""
    if written.startswith("/*"):
        return _COMMENTS
    if found := re.match(r"/(?:\d+|[spSP])(?=\s.*\s/$)", written, re.DOTALL):
        return _distance(found[0], between=True)
    return None


def remedy_of_call(word: str, fields: Sequence[str]) -> str:
    """What to write instead of the ``word`` that stands before a parenthesis without a blank."""
    lowered = word.lower()
    if lowered in _CASES:
        return f"there is no operator {word}; write an expression that minds case, as in /(?-i)AIDS/"
    if name := lowered if lowered in fields else _FIELDS.get(lowered):
        return f"there is no operator {word}; a field ends with a colon: write {name}:(a b)"
    return "put a blank before the parenthesis, or a colon behind a field, as in title:(a b)"


def other_field(name: str, fields: Sequence[str]) -> str:
    """What to write instead of the field ``name``, which is none of ``fields``."""
    lowered = name.lower()
    if lowered in ("http", "https"):
        return f'put an address in quotes, as in url:"{name}://example.com"'
    if lowered in _DATES:
        return "a rule sees each article when it arrives; rules test --since tries it on those of the past"
    near = _FIELDS.get(lowered) or next(iter(difflib.get_close_matches(lowered, fields, n=1)), None)
    return f"did you mean {near}?" if near else f'fields are {", ".join(fields)}; to look for a colon, quote "…"'
