"""Alerts through Apprise, to any service it knows. Needs the extra: pip install 'wirewatch[notify]'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from worker.model.errors import Unavailable
from worker.model.sinks import AppriseSink as Settings
from worker.model.story import ClaimedAlert, Delivered
from worker.sinks.wording import read, word

_SUMMONS = re.compile(r"(https?://\S+)|(?<![\w/])@(?=\w)|<(?=[@!#&])")
_SUMMONS_ALL = re.compile(r"@(?=(?:everyone|here|channel|all)\b)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


class AppriseSink:
    """Implements ``model.ports.Sink`` over the Apprise library.

    Services cannot recognise a repeat, so an alert that may be one says so. All services of a sink are notified
    together: if one fails, the alert is retried at all of them. A service that must not be told twice needs a sink of
    its own.
    """

    at_once = 1

    def __init__(self, settings: Settings) -> None:
        self._urls = [url.get_secret_value() for url in settings.urls]
        self._apprise: Any = None
        self._plain: Any = None

    async def start(self) -> None:
        """Load the library. Raises ``Unavailable`` if it is not installed or does not know an address."""
        try:
            import apprise  # noqa: PLC0415 - an extra, and slow to load
        except ImportError as error:
            raise Unavailable("the sink needs Apprise; run: pip install 'wirewatch[notify]'") from error
        made = apprise.Apprise()
        for place, url in enumerate(self._urls, start=1):
            if not made.add(url):
                raise Unavailable(f"urls: number {place} is not an address that Apprise knows; correct it")
        self._apprise, self._plain = made, apprise.NotifyFormat.TEXT

    async def deliver(self, alerts: Sequence[ClaimedAlert]) -> Sequence[Delivered]:
        """Notify of ``alerts``, in order. Raises ``Unavailable`` naming those taken before."""
        done: list[Delivered] = []
        for alert in alerts:
            wording = word(read(alert))
            subject, text = map(_summoning_nobody, (wording.subject, wording.text()))
            told = await self._apprise.async_notify(body=text, title=subject, body_format=self._plain)
            if not told:
                raise Unavailable(f"Apprise could not hand over alert {alert.id}; its own log says why", taken=done)
            done.append(Delivered(alert.id))
        return done

    async def stop(self) -> None:
        """Forget the services."""
        self._apprise = None


def _summoning_nobody(text: str) -> str:
    """``text`` with something invisible behind what would call people in a chat: a headline may hold ``@everyone``.

    Discord and Mattermost take it from anywhere in a message, Apprise escapes it for some services only.
    """

    def silenced(it: re.Match[str]) -> str:
        return _SUMMONS_ALL.sub("%40", it[1]).replace("<", "%3C") if it[1] else it[0] + _WORD_JOINER

    return _SUMMONS.sub(silenced, text)
