"""Codes of languages: by which an article's language is known, whatever others call it."""

from __future__ import annotations

import difflib

ALIASES = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "arz": "ar", "ary": "ar", "yue": "zh", "wuu": "zh",
    "cmn": "zh", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "rus": "ru",
    "ukr": "uk", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "tur": "tr", "sh": "sr", "fil": "tl",
    "ara": "ar", "bul": "bg", "ben": "bn", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "ell": "el", "gre": "el",
    "est": "et", "fas": "fa", "per": "fa", "fin": "fi", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id",
    "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt", "nor": "no", "nob": "no", "nno": "no", "ron": "ro", "rum": "ro",
    "slk": "sk", "slo": "sk", "slv": "sl", "srp": "sr", "swe": "sv", "tha": "th", "vie": "vi", "zho": "zh", "chi": "zh",
    "ua": "uk", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko", "cn": "zh",
}  # fmt: skip
"""Old, regional and longer codes as the languages readers and rules call them; countries that feeds name instead."""

OF_THE_MODEL = frozenset(
    """ace af am an ar ary arz as az ba bcl be bg bn br bs ca crh cs cy da de dz el en eo es et eu ext fa fi fo fr fuv
    fy ga gcf gcr gd gl gom grc gu gug guw ha hbo he hi hr ht hu hy id ig is it ja jv ka kab kik kk km kn ko ku
    ky la lb lg lij ln lo lt ltg lv mg mk ml mn mr ms mt my ne nl nn no nso oc om or pa pcm pl ps pt qu ro ru rw
    sa sdh se si sk sl sn so sq sr st sv sw ta te tg th tk tl tr tt ug uk ur uz uzs vec vi vo wa wuu xh yo yue
    zh zu""".split()
)
"""Those that the model guesses among; listed, so that checking a code does not load it."""

LANGUAGES = frozenset(ALIASES.get(it, it) for it in OF_THE_MODEL) | {"bo", "dv", "ti", "yi"}
"""The codes that an article can have: those of the model, and those that are told by their script alone."""


def unknown_language(code: str) -> str | None:
    """Why no article has the language ``code``, with the code that was probably meant; None if articles can have it."""
    if ALIASES.get(code, code) in LANGUAGES:
        return None
    near = difflib.get_close_matches(code, [*LANGUAGES, *ALIASES], n=1, cutoff=0.6)
    meant = f"did you mean {ALIASES.get(near[0], near[0])}?" if near else "write a code of ISO 639-1, such as de"
    return f"is no language that is recognised; {meant}"
