"""Cues: the words by which a report names its source, compiled to be searched around a name."""

from __future__ import annotations

import re
from functools import cache, cached_property

from worker.content.cuewords import CUES, SERBIAN_IN_CYRILLIC, Cues
from worker.content.cuewordsfar import FAR_CUES

_SAME_AS = {
    "sr": "hr",
    "bs": "hr",
    "me": "hr",
    "sh": "hr",
    "nb": "no",
    "nn": "no",
    "ms": "id",
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
"""A line that opens with one of these and a colon names the source of the text."""

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
"""Words that mark a capitalised name as an outlet's."""


_CITING = (
    r"citing|quoting|unter berufung auf|mit verweis auf|im interview mit|interview with|entretien (?:à|avec)|citant|"
    r"citando|intervista (?:a|al|alla|con)|entrevista (?:con|a|en|à|ao)|powołując się na|w rozmowie z|"
    r"w wywiadzie dla|"
    r"s odkazem na|s odvoláním na|s odvolaním sa na|со ссылкой на|ссылаясь на|в интервью|з посиланням на|"
    r"посилаючись на|"
    r"в інтерв['’]ю|позовавайки се на|в интервю за|pozivajući se na|pozivom na|citând|onder verwijzing naar|"
    r"interview met|hänvisning till|henvisning til|intervju med|επικαλούμεν[ηοε]ς?|dikutip dari|dilansir(?: dari)?"
)

UNSPACED = frozenset({"zh", "ja", "th", "km", "lo", "my", "am"})
_NEVER = r"(?!)"


_QUOTE = r"[\"'„“”«‹「『《‚‘’״]*"
_GAP = r"[^.!?;:。！？\n\"„“«]"


class Compiled:
    """A language's cues as patterns for the text before a name and the text after it.

    ``opened`` can only match a text that contains one of ``signs``. Each pattern is compiled on first use, which takes
    .5 ms: most texts need few.
    """

    def __init__(self, lang: str, cues: Cues) -> None:
        unspaced = lang in UNSPACED
        self._cues = cues
        self._left = "" if unspaced else r"(?<!\w)"
        self._right = "" if unspaced else r"(?!\w)"
        self._before = "|".join(filter(None, (cues.before, cues.verbs))) or _NEVER
        self._after = "|".join(filter(None, (cues.verbs, cues.after))) or _NEVER
        self._nouns = cues.nouns or _NEVER
        self._small = rf"(?:(?:{cues.small or _NEVER}|{self._nouns}){self._right}[\s\-]*)*"
        self.signs = signs_of(cues.nouns)
        self.adjective_follows = lang in {"fr", "es", "it", "pt", "ro", "ca", "gl"}

    @cached_property
    def loose_before(self) -> re.Pattern[str]:
        """A cue before a name that can be nothing else."""
        return re.compile(rf"{self._left}(?:{self._before}){self._right}{_GAP}{{0,45}}{_QUOTE}\s*$")

    @cached_property
    def loose_after(self) -> re.Pattern[str]:
        """A cue after such a name."""
        return re.compile(rf"^{_QUOTE}[)»›]?{_GAP}{{0,{self._cues.reach}}}?{self._left}(?:{self._after})")

    @cached_property
    def strict_before(self) -> re.Pattern[str]:
        """A cue directly before a plain word."""
        return re.compile(rf"{self._left}(?:{self._before}){self._right}\s*,?\s*{self._small}{_QUOTE}$")

    @cached_property
    def strict_after(self) -> re.Pattern[str]:
        """A cue directly after one."""
        return re.compile(rf"^{_QUOTE}[»›]?\s*(?:\([^)]{{1,25}}\)\s*)?,?\s*{self._small}(?:{self._after})")

    @cached_property
    def noun_before(self) -> re.Pattern[str]:
        """'The newspaper' before a name."""
        return re.compile(rf"{self._left}(?:{self._nouns}){self._right}(?:\s+[^\W\d_]+)??\s*{_QUOTE}$")

    @cached_property
    def noun_after(self) -> re.Pattern[str]:
        """'Newspaper' after one."""
        return re.compile(rf"^{_QUOTE}[»›]?\s*(?:haber\s+)?(?:{self._nouns}){self._right}")

    @cached_property
    def writing_before(self) -> re.Pattern[str]:
        """A verb of reporting, or of citing, before a quoted name."""
        verbs = self._cues.verbs or _NEVER
        return re.compile(rf"{self._left}(?:{verbs}|{_CITING}){self._right}\s*{self._small}{_QUOTE}$")

    @cached_property
    def writing_after(self) -> re.Pattern[str]:
        """A verb of reporting after one."""
        return re.compile(rf"^{_QUOTE}[»›]?\s*{self._small}(?:{self._after})")

    @cached_property
    def opened(self) -> re.Pattern[str]:
        """'The newspaper', behind which a name may begin."""
        return re.compile(rf"{self._left}(?:{self._nouns}){self._right}")


@cache
def compiled(lang: str | None, *, cyrillic: bool = False) -> Compiled:
    """The cues of ``lang``; those of English if it has none."""
    lang = _SAME_AS.get(lang or "", lang or "")
    if lang == "hr" and cyrillic:
        return Compiled(lang, SERBIAN_IN_CYRILLIC)
    return Compiled(lang, CUES.get(lang) or FAR_CUES.get(lang) or CUES["en"])


_VARIES = re.compile(r"\((?:[^()]|\([^()]*\))*\)[?*]?|\[[^\]]*\](?:[?*+]|\{\d,\d\})?|\\w[?*+]?|.[?*]")
"""Groups, classes, and single letters that may be missing."""


def signs_of(alternatives: str) -> tuple[str, ...]:
    """For each of ``alternatives``, letters that every match of it must contain."""
    certain = _VARIES.sub("\0", alternatives).split("|") if alternatives else ()
    signs = {max(one.split("\0"), key=len) for one in certain}
    return tuple(sorted(sign for sign in signs if not any(it in sign for it in signs - {sign})))
