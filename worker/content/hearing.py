"""Names by their sound: the names of a text in any script, and the keys by which a typed name is found.

For the rule field ``name:``. Two words are the same name if they share a *key*: their spelling; their consonants
(``skeletons.py``) together with the script of the one in the text; or, if that script does not distinguish b from p or
l from r (Arabic, Hangul, kana, Han), the classes of their consonants. Within one script the vowels must agree too, so
that Musk is neither Maske nor Music; in Hangul the first vowel of a short name must agree, and in Arabic and Hebrew a
short name needs a written one. In scripts with capitals only capitalised words count. Names of fewer than three
consonants (Xi, Elon) are found by spelling alone, unless another word of the name stands beside them. Thai, Lao, Khmer
and Burmese do not mark where a name begins, so no names are found in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from worker.content.hannames import NAMES, SPELLING
from worker.content.skeletons import BEGINS, LEAST, classes, readings, run_keys, stripped
from worker.content.sounds import script_of
from worker.content.stopwords import STOPWORDS

_CASED = ("latin", "greek", "cyrillic")
_COARSE = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\u1100-\u11ff\uac00-\ud7ff\u30a0-\u30ff\u3400-\u9fff]")
"""Hebrew to Arabic, Hangul, Katakana, Han: these do not distinguish all consonants."""
_CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x530), *range(0x1E00, 0x2000)) if chr(code).isupper())
_CASELESS = "\u0531-\u0dff\u10a0-\u10ff\u1100-\u11ff\u1200-\u139f\u2d80-\u2ddf\uac00-\ud7a3\ufb1d-\ufdff\ufe70-\ufefc"
_APART = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff"
"""Letters at which a word of another script ends."""
_WORD = re.compile(
    f"[{_CAPITALS}{_CASELESS}](?<![^\\W\\d_{_APART}].)"
    f"(?:[^\\W\\d_{_APART}]|[\u00ad\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0900-\u0dff])+"
    "|[\u30a1-\u30fa\u30fc]{2,}",
    re.DOTALL,
)
"""Words that may be names; the set at its beginning lets the search skip all others."""
_HAN = re.compile("[\u3400-\u9fff]")
_RUN = re.compile(f"[{''.join(SPELLING)}]{{2,}}")
_VOWELS = {
    letter: sound
    for sound, letters in {
        "a": "aаяαㅏㅑ",
        "e": "eiyjеиіїыэєйεηιυㅐㅒㅔㅖㅣ",
        "o": "ouоуюοωㅓㅕㅗㅛㅜㅠ",
    }.items()
    for letter in letters
}
"""Vowels in three classes: Hezbollah is Hizbollah, Osama is Usama."""
_GLIDE = re.compile("^[jy](?=[aeiou])")
_SLAVIC_END = re.compile("(?<=sk)(?:[iy][jiy]?|a|aya|aja)$|(?<=ск)(?:ий|ій|ая|а)$")
_PARTICLES = re.compile("(?:에게서|에게|에서|으로|까지|부터|처럼|는|은|이|가|을|를|의|도|에|와|과|로|만|측|씨)$")
_WRITTEN_VOWEL = re.compile("(?<=.)[اويىהאויע](?=.)")
_UNSEEN = str.maketrans("", "", "\u00ad")
_MERGED = {"arabic": str.maketrans("pg", "bk"), "hebrew": str.maketrans("pv", "bb")}
"""Sounds that these scripts do not distinguish."""
SURE = 4
"""So many consonants identify a name even if any word may be one and vowels are not written."""


class Hearing:
    """Finds names by sound; ``names`` adds to the table of names in Han characters, or overrides it."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names = {**NAMES, **names} if names else NAMES
        known = sorted(self._names, key=lambda name: (-len(name), name))
        self._known = re.compile("|".join(map(re.escape, known)))

    def heard(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and form of each word of ``text`` that may be a name, in no particular order."""
        for word in _WORD.finditer(text):
            yield word.start(), word.end(), word[0].casefold()
        if _HAN.search(text):
            for name in self._known.finditer(text):
                yield name.start(), name.end(), name[0]
            for run in _RUN.finditer(self._known.sub(lambda known: "|" * len(known[0]), text)):
                yield run.start(), run.end(), run[0]

    def keys(self, form: str) -> Iterable[str]:
        """All keys of a form from ``heard``; takes some 0.05 ms."""
        name = self._names.get(form)
        if name is not None:
            return "=" + form, *chain.from_iterable(map(_keys, name.casefold().replace("-", " ").split()))
        return _run_keys(form) if form[0] in SPELLING else _keys(form.translate(_UNSEEN))

    def sought(self, word: str, *, beside: bool) -> frozenset[str]:
        """The keys that a word of a query is found by. ``beside``: the name has other words, too."""
        whole = self._names.get(word, word).casefold().split()
        keys = frozenset(chain.from_iterable(map(_sought, whole)))
        return keys | {key for one in whole for key in _short(one)} if beside else keys


def _keys(word: str) -> tuple[str, ...]:
    """All keys of a word of a text; ``word`` is casefolded."""
    if word in STOPWORDS:
        return ("=" + word,)
    forms = [word]
    if script_of(word[0]) == "latin" and len(word) > 4 and word.endswith("s"):
        forms.append(word[:-1])  # Peskows Sprecher
    elif _is_hangul(word):
        forms.append(_PARTICLES.sub("", word) or word)
    found = [key for form in dict.fromkeys(forms) for key in ("=" + form, *_sounding(form))]
    return tuple(dict.fromkeys((*found, *_short(word))))


def _sounding(word: str) -> Iterator[str]:
    script = script_of(word[0])
    if script in _CASED:
        found, melody = _sounds(word), _melody(word)
        for one in _voiced(found):
            yield f"{script}:{one}"
            yield f"{script}:{one}:{melody}"
        for one in dict.fromkeys(map(classes, found)):
            yield f"fine~{one}"
    elif not _COARSE.match(word):
        yield from (f"fine:{one}" for one in _sounds(word))
        yield from (f"fine~{one}" for one in _classes(word))
    elif _is_hangul(word):
        for one in _classes(word):
            yield f"coarse~{one}" if len(one) >= SURE else f"coarse~{one}:{_melody(word)[:1]}"
    elif script in _MERGED:
        for one in _sounds(word):
            if len(one) >= SURE or _WRITTEN_VOWEL.search(word):
                yield f"{script}:{one.translate(_MERGED[script])}"
    else:
        yield from (f"coarse~{one}" for one in _classes(word))


def _run_keys(run: str) -> tuple[str, ...]:
    found = {key: level for key, (level, _) in run_keys(run).items() if key.isupper()}
    return ("=" + run, *(f"coarse~{key}" for key, level in found.items() if level < BEGINS or len(key) >= SURE))


def _sought(word: str) -> Iterator[str]:
    """The keys of words in texts that are this name; ``word`` is casefolded."""
    yield "=" + word
    own = script_of(word[0])
    if word[0] in SPELLING:
        coarse = [key for key in run_keys(word) if key.isupper()]
    else:
        coarse = _classes(word)
        for one in _voiced(_sounds(word)):
            yield from (f"{script}:{one}" for script in _CASED if script != own)
            yield f"{own}:{one}:{_melody(word)}"
        yield from (f"fine:{one}" for one in _sounds(word))
        for script, merged in _MERGED.items():
            yield from (f"{script}:{one.translate(merged)}" for one in _voiced(_sounds(word)))
    for one in coarse:
        yield f"coarse~{one}"
        yield f"coarse~{one}:{_melody(word)[:1]}"
        if _COARSE.match(word):
            yield f"fine~{one}"


def _short(word: str) -> tuple[str, ...]:
    return tuple({f"short:{classes(one)}": None for one in readings(word) if 0 < len(one) < LEAST})


def _sounds(word: str) -> list[str]:
    """The word's readings, also without a possible case ending or prefix."""
    whole, *parts = stripped(word)
    found = [*readings(whole), *(one for part in parts for one in readings(part)[:2])]
    return [one for one in dict.fromkeys(found) if len(one) >= LEAST]


def _classes(word: str) -> list[str]:
    return [one for one in dict.fromkeys(map(classes, _sounds(word))) if len(one) >= LEAST]


def _voiced(found: list[str]) -> list[str]:
    """Readings in which no r is silent: between scripts that all write it."""
    most = max((one.count("r") for one in found), default=0)
    return [one for one in found if one.count("r") == most]


def _melody(word: str) -> str:
    """The vowels, one letter per run: the last one open, as it may be an ending; a silent e is left out."""
    bare = unicodedata.normalize("NFD", _SLAVIC_END.sub("", _GLIDE.sub("", word)))
    if _is_hangul(word):
        bare = "".join(map(_medial, word))
    elif len(bare) > 4 and bare.endswith("e"):
        bare = bare[:-1]
    runs, inside = "", False
    for letter in bare:
        if unicodedata.combining(letter):
            continue
        sound = _VOWELS.get(letter)
        if sound and not inside:
            runs += sound
        inside = sound is not None
    return runs if len(runs) < 2 else f"{runs[:-1]}."


def _is_hangul(word: str) -> bool:
    return "\uac00" <= word[0] <= "\ud7a3"


def _medial(syllable: str) -> str:
    """The vowel of a Hangul syllable as a letter, parted from the next; ㅡ is put in where there is none."""
    code = ord(syllable) - 0xAC00
    return f"{chr(0x314F + code % 588 // 28)}|" if 0 <= code < 11172 else "|"
