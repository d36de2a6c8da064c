"""What is declared, locked and packed: the declared is what is imported, the lock covers it, nothing else is packed."""

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import gradax

ROOT = Path(gradax.__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = {
    canonicalize_name(requirement.name): requirement
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if not line.startswith("#")
    for requirement in [Requirement(line)]
}


def declared():
    """Every requirement in pyproject.toml."""
    project = PROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    groups = [line for lines in PROJECT["dependency-groups"].values() for line in lines]
    lines = [*project["dependencies"], *extras, *groups, *PROJECT["build-system"]["requires"]]
    return [Requirement(line) for line in lines]


def run(*command, cwd=ROOT):
    """A module of this Python's, run as a program."""
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)


def names_in(archive):
    """The files of a wheel or an sdist, without the latter's outermost folder."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return set(wheel.namelist())
    with tarfile.open(archive) as sdist:
        return {name.partition("/")[2] for name in sdist.getnames()}


def test_every_import_is_declared_and_everything_declared_is_used():
    done = run("deptry", "gradax")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_the_lock_holds_one_version_within_the_range(requirement):
    (pin,) = LOCK[canonicalize_name(requirement.name)].specifier
    assert pin.operator == "=="
    assert requirement.specifier.contains(pin.version)


def test_nothing_is_pinned_twice():
    assert [str(requirement) for requirement in declared() if "==" in str(requirement.specifier)] == []


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The wheel and the sdist, and the wheel that is built from that sdist."""
    folder = tmp_path_factory.mktemp("built")
    done = run("hatchling", "build", "-d", folder)
    assert done.returncode == 0, done.stderr
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        packed.extractall(folder, filter="data")
    done = run("hatchling", "build", "-t", "wheel", "-d", folder / "again", cwd=folder / sdist.name[: -len(".tar.gz")])
    assert done.returncode == 0, done.stderr
    return wheel, sdist, next((folder / "again").glob("*.whl"))


def test_the_wheel_holds_the_package_alone(built):
    names = names_in(built[0])
    assert {name.partition("/")[0] for name in names} == {"gradax", f"gradax-{version('gradax')}.dist-info"}
    assert names >= {"gradax/py.typed", "gradax/learning/card.css", "gradax/gradebook/cards/verdict_card.html.j2"}
    assert "gradax/authoring/new/templates/exercise/bank/wrong_numpy.py.j2" in names


def test_neither_holds_tests_answers_or_solutions(built):
    ours = ("gradax/", "docs/", f"gradax-{gradax.__version__}.dist-info/")
    for archive in built:
        names = names_in(archive)
        assert [name for name in names if "/" in name and not name.startswith(ours)] == []
        assert [name for name in names if re.search(r"(^|/)(tests|answers|source|release)/|\.ipynb$", name)] == []


def test_the_sdist_builds_the_same_wheel(built):
    wheel, sdist, again = built
    assert names_in(sdist) >= {"pyproject.toml", "constraints.txt", "README.md", "LICENSE", "CHANGELOG.md"}
    assert names_in(again) == names_in(wheel)


def test_the_version_has_its_entry_in_the_changelog():
    assert f"## [{gradax.__version__}]" in (ROOT / "CHANGELOG.md").read_text()
