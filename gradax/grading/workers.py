"""Workers: processes that grade submissions, each with its own sandbox and warm reference solutions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gradax.course import Course, CourseError
from gradax.grading.grade import error_result, grade_submission
from gradax.grading.judge import ALLOWANCES, ATTEMPTS
from gradax.grading.pool import Failed, How, work_off
from gradax.grading.pool_process import Work
from gradax.grading.sandboxes import open_zygote
from gradax.grading.session import Allowance
from gradax.results import Status, SubmissionResult
from gradax.sandbox import Zygote
from gradax.submission.canonical import Canonical
from gradax.wire.failures import GraderFault

if TYPE_CHECKING:
    from gradax.grading.cluster import Cluster

_GRACE_SECONDS = 300  # of a worker's own, beyond the submission's time: starting, references, a busy machine

_WHY = {
    How.HUNG: "the process that graded it did not finish, twice, and was killed.",
    How.KILLED: "the process that graded it was killed twice. Is there too little memory? Try fewer --workers.",
}


@dataclass(frozen=True, eq=False)
class Job:
    """One submission to grade, whose it is, and the exercises of it that are known already."""

    assignment: str
    student: str
    canonical: Canonical
    known: SubmissionResult | None = None


@dataclass(frozen=True)
class Setting:
    """What all workers of a run share.

    Attributes:
        root: the course's folder.
        protection: the tier that the parent found.
        cache: the compilation cache that guests read.
    """

    root: Path
    protection: str | None
    cache: Path | None = None


def grade_jobs(
    setting: Setting, jobs: Iterable[Job], workers: int | None, cluster: Cluster | None = None
) -> Iterator[tuple[Job, SubmissionResult]]:
    """Grade jobs with that many workers; give each result as it comes. With one worker, each job runs alone.

    The workers are processes of this machine, one for each processor by default, or else those of a cluster. What
    fails twice is an error on our side.

    Raises:
        CourseError: where the course is invalid.
        GraderFault: where a cluster has no worker left.
    """
    course = Course.open(setting.root)
    if cluster is None:
        answers = work_off(grading_work(setting), jobs, workers or len(os.sched_getaffinity(0)))
    else:
        answers = cluster.work_off(setting, iter(jobs), workers)
    for job, result in answers:
        if isinstance(result, Failed):
            why = _WHY.get(result.how, f"the process that graded it failed twice: {result.text}.")
            yield job, error_result(course.assignment(job.assignment), job.student, setting.protection, why)
        else:
            yield job, result


def grading_work(setting: Setting) -> Work[Job, SubmissionResult]:
    """What the processes of a pool do to grade jobs.

    Raises:
        CourseError: where course.yaml is invalid.
    """
    limits = Course.open(setting.root).config.limits
    seconds = ALLOWANCES * Allowance.most(limits) + _GRACE_SECONDS
    return Work(partial(_grading, setting), seconds, final=(CourseError,))


@contextmanager
def _grading(setting: Setting) -> Iterator[Callable[[Job], SubmissionResult]]:
    """In a worker: what grades its jobs."""
    grader = _Grader(setting)
    try:
        yield grader.grade
    finally:
        grader.close()


class _Grader:
    """A worker's course and sandbox; the sandbox is made anew when it is gone."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._course = Course.open(setting.root)
        self._zygote: Zygote | None = None
        self._preload: tuple[str, ...] = ()

    def grade(self, job: Job) -> SubmissionResult:
        assignment = self._course.assignment(job.assignment)
        if assignment.entry.preload != self._preload:
            self.close()
            self._preload = assignment.entry.preload
        for _ in range(ATTEMPTS):
            try:
                if self._zygote is None:
                    self._zygote = open_zygote(
                        self._course, self._setting.protection, self._setting.cache, preload=self._preload
                    )
                result = grade_submission(assignment, job.student, job.canonical, self._zygote, job.known)
            except GraderFault as fault:
                result = error_result(assignment, job.student, self._setting.protection, f"{fault}.")
            if result.status is not Status.ERROR or (self._zygote is not None and self._zygote.alive):
                break
            self.close()
        return result

    def close(self) -> None:
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None
