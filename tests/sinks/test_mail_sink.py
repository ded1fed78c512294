"""Mail: what a mail server on loopback is handed, how developments thread, and what each refusal means."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from typing import Any

import orjson
import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from structlog.testing import capture_logs

from tests.sinks.handing_over import alert, lot, take
from worker.flow.shapes import digest_alert
from worker.model.errors import Rejected, Unavailable
from worker.model.sinks import MailSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.mail import MailSink


@dataclass
class Postbox:
    """Takes mails, or gives the answers in ``refusals`` first.

    They are to the sender (MAIL), a recipient (RCPT) or the message (DATA).
    """

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    reached: list[list[str]] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Accept a sender unless told otherwise."""
        answer = self.refusals.pop(0)[1] if self.refusals and self.refusals[0][0] == "MAIL" else "250 OK"
        if answer.startswith("250"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Accept a recipient unless told otherwise."""
        answer = self.refusals.pop(0)[1] if self.refusals and self.refusals[0][0] == "RCPT" else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        """Keep the message unless told otherwise."""
        answer = self.refusals.pop(0)[1] if self.refusals and self.refusals[0][0] == "DATA" else "250 OK"
        if not answer.startswith("250"):
            return answer
        parsed = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        self.reached.append(list(envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server on a free port of loopback."""
    box, loop = Postbox(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def serve() -> asyncio.Server:
        return await loop.create_server(
            lambda: SMTP(
                box,
                enable_SMTPUTF8=True,
                loop=loop,
                auth_require_tls=False,
                authenticator=lambda *_: AuthResult(success=False, handled=False),  # every login is refused
            ),
            "127.0.0.1",
            0,
        )

    server = asyncio.run_coroutine_threadsafe(serve(), loop).result()
    box.port = server.sockets[0].getsockname()[1]
    yield box

    async def close() -> None:
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    asyncio.run_coroutine_threadsafe(close(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def sink_for(port: int, **settings: object) -> MailSink:
    """A mail sink for the server on ``port``."""
    told = {"kind": "mail", "host": "127.0.0.1", "port": port, "security": "none", "from": "ww@desk.example"}
    return MailSink(Settings.model_validate({**told, "to": ["a@desk.example", "b@desk.example"], **settings}))


def later(first: ClaimedAlert, occasion: str) -> ClaimedAlert:
    """A further alert of the same story, rule and sink."""
    body = orjson.loads(first.body) | {"occasion": occasion, "follows": first.id, "maybe_repeat": True}
    return replace(first, id=f"{first.id}-{occasion}", body=orjson.dumps(body))


def test_a_mail_says_what_happened(postbox: Postbox) -> None:
    """Subject with the rule and the headline, both recipients, the id as Message-ID, the same told in text and HTML."""
    assert take(sink_for(postbox.port), lot(7)) == [Delivered("alert-00007")]
    (mail,) = postbox.mails
    assert mail["Subject"] == "[harbour] Порт закрыт 7"
    assert (mail["From"], mail["To"]) == ("ww@desk.example", "a@desk.example, b@desk.example")
    assert mail["Message-ID"] == "<alert-00007@wirewatch.desk.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert text.splitlines()[:2] == ["Порт закрыт 7", "https://a.example/7"]
    assert "Severity: high" in text
    assert '<a href="https://a.example/7">Порт закрыт 7</a>' in html


def test_developments_thread_onto_the_first_message(postbox: Postbox) -> None:
    """An update answers the first mail of its story, rule and sink, and says where it may be a repeat."""
    first = alert(7)
    take(sink_for(postbox.port), [first, later(first, "update 1")])
    opening, update = postbox.mails
    assert opening["References"] is None
    assert update["References"] == update["In-Reply-To"] == opening["Message-ID"]
    assert update["Subject"] == "[harbour] update 1: Порт закрыт 7"
    assert "may be a repeat" in update.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_a_digest_is_a_mail_of_its_own(postbox: Postbox) -> None:
    """Several alerts in one message answer no earlier mail, and name their articles."""
    sent = [replace(it, body=orjson.dumps(orjson.loads(it.body) | {"severity": "high"})) for it in lot(1, 2)]
    assert take(sink_for(postbox.port), [digest_alert("d1", sent, 0.0)]) == [Delivered("d1")]
    (mail,) = postbox.mails
    assert mail["References"] is None
    assert mail["Subject"] == "[digest] digest: 2 alerts of 2 stories"
    assert "Порт закрыт 2" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param("The ferry is back.", "The ferry is back.", id="a short text"),
        pytest.param("The ferry " * 20, "The ferry " * 10 + "…", id="the beginning of a long one"),
        pytest.param("渡船" * 80, "渡船" * 50 + " …", id="a text without blanks"),
        pytest.param("", "(no title)", id="nothing at all"),
    ],
)
def test_without_a_title_the_text_begins_the_message(postbox: Postbox, text: str, subject: str) -> None:
    """Short posts have no title: what they say stands in its place, in a digest as well."""
    body = orjson.loads(alert(1, text).body) | {"story": {}}
    body["article"]["title"] = ""
    untitled = replace(alert(1), body=orjson.dumps(body))
    take(sink_for(postbox.port), [untitled])
    assert postbox.mails[0]["Subject"] == f"[harbour] {subject}"
    take(sink_for(postbox.port), [digest_alert("d1", [untitled, alert(2)], 0.0)])
    digest = postbox.mails[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert digest.splitlines()[2:4] == [f"- [harbour] {subject}", "  https://a.example/1"]


def test_hostile_words_stay_words(postbox: Postbox) -> None:
    """A title with line breaks adds no header, markup is escaped, a script link is no link."""
    body = orjson.loads(alert(1).body)
    body["article"] |= {"title": "A\r\nBcc: x@evil.example\u202e <b>bold</b>", "url": "javascript:alert(1)"}
    take(sink_for(postbox.port), [replace(alert(1), body=orjson.dumps(body))])
    (mail,) = postbox.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "[harbour] A Bcc: x@evil.example <b>bold</b>"
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "&lt;b&gt;bold" in html
    assert "javascript:" not in html


@pytest.mark.parametrize(
    ("refusals", "error"),
    [
        pytest.param([("DATA", "554 no such thing")], Rejected, id="the message, for good"),
        pytest.param([("DATA", "451 come back")], Unavailable, id="the message, for now"),
        pytest.param([("MAIL", "552 too large")], Rejected, id="the message, for its size"),
        pytest.param([("MAIL", "550 too many today")], Unavailable, id="the sender"),
        pytest.param([("RCPT", "550 unknown"), ("RCPT", "554 no relay")], Unavailable, id="all recipients"),
        pytest.param([("RCPT", "450 busy"), ("RCPT", "550 unknown")], Unavailable, id="one recipient for now"),
    ],
)
def test_a_refusal_is_for_good_or_for_now(
    postbox: Postbox, refusals: list[tuple[str, str]], error: type[Exception]
) -> None:
    """A 55x about the mail ends the tries; 4xx does not, nor does what says nothing about the mail."""
    postbox.refusals = refusals
    with pytest.raises(error):
        take(sink_for(postbox.port), lot(1))
    postbox.refusals = []
    assert take(sink_for(postbox.port), lot(1)) == [Delivered("alert-00001")]


def test_a_recipient_that_is_put_off_gets_the_mail_later_and_nobody_twice(postbox: Postbox) -> None:
    """A greylisted recipient is tried again alone; the mail counts as delivered once nobody waits for it any more."""
    sink, (one,) = sink_for(postbox.port), lot(1)
    postbox.refusals = [("RCPT", "250 OK"), ("RCPT", "450 come back"), ("DATA", "250 OK"), ("RCPT", "450 come back")]
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"deferred b@desk\.example: 450 come back"):
            take(sink, [one])
    assert take(sink, [one]) == [Delivered(one.id)]
    assert postbox.reached == [["a@desk.example"], ["b@desk.example"]]
    assert take(sink, [one]) == [Delivered(one.id)]
    assert postbox.reached[-1] == ["a@desk.example", "b@desk.example"]


def test_a_recipient_that_is_refused_for_good_is_told_of(postbox: Postbox) -> None:
    """The other recipients have the mail, so it is not retried; the log names those it never reached."""
    postbox.refusals = [("RCPT", "250 OK"), ("RCPT", "550 no such user")]
    with capture_logs() as logs:
        assert take(sink_for(postbox.port), lot(1)) == [Delivered("alert-00001")]
    (told,) = logs
    assert (told["event"], told["recipients"]) == ("recipient.refused", ["b@desk.example"])
    assert "550 no such user" in told["error"]


def test_a_refused_login_leaves_the_alert_owed(postbox: Postbox) -> None:
    """It says nothing about the mail: somebody may correct the password, and is told to."""
    with pytest.raises(Unavailable, match=r"answered 535: .*; correct user and password of the sink"):
        take(sink_for(postbox.port, user="ww", password="wrong"), [alert(1)])
    assert postbox.mails == []


def test_mails_sent_before_a_failure_are_named(postbox: Postbox) -> None:
    """The second mail's refusal takes nothing from the first."""
    postbox.refusals = [("DATA", "250 OK"), ("DATA", "451 come back")]
    with pytest.raises(Unavailable) as failed:
        take(sink_for(postbox.port), lot(1, 2, 3))
    assert failed.value.taken == (Delivered("alert-00001"),)


def test_a_server_that_offers_no_encryption_is_not_used(postbox: Postbox) -> None:
    """The default wants STARTTLS; where there is none, nothing is sent in the clear."""
    with pytest.raises(Unavailable, match="cannot be used"):
        take(sink_for(postbox.port, security="starttls"), lot(1))
    assert postbox.mails == []


def test_a_server_that_hangs_holds_up_nothing_else() -> None:
    """A mail waits in its sink's own thread, so what else needs a thread, such as unpacking a feed, gets one."""

    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(1))
        with socket.create_server(("127.0.0.1", 0)) as silent:
            silent.setblocking(False)
            mail = asyncio.create_task(sink_for(silent.getsockname()[1], timeout="3s").deliver(lot(1)))
            connection, _ = await loop.sock_accept(silent)
            await asyncio.to_thread(str)
            assert not mail.done()
            connection.close()
            with pytest.raises(Unavailable):
                await mail

    asyncio.run(scenario())


def test_a_server_that_is_gone_is_unavailable(postbox: Postbox) -> None:
    """A refused connection may pass later."""
    with pytest.raises(Unavailable, match=r"mail server 127\.0\.0\.1:1 cannot be used: Connection refused"):
        take(sink_for(1), lot(1))
