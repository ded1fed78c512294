"""I7: every admitted entry gets exactly one disposition, whatever mix of news, copies and failures comes in."""

from __future__ import annotations

import asyncio
import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clock import ManualClock
from tests.flow.documents import Told, page
from tests.flow.house import HTML, House
from tests.web import Answer, ScriptedWeb

FEEDS = ("a", "b")

ENTRY = st.tuples(
    st.sampled_from(FEEDS),
    st.integers(0, 5),  # which text
    st.sampled_from(["own", "shared", "none"]),  # which guid
    st.sampled_from(["own", "text", "none"]),  # which link
    st.sampled_from(["page", "404", "hang up"]),  # what the link leads to
    st.booleans(),  # edited?
)
ROUNDS = st.lists(st.lists(ENTRY, max_size=5), min_size=1, max_size=3)
RULES = [{"id": "some", "when": "word1* OR word2*", "to": ["alerts"]}]


def text(number: int) -> str:
    """A text of 80 words that shares nothing with other numbers; the same for the same number."""
    words = random.Random(number)
    return " ".join(f"{'wxyz'[number % 4]}ord{words.randrange(10**6)}" for _ in range(80)) + "."


async def live(rounds: list[list[tuple[str, int, str, str, str, bool]]], folder: Path, empty_store: Path) -> House:
    """Go through the rounds and leave the house behind."""
    house = House(folder, ScriptedWeb(), ManualClock(), empty_store)
    house.configure(*FEEDS, rules=RULES)
    async with house.web:
        for number, entries in enumerate(rounds):
            told: dict[str, list[Told]] = {feed: [] for feed in FEEDS}
            for place, (feed, which, guid, link, leads, edited) in enumerate(entries):
                body = text(which) + (" Now edited." if edited else "")
                address = {"own": f"http://{feed}.example/{number}/{place}", "text": f"http://a.example/{which}"}
                guids = {"own": f"{feed} {which}", "shared": "the same"}
                told[feed].append(Told(f"Title {which}", address.get(link), guids.get(guid), summary=body))
                answers = {"page": Answer(200, page(f"Title {which}", (body,)), HTML), "hang up": Answer(raw=b"")}
                if link in address:
                    house.web.say(address[link], answers.get(leads, Answer(404)))
            for feed in FEEDS:
                house.tells(feed, *told[feed])
            await house.watch()
    return house


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(rounds=ROUNDS)
def test_the_sum_of_dispositions_is_admitted_minus_pending(
    rounds: list[list[tuple[str, int, str, str, str, bool]]], migrated_file: Path
) -> None:
    """After any mix of entries nothing is pending, the words add up, each entry has a trail, each alert arrived."""
    with tempfile.TemporaryDirectory() as folder:
        house = asyncio.run(live(rounds, Path(folder), migrated_file))
        counts = house.balance()
        admitted, pending = counts.pop("admitted"), counts.pop("pending")
        assert pending == 0
        assert sum(counts.values()) == admitted
        assert "open" not in counts
        assert counts.get("failed", 0) == 0
        trails = house.rows("SELECT count(*) AS n FROM entries JOIN trails ON trails.entry_id = entries.id")
        assert trails[0]["n"] == admitted
        owed = house.rows("SELECT id FROM alerts")
        assert sorted(row["id"] for row in owed) == sorted(alert["id"] for alert in house.alerts())
        texts = {entry[1] for entries in rounds for entry in entries if entry[1] % 4 == 0}
        assert all(line["story"] for line in house.lines())
        flagged = {line["title"] for line in house.lines() if line["flags"]}
        assert flagged <= {f"Title {which}" for which in texts}
