"""The file sink: every alert in the file exactly once, whatever happens to the process, the disk or the file."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from tests.room import file_limit
from tests.sinks.handing_over import alert, lot, take
from worker.model.errors import Rejected, Unavailable
from worker.model.story import ClaimedAlert
from worker.sinks.file import FileSink


def ids(path: Path) -> list[str]:
    """The ids in the file; fails on any line that is not JSON, or not ended."""
    text = path.read_bytes()
    assert text.endswith(b"\n") or not text
    return [orjson.loads(line)["id"] for line in text.splitlines()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the alerts go; not there yet."""
    return tmp_path / "alerts.jsonl"


def test_a_crash_at_any_byte_neither_loses_nor_doubles(path: Path) -> None:
    """Wherever the last write was torn, handing everything over again leaves each alert once."""
    whole = b'{"id":"a"}\n{"id":"b","n":{}}\n{"id":"c","t":"\xd0\xb6"}\n'
    alerts = [
        ClaimedAlert(id=name, sink="s", attempt=1, owed_at=0.0, lease=1, body=body)
        for name, body in zip("abc", whole.splitlines(), strict=True)
    ]
    for size in range(len(whole) + 1):
        path.write_bytes(whole[:size])
        take(FileSink(path), alerts)
        assert path.read_bytes() == whole


def test_kill_9_of_the_writer_neither_loses_nor_doubles(path: Path) -> None:
    """A writer killed again and again leaves each alert once, and never one missing that it acknowledged."""
    chance = random.Random(5)
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "tests.sinks.handing_over", str(path), "1", "2000"]
    acknowledged: set[str] = set()
    for _ in range(8):
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(len(acknowledged) + chance.randint(1, 150)):
                acknowledged.add(writer.stdout.readline().strip())
            writer.kill()
        lines = path.read_bytes().split(b"\n")[:-1]
        assert acknowledged <= {orjson.loads(line)["id"] for line in lines}
    numbers = range(1, len(lines) + 30)
    take(FileSink(path), [alert(number, "Nebel " * 1000) for number in numbers])
    assert ids(path) == [alert(number).id for number in numbers]


def test_a_full_disk_is_rolled_back_and_retried(path: Path) -> None:
    """A write that fits only in part leaves no trace, and the same lot is taken once there is room."""
    sink = FileSink(path)
    take(sink, lot(1))
    before = path.read_bytes()
    with file_limit(len(before) * 2 + 10), pytest.raises(Unavailable, match=r"raise ulimit -f"):
        take(sink, lot(2, 3))
    assert path.read_bytes() == before
    take(sink, lot(2, 3))
    assert ids(path) == ["alert-00001", "alert-00002", "alert-00003"]


def _a_folder(path: Path) -> None:
    path.mkdir()


def _a_fifo(path: Path) -> None:
    os.mkfifo(path)


def _a_link(path: Path) -> None:
    (path.parent / "elsewhere").write_bytes(b"")
    path.symlink_to("elsewhere")


def _a_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "next_step"),
    [
        pytest.param(_a_folder, "name a file in it", id="a folder stands in its place"),
        pytest.param(_a_fifo, "not a regular file", id="a FIFO stands in its place"),
        pytest.param(_a_link, "symbolic link", id="a symbolic link is not followed"),
        pytest.param(_a_dangling_link, "symbolic link", id="a dangling link creates nothing"),
    ],
)
def test_what_cannot_be_a_file_of_ours_is_refused(path: Path, make: Callable[[Path], None], next_step: str) -> None:
    """The message names the path and what to do."""
    make(path)
    with pytest.raises(Unavailable, match=next_step) as caught:
        take(FileSink(path))
    assert str(path) in str(caught.value)


def test_a_missing_folder_is_named_and_may_appear_later(path: Path) -> None:
    """Without its folder the sink is unavailable; once the folder is there, deliveries succeed without a restart."""

    async def scenario() -> None:
        sink = FileSink(path.parent / "later" / "alerts.jsonl")
        with pytest.raises(Unavailable, match="create it"):
            await sink.start()
        (path.parent / "later").mkdir()
        await sink.deliver(lot(1))
        await sink.stop()

    asyncio.run(scenario())
    assert ids(path.parent / "later" / "alerts.jsonl") == ["alert-00001"]


def test_two_workers_never_write_one_file(path: Path) -> None:
    """The second sink on a file is refused until the first one stops."""

    async def scenario() -> None:
        first, second = FileSink(path), FileSink(path)
        await first.start()
        with pytest.raises(Unavailable, match="another process holds it"):
            await second.start()
        await first.deliver(lot(1))
        await first.stop()
        assert (await second.deliver(lot(1)))[0].duplicate
        await second.stop()

    asyncio.run(scenario())
    assert ids(path) == ["alert-00001"]


def test_only_its_owner_may_read_a_new_file(path: Path) -> None:
    """A file is created with mode 0600 whatever the umask; the mode of a file found is the user's choice."""
    before = os.umask(0)
    try:
        take(FileSink(path))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    take(FileSink(path), lot(1))
    assert path.stat().st_mode & 0o777 == 0o640


def _rotate(path: Path) -> None:
    path.rename(path.with_suffix(".1"))


def _replace(path: Path) -> None:
    _rotate(path)
    path.write_bytes(b'{"id":"theirs"}\n')


def _truncate(path: Path) -> None:
    os.truncate(path, 0)


def _append_line(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"id":"theirs"}\n')


def _append_text(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"id":"theirs"}')


@pytest.mark.parametrize(
    ("interfere", "left"),
    [
        pytest.param(_rotate, ["alert-00002"], id="a rotated file is followed by a new one"),
        pytest.param(_replace, ["theirs", "alert-00002"], id="a file put in its place is taken over"),
        pytest.param(_truncate, ["alert-00002"], id="a truncated file is written from its start"),
        pytest.param(_append_line, ["alert-00001", "theirs", "alert-00002"], id="a foreign line is kept"),
        pytest.param(_append_text, ["alert-00001", "theirs", "alert-00002"], id="a foreign line is ended first"),
    ],
)
def test_a_file_touched_by_others_is_noticed(path: Path, interfere: Callable[[Path], None], left: list[str]) -> None:
    """What somebody else does to the file between two lots breaks no line and brings no alert back."""

    async def scenario() -> bool:
        sink = FileSink(path)
        await sink.start()
        await sink.deliver(lot(1))
        interfere(path)
        answers = await sink.deliver(lot(1, 2))
        await sink.stop()
        return answers[0].duplicate

    assert asyncio.run(scenario())
    assert ids(path) == left


@pytest.mark.parametrize(
    ("rest", "kept"),
    [
        pytest.param(b"notes of mine", b"notes of mine\n", id="text that is not ours is ended, not cut"),
        pytest.param(b'{"id":"alert-00009"}', b'{"id":"alert-00009"}\n', id="a whole alert is ended, not cut"),
        pytest.param(b'{"id":"alert-0', b"", id="a torn alert is cut"),
        pytest.param(b"\0\0\0", b"", id="blocks never written are cut"),
    ],
)
def test_an_unfinished_last_line(path: Path, rest: bytes, kept: bytes) -> None:
    """At the start the file is brought to end with a line end without losing anybody's text."""
    path.write_bytes(b'{"id":"a"}\n' + rest)
    take(FileSink(path))
    assert path.read_bytes() == b'{"id":"a"}\n' + kept


def test_the_end_of_a_large_file_is_known(path: Path) -> None:
    """In a file larger than what is read at the start, the newest alerts are known."""
    with path.open("wb") as file:
        for number in range(20):
            file.write(alert(number, "x" * 1_000_000).body + b"\n")
    answers = take(FileSink(path), lot(18, 19, 20))
    assert [answer.duplicate for answer in answers] == [True, True, False]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"id":"other"}', id="the body bears another id"),
        pytest.param(b'{\n"id":"x"}', id="the body has two lines"),
    ],
)
def test_a_body_that_would_break_the_file_is_rejected(path: Path, body: bytes) -> None:
    """What could not be recognised after a crash is not written, nor is anything else of its lot."""
    odd = ClaimedAlert(id="x", sink="s", attempt=1, owed_at=0.0, lease=1, body=body)
    with pytest.raises(Rejected, match="alert x"):
        take(FileSink(path), [*lot(1), odd])
    assert ids(path) == []
