"""Imports point one way, and what a student installs stays light: these are promises of the layout, kept here."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import gradax

PACKAGE = Path(gradax.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part may import, besides itself.
LAYERS = [
    ("results", "text", "markup", "files"),
    ("codes", "wire", "html"),
    ("course",),
    ("sandbox", "testing"),
    ("submission",),
    ("grading", "learning"),
    ("gradebook",),
    ("authoring", "report"),
    ("cli",),
]
MAY_IMPORT = {
    part: {name for layer in LAYERS[:index] for name in layer} for index, layer in enumerate(LAYERS) for part in layer
} | {
    "__init__": {"learning"},  # when a name is asked for
}

NOT_FOR_STUDENTS = {"nbgrader", "nbformat", "nbconvert", "nbclient", "traitlets"}


def imported(path: Path, *, at_import: bool = False) -> Iterator[str]:
    """The modules that a file imports; `at_import` leaves out those that wait for a function to be called."""
    return _imports(ast.parse(path.read_text(encoding="utf-8")), at_import)


def _imports(node: ast.AST, at_import: bool) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute here"
            assert child.module
            yield child.module
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif at_import and (isinstance(child, ast.FunctionDef) or _is_for_types(child)):
            continue
        yield from _imports(child, at_import)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def parts_imported(path: Path) -> set[str]:
    names = [name.split(".") for name in imported(path)]
    return {name[1] for name in names if name[0] == "gradax" and len(name) > 1 and name[1] in MAY_IMPORT}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path):
    assert parts_imported(path) - {part_of(path)} <= MAY_IMPORT[part_of(path)]


def test_every_part_has_its_place():
    assert {part_of(path) for path in MODULES} == set(MAY_IMPORT)


def test_only_the_bridge_to_nbgrader_imports_it():
    found = {name_of(path) for path in MODULES if "nbgrader" in {name.split(".")[0] for name in imported(path)}}
    in_its_room = {name for name in found if name.startswith("gradebook/")}
    assert found - in_its_room <= {"authoring/release.py", "authoring/normal_form_step.py"}


def test_jax_is_imported_where_students_code_runs_and_nowhere_else():
    found = {part_of(path) for path in MODULES if "jax" in {name.split(".")[0] for name in imported(path)}}
    assert found <= {"wire", "sandbox", "testing"}


def test_on_the_wire_jax_waits_until_it_is_needed():
    for path in MODULES:
        if part_of(path) == "wire":
            assert "jax" not in {name.split(".")[0] for name in imported(path, at_import=True)}, name_of(path)


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh Python has loaded after `statement`."""
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


STUDENTS_SIDE = """
import gradax.learning, gradax.learning.rerun, gradax.learning.reset, gradax.learning.run_report, gradax.learning.watch
import gradax.testing, gradax.testing.runner, gradax.learning.rerun_child
"""


def test_the_students_side_reaches_neither_nbgrader_nor_the_sandbox():
    roots = {
        name for name in loaded_by(STUDENTS_SIDE) if name.split(".")[0] in NOT_FOR_STUDENTS or "gradax.sandbox" in name
    }
    assert roots == set()


@pytest.mark.parametrize(
    "module", ["gradax", "gradax.course", "gradax.wire", "gradax.wire.transport", "gradax.learning"]
)
def test_jax_is_not_loaded_by(module):
    assert "jax" not in loaded_by(f"import {module}")


@pytest.mark.parametrize("module", ["gradax", "gradax.learning", "gradax.cli"])
def test_templates_wait_until_there_is_something_to_show(module):
    assert "jinja2" not in loaded_by(f"import {module}")


def test_the_command_line_loads_nothing_heavy():
    assert loaded_by("import gradax.cli") & {"jax", "nbgrader", "numpy", "pytest", "dask", "sqlalchemy"} == set()
