"""Codes of languages: by which an article's language is known, whatever others call it."""

from __future__ import annotations

ALIASES = {
    "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "arz": "ar", "ary": "ar", "yue": "zh", "wuu": "zh",
    "cmn": "zh", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "rus": "ru",
    "ukr": "uk", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "tur": "tr", "sh": "sr", "fil": "tl",
    "ua": "uk", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kr": "ko", "cn": "zh",
}  # fmt: skip
"""Old, regional and macro codes as the languages readers and rules call them, and countries that feeds name instead."""
