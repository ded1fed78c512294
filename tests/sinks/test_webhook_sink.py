"""The webhook: what is posted, how it is signed, and what each answer means."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import threading
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path

import orjson
import pytest
from pydantic import SecretStr

from tests.clock import ManualClock
from tests.sinks.handing_over import alert, lot, take
from tests.sinks.receiver import Receiver, receiving
from worker.model.errors import Rejected, Unavailable
from worker.model.sinks import WebhookSink as Settings
from worker.model.story import Delivered
from worker.net.poster import WebPoster
from worker.sinks.webhook import WebhookSink

TLS = Path(__file__).parents[1] / "hostile" / "tls"
DOCS = (Path(__file__).parents[2] / "docs" / "sinks.md").read_text(encoding="utf-8")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver on loopback."""
    with receiving() as found:
        yield found


def sink_for(url: str, **settings: object) -> WebhookSink:
    """A webhook sink that posts to ``url``."""
    told = Settings.model_validate({"kind": "webhook", "url": url, **settings})
    return WebhookSink(told, WebPoster("wirewatch/test", ManualClock(1_800_000_000.0)))


def test_each_alert_is_posted_alone_with_its_id(receiver: Receiver) -> None:
    """One request an alert, in order, the body byte for byte, the id as idempotency key, our agent, no cookies."""
    assert take(sink_for(receiver.url), lot(1, 2)) == [Delivered("alert-00001"), Delivered("alert-00002")]
    assert [it.body for it in receiver.posted] == [alert(1).body, alert(2).body]
    assert [it.headers["idempotency-key"] for it in receiver.posted] == ["alert-00001", "alert-00002"]
    assert receiver.posted[0].headers["content-type"] == "application/json"
    assert receiver.posted[0].headers["user-agent"] == "wirewatch/test"
    assert not {"cookie", "referer", "x-wirewatch-signature", "authorization"} & set(receiver.posted[0].headers)


def test_the_address_is_asked_as_it_is_written(receiver: Receiver) -> None:
    """Escapes in the address, which may be part of a signature, reach the receiver unchanged."""
    take(sink_for(f"{receiver.url}/a%2cb?to=%2Frun%2C1&sig=%7e"), lot(1))
    assert [it.path for it in receiver.posted] == ["/hook/a%2cb?to=%2Frun%2C1&sig=%7e"]


@pytest.mark.parametrize(
    ("settings", "sent"),
    [
        pytest.param({}, f"Basic {b64encode('анна:ключ'.encode()).decode()}", id="a login in the address, in UTF-8"),
        pytest.param({"authorization": "Bearer t"}, "Bearer t", id="a header of the operator's comes first"),
    ],
)
def test_a_login_is_sent(receiver: Receiver, settings: dict[str, str], sent: str) -> None:
    """User and password of the address are sent as a header, unless one is configured."""
    take(sink_for(receiver.url.replace("//", "//анна:ключ@"), **settings), lot(1))
    assert [it.headers["authorization"] for it in receiver.posted] == [sent]


def test_the_signature_is_the_one_the_docs_say_how_to_check(receiver: Receiver) -> None:
    """The snippet of docs/sinks.md, run as it stands, accepts what was posted and nothing else."""
    take(sink_for(receiver.url, secret=SecretStr("k3y"), authorization="Bearer t0ken"), lot(1))
    (posted,) = receiver.posted
    assert posted.headers["authorization"] == "Bearer t0ken"
    assert posted.headers["x-wirewatch-signature"] == hmac.new(b"k3y", posted.body, hashlib.sha256).hexdigest()
    (snippet,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    names: dict[str, object] = {}
    exec(snippet, names)
    is_genuine = names["is_genuine"]
    assert callable(is_genuine)
    assert is_genuine(posted.body, posted.headers["x-wirewatch-signature"], "k3y") is True
    assert is_genuine(posted.body + b" ", posted.headers["x-wirewatch-signature"], "k3y") is False
    assert is_genuine(posted.body, posted.headers["x-wirewatch-signature"], "other") is False


@pytest.mark.parametrize(
    ("status", "headers", "wish_s"),
    [
        pytest.param(500, {}, None, id="a broken server"),
        pytest.param(429, {"Retry-After": "120"}, 120.0, id="too many, seconds named"),
        pytest.param(503, {"Retry-After": "Fri, 15 Jan 2027 08:01:00 GMT"}, 60.0, id="overload, a date named"),
        pytest.param(
            503,
            {"Date": "Fri, 15 Jan 2027 09:00:00 GMT", "Retry-After": "Fri, 15 Jan 2027 09:01:00 GMT"},
            60.0,
            id="overload, a date by a clock that is an hour fast",
        ),
        pytest.param(503, {"Retry-After": "soon"}, None, id="a wish that makes no sense"),
        pytest.param(401, {}, None, id="a key that is not accepted"),
        pytest.param(404, {}, None, id="an address that is not there"),
        pytest.param(302, {"Location": "http://127.0.0.1:1/"}, None, id="a redirect"),
    ],
)
def test_what_may_pass_later_is_tried_later(
    receiver: Receiver, status: int, headers: dict[str, str], wish_s: float | None
) -> None:
    """The sink is unavailable for as long as the receiver wishes; a redirect is not followed."""
    receiver.answers = [(status, headers)]
    with pytest.raises(Unavailable, match=str(status)) as failed:
        take(sink_for(receiver.url), lot(1))
    assert failed.value.retry_after_s == wish_s
    assert len(receiver.posted) == 1


@pytest.mark.parametrize("status", [400, 413, 415, 422])
def test_what_is_refused_for_good_is_rejected(receiver: Receiver, status: int) -> None:
    """An answer about this very body ends its tries; the receiver's words are shown."""
    receiver.answers = [(status, {})]
    with pytest.raises(Rejected, match=f"alert-00001 with {status}: said the <receiver>"):
        take(sink_for(receiver.url), lot(1))


@pytest.mark.parametrize("mood", ["breaks off", "goes on", "in no coding"])
def test_the_status_is_the_answer_whatever_follows_it(receiver: Receiver, mood: str) -> None:
    """An alert that was taken or refused is not posted again because the answer's body cannot be read."""
    receiver.mood, coded = mood, {"Content-Encoding": "gzip"} if mood == "in no coding" else {}
    receiver.answers = [(200, coded), (429, {**coded, "Retry-After": "120"}), (400, coded)]
    assert take(sink_for(receiver.url, timeout="500ms"), lot(1)) == [Delivered("alert-00001")]
    with pytest.raises(Unavailable, match="429") as failed:
        take(sink_for(receiver.url, timeout="500ms"), lot(2))
    assert failed.value.retry_after_s == 120.0
    with pytest.raises(Rejected, match="alert-00003 with 400"):
        take(sink_for(receiver.url, timeout="500ms"), lot(3))
    assert len(receiver.posted) == 3


def test_alerts_taken_before_a_failure_are_named(receiver: Receiver) -> None:
    """The failure of the third alert takes nothing from the acknowledgements of the first two."""
    receiver.answers = [(204, {}), (200, {}), (500, {})]
    with pytest.raises(Unavailable) as failed:
        take(sink_for(receiver.url), lot(1, 2, 3, 4))
    assert failed.value.taken == (Delivered("alert-00001"), Delivered("alert-00002"))
    assert len(receiver.posted) == 3


def test_a_receiver_that_hangs_is_given_up() -> None:
    """After its time the request ends, and the address, which may hold a token, is not repeated."""
    with receiving(hangs_after=0) as receiver, pytest.raises(Unavailable, match="timeout") as failed:
        take(sink_for(f"{receiver.url}?token=s3cret", timeout="200ms"), lot(1))
    assert "s3cret" not in str(failed.value)


def test_an_answer_to_who_stood_still_counts(receiver: Receiver) -> None:
    """What was taken while this process did not run, for longer than the time-out, is not posted again."""
    receiver.mood = "waits"

    async def scenario() -> Sequence[Delivered]:
        sink = sink_for(receiver.url, timeout="600ms")
        await sink.start()
        try:
            delivering = asyncio.create_task(sink.deliver(lot(1)))
            await asyncio.to_thread(receiver.asked.wait)
            receiver.over.set()
            threading.Event().wait(0.8)  # the event loop stands still
            return await delivering
        finally:
            await sink.stop()

    assert asyncio.run(scenario()) == [Delivered("alert-00001")]


def test_alerts_taken_before_a_receiver_hangs_are_named() -> None:
    """What was acknowledged stays so when the next request is given up."""
    with receiving(hangs_after=1) as receiver, pytest.raises(Unavailable) as failed:
        take(sink_for(receiver.url, timeout="500ms"), lot(1, 2))
    assert failed.value.taken == (Delivered("alert-00001"),)


def test_a_receiver_that_is_gone_is_unavailable() -> None:
    """A refused connection may pass; the address is not repeated."""
    with receiving() as receiver:
        url = f"{receiver.url}?token=s3cret"
    with pytest.raises(Unavailable, match=r"cannot be reached: connect \(Connection refused\)") as failed:
        take(sink_for(url), lot(1))
    assert "s3cret" not in str(failed.value)


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        (TLS / "own.pem", r"tls \(self-signed certificate\)"),
        (None, r"tls \((wrong version number|record layer failure)\)"),
    ],
)
def test_a_receiver_that_cannot_be_trusted_is_unavailable(certificate: Path | None, said: str) -> None:
    """What is wrong with the certificate, or that the other side speaks no TLS, is said as it is."""
    with (
        receiving(certificate=certificate) as receiver,
        pytest.raises(Unavailable, match=f"cannot be reached: {said}"),
    ):
        take(sink_for(receiver.url.replace("http:", "https:")), lot(1))


def test_one_connection_serves_a_lot(receiver: Receiver) -> None:
    """Many alerts in one lot are posted one after another, never two at a time."""
    numbers = range(1, 60)
    done = asyncio.run(_deliver_once(receiver.url, *numbers))
    assert len(done) == len(numbers)
    assert [orjson.loads(it.body)["id"] for it in receiver.posted] == [f"alert-{it:05}" for it in numbers]


async def _deliver_once(url: str, *numbers: int) -> list[Delivered]:
    sink = sink_for(url)
    await sink.start()
    try:
        return list(await sink.deliver(lot(*numbers)))
    finally:
        await sink.stop()
