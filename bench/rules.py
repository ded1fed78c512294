"""CPU milliseconds it takes to ask all rules about an article, from one rule to 10,000.

    python bench/rules.py

Rules and articles are made of the invented language of ``prose.py``, its rare and its frequent words alike, and hold
phrases, names by sound, wildcards, distances, near spellings, fields and negations in the shares below. The article has
6 kB of text; the forms that names are looked for in are met before, as in a worker that has run for a while. Exit
code 1 where 10,000 rules cost more than 5 ms an article.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable

import prose

from worker.content.hearing import Hearing
from worker.policy.rules import RuleBook, Subject, compile_rule

GOAL_MS = 5.0
ARTICLE_CHARS = 6000
Draw = Callable[[], str]

SHAPES: tuple[tuple[float, Callable[[Draw], str]], ...] = (
    (0.27, lambda word: f"{word()} AND ({word()} OR {word()})"),
    (0.03, lambda word: f"name:{word()} AND {word()}"),
    (0.20, lambda word: f"title:({word()} OR {word()} OR {word()}*) AND NOT tag:sport"),
    (0.15, lambda word: f'"{word()} {word()}"'),
    (0.10, lambda word: f"{word()}* AND lang:de"),
    (0.10, lambda word: f'"{word()} {word()}"~5 AND NOT {word()}'),
    (0.05, lambda word: f"*{word()}* AND {word()}"),
    (0.05, lambda word: f"{word()}{word()}~1 AND {word()}"),
    (0.04, lambda word: f"{word()} AND story.sources:[3 TO *]"),
    (0.01, lambda word: f"lang:en AND tag:{word()}"),
)
"""Share of all rules, and how one is made of words."""


def made_rules(count: int, rng: random.Random) -> list[str]:
    """That many queries of words that stand in articles as often as a running word of a report does."""
    words = [word for seed in range(300) for word in _words(prose.report(1, seed, 0))]
    chosen = [word for word in dict.fromkeys(words) if len(word) > 4]

    def word() -> str:
        return rng.choice(chosen)

    shapes = rng.choices([shape for _, shape in SHAPES], [share for share, _ in SHAPES], k=count)
    return [shape(word) for shape in shapes]


def made_article(number: int) -> Subject:
    """An article of ``ARTICLE_CHARS``, of several reports in one language."""
    reports = [prose.report(2, number, part) for part in range(4)]
    text = "\n".join(paragraph for report in reports for paragraph in report.paragraphs)
    return Subject(reports[0].title, text[:ARTICLE_CHARS], reports[0].lang, "a", ("x",), "example.org", sources=2)


def _words(report: prose.Report) -> list[str]:
    words = (word.strip(".,") for text in report.paragraphs for word in text.split())
    return [word.lower() for word in words if word.isalpha()]


def main() -> int:
    """Print one line for each size of book."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=200)
    asked = parser.parse_args()
    articles = [made_article(number) for number in range(asked.articles)]
    cost = 0.0
    for count in (1, 100, 1000, 10_000):
        rules = [compile_rule(f"r{place}", when) for place, when in enumerate(made_rules(count, random.Random(7)))]
        started = time.process_time()
        book = RuleBook(rules, Hearing())
        built = time.process_time() - started
        for article in articles:
            book.match(article)
        started = time.process_time()
        flags = sum(len(book.match(article)) for article in articles) / len(articles)
        cost = (time.process_time() - started) / len(articles) * 1000
        print(f"{count:>6} rules: {cost:.2f} ms an article, {flags:.1f} flags; book built in {built:.2f} s")
    print(f"goal: {GOAL_MS} ms with 10,000 rules: {'kept' if cost <= GOAL_MS else 'missed'}")
    return 0 if cost <= GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
