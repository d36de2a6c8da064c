"""Hashes of what verdicts depend on: hidden tests, notebooks, libraries, the machine, and gradax itself."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

import gradax
from gradax.course import Assignment
from gradax.course.notebook import Notebook, code_cells, read_notebook, source_of
from gradax.versions import version_of

PACKAGES = ("jax", "jaxlib", "numpy", "flax", "optax", "dm-haiku", "pytest", "torch")


def digest(*values: object) -> str:
    """The hash of plain data."""
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def file_digest(path: Path) -> str | None:
    """The hash of a file; None where there is none that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def exercise_digests(assignment: Assignment) -> dict[str, str]:
    """For each exercise the hash of everything in the course that its hidden tests judge with.

    These are its own tests and those of the exercises that it builds on, the files that all tests share, and the code
    of both notebooks.

    Raises:
        CourseError: where an exercise builds on what is not an earlier one.
    """
    shared = digest(notebooks_digest(assignment), shared_tests_digest(assignment))
    own = tests_digests(assignment)
    needed = assignment.builds_on.items()
    return {name: digest(shared, [own[each] for each in (*earlier, name)]) for name, earlier in needed}


def tests_digests(assignment: Assignment) -> dict[str, str]:
    """For each exercise the hash of its own file of hidden tests."""
    names = [exercise.name for exercise in assignment.exercises]
    return {name: _files_digest(assignment.root, [assignment.hidden_path(name)]) for name in names}


def shared_tests_digest(assignment: Assignment) -> str:
    """The hash of all files beside the hidden tests that belong to no single exercise: helpers, probes, data.

    Diagnoses are not verdicts: fingerprints and answer banks are left out.
    """
    own = {assignment.hidden_path(exercise.name) for exercise in assignment.exercises}
    return _files_digest(assignment.root, [path for path in judging_tests(assignment) if path not in own])


def judging_tests(assignment: Assignment) -> list[Path]:
    """The hidden tests and all files beside them, but for answer banks and fingerprints, which judge no submission."""
    beside = (path for path in assignment.tests.glob("*") if path != assignment.bank_folder)  # a bank is large
    files = (file for path in beside for file in (path, *path.rglob("*")))
    return sorted(file for file in files if file.stem != "fingerprints" and _is_kept(file))


def notebooks_digest(assignment: Assignment) -> str:
    """The hash of the code of the instructor notebook and of the released one, if there is one; points left out."""
    released = assignment.release_path
    return digest(_code(assignment.notebook), _code(read_notebook(released)) if released.is_file() else None)


@lru_cache(maxsize=1)
def environment_digest() -> str:
    """The hash of the Python, the libraries and the processor that compute."""
    return digest(library_versions(), platform.machine(), _processor())


def library_versions() -> dict[str, str | None]:
    """The versions of the Python and the libraries that compute; None for one that is not installed."""
    return {"Python": platform.python_version()} | {name: version_of(name) for name in PACKAGES}


@lru_cache(maxsize=1)
def package_digest() -> str:
    """The hash of gradax itself, by its sources: a version number is easily forgotten."""
    root = Path(gradax.__file__).parent
    return _files_digest(root, root.rglob("*.py"))


def _code(notebook: Notebook) -> list[Any]:
    return [(source_of(cell), _without_points(cell.get("metadata", {}))) for cell in code_cells(notebook)]


def _without_points(metadata: dict[str, Any]) -> dict[str, Any]:
    found = metadata.get("nbgrader")
    if not isinstance(found, dict):
        return metadata
    return metadata | {"nbgrader": {key: value for key, value in found.items() if key != "points"}}


def _files_digest(root: Path, paths: Iterable[Path]) -> str:
    files = sorted(filter(_is_kept, paths))
    return digest([(str(path.relative_to(root)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])


def _is_kept(path: Path) -> bool:
    return "__pycache__" not in path.parts and path.is_file()


def _processor() -> str:
    """What the processor can do: compiled programs are made for it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
