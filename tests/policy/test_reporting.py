"""The report in words."""

from __future__ import annotations

from dataclasses import replace

from worker.policy.reporting import MOST_NAMED, Report, Trouble, lines, title

WELL = Report(
    since=0.0,
    until=86_400.0,
    feeds={"active": 12},
    trouble=(),
    gaps={},
    outages=0,
    articles=40,
    stories=11,
    sent={"desk": 3, "log": 1},
    waiting={},
    dead=0,
    store_bytes=12_345_678,
    held_bytes=11_000_000,
    grown_bytes=250_000,
)


def test_a_quiet_day_is_short() -> None:
    """Where nothing is wrong, nothing is said of it."""
    assert title(WELL) == "12 feeds, all well; 4 alerts sent; store 12.3 MB"
    assert lines(WELL) == [
        ("Feeds", "12 active"),
        ("News", "40 articles, 11 stories"),
        ("Alerts", "4 sent (desk 3, log 1)"),
        ("Store", "12.3 MB, holds 250.0 kB more"),
    ]


def test_what_is_wrong_is_named_with_its_cause() -> None:
    """Broken, silent and moved feeds, gaps, outages, waiting and dead alerts each have their line or their word."""
    ill = replace(
        WELL,
        trouble=(
            Trouble("a", "failing", "dns", 0.0),
            Trouble("b", "stale", "stale", 0.0),
            Trouble("b", "moved", "m", 0),
        ),
        gaps={"c": 2},
        outages=1,
        waiting={"desk": 5},
        dead=2,
        grown_bytes=-900,
    )
    assert title(ill) == "2 of 12 feeds in trouble; 4 alerts sent; gaps in 1 feed; 2 alerts dead; store 12.3 MB"
    assert dict(lines(ill)) == {
        "Feeds": "12 active",
        "Broken": "a (dns, told 1970-01-01)",
        "Silent": "b (stale, told 1970-01-01)",
        "Moved": "b (m, told 1970-01-01)",
        "Gaps": "c 2",
        "Network": "gone 1 time",
        "News": "40 articles, 11 stories",
        "Alerts": "4 sent (desk 3, log 1), 5 wait (desk 5), 2 dead: wirewatch alerts dead",
        "Store": "12.3 MB, holds 900 B less",
    }


def test_a_thousand_broken_feeds_are_one_line() -> None:
    """The latest are named, the rest are counted."""
    many = replace(WELL, trouble=[Trouble(f"f{number}", "failing", "dns", 0.0) for number in range(1000)])
    said = dict(lines(many))["Broken"]
    assert said.count("dns") == MOST_NAMED
    assert said.endswith(f"and {1000 - MOST_NAMED} more")
