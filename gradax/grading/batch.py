"""A class's submissions of one assignment: each read once, and graded where it is new or changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from gradax.course import Assignment, Course
from gradax.course.notebook import Notebook
from gradax.grading.cache import ResultCache
from gradax.grading.grade import malformed_result, release_of
from gradax.grading.graded import Graded
from gradax.grading.sandboxes import compiled_programs
from gradax.grading.workers import Job, Setting, grade_jobs
from gradax.results import Status, SubmissionResult
from gradax.submission.canonical import Canonical, canonicalise, malformed
from gradax.submission.folder import Submission, Unreadable
from gradax.submission.timestamp import BadTimestamp, handed_in
from gradax.wire.failures import GraderFault

if TYPE_CHECKING:
    from gradax.grading.cluster import Cluster


@dataclass(frozen=True)
class Batch:
    """How to grade one assignment's submissions.

    Attributes:
        course: the course.
        assignment: the assignment.
        protection: the tier that was found; None where the submissions are trusted.
        workers: how many processes; by default one for each processor, or for each thread of the cluster's workers.
        force: whether to grade what is known already.
        cluster: where the processes are; None for this machine.
    """

    course: Course
    assignment: Assignment
    protection: str | None
    workers: int | None = None
    force: bool = False
    cluster: Cluster | None = None

    def grade(
        self, submissions: Sequence[Submission], on_result: Callable[[SubmissionResult], object] = lambda result: None
    ) -> list[Graded]:
        """Grade submissions; what was graded and the results, in their order.

        What ends in an error on our side is graded once more, alone, when everything else is done. Each
        verdict is kept as soon as it is there, so that a stopped run can be continued.

        Raises:
            CourseError: where the course is invalid.
            CourseChanged: where a hidden test, or another file that judges, was changed meanwhile.
            GraderFault: where verdicts cannot be remembered, after everything has been graded; where a cluster has no
                worker left.
        """
        return _Run(self, on_result).grade(submissions)


class _Run:
    """One run of a batch."""

    def __init__(self, batch: Batch, on_result: Callable[[SubmissionResult], object]) -> None:
        self._course = batch.course
        self._assignment = batch.assignment
        self._protection = batch.protection
        self._workers = batch.workers
        self._cluster = batch.cluster
        self._force = batch.force
        self._on_result = on_result
        self._release = release_of(batch.assignment)
        self._cache = ResultCache(batch.course, batch.assignment, batch.protection)
        self._graded: dict[str, Graded] = {}
        self._handed_in: dict[str, datetime | None] = {}
        self._problems: dict[str, str] = {}
        self._forgotten: list[OSError] = []

    def grade(self, submissions: Sequence[Submission]) -> list[Graded]:
        """See `Batch.grade`."""
        jobs = self._jobs(submissions)
        first = next(jobs, None)
        if first is not None:
            setting = self._setting()
            again = []
            for job, result in grade_jobs(setting, itertools.chain([first], jobs), self._workers, self._cluster):
                if result.status is Status.ERROR:
                    again.append(job)
                else:
                    self._keep(job.canonical, result)
            for job, result in grade_jobs(setting, again, 1, self._cluster):
                self._keep(job.canonical, result)
            self._cache.premises.expect_unchanged()
        if self._forgotten:
            raise GraderFault(self._cannot_write(self._forgotten[0], f"{len(self._forgotten)} verdicts are not kept"))
        return [self._graded[submission.student] for submission in submissions]

    def _jobs(self, submissions: Sequence[Submission]) -> Iterator[Job]:
        """What has to be graded, read as it is asked for; what needs no guest is settled on the way."""
        for submission in submissions:
            student = submission.student
            limit = self._course.config.limits.notebook_mib << 20
            canonical = read(submission, self._release, limit, self._assignment.renamed)
            try:
                self._handed_in[student] = handed_in(submission)
            except BadTimestamp as problem:
                self._problems[student] = str(problem)
                canonical = replace(canonical, warnings=(*canonical.warnings, str(problem)))
            if canonical.malformed:
                reason = canonical.malformed
                self._settle(canonical, malformed_result(self._assignment, student, self._protection, reason))
                continue
            known = None if self._force else self._cache.get(self._cache.key(student, canonical))
            if known is not None and self._cache.complete(known):
                self._settle(canonical, known)
            else:
                yield Job(self._assignment.name, student, canonical, known)

    def _settle(self, canonical: Canonical, result: SubmissionResult) -> None:
        student = result.student
        result = msgspec.structs.replace(result, receipt=canonical.receipt or msgspec.UNSET)  # what is cached has none
        self._graded[student] = Graded(canonical, result, self._handed_in.get(student), self._problems.get(student))
        self._on_result(result)

    def _keep(self, canonical: Canonical, result: SubmissionResult) -> None:
        try:
            self._cache.put(self._cache.key(result.student, canonical), result)
        except OSError as error:
            self._forgotten.append(error)
        self._settle(canonical, result)

    def _setting(self) -> Setting:
        if self._cluster is not None:
            return Setting(self._course.root, self._protection)  # its workers compile programs for themselves
        try:
            programs = compiled_programs(self._course, self._assignment, self._protection, release=self._release)
        except OSError as error:
            raise GraderFault(self._cannot_write(error, "nothing was graded")) from None
        return Setting(self._course.root, self._protection, programs)

    def _cannot_write(self, error: OSError, so: str) -> str:
        reason = error.strerror or str(error)
        return (
            f"{self._course.root / '.gradax'} cannot be written ({reason}), so {so}. "
            "Make room there, or make it writable, and run the same command again."
        )


def read(submission: Submission, release: Notebook, max_bytes: int, renamed: Mapping[str, str]) -> Canonical:
    """The canonical form of what was handed in, as it lies there now (see `canonicalise`)."""
    try:
        data, warnings = submission.read(max_bytes)
    except Unreadable as reason:
        return malformed(release, str(reason))
    return canonicalise(release, data, max_bytes=max_bytes, warnings=warnings, renamed=renamed)
