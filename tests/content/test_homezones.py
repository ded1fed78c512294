"""The time zones of sites."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from worker.content import homezones
from worker.content.homezones import home_zone


@pytest.mark.parametrize("table", [homezones._BY_COUNTRY, homezones._BY_LANGUAGE])
def test_the_zones_exist_and_no_name_has_two(table: dict[str, str]) -> None:
    """A zone that does not exist would pass for UTC, and of two the last would count."""
    assert [ZoneInfo(zone).key for zone in table] == list(table)
    names = " ".join(table.values()).split()
    assert len(names) == len(set(names))


def test_without_a_country_the_language_tells() -> None:
    """A host may be an address, or be missing, as of a file that ``extract`` reads."""
    assert [home_zone(host, "ko") for host in ("", "127.0.0.1", "[::1]", "harbour.example")] == ["Asia/Seoul"] * 4
    assert (home_zone("", None), home_zone("harbour.us", "ko")) == ("", "")
