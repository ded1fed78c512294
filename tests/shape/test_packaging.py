"""What is installed with the project, and what the wheel brings along."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions

import pytest
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.shape.source import ROOT, imported, modules

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*==[A-Za-z0-9.+!]+")


def _pins() -> dict[str, str]:
    return dict(line.split("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())


def _wanted(requirement: str, extra: str = "") -> Requirement | None:
    """The requirement, if it holds on this machine."""
    parsed = Requirement(requirement)
    return parsed if parsed.marker is None or parsed.marker.evaluate({"extra": extra}) else None


def _own() -> Iterator[Requirement]:
    """What pyproject.toml asks for, every extra included."""
    texts = [*PROJECT["dependencies"], *(text for texts in PROJECT["optional-dependencies"].values() for text in texts)]
    for text in texts:
        parsed = _wanted(text)
        if parsed is not None and parsed.name != PROJECT["name"]:
            yield parsed


def _needed() -> dict[str, list[Requirement]]:
    """All that the project needs, directly or through others, as far as it is installed, with what is asked of it."""
    found: dict[str, list[Requirement]] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(requirement, extra) for requirement in _own() for extra in ("", *requirement.extras)]
    while waiting:
        requirement, extra = waiting.pop()
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(requirement)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            texts = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        for parsed in filter(None, (_wanted(text, extra) for text in texts)):
            waiting.extend((parsed, inner) for inner in ("", *parsed.extras))
    return found


def test_constraints_are_names_and_versions() -> None:
    """Each line of ``constraints.txt`` is one canonical name and one version, sorted, without repeats."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PIN.fullmatch(line)] == []
    assert [line.split("==")[0] for line in lines] == sorted({line.split("==")[0] for line in lines})


def test_every_dependency_is_pinned() -> None:
    """What the project needs, directly or not, has a pin, and the pin is what everybody who needs it asked for."""
    pins, wrong = _pins(), []
    for name, requirements in _needed().items():
        if name not in pins:
            wrong.append(f"{name} has no pin")
            continue
        wrong.extend(
            f"{name}=={pins[name]} is not {requirement}"
            for requirement in requirements
            if not requirement.specifier.contains(pins[name], prereleases=True)
        )
    assert wrong == []


def test_every_import_is_declared() -> None:
    """Each library the package imports is a dependency by its own name, or an extra, not by luck of another's."""
    extras = PROJECT["optional-dependencies"]
    texts = [
        *PROJECT["dependencies"],
        *(text for name in extras if name not in ("test", "dev") for text in extras[name]),
    ]
    declared = {canonicalize_name(Requirement(text).name) for text in texts}
    homes = packages_distributions()
    tops = {what.split(".")[0] for path in modules() for what in imported(path)} - {"worker", *sys.stdlib_module_names}
    undeclared = {top for top in tops if not declared & {canonicalize_name(home) for home in homes.get(top, [top])}}
    assert undeclared == set()


def test_old_installers_get_the_cleaner() -> None:
    """``lxml-html-clean`` is declared by us: the pip of Python 3.11 overlooks it as trafilatura asks for it."""
    assert any(text.startswith("lxml-html-clean") for text in PROJECT["dependencies"])


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names of the files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    built = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    with zipfile.ZipFile(built) as wheel:
        return frozenset(wheel.namelist())


@pytest.mark.parametrize(
    ("source", "target"),
    [
        pytest.param("migrations", "worker/_migrations", id="it brings the migrations"),
        pytest.param("seeds", "worker/_seeds", id="it brings the seed world of the demo"),
        pytest.param("worker", "worker", id="it brings every module, and the mark that types are given"),
    ],
)
def test_the_wheel_is_whole(wheel_names: frozenset[str], source: str, target: str) -> None:
    """An installed worker has what a checkout has."""
    there = {path.relative_to(ROOT / source).as_posix() for path in (ROOT / source).rglob("*") if path.is_file()}
    wanted = {f"{target}/{name}" for name in there if not re.search(r"(^|/)(__pycache__|\.\w+_cache)/", name)}
    assert wanted - wheel_names == set()


def test_the_wheel_brings_nothing_else(wheel_names: frozenset[str]) -> None:
    """The wheel holds one package: no tests, no benchmarks, no caches."""
    assert {name.split("/")[0] for name in wheel_names} == {"worker", f"wirewatch-{PROJECT['version']}.dist-info"}
    assert not [name for name in wheel_names if "__pycache__" in name]


def test_the_unit_allows_what_children_do_to_themselves() -> None:
    """The unit forbids calls that change resources; those of our children are allowed again."""
    unit = (ROOT / "config/deploy/wirewatch.service").read_text()
    filters = [line.partition("=")[2].split() for line in unit.splitlines() if line.startswith("SystemCallFilter=")]
    forbidden = next(place for place, names in enumerate(filters) if "@resources" in names)
    again = {name for names in filters[forbidden + 1 :] for name in names}
    assert {"setrlimit", "prlimit64", "nice", "setpriority"} <= again
