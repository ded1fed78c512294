"""``service.watch``: which changes of the configuration's files are noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from worker.daemon.configuration import load_configuration
from worker.daemon.reload import FileWatch

FEEDS = 'feeds: [{id: more, url: "http://more.example/feed"}]\n'


@pytest.mark.parametrize(
    ("pattern", "file"),
    [
        pytest.param("feeds.d/*.yaml", "feeds.d/more.yaml", id="in a folder"),
        pytest.param("feeds.d/**/*.yaml", "feeds.d/north/harbours/more.yaml", id="in any folder below"),
        pytest.param("feeds.d/*/list.yaml", "feeds.d/north/list.yaml", id="in each of several folders"),
        pytest.param("feeds.d/*/now/*.yaml", "feeds.d/north/now/more.yaml", id="in a folder of each of several"),
    ],
)
@pytest.mark.parametrize("folder", ["known", "new"])
def test_a_file_that_is_new_to_a_pattern_is_noticed(tmp_path: Path, pattern: str, file: str, folder: str) -> None:
    """Once, wherever the pattern looks for files, whether its folder was there before or comes with it."""
    (tmp_path / "feeds.d").mkdir()
    place = tmp_path / file
    if folder == "known":
        place.parent.mkdir(parents=True, exist_ok=True)
    main = tmp_path / "wirewatch.yaml"
    main.write_text(f"store: {{url: 'sqlite:///store.db'}}\ninclude: ['{pattern}']\n")
    loaded = load_configuration(main)
    watch = FileWatch(loaded)
    assert not any(watch.changed(loaded) for _ in range(3))
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(FEEDS)
    assert [watch.changed(loaded) for _ in range(3)] == [False, True, False]


def test_what_else_lies_in_the_folder_is_no_change(tmp_path: Path) -> None:
    """The store, its log and the files of sinks stand beside the configuration; only its own files count."""
    (tmp_path / "feeds.yaml").write_text(FEEDS)
    main = tmp_path / "wirewatch.yaml"
    main.write_text("store: {url: 'sqlite:///store.db'}\ninclude: ['feeds*.yaml']\n")
    loaded = load_configuration(main)
    watch = FileWatch(loaded)
    for name in ("store.db-wal", "alerts.jsonl", "other.yaml"):
        (tmp_path / name).touch()
        assert not any(watch.changed(loaded) for _ in range(3)), name
    (tmp_path / "feeds.yaml").unlink()
    assert [watch.changed(loaded) for _ in range(3)] == [False, True, False]


def test_a_file_that_was_missing_when_they_were_refused_is_noticed(tmp_path: Path) -> None:
    """The configuration was refused because it names a file that is not there yet."""
    main = tmp_path / "wirewatch.yaml"
    main.write_text("store: {url: 'sqlite:///store.db'}\n")
    loaded = load_configuration(main)
    watch = FileWatch(loaded)
    watch.reading(loaded)
    watch.refused = True
    assert not any(watch.changed(loaded) for _ in range(3))
    (tmp_path / "more.yaml").write_text(FEEDS)
    assert [watch.changed(loaded) for _ in range(3)] == [False, True, False]
    watch.was_read(loaded)
    (tmp_path / "again.yaml").touch()
    assert not any(watch.changed(loaded) for _ in range(3))


def test_an_included_file_that_changes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named as in the configuration, from the folder the worker was started in."""
    monkeypatch.chdir(tmp_path)
    Path("feeds.yaml").write_text(FEEDS)
    Path("wirewatch.yaml").write_text("store: {url: 'sqlite:///store.db'}\ninclude: [feeds.yaml]\n")
    loaded = load_configuration(Path("wirewatch.yaml"))
    watch = FileWatch(loaded)
    Path("feeds.yaml").write_text(FEEDS + "# more\n")
    assert [watch.changed(loaded) for _ in range(3)] == [False, True, False]
