"""Material to measure on, read from a folder that is not ours: a part that is absent is skipped.

The folder holds ``pages/gold.jsonl`` (id, html, url, lang, text) with the pages it names, and JSON lines (gzip):
``stories/*.jsonl.gz`` (id, date, title, text, lang, cluster), ``pairs/*.jsonl.gz`` (title1, text1, lang1, …, same) and
``parallel/*.jsonl.gz`` (document, lang, title, text).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from grading.figures import digest


class Absent(Exception):
    """A part of the material is not there."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the material. ``label`` is the true story it belongs to; ``at`` seconds since the epoch, or None."""

    id: str
    title: str
    text: str
    lang: str
    label: str
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """The folder, and how much of it to take: ``quick`` takes every fourth document."""

    folder: Path | None
    quick: bool = False

    def lines(self, name: str) -> tuple[list[dict[str, Any]], str]:
        """The JSON objects of a file and its digest. Raises ``Absent``."""
        if self.folder is None:
            raise Absent("no --data DIR given")
        path = self.folder / name
        if not path.exists():
            raise Absent(f"{name} is not in {self.folder}")
        raw = path.read_bytes()
        text = gzip.decompress(raw) if path.suffix == ".gz" else raw
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
        return found, digest(text, str(self.quick))

    def thinned(self, labels: Sequence[str]) -> set[str]:
        """The labels to take: all, or every fourth."""
        known = sorted(set(labels))
        return set(known[:: 4 if self.quick else 1])

    def parallel(self, name: str = "ntrex") -> tuple[list[Text], str]:
        """The same documents in several languages; the document is the label."""
        rows, named = self.lines(f"parallel/{name}.jsonl.gz")
        kept = self.thinned([row["document"] for row in rows])
        texts = [
            Text(row["id"], row["title"], row["text"], row["lang"], row["document"])
            for row in rows
            if row["document"] in kept
        ]
        return texts, named

    def stream(self, name: str) -> tuple[list[Text], str]:
        """A labelled stream in the order of its dates."""
        rows, named = self.lines(f"stories/{name}.jsonl.gz")
        rows.sort(key=lambda row: str(row["date"]))
        rows = rows[: len(rows) // (4 if self.quick else 1)]
        texts = [
            Text(
                row["id"],
                row["title"] or "",
                row["text"] or "",
                row["lang"],
                row["cluster"],
                datetime.fromisoformat(row["date"]).timestamp(),
            )
            for row in rows
        ]
        return texts, named

    def pages(self) -> tuple[list[tuple[dict[str, Any], bytes]], str]:
        """Pages with their body typed out by hand: (row, HTML)."""
        rows, named = self.lines("pages/gold.jsonl")
        assert self.folder is not None
        rows = rows[:: 4 if self.quick else 1]
        return [(row, gzip.decompress((self.folder / "pages" / row["html"]).read_bytes())) for row in rows], named
