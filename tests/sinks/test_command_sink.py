"""The command sink: programs that take alerts, refuse them, fail, hang, or are not there."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson
import pytest
import uvloop

from tests.sinks.handing_over import alert, lot, take
from worker.model.errors import Rejected, Unavailable
from worker.model.sinks import CommandSink as Settings
from worker.model.story import Delivered
from worker.sinks.command import CommandSink

KEEPS = (
    "import os,sys; open(sys.argv[1], 'ab').write(os.environ['WIREWATCH_ALERT'].encode()+b' '+sys.stdin.buffer.read())"
)


def sink_for(code: str, *words: str, timeout: str = "20s") -> CommandSink:
    """A sink that runs this Python program."""
    argv = [sys.executable, "-c", code, *words]
    return CommandSink(Settings.model_validate({"kind": "command", "argv": argv, "timeout": timeout}))


def test_a_program_gets_the_alert_on_its_standard_input(tmp_path: Path) -> None:
    """One run an alert, in order: the JSON object as a line, the id in the environment, arguments unread by a shell."""
    file = tmp_path / "$(echo kept) ; alerts"
    assert take(sink_for(KEEPS, str(file)), lot(1, 2)) == [Delivered("alert-00001"), Delivered("alert-00002")]
    lines = [line.partition(b" ") for line in file.read_bytes().splitlines()]
    assert [line[0] for line in lines] == [b"alert-00001", b"alert-00002"]
    assert orjson.loads(lines[0][2]) == orjson.loads(alert(1).body)


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        pytest.param("import sys; sys.exit(65)", Rejected, "ended with 65", id="refuses the data"),
        pytest.param("import sys; sys.exit('no room')", Unavailable, "ended with 1 .*no room", id="fails and says why"),
        pytest.param("import os; os.kill(os.getpid(), 9)", Unavailable, "ended with -9", id="is killed"),
        pytest.param("import sys; sys.stdin.close(); sys.exit(75)", Unavailable, "ended with 75", id="reads nothing"),
    ],
)
def test_an_exit_says_whether_to_try_again(code: str, error: type[Exception], said: str) -> None:
    """65 is for good, anything else but 0 is for now; the end of its complaint is shown."""
    with pytest.raises(error, match=said):
        take(sink_for(code), lot(1))


def test_a_program_that_hangs_is_killed_with_its_children() -> None:
    """After its time the whole run is ended, whatever it started."""
    code = "import subprocess,sys; subprocess.run([sys.executable,'-c','import threading; threading.Event().wait()'])"
    with pytest.raises(Unavailable, match=r"ran longer than 0\.5 s"):
        take(sink_for(code, timeout="500ms"), lot(1))


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize(
    ("script", "error"),
    [
        pytest.param("sleep 60 & echo $! >pid; exit 0", None, id="leaves something behind that holds its pipes"),
        pytest.param("sleep 60 & echo $! >pid; echo bad >&2; exit 3", "ended with 3.*: bad", id="complains besides"),
        pytest.param("exit 0", None, id="reads nothing"),
        pytest.param("head -c 300000 /dev/zero >&2; echo last >&2; exit 3", ": .*last", id="complains at length"),
    ],
)
def test_the_exit_of_a_program_decides(
    script: str, error: str | None, loop: Callable[[], asyncio.AbstractEventLoop], tmp_path: Path
) -> None:
    """A program that exits with 0 has taken the alert, whatever it left running and whether it read its input."""
    argv = ["sh", "-c", f"cd {tmp_path}; {script}"]
    sink = CommandSink(Settings.model_validate({"kind": "command", "argv": argv, "timeout": "20s"}))
    try:
        with asyncio.Runner(loop_factory=loop) as runner:
            if error is None:
                assert runner.run(sink.deliver(lot(1))) == [Delivered("alert-00001")]
                return
            with pytest.raises(Unavailable, match=error):
                runner.run(sink.deliver(lot(1)))
    finally:
        if (pid := tmp_path / "pid").exists():
            os.kill(int(pid.read_text()), signal.SIGKILL)


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_a_program_that_ended_while_we_stood_still_has_taken_the_alert(
    loop: Callable[[], asyncio.AbstractEventLoop], tmp_path: Path
) -> None:
    """This process did not run for longer than the time-out: the program is not run again for it."""
    os.mkfifo(fifo := tmp_path / "started")
    sink = CommandSink(Settings.model_validate({"kind": "command", "argv": ["tee", str(fifo)], "timeout": "600ms"}))

    async def scenario() -> Sequence[Delivered]:
        delivering = asyncio.create_task(sink.deliver(lot(1)))
        await asyncio.to_thread(fifo.read_bytes)
        threading.Event().wait(0.8)  # the event loop stands still
        return await delivering

    with asyncio.Runner(loop_factory=loop) as runner:
        assert runner.run(scenario()) == [Delivered("alert-00001")]


def test_a_program_that_is_not_there_is_unavailable() -> None:
    """The message names the program and the setting to correct; the alert waits."""
    sink = CommandSink(Settings.model_validate({"kind": "command", "argv": ["/no/such/program"]}))
    with pytest.raises(Unavailable, match=r"/no/such/program cannot be run: No such file.*argv"):
        take(sink, lot(1))
