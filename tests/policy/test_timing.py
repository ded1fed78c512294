"""When alerts go out: quiet hours by the clocks of a zone, budgets by what was told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.story import ClaimedAlert
from worker.policy.timing import Budget, Collected, Held, Quiet, Silence, Timing, digest_id, plan, quiet_until

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Quiet(time(22), time(6), BERLIN)
NOW = datetime(2026, 6, 10, 12, 0, tzinfo=BERLIN).timestamp()
FIVE = Budget(5, 3600.0, digest=True)
HOURLY = Collected(lambda now: (now // 3600 + 1) * 3600, frozenset({"low"}), updates=True)


def at(day: str, clock: str, fold: int = 0) -> float:
    """The moment at which Berlin's clocks show this."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN, fold=fold).timestamp()


def alert(
    number: int, rule: str = "r", severity: str = "normal", held: str | None = None, story: int | None = -1
) -> ClaimedAlert:
    """An alert owed to some sink, of a story of its own unless one is named; without a story it is a notice."""
    story = number if story == -1 else story
    return ClaimedAlert(f"a{number:03}", "s", 1, float(number), 1, b"{}", rule, severity, held, story=story)


@pytest.mark.parametrize(
    ("quiet", "now", "end"),
    [
        pytest.param(NIGHT, at("2026-06-10", "21:59"), None, id="a minute before"),
        pytest.param(NIGHT, at("2026-06-10", "22:00"), at("2026-06-11", "06:00"), id="at the beginning"),
        pytest.param(NIGHT, at("2026-06-11", "05:59"), at("2026-06-11", "06:00"), id="after midnight"),
        pytest.param(NIGHT, at("2026-06-11", "06:00"), None, id="at the end"),
        pytest.param(NIGHT, at("2026-03-28", "23:00"), at("2026-03-29", "06:00"), id="the night that is an hour short"),
        pytest.param(NIGHT, at("2026-10-24", "23:00"), at("2026-10-25", "06:00"), id="the night that is an hour long"),
        pytest.param(
            Quiet(time(13), time(14, 30), BERLIN), at("2026-06-10", "14:29"), at("2026-06-10", "14:30"), id="at noon"
        ),
        pytest.param(
            Quiet(time(1), time(2, 30), BERLIN),
            at("2026-03-29", "01:30"),
            at("2026-03-29", "03:30"),
            id="an end skipped",
        ),
        pytest.param(
            Quiet(time(1), time(2, 30), BERLIN),
            at("2026-10-25", "02:29"),
            at("2026-10-25", "02:30"),
            id="an end shown twice",
        ),
        pytest.param(Quiet(time(1), time(2, 30), BERLIN), at("2026-10-25", "02:29", 1), None, id="its second showing"),
        pytest.param(Quiet(time(8), time(8), BERLIN), at("2026-06-10", "08:00"), None, id="hours of no length"),
    ],
)
def test_quiet_hours_end_when_the_clocks_say(quiet: Quiet, now: float, end: float | None) -> None:
    """Inside the hours their end is named, outside there is none; summer time changes nothing but their length."""
    assert quiet_until(now, quiet) == end


def test_quiet_hours_hold_all_but_what_passes() -> None:
    """Every alert waits for the morning, save those of a severity that always goes."""
    now = at("2026-06-10", "23:00")
    made = plan([alert(1), alert(2, severity="high")], Timing(NIGHT, None, frozenset({"high"})), {}, now=now)
    assert made.alone == [alert(2, severity="high")]
    assert made.held == [(alert(1), at("2026-06-11", "06:00"), Held.QUIET)]


def test_a_budget_lets_so_many_through_and_holds_the_rest_to_its_end() -> None:
    """Three told in the last hour leave room for two; the others wait until the oldest is an hour old."""
    told = {"r": [NOW - 3000, NOW - 2000, NOW - 1000], "other": [NOW] * 5}
    made = plan([alert(number) for number in range(4)], Timing(budget=FIVE), told, now=NOW)
    assert [it.id for it in made.alone] == ["a000", "a001"]
    assert [(it.id, until, why) for it, until, why in made.held] == [
        ("a002", NOW + 600, Held.BUDGET),
        ("a003", NOW + 600, Held.BUDGET),
    ]


def test_budgets_are_kept_for_each_rule() -> None:
    """A rule that talks too much takes nothing from another."""
    made = plan([alert(1), alert(2, "quiet")], Timing(budget=FIVE), {"r": [NOW] * 5}, now=NOW)
    assert [it.id for it in made.alone] == ["a002"]


def test_a_notice_waits_for_no_budget() -> None:
    """What is wrong with feeds is told at once; as many as it allows alone, the others in one message."""
    notices = [alert(number, "health", story=None) for number in range(8)]
    made = plan(notices, Timing(budget=FIVE), {}, now=NOW)
    assert (made.alone, made.digest, made.held) == (notices[:5], notices[5:], [])
    made = plan(notices, Timing(budget=Budget(5, 3600.0, digest=False)), {}, now=NOW)
    assert (made.alone, made.digest, made.held) == (notices, [], [])


def test_what_was_over_the_budget_goes_out_together() -> None:
    """At its time all that was held for the budget is one digest; without digests it goes as far as there is room."""
    waiting = [alert(number, held="budget") for number in range(7)]
    made = plan(waiting, Timing(budget=FIVE), {}, now=NOW)
    assert (made.alone, made.digest, made.held) == ([], waiting, [])
    made = plan(waiting, Timing(budget=Budget(5, 3600.0, digest=False)), {}, now=NOW)
    assert (made.alone, made.digest, len(made.held)) == (waiting[:5], [], 2)


def test_what_was_held_overnight_meets_the_budget_in_the_morning() -> None:
    """Quiet hours are no way around a budget."""
    waiting = [alert(number, held="quiet") for number in range(7)]
    made = plan(waiting, Timing(NIGHT, FIVE), {}, now=NOW)
    assert (len(made.alone), len(made.held), made.digest) == (5, 2, [])


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["low", "high"]), st.sampled_from([None, "budget"]))),
    st.lists(st.floats(0, 3599), max_size=8),
    st.booleans(),
    st.sampled_from([None, NIGHT]),
    st.integers(0, 86_399),
)
@settings(max_examples=300)
def test_nothing_is_dropped_and_nothing_waits_for_the_past(
    drawn: list[tuple[str, str, str | None]], ages: list[float], digest: bool, quiet: Quiet | None, second: int
) -> None:
    """Each alert of a lot goes alone, into the digest, or waits for a later time; budgets are never passed."""
    now = NOW + second
    lot = [alert(number, *each) for number, each in enumerate(drawn)]
    told = {"a": sorted(now - age for age in ages)}
    made = plan(lot, Timing(quiet, Budget(5, 3600.0, digest), frozenset({"high"})), told, now=now)
    settled = [*made.alone, *made.digest, *(it for it, _, _ in made.held)]
    assert sorted(it.id for it in settled) == [it.id for it in lot]
    assert all(until > now for _, until, _ in made.held)
    for rule in "ab":
        counted = [it for it in made.alone if it.rule == rule and it.severity == "low"]
        assert len(counted) <= max(0, 5 - len(told.get(rule, [])))


@pytest.mark.parametrize(
    ("elder", "timing", "expected"),
    [
        pytest.param(alert(1, held="budget", story=7), Timing(budget=FIVE), "digest", id="the first is in the digest"),
        pytest.param(replace(alert(1, story=7), digest="d"), Timing(), "digest", id="in one that is sent again"),
        pytest.param(
            replace(alert(1, story=7), occasion="update 1"),
            Timing(collected=HOURLY),
            (NOW + 3600, Held.DIGEST),
            id="an update waits for the digest",
        ),
        pytest.param(
            alert(1, severity="quiet", story=7),
            Timing(silences=(Silence(NOW + 60, severities=frozenset({"quiet"})),)),
            (NOW + 60, Held.SILENCE),
            id="the first had another severity, which is silenced",
        ),
        pytest.param(alert(1, rule="other", held="budget", story=7), Timing(budget=FIVE), "alone", id="another rule"),
        pytest.param(alert(1, held="budget"), Timing(budget=FIVE), "alone", id="another story"),
        pytest.param(alert(1, story=7), Timing(budget=FIVE), "alone", id="both alone"),
    ],
)
def test_no_alert_overtakes_an_older_one_of_its_story(elder: ClaimedAlert, timing: Timing, expected: object) -> None:
    """It waits with it, or goes into the digest after it: a sink is told of a story in order."""
    younger = replace(alert(2, story=7), occasion="development 2")
    made = plan([elder, younger], timing, {}, now=NOW)
    told: list[tuple[object, ClaimedAlert]] = [((until, why), it) for it, until, why in made.held]
    told += [("alone", it) for it in made.alone] + [("digest", it) for it in made.digest]
    assert (expected, younger) in told


SILENT_RULE = Silence(NOW + 60, rules=frozenset({"r"}))


@pytest.mark.parametrize(
    ("timing", "now", "until"),
    [
        pytest.param(Timing(), NOW, None, id="nothing holds it"),
        pytest.param(Timing(NIGHT), at("2026-06-10", "23:00"), at("2026-06-11", "06:00"), id="at night"),
        pytest.param(Timing(NIGHT, None, frozenset({"high"})), at("2026-06-10", "23:00"), None, id="one always goes"),
        pytest.param(Timing(silences=(SILENT_RULE,)), NOW, None, id="one is silenced"),
        pytest.param(Timing(silences=(Silence(NOW + 60),)), NOW, NOW + 60, id="both are silenced"),
        pytest.param(Timing(budget=Budget(1, 60.0, digest=True)), NOW, None, id="no budget holds it"),
    ],
)
def test_a_digest_made_before_goes_whole_or_not_at_all(timing: Timing, now: float, until: float | None) -> None:
    """Its sink did not take it, and it is sent again as it was, once one of its members may go out."""
    members = [replace(it, digest="d") for it in (alert(1, "r"), alert(2, "other", severity="high"))]
    made = plan(members, timing, {"r": [NOW], "other": [NOW]}, now=now)
    assert (made.alone, made.digest) == ([], [])
    assert made.again == ([members] if until is None else [])
    assert [(it, end) for it, end, _ in made.held] == ([] if until is None else [(it, until) for it in members])


def test_a_digest_is_named_by_its_members() -> None:
    """The same alerts in any order are the same digest, others are another."""
    assert digest_id([alert(1), alert(2)]) == digest_id([alert(2), alert(1)]) != digest_id([alert(1), alert(3)])


UPDATE = replace(alert(1), occasion="update 2")
SILENT = Timing(silences=(Silence(9000.0, rules=frozenset({"r"})),))


@pytest.mark.parametrize(
    ("one", "timing", "now", "expected"),
    [
        pytest.param(alert(1, severity="low"), Timing(collected=HOURLY), 7000.0, (Held.DIGEST, 7200.0), id="collected"),
        pytest.param(
            alert(1, severity="low", held="digest"), Timing(collected=HOURLY), 7200.0, "digest", id="at its time"
        ),
        pytest.param(alert(1), Timing(collected=HOURLY), 7000.0, "alone", id="another severity is not collected"),
        pytest.param(
            replace(alert(1), occasion="update 2"),
            Timing(collected=HOURLY),
            7000.0,
            (Held.DIGEST, 7200.0),
            id="uncertain",
        ),
        pytest.param(
            replace(alert(1), occasion="development 3"), Timing(collected=HOURLY), 7000.0, "alone", id="a development"
        ),
        pytest.param(
            alert(1, severity="low"),
            Timing(collected=HOURLY, passes=frozenset({"low"})),
            7000.0,
            "alone",
            id="what passes is not collected",
        ),
        pytest.param(
            alert(1),
            Timing(silences=(Silence(9000.0, rules=frozenset({"r"})),)),
            7000.0,
            (Held.SILENCE, 9000.0),
            id="silent",
        ),
        pytest.param(
            alert(1),
            Timing(silences=(Silence(9000.0), Silence(9900.0))),
            7000.0,
            (Held.SILENCE, 9900.0),
            id="the longer of two silences",
        ),
        pytest.param(alert(1), Timing(silences=(Silence(7000.0),)), 7000.0, "alone", id="a silence that has ended"),
        pytest.param(
            alert(1, held="silence"),
            Timing(silences=(Silence(9000.0),)),
            9000.0,
            "digest",
            id="told at the end, together",
        ),
        pytest.param(
            alert(1),
            Timing(silences=(Silence(9000.0, rules=frozenset({"r"}), sinks=frozenset({"other"})),)),
            7000.0,
            "alone",
            id="a silence of another sink",
        ),
        pytest.param(
            replace(alert(1), story=7),
            Timing(silences=(Silence(9000.0, stories=frozenset({7})),), passes=frozenset({"normal"})),
            7000.0,
            (Held.SILENCE, 9000.0),
            id="a silence holds what passes all else",
        ),
    ],
)
def test_what_is_silenced_or_collected(one: ClaimedAlert, timing: Timing, now: float, expected: object) -> None:
    """A silence holds till its end, a digest till its next time; then what waited comes together."""
    made = plan([one], timing, {}, now=now)
    assert {
        (False, False): (made.held[0][2], made.held[0][1]) if made.held else None,
        (True, False): "alone",
        (False, True): "digest",
    }[bool(made.alone), bool(made.digest)] == expected


def test_what_waited_for_its_digest_does_not_wait_for_the_next() -> None:
    """A digest whose time falls into quiet hours comes at their end; the time after may be in them, too."""
    night = at("2026-06-10", "23:00")
    timing = Timing(quiet=NIGHT, collected=HOURLY)
    (held,) = plan([alert(1, severity="low", held="digest")], timing, {}, now=night).held
    assert (held[1], held[2]) == (at("2026-06-11", "06:00"), Held.DIGEST)
    morning = plan([alert(1, severity="low", held=held[2])], timing, {}, now=held[1])
    assert [one.id for one in morning.digest] == ["a001"]
