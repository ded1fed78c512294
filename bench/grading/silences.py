"""False silences: unrelated texts of all languages that share their host's furniture, in one store.

Every pair of texts of different documents counts as compared: the samples decide which are looked at more closely, and
a pair they pass over is one the judge calls unrelated. Every text is flagged; one whose alert is silenced by an article
of another document is a story lost. Silenced as the same story in other words are some that do tell one event: parallel
documents come from one week's news. What is lost that way, ``streams.py`` tells from streams labelled by event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grading.copies import CLOSE_S, SEED, SITE_TEXTS, sources
from grading.derivations import furnished, sentences
from grading.figures import Figure, Skipped
from grading.judging import Court, after, scratch, spaced
from grading.material import Absent, Material, Text

SHORT_SENTENCES = 3


def measure(material: Material) -> Iterator[Figure | Skipped]:
    """Silenced by another story, and related to one by words: whole texts, texts of three sentences, and headlines."""
    try:
        made_of = sources(material)
    except Absent as why:
        yield Skipped("silences", str(why))
        return
    # The two events of an ECB+ topic look alike on purpose; what is lost between them, ``streams.py`` tells.
    whole = [replace(text, label=text.label.split("_")[0]) for text in made_of.texts]
    short = [replace(text, text="".join(sentences(text.text)[:SHORT_SENTENCES])) for text in whole]
    bare = [replace(text, text="") for text in whole if text.title]
    yield from _figures("headlines", [(text, "") for text in bare], made_of.material)
    yield from _figures("no furniture", [(text, "") for text in whole], made_of.material)
    for name, texts in (("whole texts", whole), ("three sentences", short)):
        yield from _figures(name, furnished(texts, made_of.shop, SITE_TEXTS, SEED), made_of.material)


def _figures(name: str, placed: Sequence[tuple[Text, str]], named: str) -> Iterator[Figure]:
    labels = {text.id: text.label for text, _ in placed}
    lines = [
        replace(line, host=site or line.host)
        for line, (_, site) in zip(spaced([text for text, _ in placed], step_s=CLOSE_S), placed, strict=True)
    ]
    with scratch() as place:
        court = Court.opened(place, now=after(lines))
        court.judge(lines)
        judged = court.judged()
    by_words, as_story, related, untold = 0, 0, 0, 0
    told: set[tuple[str, str]] = set()
    for article, label in labels.items():  # in the order of time
        relations, known = judged.relations.get(article, []), (label, judged.stories[article])
        others = [it for it in relations if labels[it.of] != label]
        related += sum(it.shared > 0 for it in others)
        if article in judged.silenced and labels[relations[0].of] != label:
            by_words += relations[0].shared > 0
            as_story += relations[0].shared == 0
            untold += relations[0].shared == 0 and known not in told
        elif article not in judged.silenced:
            told.add(known)
    sizes = Counter(labels.values())
    total = len(labels)
    pairs = (total * (total - 1) - sum(size * (size - 1) for size in sizes.values())) // 2
    head = f"silences · {name}"
    note = f"{untold} of a document that nobody had been told of in that story"
    yield Figure(f"{head} · silenced by another's words", by_words, pairs, named, 0.0, low=True, noise=0.0)
    yield Figure(f"{head} · silenced as another's story", as_story, pairs, named, low=True, noise=10.0, note=note)
    yield Figure(f"{head} · related by words", related, pairs, named, low=True, noise=2.0)
