"""Feeds of a long configuration that are kept as they were read: the same is loaded, or all is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.conftest import Folder, gap_of_times, refuses_bang
from worker.config import feedcache
from worker.config.feedcache import CachedFeeds
from worker.config.load import Loaded, load
from worker.model.errors import ConfigError

MAIN = """\
include: [more.yaml, list.opml]
polling: {floor: 5m}
feeds:
  - {id: ferry, url: 'https://ferry.example/feed', tags: [ports, de], every: 1m}
  # one that needs more lines
  - id: orchard
    url: https://orchard.example/feed
    title: "Orchard:
      a title"
rules:
  - {id: all, when: '*:*'}
"""
MORE = "feeds:\n- {id: mill, url: 'https://mill.example/feed', expect_every: 6h, on_add: all}\n"
OPML = '<opml version="2.0"><body><outline text="Bay" xmlUrl="https://bay.example/feed"/></body></opml>'


@pytest.fixture(autouse=True)
def _few_are_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedcache, "MIN_FEEDS", 1)


@pytest.fixture
def told(folder: Folder) -> Folder:
    """The three files."""
    folder.write("main.yaml", MAIN)
    folder.write("more.yaml", MORE)
    folder.write("list.opml", OPML)
    return folder


def read(folder: Folder, **environ: str) -> Loaded:
    """Load ``main.yaml`` with a place to keep feeds at."""
    return load(
        folder.path / "main.yaml",
        environ,
        check_rule=refuses_bang,
        check_times=gap_of_times,
        cache_at=place(folder),
    )


def place(folder: Folder) -> Path:
    """Where they are kept."""
    return folder.path / "cache" / "feeds"


def test_what_was_kept_is_what_was_read(told: Folder) -> None:
    """The second load takes the feeds from the cache, with the same settings, feeds and warnings."""
    first, second = read(told), read(told)
    assert isinstance(second.feeds, CachedFeeds)
    assert tuple(second.feeds) == first.feeds
    assert [feed.key for feed in second.feeds][:3] == ["ferry", "orchard", "mill"]
    assert second.settings == first.settings
    assert sorted(second.warnings, key=str) == sorted(first.warnings, key=str)
    assert second.titles() == first.titles() == {"orchard": "Orchard: a title", first.feeds[-1].key: "Bay"}
    assert second.digest == first.digest is not None
    assert place(told).stat().st_mode & 0o777 == 0o600
    assert place(told).parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["main.yaml", "more.yaml", "list.opml"])
def test_a_file_that_changed_is_read_anew(told: Folder, name: str) -> None:
    """After any change of any file nothing is taken from the cache, and a problem is reported at its line."""
    read(told)
    file = told.path / name
    file.write_text(file.read_text().replace("example", "example.org"))
    assert any("example.org" in feed.url for feed in read(told).feeds)
    file.write_text(file.read_text().replace("https://", "gopher://", 1))
    with pytest.raises(ConfigError) as caught:
        read(told)
    assert [(Path(it.file).name, it.line) for it in caught.value.problems] == [
        (name, {"main.yaml": 4, "more.yaml": 2, "list.opml": 1}[name])
    ]


def test_a_file_more_or_less_is_noticed(told: Folder) -> None:
    """If a pattern matches one file more or less, the cache is not used."""
    told.write("main.yaml", MAIN.replace("more.yaml", '"m*e.yaml"'))
    read(told)
    told.write("mine.yaml", "feeds:\n- {id: mine, url: 'https://mine.example/feed'}\n")
    assert len(read(told).feeds) == 5
    assert isinstance(read(told).feeds, CachedFeeds)
    (told.path / "mine.yaml").unlink()
    assert len(read(told).feeds) == 4


def test_problems_outside_the_feeds_are_found_at_their_lines(told: Folder) -> None:
    """Everything but the feeds is checked at every start: a value from the environment may have become invalid."""
    told.write("main.yaml", MAIN.replace("'*:*'", "'${RULE}'"))
    assert read(told, RULE="a").settings.rules[0].when == "a"
    assert isinstance(read(told, RULE="b").feeds, CachedFeeds)
    with pytest.raises(ConfigError) as caught:
        read(told, RULE="!")
    assert [it.line for it in caught.value.problems] == [11]


def test_conditions_in_files_that_did_not_change_are_not_looked_at_again(told: Folder) -> None:
    """10,000 of them take seconds; what comes from the environment may be another today."""
    told.write("main.yaml", MAIN + "  - {id: own, when: '${RULE}'}\n")
    asked: list[str] = []
    for _ in range(2):
        load(told.path / "main.yaml", {"RULE": "a"}, check_rule=asked.append, cache_at=place(told))
    assert asked == ["*:*", "a", "a", "a"]  # the third: what was kept is read back once


def test_feeds_with_secrets_are_never_kept(told: Folder) -> None:
    """An address from the environment or a file of its own may hold a token."""
    told.write("main.yaml", MAIN.replace("'https://ferry.example/feed'", "'https://ferry.example/${TOKEN}'"))
    assert read(told, TOKEN="deep-secret").digest is None
    assert not place(told).exists()


def test_feeds_with_networks_of_their_own_are_never_kept(told: Folder) -> None:
    """Feeds with private networks of their own are never cached, since every start needs the list of them."""
    told.write("main.yaml", MAIN.replace("every: 1m", "allow_private: [10.1.0.0/16]"))
    assert [read(told).feeds[0].allow_private for _ in range(2)] == [("10.1.0.0/16",), ("10.1.0.0/16",)]
    assert not place(told).exists()


@pytest.mark.parametrize(
    "main",
    [
        pytest.param(
            '{"polling": {"floor": "5m"}, "feeds": [{"id": "a", "url": "https://a.example/"}]}', id="one line"
        ),
        pytest.param("feeds: [&a {id: a, url: 'https://a.example/'}]\noutlets: [*a]\n", id="an alias into the feeds"),
        pytest.param("feeds: [{id: a, url: 'https://a.example/'}]\npolling: {floor: 5m}\n", id="a list in brackets"),
        pytest.param("polling: {floor: 5m}\nfeeds:\n- {id: a, url: 'https://a.example/'}", id="feeds at the end"),
    ],
)
def test_however_it_is_written_the_same_is_loaded(folder: Folder, main: str) -> None:
    """If lines cannot separate the feeds from the rest of a file, everything is read every time."""
    folder.write("main.yaml", main)
    found = []
    for _ in range(2):
        try:
            loaded = read(folder)
        except ConfigError as error:
            found.append(str(error))
        else:
            found.append(f"{loaded.settings!s} {list(loaded.feeds)}")
    assert found[0] == found[1]


@pytest.mark.parametrize("spoil", ["mode", "body", "head", "version"])
def test_what_may_not_be_ours_is_not_believed(told: Folder, spoil: str) -> None:
    """A cache that others may write, that is damaged, or that another version wrote is ignored."""
    read(told)
    file = place(told)
    if spoil == "mode":
        file.chmod(0o620)
    elif spoil == "version":
        file.write_bytes(file.read_bytes().replace(b'"version":"', b'"version":"0.'))
    else:
        data = bytearray(file.read_bytes())
        data[-5 if spoil == "body" else 5] ^= 1
        file.write_bytes(data)
    assert not isinstance(read(told).feeds, CachedFeeds)


def test_without_a_place_to_write_it_is_only_slower(told: Folder) -> None:
    """If the cache cannot be written, loading still works."""
    told.write("cache", "a file where the folder should be")
    assert len(read(told).feeds) == 4
