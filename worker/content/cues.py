"""Cues: the words by which a report names its source, made ready to be looked for around a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from worker.content.cuewords import CUES, SERBIAN_IN_CYRILLIC

_SAME_AS = {
    "sr": "hr",
    "bs": "hr",
    "me": "hr",
    "sh": "hr",
    "nb": "no",
    "nn": "no",
    "ms": "id",
    "gl": "pt",
    "yue": "zh",
    "lb": "de",
    "af": "nl",
}

SOURCE_LABELS = (
    r"quelle|source|sources|sursa|sursă|источник|джерело|източник|fonte|fuente|font|źródło|zdroj|izvor|извор|"
    r"kaynak|mənbə|"
    r"forrás|bron|källa|kilde|lähde|allikas|avots|šaltinis|πηγή|المصدر|منبع|ماخذ|מקור|स्रोत|সূত্র|来源|來源|"
    r"出典|출처|nguồn|sumber|"
    r"ที่มา|წყარო"
)
"""A line that opens with one of these and a colon names where the text is from."""

MEDIA_WORDS = (
    r"times|post|news|herald|tribune|gazette|journal|courier|chronicle|observer|telegraph|daily|weekly|"
    r"mirror|examiner|"
    r"dispatch|bulletin|inquirer|sentinel|wire|press|broadcasting|radio|tv|magazine|newspaper|monitor|review|today|"
    r"shimbun|zaobao|ilbo|\w*zeitung|\w*blatt|\w*kurier|\w*anzeiger|rundschau|nachrichten|\w*bote|abendpost|"
    r"tageblatt|"
    r"gazette|journal|quotidien|dépêche|courrier|écho|diario|periódico|gaceta|correo|heraldo|noticias|"
    r"gazzetta|corriere|"
    r"giornale|quotidiano|notizie|gazeta|kurier|dziennik|głos|jornal|diário|correio|dagblad|krant|courant|"
    r"\w*tidning(?:en)?|"
    r"\w*bladet|\w*posten|\w*avisen|noviny|deník|denník|listy|hírlap|ziarul|cotidianul|gazetesi|ajansı|"
    r"вестник|газета|"
    r"известия|новости|новини|вісник|курьер|кур[’']єр|εφημερίδα"
)
"""Words by which a capitalised name gives itself away as an outlet's."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A language's cues as they are applied: to what stands before a name, and to what stands after it.

    ``loose`` is for names that can be nothing else, ``strict`` for plain words; ``noun_before`` and ``noun_after``
    tell that the name is called an outlet. Where none of ``signs`` is in a text, ``opened`` finds nothing.
    """

    loose_before: re.Pattern[str]
    loose_after: re.Pattern[str]
    strict_before: re.Pattern[str]
    strict_after: re.Pattern[str]
    noun_before: re.Pattern[str]
    noun_after: re.Pattern[str]
    writing_before: re.Pattern[str]
    writing_after: re.Pattern[str]
    opened: re.Pattern[str]
    signs: tuple[str, ...]
    adjective_follows: bool


_CITING = (
    r"citing|quoting|unter berufung auf|mit verweis auf|im interview mit|interview with|entretien (?:à|avec)|citant|"
    r"citando|intervista (?:a|al|alla|con)|entrevista (?:con|a|en|à|ao)|powołując się na|w rozmowie z|"
    r"w wywiadzie dla|"
    r"s odkazem na|s odvoláním na|s odvolaním sa na|со ссылкой на|ссылаясь на|в интервью|з посиланням на|"
    r"посилаючись на|"
    r"в інтерв['’]ю|позовавайки се на|в интервю за|pozivajući se na|pozivom na|citând|onder verwijzing naar|"
    r"interview met|hänvisning till|henvisning til|intervju med|επικαλούμεν[ηοε]ς?|dikutip dari|dilansir(?: dari)?"
)

UNSPACED = frozenset({"zh", "ja", "th"})
_NEVER = r"(?!)"


@cache
def compiled(lang: str | None, *, cyrillic: bool = False) -> Compiled:
    """The cues of ``lang``; those of English where it has none."""
    lang = _SAME_AS.get(lang or "", lang or "")
    cues = SERBIAN_IN_CYRILLIC if lang == "hr" and cyrillic else CUES.get(lang, CUES["en"])
    left = "" if lang in UNSPACED else r"(?<!\w)"
    right = "" if lang in UNSPACED else r"(?!\w)"
    before = "|".join(filter(None, (cues.before, cues.verbs))) or _NEVER
    after = "|".join(filter(None, (cues.verbs, cues.after))) or _NEVER
    nouns = cues.nouns or _NEVER
    small = rf"(?:(?:{cues.small or _NEVER}|{nouns}){right}[\s\-]*)*"
    quote = r"[\"'„“”«‹「『《‚‘’״]*"
    gap = r"[^.!?;:。！？\n\"„“«]"
    return Compiled(
        loose_before=re.compile(rf"{left}(?:{before}){right}{gap}{{0,45}}{quote}\s*$"),
        loose_after=re.compile(rf"^{quote}[)»›]?{gap}{{0,{cues.reach}}}?{left}(?:{after})"),
        strict_before=re.compile(rf"{left}(?:{before}){right}\s*,?\s*{small}{quote}$"),
        strict_after=re.compile(rf"^{quote}[»›]?\s*(?:\([^)]{{1,25}}\)\s*)?,?\s*{small}(?:{after})"),
        noun_before=re.compile(rf"{left}(?:{nouns}){right}(?:\s+[^\W\d_]+)??\s*{quote}$"),
        noun_after=re.compile(rf"^{quote}[»›]?\s*(?:haber\s+)?(?:{nouns}){right}"),
        writing_before=re.compile(rf"{left}(?:{cues.verbs or _NEVER}|{_CITING}){right}\s*{small}{quote}$"),
        writing_after=re.compile(rf"^{quote}[»›]?\s*{small}(?:{after})"),
        opened=re.compile(rf"{left}(?:{nouns}){right}"),
        signs=signs_of(cues.nouns),
        adjective_follows=lang in {"fr", "es", "it", "pt", "ro", "ca", "gl"},
    )


_VARIES = re.compile(r"\((?:[^()]|\([^()]*\))*\)[?*]?|\[[^\]]*\](?:[?*+]|\{\d,\d\})?|\\w[?*+]?|.[?*]")
"""Groups, classes, and single letters that may be missing."""


def signs_of(alternatives: str) -> tuple[str, ...]:
    """The letters that must stand in whatever a pattern of such ``alternatives`` finds, one string for each of them."""
    certain = _VARIES.sub("\0", alternatives).split("|") if alternatives else ()
    signs = {max(one.split("\0"), key=len) for one in certain}
    return tuple(sorted(sign for sign in signs if not any(it in sign for it in signs - {sign})))
