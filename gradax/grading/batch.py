"""A class's submissions of one assignment: graded where they are new or changed, each result kept as it comes."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from gradax.course import Assignment, Course
from gradax.files import write_whole
from gradax.grading.cache import ResultCache
from gradax.grading.grade import malformed_result, release_of
from gradax.grading.sandboxes import compiled_programs
from gradax.grading.workers import Job, Setting, grade_jobs
from gradax.results import SubmissionResult
from gradax.submission.canonical import canonicalise
from gradax.submission.folder import Submission, Unreadable
from gradax.wire.failures import GraderFault


@dataclass(frozen=True)
class Batch:
    """How to grade one assignment's submissions.

    Attributes:
        course: the course.
        assignment: the assignment.
        protection: the tier that was found; None where the submissions are trusted.
        workers: how many processes; by default one for each processor.
        force: whether to grade what is known already.
    """

    course: Course
    assignment: Assignment
    protection: str | None
    workers: int | None = None
    force: bool = False

    def grade(
        self, submissions: Sequence[Submission], on_result: Callable[[SubmissionResult], object] = lambda result: None
    ) -> list[SubmissionResult]:
        """Grade submissions; the results in their order. Each is written as soon as it is there.

        Raises:
            CourseError: where the course is not right.
            GraderFault: where verdicts cannot be remembered, after everything has been graded.
        """
        release_of(self.assignment)  # a course that is not right is better noticed here
        results: dict[str, SubmissionResult] = {}

        def keep(result: SubmissionResult) -> None:
            with suppress(OSError):  # whoever records it in the gradebook writes it again, and says what is wrong
                write_whole(self.assignment.results_path(result.student), result.to_json())
            results[result.student] = result
            on_result(result)

        cache = ResultCache(self.course, self.assignment, self.protection)
        keys: dict[str, str] = {}
        forgotten: list[OSError] = []
        jobs = self._jobs(submissions, cache, keys, keep)
        for job, result in self._graded(jobs):
            try:
                cache.put(keys[job.student], result)
            except OSError as error:
                forgotten.append(error)
            keep(result)
        if forgotten:
            raise GraderFault(_cannot_write(self.course, forgotten[0], f"{len(forgotten)} verdicts are not kept"))
        return [results[submission.student] for submission in submissions]

    def _graded(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, SubmissionResult]]:
        first = next(jobs, None)
        if first is None:
            return
        try:
            programs = compiled_programs(self.course, self.assignment, self.protection)
        except OSError as error:
            raise GraderFault(_cannot_write(self.course, error, "nothing was graded")) from None
        setting = Setting(self.course.root, self.protection, programs)
        workers = self.workers or len(os.sched_getaffinity(0))
        yield from grade_jobs(setting, itertools.chain([first], jobs), workers)

    def _jobs(
        self,
        submissions: Sequence[Submission],
        cache: ResultCache,
        keys: dict[str, str],
        keep: Callable[[SubmissionResult], object],
    ) -> Iterator[Job]:
        """What has to be graded, read as it is asked for; results that need no guest are kept on the way."""
        limit = self.course.config.limits.notebook_mib << 20
        for submission in submissions:
            student = submission.student
            try:
                data, warnings = submission.read(limit)
            except Unreadable as reason:
                keep(malformed_result(self.assignment, student, self.protection, str(reason)))
                continue
            canonical = canonicalise(release_of(self.assignment), data, max_bytes=limit)
            if canonical.malformed:
                keep(malformed_result(self.assignment, student, self.protection, canonical.malformed))
                continue
            keys[student] = cache.key(student, canonical, warnings)
            known = None if self.force else cache.get(keys[student])
            if known is not None:
                keep(known)
            else:
                yield Job(self.assignment.name, student, data, tuple(warnings))


def _cannot_write(course: Course, error: OSError, so: str) -> str:
    reason = error.strerror or str(error)
    return (
        f"{course.root / '.gradax'} cannot be written ({reason}), so {so}. "
        "Make room there, or make it writable, and run the same command again."
    )
