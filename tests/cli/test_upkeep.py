"""A store copied, restored, pruned, examined; and one that was lost or damaged is never begun anew in silence."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.answers import ANSWERS, faults
from tests.cli.conftest import Desk, Site
from tests.cli.running import ended, running, wait_for
from tests.flow.reports import FERRY, ORCHARD, TUNNEL
from worker import __version__
from worker.daemon import doctor
from worker.store.schema import REVISION


def told(desk: Desk) -> int:
    """How many lines the file sink got."""
    return len((desk.folder / "alerts.jsonl").read_bytes().splitlines())


def test_a_backup_made_beside_a_worker_is_a_store(desk: Desk, site: Site) -> None:
    """The copy is private, has everything, and put in the store's place the next pass repeats nothing."""
    copy = desk.folder / "copy.db"
    config = desk.configure(("agency", site.tells("agency", FERRY, ORCHARD)))
    with running(desk, "run", "-c", str(config)) as process:
        wait_for(process, "alert.delivered")
        wait_for(process, "alert.delivered")
        done = desk.type("backup", str(copy))
        assert done.exit_code == 0, done.output
        assert "checked" in done.output
        ended(process)
    assert copy.stat().st_mode & 0o777 == 0o600
    again = desk.type("backup", str(copy))
    assert (again.exit_code, "exists already" in again.stderr) == (1, True)
    for name in ("store.db", "store.db-wal", "store.db-shm"):
        (desk.folder / name).unlink(missing_ok=True)
    shutil.copy(copy, desk.folder / "store.db")
    assert desk.type("once", "--all").exit_code == 0
    assert told(desk) == 2
    assert [line["disposition"] for line in desk.lines("articles", "export")] == ["alerted", "alerted"]


@pytest.mark.parametrize("command", ["once", "status"])
def test_a_backup_beside_the_log_of_another_store_is_not_touched(watched: Desk, command: str) -> None:
    """SQLite would write the log of a killed worker into the backup that took its store's place; nobody opens it so."""
    store, copy, log = (watched.folder / name for name in ("store.db", "copy.db", "store.db-wal"))
    assert watched.type("backup", str(copy)).exit_code == 0
    with closing(sqlite3.connect(store)) as killed:
        killed.execute("PRAGMA wal_autocheckpoint = 0")
        killed.execute("DELETE FROM trails")
        killed.commit()
        left = log.read_bytes()
    shutil.copy(copy, store)
    log.write_bytes(left)
    done = watched.type(command)
    assert (done.exit_code, "remove store.db-wal and store.db-shm" in done.stderr) == (78, True)
    assert store.read_bytes() == copy.read_bytes()
    for name in ("store.db-wal", "store.db-shm"):
        (watched.folder / name).unlink(missing_ok=True)
    assert watched.type(command).exit_code == 0


def test_a_backup_that_has_no_room_leaves_nothing(watched: Desk) -> None:
    """A folder that is not there is named, and no half file stays."""
    done = watched.type("backup", str(watched.folder / "nowhere" / "copy.db"))
    assert (done.exit_code, "cannot be written" in done.stderr) == (1, True)
    assert not list(watched.folder.glob(".copy*"))


@pytest.mark.parametrize("lost", ["gone", "empty"])
def test_a_store_that_was_lost_is_not_begun_anew(watched: Desk, lost: str) -> None:
    """Where a store was and is no more, the worker ends with 78: silence about a loss would tell every story again."""
    for name in ("store.db", "store.db-wal", "store.db-shm"):
        (watched.folder / name).unlink(missing_ok=True)
    if lost == "empty":
        (watched.folder / "store.db").touch()
    done = watched.type("once")
    assert (done.exit_code, lost in done.stderr) == (78, True)
    (watched.folder / "store.db.lock").unlink()
    assert watched.type("once").exit_code == 0


def test_what_prune_would_forget_is_only_counted(watched: Desk) -> None:
    """``--dry-run`` counts what is older than ``store.keep``, beside the store's size, and leaves it there."""
    keep = {"articles": "1ms", "trails": "1ms", "polls": "1ms"}
    watched.configure(
        store={"url": f"sqlite:///{watched.folder / 'store.db'}", "keep": keep}, stories={"window": "1ms"}
    )
    before = watched.lines("articles", "export")
    (found,) = watched.lines("prune", "--dry-run")
    assert (found["dry_run"], found["expired"], found["rows_changed"]) == (
        True,
        {"texts": 3, "trails": 3, "polls": 2, "stories": 0},
        0,
    )
    shown = watched.type("prune", "--dry-run").stdout.splitlines()
    assert shown[0] == "older than store.keep: texts 3, trails 3, polls 2, stories 0"
    assert watched.lines("articles", "export") == before
    (done,) = watched.lines("prune")
    assert (done["expired"], done["rows_changed"] > 0) == (found["expired"], True)
    assert {line["text"] for line in watched.lines("articles", "export")} == {""}
    told = watched.lines("stories", "--since", "all")  # of what alerts said, only their titles are left
    assert [alert["story"]["id"] for story in told for alert in story["alerts"]] == [story["id"] for story in told]
    assert [fault for one in told for fault in faults(one, ANSWERS["stories"], "")] == []


def damage(path: Path, at: float) -> None:
    """Overwrite a page of a SQLite file, with its log written back first."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (number,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek(int(number * at) * size)
        file.write(b"\xa5" * size)


def test_a_damaged_store_is_refused(watched: Desk) -> None:
    """A page of garbage is found at the start, exit 78 with the next step; ``doctor`` finds it, too."""
    damage(watched.folder / "store.db", 0.5)
    done = watched.type("once")
    assert (done.exit_code, "backup" in done.stderr) == (78, True)
    findings = {it["check"]: it for it in watched.lines("doctor", code=1)}
    assert findings.get("integrity", findings.get("store"))["next"]  # type: ignore[index]


def test_damage_met_while_running_ends_the_worker(watched: Desk, site: Site) -> None:
    """Pages that turn to garbage under a worker are not tried for ever: it says so and ends with 78."""
    polling = {"on_add": "all", "floor": "1s", "ceiling": "1s", "start": "1s"}
    feeds = ("agency", site.url("agency")), ("paper", site.url("paper"))
    with running(watched, "run", "-c", str(watched.configure(*feeds, polling=polling))) as process:
        wait_for(process, "service.ready")
        path = watched.folder / "store.db"
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xa5" * (path.stat().st_size - 4096))
        site.tells("agency", FERRY, ORCHARD, TUNNEL)
        assert wait_for(process, "store.failed")[-1]["state"] == "damaged"
        assert process.wait(30) == 78


def test_doctor_finds_nothing_wrong_with_a_good_store(watched: Desk) -> None:
    """Every look is listed; what tests have wrong (loopback may be asked, by nobody) are the only findings."""
    findings = {it["check"]: it for it in watched.lines("doctor", code=1)}
    assert [name for name, it in findings.items() if it["next"]] == ["User-Agent", "address guard"]
    assert findings["integrity"]["found"] == "ok"
    assert {"worker", "SQLite", "DNS", "sum of dispositions", "disk", "clock", "feeds", "dead alerts"} <= set(findings)


def test_doctor_does_not_wait_for_names(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver that hangs costs a moment and keeps no process alive; a host that no name can have is a finding."""
    never, before = threading.Event(), threading.enumerate()
    monkeypatch.setattr(doctor, "DNS_WITHIN_S", 0.1)
    known = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *more: never.wait() and known(host, *more))
    desk.configure(("hangs", "http://hangs.example/"))
    findings = {it["check"]: it for it in desk.lines("doctor", code=1)}
    assert findings["DNS"]["found"] == "not found: hangs.example (no answer)"
    assert [it for it in threading.enumerate() if not it.daemon and it not in before] == []
    never.set()
    monkeypatch.setattr(socket, "getaddrinfo", known)
    desk.configure(("odd", f"http://{'x' * 64}.example/"))
    findings = {it["check"]: it for it in desk.lines("doctor", code=1)}
    assert findings["DNS"]["found"] == f"not found: {'x' * 64}.example (no name can be so)"


def test_doctor_finds_a_user_agent_that_names_nobody(desk: Desk, site: Site) -> None:
    """The default names an example; whoever polls others' servers says who it is."""
    feed, ours = ("agency", site.url("agency")), "wirewatch/{version} (+https://desk.example/bot; {feeds} feeds)"
    sent = f"wirewatch/{__version__} (+https://desk.example/bot; 1 feeds)"
    for web, told in (({}, "tells servers nothing about you"), ({"agent": ours}, sent)):
        desk.configure(feed, web={**web, "allow_private": ["127.0.0.0/8"]})
        (found,) = [it for it in desk.lines("doctor", code=1) if it["check"] == "User-Agent"]
        assert found["found"].startswith(told)
        assert ("set web.agent" in (found["next"] or "")) == (not web)


def test_doctor_finds_a_folder_that_others_may_write(watched: Desk) -> None:
    """Whoever may write the store's folder may put another store there; the finding names the command."""
    watched.folder.chmod(0o770)
    findings = {it["check"]: it for it in watched.lines("doctor", code=1)}
    assert f"chmod go-w {watched.folder}" in findings["store folder"]["next"]
    watched.folder.chmod(0o1777)
    assert "store folder" not in {it["check"] for it in watched.lines("doctor", code=1)}


def test_doctor_finds_a_sink_that_takes_nothing(desk: Desk, site: Site) -> None:
    """A sink that refuses is named with its error and since when; so is one that is owed alerts and was removed."""
    feed = ("agency", site.tells("agency", FERRY))
    desk.configure(feed, sinks={"alerts": {"kind": "file", "path": "not/there.jsonl"}})
    desk.lines("once", code=1)
    (found,) = [it for it in desk.lines("doctor", code=1) if it["check"] == "sinks"]
    assert "1 alert waiting for alerts since 20" in found["found"]
    assert found["found"].endswith("its folder does not exist; create it, or correct the sink's path")
    assert found["next"] == "run: wirewatch alerts test alerts"
    assert "tried 1 time, not before" in desk.type("explain", "e1").stdout
    desk.configure(feed, sinks={}, rules=[])
    (found,) = [it for it in desk.lines("doctor", code=1) if it["check"] == "sinks"]
    assert found["found"] == "1 alert waiting for alerts, which is not configured"


def test_doctor_finds_an_archive_that_takes_nothing(desk: Desk, site: Site) -> None:
    """Where no folder can be made is a finding; one that takes pages is told with what it holds."""
    feed = ("agency", site.tells("agency", FERRY))
    found = []
    for archive in ("not/there", "pages/"):
        desk.configure(feed, articles={"archive": archive})
        desk.lines("once")
        found += [it for it in desk.lines("doctor", code=1) if it["check"] == "archive"]
    assert found[0]["found"] == f"no page can be kept in {desk.folder / 'not/there'}"
    assert found[0]["next"].startswith(f"make {desk.folder / 'not/there'} a folder")
    assert found[1]["found"].startswith("0 files, ")
    assert found[1]["next"] is None


def test_doctor_finds_a_report_that_is_not_made(watched: Desk, site: Site) -> None:
    """One that is due for hours, because no worker runs, is a finding; one that is yet to come is none."""
    watched.configure(("agency", site.url("agency")), report={"at": "0 7 * * *"})
    assert {it["check"]: it["next"] for it in watched.lines("doctor", code=1)}["report"] is None
    with closing(sqlite3.connect(watched.folder / "store.db")) as connection, connection:
        connection.execute("""INSERT INTO notes VALUES ('report', '{"at": 1000000000.0, "held_bytes": 1}')""")
    findings = {it["check"]: it for it in watched.lines("doctor", code=1)}
    assert findings["report"]["found"] == "was due 2001-09-09 07:00 UTC and was not made"
    assert findings["report"]["next"]


def test_prune_forgets_and_shrinks(watched: Desk, site: Site) -> None:
    """What is older than it is kept goes; keys stay, so nothing is told again."""
    feeds = ("agency", site.url("agency")), ("paper", site.url("paper"))
    store = {"store": {"url": f"sqlite:///{watched.folder / 'store.db'}", "keep": {"articles": "0s", "polls": "0s"}}}
    watched.configure(*feeds, **store)
    done = watched.type("prune", "--shrink")
    assert done.exit_code == 0, done.output
    assert not done.output.startswith("0 rows")
    before = told(watched)
    assert watched.type("once", "--all").exit_code == 0
    assert told(watched) == before


def test_a_dry_run_says_what_is_missing_and_does_nothing(desk: Desk, site: Site) -> None:
    """Before the first start all migrations are missing; after it none is."""
    desk.configure(("agency", site.tells("agency", FERRY)))
    (desk.folder / "store.db").unlink()
    there = set(desk.folder.iterdir())
    done = desk.type("migrate", "--dry-run")
    assert set(desk.folder.iterdir()) == there
    assert done.output.splitlines()[0].startswith("0001 ")
    assert done.output.splitlines()[-1].startswith(f"{REVISION} ")
    assert desk.type("migrate").exit_code == 0
    assert desk.type("migrate", "--dry-run").output == "nothing is missing\n"
