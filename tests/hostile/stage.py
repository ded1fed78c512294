"""Where the show is played: a network of our own in which every address is ours, or loopback where that is not allowed.

In a private network namespace every address there is, public or not, leads to our servers, and the name server the
machine is set up with is ours too. So the worker runs as it is, with nothing opened for it, and a server sees which
address was dialled.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

_NEW_USER, _NEW_NET = 0x1000_0000, 0x4000_0000
_LINES = (
    "link set lo up",
    "route add local 0.0.0.0/0 dev lo",
    "-6 route add local ::/0 dev lo",
)
_RESOLVERS = Path("/etc/resolv.conf")


def enter() -> bool:
    """Move this process, while it has one thread, into a network of its own; whether the machine lets us.

    Children stay in it. Needs Linux, user namespaces (or root) and ``ip``.
    """
    if shutil.which("ip") is None or not hasattr(os, "fork"):
        return False
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if libc.unshare(_NEW_USER | _NEW_NET) != 0:
            return False
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
        return all(subprocess.run(["ip", *line.split()], check=False).returncode == 0 for line in _LINES)
    except (OSError, AttributeError):
        return False


def resolvers() -> list[str]:
    """The name servers a resolver of this machine asks."""
    lines = _RESOLVERS.read_text().splitlines() if _RESOLVERS.exists() else []
    named = [line.split()[1] for line in lines if line.startswith("nameserver") and len(line.split()) > 1]
    return named or ["127.0.0.1"]
