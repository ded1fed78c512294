"""Alerts as mails: text and simple HTML, the developments of a story threaded onto its first message."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from worker.model.errors import Rejected, SinkError, Unavailable
from worker.model.events import emit
from worker.model.sinks import MailSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.thread import SinkThread
from worker.sinks.wording import plain, read, word

_SUBJECT_CHARS = 200
_TOLD_CHARS = 300
_FOR_GOOD = 500
_TOO_LARGE = 552
"""Said to the sender where the server is told the mail's size before the mail."""
_MOST_SETTLED = 1_000
"""Alerts for which settled recipients are remembered; a retry of a forgotten one goes to all."""

_Done = Sequence[Delivered]


class MailSink:
    """Implements ``model.ports.Sink`` over SMTP, one connection a lot.

    The alert's id is the Message-ID, so that mail programs and servers can recognise a repeat; the body also says if an
    earlier attempt may have arrived. If the server accepts a mail for some recipients and defers others, the next try
    is for those alone; after a restart it is for all.
    """

    at_once = 20

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._domain = settings.sender.rpartition("@")[2]
        self._thread = SinkThread()
        self._settled: dict[str, frozenset[str]] = {}
        """By alert: the recipients that need no further try, while others do."""

    async def start(self) -> None:
        """Nothing to make ready."""

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Send ``alerts`` in order, off the event loop.

        Raises ``Rejected`` if the server refuses the message permanently (55x), else ``Unavailable``; both name the
        alerts taken before.
        """
        messages = [(alert, self._message(alert)) for alert in alerts]
        return await self._thread.run(self._send, messages)

    async def stop(self) -> None:
        """Nothing to let go of."""

    def _message(self, alert: ClaimedAlert) -> EmailMessage:
        body = read(alert)
        wording = word(body)
        message = EmailMessage()
        message["Subject"] = wording.subject[:_SUBJECT_CHARS]
        message["From"] = self._settings.sender
        message["To"] = ", ".join(self._settings.to)
        message["Date"] = format_datetime(datetime.fromtimestamp(alert.owed_at, UTC))
        message["Message-ID"] = self._message_id(alert.id)
        message["Auto-Submitted"] = "auto-generated"
        if first := body.get("follows"):
            message["In-Reply-To"] = message["References"] = self._message_id(str(first))
        message.set_content(wording.text())
        message.add_alternative(f"<!doctype html><html><body>{wording.html()}</body></html>", subtype="html")
        return message

    def _message_id(self, alert: str) -> str:
        return f"<{alert}@wirewatch.{self._domain}>"

    def _send(self, messages: Sequence[tuple[ClaimedAlert, EmailMessage]]) -> list[Delivered]:
        done: list[Delivered] = []
        with self._named_failures(done), self._connected() as server:
            for alert, message in messages:
                self._hand_over(server, alert, message, done)
                done.append(Delivered(alert.id))
        return done

    def _hand_over(self, server: smtplib.SMTP, alert: ClaimedAlert, message: EmailMessage, done: _Done) -> None:
        """Send one mail to the recipients that are still owed it. Raises ``Unavailable`` if the server defers any."""
        settled = self._settled.get(alert.id, frozenset())
        to = [it for it in self._settings.to if it not in settled]
        try:
            refused = server.send_message(message, to_addrs=to)
        except smtplib.SMTPRecipientsRefused as error:
            if not settled:
                raise
            refused = error.recipients  # others have it already, so the mail itself is not refused
        off = {it: f"{code} {plain(said.decode(errors='replace'))}" for it, (code, said) in refused.items()}
        if for_good := {it: said for it, said in off.items() if refused[it][0] >= _FOR_GOOD}:
            emit("recipient.refused", alert=alert.id, recipients=list(for_good), error="; ".join(for_good.values()))
        waiting = off.keys() - for_good.keys()
        if not waiting:
            self._settled.pop(alert.id, None)
            return
        if len(self._settled) >= _MOST_SETTLED:
            del self._settled[next(iter(self._settled))]
        self._settled[alert.id] = frozenset(self._settings.to) - waiting
        told = "; ".join(f"{it}: {off[it]}" for it in self._settings.to if it in waiting)
        raise Unavailable(f"mail server {self._settings.host} deferred {told[:_TOLD_CHARS]}", taken=done)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        settings = self._settings
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if settings.security == "tls":
            server = smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout_s, context=context)
        else:
            server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_s)
        try:
            if settings.security == "starttls":
                server.starttls(context=context)
            if settings.user is not None:
                server.login(settings.user, settings.password.get_secret_value() if settings.password else "")
            yield server
        finally:
            # The server has the mails already, whatever happens while saying goodbye.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    @contextmanager
    def _named_failures(self, done: Sequence[Delivered]) -> Iterator[None]:
        where = f"mail server {self._settings.host}:{self._settings.port}"
        try:
            yield
        except smtplib.SMTPRecipientsRefused as error:
            # As a refused login or sender it says nothing about the mail; somebody may correct the addresses.
            said = "; ".join(f"{it}: {code}" for it, (code, _) in error.recipients.items())
            raise Unavailable(f"{where} refused every recipient ({said[:_TOLD_CHARS]})", taken=done) from error
        except smtplib.SMTPResponseException as error:
            said = (
                error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
            )
            told = f"{where} answered {error.smtp_code}: {said[:200]}"
            if isinstance(error, smtplib.SMTPAuthenticationError):
                raise Unavailable(f"{told}; correct user and password of the sink", taken=done) from error
            if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != _TOO_LARGE:
                raise Unavailable(f"{told}; the sender is {error.sender}", taken=done) from error
            raise _refusal(told, error.smtp_code, done) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(f"{where} cannot be used: {error.strerror or error}", taken=done) from error


def _refusal(told: str, code: int, done: Sequence[Delivered]) -> SinkError:
    return Rejected(told, taken=done) if 550 <= code < 560 else Unavailable(told, taken=done)
