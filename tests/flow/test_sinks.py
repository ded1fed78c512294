"""Handing alerts over: sinks that fail are tried again by the clock, then the alert is dead but kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import orjson
import pytest
from structlog.testing import capture_logs

from tests.flow.house import House
from tests.flow.reports import FERRY, ORCHARD, TUNNEL, Report
from worker.daemon.alerts import list_alerts, retry_alerts
from worker.daemon.passes import one_pass, start
from worker.daemon.store_access import reading
from worker.flow import deliver
from worker.model.alerts import DeliverySettings
from worker.model.errors import ConfigError, Rejected, SinkError, Unavailable
from worker.model.ports import Sink
from worker.model.story import ClaimedAlert, Delivered
from worker.policy.timing import Silence, Timing
from worker.store import feeds

DELIVERY = {"delivery": {"attempts": 4, "backoff": "10s", "backoff_max": "25s"}}
TO_BOTH = {"id": "all", "when": "*:*", "to": ["alerts", "moody"]}

NO_CLAIM = """
CREATE TRIGGER breaks BEFORE UPDATE ON alerts WHEN NEW.sink = 'alerts' BEGIN SELECT RAISE(ABORT, 'not now'); END
"""

TAKEN_OVER = "UPDATE alerts SET lease = lease + 1, claimed_until = 9e9 WHERE sink = 'moody'"


class Moody:
    """A sink that raises what its ``mood`` is, or takes alerts into ``took``; ``tried`` lists every attempt."""

    at_once = 100

    def __init__(self) -> None:
        self.mood: SinkError | Exception | None = None
        self.refuses: str | None = None
        self.began: asyncio.Event | None = None
        self.slow: asyncio.Event | None = None
        self.takes_one_by_one = False
        self.took: list[dict[str, object]] = []
        self.tried: list[list[str]] = []

    async def start(self) -> None:
        """Nothing to make ready."""

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Take the lot, or raise."""
        bodies = [orjson.loads(alert.body) for alert in alerts]
        self.tried.append([alert.id for alert in alerts])
        if self.began and self.slow:
            self.began.set()
            await self.slow.wait()
        if self.mood is not None:
            raise self.mood
        for place, body in enumerate(bodies):
            if body["article"]["title"] == self.refuses:
                self.took.extend(bodies[: place * self.takes_one_by_one])
                taken = [Delivered(alert.id) for alert in alerts[: place * self.takes_one_by_one]]
                raise Rejected("this one is not for me", taken=taken)
        self.took.extend(bodies)
        return [Delivered(alert.id) for alert in alerts]

    async def stop(self) -> None:
        """Nothing to let go of."""


@pytest.fixture
def moody(house: House) -> Moody:
    """A moody sink beside the file sink of the house, both told of everything."""
    sink = Moody()

    def with_moody(sinks: Mapping[str, Sink]) -> Mapping[str, Sink]:
        return {**sinks, "moody": sink}

    sinks = {name: {"kind": "file", "path": str(house.folder / f"{name}.jsonl")} for name in ("alerts", "moody")}
    house.configure("a", rules=[TO_BOTH], sinks=sinks, alerts=DELIVERY)
    house.sinks = with_moody
    return sink


def states(house: House) -> list[tuple[str, str, int]]:
    """Sink, state and attempts of each alert."""
    rows = house.rows("SELECT sink, state, attempt FROM alerts ORDER BY sink, id")
    return [(row["sink"], row["state"], row["attempt"]) for row in rows]


async def test_an_unavailable_sink_is_tried_again_by_the_clock(house: House, moody: Moody) -> None:
    """Waits of 10, 20 and 25 seconds, or a fifth more, lie between four tries; then the alert is dead for good."""
    house.reports("a", FERRY)
    moody.mood = Unavailable("down for repairs")
    tries = []
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        for seconds in (9, 3, 17, 7, 18, 12, 86400):
            await house.clock.advance(seconds)
            await parts.deliverer.run_due()
            tries.append(len(moody.tried))
    assert tries == [1, 2, 2, 3, 3, 4, 4]
    assert states(house) == [("alerts", "delivered", 1), ("moody", "dead", 4)]
    attempts = house.rows("SELECT attempt, result, error FROM deliveries WHERE error IS NOT NULL ORDER BY id")
    assert [(row["attempt"], row["result"]) for row in attempts] == [(1, "owed"), (2, "owed"), (3, "owed"), (4, "dead")]
    assert {row["error"] for row in attempts} == {"down for repairs"}


async def test_a_sink_may_ask_for_a_longer_wait(house: House, moody: Moody) -> None:
    """A sink's own wish is a floor: it is not tried before, though the back-off has run out; soon after, it is."""
    house.reports("a", FERRY)
    moody.mood = Unavailable("busy", retry_after_s=300.0)
    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        moody.mood = None
        for seconds, took in ((299, 0), (61, 1)):
            await house.clock.advance(seconds)
            await parts.deliverer.run_due()
            assert len(moody.took) == took
    assert moody.took[0]["maybe_repeat"] is True
    assert states(house)[1] == ("moody", "delivered", 2)


@pytest.mark.parametrize(
    "mood",
    [
        pytest.param(Unavailable("down"), id="unavailable"),
        pytest.param(Rejected("never"), id="rejecting"),
        pytest.param(RuntimeError("a bug"), id="broken"),
    ],
)
async def test_one_failing_sink_does_not_stop_another(house: House, moody: Moody, mood: Exception) -> None:
    """However one sink fails, the other has its alerts in the same pass, and the pass says what it owes."""
    house.reports("a", FERRY, ORCHARD)
    moody.mood = mood
    done = await house.watch()
    assert len(house.alerts()) == 2
    assert moody.took == []
    assert done.undelivered == (0 if isinstance(mood, Rejected) else 2)
    assert done.failed_deliveries == 2


async def test_what_breaks_the_look_for_one_sink_leaves_no_delivery_to_nobody(house: House, moody: Moody) -> None:
    """A look at the outbox ends, with its error, when every sink is served: whoever drains waits for deliveries."""
    house.reports("a", FERRY)
    moody.slow, moody.began = asyncio.Event(), asyncio.Event()
    async with house.worker() as parts:
        await start(parts)
        for stage in (parts.poller, parts.gatherer):
            await stage.run_due()
        parts.database.write(lambda db: db.exec_driver_sql(NO_CLAIM))
        look = asyncio.create_task(parts.deliverer.run_due())
        await moody.began.wait()
        await asyncio.wait({look}, timeout=0.1)
        assert not look.done()
        moody.slow.set()
        with pytest.raises(Exception, match="not now"):
            await look
    assert states(house) == [("alerts", "owed", 0), ("moody", "delivered", 1)]


async def test_a_sink_that_hangs_holds_up_no_other(house: House, moody: Moody) -> None:
    """While one look at the outbox waits for a sink, the next one serves the others, and ends."""
    house.reports("a", FERRY)
    moody.slow, moody.began = asyncio.Event(), asyncio.Event()
    async with house.worker() as parts:
        hanging = asyncio.create_task(one_pass(parts, poll_all=True))
        await moody.began.wait()
        house.reports("a", FERRY, ORCHARD)
        parts.database.write(lambda db: feeds.make_all_due(db, now=house.clock.now()))
        for stage in (parts.poller, parts.gatherer, parts.deliverer):
            await stage.run_due()
        assert [len(house.alerts()), moody.took] == [2, []]
        moody.slow.set()
        await hanging


async def test_who_joined_again_leaves_to_others_what_it_had_claimed_before(house: House, moody: Moody) -> None:
    """A worker that was taken for gone has another number, and what it held may be in another's hands."""
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    moody.at_once, moody.slow, moody.began = 1, asyncio.Event(), asyncio.Event()
    async with house.worker() as parts:
        telling = asyncio.create_task(one_pass(parts, poll_all=True))
        await moody.began.wait()
        parts.database.write(lambda db: db.exec_driver_sql(TAKEN_OVER))
        parts.share.number += 1
        moody.slow.set()
        await telling
    assert len(moody.tried) == 1


@pytest.mark.parametrize("at_once", [1, 2])
async def test_a_changed_sink_gets_what_its_old_self_was_not_handed_yet(
    house: House, moody: Moody, at_once: int
) -> None:
    """Of a long line of alerts none goes where it should go no more, once the settings say so."""
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    moody.at_once, moody.slow, moody.began = at_once, asyncio.Event(), asyncio.Event()
    other = Moody()
    async with house.worker() as parts:
        telling = asyncio.create_task(one_pass(parts, poll_all=True))
        await moody.began.wait()
        delivery = parts.loaded.settings.alerts.delivery
        adopting = asyncio.create_task(parts.deliverer.adopt({**parts.sinks, "moody": other}, delivery, Timing()))
        await asyncio.sleep(0)
        moody.slow.set()
        await asyncio.gather(telling, adopting)
        await parts.deliverer.run_due()
    assert [len(lot) for lot in moody.tried] == [at_once]
    assert len(other.took) == 3 - at_once
    assert [state for sink, state, _ in states(house) if sink == "moody"] == ["delivered"] * 3
    assert not any(it["maybe_repeat"] for it in other.took)


async def test_a_sink_that_cannot_be_stopped_gives_way_all_the_same(house: House, moody: Moody) -> None:
    """Whatever the old one raises, the new one is told."""
    house.reports("a", FERRY)
    other = Moody()

    async def stuck() -> None:
        raise OSError("a file that cannot be closed")

    async with house.worker() as parts:
        await one_pass(parts, poll_all=True)
        moody.stop = stuck  # type: ignore[method-assign]  # as it would be with a broken file system
        with pytest.raises(OSError, match="cannot be closed"):
            await parts.deliverer.adopt({**parts.sinks, "moody": other}, DeliverySettings(), Timing())
        house.reports("a", FERRY, ORCHARD)
        parts.database.write(lambda db: feeds.make_all_due(db, now=house.clock.now()))
        for stage in (parts.poller, parts.gatherer, parts.deliverer):
            await stage.run_due()
    assert [len(moody.took), len(other.took)] == [1, 1]


async def test_a_silence_holds_what_was_about_to_be_told(house: House, moody: Moody) -> None:
    """Of a long line of alerts none is told once the settings say that it must wait."""
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    moody.at_once, moody.slow, moody.began = 1, asyncio.Event(), asyncio.Event()
    async with house.worker() as parts:
        telling = asyncio.create_task(one_pass(parts, poll_all=True))
        await moody.began.wait()
        silent = Timing(silences=(Silence(house.clock.now() + 3600),))
        await parts.deliverer.adopt(parts.sinks, parts.loaded.settings.alerts.delivery, silent)
        moody.slow.set()
        await telling
    assert len(moody.tried) == 1


async def test_a_sink_that_sends_one_by_one_is_handed_one_at_a_time(house: House, moody: Moody) -> None:
    """Each alert is written down before the next one goes; once the sink takes no more, none of the rest is tried."""
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    moody.at_once, moody.mood = 1, Unavailable("down")
    await house.watch()
    assert [len(lot) for lot in moody.tried] == [1]
    assert [state for sink, state, _ in states(house) if sink == "moody"] == ["owed"] * 3
    moody.mood = None
    house.later(60)
    await house.watch()
    assert [len(lot) for lot in moody.tried] == [1] * 4
    assert [state for sink, state, _ in states(house) if sink == "moody"] == ["delivered"] * 3


async def test_what_was_never_tried_is_not_dead(house: House, moody: Moody) -> None:
    """The one alert that may not be tried again is; those that waited behind it still go out."""
    sinks = {name: {"kind": "file", "path": str(house.folder / f"{name}.jsonl")} for name in ("alerts", "moody")}
    house.configure("a", rules=[TO_BOTH], sinks=sinks, alerts={"delivery": {"attempts": 1}})
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    moody.at_once, moody.mood = 1, Unavailable("down")
    await house.watch()
    assert sorted(state for sink, state, _ in states(house) if sink == "moody") == ["dead", "owed", "owed"]
    moody.mood = None
    house.later(60)
    await house.watch()
    assert sorted(state for sink, state, _ in states(house) if sink == "moody") == ["dead", "delivered", "delivered"]


async def test_as_many_go_together_as_the_sink_takes(
    house: House, moody: Moody, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sink that takes more than a usual lot is handed them in one."""
    house.reports("a", FERRY, ORCHARD, TUNNEL)
    monkeypatch.setattr(deliver, "LOT", 2)
    moody.at_once = 3
    await house.watch()
    assert [len(lot) for lot in moody.tried] == [3]


@pytest.mark.parametrize("others", [[FERRY, TUNNEL], [FERRY], []])
async def test_a_rejected_alert_takes_no_other_with_it(house: House, moody: Moody, others: list[Report]) -> None:
    """A sink that rejects one alert of a lot gets the others one by one; only that one is dead, at once."""
    house.reports("a", *others, ORCHARD)
    moody.refuses = ORCHARD.title
    await house.watch()
    assert sorted(str(body["article"]["title"]) for body in moody.took) == sorted(it.title for it in others)  # type: ignore[index]
    dead = list(list_alerts(house.loaded, state="dead"))
    assert [(alert["title"], alert["sink"], alert["last_error"]) for alert in dead] == [
        (ORCHARD.title, "moody", "this one is not for me")
    ]


async def test_dead_alerts_are_kept_until_they_are_owed_again(house: House, moody: Moody) -> None:
    """A dead alert is listed, survives further passes, and arrives when it is retried."""
    house.reports("a", FERRY)
    moody.mood = Rejected("not now")
    await house.watch()
    house.later(400 * 86400)
    await house.watch()
    (dead,) = list_alerts(house.loaded, state="dead")
    assert dead["state"] == "dead"
    moody.mood = None
    with pytest.raises(ConfigError, match="no dead alert 'no such alert'"):
        retry_alerts(house.loaded, ["no such alert"])
    assert retry_alerts(house.loaded, [dead["id"]]) == 1
    # The command uses the machine's time, this house its own; what was revived is due in either.
    with reading(house.loaded) as database:
        database.write(lambda db: db.exec_driver_sql("UPDATE alerts SET not_before = 0"))
    await house.watch()
    assert [(body["id"], body["maybe_repeat"]) for body in moody.took] == [(dead["id"], True)]
    assert list(list_alerts(house.loaded, state="dead")) == []


async def test_what_is_owed_to_a_sink_that_is_gone_is_said_once(house: House, moody: Moody) -> None:
    """A sink renamed or taken out keeps its alerts waiting: the log names it, and nothing is delivered elsewhere."""
    house.reports("a", FERRY)
    moody.mood = Unavailable("down")
    await house.watch()
    house.configure("a")
    house.sinks = dict
    async with house.worker() as parts:
        with capture_logs() as logged:
            await one_pass(parts, poll_all=True)
            await parts.deliverer.run_due()
    assert [it for it in logged if it["event"] == "alert.stranded"] == [
        {"event": "alert.stranded", "log_level": "warning", "sink": "moody", "alerts": 1}
    ]
    assert moody.took == []


async def test_what_is_owed_survives_the_worker(house: House, moody: Moody) -> None:
    """An alert that one worker could not deliver is delivered by the next one, once, after its wait."""
    house.reports("a", FERRY)
    moody.mood = Unavailable("down")
    done = await house.watch()
    assert done.undelivered == 1
    moody.mood = None
    done = await house.watch()
    assert (done.undelivered, len(moody.took)) == (0, 1)
    await house.watch()
    assert len(moody.took) == 1


async def test_the_file_sink_takes_each_alert_once(house: House) -> None:
    """A file sink that finds the alert already in its file, as after a crash, does not write it twice, and says so."""
    house.configure("a")
    house.reports("a", FERRY)
    with capture_logs() as logs:
        await house.watch()
    assert [it["duplicate"] for it in logs if it["event"] == "alert.delivered"] == [False]
    with reading(house.loaded) as database:
        database.write(
            lambda db: db.exec_driver_sql("UPDATE alerts SET state = 'owed', delivered_at = NULL, not_before = 0")
        )
    with capture_logs() as logs:
        await house.watch()
    assert [it["duplicate"] for it in logs if it["event"] == "alert.delivered"] == [True]
    assert house.told() == [("first", FERRY.title)]
    assert states(house) == [("alerts", "delivered", 2)]


async def test_what_a_sink_took_before_it_failed_is_delivered(house: House, moody: Moody) -> None:
    """A sink that takes two alerts of a lot and refuses the third gets neither of the two again."""
    house.reports("a", FERRY, TUNNEL, ORCHARD)
    moody.refuses, moody.takes_one_by_one = ORCHARD.title, True
    await house.watch()
    assert len(moody.took) == len({str(body["id"]) for body in moody.took}) == 2
    assert sorted(state for sink, state, _ in states(house) if sink == "moody") == ["dead", "delivered", "delivered"]
