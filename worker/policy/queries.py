"""Queries: the text of a rule, read and checked, as a condition.

The grammar is luqum's (Lucene syntax), after a check of our own (``syntax.py``). What a query means:

- ``a b`` is ``a AND b``. From tight to loose: NOT, AND, OR, blank; a blank beside an unbracketed OR is refused.
  ``&&``, ``||`` and ``!`` are AND, OR and NOT; ``-a`` is ``NOT a``, ``+a`` is ``a``.
- A term without a field is looked for in title and body; ``title:(a b)`` looks for both in the title.
- A term matches whole words. Punctuation separates words, so ``covid-19`` is the phrase ``"covid 19"``.
- ``*`` is any letters or none, ``?`` any one letter. In quotes ``*`` is a wildcard too, ``?`` a question mark.
- ``"a b"~3``: a and b in any order with at most three other words among them. ``term~1``: one letter different.
- ``/…/`` is a regular expression (RE2's syntax, linear time), looked for in the text as written, case ignored.
- What other systems understand otherwise is refused (``habits.py``).
- ``name:Peskow`` is a name by its sound, in title and body, in any script: Песков, Peskov, 페스코프
  (``content/hearing.py``). ``name:"Elon Musk"``: both, in this order.
- ``author``, ``url`` and ``cites`` (the outlets an article names as its sources) are texts like title and body.
- ``lang``, ``feed``, ``tag``, ``host``, ``relation``, ``promo``, ``flag`` and ``story.languages`` compare whole values,
  case ignored; ``lang:de`` is also true of ``de-AT`` (RFC 4647 §3.3.1), ``host:example.com`` of ``news.example.com``.
  ``field:*``: the field has any value.
- ``quality`` (0 to 1) and ``story.sources`` hold numbers: ``quality:>=0.5``, ``story.sources:[3 TO *]``; braces
  leave the bound out.
"""

from __future__ import annotations

import difflib
import io
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass

import re2
from luqum import tree
from luqum.exceptions import ParseError

from worker.model.entry import PROMO_REASONS
from worker.model.languages import ALIASES, unknown_language
from worker.model.story import RelationKind
from worker.policy.conditions import BOUNDS, All, Condition, Either, Leaf, Not, Number, Term, Value
from worker.policy.flags import BUILT_IN
from worker.policy.folding import fold, has_solid
from worker.policy.habits import lost_signs
from worker.policy.needles import (
    Anything,
    Expression,
    Fuzzy,
    Glob,
    Literal,
    Name,
    Near,
    Needle,
    glob_pattern,
    needle_of,
)
from worker.policy.syntax import FIELDS, NAME_FIELDS, NUMBER_FIELDS, VALUE_FIELDS, Checked, QueryError, check
from worker.policy.urls import host

# From Python 3.13 on the first import makes the grammar's tables anew, with warnings that help nobody here.
with redirect_stderr(io.StringIO()):
    from luqum.thread import parse

_MAX_DEPTH = 50  # far below the interpreter's recursion limit
_MAX_NEAR = 20
_MIN_FUZZY = 4  # in shorter words one changed letter makes another word
_MAX_EXPRESSION_BYTES = 1 << 20
_KNOWN_VALUES = {"relation": tuple(RelationKind), "flag": tuple(BUILT_IN), "promo": PROMO_REASONS}
_ASCII_CLASS = re.compile(r"(?<!\\)(?:\\\\)*(\\[bBwW])")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read_query(when: str) -> Condition:
    """The condition of the query ``when``. Raises ``QueryError``. Takes some 0.2 ms for a query of five terms."""
    checked = check(when)
    try:
        root = parse(checked.text)
    except ParseError as error:
        place = re.search(r"position (\d+)", str(error))
        at = checked.origin(int(place[1])) if place else len(when)
        raise QueryError("this cannot be read as a query; put the text in quotes to look for it", at) from error
    return _Reader(checked).condition(root, field=None, negated=False, depth=0)


def read_words(words: Mapping[str, str]) -> Condition:
    """One of the ``words`` of an article's language, a bar between two: ``flags.as_query`` of them, without parsing."""
    return Either(tuple(All((_value(tree.Word(lang), "lang", 0), _any(terms))) for lang, terms in words.items()))


def _any(terms: str) -> Condition:
    found = tuple(Term(None, *_needle(tree.Word(term), 0)) for term in terms.split(" | "))
    return Either(found) if len(found) > 1 else found[0]


@dataclass(frozen=True)
class _Reader:
    """Turns luqum's tree into conditions, moving negations down to the leaves."""

    checked: Checked

    def condition(self, item: tree.Item, *, field: str | None, negated: bool, depth: int) -> Condition:
        """The condition of ``item`` inside ``field``, or its negation."""
        if depth > _MAX_DEPTH:
            raise QueryError(f"the query is nested more than {_MAX_DEPTH} deep", self._at(item))
        if isinstance(item, tree.BaseOperation):
            return self._operation(item, field, negated, depth)
        if isinstance(item, tree.Not):
            return self.condition(item.a, field=field, negated=not negated, depth=depth + 1)
        if isinstance(item, tree.Plus):
            return self.condition(item.a, field=field, negated=negated, depth=depth + 1)
        if isinstance(item, tree.BaseGroup):
            return self.condition(item.expr, field=field, negated=negated, depth=depth + 1)
        if isinstance(item, tree.SearchField):
            return self._in_field(item, field, negated, depth)
        leaf = self._leaf(item, field)
        return Not(leaf) if negated else leaf

    def _operation(self, item: tree.BaseOperation, field: str | None, negated: bool, depth: int) -> Condition:
        is_or = isinstance(item, tree.OrOperation)
        if is_or and (plus := next(_pluses(item), None)):
            raise QueryError("+ (required) contradicts OR; take one of them out", self._at(plus) - 1)
        if isinstance(item, tree.UnknownOperation):
            self._refuse_blank_beside_or(item)
        parts = tuple(self.condition(part, field=field, negated=negated, depth=depth + 1) for part in item.operands)
        return Either(parts) if is_or != negated else All(parts)

    def _refuse_blank_beside_or(self, item: tree.UnknownOperation) -> None:
        bare = [operand for operand in item.operands if not isinstance(operand, tree.Not | tree.Plus)]
        if len(bare) > 1 and any(isinstance(operand, tree.OrOperation) for operand in bare):
            message = "a blank (AND) beside OR can be read in two ways; add parentheses, as in (a OR b) c"
            raise QueryError(message, self._at(bare[1]))

    def _in_field(self, item: tree.SearchField, field: str | None, negated: bool, depth: int) -> Condition:
        if field is not None:
            raise QueryError(f"{item.name}: stands inside {field}:( ); close that first", self._at(item))
        if item.name != "*":
            return self.condition(item.expr, field=item.name, negated=negated, depth=depth + 1)
        if not (isinstance(item.expr, tree.Word) and item.expr.value == "*"):
            fields = ", ".join(FIELDS)
            raise QueryError(f"only *:* (every article) is supported; name one of the fields {fields}", self._at(item))
        return Either(()) if negated else All(())

    def _leaf(self, item: tree.Item, field: str | None) -> Leaf:
        at = self._at(item)
        if field in NUMBER_FIELDS:
            return _number(item, str(field), at)
        if field in VALUE_FIELDS:
            return _value(item, str(field), at)
        if field in NAME_FIELDS:
            return Term(None, *_name(item, at))
        if isinstance(item, tree.Word) and item.value == "*" and field is None:
            raise QueryError("* alone matches nothing in particular; write *:* to match every article", at)
        return Term(field, *_needle(item, at))

    def _at(self, item: tree.Item) -> int:
        while not isinstance(item, tree.Term | tree.SearchField | tree.Range | tree.OpenRange):
            item = item.children[0]
        return self.checked.origin(item.pos)


def _pluses(item: tree.BaseOperation) -> Iterator[tree.Plus]:
    """The words with a plus among the operands, those of operations without brackets included."""
    for operand in item.operands:
        if isinstance(operand, tree.Plus):
            yield operand
        elif isinstance(operand, tree.BaseOperation):
            yield from _pluses(operand)


def _needle(item: tree.Item, at: int) -> tuple[Needle, str]:
    """What to look for, and how the user wrote it."""
    match item:
        case tree.Proximity():
            _refuse_alternatives(item.term.value, item.degree, at)
            return _near(item.term.value, item.degree, at), f"{item.term.value}~{item.degree}"
        case tree.Fuzzy():
            return _fuzzy(item.term.value, at), f"{item.term.value}~1"
        case tree.Regex():
            return _expression(item.value, at), item.value
        case tree.Word() if item.value == "*":
            return Anything(), "*"
    words = _folded_words(item.value, at)
    if wrong := lost_signs(item.value, words):
        raise QueryError(wrong, at)
    return needle_of(words), item.value


def _refuse_alternatives(quoted: str, degree: int, at: int) -> None:
    """In quotes, OR would be one more word that must stand near the others."""
    if found := re.search(r"\b(?:AND|OR|NOT)\b|\|", quoted):
        remedy = f'write each pair in quotes of its own, "a c"~{degree} OR "b c"~{degree}'
        raise QueryError(f"{found[0]} is no operator in quotes; {remedy}", at)


def _name(item: tree.Item, at: int) -> tuple[Name, str]:
    if isinstance(item, tree.Proximity | tree.Fuzzy):
        raise QueryError("~ has no meaning in name:, which finds other spellings by itself", at)
    if isinstance(item, tree.Regex):
        raise QueryError("name: takes a name as it is written in some language, no expression", at)
    words = _folded_words(item.value, at)
    if any(sign in word for word in words for sign in "*?"):
        raise QueryError("name: takes whole names; leave out the wildcard, endings are heard", at)
    if len(words) > _MAX_NEAR:
        raise QueryError(f"a name of {len(words)} words, more than {_MAX_NEAR}", at)
    return Name(tuple(words)), f"name:{item.value}"


def _number(item: tree.Item, name: str, at: int) -> Number:
    number = _bounds(item, name, at)
    least, most = BOUNDS[name]
    if number.low > most or number.high < least:
        raise QueryError(f"{name}: runs from {least:g} to {most:g}, so {number.term} is true of nothing", at)
    return number


def _bounds(item: tree.Item, name: str, at: int) -> Number:
    """Bounds of a range, a comparison or a single number; ``*`` is no bound."""
    written = str(item).strip()
    match item:
        case tree.Range():
            low = -math.inf if item.low.value == "*" else float(item.low.value)
            high = math.inf if item.high.value == "*" else float(item.high.value)
            if low > high:
                raise QueryError(f"the range from {item.low.value} to {item.high.value} is empty; turn it round", at)
            return Number(name, low, high, item.include_low, item.include_high, written)
        case tree.From():
            return Number(name, float(item.a.value), math.inf, item.include, True, written)
        case tree.To():
            return Number(name, -math.inf, float(item.a.value), True, item.include, written)
        case tree.Word() if item.value == "*":
            return Number(name, -math.inf, math.inf, True, True, written)
        case tree.Word() if _DECIMAL.fullmatch(item.value):
            return Number(name, float(item.value), float(item.value), True, True, written)
    least, most = ("0.5", "0.8") if name == "quality" else ("3", "5")
    told = f"{name}: holds a number; write {name}:{least}, {name}:>={least} or {name}:[{least} TO {most}]"
    raise QueryError(told, at)


def _expression(written: str, at: int) -> Expression:
    if not written.isascii() and (found := _ASCII_CLASS.search(written)):
        advice = "write \\pL for any letter, or look for whole words with terms and wildcards"
        raise QueryError(f"{found[1]} knows the letters a to z only, so it fails beside the others here; {advice}", at)
    options = re2.Options()
    options.case_sensitive, options.log_errors, options.max_mem = False, False, _MAX_EXPRESSION_BYTES
    try:
        pattern = re2.compile(written[1:-1].replace("\\/", "/"), options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise QueryError(f"{written} is not a supported regular expression: {reason}", at) from None
    if pattern.search("") is not None:
        raise QueryError(f"{written} matches every text, even an empty one; ask for one letter at least", at)
    return Expression(pattern)


def _value(item: tree.Item, name: str, at: int) -> Value:
    if isinstance(item, tree.Proximity | tree.Fuzzy):
        raise QueryError(f"~ has no meaning in {name}:, where whole values are compared", at)
    if isinstance(item, tree.Regex):
        raise QueryError(f"{name}: compares whole values; write them out, or use the wildcards * and ?", at)
    raw = item.value[1:-1] if isinstance(item, tree.Phrase) else item.value
    if re.search(r"\\[*?]", raw):
        raise QueryError(f"values of {name}: hold no * or ?", at)
    plain = re.sub(r"\\(.)", r"\1", raw).strip()
    glob = _host(plain, at) if name == "host" else plain.casefold()
    if not glob:
        raise QueryError(f"{name}: has no value", at)
    has_wildcard = "*" in glob or "?" in glob
    known = _KNOWN_VALUES.get(name)
    if known is not None and not has_wildcard and glob not in known:
        near = difflib.get_close_matches(glob.replace("-", "_"), known, n=1)
        kinds = f"did you mean {near[0]}?" if near else f"choose one of: {', '.join(known)}"
        raise QueryError(f"there is no {name} {raw!r}; {kinds}", at)
    pattern = glob_pattern(glob, ".")
    if name in ("lang", "story.languages"):
        _check_language(raw, glob, name, at)
        pattern += "(?:-.*)?"
    elif name == "host":
        pattern = f"(?:.*\\.)?{pattern}"
    return Value(name, glob, re.compile(pattern, re.DOTALL), item.value)


def _check_language(raw: str, glob: str, name: str, at: int) -> None:
    """Refuse what no article's language is: a region, a script, another code for it."""
    base = re.split("[-_]", glob)[0]
    if "*" not in base and "?" not in base and not _LANGUAGE.fullmatch(base):
        raise QueryError(f"{raw!r} is not a language code such as de or pt", at)
    if _LANGUAGE.fullmatch(base) and (wrong := unknown_language(base)):
        raise QueryError(f"{raw!r} {wrong}", at)
    known = ALIASES.get(base, base)
    if known != glob:
        raise QueryError(f"articles have the code of their language alone, without a region; write {name}:{known}", at)


def _host(glob: str, at: int) -> str:
    """The host in the form that addresses of articles have."""
    if "/" in glob:
        bare = glob.rpartition("://")[2].split("/", 1)[0]
        raise QueryError(f"a host is no address and has no path; write host:{bare or 'example.com'}", at)
    bare = glob.strip(".").lower()
    if bare.startswith("www.") and bare.count(".") > 1:
        bare = bare.removeprefix("www.")
    if "*" in bare or "?" in bare:
        if not bare.isascii():
            raise QueryError(f"{glob!r}: a wildcard goes with plain letters only; write the host's xn-- form", at)
        return bare
    name = host(f"http://{bare}/")
    if bare and (not name or ".." in name):
        raise QueryError(f"{glob!r} is not a host name", at)
    if bare.isascii() and name != bare:
        raise QueryError(f"a host is its name alone; write host:{name}", at)
    return name


def _near(quoted: str, slop: int, at: int) -> Literal | Glob | Near:
    if slop == 0:
        return needle_of(_folded_words(quoted, at))
    words = quoted[1:-1].split()
    parts = tuple(needle_of(_folded_words(f'"{word}"', at)) for word in words if fold(word).strip() or "*" in word)
    if len(parts) < 2:
        raise QueryError(f'a distance needs two words at least: "one other"~{slop}', at)
    if len(parts) > _MAX_NEAR:
        raise QueryError(f"a distance among {len(parts)} words, more than {_MAX_NEAR}; name the telling ones", at)
    return Near(parts, slop)


def _fuzzy(raw: str, at: int) -> Fuzzy:
    words = _folded_words(raw, at)
    word = words[0]
    if len(words) > 1 or has_solid(word) or "*" in word or "?" in word:
        raise QueryError("~1 needs a single word without wildcards, of a script that puts blanks between words", at)
    if len(word) < _MIN_FUZZY:
        raise QueryError(f"~1 needs a word of {_MIN_FUZZY} letters at least; name the spellings with OR", at)
    return Fuzzy(word)


def _folded_words(raw: str, at: int) -> list[str]:
    """The folded words of a term or a quoted phrase, wildcards kept as ``*`` and ``?``."""
    quoted = raw.startswith('"')
    if quoted:
        raw = raw[1:-1]
    folded = "".join(_folded_parts(raw, quoted=quoted, at=at))
    words = re.sub(r"\*+", "*", folded).split()
    if not any(char not in "*? " for char in folded):
        raise QueryError("there is no letter or digit here to look for", at)
    for place, word in enumerate(words):
        core = word.removeprefix("*") if place == 0 else word
        core = core.removesuffix("*") if place == len(words) - 1 else core
        if has_solid(word) and ("*" in core or "?" in core):
            message = f"{word!r}: words of this script are found inside longer ones; leave out the wildcard, or use AND"
            raise QueryError(message, at)
    return words


def _folded_parts(raw: str, *, quoted: bool, at: int) -> list[str]:
    parts: list[str] = []
    plain = ""
    for match in re.finditer(r"\\(.)|([*?])|[^\\*?]+", raw, re.DOTALL):
        if match[2] == "*" or (match[2] and not quoted):
            parts += [fold(plain), match[2]]
            plain = ""
        elif match[2] and fold(raw[match.end() : match.end() + 1]).strip():
            raise QueryError("in quotes ? is a question mark, not a wildcard; use * or take the word out", at)
        else:
            plain += match[1] or match[0]
    return [*parts, fold(plain)]
