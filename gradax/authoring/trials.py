"""Trials: answers graded in the sandbox, several at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from gradax.course import Course
from gradax.results import ExerciseResult
from gradax.submission.canonical import Canonical
from gradax.wire.failures import GraderFault

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
    pool = ProcessPoolExecutor(workers, get_context("spawn"))
    try:
        pending = {pool.submit(_grade, root, protection, programs, trial): index for index, trial in enumerate(trials)}
        for done in as_completed(pending):
            yield pending[done], done.result()
    except BrokenProcessPool:
        raise GraderFault("a process that graded answers was killed; is there too little memory?") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _grade(root: Path, protection: str | None, programs: Path | None, trial: Trial) -> list[ExerciseResult]:
    from gradax.grading.grade import grade_exercises

    assignment = _course(root).assignment(trial.assignment)
    zygote = _zygote(root, protection, programs, assignment.entry.preload)
    return grade_exercises(assignment, trial.canonical, zygote, exercises=trial.exercises)


@cache
def _course(root: Path) -> Course:
    return Course.open(root)


@cache
def _zygote(root: Path, protection: str | None, programs: Path | None, preload: tuple[str, ...]) -> Zygote:
    """Once in each process: a sandbox that ends with the process."""
    from gradax.grading.sandboxes import open_zygote

    return open_zygote(_course(root), protection, programs, preload=preload)
