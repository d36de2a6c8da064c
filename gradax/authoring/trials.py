"""Trials: answers graded in the sandbox, several at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gradax.authoring.processes import in_processes
from gradax.course import Course
from gradax.course.notebook import Notebook
from gradax.results import ExerciseResult
from gradax.submission.canonical import Canonical

if TYPE_CHECKING:
    from gradax.sandbox import Zygote


@dataclass(frozen=True)
class Trial:
    """One notebook to grade for some of its exercises.

    Attributes:
        assignment: the assignment's name.
        name: what is tried, for people.
        exercises: the exercises to grade.
        canonical: the notebook, with answers in it.
        tests: the names of the tests to run; all without it.
        once: whether it is graded a single time, however often the others are.
    """

    assignment: str
    name: str
    exercises: tuple[str, ...]
    canonical: Canonical
    tests: tuple[str, ...] | None = None
    once: bool = False

    def times(self, repeat: int) -> int:
        """How often it is graded where the others are graded `repeat` times."""
        return 1 if self.once else repeat


def compile_programs(root: Path, notebooks: Sequence[tuple[str, Notebook]], protection: str | None) -> Iterator[object]:
    """Compile what guests ask for when the solutions of these assignments stand in these notebooks, one by one."""
    return in_processes(_compile, [(root, name, notebook, protection) for name, notebook in notebooks])


def _compile(root: Path, name: str, notebook: Notebook, protection: str | None) -> None:
    from gradax.grading.sandboxes import compiled_programs

    compiled_programs(_course(root), _course(root).assignment(name), protection, release=notebook)


def run_trials(
    root: Path, trials: Sequence[Trial], protection: str | None, programs: Path | None, *, repeat: int = 1
) -> Iterator[tuple[int, list[ExerciseResult]]]:
    """Grade trials of the course in `root`; each one's index and results as they come, `repeat` times.

    Raises:
        GraderFault: where a process dies, or a sandbox cannot be opened.
    """
    calls = [(root, protection, programs, trial, repeat) for trial in trials]
    for index, repeated in in_processes(_grade, calls):
        yield from ((index, results) for results in repeated)


def _grade(
    root: Path, protection: str | None, programs: Path | None, trial: Trial, repeat: int
) -> list[list[ExerciseResult]]:
    from gradax.grading.grade import grade_exercises

    assignment = _course(root).assignment(trial.assignment)
    zygote = _zygote(root, protection, programs, assignment.entry.preload)
    return [
        grade_exercises(assignment, trial.canonical, zygote, exercises=trial.exercises, tests=trial.tests)
        for _ in range(trial.times(repeat))
    ]


@cache
def _course(root: Path) -> Course:
    return Course.open(root)


@cache
def _zygote(root: Path, protection: str | None, programs: Path | None, preload: tuple[str, ...]) -> Zygote:
    """Once in each process: a sandbox that ends with the process."""
    from gradax.grading.sandboxes import open_zygote

    return open_zygote(_course(root), protection, programs, preload=preload)
