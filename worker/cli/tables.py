"""Tables for people: stories, feeds, alerts and the like. ``flow/shapes.py`` has the JSON form of each."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from worker.cli.explanations import OUTCOMES, explanation, short
from worker.model.entry import NAMED_ONLY
from worker.model.feed import FeedState
from worker.model.units import counted
from worker.policy.places import in_words
from worker.sinks.wording import beginning, plain
from worker.store import history

if TYPE_CHECKING:
    from worker.daemon.demo import Demo

TIMES = ("next_poll", "last_polled")
WIDE = 4000
"""The width of output to a pipe, which has none of its own: a row is a line, for whoever searches it."""
READABLE = 12
"""The least width of a column whose values may be wrapped; if there is less room, each row is printed as a block."""
PAGE = 500
"""The rows of a table whose widths are settled together, and after how many it is printed."""
MOST = 300
"""The most characters shown of a value."""


def stories(console: Console, lines: Sequence[Mapping[str, Any]]) -> None:
    """A block per story: its articles and alerts. Stories of one article that no rule matched are only counted."""
    shown = [line for line in lines if line["alerts"] or len(line["articles"]) > 1]
    blocks = [[_styled(row) for row in _story_rows(line)] for line in shown]
    if blocks:
        _print_stories(console, blocks)
    alerts = sum(len(line["alerts"]) for line in lines)
    articles = sum(len(line["articles"]) for line in lines)
    those = f"{counted(articles, 'article')} in {counted(len(lines), 'story')}, {counted(alerts, 'alert')}"
    left = len(lines) - len(shown)
    single = (
        "is a single article that matched no rule and is"
        if left == 1
        else "are single articles that matched no rule and are"
    )
    console.print(f"{those}; {left} of the stories {single} not shown" if left else those)


def _styled(row: Sequence[str]) -> list[Text]:
    return [Text(cell, style=OUTCOMES.get(row[4], "") if place == 4 else "") for place, cell in enumerate(row)]


def _print_stories(console: Console, blocks: Sequence[Sequence[Sequence[Text]]]) -> None:
    """Print a table whose last column takes the remaining width; if that is too little, two lines per row."""
    headings = ("story", "feed", "", "how it relates", "outcome")
    widths = [
        max(len(heading), *(row[place].cell_len for block in blocks for row in block))
        for place, heading in enumerate(headings)
    ]
    left = console.width - sum(width + 3 for width in widths) - 2
    if left < READABLE:
        for block in blocks:
            for *cells, title in block:
                console.print(Text("  ").join(cell for cell in cells if cell), Text("\n    "), title, sep="")
            console.print()
        return
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, no_wrap=True, width=width)
    table.add_column("title", no_wrap=True, overflow="ellipsis", max_width=left)
    for block in blocks:
        for row in block:
            table.add_row(*row)
        table.add_section()
    console.print(table)


def _story_rows(line: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """A row per article, then a row per alert; cells are safe to print."""
    for place, article in enumerate(line["articles"]):
        sources = f"{len(line['sources'])} sources" if place == 1 and len(line["sources"]) > 1 else ""
        story, outcome = sources if place else line["id"], article["disposition"]
        yield story, plain(article["feed"]), article["lang"] or "", _relates(article), outcome, _title(article)
    sinks: dict[tuple[str, ...], list[str]] = {}
    for alert in line["alerts"]:
        told = (f"ALERT {alert['occasion']}", plain(alert["severity"]), f"rule {plain(alert['rule'])}")
        sinks.setdefault(told, []).append(plain(alert["sink"]))
    for (occasion, severity, rule), names in sinks.items():
        yield "", "", "", occasion, severity, f"{rule} to {', '.join(names)}"


def _title(article: Mapping[str, Any]) -> str:
    return plain(article["title"]) or beginning(plain(article["text"] or ""))


def _relates(article: Mapping[str, Any]) -> str:
    relation = article["relation"]
    if relation["of"] is None:
        return "new"
    return f"{relation['kind']} of {plain(relation['of'])} {relation['score']:.2f}"


def cleaned(console: Console, article: Mapping[str, Any]) -> None:
    """One article, with what was removed from it and why."""
    console.print(Text(f"Cleaned: {plain(article['title'])}", style="bold"), soft_wrap=True)
    console.print(Text(f"  {plain(article['url'])}"), soft_wrap=True)
    console.print(f"  language {article['lang']}, published {article['published']}")
    for cut in article["promo"]:
        verb = "flagged" if cut["why"] in NAMED_ONLY else "removed"
        console.print(Text(f"  {verb} {cut['why']}: {short(plain(cut['text']), 50)}"))
    console.print()


def status(console: Console, facts: Mapping[str, Any]) -> None:
    """One line per fact."""
    _record(console, {name.replace("_", " "): _cell(value) for name, value in facts.items()})


def _record(console: Console, values: Mapping[str, Text]) -> None:
    """One line per value; only the terminal wraps them, so that addresses can be copied."""
    width = max(map(len, values), default=0)
    for name, value in values.items():
        console.print(Text(f"{name:{width}}", style="bold"), value, sep="  ", soft_wrap=True)


def _cell(value: object) -> Text:
    """A value for people: without brackets, and a dash for nothing."""
    return Text(short(plain(_told(value)), MOST) or "–")


def _told(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Mapping():
            return ", ".join(f"{name} {_told(it)}" for name, it in value.items())
        case list() | tuple():
            return ", ".join(map(_told, value))
    return str(value)


def _grid(console: Console, names: Sequence[str], rows: Sequence[Mapping[str, Any]], *, whole: Sequence[str]) -> None:
    """Print a table with a column for each of ``names``; values of the columns in ``whole`` are not wrapped.

    If the console is too narrow for that, each row is printed as a block with one line per value.
    """
    if not rows:
        console.print("none")
        return
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    headings = [name.replace("_", " ") for name in names]
    styles = ["bold red" if row.get("next") else "" for row in rows]
    needed = [max(len(heading), *(line[place].cell_len for line in cells)) for place, heading in enumerate(headings)]
    least = [width if name in whole else min(width, READABLE) for name, width in zip(names, needed, strict=True)]
    if sum(least) + 3 * len(least) > console.width:
        for line in cells:
            _record(console, {heading: cell for heading, cell in zip(headings, line, strict=True) if cell.plain != "–"})
            console.print()
        return
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for name, heading, width in zip(names, headings, needed, strict=True):
        table.add_column(
            heading, overflow="fold", no_wrap=name in whole, min_width=width if name in whole else min(width, READABLE)
        )
    for line, style in zip(cells, styles, strict=True):
        table.add_row(*line, style=style)
    console.print(table)


def findings(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row per finding, with what to do about it."""
    _grid(console, ("check", "found", "next"), rows, whole=("check",))


def feeds(console: Console, rows: Iterable[Mapping[str, Any]]) -> None:
    """One row per feed; of many, a table for each ``PAGE``."""
    names = ("id", "state", "last_cause", "next_poll", "last_polled", "title", "url")
    left = ({**row, "url": row["moved_to"] or row["url"], "state": _state(row)} for row in rows)
    page = list(islice(left, PAGE))
    while True:
        _grid(console, names, page, whole=("id", "state", "last_cause", *TIMES))
        if not (page := list(islice(left, PAGE))):
            break


def _state(feed: Mapping[str, Any]) -> str:
    if not feed["listed"]:
        return "not listed"
    waits = feed["host_closed_until"] and feed["state"] != FeedState.THROTTLED
    return f"{feed['state']}, host waits" if waits else str(feed["state"])


def feed_history(console: Console, found: Mapping[str, Any]) -> None:
    """A feed's facts, then one row per poll and one per event."""
    status(console, {name: value for name, value in found.items() if name not in ("polls", "events")})
    for what, names, whole in (
        ("polls", history.POLL, ("at", "outcome", "cause")),
        ("events", history.EVENT, ("at", "from_state", "to_state")),
    ):
        console.print(Text(f"\n{what}", style="bold"))
        _grid(console, names, found[what], whole=whole)


def demo(console: Console, done: Demo) -> None:
    """The demo's rounds, an example of cleaning, the stories with their alerts, and how to ask why."""
    for number, (round_, answers) in enumerate(zip(done.rounds, done.answers, strict=True), 1):
        told = ", ".join(f"{code} × {count}" for code, count in sorted(answers.items()) if count)
        console.print(f"round {number}: {counted(round_.polled, 'feed')} polled; the servers answered {told}")
    articles = [article for line in done.stories for article in line["articles"]]
    if not articles:
        return
    dirtiest = max(articles, key=lambda article: len(article["promo"]))
    console.print()
    cleaned(console, dirtiest)
    stories(console, done.stories)
    console.print(Text(f"\nStore and alerts (alerts.jsonl) are in {done.config.parent}/."))
    for what, words in (
        ("To see all stories; by the demo's clock it is March 2026", ("stories", "--since", "all")),
        ("To ask why", ("explain", dirtiest["url"])),
    ):
        typed = [*_as_typed(), words[0], "-c", str(done.config), *words[1:]]
        console.print(Text(f"{what}:"), Text(f"\n  {shlex.join(typed)}", style="bold"), sep="", soft_wrap=True)


def _as_typed() -> list[str]:
    """How this program was called, for advice that can be pasted."""
    called = Path(sys.argv[0])
    return [str(called)] if called.name == "wirewatch" else ["python", "-m", "worker"]


def alert_states(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row per alert, with what became of it, and until when it is held."""
    rows = [
        {**row, "held": f"{row['held']} until {row['not_before']}"} if row["held"] and row["state"] == "owed" else row
        for row in rows
    ]
    names = ("id", "rule", "sink", "occasion", "state", "owed", "delivered", "held", "attempts", "title", "last_error")
    _grid(console, names, rows, whole=("id", "occasion", "state", "owed", "delivered"))


def extracts(console: Console, found: Sequence[Mapping[str, Any]]) -> None:
    """Each page's facts, then its text."""
    for one in found:
        console.print(Text(plain(one["source"]), style="bold"))
        for name, value in one.items():
            if name not in ("source", "text", "promo"):
                console.print(Text(f"  {name}: {plain(_told(value) or '–')}"), soft_wrap=True)
        for cut in one.get("promo", ()):
            console.print(Text(f"  promo {cut['why']}: {short(plain(cut['text']))}"), soft_wrap=True)
        text = Text("\n".join(plain(line) for line in one.get("text", "").splitlines()))
        console.print(text, soft_wrap=not console.is_terminal)


def feed_test(console: Console, found: Mapping[str, Any]) -> None:
    """A feed's facts, then one row per entry."""
    status(console, {name: value for name, value in found.items() if name != "entries"})
    if found["entries"]:
        _grid(console, ("published", "title", "url"), found["entries"], whole=("published",))
    else:
        console.print(Text("no entries: the feed is empty just now"))


def feeds_found(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row per feed that was found; one that could not be read says why."""
    shown = [{**row, "title": row.get("error") or row.get("title")} for row in rows]
    _grid(console, ("kind", "entries", "newest", "title", "url"), shown, whole=("kind", "newest"))


def tried_rule(console: Console, found: Mapping[str, Any]) -> None:
    """Whether the query matches, each clause with its answer, and the words found."""
    console.print(
        "matches" if found["matches"] else "does not match", style="bold green" if found["matches"] else "bold"
    )
    for depth, clause in _clauses(found["clauses"]):
        style = "green" if clause["holds"] else "red"
        console.print(
            Text(f"{'  ' * depth}{'true ' if clause['holds'] else 'false'}  {plain(clause['clause'])}", style)
        )
    for span in found["spans"]:
        console.print(Text(f"  {span['field']}: {plain(in_words(span))}  {plain(span['term'])}", "dim"))


def tried_on(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """For each rule (and each article, if there are several), whether it matches and why."""
    for row in rows:
        article = f"{plain(row['id'])} {plain(row['title'])}, " if "id" in row else ""
        console.print(Text(f"{article}rule {plain(row['rule'])}", style="bold"))
        tried_rule(console, row)


def tried_rules(console: Console, found: Mapping[str, Any]) -> None:
    """One row per rule, then an example or two of each."""
    names = ("rule", "hits", "a_day_at_most", "stories", "alerts", "µs_per_article")
    rows = [
        {**row, "a_day_at_most": max(row["days"].values(), default=0), "µs_per_article": row["us_per_article"]}
        for row in found["rules"]
    ]
    _grid(console, names, rows, whole=("rule",))
    for row in found["rules"]:
        for example in row["examples"]:
            why = f" ({', '.join(map(plain, example['why']))})" if example["why"] else ""
            told = f"{plain(example['id'])} {short(plain(example['title']))}{why}"
            console.print(Text(f"  {plain(row['rule'])}: {told}"))
    console.print(", ".join(counted(found[f"{noun}s"], noun) for noun in ("article", "hit", "alert")))


def replayed(console: Console, found: Mapping[str, Any]) -> None:
    """The counts before and after, then articles that changed story."""
    rows = [{"judged": what, **found[what]} for what in ("stories", "dispositions", "alerts")]
    _grid(console, ("judged", "before", "after"), rows, whole=("judged",))
    for example in found["examples"]:
        told = f"{plain(example['id'])} {short(plain(example['title']))}"
        console.print(Text(f"  in another story: {told}"), soft_wrap=True)
    console.print(f"{counted(found['articles'], 'article')}, {found['moved']} in another story")


def _clauses(clauses: Sequence[Mapping[str, Any]], depth: int = 1) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for clause in clauses:
        yield depth, clause
        yield from _clauses(clause.get("parts", ()), depth + 1)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """A counter on a terminal, nothing in a pipe; yields a function to call with the number of steps done."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn(what), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda steps: bar.advance(task, steps)


_TABLES: Mapping[str, Callable[[Console, Any], None]] = {
    "alert_states": alert_states,
    "demo": demo,
    "explanation": explanation,
    "extracts": extracts,
    "feed_history": feed_history,
    "feed_test": feed_test,
    "feeds": feeds,
    "feeds_found": feeds_found,
    "findings": findings,
    "replayed": replayed,
    "status": status,
    "stories": stories,
    "tried_on": tried_on,
    "tried_rule": tried_rule,
    "tried_rules": tried_rules,
}


def show(name: str, found: Any) -> None:
    """Print ``found`` as the table of that name on standard output."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    _TABLES[name](Console(width=None if known else WIDE), found)
