"""Which outlets an article names as its sources: beside a cue, in a credit, or by a link.

Known names count if a cue of the article's language stands near; names that are words of a language only directly
beside one, or if the text itself calls them an outlet ("the daily X"). Unknown names count if the text does so, if they
are quoted beside a verb of reporting, and if they end like an outlet's ("Lakeside Tribune reported").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from worker.content.cues import MEDIA_WORDS, SOURCE_LABELS, UNSPACED, Compiled, compiled
from worker.content.outletnames import Index, index_of, names_in
from worker.content.outlets import ARTICLES, press
from worker.model.outlets import Citation, Outlet, Press

MOST = 12
"""At most so many outlets: a press review cites dozens, which say nothing about its sources."""
LEAD_CHARS = 700
"""The opening of an article, in which it names its sources: some three paragraphs."""
_NEAR = 90
_EDGE = 140

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s|[.!?][»”\"“]\s|\n|[。！？؟।]")
_QUOTED = re.compile(
    r"[«„“”\"「『《‘]\s?([^\s«»„“”\"「」『』《》‘’.!?:;][^«»„“”\"「」『』《》‘’!?:;\n]{1,40}?)\s?[»“”\"」』》’]"
)
_CONNECTORS = r"(?:d[eiau]l?|della?|dello|des|du|of|der|die|das|the|la|le|el|y|e|och|og|et|na|do|da|van|het|a|&)"
_LETTERS = r"[^\W\d_]"
_CAPITAL = "A-ZÀ-ÞĀ-ŽΆ-ΏΑ-ΩА-ЯЁІЇЄҐ"
_RUN = re.compile(
    rf"[{_CAPITAL}][\w’'\-]*(?:\.(?=\w)[\w’'\-]*)*(?:[ ](?:{_CONNECTORS}[ ]){{0,2}}[{_CAPITAL}0-9][\w’'\-]*){{0,4}}"
)
_MEDIA = re.compile(rf"(?:^|[ \-])(?:{MEDIA_WORDS})(?:$|[ \-])", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@./])[A-ZА-Яa-z][\w\-]{2,30}\.(?:com|net|org|info|ru|ua|by|kz|de|at|ch|fr|it|es|pt|nl|be|pl|cz|sk|hu|ro|"
    r"bg|rs|hr|gr|tr|br|mx|ar|uk|eu|news|media|online|io|tv)(?![\w/@])"
)
_DOT = re.compile(r"\.[a-z]")
_ASIAN_OPEN = {
    "ja": re.compile(
        r"([\u30a0-\u30ff\u4e00-\u9fff・]{2,10}(?:新聞|通信|新報|日報|放送|テレビ))(?=(?:の[^。\n]{0,8})?(?:によると|"
        r"によれば|が報じ|は報じ|が伝え|の取材))"
    ),
    "zh": re.compile(
        r"(?:电报|電報|telegram)\s?(?:频道|頻道)[“「《]([^”」》\n]{2,12})(?=[”」》](?:报道|報道|消息|发布|發布|称|稱))|"
        r"(?:据|據|援引|引述|告诉)[「《]?([\u4e00-\u9fff]{2,8}?(?:社|报|報|网|網|台|日报|晚报|新闻|"
        r"周刊))(?=[》」]?[^，。\n]{0,8}(?:报道|報道|报导|報導|消息|援引|披露))"
    ),
    "ko": re.compile(
        r"([\uac00-\ud7a3]{1,8}(?:일보|신문|뉴스|통신|방송|타임스|경제))(?=(?:은|는|이|가|의|와|과|"
        r"에)\s?(?:[^.\n]{0,30}?)(?:따르면|보도|전했|인터뷰))"
    ),
}
_CALLED = re.compile(
    r"\s*[«„“\"]?\s*([^\s«»„“”\".,،:;]+(?:\s(?!إن|أن|عن|في|من|على|عبر|إلى|قوله|يوم|أمس|اليوم|نقلا|که|از|در|"
    r"נ)[^\s«»„“”\".,،:;]+)?)"
)
"""In scripts without case one or two words after "newspaper" are taken as its name."""

_LABEL = re.compile(
    rf"^(?:[^\S\n]|[(\[]){{0,9}}(?:{SOURCE_LABELS})\s?[:：](?P<gap>\s*)(?P<name>[^\n.;)\]|]{{2,40}})[.)\]]?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_OPEN_DATELINE = re.compile(rf"^[^\n().]{{2,45}}\((?P<name>{_LETTERS}{{2,6}})\)\s?[-–—.]")
_ADJECTIVE = re.compile(r"\s+[a-zà-ÿăâîșțά-ώ]{5,}\s+")
_OPENING, _CLOSING = frozenset('«„“"「『《‹‚”'), frozenset('»“”"」』》›‘')
_LOWER_MEDIA = re.compile(rf"\s+(?:{MEDIA_WORDS})(?!\w)")
_NO_OUTLET = frozenset("twitter facebook instagram telegram youtube tiktok whatsapp x linkedin google твиттер".split())
_NO_AGENCY = frozenset("usa us uk eu nrw brd gb uae ua".split())


def citations(
    title: str,
    text: str,
    lang: str | None,
    host: str,
    configured: tuple[Outlet, ...] = (),
    links: Iterable[str] = (),
) -> tuple[Citation, ...]:
    """The outlets that an article of ``host`` cites, in order of appearance, each once, without its own outlet.

    About 1 ms for 500 words. ``links`` are addresses that the text links to.
    """
    known = press(configured)
    own = known.at(host)
    whole = f"{title}\n{text}"
    cues = compiled(lang, cyrillic=bool(re.search("[а-я]", title + text[:200])))
    found = [
        *_credits(known, index_of(configured), title, text),
        *_known_names(index_of(configured), whole, cues, lang),
        *_open_names(whole, cues, lang),
        *_links(known, links, len(whole)),
    ]
    best: dict[str, tuple[int, Citation]] = {}
    taken: set[int] = set()
    for start, end, name, how in sorted(found, key=lambda it: (known.named(it[2]) is None, it[0])):
        outlet = known.named(name)
        shown = outlet.names[0] if outlet else name
        covered = start in taken or end - 1 in taken
        if (outlet is not None and outlet is own) or (outlet is None and (covered or _is_host(name, host))):
            continue
        taken.update(range(start, end))
        if shown.casefold() not in best or best[shown.casefold()][0] > start:
            best[shown.casefold()] = start, Citation(shown, how, start < len(title) + LEAD_CHARS or how == "credit")
    return tuple(citation for _, citation in sorted(best.values(), key=lambda it: it[0]))[:MOST]


def warm() -> None:
    """Build the index of known outlets now, so that the first article does not wait for it."""
    index_of(())


Found = tuple[int, int, str, str]


def _known_names(index: Index, text: str, cues: Compiled, lang: str | None) -> Iterator[Found]:
    for start, end, outlet, plain in names_in(index, text):
        before, after = _around(text, start, end)
        named = cues.noun_before.search(before) or cues.noun_after.search(after) or _is_quoted(before, after)
        goes_on = after[:1] == " " and text[end + 1 : end + 2].isupper()
        if plain and goes_on and (not named or text[start - 1 : start] in _OPENING):
            cued = None  # Petra Mandagi said; „Kurier Nabrzeżny”
        elif plain and not named:
            cued = cues.strict_before.search(before) or cues.strict_after.search(after)
        elif lang in UNSPACED:
            cued = cues.strict_before.search(before) or cues.loose_after.search(after)
        else:
            cued = cues.loose_before.search(before) or cues.loose_after.search(after)
        if cued or (not plain and _in_headline(text, start, end)):
            yield start, end, outlet.names[0], "cue"


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after, casefolded, up to the edges of the sentence."""
    before = _SENTENCE_END.split(text[max(0, start - _NEAR) : start])[-1]
    after = _SENTENCE_END.split(text[end : end + _NEAR], maxsplit=1)[0]
    return before.casefold(), after.casefold()


def _is_quoted(before: str, after: str) -> bool:
    return before[-1:] in _OPENING and after[:1] in _CLOSING


def _in_headline(text: str, start: int, end: int) -> bool:
    """``Tribune: owner called …`` and ``Owner called … – Tribune``."""
    stop = text.find("\n")
    if end > stop:
        return False
    opens = start == 0 and text[end : end + 2] == ": "
    return opens or (end == stop and text[max(0, start - 3) : start] in (" – ", " — ", " - ", " | "))


def _open_names(text: str, cues: Compiled, lang: str | None) -> Iterator[Found]:
    if lang in _ASIAN_OPEN:
        for match in _ASIAN_OPEN[lang].finditer(text):
            yield *match.span(match.lastindex or 0), match[match.lastindex or 0], "cue"
        return
    folded = text.casefold()
    if len(folded) != len(text):  # ß and the like: offsets would be off
        folded = text.lower() if len(text.lower()) == len(text) else text
    if any(map(folded.__contains__, cues.signs)):
        for noun in cues.opened.finditer(folded):
            yield from _called(text, noun.end(), cues, noun.start())
    for match in _QUOTED.finditer(text):
        before, after = _around(text, match.start(1), match.end(1))
        if _looks_named(match[1]) and (cues.writing_before.search(before) or cues.writing_after.search(after)):
            yield match.start(1), match.end(1), match[1], "cue"
    for match in (*_RUN.finditer(text), *(_DOMAIN.finditer(text) if _DOT.search(text) else ())):
        name = match.group().rstrip(".'’-")
        if match.re is _DOMAIN or ((" " in name or "-" in name or "." in name) and _gives_itself_away(name)):
            start = match.start()
            first, _, rest = name.partition(" ")
            if rest and (first.casefold() in ARTICLES or cues.opened.fullmatch(first.casefold())):
                start, name = start + len(first) + 1, rest
            if (len(name.split()) > 1 or not _MEDIA.fullmatch(name)) and _cued(text, start, start + len(name), cues):
                yield start, start + len(name), name, "cue"


@lru_cache(20_000)
def _gives_itself_away(name: str) -> bool:
    """Whether a run of capitalised words looks like an outlet's name; cached, as names recur."""
    return bool(("." in name and _DOMAIN.fullmatch(name)) or _MEDIA.search(name))


def _called(text: str, at: int, cues: Compiled, noun: int) -> Iterator[Found]:
    """The name after "the newspaper", if there is a cue before that or after the name."""
    window = text[at : at + _NEAR]
    adjective = _ADJECTIVE.match(window) if cues.adjective_follows else None
    start = adjective.end() if adjective else len(window) - len(window.lstrip())
    quoted, run = _QUOTED.match(window, start), _RUN.match(window, start)
    match = quoted or run
    name, place = (
        (match[1], match.start(1)) if quoted and match else (match.group(), match.start()) if match else ("", 0)
    )
    if match is None and re.match(r"\s*[\u0590-\u06ff]", window):
        match = _CALLED.match(window)
        name, place = (match[1], match.start(1)) if match else ("", 0)
    name = name.rstrip(".'’- ")
    if match is run and (tail := _LOWER_MEDIA.match(window, place + len(name))):  # Přístavní listy
        name += tail.group()
    while (first := cues.opened.match(name.casefold())) and first.end() < len(name):  # the agency news service X
        name, place = name[first.end() :].lstrip(), place + len(name) - len(name[first.end() :].lstrip())
    if match is None or not name:
        return
    before, _ = _around(text, noun, noun)
    _, after = _around(text, at, at + place + len(name))
    if name.casefold() not in _NO_OUTLET and (cues.strict_before.search(before) or cues.strict_after.search(after)):
        yield at + place, at + place + len(name), name, "cue"


def _looks_named(name: str) -> bool:
    words = name.split()
    return len(words) < 6 and name[0].isupper() and "," not in name and not any(char.isdigit() for char in name[:1])


def _cued(text: str, start: int, end: int, cues: Compiled) -> bool:
    before, after = _around(text, start, end)
    return bool(cues.strict_before.search(before) or cues.strict_after.search(after) or _in_headline(text, start, end))


def _credits(known: Press, index: Index, title: str, text: str) -> Iterator[Found]:
    """Datelines, brackets at the edges, last lines of agencies, and lines that name their source."""
    offset = len(title) + 1
    for match in _at_the_edges(index.credits, text):
        if match.end() < _EDGE or match.start() > len(text) - _EDGE // 2:
            for code in re.split(r"[/,;+]|\band\b|\bund\b|\bet\b", match["codes"]):
                place = offset + match.start("codes")
                yield place, place + len(code), code.strip(), "credit"
    opened = _OPEN_DATELINE.match(text)
    if (
        opened
        and opened["name"].casefold() not in _NO_AGENCY
        and (opened["name"].islower() or opened["name"].isupper())
    ):
        yield offset + opened.start("name"), offset + opened.end("name"), opened["name"], "credit"
    for match in _LABEL.finditer(text) if ":" in text or "：" in text else ():
        beside = "\n" not in match["gap"]  # what stands in the next paragraph may be anything
        for name in re.split(r"[/,]| und | and ", match["name"]):
            if name.strip() and (known.named(name.strip()) or (beside and len(name.split()) < 5)):
                place = offset + match.start("name")
                yield place, place + len(name), name.strip(), "credit"


def _at_the_edges(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches in the first and last lines of a text, cut at line ends so that the pattern sees whole lines."""
    head = text.find("\n", 2 * _EDGE)
    tail = text.rfind("\n", 0, max(0, len(text) - 2 * _EDGE))
    if head < 0 or tail <= head:
        yield from pattern.finditer(text)
    else:
        yield from pattern.finditer(text, 0, head)
        yield from pattern.finditer(text, tail)


def _links(known: Press, links: Iterable[str], place: int) -> Iterator[Found]:
    for link in links:
        outlet = known.at(urlsplit(link).hostname or "")
        if outlet is not None:
            yield place, place, outlet.names[0], "link"


def _is_host(name: str, host: str) -> bool:
    """Whether an unknown name is the outlet itself: ``Blitzfunke24`` at ``blitzfunke24.example``."""
    folded = "".join(_WORD.findall(name.casefold()))
    return len(folded) > 3 and folded in host.replace("-", "").replace(".", "")
