"""Posts each alert as JSON, signed, with the alert's id as idempotency key."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from worker.model.errors import Rejected, Unavailable, Unreachable
from worker.model.ports import Answered, Poster
from worker.model.sinks import WebhookSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.wording import plain, read

REFUSED_FOR_GOOD = frozenset({400, 413, 415, 422})
"""Statuses that reject this body. Others, such as 401 and 404, concern the address or the key, which somebody may
correct while the alert waits."""

_SHOWN_CHARS = 200


class WebhookSink:
    """Implements ``model.ports.Sink`` over HTTP POST.

    Alerts are posted one after another, so their order is kept. The receiver recognises a repeat by
    ``Idempotency-Key``; the body says ``maybe_repeat`` if an earlier attempt may have arrived.
    """

    at_once = 1
    """Of 800 alerts, 25 kills repeated 7 with 1, 54 with 5 and 833 with 100, at the same cost in CPU time
    (``python -m tests.crash.storm --alerts 800 --kills 25``)."""

    def __init__(self, settings: Settings, poster: Poster) -> None:
        self._url = settings.url.get_secret_value()
        self._key = settings.secret.get_secret_value().encode() if settings.secret else None
        self._authorization = settings.authorization.get_secret_value() if settings.authorization else None
        self._timeout_s = settings.timeout_s
        self._poster = poster

    async def start(self) -> None:
        """Start the poster."""
        await self._poster.start()

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Post ``alerts`` in order; any 2xx is an acknowledgement.

        Raises ``Unavailable`` with the receiver's Retry-After, or ``Rejected`` if it refuses this body; both name the
        alerts taken before.
        """
        done: list[Delivered] = []
        for alert in alerts:
            read(alert)
            try:
                answer = await self._poster.post(self._url, alert.body, self._headers(alert), timeout_s=self._timeout_s)
            except Unreachable as error:
                raise Unavailable(f"the webhook cannot be reached: {error.cause}", taken=done) from error
            if not 200 <= answer.status < 300:
                raise _refusal(alert, answer, done)
            done.append(Delivered(alert.id))
        return done

    async def stop(self) -> None:
        """Close connections."""
        await self._poster.close()

    def _headers(self, alert: ClaimedAlert) -> Mapping[str, str]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": alert.id}
        if self._key is not None:
            headers["X-Wirewatch-Signature"] = hmac.new(self._key, alert.body, hashlib.sha256).hexdigest()
        if self._authorization is not None:
            headers["Authorization"] = self._authorization
        return headers


def _refusal(alert: ClaimedAlert, answer: Answered, done: Sequence[Delivered]) -> Rejected | Unavailable:
    said = f": {plain(answer.excerpt)[:_SHOWN_CHARS]}" if answer.excerpt.strip() else ""
    if answer.status in REFUSED_FOR_GOOD:
        return Rejected(f"the webhook refused alert {alert.id} with {answer.status}{said}", taken=done)
    if 300 <= answer.status < 400:
        said = "; redirects are not followed, name the final address"
    return Unavailable(f"the webhook answered {answer.status}{said}", retry_after_s=answer.retry_after_s, taken=done)
