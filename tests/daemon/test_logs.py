"""The worker's log: declared events, nothing hostile in them, no secret, and no harm when nobody reads."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import time
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NoReturn, TextIO

import orjson
import pytest
import structlog

from worker.daemon import logs
from worker.daemon.escaping import MAX_CHARS
from worker.daemon.logs import LogWriter, configure
from worker.model.events import BY_NAME, EVENTS, Event, emit

Said = Callable[[], str]
Format = Literal["json", "console"]


@pytest.fixture(autouse=True)
def _restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test configures is undone, and no line was lost before it."""
    monkeypatch.setattr(logs, "_writer", None)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    root.handlers = []
    yield
    structlog.reset_defaults()
    logging.captureWarnings(capture=False)
    root.handlers, root.level = handlers, level


@pytest.fixture
def log(tmp_path: Path) -> Iterator[TextIO]:
    """A file to log to."""
    with (tmp_path / "log").open("w+", encoding="utf-8") as stream:
        yield stream


def said(log: TextIO) -> str:
    """All that was logged."""
    log.seek(0)
    return log.read()


def line_of(log: TextIO) -> dict[str, object]:
    """The only line that was logged, as JSON."""
    (line,) = said(log).splitlines()
    return dict(orjson.loads(line))


class Explosive:
    """A value that cannot be shown."""

    def __str__(self) -> str:
        raise ValueError


def test_a_json_line_says_when_how_grave_and_what_first(log: TextIO) -> None:
    """Time in UTC with milliseconds, level, event, then the event's own keys in the order given."""
    configure("auto", "info", log)
    emit("alert.delivered", alert="a1", sink="file", attempt=1, ms=3.5)
    pattern = (
        r'{"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","level":"info","event":"alert.delivered",'
        r'"alert":"a1","sink":"file","attempt":1,"ms":3.5}\n'
    )
    assert re.fullmatch(pattern, said(log))


def test_a_terminal_gets_a_console_line() -> None:
    """With ``auto``, a terminal is told in colour and without JSON."""
    ours, theirs = os.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123 - a descriptor has no path
        configure("auto", "info", terminal)
        emit("service.drained", seconds=2)
        shown = os.read(ours, 4000).decode()
    os.close(ours)
    assert "service.drained" in shown
    assert "seconds" in shown
    assert "{" not in shown


@pytest.mark.parametrize("event", [pytest.param(event, id=event.name) for event in EVENTS])
def test_every_declared_event_is_told_at_its_level(log: TextIO, event: Event) -> None:
    """``emit`` takes the level from the declaration."""
    configure("json", "debug", log)
    emit(event.name, **dict.fromkeys(event.keys, 1))
    line = line_of(log)
    assert line["level"] == BY_NAME[event.name].level
    assert list(line) == ["timestamp", "level", "event", *event.keys]


def test_an_undeclared_event_is_a_mistake() -> None:
    """A name nobody declared does not pass."""
    with pytest.raises(KeyError):
        emit("feed.exploded")


@pytest.mark.parametrize(
    ("level", "told"),
    [
        pytest.param("debug", ["story.joined", "service.drained", "feed.failed", "alert.raised", "entry.failed"]),
        pytest.param("info", ["service.drained", "feed.failed", "alert.raised", "entry.failed"]),
        pytest.param("warning", ["feed.failed", "alert.raised", "entry.failed"]),
        pytest.param("error", ["alert.raised", "entry.failed"], id="error-and still every alert"),
    ],
)
def test_the_level_decides_what_is_told(
    log: TextIO, level: Literal["debug", "info", "warning", "error"], told: list[str]
) -> None:
    """Lines below the level are left out, but never an alert."""
    configure("json", level, log)
    for name in ("story.joined", "service.drained", "feed.failed", "alert.raised", "entry.failed"):
        emit(name)
    assert [orjson.loads(line)["event"] for line in said(log).splitlines()] == told


def test_the_last_configuration_holds(tmp_path: Path, log: TextIO) -> None:
    """A second call moves every logger to the new stream, those already in use included."""
    with (tmp_path / "old").open("w+", encoding="utf-8") as old:
        configure("json", "info", old)
        emit("service.drained", seconds=1)
        configure("json", "info", log)
        emit("service.drained", seconds=2)
        assert line_of(old)["seconds"] == 1
    assert line_of(log)["seconds"] == 2


STEERING = [
    pytest.param("\x1b]0;owned\x07", id="a terminal escape"),
    pytest.param("ok\nforged line", id="a line feed"),
    pytest.param("ok\u2028forged\u2029line\x85", id="other line separators"),
    pytest.param("\u202egpj.exe\u2066", id="bidi marks"),
    pytest.param("a\u200bb\u00ad\ufeff", id="invisible characters"),
    pytest.param("\x00\x7f\x9b31m", id="NUL, DEL and the one-byte escape"),
    pytest.param("half \ud83d", id="half a surrogate pair"),
]


@pytest.mark.parametrize("format_", ["json", "console"])
@pytest.mark.parametrize("text", STEERING)
def test_nothing_steers_the_terminal(log: TextIO, format_: Format, text: str) -> None:
    """In values, keys and nested values alike, nothing but printable text reaches the stream."""
    configure(format_, "info", log)
    emit("feed.failed", feed=text, error={"in": [text, {text: (text,)}]}, cause=ValueError(text), **{text: 1})
    shown = said(log)
    assert shown.endswith("\n")
    assert shown.count("\n") == 1
    assert not [char for char in shown[:-1] if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]


@pytest.mark.parametrize("format_", ["json", "console"])
def test_ordinary_text_of_any_script_stays_as_it_is(log: TextIO, format_: Format) -> None:
    """Only what steers is escaped."""
    text = "Маск и Путин — «да» 東京 ✓ مرحبا"
    configure(format_, "debug", log)
    emit("story.opened", title=text)
    assert text in said(log)


def test_a_traceback_cannot_forge_a_line(log: TextIO) -> None:
    """Tracebacks keep their lines on a console, but each is indented, those of a hostile message too."""
    configure("console", "info", log)
    try:
        raise ValueError("odd\n2026-01-01T00:00:00.000Z [info] feed.polled \x1b[2J")  # noqa: TRY301 - to be logged
    except ValueError:
        structlog.get_logger().error("entry.failed", exc_info=True)
    head, *rest = said(log).splitlines()
    assert "entry.failed" in head
    assert len(rest) > 3
    assert all(line.startswith("  ") for line in rest)
    assert "\x1b" not in said(log)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("postgresql+psycopg://ww:s3cret@db/ww", "postgresql+psycopg://***@db/ww", id="a store's URL"),
        pytest.param("GET https://u:p@a.example/x failed", "GET https://***@a.example/x failed", id="within a text"),
        pytest.param("https://token@a.example/", "https://***@a.example/", id="a token instead of a pair"),
        pytest.param("https://u:p@ss@a.example/", "https://***@a.example/", id="an at sign in the password"),
        pytest.param("smtp://u:pa/ss@a.example/", "smtp://***@a.example/", id="a slash in the password"),
        pytest.param("https://a.example:8443/@u/1", "https://a.example:8443/@u/1", id="an at sign in a path stays"),
        pytest.param("https://[2001:db8::1]/a@b", "https://[2001:db8::1]/a@b", id="an IPv6 address stays"),
        pytest.param("write to desk@a.example", "write to desk@a.example", id="a mail address stays"),
    ],
)
def test_credentials_in_urls_are_masked(log: TextIO, text: str, shown: str) -> None:
    """User and password never reach the log, wherever the URL stands."""
    configure("json", "info", log)
    emit("feed.failed", feed=text, error=RuntimeError(text), cause=[text])
    line = line_of(log)
    assert (line["feed"], line["error"], line["cause"]) == (shown, shown, [shown])


class _Loop(list[object]):
    """A list that holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.append(self)


@pytest.mark.parametrize("format_", ["json", "console"])
@pytest.mark.parametrize(
    "value",
    [
        pytest.param(2**70, id="an integer beyond 64 bits"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param(b"\xff\x00", id="bytes"),
        pytest.param({1: {2}}, id="keys that are no text"),
        pytest.param(_Loop(), id="a list that holds itself"),
        pytest.param(Explosive(), id="a value that cannot be shown"),
        pytest.param({Explosive(): 1}, id="a key that cannot be shown"),
    ],
)
def test_any_value_can_be_logged(log: TextIO, format_: Format, value: object) -> None:
    """A value no renderer likes still gives one line."""
    writer = configure(format_, "info", log)
    assert emit("feed.failed", feed="f", error=value) is True
    assert writer.dropped == 0
    assert said(log).count("\n") == 1
    if format_ == "json":
        assert line_of(log)["feed"] == "f"


class Unreadable(dict[str, object]):
    """A mapping that fails while it is read."""

    def items(self) -> NoReturn:
        """Fail."""
        raise OSError


def test_what_cannot_be_rendered_is_dropped_and_counted(log: TextIO) -> None:
    """A value that fails in the middle of rendering costs its own line and nothing else."""
    writer = configure("json", "info", log)
    assert emit("feed.failed", error=Unreadable()) is False
    assert emit("service.drained", seconds=1) is True
    assert writer.dropped == 1
    assert line_of(log)["event"] == "service.drained"


def test_a_megabyte_title_is_cut(log: TextIO) -> None:
    """A line stays short whatever a feed sends, and says how much is missing."""
    configure("json", "debug", log)
    emit("story.opened", title="x" * 1_000_000)
    title = line_of(log)["title"]
    assert title == "x" * MAX_CHARS + f"[+{1_000_000 - MAX_CHARS} characters]"


def test_libraries_speak_through_the_same_log(log: TextIO) -> None:
    """Warnings and errors of the standard library's logging become events; what is less grave is left out."""
    configure("json", "info", log)
    logger = logging.getLogger("apscheduler.scheduler")
    logger.info("quiet")
    logger.warning("late by %d s\x1b[2J", 5)
    logger.error("%d %d", 1)  # noqa: PLE1206 - arguments that do not fit are the case under test
    lines = [orjson.loads(line) for line in said(log).splitlines()]
    assert [(line["event"], line["level"], line["library"], line["message"]) for line in lines] == [
        ("library.warned", "warning", "apscheduler.scheduler", "late by 5 s\\x1b[2J"),
        ("library.warned", "error", "apscheduler.scheduler", "%d %d"),
    ]


def test_failures_of_the_event_loop_are_told_with_their_traceback(log: TextIO) -> None:
    """A callback that fails in asyncio reaches the log as an error with its traceback."""
    configure("json", "info", log)

    async def scenario() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)
        await asyncio.sleep(0)

    asyncio.run(scenario())
    line = line_of(log)
    assert (line["library"], line["level"]) == ("asyncio", "error")
    assert "ZeroDivisionError" in str(line["exception"])


def test_python_warnings_are_told_in_one_line(log: TextIO) -> None:
    """What the ``warnings`` module would print over several lines is one event."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        configure("json", "info", log)
        warnings.warn("old ways", DeprecationWarning, stacklevel=1)
    assert "old ways" in str(line_of(log)["message"])


def test_a_closed_pipe_drops_and_counts() -> None:
    """When the reader is gone, nothing is raised, the caller may know, and the loss is counted."""
    ours, theirs = os.pipe()
    with open(theirs, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor has no path
        before, writer = logs.dropped(), configure("json", "info", stream)
        os.close(ours)
        assert emit("service.drained", seconds=1) is False
        assert writer.dropped - before == 1


def test_a_full_disk_drops_and_counts() -> None:
    """A disk that takes nothing more stops no work."""
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        before, writer = logs.dropped(), configure("json", "info", stream)
        assert [emit("service.drained", seconds=n) for n in range(3)] == [False, False, False]
        assert writer.dropped - before == 3


def test_a_reader_that_stalls_holds_nobody_up() -> None:
    """A full pipe costs dropped lines, not time; when it is read again, whole lines follow."""
    ours, theirs = os.pipe()
    with open(theirs, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor has no path
        before, writer = logs.dropped(), configure("json", "info", stream)
        begun = time.monotonic()
        long = "x" * 3900
        results = [emit("feed.failed", feed=n, cause=long, error=long, status=long) for n in range(200)]
        assert time.monotonic() - begun < 1.0
        lost = results.count(False)
        assert 0 < lost == writer.dropped - before < 200
        first = os.read(ours, 1_000_000)
        assert not first.endswith(b"\n")
        assert emit("service.drained", seconds=1) is True
        rest = os.read(ours, 1_000_000)
    os.close(ours)
    *_, last = (first + rest).splitlines()
    assert orjson.loads(last)["event"] == "service.drained"
    assert sum(line.endswith(b"}") for line in (first + rest).splitlines()) == results.count(True) + 1


def test_no_stream_at_all_is_survived() -> None:
    """A service without standard error logs into the void and counts."""
    writer = LogWriter(None)
    assert writer.msg("x") is False
    assert writer.dropped == 1


def test_a_stream_in_memory_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    """A stream without a file behind it, such as a test's, works the same."""
    configure("json", "info")
    emit("service.drained", seconds=1)
    assert '"service.drained"' in capsys.readouterr().err
