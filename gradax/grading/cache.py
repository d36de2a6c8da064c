"""Results that are known already: nothing is graded twice while it, its tests and its surroundings stay the same."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

import gradax
from gradax.course import Assignment, Course
from gradax.files import write_whole
from gradax.results import ResultError, Status, SubmissionResult
from gradax.submission.canonical import Canonical

PACKAGES = ("jax", "jaxlib", "numpy", "flax", "optax", "dm-haiku", "pytest")


class ResultCache:
    """The results of one assignment, under ``.gradax/results/``, by the hash of all that they depend on."""

    def __init__(self, course: Course, assignment: Assignment, protection: str | None) -> None:
        self._folder = course.root / ".gradax" / "results"
        self._course = course
        self._assignment = assignment
        self._protection = protection

    def key(self, student: str, canonical: Canonical) -> str:
        """The hash of a submission and of all that its result depends on."""
        cells = [(cell.name, cell.exercise, cell.source) for cell in canonical.cells]
        return _digest(self._surroundings, student, cells, canonical.warnings)

    def get(self, key: str) -> SubmissionResult | None:
        """The result of that key, if it is known; a damaged file is as good as none."""
        try:
            return SubmissionResult.read(self._path(key))
        except (OSError, ResultError):
            return None

    def put(self, key: str, result: SubmissionResult) -> None:
        """Remember a result; not where it is an error of ours, which the next run may not meet again."""
        if result.status is not Status.ERROR:
            write_whole(self._path(key), result.to_json())

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

    @cached_property
    def _surroundings(self) -> str:
        """The tests, the reference solution, the limits, the grader and the machine."""
        config, assignment = self._course.config, self._assignment
        return _digest(
            tests_digest(assignment),
            msgspec.json.encode(
                [config.limits, config.environment, assignment.entry.devices, assignment.entry.preload]
            ).decode(),
            environment_digest(),
            _package_digest(),
            self._protection,
        )


def tests_digest(assignment: Assignment) -> str:
    """The hash of an assignment's hidden tests and of both its notebooks."""
    tests = (path for path in assignment.tests.rglob("*") if assignment.bank_folder not in path.parents)
    return _files_digest(assignment.root, [assignment.notebook_path, assignment.release_path, *tests])


@lru_cache(maxsize=1)
def environment_digest() -> str:
    """The hash of the Python, the libraries and the processor that compute."""
    versions = [(name, _version(name)) for name in PACKAGES]
    return _digest(platform.python_version(), platform.machine(), _processor(), versions)


@lru_cache(maxsize=1)
def _package_digest() -> str:
    """The hash of gradax itself, by its sources: a version number is easily forgotten."""
    root = Path(gradax.__file__).parent
    return _files_digest(root, root.rglob("*.py"))


def _files_digest(root: Path, paths: Iterable[Path]) -> str:
    files = sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts)
    return _digest([(str(path.relative_to(root)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])


def _digest(*values: object) -> str:
    return hashlib.sha256(msgspec.json.encode(values)).hexdigest()


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    """What the processor can do: compiled programs are made for it."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
