"""Logging: sets structlog up once, for a terminal or as JSON lines, with quoted text escaped.

Titles, addresses and error texts come from strangers. Before any renderer sees them, credentials in URLs are masked
and everything that could steer a terminal or break a line is escaped. Writing never raises and never waits long:
a line that cannot be written is dropped and counted, and feeds go on being polled.
"""

from __future__ import annotations

import json
import logging
import os
import select
import sys
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

import orjson
import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from worker.daemon.escaping import MAX_CHARS, escaped

Format = Literal["auto", "console", "json"]
Level = Literal["debug", "info", "warning", "error"]

MAX_DEPTH = 5
"""Deepest nesting kept as structure; what lies deeper is shown as text."""
WAIT_S = 0.02
"""How long the reader of a pipe may hold up one line. After a dropped line there is no wait until it reads again."""

_PLAIN = frozenset({int, float, bool, type(None)})


class LogWriter:
    """Writes lines to a file, pipe or terminal, one write each. ``dropped`` counts the lines lost so far."""

    def __init__(self, stream: TextIO | None) -> None:
        self.dropped = 0
        self._stream = stream
        self._file: int | None = None
        if stream is not None:
            try:
                stream.flush()
                self._file = stream.fileno()
            except (OSError, ValueError):  # a stream in memory
                self._file = None
        self._poll = select.poll()
        if self._file is not None:
            self._poll.register(self._file, select.POLLOUT)
        self._stalled = False
        self._torn = False
        self._turn = threading.Lock()  # lines longer than one write must not mix

    def msg(self, line: bytes | str) -> bool:
        """Write one line and a line end. False if it was dropped."""
        data = (line if isinstance(line, bytes) else line.encode(errors="backslashreplace")) + b"\n"
        with self._turn:
            try:
                written = self._write(data)
            except (OSError, ValueError):
                written = False
            self._stalled = not written
            self.dropped += not written
        return written

    debug = info = warning = error = critical = exception = log = msg

    def _write(self, data: bytes) -> bool:
        if self._file is None:
            if self._stream is None:
                return False
            self._stream.write(data.decode())
            return True
        if self._torn:
            data = b"\n" + data
        start = 0
        while start < len(data):
            # A pipe that polls as writable takes PIPE_BUF bytes without blocking (POSIX, write).
            if not self._poll.poll(0 if self._stalled else WAIT_S * 1000):
                return False
            start += os.write(self._file, data[start : start + select.PIPE_BUF])
            self._torn = start < len(data)
        return True


_writer: LogWriter | None = None


def dropped() -> int:
    """How many lines of this process's log have been lost."""
    return _writer.dropped if _writer else 0


def configure(
    format: Format = "auto",  # noqa: A002 - the word of the configuration
    level: Level = "info",
    stream: TextIO | None = None,
) -> LogWriter:
    """Send all events, and the standard library's warnings and errors, to ``stream`` (default: standard error).

    ``auto`` is console on a terminal, else JSON. ``alert.raised`` is written at every level, since it is what the log
    sink delivers. A second call replaces the first.
    """
    global _writer  # noqa: PLW0603 - a process has one log
    stream = sys.stderr if stream is None else stream
    writer = LogWriter(stream)
    writer.dropped = dropped()
    _writer = writer
    terminal = stream is not None and stream.isatty()
    console = format == "console" or (format == "auto" and terminal)
    processors: list[Processor] = [_alerts_only] if level == "error" else []
    processors += [_head, structlog.processors.format_exc_info, _make_safe]
    processors.append(_console(colors=terminal and not os.environ.get("NO_COLOR")) if console else _as_json)
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=processors,
        wrapper_class=_never_raising(min(number, logging.WARNING), writer),
        logger_factory=lambda *_: writer,
        cache_logger_on_first_use=False,  # so that a second call takes effect everywhere
    )
    logging.captureWarnings(capture=True)
    logging.basicConfig(handlers=[_LibraryHandler(writer)], level=logging.WARNING, force=True)
    return writer


def _never_raising(level: int, writer: LogWriter) -> type[structlog.typing.FilteringBoundLogger]:
    """A logger class that drops and counts a line if anything fails while it is made or written."""

    class SafeLogger(structlog.make_filtering_bound_logger(level)):  # type: ignore[misc]  # a class made at run time
        least = level  # what ``events.emit`` asks before it makes a logger

        def _proxy_to_logger(self, method: str, event: str | None = None, **keys: Any) -> Any:
            try:
                return super()._proxy_to_logger(method, event, **keys)
            except Exception:  # noqa: BLE001 - the edge: logging must never stop the work
                writer.dropped += 1
                return False

    return SafeLogger


class _LibraryHandler(logging.Handler):
    """Turns records of the standard library's logging into ``library.warned`` events."""

    def __init__(self, writer: LogWriter) -> None:
        super().__init__()
        self._writer = writer

    def emit(self, record: logging.LogRecord) -> None:
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):  # the arguments do not fit the format
            message = str(record.msg)
        exc_info = {"exc_info": record.exc_info} if record.exc_info else {}
        level = logging.ERROR if record.levelno >= logging.ERROR else logging.WARNING
        structlog.get_logger().log(level, "library.warned", library=record.name, message=message, **exc_info)


def _alerts_only(_logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    if method == "warning" and line["event"] != "alert.raised":
        raise structlog.DropEvent
    return line


def _head(_logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Put time (UTC, milliseconds), level and event first."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"timestamp": now[:-6] + "Z", "level": method, "event": line.pop("event"), **line}


def _make_safe(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Mask and escape every text of the line, keys and nested values included."""
    traceback = line.pop("exception", None)
    safe: EventDict = {
        key if key.isidentifier() else escaped(key): value if type(value) in _PLAIN else _value(value, MAX_DEPTH)
        for key, value in line.items()
    }
    if isinstance(traceback, str):
        # Its lines are indented, so that none can pass for a line of the log.
        lines = traceback[-4 * MAX_CHARS :].split("\n")
        safe["exception"] = "\n".join(f"  {escaped(one)}" for one in lines)
    return safe


def _value(value: object, depth: int) -> object:
    if isinstance(value, str):
        return escaped(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return float(value)  # numpy's floats included, which the serializer refuses
    if depth and isinstance(value, Mapping):
        return {escaped(_shown(key)): _value(inner, depth - 1) for key, inner in value.items()}
    if depth and isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [_value(inner, depth - 1) for inner in value]
    return escaped(_shown(value))


def _shown(value: object) -> str:
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - a stranger's __str__
        return f"<{type(value).__name__} that cannot be shown>"


def _as_json(_logger: WrappedLogger, _method: str, line: EventDict) -> bytes:
    try:
        return orjson.dumps(line)
    except TypeError:  # an integer beyond 64 bits
        return json.dumps(line, ensure_ascii=False, default=str).encode()


def _console(*, colors: bool) -> Processor:
    # The traceback is already text; structlog's default would format it a second time.
    return structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback)
