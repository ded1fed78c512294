"""The outbox: owed → claimed (until) → delivered | owed again | dead; dead → owed on request."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.store.rows import DAY, NOW, admitted, article, contents, decide, judge, rows
from worker.model.entry import Disposition
from worker.model.story import AlertState, ClaimedAlert
from worker.policy.health import Kind
from worker.store import episodes, leases, outbox
from worker.store.database import Database
from worker.store.docket import Docket
from worker.store.episodes import Episode
from worker.store.notices import Notice
from worker.store.schema import alerts, deliveries


@pytest.fixture
def owing(database: Database) -> Database:
    """A store that owes three alerts to ``file``, one every ten seconds, and one to ``log``."""
    for place, entry in enumerate(admitted(database, "a", "b", "c")):
        sinks = ["file", "log"] if place == 0 else ["file"]
        judge(database, entry, now=NOW + 10 * place, disposition=Disposition.ALERTED, sinks=sinks)
    return database


def _claim(database: Database, sink: str = "file", *, now: float = NOW + 100, limit: int = 10) -> list[ClaimedAlert]:
    return database.write(lambda db: outbox.claim(db, sink, now=now, limit=limit, lease_s=60))


def _settle(database: Database, claimed: list[ClaimedAlert], state: AlertState, **how: Any) -> frozenset[str]:
    at = how.pop("now", NOW + 101)
    return database.write(lambda db: outbox.settle(db, claimed, state=state, now=at, duration_s=0.5, **how))


def _states(database: Database) -> dict[str, str]:
    return {row.id: row.state for row in rows(database, alerts)}


def test_the_oldest_are_handed_over_first(owing: Database) -> None:
    """Alerts go out in the order they were owed, a limit at a time, each to its own sink only."""
    assert [alert.owed_at for alert in _claim(owing, limit=2)] == [NOW, NOW + 10]
    (last,) = _claim(owing, limit=2)
    assert (last.owed_at, last.attempt, last.sink) == (NOW + 20, 1, "file")
    assert last.body == b'{"id": "%s"}' % last.id.encode()
    assert _claim(owing) == []
    assert len(_claim(owing, "log")) == 1


def test_a_claim_that_ran_out_is_owed_again(owing: Database) -> None:
    """The alerts of a worker that died are handed to the next, as another attempt with a new lease number."""
    first = _claim(owing)
    assert _claim(owing, now=NOW + 159) == []
    second = _claim(owing, now=NOW + 160)
    assert [alert.id for alert in second] == [alert.id for alert in first]
    assert {alert.attempt for alert in second} == {2}
    assert all(late.lease > early.lease for early, late in zip(first, second, strict=True))


def test_a_digest_whose_claim_ran_out_is_claimed_whole(owing: Database) -> None:
    """However few may be claimed: a sink that has had a part under the digest's name takes the rest for a repeat."""
    bound = _claim(owing)
    owing.write(lambda db: outbox.set_aside(db, [], bound))
    again = _claim(owing, now=NOW + 160, limit=2)
    assert [alert.id for alert in again] == [alert.id for alert in bound]


def test_released_claims_are_owed_at_once(owing: Database) -> None:
    """A worker that opens a store releases what the one before it had claimed."""
    _claim(owing)
    owing.write(leases.release_all)
    assert len(_claim(owing)) == 3


def test_what_was_handed_back_is_owed_untried(owing: Database) -> None:
    """A claim that is handed back costs no attempt; a worker that lost its claim changes nothing."""
    claimed = _claim(owing)
    owing.write(lambda db: outbox.hand_back(db, claimed))
    again = _claim(owing)
    assert [(alert.id, alert.attempt) for alert in again] == [(alert.id, 1) for alert in claimed]
    owing.write(lambda db: outbox.hand_back(db, claimed))
    assert _claim(owing) == []


def test_a_delivered_alert_is_never_handed_out_again(owing: Database) -> None:
    """I5: after the sink's acknowledgement is written the alert is done, with the time it was."""
    claimed = _claim(owing)
    _settle(owing, claimed, AlertState.DELIVERED)
    owing.write(lambda db: outbox.hand_back(db, claimed))
    assert _claim(owing, now=NOW + 1e6) == []
    assert {row.delivered_at for row in rows(owing, alerts) if row.sink == "file"} == {NOW + 101}


def test_an_alert_not_taken_is_owed_again_at_its_time(owing: Database) -> None:
    """A sink that is down gets the alert later, not sooner than set, with the reason kept."""
    _settle(owing, _claim(owing), AlertState.OWED, error="503", not_before=NOW + 500)
    assert _claim(owing, now=NOW + 499) == []
    assert len(_claim(owing, now=NOW + 500)) == 3
    assert {row.last_error for row in rows(owing, alerts) if row.sink == "file"} == {"503"}


def test_a_dead_alert_is_kept_and_revived_on_request(owing: Database) -> None:
    """Dead alerts are listed, never handed out, and owed again on request; that they were tried is not forgotten."""
    claimed = _claim(owing)
    _settle(owing, claimed, AlertState.DEAD, error="410")
    assert _claim(owing, now=NOW + 1e6) == []
    dead = owing.read(lambda db: outbox.list_alerts(db, state=AlertState.DEAD, limit=10))
    assert [row["owed_at"] for row in dead] == [NOW + 20, NOW + 10, NOW]
    assert owing.write(lambda db: outbox.revive(db, now=NOW + 900, ids=[claimed[0].id, "no such alert"])) == 1
    assert [(alert.id, alert.attempt) for alert in _claim(owing, now=NOW + 900)] == [(claimed[0].id, 2)]
    assert owing.write(lambda db: outbox.revive(db, now=NOW + 900)) == 2
    assert owing.write(lambda db: outbox.revive(db, now=NOW + 900)) == 0


def test_alerts_are_listed_step_by_step(owing: Database) -> None:
    """Each step begins behind the last one, also between alerts of the same moment; filters hold in each."""
    whole = owing.read(lambda db: outbox.list_alerts(db, limit=100))
    assert len({row["owed_at"] for row in whole}) < len(whole)
    stepwise, behind = [], None
    while step := owing.read(partial(outbox.list_alerts, limit=1, behind=behind)):
        stepwise += step
        behind = (step[0]["owed_at"], step[0]["id"])
    assert stepwise == whole
    since = whole[0]["owed_at"]
    chosen = owing.read(lambda db: outbox.list_alerts(db, limit=100, since=since, rules=["none", whole[0]["rule"]]))
    assert chosen == [row for row in whole if row["owed_at"] >= since and row["rule"] == whole[0]["rule"]]
    assert owing.read(lambda db: outbox.list_alerts(db, limit=100, sinks=["none"])) == []


@pytest.mark.parametrize("state", [AlertState.OWED, AlertState.DEAD, AlertState.DELIVERED])
def test_who_lost_the_claim_does_not_decide(owing: Database, state: AlertState) -> None:
    """A late answer is recorded as an attempt, and does not change the state of the alert."""
    late = _claim(owing, limit=1)
    _claim(owing, now=NOW + 200)
    assert _settle(owing, late, state, now=NOW + 201) == frozenset()
    assert _states(owing)[late[0].id] == AlertState.CLAIMED
    assert [row.alert_id for row in rows(owing, deliveries)] == [late[0].id]


def test_a_delivered_alert_is_not_owed_again_by_its_own_late_answer(owing: Database) -> None:
    """I8: the state of an alert that is settled stays, also under the number it was settled with."""
    claimed = _claim(owing, limit=1)
    for state in (AlertState.DELIVERED, AlertState.OWED):
        assert _settle(owing, claimed, state, error="timeout") == {claimed[0].id}
    assert _states(owing)[claimed[0].id] == AlertState.DELIVERED
    assert len(rows(owing, deliveries)) == 1


def test_an_alert_that_is_gone_keeps_no_other_from_being_settled(owing: Database) -> None:
    """A server that took the place of another may lack an alert that was claimed at that one."""
    gone, *others = _claim(owing)
    owing.write(lambda db: db.execute(sa.delete(alerts).where(alerts.c.id == gone.id)))
    assert _settle(owing, [gone, *others], AlertState.DELIVERED) == {it.id for it in others}
    assert {row.alert_id for row in rows(owing, deliveries)} == {it.id for it in others}


def test_who_lost_the_claim_plans_nothing(owing: Database) -> None:
    """What another worker has delivered meanwhile is neither held nor bound to a digest."""
    late = _claim(owing)
    _settle(owing, _claim(owing, now=NOW + 160), AlertState.DELIVERED)
    before = rows(owing, alerts)
    owing.write(lambda db: outbox.set_aside(db, [(late[0], NOW + 500, "quiet")], late[1:]))
    assert rows(owing, alerts) == before


def test_a_plan_recorded_twice_leaves_the_same_rows(owing: Database) -> None:
    """I8: a writer that does not know whether a commit went through repeats it; the attempts before still count."""
    _settle(owing, _claim(owing), AlertState.OWED, error="timeout")
    one, *others = _claim(owing)
    owing.write(lambda db: outbox.set_aside(db, [(one, NOW + 500, "quiet")], others))
    before = rows(owing, alerts)
    owing.write(lambda db: outbox.set_aside(db, [(one, NOW + 500, "quiet")], others))
    assert rows(owing, alerts) == before
    assert {row.attempt for row in before if row.id == one.id} == {1}


def test_another_plan_is_for_what_is_held(owing: Database) -> None:
    """What waits for its sink goes on waiting; what a silence held still goes out with the rest of it."""
    quiet, silent, failed = _claim(owing)
    held = [(quiet, NOW + 500, "quiet"), (silent, NOW + 500, "silence"), (failed, NOW + 110, "quiet")]
    owing.write(lambda db: outbox.set_aside(db, held, []))
    _settle(owing, _claim(owing, now=NOW + 110), AlertState.OWED, error="503", not_before=NOW + 500)
    owing.write(lambda db: outbox.plan_anew(db, now=NOW + 200))
    assert [(it.id, it.held) for it in _claim(owing, now=NOW + 200)] == [(quiet.id, None), (silent.id, "silence")]


def test_a_dead_digest_is_revived_as_alerts_of_their_own(owing: Database) -> None:
    """One of them may be why the sink refused it."""
    claimed = _claim(owing)
    owing.write(lambda db: outbox.set_aside(db, [], claimed))
    _settle(owing, claimed, AlertState.DEAD, error="400")
    owing.write(lambda db: outbox.revive(db, now=NOW + 200, ids=[it.id for it in claimed]))
    assert [it.digest for it in _claim(owing, now=NOW + 200)] == [None] * 3


def test_a_budget_counts_what_was_told_alone(owing: Database) -> None:
    """Deliveries of a period by rule, without digests, and without what a clock that was set back has yet to reach."""
    alone, *together = _claim(owing)
    owing.write(lambda db: outbox.set_aside(db, [], together))
    _settle(owing, [alone, *together], AlertState.DELIVERED, now=NOW + 101)

    def told(since: float, now: float) -> dict[str, list[float]]:
        return owing.read(lambda db: outbox.delivered_since(db, "file", since, now=now))

    assert told(NOW + 100, NOW + 101) == {"harbour": [NOW + 101]}
    assert told(NOW + 101, NOW + 200) == told(NOW, NOW + 100) == {}


def test_every_attempt_is_a_row(owing: Database) -> None:
    """What was tried, when, how long it took and what came of it can be read later."""
    _settle(owing, _claim(owing, "log"), AlertState.OWED, error="503", not_before=NOW + 200)
    _settle(owing, _claim(owing, "log", now=NOW + 200), AlertState.DELIVERED, now=NOW + 201)
    tried = [(row.attempt, row.at, row.result, row.error, row.duration_s) for row in rows(owing, deliveries)]
    assert tried == [(1, NOW + 101, "owed", "503", 0.5), (2, NOW + 201, "delivered", None, 0.5)]


def test_what_is_undelivered_is_counted_by_sink(owing: Database) -> None:
    """A pass knows how many alerts the sinks it serves should have and have not, and how many are held on purpose."""

    def waiting(*sinks: str, now: float = NOW) -> tuple[int, int]:
        return owing.read(lambda db: outbox.undelivered(db, sinks, now=now))

    assert (waiting("file", "log"), waiting("log"), waiting("mail")) == ((4, 0), (1, 0), (0, 0))
    claimed = _claim(owing)
    owing.write(lambda db: outbox.set_aside(db, [(claimed[0], NOW + 500, "quiet")], []))
    assert (waiting("file"), waiting("file", now=NOW + 500)) == ((2, 1), (3, 0))
    _settle(owing, claimed[1:], AlertState.DELIVERED)
    assert waiting("file") == (0, 1)
    assert owing.read(outbox.counts) == {"delivered": 2, "owed": 2}


def test_the_database_forbids_an_alert_twice(owing: Database) -> None:
    """I3: a second alert of one story, rule, sink and occasion is refused, under whatever id it comes."""
    before = contents(owing)
    double = dict(rows(owing, alerts)[0]._mapping) | {"id": "another id"}
    with pytest.raises(IntegrityError):
        owing.write(lambda db: db.execute(sa.insert(alerts).values(double)))
    assert contents(owing) == before


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"state": "sent"}, id="a state that is none"),
        pytest.param({"state": "delivered"}, id="delivered without a time"),
        pytest.param({"delivered_at": NOW}, id="a time without delivered"),
        pytest.param({"story_id": 999}, id="a story that is not there"),
        pytest.param({"entry_id": 999}, id="an entry that is not there"),
    ],
)
def test_the_database_refuses_impossible_alerts(owing: Database, values: dict[str, object]) -> None:
    """What must not be true of an alert cannot be stored, even if the code is wrong."""
    with pytest.raises(IntegrityError):
        owing.write(lambda db: db.execute(sa.update(alerts).values(values)))


def test_a_story_is_told_in_order(database: Database) -> None:
    """An alert waits while an older one of its story waits for the same sink; other stories and sinks go on."""
    first, second, other = admitted(database, "a", "b", "c")
    told = judge(database, first, disposition=Disposition.ALERTED, sinks=["file", "log"])
    assert told is not None
    judge(
        database,
        second,
        now=NOW + 10,
        disposition=Disposition.ALERTED,
        sinks=["file"],
        copy_of=told,
        occasion="update 1",
    )
    judge(database, other, now=NOW + 20, disposition=Disposition.ALERTED, sinks=["file"])
    earliest = _claim(database, limit=1)
    assert [alert.owed_at for alert in _claim(database)] == [NOW + 20]
    _settle(database, earliest, AlertState.OWED, error="503", not_before=NOW + 500)
    assert [alert.owed_at for alert in _claim(database, now=NOW + 499)] == [NOW + 20]
    assert [alert.owed_at for alert in _claim(database, now=NOW + 600)] == [NOW, NOW + 10, NOW + 20]


def test_a_digest_does_not_overtake_an_older_alert_of_a_member_s_story(database: Database) -> None:
    """One of its members is due, and would take along another, whose story has an older alert that waits longer."""
    first, second, other = admitted(database, "a", "b", "c")
    owe = partial(judge, database, disposition=Disposition.ALERTED, sinks=["file"])
    told = owe(first)
    assert told is not None
    owe(second, now=NOW + 10, copy_of=told, occasion="update 1")
    owe(other, now=NOW + 20)
    oldest, *bound = _claim(database)
    database.write(lambda db: outbox.set_aside(db, [], bound))
    _settle(database, [oldest], AlertState.OWED, error="503", not_before=NOW + 500)
    _settle(database, bound, AlertState.OWED, error="503", not_before=NOW + 200)
    assert _claim(database, now=NOW + 300) == []
    assert [alert.owed_at for alert in _claim(database, now=NOW + 500)] == [NOW, NOW + 10, NOW + 20]


def test_a_rule_is_not_held_up_by_another(database: Database) -> None:
    """What a rule owes about a story goes out though another rule's older alert of that story waits."""
    first, second = admitted(database, "a", "b")
    told = judge(database, first, disposition=Disposition.ALERTED, sinks=["file"])
    assert told is not None
    owe = partial(judge, disposition=Disposition.ALERTED, sinks=["file"], copy_of=told)
    _settle(database, _claim(database), AlertState.OWED, error="503", not_before=NOW + 500)
    owe(database, second, now=NOW + 10, rule="coast")
    assert [alert.rule for alert in _claim(database)] == ["coast"]


def test_what_one_batch_owes_is_told_in_order(database: Database) -> None:
    """Articles of a story judged in one transaction are told one after another, its first before its updates."""
    occasions = ["first", *(f"update {number}" for number in range(1, 12))]
    entries = admitted(database, *(f"entry {place:02}" for place in range(len(occasions))))
    articles = [article(entry.draft.title) for entry in entries]

    def work(db: sa.Connection) -> None:
        docket, told = Docket(db, now=NOW, window_s=DAY), None
        docket.open(entries, articles)
        for entry, draft, occasion in zip(entries, articles, occasions, strict=True):
            alerted = partial(decide, disposition=Disposition.ALERTED, sinks=["file"], occasion=occasion)
            told = alerted(docket, entry, draft, copy_of=told)
        docket.flush()

    database.write(work)
    claimed = _claim(database, limit=5)
    _settle(database, claimed, AlertState.DELIVERED)
    assert [alert.occasion for alert in (*claimed, *_claim(database))] == occasions


def test_the_end_of_trouble_is_not_told_before_its_beginning(database: Database) -> None:
    """A notice that a feed is well again waits until the sink has had the notice of its trouble."""

    def owe(occasion: str, at: float) -> None:
        notice = Notice(occasion, "health", "file", occasion, "warning", b"{}")
        episode = Episode(None, Kind.NETWORK, "network", NOW)
        known = database.read(episodes.open_episodes)
        opened, closed = ([(episode, [notice])], []) if occasion == "opened" else ([], [(known[0], [notice])])
        database.write(lambda db: episodes.open_and_close(db, opened, closed, now=at))

    owe("opened", NOW)
    _settle(database, _claim(database), AlertState.OWED, error="503", not_before=NOW + 500)
    owe("closed", NOW + 60)
    assert _claim(database, now=NOW + 100) == []
    assert [alert.occasion for alert in _claim(database, now=NOW + 501)] == ["opened", "closed"]
