"""What verdicts rest on: the course's files that judge an assignment, and whether they change while a run grades."""

from __future__ import annotations

from pathlib import Path

from gradax.course import Assignment, Course, CourseError
from gradax.files import stamp
from gradax.grading.digests import exercise_digests, file_digest, judging_tests
from gradax.text import listed

_NAMED = 3


class CourseChanged(CourseError):
    """Somebody changed what judges an assignment while it was graded."""


class Premises:
    """The files that judge an assignment, as they were when a run began.

    Verdicts are kept under the hash of these files. One that was reached after a file had changed is not kept, even if
    the change was undone later.

    Attributes:
        judging: for each exercise the hash of what it is judged with.

    Raises:
        CourseError: where an exercise builds on what is not an earlier one.
    """

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._stamps = self._stamped()  # before anything is read: what changes in between is noticed, too
        self._contents = self._read()
        self.judging = exercise_digests(assignment)

    def untouched(self) -> bool:
        """Whether nothing has been written to any of the files."""
        return self._stamped() == self._stamps

    def expect_unchanged(self) -> None:
        """Refuse to record grades from two versions of a test.

        Raises:
            CourseChanged: where a file judges differently now. An edit to its prose alone does not count.
        """
        now = self._read()
        found = {path for path in {*now, *self._contents} if now.get(path) != self._contents.get(path)}
        if found and self._now_judging() != self.judging:
            names = listed((f"`{path.relative_to(self._assignment.root)}`" for path in sorted(found)), at_most=_NAMED)
            raise CourseChanged(
                f"{self._assignment.name}: {names} changed while it was graded, so nothing was recorded. "
                "Grade it again when you have finished editing."
            )

    def _now_judging(self) -> dict[str, str] | None:
        """What the exercises are judged with now; None where the course cannot be read."""
        try:
            return exercise_digests(Course.open(self._assignment.root).assignment(self._assignment.name))
        except (CourseError, OSError):
            return None

    def _files(self) -> list[Path]:
        notebooks = [self._assignment.notebook_path, self._assignment.release_path]
        return notebooks + judging_tests(self._assignment)

    def _stamped(self) -> dict[Path, tuple[int, int]]:
        return {path: stamp(path) for path in self._files()}

    def _read(self) -> dict[Path, str | None]:
        return {path: file_digest(path) for path in self._files()}  # gone, or unreadable: counts as changed
