"""Removes promo from an article, piece by piece; each piece is kept with its reason.

Only what cannot be reporting is cut: labels on their own, short paragraphs near an edge in the site's own voice, and at
the very edges a sentence that is so beyond doubt. A report about a Telegram channel, a quoted call to donate, and an
imperative in the middle of a text stay: a line too many costs a little likeness, but a lost sentence can cost a story
its proof.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from worker.content import calls, disclaimers, labels, machinetalk, openings, phrases
from worker.content.callshare import STOPS
from worker.content.dates import trailing_date
from worker.content.labels import composed, label
from worker.content.listings import SENTENCE_END, mark_listed
from worker.content.mastheads import NAMELESS, Masthead
from worker.content.photocredits import is_photo_credit
from worker.content.phrases import sentences, unquoted
from worker.content.printings import same_title
from worker.content.walls import consents
from worker.model.entry import PromoCut

# How far from top and end the site's own voice is looked for, in paragraphs still kept.
_TOP = 3
_END = 6

# Longer paragraphs are prose. Calls have up to some 300 characters, labels with a title up to some 200.
_CALL_CHARS = 420
_RELATED_CHARS = 220
_LABEL_CHARS = 72
_DATE_CHARS = 60

# More than this share of a paragraph's characters must be the call itself.
_CALL_SHARE = 0.5
# A call this long asks beyond doubt, or it is prose.
_LONG_CALL_CHARS = 180

# A call glued to prose runs over so many sentences; so many characters are prose.
_GLUED_SENTENCES = 3
_GLUED_CHARS = 260
_PROSE_CHARS = 40

_MIN_HEADLINE_CHARS = 12

_SPEECH = re.compile(r"(?:\"[^\"]*|“[^”]*|„[^“”]*|«[^»]*|「[^」]*)[.!?…。！？][\"”“»」]")
_I = re.compile(r"\bI(?:[’'](?:m|ve|d|ll)| (?:am|was|will|would|want|need|have|had|can|could|know|think|support))\b")
_COLON = re.compile(r"[:：»>|\]】՝፦]")
_SHARE_SPLIT = re.compile(r"[\s,;|/·•&+()\[\]]+")
_SENTENCE_GAP = re.compile(r"(?<=[.!?…।])[\"'”»)]?\s+|(?<=[。！？])")
# "10 a.m. March 11, 2026", "am Di. 11. März 2026": the sentence goes on.
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,3}\.\s+$")
_TITLE_GAP = re.compile(r"\s*[.:|–—!?-]\s+|\s*\n\s*")
_GLUED_TITLE_CHARS = 25


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A body without its promo: ``text`` has a blank line between paragraphs, ``cuts`` are in the order of the text.

    ``trailing_date_line`` is the bare date line that ended the text, if one was cut. ``flags`` are
    suspicious pieces that stay: ``invented_opening``, a first-person paragraph before a third-person report, and
    ``machine_talk``, what a machine said of its rewriting.
    """

    text: str
    cuts: tuple[PromoCut, ...]
    trailing_date_line: str | None
    flags: tuple[PromoCut, ...]


def clean(title: str, text: str, lang: str | None, site: Masthead = NAMELESS) -> Cleaned:
    """Remove promo from ``text``, whose paragraphs are separated by blank lines. Idempotent.

    ``lang`` (two letters, or None) only matters for the flags; cuts are made in all known languages at once. ``site``
    knows the outlet's names, which say nothing in a call. About 1 ms for a usual article.
    """
    kept = [paragraph for paragraph in (part.strip() for part in text.split("\n\n")) if paragraph]
    site = site.within(text)
    places = [float(place) for place in range(len(kept))]
    cut: dict[float, PromoCut] = {}
    read: Sequence[int] = range(len(kept))
    while True:
        found = _reasons(title, kept, site, read)
        for index, why in found.items():
            cut[places[index]] = PromoCut(kept[index], why)
        if len(found) > _TOP + _END:
            places = [place for index, place in enumerate(places) if index not in found]
            kept = [paragraph for index, paragraph in enumerate(kept) if index not in found]
        else:
            for index in sorted(found, reverse=True):
                del kept[index], places[index]
        # What stays between the edges stays for good. A text may lose a line at each of thousands of looks.
        read = _edges(len(kept))
        glued = _unglue(title, kept, site)
        for index, rest, one, offset in glued:
            cut[places[index] + offset * 0.4 / (1 + len(cut))] = one
            kept[index] = rest
        if not found and not glued:
            break
    cuts = tuple(cut[place] for place in sorted(cut))
    dated = [one.text for one in cuts if one.why == "trailing_date"]
    return Cleaned(
        text="\n\n".join(kept),
        cuts=cuts,
        trailing_date_line=dated[-1] if dated else None,
        flags=tuple(_suspected(kept, lang)),
    )


def _edges(count: int) -> Sequence[int]:
    """The places where a paragraph can become promo because others went."""
    return [*range(min(_TOP, count)), *range(max(_TOP, count - _END), count)]


def _reasons(title: str, paragraphs: list[str], site: Masthead, read: Iterable[int]) -> dict[int, str]:
    """Index → why-code of the paragraphs that are promo at their present places, of those to be ``read``."""
    found: dict[int, str] = {}
    last = len(paragraphs) - 1
    half = sum(map(len, islice(paragraphs, 2 * _CALL_CHARS))) / 2  # where there are more, no call is half of all
    for index in read:
        paragraph = paragraphs[index]
        why = _anywhere(paragraph)
        if why is None and (index < _TOP or index > last - _END) and len(paragraph) <= half:
            why = _own_voice(site.masked(paragraph)) if len(paragraph) <= _CALL_CHARS else None
        if why is None and index < _TOP and same_title(title, paragraph):
            why = "doubled_title"
        if why is None and index < _TOP and len(paragraph) <= 2 * _LABEL_CHARS and disclaimers.is_above(paragraph):
            why = "notice"
        if why is None and index > last - _END:
            why = _closing(paragraph, is_last=index == last)
        if why is not None:
            found[index] = why
    mark_listed(paragraphs, found)
    return found


@lru_cache(maxsize=512)
def _anywhere(paragraph: str) -> str | None:
    """Why-code of a paragraph that is promo by its form alone, wherever it stands."""
    if len(paragraph) <= 2 * _LABEL_CHARS and not _SPEECH.fullmatch(paragraph):
        folded = label(paragraph)
        if len(paragraph) <= _LABEL_CHARS and (why := _label(folded)) is not None:
            return why
        if disclaimers.is_measure(paragraph):
            return "notice"
        if len(paragraph) <= _LABEL_CHARS and is_photo_credit(paragraph):
            return "photo_credit"
        if _share_bar(folded):
            return "share_bar"
    if len(paragraph) > _RELATED_CHARS or not _leads_elsewhere(paragraph):
        return None
    # A title has no full stop: behind several it is prose that something is glued to.
    return None if SENTENCE_END.search(paragraph) and len(sentences(paragraph)) > 1 else "related"


def _leads_elsewhere(paragraph: str) -> bool:
    """Whether a line begins with a label, or names a section or tags."""
    if labels.RELATED_LEAD.match(paragraph) or _labelled(paragraph):
        return True
    if paragraph.startswith("#"):
        return labels.TAGGED.fullmatch(paragraph) is not None
    return len(paragraph) <= _LABEL_CHARS and labels.MORE_FROM.fullmatch(paragraph) is not None


def _label(folded: str) -> str | None:
    if folded in labels.READ_MORE_LABELS:
        return "read_more"
    if folded in labels.ADVERT_LABELS:
        return "advert"
    if folded in labels.CONSENT_LABELS:
        return "consent"
    if folded in labels.INTERFACE_LABELS:
        return "notice"
    if labels.counted(folded) in labels.COMMENT_LABELS:
        return "share_bar"
    return "related" if folded in labels.RELATED_LABELS else composed(folded)


def _labelled(paragraph: str) -> bool:
    """Whether a label and a colon precede another story's title: "Related: …", "Read more: …"."""
    colon = _COLON.search(paragraph, 0, _LABEL_CHARS)
    if colon is None or not paragraph[colon.end() :].strip() or paragraph[0] in '"“„「':
        return False
    named = label(paragraph[: colon.start()])
    listed = named in labels.RELATED_LABELS or named in labels.READ_MORE_LABELS
    if SENTENCE_END.search(paragraph):  # "The Latest: police close the road." is news
        return listed and " " in named
    rest = paragraph[colon.end() :]
    listed = listed or named in labels.POINTER_LABELS
    return listed or ((len(rest) >= _MIN_HEADLINE_CHARS or not rest.isascii()) and composed(named) is not None)


@lru_cache(maxsize=512)
def _own_voice(paragraph: str) -> str | None:
    """Why-code of a short paragraph near an edge in which the site speaks to its readers."""
    said = unquoted(paragraph)
    # A long one, or a step in a list of them, must ask beyond doubt, or it is advice; a person may ask for anything.
    doubtful = len(paragraph) > _LONG_CALL_CHARS or paragraph.startswith(("- ", "• ")) or _I.search(paragraph)
    asks = calls.weight(said) >= (calls.PLAIN if doubtful else calls.ENOUGH)
    may_be_consent = calls.may_consent(said)
    leads_on = calls.leads_on(said)
    if leads_on == "related":
        return leads_on
    # Neither is true of most, so their sentences need not be examined.
    why = _said_by_site(paragraph, said, consent=may_be_consent, asks=asks) if asks or may_be_consent else None
    return leads_on if leads_on and why == "call_to_action" else why


def _said_by_site(paragraph: str, said: str, *, consent: bool, asks: bool) -> str | None:
    """Why-code of a paragraph (``said`` is it without quotations) most of which asks for consent, or for something."""
    spoken = [sentence.strip() for sentence in sentences(said)]
    total = sum(map(len, spoken))
    if total * 2 < len(paragraph):
        return None
    together = consent and calls.speaks_of_consent(said)
    if together or (consent and any(map(consents, spoken))):
        told = sum(
            len(sentence)
            for sentence in spoken
            if consents(sentence) or calls.addressed(sentence) or (together and calls.may_consent(sentence))
        )
        if told > _CALL_SHARE * total:
            return "consent"
    if not asks:
        return None
    # A sentence of news before it saves the whole: in the last paragraph the call is then cut off it.
    others = [sentence for sentence in spoken if not calls.belongs(sentence)]
    opening = spoken[0]
    if len(spoken) > 1 and opening in others and len(opening) >= _PROSE_CHARS and opening.endswith(STOPS):
        return None
    return "call_to_action" if sum(map(len, others)) < (1 - _CALL_SHARE) * total else None


def _unglue(title: str, paragraphs: list[str], site: Masthead) -> list[tuple[int, str, PromoCut, int]]:
    """Promo glued to the beginning of the first paragraph and to the end of the last one.

    A list of (index, paragraph without it, cut, -1 before or +1 after the paragraph), at most one for each edge.
    """
    if not paragraphs:
        return []
    found = []
    last = len(paragraphs) - 1
    tail = _glued_tail(paragraphs[last], site)
    if tail is not None:
        at, why = tail
        found.append((last, paragraphs[last][:at].rstrip(), PromoCut(paragraphs[last][at:].strip(), why), 1))
    elif (head := _glued_head(title, paragraphs[0], site)) is not None:
        at, why = head
        found.append((0, paragraphs[0][at:].lstrip(), PromoCut(paragraphs[0][:at].strip(), why), -1))
    return found


def _glued_tail(paragraph: str, site: Masthead) -> tuple[int, str] | None:
    """Where, after a sentence, a date, a label or a plain call begins that goes on to the end; and its why-code."""
    ends = [end.end() for end in _SENTENCE_GAP.finditer(paragraph, max(0, len(paragraph) - _GLUED_CHARS))]
    ends = [end for end in ends if end >= _PROSE_CHARS]
    for end in ends:
        rest = paragraph[end:]
        if len(rest) <= _DATE_CHARS and _dated(rest) and not _ABBREVIATION.search(paragraph, max(0, end - 8), end):
            return end, "trailing_date"
    for end in ends[-1:]:
        rest = paragraph[end:]
        if len(rest) <= _LABEL_CHARS and not rest.endswith(".") and label(rest) in labels.READ_MORE_LABELS:
            return end, "read_more"
    for end in ends[-_GLUED_SENTENCES:]:
        if _plainly_asks(site.masked(paragraph[end:])):
            return end, "call_to_action"
        if _mostly(phrases.COPYRIGHT.found, paragraph[end:]):
            return end, "copyright"
    return None


def _glued_head(title: str, paragraph: str, site: Masthead) -> tuple[int, str] | None:
    """Where a second printing of the headline or a plain call, set off from the rest, ends; and its why-code."""
    if len(title) >= _GLUED_TITLE_CHARS and paragraph.startswith(title):
        gap = _TITLE_GAP.match(paragraph, len(title))
        if gap is not None and len(paragraph) - gap.end() >= _PROSE_CHARS:
            return gap.end(), "doubled_title"
    ends = [gap.end() for gap in _SENTENCE_GAP.finditer(paragraph, 0, _GLUED_CHARS)]
    for end in reversed(ends[:_GLUED_SENTENCES]):
        if len(paragraph) - end >= _PROSE_CHARS and _plainly_asks(site.masked(paragraph[:end])):
            return end, "call_to_action"
    return None


def _plainly_asks(text: str) -> bool:
    """Whether each sentence of ``text`` addresses the reader, and the whole asks beyond doubt."""
    said = unquoted(text)
    if len(said) < len(text) or not all(calls.addressed(sentence) for sentence in sentences(said)):
        return False
    return calls.plainly_asks(said)


def _dated(line: str) -> bool:
    """Whether a line is a bare date, or one after a word such as "Updated:"."""
    return trailing_date(undated(line)) is not None


def undated(line: str) -> str:
    """The date in a line such as "Updated: 12.03.2026", without the words before it."""
    return phrases.DATED.sub("", line)


def _closing(paragraph: str, *, is_last: bool) -> str | None:
    """Why-code of a paragraph under a report: rights and notices, and in the very last line a bare date."""
    if len(paragraph) <= _CALL_CHARS:
        if _mostly(phrases.COPYRIGHT.found, paragraph):
            return "copyright"
        if phrases.FEED_FOOTER.match(paragraph):
            return "feed_footer"
        if _disclaims(paragraph):
            return "notice"
    return _last_line(paragraph) if is_last else None


def _last_line(paragraph: str) -> str | None:
    """Why-code of what ends a text: the word for that, a label before what is no longer there, a bare date."""
    if len(paragraph) <= _LABEL_CHARS:
        if labels.counted(label(paragraph)) in labels.END_LABELS:
            return "notice"
        if labels.MORE_LEAD.match(paragraph):
            return "related"
    return "trailing_date" if len(paragraph) <= _DATE_CHARS and _dated(paragraph) else None


@lru_cache(maxsize=512)
def _disclaims(paragraph: str) -> bool:
    return _mostly(disclaimers.is_disclaimer, paragraph)


def _mostly(found: Callable[[str], bool], paragraph: str) -> bool:
    """Whether such a sentence opens the paragraph, or is most of it: one behind prose takes none of that along."""
    said = unquoted(paragraph)
    if not found(said):
        return False
    spoken = sentences(said)
    own = [sentence for sentence in spoken if found(sentence)]
    return spoken[0] in own or sum(map(len, own)) > _CALL_SHARE * sum(map(len, spoken))


def _share_bar(folded: str) -> bool:
    if folded in labels.SHARE_ALONE_LABELS:
        return True
    words = [word for word in _SHARE_SPLIT.split(folded) if word]
    return (len(words) > 1 and labels.SHARE_LABELS.issuperset(words)) or composed(folded) == "share_bar"


def _suspected(paragraphs: Sequence[str], lang: str | None) -> Iterator[PromoCut]:
    """What stays but was hardly written by a reporter: a machine's own words, an opening in the first person."""
    talk = list(machinetalk.said(paragraphs))
    yield from (PromoCut(paragraph, "machine_talk") for paragraph in talk)
    rest = [paragraph for paragraph in paragraphs if paragraph not in talk]
    if openings.is_invented(rest, lang):
        yield PromoCut(rest[0], "invented_opening")
