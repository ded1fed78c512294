"""Folds letters with several spellings (ё, ı, hamza), so that a word is the same however it is spelled."""

from __future__ import annotations

_TWO_WAYS = str.maketrans(
    {
        "ё": "е",  # most Russian texts omit the dots
        "ı": "i",  # a Turkish headline in capitals folds I to i
        **dict.fromkeys("أإآٱ", "ا"),  # Arabic: hamza and madda over alef
        "ى": "ي",
        "ی": "ي",  # Persian and Urdu yeh; old keyboards have the Arabic one
        "ے": "ي",
        "ک": "ك",
        **dict.fromkeys("ةہۃۀە", "ه"),
        "ھ": "ه",
        "\u0901": "\u0902",  # Hindi: chandrabindu is printed as a dot
        "\u093c": None,  # the nukta is often omitted
        "\u0a3c": None,
        "\u0981": "\u0982",
        **dict(zip("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ", strict=True)),  # Greek capitals have no accents
    }
)


def folded(word: str) -> str:
    """A word (NFKC) without case, and with interchangeable letters unified."""
    if word.isascii():
        return word.lower()
    # A dotted İ folds to two characters, of which others write only the first.
    return word.casefold().replace("i\u0307", "i").translate(_TWO_WAYS)
