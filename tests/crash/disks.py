"""Disks: full for a while under the store or under the log, and copied as a power failure might leave them."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.crash.daemon import TOLD_WITHIN_S, at_work, end, not_judged, sound, verdict
from tests.crash.news import News

BLOCK = 65_536
UNLOGGED_S = 2.0
"""News goes on for so long after the first was told."""


def disk(seconds: float) -> int:
    """The store's disk is full for a while."""
    with _small_disk() as place:
        if place is None:
            return not_judged("disk", "a small disk could not be mounted")
        with at_work(News(), folder=place) as (news, daemon):
            process = daemon.start()
            threading.Event().wait(3)
            filler = _fill(place)
            threading.Event().wait(seconds)
            alive = process.poll() is None
            filler.unlink()
            news.still()
            took = daemon.until_all_told(news)
            said = sorted({it["state"] for it in daemon.heard if it["event"] == "store.failed"})
            facts = {
                "alive": alive,
                "said": "+".join(said) or "nothing",
                "healed_s": round(took, 1),
                "sound": sound(place / "store.db"),
            }
            code = end(process)
            holds = facts["alive"] and facts["sound"] and said == ["disk_full"] and not code
            return verdict(f"disk full {seconds:g} s", news, daemon, holds=bool(holds), **facts, exit=code)


def log() -> int:
    """The log cannot be written: nobody reads its pipe, and then its disk is full."""
    reading, writing = os.pipe()
    os.close(reading)
    return max(_unlogged("a closed pipe", writing), _unlogged("a full disk", os.open("/dev/full", os.O_WRONLY)))


def _unlogged(where: str, file: int) -> int:
    with tempfile.TemporaryDirectory(prefix="endure-") as place:
        shown = Path(place) / "http"
        with at_work(News(), settings={"serve": {"listen": f"unix:{shown}"}}) as (news, daemon):
            process = daemon.start(stderr=file)
            os.close(file)
            until = time.monotonic() + TOLD_WITHIN_S
            while not daemon.told() and time.monotonic() < until:
                threading.Event().wait(0.05)
            threading.Event().wait(UNLOGGED_S)
            news.still()
            daemon.until_all_told(news)
            dropped = _shown(shown, "wirewatch_log_lines_dropped")
            code = end(process)
            holds = dropped > 0 and not code
            return verdict(f"log to {where}", news, daemon, holds=holds, dropped=round(dropped), exit=code)


def _shown(path: Path, metric: str) -> float:
    """What the worker shows of itself under this name."""
    with closing(socket.socket(socket.AF_UNIX)) as asking:
        asking.connect(str(path))
        asking.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
        with asking.makefile() as answer:
            return next(float(line.split()[1]) for line in answer if line.startswith(f"{metric} "))


def images(times: int) -> int:
    """Database and log copied while the worker writes: what a power failure might leave."""
    with at_work(News()) as (news, daemon):
        process = daemon.start()
        opened, missing = 0, 0
        for number in range(times):
            threading.Event().wait(0.1)
            copy = daemon.folder / f"image{number}"
            copy.mkdir()
            told = daemon.told()
            for name in ("store.db-wal", "store.db"):  # the log first: it may then lack what the file has, not more
                shutil.copyfile(daemon.folder / name, copy / name)
            with closing(sqlite3.connect(copy / "store.db")) as connection:
                opened += connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                known = {row[0] for row in connection.execute("SELECT title FROM entries")}
            missing += len(set(told) - known)
            shutil.rmtree(copy)
        news.still()
        daemon.until_all_told(news)
        facts = {"clean": f"{opened}/{times}", "missing": missing}
        code = end(process)
        holds = opened == times and not missing and not code
        return verdict(f"{times} images", news, daemon, holds=holds, **facts, exit=code)


@contextmanager
def _small_disk() -> Iterator[Path | None]:
    """A disk of 64 MB; None without the leave to mount one."""
    with tempfile.TemporaryDirectory(prefix="endure-disk-") as place:
        mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", place]
        if subprocess.run(mount, check=False).returncode:
            yield None
            return
        try:
            yield Path(place)
        finally:
            subprocess.run(["umount", "--lazy", place], check=False)


def _fill(place: Path) -> Path:
    """A file that takes all the room there is."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * BLOCK)
    return filler
