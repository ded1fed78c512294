"""The files to deploy by, as far as they can be tried where neither containers nor systemd run."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Desk
from tests.cli.running import ended, running, wait_for
from tests.shape.source import ROOT
from worker.config.load import load
from worker.policy.rules import check_query

DEPLOY = ROOT / "config" / "deploy"
UNIT = (DEPLOY / "wirewatch.service").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


EXPOSED = 15
"""What systemd counts of the unit's exposure, in tenths of ten; most of it is the network, which it needs."""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here to ask")
def test_systemd_finds_nothing_to_say_about_the_unit(tmp_path: Path) -> None:
    """Systemd knows every directive (its type from 253 on), and its exposure score is not above the one pinned here."""
    unit = tmp_path / "wirewatch.service"
    unit.write_text(UNIT.replace("/opt/wirewatch/bin/wirewatch", sys.executable), encoding="utf-8")
    asked = ["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={EXPOSED}", str(unit)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout[-200:]
    asked = ["systemd-analyze", "verify", "--man=no", str(unit)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if str(unit) in line and "notify-reload" not in line] == []
    assert "wirewatch.service: " not in said.stderr


def test_a_call_that_the_unit_does_not_allow_ends_nobody() -> None:
    """A forbidden system call fails with EPERM, which libraries handle, instead of killing the worker."""
    assert "\nSystemCallErrorNumber=EPERM\n" in UNIT


def test_the_container_starts_what_is_installed() -> None:
    """Entry point and extras are those of the project; what it is built of is in the tree and not ignored."""
    (entry,) = re.findall(r'^ENTRYPOINT \["/opt/wirewatch/bin/(.+)"\]', CONTAINER, re.MULTILINE)
    assert entry in PROJECT["project"]["scripts"]
    (extras,) = re.findall(r"'/src\[(.+)\]'", CONTAINER)
    assert set(extras.split(",")) <= PROJECT["project"]["optional-dependencies"].keys()
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"]
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [
        *wheel["packages"],
        *wheel["force-include"],
        PROJECT["project"]["readme"],
        "pyproject.toml",
        "constraints.txt",
    ]
    assert [name for name in needed if not any(fnmatch(name, it) for it in kept)] == []
    assert [name for name in kept if not (ROOT / name).exists()] == []


def test_the_compose_file_builds_the_container_file() -> None:
    """Its paths lead from its own folder to the source tree and the container file."""
    build = SERVICES["wirewatch"]["build"]
    context = (DEPLOY / build["context"]).resolve()
    assert context == ROOT
    assert (context / build["dockerfile"]).resolve() == DEPLOY / "Containerfile"


def test_the_configuration_the_compose_file_asks_for_holds(tmp_path: Path) -> None:
    """The lines in its head are a configuration, with the password from the environment."""
    written = tmp_path / "wirewatch.yaml"
    written.write_text("\n".join(re.findall(r"^#   (.+)$", COMPOSE, re.MULTILINE)), encoding="utf-8")
    loaded = load(written, {"DATABASE_PASSWORD": "secret"}, check_rule=check_query)
    assert loaded.settings.store.url.endswith("@database/wirewatch")
    assert loaded.settings.serve.listen == _health()[1]


def test_its_health_check_is_answered_by_a_worker(desk: Desk) -> None:
    """The health check of the compose file succeeds while a worker is ready, and fails when there is none."""
    command, listen = _health()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        own = f"127.0.0.1:{free.getsockname()[1]}"
    check = [sys.executable, *(word.replace(listen, own) for word in command[1:])]
    with running(desk, "run", "-c", str(desk.configure(serve={"listen": own}))) as process:
        wait_for(process, "service.ready")
        assert subprocess.run(check, check=False, capture_output=True).returncode == 0
        ended(process)
    assert subprocess.run(check, check=False, capture_output=True).returncode != 0


def _health() -> tuple[list[str], str]:
    """The worker's health check as the compose file has it, and the address that it asks."""
    kind, *command = SERVICES["wirewatch"]["healthcheck"]["test"]
    assert (kind, command[0]) == ("CMD", "/opt/wirewatch/bin/python")
    (listen,) = re.findall(r"http://([^/]+)/", command[-1])
    return command, listen
