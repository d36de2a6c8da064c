"""What our converters do in their own way: go through the students of one assignment, and stop for none of them."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import InvalidEntry, MissingEntry
from sqlalchemy.exc import SQLAlchemyError

from gradax.course import Course, CourseError
from gradax.files import replacing
from gradax.gradebook.converters.steps import KEY, Shown
from gradax.gradebook.database.opening import refuse_unready
from gradax.gradebook.faults import Fault, NotSaved, fault_of
from gradax.results import ResultError
from gradax.text import listed
from gradax.wire.failures import GraderFault

Each = Callable[[list[str]], Iterable[str]]

OURS = (
    CourseError,
    GraderFault,
    ResultError,
    SQLAlchemyError,
    InvalidEntry,
    OSError,
)  # what a sentence says better than a traceback

_TOLD = 3  # of those for whom it failed: mostly all for the same reason


class EachStudent:
    """What our converters share: they go through the students of one assignment, and stop for none of them.

    Attributes:
        students: whom to convert, known after `init_notebooks`.
        only: if anybody, whom the command is for; else nbgrader's pattern says (``--student``, and who is excluded).
        each: what the students pass through on the way, such as a progress bar.
    """

    students: list[str]
    only: Collection[str] = ()
    each: Each = iter

    def start(self: Any) -> None:
        """Convert; whatever fails ends as nbgrader's own failures do, with a sentence."""
        try:
            self.course = Course.open(Path(self.coursedir.root))
            self.assignment = self.course.assignment(self.coursedir.assignment_id)
            refuse_unready(self.coursedir)
            super().start()  # type: ignore[misc]
        except OURS as error:
            self.log.error("%s", error)
            fault = fault_of(error)
            raise NotSaved(fault.text, fault.advice) from error

    def convert_notebooks(self: Any) -> None:
        """Convert each student's notebook; one that fails does not keep the others from it."""
        failed = []
        self.run_pre_convert_hook()
        for student in self.each(self.students):
            try:
                twice(self.convert_student, student)
            except Exception as error:
                self.log.error("%s: %s", student, error, exc_info=not isinstance(error, OURS))
                failed.append((student, self._located(student, error)))
        self.run_post_convert_hook()
        if failed:
            reasons = listed((f"{student}: {fault.text}" for student, fault in failed), at_most=_TOLD, by_line=True)
            advice = next((fault.advice for _, fault in failed if fault.advice), None)
            raise NotSaved(f"{len(failed)} of {len(self.students)} could not be written:\n{reasons}", advice)

    def _located(self: Any, student: str, error: Exception) -> Fault:
        """What went wrong, and where: a full disk does not say that itself."""
        fault = fault_of(error)
        if isinstance(error, OSError) and error.errno and not error.filename:
            return replace(fault, text=f"{fault.text}: {self._format_dest(self.assignment.name, student)}")
        return fault

    def choose(self: Any, found: Iterable[str], where: Path) -> list[str]:
        """Those of the students found that the command is for.

        Raises:
            CourseError: where there is nobody, or somebody is missing.
        """
        pattern, excluded = self.coursedir.student_id, self.coursedir.student_id_exclude.split(",")
        chosen = [
            student
            for student in found
            if (student in self.only if self.only else student == pattern or fnmatch.fnmatchcase(student, pattern))
            and student not in excluded
        ]
        missing = sorted(set(self.only) - set(chosen)) or ([] if chosen else [pattern])
        if missing:
            who = "" if missing == ["*"] else f" of {listed(missing)}"
            raise CourseError(f"{where}: there is no submission of {self.assignment.name}{who} here.")
        return chosen

    def write(self: Any, notebook: Any, student: str, graded: Shown, beside: Mapping[str, bytes] | None = None) -> None:
        """Send a notebook through the preprocessors, and put what comes out into the student's folder.

        The folder, with the files `beside` the notebook, takes the place of the earlier one as a whole.
        """
        name = self.assignment.name
        resources = {
            "unique_key": name,
            "nbgrader": {"student": student, "assignment": name, "notebook": name, "db_url": self.coursedir.db_url},
            KEY: graded,
        }
        node = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
        output, resources = self.exporter.from_notebook_node(node, resources)
        folder = Path(self._format_dest(name, student))
        with replacing(folder) as made:
            (made / f"{name}{resources['output_extension']}").write_text(output, encoding="utf-8")
            for file, data in (beside or {}).items():
                (made / file).write_bytes(data)


def twice(step: Callable[..., object], *arguments: Any) -> None:
    """Take a step, and once more if the gradebook or a file was not available: others may have been writing there.

    nbgrader has names of its own for some of what a database says; what another grader has half written is missing.
    """
    try:
        step(*arguments)
    except (SQLAlchemyError, InvalidEntry, MissingEntry, OSError):
        step(*arguments)
