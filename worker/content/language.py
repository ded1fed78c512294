"""Which language a text is in: as the page declares, unless the text itself shows otherwise.

A declaration is right more often than any guess on a headline, but templates declare too: ``lang="en"`` on a German
page is common. So the script of the letters comes first (no template can falsify it), then the declaration,
and a statistical guess overrules that only on enough text and with near certainty.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from worker.content.stopwords import BY_LANGUAGE, LANGUAGES_OF
from worker.model.languages import ALIASES, LANGUAGES, OF_THE_MODEL

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Characters examined: more changed no answer on the test table nor on 2,579 texts in 12 languages under a wrong
# declaration (with 300, 7 of 2,652 were read wrong), and cost grows with it.
_SAMPLE_CHARS = 400
# From this length on the guess was right on every text of the table, from here on it may contradict the page.
_ENOUGH_CHARS = 200
_SURE = 0.95
# English is what templates declare most. A shorter text may contradict that, if a seventh of its words are accented.
_ACCENTED_CHARS, _ACCENTED = 60, 1 / 7
# A text is in its declared language beyond doubt if so large a share of its words are stopwords of it, and so many
# times more than of any other list: true of 88 % of 4,000 texts in ten languages, of none under a wrong declaration
# (39,224 tries), nor of texts in seven neighbours without a list (Catalan as Spanish, Slovak as Polish, …).
_CONFIRMED = ((0.25, 1.5), (0.15, 2.0))
# Headlines: below this probability among the usual languages no answer is given.
_LIKELY = 0.35
# A script decides if it has this share of all letters; names and brands in Latin letters are common everywhere.
_SCRIPT_SHARE = 0.6
_SCRIPT_LETTERS = 4

# Guesses without a configured choice are made among the languages most news is written in; the model knows 140,
# and on headlines the small ones (Luxembourgish, Faroese, creoles) win letters they should not.
USUAL_LANGUAGES = (
    *("ar", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu"),
    *("hy", "id", "is", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk"),
    *("sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk", "ur", "vi", "zh"),
)

_CODE = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$")
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis", "qaa", "xx", "x"})
# Pairs that the model does not distinguish well enough to overrule a declaration.
_CLOSE = tuple(map(frozenset, (("no", "da"), ("hr", "sr", "bs"), ("id", "ms"), ("gl", "pt"), ("mk", "bg"))))

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_SCRIPTS = {
    "cyrillic": re.compile("[\u0400-\u052f]"),
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f]"),
    "kana": re.compile("[\u3041-\u30ff]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff]"),
    "el": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "he": re.compile("[\u05d0-\u05ea]"),
    "th": re.compile("[\u0e01-\u0e4e]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "hy": re.compile("[\u0531-\u0587]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "ta": re.compile("[\u0b80-\u0bff]"),
    "te": re.compile("[\u0c00-\u0c7f]"),
    "km": re.compile("[\u1780-\u17d3]"),
    "lo": re.compile("[\u0e81-\u0ec6]"),
    "my": re.compile("[\u1000-\u109f]"),
    "am": re.compile("[\u1200-\u137f]"),
    "pa": re.compile("[\u0a00-\u0a7f]"),
    "gu": re.compile("[\u0a80-\u0aff]"),
    "or": re.compile("[\u0b00-\u0b7f]"),
    "kn": re.compile("[\u0c80-\u0cff]"),
    "ml": re.compile("[\u0d00-\u0d7f]"),
    "si": re.compile("[\u0d80-\u0dff]"),
    "dv": re.compile("[\u0780-\u07bf]"),
    "bo": re.compile("[\u0f00-\u0fff]"),
}
# Languages that share a script; a declaration among them stands, otherwise the guess is made among them.
_SHARED = {
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "uz", "tt"),
    "arabic": ("ar", "fa", "ur", "ps", "ug", "ku"),
    "hi": ("hi", "mr", "ne"),
    "he": ("he", "yi"),
    "bn": ("bn", "as"),
    "am": ("am", "ti"),
}
# The letters of a language beyond those common to its script, fewest first. The larger alphabet must explain markedly
# more of a text, or one foreign name would decide.
_TELLING = {
    "cyrillic": {
        "sr": "ђћ", "mk": "ѓќѕ", "ru": "ыэё", "uk": "їєґі", "mn": "ыэёөү", "be": "ыэёіў", "uz": "эёўқғҳ",
        "ky": "ыэёөүң", "tg": "эёғӣқӯҳҷ", "tt": "ыэёәҗңөүһ", "kk": "ыэёіәғқңөұүһ",
    },
    "arabic": {
        "fa": "پچژگکی", "ur": "پچژگکیٹڈڑںےہھ", "ku": "پچژگکیڕڵۆێڤە", "ps": "پچژگکیټډړښږڅځڼېۍګ", "ug": "پچژگەڭۇۆۈۋ",
    },
}  # fmt: skip
_MARKEDLY = 1.15
_LATIN_TELLING = {"az": re.compile("ə"), "ha": re.compile("[ɓɗƙ]"), "uz": re.compile("[og][ʻ‘]")}


def detect(text: str, title: str, declared: tuple[str | None, ...], allowed: tuple[str, ...]) -> str | None:
    """The two-letter language of an article (three letters where there is no shorter code), None if undecided.

    ``declared`` are the declarations of page and feed, most specific first; the first that is a language
    code counts. ``allowed`` are the configured languages, empty for all: short texts are guessed among them, while
    a text long enough to be sure of keeps its own language even if nobody configured it.
    About 70 µs for a headline, 17 µs if it is declared; for a long text 0.06 ms if its stopwords confirm the
    declaration, else 0.4 ms. The first guess in a process loads the model (0.5 s).
    """
    sample = f"{title}\n{text[:_SAMPLE_CHARS]}"
    stated = next(filter(None, map(normalise, declared)), None)
    script = _script(sample)
    if script is not None:
        return _of_script(script, sample, stated)
    if stated is not None and stated not in _written_otherwise():
        return _unless_contradicted(stated, sample)
    return _guess(sample, allowed)


@lru_cache(maxsize=1000)
def normalise(code: str | None) -> str | None:
    """``de-DE``, ``de_at`` and ``DE`` as ``de``; None for anything else."""
    match = _CODE.match((code or "").strip().lower())
    if match is None or match[1] in _NO_LANGUAGE:
        return None
    short = ALIASES.get(match[1], match[1])
    return short if short in LANGUAGES else None


def warm() -> None:
    """Load the model now, in the forkserver, so that no article waits for it."""
    _model()


def _script(sample: str) -> str | None:
    """The script of most letters; None for Latin, or if there are too few letters to tell."""
    if sample.isascii():
        return None
    latin = sum(map(len, _LATIN.findall(sample)))
    if latin > (1 - _SCRIPT_SHARE) * len(sample):  # hence also of the letters, which are fewer
        return None
    letters = len(_LETTER.findall(sample))
    if letters < _SCRIPT_LETTERS or latin > (1 - _SCRIPT_SHARE) * letters:
        return None
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    # Japanese mixes both; a tenth of Kana is more than any Chinese text quotes.
    if counts["kana"] * 10 >= counts["kana"] + counts["han"] and counts["kana"]:
        counts["kana"] += counts.pop("han")
    name = max(counts, key=counts.__getitem__)
    return name if counts[name] >= _SCRIPT_SHARE * letters else None


def _of_script(script: str, sample: str, stated: str | None) -> str:
    if script in {"kana", "han"}:
        return "ja" if script == "kana" or (stated == "ja" and len(sample) < _ENOUGH_CHARS) else "zh"
    family = _SHARED.get(script)
    if family is None:
        return script
    told, number = _told(sample.lower(), _TELLING.get(script, {}))
    if stated in family and (told is None or stated == told or number * 50 < len(sample)):
        return stated
    if told is not None:
        return told
    if script not in {"cyrillic", "arabic"} and len(sample) < _ENOUGH_CHARS:
        return script  # the language most of the script's news is in
    return _classify(sample, tuple(lang for lang in family if lang in OF_THE_MODEL))[0]


def _told(lowered: str, telling: Mapping[str, str]) -> tuple[str | None, int]:
    """The language whose own letters a text has, and how many of them there are."""
    counts = Counter(lowered)
    told, most = None, 0
    for lang, letters in telling.items():
        number = sum(counts[letter] for letter in letters)
        if number > most * _MARKEDLY:
            told, most = lang, number
    return told, most


def _unless_contradicted(stated: str, sample: str) -> str:
    if len(sample) < _ENOUGH_CHARS and not (stated == "en" and _is_accented(sample)):
        return stated
    if _confirmed(stated, sample):
        return stated
    guessed, probability = _classify(sample, ())
    if probability < _SURE and any(guessed in pair for pair in _CLOSE):  # certain but for its neighbour
        guessed, probability = _classify(sample, tuple(sorted({guessed, stated} & OF_THE_MODEL)))
    if probability < _SURE or guessed == stated or any({guessed, stated} <= pair for pair in _CLOSE):
        return stated
    return guessed if guessed in USUAL_LANGUAGES else stated


def _is_accented(sample: str) -> bool:
    """Whether so many words have letters that English lacks that these are not just a few names."""
    words = _WORD.findall(sample)
    accented = sum(not word.isascii() for word in words)
    return len(sample) >= _ACCENTED_CHARS and accented >= max(3, _ACCENTED * len(words))


def _confirmed(stated: str, sample: str) -> bool:
    """Whether stopwords alone confirm the declaration; costs a sixth of the model."""
    if stated not in BY_LANGUAGE:
        return False
    words = _WORD.findall(sample.casefold())
    found = Counter(lang for word in words for lang in LANGUAGES_OF.get(word, ()))
    own = found.pop(stated, 0)
    other = max(found.values(), default=0)
    return any(own >= share * len(words) and own >= lead * other for share, lead in _CONFIRMED)


def _guess(sample: str, allowed: tuple[str, ...]) -> str | None:
    if _LETTER.search(sample) is None:
        return None
    lowered = sample.lower()
    for lang, pattern in _LATIN_TELLING.items():
        if len(pattern.findall(lowered)) > 1:
            return lang
    if len(sample) >= _ENOUGH_CHARS:
        guessed, probability = _classify(sample, ())
        if probability >= _SURE and guessed in LANGUAGES:
            return guessed
    among = tuple(sorted(OF_THE_MODEL.intersection(filter(None, map(normalise, allowed)))))
    guessed, probability = _classify(sample, among or USUAL_LANGUAGES)
    return guessed if probability >= _LIKELY else None


def _classify(sample: str, among: tuple[str, ...]) -> tuple[str, float]:
    guessed, probability = _limited(among).classify(sample)
    return ALIASES.get(guessed, guessed), float(probability)


@lru_cache(maxsize=32)
def _limited(among: tuple[str, ...]) -> LanguageIdentifier:
    """The model limited to some languages; the large tables are shared, not loaded again."""
    if not among:
        return _model()
    limited = copy.copy(_model())
    limited.set_languages(among)
    return limited


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy, 0.08 s; most need none

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=1)
def _written_otherwise() -> frozenset[str]:
    """Languages never written in Latin letters: a declaration on a Latin text is a template's mistake."""
    mixed: Iterable[str] = ("sr", "kk", "ku", "ug", "tg", "mn", "ky")
    shared = {lang for family in _SHARED.values() for lang in family}
    return frozenset((shared | set(_SCRIPTS) | {"ja", "zh"}) - set(mixed) - {"cyrillic", "arabic", "kana", "han"})
