"""Grading what arrives, until somebody stops it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gradax.cli.app import complain, say
from gradax.cli.progress import Log
from gradax.course import Course
from gradax.gradebook.record import record
from gradax.grading.batch import Batch
from gradax.grading.graded import Graded
from gradax.grading.journal import Journal
from gradax.grading.premises import CourseChanged
from gradax.submission.arrivals import Arrivals, Stamp, stamp_of
from gradax.submission.folder import Submission
from gradax.text import counted, one_line, points
from gradax.wire.failures import GraderFault

if TYPE_CHECKING:
    from gradax.grading.cluster import Cluster

PAUSE = 2.0  # seconds between looks
_PATIENCE = 30.0  # seconds before trying again what went wrong on our side


class Watch:
    """Grades the submissions of some assignments as they arrive."""

    def __init__(
        self,
        course: Course,
        names: Sequence[str],
        root: Path,
        students: Sequence[str],
        workers: int | None,
        cluster: Cluster | None,
        log: Log,
    ) -> None:
        known = [entry.name for entry in course.config.assignments]
        self._course, self._root, self._workers, self._log = course, root, workers, log
        self._cluster = cluster
        self._arrivals = {name: Arrivals(root, name, known, students) for name in names}
        self._graded: Counter[tuple[str, str]] = Counter()

    def run(self, protection: str | None) -> None:
        """Look again and again; ends with Ctrl-C."""
        self._tell(f"Watching {self._root}; Ctrl-C ends it.")
        while True:
            try:
                for name, arrivals in self._arrivals.items():
                    arrived = arrivals.look()
                    if arrived:
                        self._grade(name, arrivals, arrived, protection)
            except (GraderFault, CourseChanged) as reason:
                self._log.write(str(reason))
                blame = "gradax itself failed: " if isinstance(reason, GraderFault) else ""
                complain(f"{blame}{reason} It is tried again in {_PATIENCE:g} s.")
                time.sleep(_PATIENCE)
            time.sleep(PAUSE)

    def summary(self) -> str:
        """What was graded, in a sentence."""
        again = sum(count - 1 for count in self._graded.values())
        return f"Stopped. {counted(len(self._graded), 'submission')} graded, {again} handed in again."

    def _grade(self, name: str, arrivals: Arrivals, arrived: dict[Submission, Stamp], protection: str | None) -> None:
        course = Course.open(self._course.root)  # as it is now: somebody may have corrected a test
        batch = Batch(course, course.assignment(name), protection, self._workers, cluster=self._cluster)
        graded = batch.grade(list(arrived))
        submissions = {submission.student: submission for submission in arrived}

        def is_current(each: Graded) -> bool:
            submission = submissions[each.result.student]
            return stamp_of(submission) == arrived[submission]

        with Journal(course).keeping(batch.assignment, protection, graded, is_current) as current:
            if current:
                record(course, batch.assignment, current, submitted=self._root)
        for each in current:
            submission = submissions[each.result.student]
            arrivals.take(submission, arrived[submission])
            self._graded[name, submission.student] += 1
            self._tell(_line(name, each))

    def _tell(self, text: str) -> None:
        self._log.write(text)
        say(one_line(text))


def _line(name: str, graded: Graded) -> str:
    result = graded.result
    return f"{name}: {result.student} {points(result.score)} / {points(result.max_score)} ({result.status})"
