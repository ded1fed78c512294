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
