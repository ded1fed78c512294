"""What a running worker shows: health, readiness, metrics, its version, and what ``status`` says beside it."""

from __future__ import annotations

import http.client
import re
import signal
import sqlite3
from base64 import b64encode
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.cli.conftest import Desk, Site
from tests.cli.running import SOON_S, ended, running, wait_for
from tests.flow.reports import FERRY
from tests.web import Answer
from worker.daemon.probe import UnixConnection


def ask(desk: Desk, path: str) -> tuple[int, bytes]:
    """Status and body of an answer over the worker's socket."""
    with closing(UnixConnection(str(desk.folder / "seen:here"), timeout=SOON_S)) as connection:
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def configured(desk: Desk, site: Site, **sections: Any) -> Path:
    """A configuration with one feed and a socket to be asked at."""
    listen = {"serve": {"listen": f"unix:{desk.folder / 'seen:here'}"}}
    return desk.configure(("agency", site.tells("agency", FERRY)), **{**listen, **sections})


def metrics(desk: Desk) -> dict[tuple[str, str], float]:
    """Every sample by its name and its labels' values."""
    code, page = ask(desk, "/metrics")
    assert code == 200
    families = text_string_to_metric_families(page.decode())
    return {(it.name, " ".join(it.labels.values())): it.value for family in families for it in family.samples}


def test_what_a_worker_shows(desk: Desk, site: Site) -> None:
    """The endpoints report liveness, readiness, metrics with units in their names, and the version."""
    with running(desk, "run", "-c", str(configured(desk, site))) as process:
        wait_for(process, "alert.delivered")
        assert ask(desk, "/healthz") == (200, b"ok\n")
        code, ready = ask(desk, "/readyz")
        assert (code, orjson.loads(ready)) == (200, {"ready": True, "states": []})
        assert set(orjson.loads(ask(desk, "/version")[1])) == {"version", "schema", "python"}
        seen = metrics(desk)
        assert seen["wirewatch_polls_total", "changed"] == 1
        assert seen["wirewatch_poll_seconds_count", ""] == 1
        assert seen["wirewatch_entries_total", "alerted"] == 1
        assert seen["wirewatch_alerts_total", "delivered alerts"] == 1
        assert seen["wirewatch_outbox_alerts", "alerts delivered"] == 1
        assert seen["wirewatch_feeds", "active"] == 1
        assert seen["wirewatch_pending_entries", ""] == 0
        assert seen["wirewatch_store_bytes", ""] > 100_000
        assert (desk.folder / "seen:here").stat().st_mode & 0o777 == 0o660
        (status,) = desk.lines("status")
        assert (status["worker"], status["states"]) == (f"process {process.pid}", {"ready": "all is well"})
        ended(process)
    (status,) = desk.lines("status")
    assert (status["worker"], status["states"]) == (None, None)


def test_a_store_in_trouble_is_seen_and_heals(desk: Desk, site: Site) -> None:
    """While another program locks the store the worker is alive, not ready, and says why; then it goes on by itself."""
    with running(desk, "run", "-c", str(configured(desk, site))) as process:
        wait_for(process, "alert.delivered")
        other = sqlite3.connect(desk.folder / "store.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert wait_for(process, "store.failed")[-1]["state"] == "locked"
        code, ready = ask(desk, "/readyz")
        assert (code, [it["state"] for it in orjson.loads(ready)["states"]]) == (503, ["store_locked"])
        assert ask(desk, "/healthz")[0] == 200
        assert metrics(desk)["wirewatch_state", "store_locked"] == 1
        assert "store_locked" in desk.lines("status")[0]["states"]
        other.execute("ROLLBACK")
        other.close()
        wait_for(process, "store.healed")
        assert ask(desk, "/readyz")[0] == 200
        ended(process)


def test_a_network_that_is_gone_is_told_apart_from_broken_feeds(desk: Desk, site: Site) -> None:
    """While no host answers, that is a state of the worker, also after a reload; the first answer ends it."""
    feeds = [(f"f{number}", f"http://127.0.0.{number}:7999/") for number in range(2, 6)]
    listen = {"serve": {"listen": f"unix:{desk.folder / 'seen:here'}"}}
    with running(desk, "run", "-c", str(desk.configure(*feeds, **listen))) as process:
        seen = wait_for(process, "health.opened", kind="network")
        assert [it["event"] for it in seen].count("network.lost") == 1
        code, ready = ask(desk, "/readyz")
        assert (code, orjson.loads(ready)["states"][0]["state"]) == (503, "network_gone")
        desk.configure(*feeds, **listen, log={"level": "info"})
        process.send_signal(signal.SIGHUP)
        wait_for(process, "config.reloaded")
        assert ask(desk, "/readyz")[0] == 503
        configured(desk, site)
        process.send_signal(signal.SIGHUP)
        assert "feed.failed" not in {it["event"] for it in wait_for(process, "network.found")}
        assert ask(desk, "/readyz")[0] == 200
        ended(process)


def test_an_address_that_is_taken_is_refused(desk: Desk, site: Site) -> None:
    """A worker that cannot listen at ``serve.listen`` does not start, and names the line of the setting."""
    config = configured(desk, site, serve={"listen": f"127.0.0.1:{site.web.port}"})
    done = desk.run("run", "-c", str(config))
    assert done.returncode == 2
    assert "serve.listen" in done.stderr


@pytest.mark.parametrize("listen", ["0.0.0.0:8787", "example.org:80", "127.0.0.1", "unix:relative", ":8787"])
def test_only_loopback_is_listened_at(desk: Desk, site: Site, listen: str) -> None:
    """The pages are not protected, so only local addresses are accepted."""
    configured(desk, site, serve={"listen": listen})
    done = desk.type("check")
    assert done.exit_code == 2
    assert "serve.listen" in done.output


def test_a_socket_left_behind_is_no_hindrance(desk: Desk, site: Site) -> None:
    """After kill -9 the next worker listens at the same path."""
    config = configured(desk, site)
    for _ in range(2):
        with running(desk, "run", "-c", str(config)) as process:
            wait_for(process, "service.ready")
            assert ask(desk, "/healthz")[0] == 200
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(desk, "/healthz")


@pytest.mark.parametrize("said", [b"[]", b'"yes"', b'{"states": [1]}', b"no JSON"])
def test_another_program_at_the_address_is_no_worker(desk: Desk, site: Site, said: bytes) -> None:
    """``status`` takes whatever answers at ``serve.listen`` for a worker only if it answers as one."""
    site.web.say("http://localhost/readyz", Answer(200, said))
    desk.configure(serve={"listen": f"127.0.0.1:{site.web.port}"})
    assert desk.lines("status")[0]["states"] is None


def test_the_dashboard_asks_for_metrics_there_are(desk: Desk, site: Site) -> None:
    """Every name in the Grafana dashboard is one the worker shows."""
    dashboard = (Path(__file__).parents[2] / "config" / "deploy" / "grafana.json").read_text(encoding="utf-8")
    asked = set(re.findall(r"wirewatch_\w+", dashboard))
    with running(desk, "run", "-c", str(configured(desk, site))) as process:
        wait_for(process, "alert.delivered")
        page = ask(desk, "/metrics")[1].decode()
        ended(process)
    assert asked
    assert {name for name in asked if f"# TYPE {name.removesuffix('_bucket')} " not in page} == set()


def test_a_login_goes_to_the_feed_and_nowhere_else(desk: Desk, site: Site) -> None:
    """User and password of an address are sent to its server; not in the store, the log, an error or an export."""
    address = site.tells("agency", FERRY).replace("http://", "http://me:s3cr3t-w0rd@")
    gone = site.url("gone").replace("http://", "http://me:s3cr3t-w0rd@")
    listen = {"serve": {"listen": f"unix:{desk.folder / 'seen:here'}"}, "log": {"level": "debug"}}
    with running(desk, "run", "-c", str(desk.configure(("agency", address), ("gone", gone), **listen))) as process:
        seen = [*wait_for(process, "alert.delivered"), {"page": ask(desk, "/metrics")[1].decode()}]
        seen += ended(process)
    (asked,) = (it for it in site.web.asked if it.path == "/agency")
    assert asked.header("Authorization") == "Basic " + b64encode(b"me:s3cr3t-w0rd").decode()
    said = desk.type("feeds", "export").output + desk.type("feeds", "list").output + repr(seen)
    files = b"".join(file.read_bytes() for file in desk.folder.iterdir() if file.is_file() and file.suffix != ".yaml")
    assert "s3cr3t" not in said
    assert b"s3cr3t" not in files
