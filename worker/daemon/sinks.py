"""Makes the sinks that a configuration names; only the kinds in use are imported."""

from __future__ import annotations

from pathlib import Path

from worker.model import sinks as kinds
from worker.model.ports import Clock, Sink
from worker.model.sinks import SinkSettings
from worker.sinks.file import FileSink
from worker.sinks.log import LogSink


def make_sink(settings: SinkSettings, user_agent: str, clock: Clock) -> Sink:
    """The sink that these settings describe."""
    made: Sink
    match settings:
        case kinds.LogSink():
            made = LogSink()
        case kinds.FileSink(path=path):
            made = FileSink(Path(path))
        case kinds.FeedSink():
            from worker.sinks.feed import FeedSink  # noqa: PLC0415 - see above

            made = FeedSink(settings)
        case kinds.WebhookSink():
            from worker.net.poster import WebPoster  # noqa: PLC0415 - see above
            from worker.sinks.webhook import WebhookSink  # noqa: PLC0415 - see above

            made = WebhookSink(settings, WebPoster(user_agent, clock))
        case kinds.MailSink():
            from worker.sinks.mail import MailSink  # noqa: PLC0415 - see above

            made = MailSink(settings)
        case kinds.AppriseSink():
            from worker.sinks.apprise import AppriseSink  # noqa: PLC0415 - see above

            made = AppriseSink(settings)
        case kinds.CommandSink():
            from worker.sinks.command import CommandSink  # noqa: PLC0415 - see above

            made = CommandSink(settings)
    return made
