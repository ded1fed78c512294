"""Syntax: the check of a query's text, piece by piece, before the parser sees it.

A user needs the place and the remedy for a refused query, and a construct that a rule cannot honour must be refused
rather than ignored. So every piece is checked here, and the parser is only given what it can read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from worker.policy.habits import other_field, remedy, remedy_of_call, remedy_of_expression

TEXT_FIELDS = ("title", "body", "author", "url", "cites")
NAME_FIELDS = ("name",)
VALUE_FIELDS = ("lang", "feed", "tag", "host", "relation", "promo", "flag", "story.languages")
NUMBER_FIELDS = ("quality", "story.sources")
FIELDS = (*TEXT_FIELDS, *NAME_FIELDS, *VALUE_FIELDS, *NUMBER_FIELDS)
_MAX_CHARS = 32_000  # compiling takes about a tenth of a second at this length
_MAX_SLOP = 100

_PIECE = re.compile(
    r"""(?P<blank>\s+)
    |(?P<phrase>"(?:[^"\\]|\\.)*")
    |(?P<mark>[-+!])
    |(?P<range>[\[{][^\[\]{}]*[\]}])
    |(?P<regex>/(?:[^/\\\n]|\\.)+/)
    |(?P<word>(?:[^\s"():^~\[\]{}\\]|\\.)+)
    |(?P<degree>~[\w.]*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_RANGE = re.compile(r"[\[{]\s*(?:\d+(?:\.\d+)?|\*)\s+TO\s+(?:\d+(?:\.\d+)?|\*)\s*[\]}]")
_COMPARISON = re.compile(r"[<>]=?\d+(?:\.\d+)?")
_OPERATORS = {"AND": "AND", "OR": "OR", "&&": "AND", "||": "OR"}
_REFUSED_SIGNS = {
    "^": "a boost (^) has no meaning here: a rule matches or it does not; take it out",
    "[": "the range opened here is never closed; write [3 TO 5], [3 TO *] or >=3",
    "{": "the range opened here is never closed; write {3 TO 5}, [3 TO *] or >3",
    "]": "a ] without a range; put the text in quotes to look for it",
    "}": "a } without a range; put the text in quotes to look for it",
    "\\": "a backslash must stand before the character it protects",
    '"': 'the quote opened here is never closed; add a "',
}
_OPEN_EXPRESSION = (
    "the regular expression opened here is never closed; write /…/, a slash in it as \\/, or quote the text"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_FOLLOWED = re.compile(r"\s+[^\s)]")
_GLUED_OPERATOR = re.compile(r"&&|\|\||^(?:AND|OR|NOT)[-+!/]")


class QueryError(ValueError):
    """A query that cannot be honoured. ``position`` counts characters from 0; the message counts from 1."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (at character {position + 1})")
        self.position = position


@dataclass(frozen=True, slots=True)
class Checked:
    """A query in the operators that the parser knows. ``shifts`` are the places where it has one extra character."""

    text: str
    shifts: tuple[int, ...]

    def origin(self, position: int) -> int:
        """The place in the query as written of the character at ``position`` of ``text``."""
        return position - bisect_right(self.shifts, position)


def check(when: str) -> Checked:
    """``when`` in the form that the parser reads. Raises ``QueryError`` for the first piece that cannot be honoured."""
    if not when.strip():
        raise QueryError("the query is empty; write *:* to match every article", 0)
    if len(when) > _MAX_CHARS:
        raise QueryError(f"the query has {len(when)} characters, more than {_MAX_CHARS}; split it", _MAX_CHARS)
    if control := _CONTROL.search(when):
        advice = "in YAML, put conditions in single quotes, where a backslash stays one"
        raise QueryError(f"there is a control character, U+{ord(control[0]):04X}; {advice}", control.start())
    return _Walk(when).run()


@dataclass
class _Walk:
    """Goes through the pieces of a query, refuses wrong ones, and writes it in the operators that luqum knows."""

    when: str
    written: list[str] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    grouped: list[str] = field(default_factory=list)  # the field around each open parenthesis
    wanting: tuple[str, int] | None = None  # what still needs an operand, and its place
    last: str = "start"  # the kind of the piece before
    name: str = ""  # the field named last

    def run(self) -> Checked:
        for match in _PIECE.finditer(self.when):
            kind, piece, at = str(match.lastgroup), match[0], match.start()
            getattr(self, f"_{kind}")(piece, at)
        if self.wanting:
            raise QueryError(f"{self.wanting[0]} needs something after it", self.wanting[1])
        if self.opened:
            raise QueryError("the parenthesis opened here is never closed; add a )", self.opened[-1])
        return Checked("".join(self.written), tuple(self.shifts))

    def _blank(self, piece: str, at: int) -> None:
        if self.last == "mark":
            sign = self.when[at - 1]
            raise QueryError(f'{sign} stands alone; join it to its word, or put the text in quotes "…"', at - 1)
        self._write(piece, "blank" if self.last != "field" else "field")

    def _phrase(self, piece: str, at: int) -> None:
        if self.last in ("word", "phrase", "operator"):
            raise QueryError("a quote opens right behind a word; put a blank before it", at)
        self._operand(piece, "phrase")

    def _range(self, piece: str, at: int) -> None:
        self._number(piece, at)
        if not _RANGE.fullmatch(piece):
            raise QueryError("a range names two numbers, or * for none: [3 TO 5], {0.5 TO 1], [3 TO *]", at)

    def _number(self, piece: str, at: int) -> None:
        """Check a range or a comparison: it needs a numeric field."""
        if self._field_in_force() not in NUMBER_FIELDS:
            fields = " and ".join(f"{name}:" for name in NUMBER_FIELDS)
            raise QueryError(f'ranges ([3 TO 5], >3) go with {fields}; name words with OR, or quote them "…"', at)
        self._operand(piece, "word")

    def _field_in_force(self) -> str:
        if self.last == "field":
            return self.name
        return self.grouped[-1] if self.grouped else ""

    def _regex(self, piece: str, at: int) -> None:
        if self.last in ("word", "phrase", "degree"):
            raise QueryError("put a blank before the regular expression", at)
        if wrong := remedy_of_expression(piece):
            raise QueryError(wrong, at)
        self._operand(piece, "phrase")

    def _mark(self, piece: str, at: int) -> None:
        if self.last == "mark":
            raise QueryError(f"{self.when[at - 1]} stands right before {piece}; write one sign before a word", at)
        if self._field_in_force() in NUMBER_FIELDS:
            raise QueryError(f"there are no negative numbers here; write NOT {self.name}:3 to exclude one", at)
        if piece == "+":
            self._write(piece, "mark")
        else:  # written as NOT, because to luqum a minus binds its word to an OR before it: a OR b -c
            self._lengthen(at, 3)
            self._write("NOT ", "mark")
        self.wanting = (piece, at)

    def _word(self, piece: str, at: int) -> None:
        if self.last in ("phrase", "degree"):
            raise QueryError("put a blank between the terms here", at)
        if self.when[at + len(piece) : at + len(piece) + 1] == ":":
            self._field_name(piece, at)
        elif piece in _OPERATORS:
            self._operator(piece, at)
        elif piece == "NOT":
            self._write(piece, "operator")
            self.wanting = (piece, at)
        elif piece[0] in "<>":
            self._number(piece, at)
            if not _COMPARISON.fullmatch(piece):
                raise QueryError(f"{piece!r} compares with no number; write >=3, or quote the text", at)
        else:
            self._refuse_look_alikes(piece, at)
            self._operand(piece, "word")

    def _field_name(self, piece: str, at: int) -> None:
        if piece not in (*FIELDS, "*"):
            raise QueryError(f"there is no field {piece!r}; {other_field(piece, FIELDS)}", at)
        self._write(piece, "name")
        self.name = piece
        self.wanting = (f"{piece}:", at)

    def _operator(self, piece: str, at: int) -> None:
        if self.wanting or self.last in ("start", "open"):
            raise QueryError(f"{piece} needs something before it", at)
        if piece == "&&":
            self._lengthen(at + 1, 1)
        self._write(_OPERATORS[piece], "operator")
        self.wanting = (piece, at)

    def _refuse_look_alikes(self, piece: str, at: int) -> None:
        if _GLUED_OPERATOR.search(piece):
            raise QueryError(f"put blanks around the operator in {piece!r}", at)
        followed = _FOLLOWED.match(self.when, at + len(piece)) is not None
        between = followed and self.last == "blank" and not self.wanting
        text = self._field_in_force() not in (*VALUE_FIELDS, *NUMBER_FIELDS, "url")
        wrong = remedy(piece, between=between, followed=followed and self.last != "field", text=text)
        if wrong:
            raise QueryError(wrong, at)
        if piece[0] == "/":
            raise QueryError(_OPEN_EXPRESSION, at)
        if self._field_in_force() in VALUE_FIELDS and "," in piece:
            raise QueryError("a comma joins nothing; write the values with OR, as in lang:(de OR en)", at)

    def _degree(self, piece: str, at: int) -> None:
        digits = piece[1:]
        if self.last == "phrase":
            if not (digits.isascii() and digits.isdigit() and int(digits[:9]) <= _MAX_SLOP):
                raise QueryError(f'say how many words may stand between, "a b"~5, at most {_MAX_SLOP}', at)
        elif self.last == "word":
            if digits != "1":
                raise QueryError("only ~1 (one letter different) is supported after a word", at)
        else:
            raise QueryError("~ must follow a word or a phrase directly", at)
        self._write(piece, "degree")

    def _sign(self, piece: str, at: int) -> None:
        if piece == "(":
            if self.last in ("word", "phrase"):
                raise QueryError(remedy_of_call(re.split(r"[\s(]", self.when[:at])[-1], FIELDS), at)
            self.grouped.append(self._field_in_force())
            self.opened.append(at)
            self._write(piece, "open")
            self.wanting = None
        elif piece == ")":
            self._close(at)
        elif piece == ":" and self.last == "name":
            self._write(piece, "field")
        elif piece == ":" and self.last == "blank":
            raise QueryError("a blank stands before this colon; join it to its field, as in title:flood", at)
        elif piece == ":":
            raise QueryError(f"a colon must follow one of the fields {', '.join(FIELDS)}; quote it to look for it", at)
        else:
            raise QueryError(_REFUSED_SIGNS[piece], at)

    def _close(self, at: int) -> None:
        if not self.opened:
            raise QueryError("this parenthesis closes nothing; take it out or add a (", at)
        if self.wanting:
            raise QueryError(f"{self.wanting[0]} needs something after it", self.wanting[1])
        opened = self.opened.pop()
        self.grouped.pop()
        if not self.when[opened + 1 : at].strip():
            raise QueryError("there is nothing in these parentheses", opened)
        self._write(")", "close")

    def _lengthen(self, at: int, by: int) -> None:
        """Note that so many characters more than in the query are written from behind the one at ``at`` on."""
        written = at + len(self.shifts) + 1
        self.shifts += range(written, written + by)

    def _operand(self, piece: str, kind: str) -> None:
        self._write(piece, kind)
        self.wanting = None

    def _write(self, piece: str, kind: str) -> None:
        self.written.append(piece)
        if kind != "blank" or self.last not in ("start", "open"):
            self.last = kind
