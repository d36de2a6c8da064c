"""The journal of a course, ``journal/grades.jsonl``: when and why each grade moved, one line of JSON for each.

Lines are only ever added. What a run is going to record waits in a file beside the journal. When the results are there,
the lines are added as a whole; after a run that was killed the next one does it, for the results that were recorded.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from gradax.course import Assignment, Course, CourseError
from gradax.files import write_whole
from gradax.grading.graded import Graded
from gradax.grading.moves import Move, Recorded, earlier_result, grade_of, kept_path
from gradax.wire.failures import GraderFault


class Journal:
    """The journal of a course."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._folder = course.root / "journal"
        self.path = self._folder / "grades.jsonl"

    @contextmanager
    def keeping(
        self,
        assignment: Assignment,
        protection: str | None,
        graded: Sequence[Graded],
        is_current: Callable[[Graded], bool] = lambda each: True,
    ) -> Iterator[list[Graded]]:
        """Keep a journal of what the block records: what was graded and `is_current` still, when it is our turn.

        What was handed in again meanwhile may have been recorded by another grader by then.

        Raises:
            GraderFault: where it cannot be written.
        """
        try:
            with self._alone():
                current = [each for each in graded if is_current(each)]
                with self._kept(assignment, protection, current):
                    yield current
        except OSError as error:
            raise GraderFault(
                f"{self._folder} cannot be written ({error.strerror or error}). The verdicts are kept: make room "
                "there, or make it writable, and run the same command again."
            ) from None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two graders at once take turns."""
        self._folder.mkdir(exist_ok=True)
        with open(self._folder / ".lock", "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _kept(self, assignment: Assignment, protection: str | None, graded: Sequence[Graded]) -> Iterator[None]:
        self._settle()
        recorded = Recorded(assignment, protection)
        moves = recorded.moves(graded)
        now = datetime.now(UTC)
        self._keep_superseded(assignment, graded, now)
        when = now.isoformat(timespec="microseconds")
        lines = [msgspec.json.encode({"when": when} | msgspec.to_builtins(move)) for move in moves]
        write_whole(self._waiting, b"".join(line + b"\n" for line in lines))
        try:
            yield
            recorded.rest_on(graded)
        finally:
            self._settle()

    @property
    def _waiting(self) -> Path:
        return self._folder / ".waiting.jsonl"

    def _settle(self) -> None:
        """Add the lines that wait, for those grades that are recorded by now."""
        try:
            waiting = self._waiting.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return
        written = self.path.read_bytes() if self.path.exists() else b""
        known = set(written.splitlines(keepends=True))
        new = [line for line in waiting if line not in known and self._is_recorded(line)]
        if new:
            write_whole(self.path, written + b"".join(new))
        os.unlink(self._waiting)

    def _is_recorded(self, line: bytes) -> bool:
        try:
            move = msgspec.json.decode(line, type=Move)
            assignment = self._course.assignment(move.assignment)
        except (msgspec.DecodeError, CourseError):  # an assignment that is no longer in the course
            return False
        result = earlier_result(assignment, move.who)
        return result is not None and (grade_of(result), result.max_score) == (move.after, move.max_score)

    def _keep_superseded(self, assignment: Assignment, graded: Sequence[Graded], now: datetime) -> None:
        """Keep the earlier results that other ones are about to take the place of."""
        for each in graded:
            student = each.result.student
            earlier = earlier_result(assignment, student)
            if earlier is not None and earlier != each.result:
                write_whole(kept_path(assignment, student, f"{now:%Y%m%dT%H%M%S.%fZ}"), earlier.to_json())
