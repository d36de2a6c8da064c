"""The contracts on imports in pyproject.toml hold, each catches what it is for, and what is loaded stays light."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gradax

PACKAGE = Path(gradax.__file__).parent
CONTRACTS = PACKAGE.parent / "pyproject.toml"
NOT_FOR_STUDENTS = {"nbgrader", "nbformat", "nbconvert", "nbclient", "traitlets"}


def lint_imports(package: Path) -> subprocess.CompletedProcess[str]:
    """Check a package called gradax against the contracts."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
    command += ["--no-logo", "--no-cache", str(CONTRACTS)]  # it looks for the package where it is run
    return subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept():
    done = lint_imports(PACKAGE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("results", "from gradax.wire import frames", "Imports point one way"),
        ("report/as_text", "from gradax.authoring import gate", "Imports point one way"),
        ("a_new_part", "import json", "Imports point one way"),
        ("grading/score", "import nbgrader.api", "Only the gradebook's room"),
        ("grading/score", "from jax import numpy", "Only what runs beside students' code"),
        ("course/hints", "import nbformat", "What a student installs"),
        ("course/hints", "import pygments; import nbclient", "What a student installs"),
        ("sandbox/inside/server", "def f():\n    from gradax.sandbox import outside", "What runs inside the sandbox"),
    ],
)
def test_a_contract_catches_what_it_is_for(tmp_path, module, line, contract):
    copied = tmp_path / "gradax"
    shutil.copytree(PACKAGE, copied, ignore=shutil.ignore_patterns("__pycache__"))
    with (copied / f"{module}.py").open("a") as file:
        file.write(f"\n{line}\n")
    done = lint_imports(copied)
    assert done.returncode == 1
    assert contract in done.stdout.partition("Broken contracts")[2], done.stdout + done.stderr


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh Python has loaded after `statement`."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


STUDENTS_SIDE = """
import gradax.learning, gradax.learning.rerun, gradax.learning.reset, gradax.learning.run_report, gradax.learning.watch
import gradax.testing, gradax.testing.runner, gradax.learning.rerun_child
import gradax.learning.handing_in, gradax.learning.receipts, gradax.learning.equipment, gradax.submission.archive
"""


def test_the_students_side_reaches_neither_nbgrader_nor_the_sandbox():
    roots = {
        name for name in loaded_by(STUDENTS_SIDE) if name.split(".")[0] in NOT_FOR_STUDENTS or "gradax.sandbox" in name
    }
    assert roots == set()


def modules_of(part: str) -> str:
    """The names of a part's modules, for an import statement."""
    return ", ".join(f"gradax.{part}.{path.stem}" for path in (PACKAGE / part).glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("modules", ["gradax", "gradax.course", modules_of("wire"), "gradax.learning"])
def test_jax_is_not_loaded_by(modules):
    assert "jax" not in loaded_by(f"import {modules}")


def test_the_command_line_loads_nothing_heavy():
    assert loaded_by("import gradax.cli") & {"jax", "nbgrader", "numpy", "pytest", "dask", "sqlalchemy"} == set()
