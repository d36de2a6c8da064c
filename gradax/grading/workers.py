"""Workers: processes that grade submissions, each with its own sandbox and warm reference solutions.

The parent waits for whichever answers first. A worker that dies, or that does not answer, costs its submission one
more try in a new worker; then the submission ends in an error of ours, and everything else is graded.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from gradax.course import Course, CourseError
from gradax.grading.grade import error_result, grade_submission
from gradax.grading.judge import ATTEMPTS
from gradax.grading.sandboxes import open_zygote
from gradax.results import Status, SubmissionResult
from gradax.sandbox import Zygote
from gradax.submission.canonical import Canonical
from gradax.wire.failures import GraderFault

_GRACE_SECONDS = 300  # of a worker's own, beyond the submission's time: starting, references, a busy machine


@dataclass(frozen=True, eq=False)
class Job:
    """One submission to grade, and whose it is."""

    assignment: str
    student: str
    canonical: Canonical


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


def grade_jobs(setting: Setting, jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, SubmissionResult]]:
    """Grade jobs with that many workers; give each result as it comes.

    Raises:
        CourseError: where the course is not right.
    """
    pool = _Pool(setting, workers)
    try:
        yield from pool.run(jobs)
    finally:
        pool.close()


class _Worker:
    """The parent's end of one worker."""

    def __init__(self, setting: Setting) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, setting), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.deadline = 0.0

    def give(self, job: Job, seconds: float) -> None:
        self.job = job
        self.deadline = time.monotonic() + seconds
        with contextlib.suppress(OSError):  # it is gone, as its end of the pipe will tell
            self.connection.send(job)

    def close(self) -> None:
        """End the worker; its sandbox ends with it."""
        self.connection.close()
        if self.job is not None:
            self.process.terminate()
        self.process.join(5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Pool:
    """Workers, started as there is work for them."""

    def __init__(self, setting: Setting, count: int) -> None:
        self._setting = setting
        self._course = Course.open(setting.root)
        self._count = count
        self._workers: list[_Worker] = []

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, SubmissionResult]]:
        coming = iter(jobs)
        again: deque[Job] = deque()
        tried: set[str] = set()
        while True:
            self._hand_out(coming, again)
            busy = [worker for worker in self._workers if worker.job is not None]
            if not busy:
                return
            for worker in self._wait(busy):
                job = worker.job
                assert job is not None
                result = self._result_of(worker)
                if isinstance(result, str):
                    self._replace(worker)
                    if job.student not in tried:
                        tried.add(job.student)
                        again.append(job)
                        continue
                    assignment = self._course.assignment(job.assignment)
                    result = error_result(assignment, job.student, self._setting.protection, result)
                worker.job = None
                yield job, result

    def _hand_out(self, coming: Iterator[Job], again: deque[Job]) -> None:
        seconds = ATTEMPTS * self._course.config.limits.submission_seconds + _GRACE_SECONDS
        while True:
            idle = next((worker for worker in self._workers if worker.job is None), None)
            if idle is None and len(self._workers) == self._count:
                return
            job = again.popleft() if again else next(coming, None)
            if job is None:
                return
            if idle is None:
                idle = _Worker(self._setting)
                self._workers.append(idle)
            idle.give(job, seconds)

    def _wait(self, busy: list[_Worker]) -> list[_Worker]:
        """The workers that answered, died, or have used up their time."""
        left = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        ready = connection.wait([worker.connection for worker in busy], timeout=left)
        now = time.monotonic()
        return [worker for worker in busy if worker.connection in ready or worker.deadline <= now]

    def _result_of(self, worker: _Worker) -> SubmissionResult | str:
        """What the worker sent; in words, where it died, failed or is out of time."""
        if not worker.connection.poll():
            return "the process that graded it did not come to an end, twice, and was killed."
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            return "the process that graded it was killed, twice. Is there too little memory? Try fewer --workers."
        if isinstance(answer, CourseError):
            raise answer
        if isinstance(answer, GraderFault):
            return f"the process that graded it failed, twice: {answer}."
        return SubmissionResult.from_json(answer)

    def _replace(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.close()

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.close()


def _work(jobs: Connection, setting: Setting) -> None:
    """A worker's life: grade what comes until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle,
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # which then ends us in good order
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    grader = _Grader(setting)
    try:
        while True:
            job: Job = jobs.recv()
            answer: bytes | Exception
            try:
                answer = grader.grade(job).to_json()
            except CourseError as error:
                answer = error
            except Exception as error:  # such as no memory: a new process may fare better
                answer = GraderFault(f"{type(error).__name__}: {error}")
            jobs.send(answer)
    except (EOFError, OSError, KeyboardInterrupt):
        return
    finally:
        grader.close()


def _end_with_the_parent() -> None:
    """A parent that was killed asks for nothing any more; the sandbox ends as its control socket closes."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


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
                result = grade_submission(assignment, job.student, job.canonical, self._zygote)
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
