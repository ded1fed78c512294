"""``docs/ARCHITECTURE.md`` says what is so."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

from tests.shape.pages import ARCHITECTURE_PAGE, MODULES_PAGE
from tests.shape.source import ROOT, WORKER, cases_in, docstring, modules, name, suites, tree
from worker.model import errors

PAGE = ARCHITECTURE_PAGE.read_text(encoding="utf-8")
MOST_LINES = 250
ARROW = r"(?:^|, )([a-z]) [^→\n,]+? → "
INVARIANTS = re.findall(r"^\| (I\d) \|.*\| (.*?) \|$", PAGE, re.MULTILINE)
DIAGRAMS = "\n".join(re.findall(r"^```\n( (?:feed|entry|alert) .*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def test_the_page_is_short() -> None:
    """At most 250 lines: what has to be read before the first change fits one sitting."""
    assert len(PAGE.splitlines()) <= MOST_LINES


def test_every_invariant_is_there() -> None:
    """I1 to I8, in order."""
    assert [number for number, _ in INVARIANTS] == [f"I{number}" for number in range(1, 9)]


@pytest.mark.parametrize(("number", "tests"), INVARIANTS, ids=[number for number, _ in INVARIANTS])
def test_every_invariant_has_its_tests(number: str, tests: str) -> None:
    """Each invariant names at least one test, and each test it names exists in the file it names."""
    named = re.findall(r"`(\w+(?:/\w+)*\.py)::(\w+)`", tests)
    assert named, f"{number} names no test"
    for file, test in named:
        path = ROOT / "tests" / file
        assert path in suites(), f"{number}: there is no {file}"
        assert test in {case.name for case in cases_in(path)}, f"{number}: {file} has no {test}"


@pytest.mark.parametrize("page", [ARCHITECTURE_PAGE, MODULES_PAGE], ids=name)
def test_every_file_it_names_exists(page: Path) -> None:
    """Paths in the text lead somewhere, from the root of the repository, of ``tests/`` or of the package."""
    named = set(re.findall(r"`([\w./]+(?:\.py|\.toml|\.md|/))[`:]", page.read_text(encoding="utf-8")))
    assert named
    assert not [path for path in named if not any((base / path).exists() for base in (ROOT, WORKER, ROOT / "tests"))]


def test_every_module_named_beside_its_package_exists() -> None:
    """Where the modules of a package are told apart, each name is that of one, or with a star of several."""
    paragraphs = re.findall(
        r"^In `(\w+)`,(.*?)\n\n", MODULES_PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert [package for package, _ in paragraphs] == ["content", "store"]
    for package, told in paragraphs:
        assert not [it for it in re.findall(r"`([\w*]+)`", told) if not list((WORKER / package).glob(f"{it}.py"))]


def test_every_function_it_names_exists() -> None:
    """``module.py: name`` names something defined in that module."""
    for path, dotted in re.findall(r"`(\w+/\w+\.py): ([\w.]+)`", PAGE):
        defined = {
            node.name
            for node in ast.walk(tree(WORKER / path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        assert set(dotted.split(".")) <= defined, f"{path} has no {dotted}"


def test_every_arrow_of_the_code_is_drawn() -> None:
    """The letters that modules give to changes of state are in the diagrams, and each is drawn with an arrow."""
    drawn = set(re.findall(r"──([a-z])──►", DIAGRAMS))
    told = {
        (name(path), letter)
        for path in modules()
        if "letters as in docs/ARCHITECTURE.md" in docstring(path)
        for letter in re.findall(ARROW, docstring(path), re.MULTILINE)
    }
    assert {letter for _, letter in told} == drawn


def test_every_arrow_taken_is_told() -> None:
    """A letter that the polling policy stores with a change of state stands in its docstring, and so in the page."""
    path = WORKER / "policy" / "polling.py"
    used = {
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("[a-z]", node.value)
    }
    assert used
    assert used <= set(re.findall(ARROW, docstring(path), re.MULTILINE))


def test_the_error_tree_is_whole() -> None:
    """Every class of the error tree is in the page, and the page names no other."""
    section = PAGE.split("## Errors")[1].split("##")[0]
    ours = {each for each, value in inspect.getmembers(errors, inspect.isclass) if issubclass(value, Exception)}
    assert set(re.findall(r"`([A-Z]\w+)`", section)) == ours
