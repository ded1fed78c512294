"""Forgetting by age: what goes, what stays, and that a forgotten entry does not come back as new."""

from __future__ import annotations

import zlib

import pytest

from tests.store import rows
from worker.model.settings import Keep
from worker.store import retention, schema
from worker.store.database import Database

DAY = rows.DAY
KEEP = Keep.model_validate({"articles": "30d", "trails": "60d", "polls": "10d"})


def forget_all(database: Database, now: float) -> int:
    """Take every step there is; how many rows were touched."""
    touched = 0
    while step := database.write(lambda db: retention.forget(db, KEEP, window_s=7 * DAY, now=now)):
        touched += step
    return touched


@pytest.mark.parametrize(
    ("days", "gone"),
    [
        pytest.param(5, set(), id="after five days everything is still there"),
        pytest.param(8, {"samples"}, id="samples go after the stories' window"),
        pytest.param(11, {"samples", "polls"}, id="polls go after ten days"),
        pytest.param(31, {"samples", "polls", "bodies"}, id="bodies go after thirty days"),
        pytest.param(61, {"samples", "polls", "bodies", "trails"}, id="trails go after sixty days"),
    ],
)
def test_each_kind_goes_at_its_age(database: Database, days: int, gone: set[str]) -> None:
    """What is older than it is kept is forgotten, nothing else is."""
    (entry,) = rows.admitted(database, "one")
    rows.judge(database, entry)
    forget_all(database, rows.NOW + days * DAY)
    (article,) = rows.rows(database, schema.articles)
    left = {
        "samples": bool(rows.rows(database, schema.samples)),
        "polls": bool(rows.rows(database, schema.polls)),
        "bodies": zlib.decompress(article.body) != b"",
        "trails": bool(rows.rows(database, schema.trails)),
    }
    assert {kind for kind, there in left.items() if not there} == gone


def test_a_forgotten_entry_is_still_known(database: Database) -> None:
    """An entry whose article was forgotten, yet still stands in a static feed, does not come back."""
    (entry,) = rows.admitted(database, "one")
    rows.judge(database, entry)
    assert forget_all(database, rows.NOW + 400 * DAY) > 0
    assert not rows.poll_again(database, rows.admission("one"), at=rows.NOW + 400 * DAY)


def test_forgetting_goes_in_steps_and_ends(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """One call touches at most a step of each kind, and when nothing is left it says so."""
    monkeypatch.setattr(retention, "STEP", 1)
    for entry in rows.admitted(database, "one", "two", "three"):
        rows.judge(database, entry)
    later = rows.NOW + 400 * DAY
    database.write(lambda db: retention.forget(db, KEEP, window_s=7 * DAY, now=later))
    assert len(rows.rows(database, schema.trails)) == 2
    forget_all(database, later)
    assert forget_all(database, later) == 0
    assert not rows.rows(database, schema.trails)
