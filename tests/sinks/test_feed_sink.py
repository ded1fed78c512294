"""The feed sink: a feed that readers accept, with each alert once, whatever happens to the worker or the disk."""

from __future__ import annotations

import asyncio
import io
import os
import stat
from dataclasses import replace
from pathlib import Path

import feedparser
import orjson
import pytest

from tests.sinks.handing_over import alert, lot, take
from worker.content.feeds import read_feed
from worker.model.errors import Unavailable
from worker.model.sinks import FeedSink as Settings
from worker.model.story import Delivered
from worker.sinks.feed import FeedSink


def sink_for(path: Path, **settings: object) -> FeedSink:
    """A feed sink that writes to ``path``."""
    return FeedSink(Settings.model_validate({"kind": "feed", "path": str(path), **settings}))


@pytest.mark.parametrize("name", ["alerts.atom", "alerts.json"])
def test_a_reader_finds_the_newest_first(tmp_path: Path, name: str) -> None:
    """Our own reader takes the file: kind, title, entries with stable ids, links and titles, newest first."""
    dated = [replace(it, owed_at=1_800_000_000.0) for it in lot(1, 2, 3)]
    take(sink_for(tmp_path / name, title="Desk"), dated[:2], dated[2:])
    read = read_feed((tmp_path / name).read_bytes(), {}, b"")
    assert (read.kind, read.title) == ("json" if name.endswith("json") else "atom", "Desk")
    assert [entry.guid for entry in read.entries] == [f"urn:wirewatch:alert:alert-0000{it}" for it in (3, 2, 1)]
    assert read.entries[0].url == "https://a.example/3"
    assert read.entries[0].title == "[harbour] Порт закрыт 3"
    assert read.entries[0].published_at == 1_800_000_000.0
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o644


def test_others_may_read_it_whatever_the_umask(tmp_path: Path) -> None:
    """Under a service's umask of 077 a web server must still read the feed; rights that somebody gave it stay."""
    path, before = tmp_path / "alerts.atom", os.umask(0o077)
    try:
        take(sink_for(path), lot(1))
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
        path.chmod(0o640)
        take(sink_for(path), lot(1, 2))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_each_atom_file_has_an_id_of_its_own_for_good(tmp_path: Path) -> None:
    """Readers keep apart by it what two sinks write; it outlasts restarts and a move of the file."""
    paths = [tmp_path / name for name in ("desk.atom", "all.atom")]
    ids = []
    for path in paths:
        take(sink_for(path), lot(1))
        ids.append(feedparser.parse(io.BytesIO(path.read_bytes())).feed.id)
    assert len(set(ids)) == 2
    moved = paths[0].rename(tmp_path / "moved.atom")
    take(sink_for(moved), lot(1, 2))
    assert feedparser.parse(io.BytesIO(moved.read_bytes())).feed.id == ids[0]


def test_the_atom_file_is_well_formed(tmp_path: Path) -> None:
    """Feedparser has nothing to complain of, hostile words and all."""
    body = orjson.loads(alert(1).body)
    body["article"]["title"] = "<script>&\x00\ufffe]]>\u202e"
    take(sink_for(tmp_path / "a.atom"), [replace(alert(1), body=orjson.dumps(body))])
    parsed = feedparser.parse(io.BytesIO((tmp_path / "a.atom").read_bytes()), sanitize_html=False)
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    assert parsed.entries[0].title.startswith("[harbour] <script>&")


@pytest.mark.parametrize("name", ["alerts.atom", "alerts.json"])
def test_an_alert_is_in_the_feed_once(tmp_path: Path, name: str) -> None:
    """Handed over again, also to a sink started anew, it is known and the file stays as it is."""
    take(sink_for(tmp_path / name), lot(1, 2))
    before = (tmp_path / name).read_bytes()
    assert take(sink_for(tmp_path / name), lot(2, 1)) == [
        Delivered("alert-00002", duplicate=True),
        Delivered("alert-00001", duplicate=True),
    ]
    assert (tmp_path / name).read_bytes() == before


def test_the_feed_keeps_the_newest(tmp_path: Path) -> None:
    """The oldest alerts are dropped for new ones; one that was dropped and comes again is added again."""
    take(sink_for(tmp_path / "a.json", entries=2), lot(1, 2, 3))
    held = orjson.loads((tmp_path / "a.json").read_bytes())["items"]
    assert [it["id"][-1] for it in held] == ["3", "2"]


def test_a_step_that_is_handed_over_again_changes_nothing(tmp_path: Path) -> None:
    """However few alerts the feed holds, it knows those of one call: else the older would come back as the newest."""
    path, step = tmp_path / "a.json", sink_for(tmp_path / "a.json", entries=3).at_once
    take(sink_for(path, entries=3), lot(*range(1, step + 1)))
    before = path.read_bytes()
    take(sink_for(path, entries=3), lot(*range(1, step + 1)))
    assert path.read_bytes() == before


def test_two_workers_never_write_one_feed(tmp_path: Path) -> None:
    """The second sink on a file is refused until the first one stops; then it knows what the first one was given."""

    async def scenario() -> None:
        first, second = sink_for(tmp_path / "a.atom"), sink_for(tmp_path / "a.atom")
        await first.start()
        with pytest.raises(Unavailable, match="another process holds it"):
            await second.start()
        await first.deliver(lot(1))
        await first.stop()
        await second.start()
        assert [it.duplicate for it in await second.deliver(lot(1, 2))] == [True, False]
        await second.stop()

    asyncio.run(scenario())


def test_a_file_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    """What is no feed of ours is neither read nor overwritten."""
    (tmp_path / "a.atom").write_text("my notes")
    with pytest.raises(Unavailable, match="move it away"):
        take(sink_for(tmp_path / "a.atom"), lot(1))
    assert (tmp_path / "a.atom").read_text() == "my notes"


def test_what_others_put_in_the_place_of_the_new_file_is_not_written_to(tmp_path: Path) -> None:
    """The folder of a feed may be a web server's, who could link a file of ours there, or keep the feed as theirs."""
    ours = tmp_path / "ours"
    ours.write_text("my notes")
    (tmp_path / ".a.atom.new").hardlink_to(ours)
    take(sink_for(tmp_path / "a.atom"), lot(1))
    assert ours.read_text() == "my notes"
    assert not (tmp_path / "a.atom").samefile(ours)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Nothing is taken while the file cannot be written; a later try takes it."""
    sink = sink_for(tmp_path / "no" / "a.atom")
    with pytest.raises(Unavailable, match=r"no/\.a\.atom\.lock cannot be opened: No such file"):
        take(sink, lot(1))
    (tmp_path / "no").mkdir()
    assert take(sink, lot(1)) == [Delivered("alert-00001")]
