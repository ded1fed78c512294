"""What people see on a terminal: tables of stories, feeds, trails. The JSON twin of each is in ``flow/shapes.py``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from worker.sinks.wording import plain
from worker.store import history

if TYPE_CHECKING:
    from worker.daemon.demo import Demo

_MARKS = {
    "alerted": "bold green",
    "grouped": "cyan",
    "unflagged": "dim",
    "revision": "yellow",
    "failed": "bold red",
}


def stories(console: Console, lines: Sequence[Mapping[str, Any]]) -> None:
    """A block a story: its articles and alerts. Stories of one article that no rule matched are only counted."""
    shown = [line for line in lines if line["alerts"] or len(line["articles"]) > 1]
    blocks = [list(_story_rows(line)) for line in shown]
    table = Table(header_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    left = console.width
    for place, heading in enumerate(("story", "feed", "", "how it relates", "outcome")):
        width = max((cell_len(row[place]) for block in blocks for row in block), default=0)
        width = max(width, len(heading))
        left -= width + 3
        table.add_column(heading, no_wrap=True, width=width)
    table.add_column("title", no_wrap=True, overflow="ellipsis", max_width=max(left - 2, 20))
    for block in blocks:
        for row in block:
            table.add_row(
                *(Text(cell, style=_MARKS.get(row[4], "") if place == 4 else "") for place, cell in enumerate(row))
            )
        table.add_section()
    console.print(table)
    alerts = sum(len(line["alerts"]) for line in lines)
    articles = sum(len(line["articles"]) for line in lines)
    rest = f" ({len(lines) - len(shown)} of one article that no rule matched)" if len(lines) > len(shown) else ""
    console.print(f"{articles} articles in {len(lines)} stories{rest}, {alerts} alerts")


def _story_rows(line: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """A row an article, then a row an alert; cells are safe to print."""
    for place, article in enumerate(line["articles"]):
        sources = f"{len(line['sources'])} sources" if place == 1 and len(line["sources"]) > 1 else ""
        story, outcome = sources if place else line["id"], article["disposition"]
        yield story, plain(article["feed"]), article["lang"] or "", _relates(article), outcome, plain(article["title"])
    for alert in line["alerts"]:
        yield "", "", "", f"ALERT {alert['occasion']}", plain(alert["severity"]), f"rule {plain(alert['rule'])}"


def _relates(article: Mapping[str, Any]) -> str:
    relation = article["relation"]
    if relation["of"] is None:
        return "new"
    return f"{relation['kind']} of {relation['of']} {relation['score']:.2f}"


def cleaned(console: Console, article: Mapping[str, Any]) -> None:
    """One article with what was taken out of it and why."""
    console.print(Text(f"Cleaned: {plain(article['title'])}", style="bold"), soft_wrap=True)
    console.print(Text(f"  {plain(article['url'])}"), soft_wrap=True)
    console.print(f"  language {article['lang']}, published {article['published']}")
    for cut in article["promo"]:
        verb = "flagged" if cut["why"] == "invented_opening" else "removed"
        console.print(Text(f"  {verb} {cut['why']}: {_short(plain(cut['text']), 50)}"))
    console.print()


def explanation(console: Console, found: Mapping[str, Any]) -> None:
    """The stored trail of each entry, or the negative answer; lines are not broken, so that URLs can be copied."""
    lines = [Text(plain(found["never_seen"]))] if found["never_seen"] else []
    for entry in found["entries"]:
        lines.extend(_explained(entry))
    for one in found["about"]:
        lines.extend(_about(one))
    for line in lines:
        console.print(line, soft_wrap=True)


def _about(one: Mapping[str, Any]) -> Iterator[Text]:
    """A story, rule, feed or notice: its facts, and why no more was told."""
    yield Text(plain(f"{one['kind']} {one['id']}"), style="bold")
    for name, value in one.items():
        if name in ("kind", "id") or value in (None, "", [], {}):
            continue
        if isinstance(value, Mapping):
            shown = [", ".join(f"{key} {it}" for key, it in value.items() if it not in (None, ""))]
        else:
            shown = (
                [str(it) for it in value]
                if isinstance(value, Sequence) and not isinstance(value, str)
                else [str(value)]
            )
        for line in shown:
            yield Text(f"  {name.replace('_', ' '):12} {plain(line)}")


def _explained(entry: Mapping[str, Any]) -> Iterator[Text]:
    yield Text(plain(entry["title"]), style="bold")
    yield Text(f"  {entry['id']} in feed {plain(entry['feed'])}  {plain(entry['url'] or 'no link')}")
    outcome = (entry["disposition"], _MARKS.get(entry["disposition"], ""))
    yield Text.assemble("  disposition ", outcome, f", story {entry['story'] or '–'}")
    for verdict in entry["trail"]:
        yield Text(f"  {verdict['stage']:8} {verdict['code']:16} {_evidence(verdict)}")
    if entry["cites"]:
        cited = (f"{plain(it['name'])} ({it['how']}{'' if it['lead'] else ', in passing'})" for it in entry["cites"])
        yield Text(f"  {'cites':8} {', '.join(cited)}")
    for flag in (*entry["flags"], *entry["built_in"]):
        places = (f"{it['field']} {it['start']}-{it['end']} {_short(plain(it['term']), 60)}" for it in flag["spans"])
        where = ", ".join(places)
        yield Text(f"  {'flag':8} {plain(flag['rule']):16} {where}")
    for relation in entry["relations"]:
        yield Text(_relation(relation))
    for kind, alerts in (("alert", entry["alerts"]), ("before", entry["told_before"])):
        for alert in alerts:
            told = f"rule {alert['rule']} to {alert['sink']}, {alert['occasion']}, {alert['id']}"
            yield Text(f"  {kind:8} {alert['state']:16} {told}")
    for ruling in entry["rulings"]:
        yield Text(f"  {'ruling':8} {ruling['kind']:16} {_ruled(ruling)}")


def _ruled(ruling: Mapping[str, Any]) -> str:
    """Who ruled what when, and why."""
    what = f"story {ruling['other']} merged into {ruling['story']}"
    if ruling["kind"] == "split":
        what = (
            f"{', '.join(map(plain, ruling['articles']))} split off from story {ruling['story']} as {ruling['other']}"
        )
    reason = f": {plain(ruling['reason'])}" if ruling["reason"] else ""
    return f"{what}, by {plain(ruling['by'])} at {ruling['at']}{reason}"


def _evidence(verdict: Mapping[str, Any]) -> str:
    """A verdict's numbers and references on a line; relations have lines of their own."""
    shown = {key: value for key, value in verdict.items() if key not in ("stage", "code", "to")}
    told = {key: ", ".join(map(str, it)) if isinstance(it, list) else it for key, it in shown.items()}
    return "; ".join(f"{key} {_short(plain(it), 160)}" for key, it in told.items() if it not in (None, ""))


def status(console: Console, facts: Mapping[str, Any]) -> None:
    """Feeds by state, entries by disposition, alerts by state."""
    table = Table(show_header=False, box=None)
    for name, value in facts.items():
        shown = ", ".join(f"{key} {_told(it)}" for key, it in value.items()) if isinstance(value, dict) else value
        table.add_row(Text(name, style="bold"), Text(plain(shown if shown not in (None, "") else "–")))
    console.print(table)


def findings(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row a finding, with what to do about it."""
    table = Table(header_style="bold")
    for heading in ("check", "found", "next step"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        style = "bold red" if row["next"] else ""
        table.add_row(*(Text(plain(row[key] or "–"), style=style) for key in ("check", "found", "next")))
    console.print(table)


def _told(value: object) -> str:
    return ", ".join(f"{name} {it}" for name, it in value.items()) if isinstance(value, Mapping) else str(value)


def feeds(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row a feed."""
    table = Table(header_style="bold")
    for heading in ("id", "state", "next poll", "last polled", "title", "url"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        address = row["moved_to"] or row["url"]
        cells = (row["id"], row["state"], row["next_poll"], row["last_polled"], row["title"], address)
        table.add_row(*(Text(plain(cell or "–")) for cell in cells))
    console.print(table)


def feed_history(console: Console, found: Mapping[str, Any]) -> None:
    """A feed's facts, then its polls and its events, a row each."""
    status(console, {name: value for name, value in found.items() if name not in ("polls", "events")})
    for names, rows in ((history.POLL, found["polls"]), (history.EVENT, found["events"])):
        table = Table(header_style="bold")
        for name in names:
            table.add_column(name.replace("_", " "), overflow="fold")
        for row in rows:
            table.add_row(*(Text(plain("–" if row[name] is None else row[name])) for name in names))
        console.print(table)


_DIRECTIONS = {"copy": "copied from it", "source": "copied by it", "undecided": "who copied whom is undecided"}


def _relation(relation: Mapping[str, Any]) -> str:
    shares = f", inner {relation['inner']}, outer {relation['outer']}, {relation['shared']} shingles shared"
    shares += f", {_DIRECTIONS[relation['direction']]}" if relation["direction"] else ""
    text = f"  {'proof' if relation['proof'] else 'evidence':8} {relation['kind']:16} of {relation['of']}"
    text += (
        f" “{_short(plain(relation['title']), 60)}”, score {relation['score']}{shares if relation['shared'] else ''}"
    )
    sentences = [it for it in relation["evidence"] if " " in it]
    marks = [it for it in relation["evidence"] if " " not in it]
    text += f"; both have {', '.join(map(plain, marks))}" if marks else ""
    return text + "".join(f"\n{'':27} “{_short(plain(it), 120)}”" for it in sentences)


def _short(text: str, most: int = 100) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def demo(console: Console, done: Demo) -> None:
    """The demo's rounds, an example of cleaning, the stories with their alerts, and how to ask why."""
    for number, (round_, answers) in enumerate(zip(done.rounds, done.answers, strict=True), 1):
        told = ", ".join(f"{code} × {count}" for code, count in sorted(answers.items()))
        console.print(f"round {number}: {round_.polled} feeds polled; the servers answered {told}")
    articles = [article for line in done.stories for article in line["articles"]]
    dirtiest = max(articles, key=lambda article: len(article["promo"]))
    console.print()
    cleaned(console, dirtiest)
    stories(console, done.stories)
    console.print(Text(f"\nStore and alerts (alerts.jsonl) are in {done.config.parent}/. To ask why:"))
    console.print(Text(f"  {_as_typed()} explain -c {done.config} {dirtiest['url']}", style="bold"), soft_wrap=True)


def _as_typed() -> str:
    """How this program was called, for advice that can be pasted."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "wirewatch" else "python -m worker"


def alert_states(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row an alert, with what became of it."""
    table = Table(header_style="bold")
    for heading in ("id", "rule", "sink", "occasion", "state", "held", "attempts", "title", "last_error"):
        table.add_column(heading.replace("_", " "), overflow="fold")
    for row in rows:
        names = ("id", "rule", "sink", "occasion", "state", "held", "attempts", "title", "last_error")
        table.add_row(*(Text(plain(row[name] if row[name] is not None else "–")) for name in names))
    console.print(table)


def extracts(console: Console, found: Sequence[Mapping[str, Any]]) -> None:
    """Each page's facts, then its text."""
    for one in found:
        console.print(Text(plain(one["source"]), style="bold"))
        for name, value in one.items():
            if name not in ("source", "text", "promo"):
                console.print(Text(f"  {name}: {plain('–' if value is None else value)}"))
        for cut in one.get("promo", ()):
            console.print(Text(f"  promo {cut['why']}: {_short(plain(cut['text']))}"))
        console.print(Text("\n".join(plain(line) for line in one.get("text", "").splitlines())))


def feed_test(console: Console, found: Mapping[str, Any]) -> None:
    """A feed's facts, then one row an entry."""
    status(console, {name: value for name, value in found.items() if name != "entries"})
    table = Table(header_style="bold")
    for heading in ("published", "title", "url"):
        table.add_column(heading, overflow="fold")
    for entry in found["entries"]:
        table.add_row(*(Text(plain(entry[name] or "–")) for name in ("published", "title", "url")))
    console.print(table)


def feeds_found(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """One row a feed that was found; what could not be read says why."""
    table = Table(header_style="bold")
    for heading in ("kind", "entries", "newest", "title", "url"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        cells = (
            row.get("kind"),
            row.get("entries"),
            row.get("newest"),
            row.get("error") or row.get("title"),
            row["url"],
        )
        table.add_row(*(Text(plain("–" if cell is None else cell)) for cell in cells))
    console.print(table)


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
        console.print(Text(f"  {span['field']} {span['span'][0]}-{span['span'][1]}: {plain(span['term'])}", "dim"))


def tried_on(console: Console, rows: Sequence[Mapping[str, Any]]) -> None:
    """For each article its title, then what the rule says of it."""
    for row in rows:
        console.print(Text(f"{row['id']} {plain(row['title'])}, rule {plain(row['rule'])}", style="bold"))
        tried_rule(console, row)


def tried_rules(console: Console, found: Mapping[str, Any]) -> None:
    """One row a rule, then an example or two of each."""
    table = Table(header_style="bold")
    for heading in ("rule", "hits", "a day at most", "stories", "alerts", "µs an article"):
        table.add_column(heading, overflow="fold")
    for row in found["rules"]:
        told = ", ".join(f"{occasion} {number}" for occasion, number in row["alerts"].items())
        most = max(row["days"].values(), default=0)
        cells = (row["rule"], row["hits"], most, row["stories"], told or "–", row["us_per_article"])
        table.add_row(*(Text(plain("–" if cell is None else cell)) for cell in cells))
    console.print(table)
    for row in found["rules"]:
        for example in row["examples"]:
            why = ", ".join(map(plain, example["why"]))
            console.print(Text(f"  {plain(row['rule'])}: {example['id']} {_short(plain(example['title']))} ({why})"))
    console.print(f"{found['articles']} articles, {found['hits']} hits, {found['alerts']} alerts")


def _clauses(clauses: Sequence[Mapping[str, Any]], depth: int = 1) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for clause in clauses:
        yield depth, clause
        yield from _clauses(clause.get("parts", ()), depth + 1)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int], None]]:
    """A counter on a terminal, nothing in a pipe; gives a function to be told of each step."""
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
    "status": status,
    "stories": stories,
    "tried_on": tried_on,
    "tried_rule": tried_rule,
    "tried_rules": tried_rules,
}


def show(name: str, found: Any) -> None:
    """Print ``found`` as the table of that name on standard output."""
    _TABLES[name](Console(), found)
