"""Articles judged per second on one core, and how well stories were told apart where that is known.

    python bench/headlines.py --data FILE

Makes article lines out of a labelled stream (JSON lines, gzip or not, with ``id url date title text lang cluster``)
or, without one, out of generated reports; runs ``articles import`` on one core, then ``articles export``, and checks
that every line came back with its story and its relation. With labels it prints B-cubed precision, recall and F1
(Bagga and Baldwin 1998): for each article, the share of its story that belongs there, and of its label that is there.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import gauge
import prose
import rig
from grading.measures import clustering

STORY_SIZE = 4  # generated lines: articles with the same text, cut differently


def labelled_lines(data: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Article lines in the order of their dates, and the label of each id."""
    raw = data.read_bytes()
    stream = gzip.decompress(raw) if data.suffix == ".gz" else raw
    found = [json.loads(line) for line in stream.splitlines() if line.strip()]
    found.sort(key=lambda one: str(one["date"]))
    lines = [
        {
            "id": one["id"],
            "url": one["url"],
            "feed": one.get("source"),
            "published": one["date"],
            "title": one["title"],
            "text": one["text"],
            "lang": one["lang"],
        }
        for one in found
    ]
    return lines, {one["id"]: one["cluster"] for one in found}


def generated_lines(count: int) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Reports of 300 to 600 words, each followed by shorter copies of it in other feeds: the label is the report."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    lines, labels = [], {}
    for number in range(count):
        story, copy = divmod(number, STORY_SIZE)
        report = prose.report(2, story, 0)
        name = f"generated:{number}"
        lines.append(
            {
                "id": name,
                "url": f"https://site{number % 97}.example/a/{number}.html",
                "feed": f"site{number % 97}",
                "published": (start + timedelta(seconds=20 * number)).isoformat(),
                "title": report.title,
                "text": "\n\n".join(report.paragraphs[: len(report.paragraphs) - copy]),
                "lang": report.lang,
            }
        )
        labels[name] = str(story)
    return lines, labels


def import_on_one_core(command: Sequence[str], lines: Iterable[Mapping[str, Any]], place: Path) -> gauge.Cost:
    """The cost of ``articles import`` into a new store in ``place``."""
    place.mkdir(parents=True)
    named = place / "articles.jsonl"
    named.write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines))
    config = rig.write_config(place, ())
    core = {min(os.sched_getaffinity(0))}
    cost = gauge.measure([*command, "articles", "import", str(named), "-c", str(config)], cwd=rig.PROJECT, cpus=core)
    if cost.exit_code != 0:
        raise SystemExit(f"articles import ended with {cost.exit_code}: {(cost.err or cost.out).strip()[-800:]}")
    return cost


def export(command: Sequence[str], place: Path) -> list[dict[str, Any]]:
    ran = subprocess.run(
        [*command, "articles", "export", "-c", str(place / "config.yaml")],
        cwd=rig.PROJECT,
        capture_output=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines() if line.strip()]


def check_export(lines: Sequence[Mapping[str, Any]], exported: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is missing from the exported lines; empty when every line came back with story and relation."""
    back = {line["id"]: line for line in exported}
    wrong = {
        "lines that did not come back": [line["id"] for line in lines if line["id"] not in back],
        "lines without a story": [name for name, line in back.items() if not line.get("story")],
        "lines without a relation": [
            name for name, line in back.items() if not (line.get("relation") or {}).get("kind")
        ],
    }
    return [f"{len(names)} {what}, the first {names[0]}" for what, names in wrong.items() if names]


def report(lines: Sequence[object], costs: Sequence[gauge.Cost], start_up: gauge.Cost) -> str:
    cost = gauge.median(costs)
    whole, net = len(lines) / cost.wall_s, (len(lines) - 1) / (cost.wall_s - start_up.wall_s)
    cpu_ms = (cost.cpu_s - start_up.cpu_s) / len(lines) * 1000
    head = ["one core", "articles", "articles/s", "start-up in it", "CPU ms an article", "start-up wall s", "MB"]
    return rig.table(head, [["articles import", f"{len(lines):,}", net, whole, cpu_ms, start_up.wall_s, cost.tree_mb]])


def quality(exported: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> str:
    stories = {line["id"]: str(line["story"]) for line in exported if line.get("story")}
    kinds = Counter((line.get("relation") or {}).get("kind", "none") for line in exported)
    sizes = defaultdict(int, Counter(stories.values()))
    found = clustering(stories, labels)
    relations = ", ".join(f"{kind} {count:,}" for kind, count in kinds.most_common())
    return (
        f"B-cubed precision {found.precision:.3f}, recall {found.recall:.3f}, F1 {found.f1:.3f}: "
        f"{len(sizes):,} stories told for {len(set(labels.values())):,} labels, "
        f"the largest of {max(sizes.values()):,} articles\nrelations: {relations}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Articles judged per second on one core.")
    parser.add_argument("--data", type=Path, help="a labelled stream; without one, reports are generated")
    parser.add_argument("--generated", type=int, default=4000, help="lines to generate without --data")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--wirewatch", default=f"{sys.executable} -m worker", help="the command to measure")
    options = parser.parse_args(arguments)
    rig.as_installed()
    command = shlex.split(options.wirewatch)
    lines, labels = labelled_lines(options.data) if options.data else generated_lines(options.generated)
    with tempfile.TemporaryDirectory(prefix="wirewatch-bench-") as temporary:
        place = Path(temporary)
        start_up = import_on_one_core(command, lines[:1], place / "one")
        costs = [import_on_one_core(command, lines, place / str(number)) for number in range(options.rounds)]
        exported = export(command, place / "0")
    print(f"wirewatch {rig.wirewatch_version(command)} · {rig.versions('numpy', 'xxhash', 'sqlalchemy')}")
    print(f"{options.data.name if options.data else 'generated reports'} · {options.rounds} rounds, median\n")
    print(report(lines, costs, start_up), quality(exported, labels), sep="\n\n")
    wrong = check_export(lines, exported)
    print("\n".join(wrong) or "every line came back with story and relation")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
