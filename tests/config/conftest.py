"""A folder of configuration files, written and loaded the way a user's would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from worker.config.load import Loaded, load
from worker.model.errors import ConfigError


def refuses_bang(condition: str) -> str | None:
    """Stand in for the language of rules: anything goes but a condition with a ``!`` in it."""
    return f"{condition!r} has a ! in it" if "!" in condition else None


def gap_of_times(line: str) -> float:
    """Stand in for cron: an hour, a minute where it begins with a star; a ``!`` is no time."""
    if "!" in line:
        raise ValueError("names no times")
    return 60.0 if line.startswith("*") else 3600.0


@dataclass(frozen=True)
class Folder:
    """A folder with ``main.yaml`` and whatever lies beside it."""

    path: Path

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file there, folders included."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def load(self, main: str | bytes, environ: Mapping[str, str] | None = None, **files: str | bytes) -> Loaded:
        """Load ``main`` with ``files`` beside it; in their names ``__`` stands for a dot."""
        self.write("main.yaml", main)
        for name, content in files.items():
            self.write(name.replace("__", "."), content)
        return load(self.path / "main.yaml", environ or {}, check_rule=refuses_bang, check_times=gap_of_times)

    def problems(self, main: str | bytes, environ: Mapping[str, str] | None = None, **files: str | bytes) -> list[str]:
        """Every problem that loading raises, as ``file:line: message`` with the folder left out."""
        with pytest.raises(ConfigError) as caught:
            self.load(main, environ, **files)
        return [str(problem).replace(f"{self.path}/", "") for problem in caught.value.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder."""
    return Folder(tmp_path)
