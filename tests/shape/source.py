"""The repository as text: where its files are, and what its Python says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORKER = ROOT / "worker"
TESTS = ROOT / "tests"


def modules() -> list[Path]:
    """The files of the package, in order."""
    return sorted(WORKER.rglob("*.py"))


def suites() -> list[Path]:
    """The files with tests in them, in order."""
    return sorted(TESTS.rglob("test_*.py"))


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def docstring(path: Path) -> str:
    """A module's docstring; empty where it has none."""
    return ast.get_docstring(tree(path)) or ""


def name(path: Path) -> str:
    """A file as it is called in messages: from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The full names of what a file imports, ``package.module.Name``; relative imports do not occur."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def cases_in(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The tests of a file, those in classes too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node
