"""Promo put into real texts, in many languages: what of it is taken off, and what of the report with it.

The calls are those of ``calls.toml``, which the cleaning has never seen. Each text gets one above and one below its
report, and in one case of three a sentence of news about the same things as its last. Calls in a language the material
has no texts in are put into English ones: farms leave the calls of the language they translated from.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from statistics import fmean

from grading.figures import Figure, Skipped, digest
from grading.material import Absent, Material, Text
from worker.content.promo import clean

SEED = 3
PER_CALL = 6
"""Texts each call is put into."""


@cache
def calls() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By language: ``promo``, to be taken off, and ``news``, to stay."""
    return tomllib.loads((Path(__file__).parent / "calls.toml").read_text(encoding="utf-8"))


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """Precision and recall over pieces; what is taken off texts without promo; news taken for promo."""
    try:
        texts, parallel = material.parallel()
    except Absent as why:
        yield Skipped("promo", str(why))
        return
    named = digest(parallel, repr(calls()))
    by_lang: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_lang[text.lang].append(text)
    found: dict[str, list[bool]] = defaultdict(list)
    wrong = news_lost = news = 0
    for lang, said in calls().items():
        for number, call in enumerate(chain.from_iterable(repeat(said["promo"], PER_CALL))):
            rng = random.Random(f"{SEED} {lang} {number}")
            text = rng.choice(by_lang.get(lang) or by_lang["en"])
            below = rng.choice(said["promo"])
            told = [rng.choice(said["news"])] if number % 3 == 0 else []
            body = text.text.split("\n")
            cuts = {cut.text for cut in clean(text.title, "\n\n".join([call, *body, *told, below]), lang).cuts}
            found[lang] += [call in cuts, below in cuts]
            news += len(told)
            news_lost += sum(it in cuts for it in told)
            wrong += len(cuts - {call, below})
    right, asked = sum(map(sum, found.values())), sum(map(len, found.values()))
    share = {lang: fmean(of) for lang, of in found.items()}
    worst = min(share, key=lambda lang: share[lang])
    note = " · ".join(f"{lang} {share[lang]:.2f}" for lang in share)
    yield Figure("promo · inserted, recall", right / asked, asked, named, note=note)
    yield Figure("promo · inserted, recall of the worst language", share[worst], len(found[worst]), named, note=worst)
    yield Figure("promo · inserted, precision", right / max(1, right + wrong), right + wrong, named)
    yield Figure("promo · news taken for promo", news_lost / news, news, named, low=True)
    taken = sum(len(text.text) - len(_cleaned(text)) for text in texts) / sum(len(text.text) for text in texts)
    yield Figure("promo · share taken off texts without any", taken, len(texts), parallel, low=True)


def _cleaned(text: Text) -> str:
    """The text after cleaning, its line breaks as they were."""
    body = text.text.replace("\n", "\n\n")
    return clean(text.title, body, text.lang).text.replace("\n\n", "\n")
