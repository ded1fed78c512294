"""Workers on one PostgreSQL, as they are started and reloaded by a user."""

from __future__ import annotations

import signal

import pytest

from tests.cli.conftest import Desk, Site
from tests.cli.running import ended, running, wait_for
from tests.flow.reports import FERRY, ORCHARD

pytestmark = pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)


def test_a_sink_added_by_a_reload_is_served(desk: Desk, site: Site, store_url: str) -> None:
    """A sink that no worker knew when it joined gets what is owed to it, without a restart."""
    agency = ("agency", site.tells("agency", FERRY))
    store = {"url": store_url}
    with running(desk, "run", "-c", str(desk.configure(agency, store=store))) as process:
        wait_for(process, "alert.delivered")
        sinks = {"other": {"kind": "file", "path": str(desk.folder / "other.jsonl")}}
        rules = [{"id": "anew", "when": "*:*", "to": ["other"]}]
        desk.configure(agency, ("paper", site.tells("paper", ORCHARD)), sinks=sinks, rules=rules, store=store)
        process.send_signal(signal.SIGHUP)
        wait_for(process, "alert.delivered", sink="other")
        ended(process)
