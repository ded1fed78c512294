"""What changed between two versions of an article: which sentences, and of what class the change is.

Pages change by themselves: clocks, counters, "3 minutes ago". Such changes are ``noise``, and so is a version that was
seen before (two servers that take turns). A number or name that changes inside a sentence is a changed fact.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from worker.policy.numberwords import other_numbers
from worker.policy.retractions import withdraws


class Edit(StrEnum):
    """The class of a change, the least first. ``READ``: nothing changed, but the page could be read at last."""

    NOISE = "noise"
    READ = "read"
    TYPO = "typo"
    HEADLINE = "headline"
    FACTS = "facts"
    RETRACTION = "retraction"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article; ``gone``: its page answered that it no longer exists."""

    title: str
    text: str
    published_at: float | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A change with the sentences it removed and added.

    ``headline``: the title changed. ``silent``: the article neither says that it was changed nor has a new date.
    """

    edit: Edit
    headline: bool
    silent: bool
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


CHURN = 3
"""An entry with more versions changes by itself, and changed numbers alone are no longer news."""
GONE = frozenset({"http_404", "http_410"})
"""Why the page of a version that was deleted cannot be had."""
SHORT_WORDS = 8
"""A line of no more words ("1,204 comments", "Updated 12:31") may be a counter or a clock."""
SHORT_CHARS = 48
"""And of no more letters, where words have no blanks between them."""
ALIKE = 0.6
"""From this similarity of letters on, a removed and an added sentence are two versions of one."""
OPENING = 4
"""So many sentences may say that a report was withdrawn."""
SHOWN = 12
"""Sentences kept of each side."""
PAIRS, LETTERS, WORDS = 200, 400, 200
"""At most so many pairs of sentences are compared by so many letters of each, and two versions of a sentence by so many
words between the first and the last that differ, as the judge waits for it. Words that gave way to more letters are
other words."""

_SENTENCE = re.compile(r"[^.!?。！？؟।\n]+(?:[.!?](?=\S)[^.!?。！？؟।\n]*)*[.!?。！？؟।]*[\"'”»“’)]*")
_WORD = re.compile(r"[^\W_]+(?:[.,:/]\d+)*")
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?(?:uhr|h|am|pm|a\.m\.|p\.m\.|час\w*|น\.))?"
    r"|\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日"
    r"|(?:vor|hace|há|il y a|pred|przed|acum|fa|för|for)\s\d+\s\w+|(?<!\d)\d++\s\w+\s(?:ago|fa|назад|тому|geleden|"
    r"sedan|siden|temu|sitten|önce|πριν)"
    r"|(?<!\d)\d++\s?(?:分前|時間前|分钟前|小时前|분 전|시간 전)"
)
_SAYS_SO = re.compile(
    r"\b(?:updat|correct|clarif|amend)\w*|editor['’]s note|\baktualisier|\bkorrigier|\bkorrektur|"
    r"in einer früheren (?:fassung|version)"
    r"|anmerkung der redaktion|mis(?:e)? à jour|\bcorrig[ée]|\brectificat|actualizad|corrección|fe de errat|"
    r"aggiornat|corre(?:tto|zione)|errata"
    r"|atualizad|correção|bijgewerkt|gecorrigeerd|rectificatie|zaktualizowan|aktualizacja|sprostowan|korekt|"
    r"обновлен|исправлен|уточнен|поправк"
    r"|оновлен|виправлен|уточнен|güncellen|düzeltme|ενημερώθηκε|διόρθωση|aktualizov|opraven|actualizat|"
    r"corectat|uppdatera|rättelse"
    r"|opdatere|rettelse|oppdatert|rettet|päivitetty|korjattu|frissít|javít|обновена|поправка|تحديث|تصحيح|"
    r"עודכן|תיקון|अपडेट|सुधार|更新|更正|訂正|修正|수정|정정"
    r"|diperbarui|ralat|cập nhật|đính chính|แก้ไข",
    re.IGNORECASE,
)


def change(before: Version, after: Version, *, seen_before: bool = False, churns: bool = False) -> Change:
    """How ``after`` differs from ``before``.

    ``seen_before``: an earlier version had the same text as ``after``; ``churns``: the article has changed so often
    that changed numbers alone do not count. Cost: a sentence diff; sentences that differ are compared letter by letter,
    unless there are so many that the text is another one.
    """
    headline = _still(before.title) != _still(after.title)
    if after.gone and before.gone:
        return Change(Edit.NOISE, headline, silent=False)
    if after.gone:
        return Change(Edit.DELETION, headline, silent=False)
    removed, added = _diff(before.text, after.text)
    if churns and [_bare(it) for it in removed] == [_bare(it) for it in added]:
        removed = added = ()
    if seen_before or not (removed or added or headline):
        return Change(Edit.NOISE, headline, silent=False, removed=removed, added=added)
    noted = _says(_SAYS_SO, after) > _says(_SAYS_SO, before) or after.published_at != before.published_at
    if _withdrawn(after, before) > _withdrawn(before, after):
        edit, noted = Edit.RETRACTION, True
    elif _changes_facts(removed, added):
        edit = Edit.FACTS
    else:
        edit = Edit.HEADLINE if headline else Edit.TYPO
    return Change(edit, headline, not noted and edit is not Edit.TYPO, removed[:SHOWN], added[:SHOWN])


def _says(pattern: re.Pattern[str], version: Version) -> int:
    return len(pattern.findall(f"{version.title}\n{version.text}"))


def _withdrawn(version: Version, other: Version) -> int:
    """How many of its headline and first sentences say that it was withdrawn; the other's are not asked."""
    known = {other.title, *_sentences(other.text)[:OPENING]}
    return sum(withdraws(it) for it in (version.title, *_sentences(version.text)[:OPENING]) if it not in known)


def _sentences(text: str) -> list[str]:
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def _diff(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences that only one of the two has, whatever their order; differences in clocks and counters do not count."""
    old, new = _sentences(before), _sentences(after)
    had, has = Counter(map(_still, old)), Counter(map(_still, new))
    return _beyond(old, has), _beyond(new, had)


def _beyond(sentences: list[str], known: Counter[str]) -> tuple[str, ...]:
    left = Counter(known)
    found = []
    for sentence in sentences:
        key = _still(sentence)
        if left[key]:
            left[key] -= 1
        elif any(letter.isalnum() for letter in key):
            found.append(sentence)
    return tuple(found)


def _still(sentence: str) -> str:
    """The sentence without case, blanks and what changes by itself: dates and times; in a short line any number."""
    folded = _CLOCK.sub("#", " ".join(unicodedata.normalize("NFKC", sentence).casefold().split()))
    if len(folded.split()) <= SHORT_WORDS and not re.search(r"[.!?。！？]$", folded):
        masked = re.sub(r"\d+(?:[.,]\d+)*", "#", folded)
        folded = masked if len(masked) <= SHORT_CHARS else folded
    return re.sub(r"[^\w#%€$£]+", " ", folded).strip()


def _bare(sentence: str) -> str:
    return re.sub(r"\d+", "#", _still(sentence))


def _changes_facts(removed: tuple[str, ...], added: tuple[str, ...]) -> bool:
    """Whether a sentence was added or removed, or one that stayed has other numbers, names or many other words."""
    if len(removed) * len(added) > PAIRS:
        return True
    waiting = list(removed)
    for sentence in added:
        best = max(waiting, key=lambda it: _likeness(it, sentence), default=None)
        if best is None or _likeness(best, sentence) < ALIKE or _other_facts(best, sentence):
            return True
        waiting.remove(best)
    return bool(waiting)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:LETTERS], other[:LETTERS]).ratio()


def _other_facts(one: str, other: str) -> bool:
    """Numbers must be the same; a word may differ from its counterpart by letters, not by being another."""
    old, new = _WORD.findall(one), _WORD.findall(other)
    if [it for it in old if it[0].isdigit()] != [it for it in new if it[0].isdigit()]:
        return True
    start = _alike(old, new)
    old, new = old[start:], new[start:]
    end = _alike(old[::-1], new[::-1])
    old, new = old[: len(old) - end], new[: len(new) - end]
    if len(old) * len(new) > WORDS * WORDS:
        return True
    for kind, start, end, at, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            if other_numbers(old[start:end], new[at:to]):
                return True
            gone, come = "".join(old[start:end]).casefold(), "".join(new[at:to]).casefold()
            longer = max(len(gone), len(come))
            if longer > LETTERS or (longer > 3 and SequenceMatcher(None, gone, come).ratio() < 2 / 3):
                return True
    return False


def _alike(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (mine, its) in enumerate(pairs) if mine != its), min(len(one), len(other)))
