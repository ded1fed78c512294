"""A wall clock for one process and its children that can be set while they run; time that passes stays what it is.

A library of some lines, compiled when it is needed, stands between a program and the C library's clocks. It is not
libfaketime: that one (0.9.10) also answers for sleeping, and lets Python's ``time.sleep`` fail with EINVAL once a clock
was set by more than a sleep is long.
"""

from __future__ import annotations

import mmap
import shutil
import subprocess
import time
from contextlib import closing
from pathlib import Path

SOURCE = r"""
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long long *ahead_ns;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("WALL_AHEAD");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *place = file < 0 ? MAP_FAILED : mmap(0, sizeof *ahead_ns, PROT_READ, MAP_SHARED, file, 0);
    if (file >= 0) close(file);
    if (place != MAP_FAILED) ahead_ns = place;
}

int clock_gettime(clockid_t id, struct timespec *at) {
    int failed = syscall(SYS_clock_gettime, id, at);
    if (!failed && ahead_ns && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) {
        long long ns = at->tv_sec * 1000000000LL + at->tv_nsec + *ahead_ns;
        at->tv_sec = ns / 1000000000LL;
        at->tv_nsec = ns % 1000000000LL;
    }
    return failed;
}

time_t time(time_t *into) {
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    if (into) *into = at.tv_sec;
    return at.tv_sec;
}

int gettimeofday(struct timeval *into, void *zone) {
    struct timespec at;
    clock_gettime(CLOCK_REALTIME, &at);
    into->tv_sec = at.tv_sec;
    into->tv_usec = at.tv_nsec / 1000;
    return 0;
}
"""


class NoCompiler(Exception):
    """There is no ``cc``, so no clock to set."""


class Wall:
    """The clock on the wall of whoever is started with ``environ``. ``folder`` is its own, and outlives it."""

    def __init__(self, folder: Path) -> None:
        """Raises ``NoCompiler``."""
        compiler = shutil.which("cc")
        if compiler is None:
            raise NoCompiler
        library, source, self._file = folder / "wall.so", folder / "wall.c", folder / "ahead"
        source.write_text(SOURCE, encoding="utf-8")
        subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, source], check=True)
        self._file.write_bytes(bytes(8))
        self._ahead_ns = 0
        self.environ = {"LD_PRELOAD": str(library), "WALL_AHEAD": str(self._file)}

    def show(self, at: float) -> None:
        """Set it to so many seconds since the epoch."""
        self.set_by(at - time.time() - self._ahead_ns / 1e9)

    def set_by(self, seconds: float) -> None:
        """Set it forward, or back."""
        self._ahead_ns += round(seconds * 1e9)
        with self._file.open("r+b") as file, closing(mmap.mmap(file.fileno(), 8)) as place:
            place[:] = self._ahead_ns.to_bytes(8, "little", signed=True)
