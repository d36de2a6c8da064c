"""Trials: answers graded in the sandbox, several at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from gradax.course import Course
from gradax.grading.canonical import Canonical
from gradax.results import ExerciseResult
from gradax.wire.failures import GraderFault

if TYPE_CHECKING:
    from gradax.sandbox import Zygote

# What a process that grades trials opens once.
_course: Course
_zygote: Zygote


@dataclass(frozen=True)
class Trial:
    """One notebook to grade for some of its exercises.

    Attributes:
        assignment: the assignment's name.
        name: what is tried, for people.
        exercises: the exercises to grade.
        canonical: the notebook, with answers in it.
    """

    assignment: str
    name: str
    exercises: tuple[str, ...]
    canonical: Canonical


def run_trials(
    root: Path, trials: Sequence[Trial], protection: str | None, programs: Path | None
) -> Iterator[tuple[int, list[ExerciseResult]]]:
    """Grade trials of the course in `root`, one process for each processor; each one's index and results as they come.

    Raises:
        GraderFault: where a process dies, or a sandbox cannot be opened.
    """
    workers = min(len(os.sched_getaffinity(0)), len(trials))
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (root, protection, programs))
    try:
        pending = {pool.submit(_grade, trial): index for index, trial in enumerate(trials)}
        for done in as_completed(pending):
            yield pending[done], done.result()
    except BrokenProcessPool:
        raise GraderFault("a process that graded answers was killed; is there too little memory?") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(root: Path, protection: str | None, programs: Path | None) -> None:
    """Once in each process: the course and its sandbox, which ends with the process."""
    global _course, _zygote
    from gradax.grading.sandboxes import open_zygote

    _course = Course.open(root)
    _zygote = open_zygote(_course, protection, programs)


def _grade(trial: Trial) -> list[ExerciseResult]:
    from gradax.grading.grade import grade_exercises

    return grade_exercises(_course.assignment(trial.assignment), trial.canonical, _zygote, exercises=trial.exercises)
