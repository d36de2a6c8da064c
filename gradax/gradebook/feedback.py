"""Feedback: the page a student reads afterwards, made by ``nbgrader generate_feedback``.

It shows the student's own code and the verdicts, as far as course.yaml lets them be read: not the course's prose, which
the student has, nor what the code printed while it was graded, which could carry a hidden test's inputs out. The page
needs no script and allows none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades

from gradax.course import Assignment, Course, CourseError
from gradax.course.notebook import (
    Cell,
    is_by_hand,
    is_code,
    is_demo,
    is_grade,
    is_optional,
    is_solution,
    is_task,
    nbgrader_of,
)
from gradax.gradebook.answers import is_added, unquoted
from gradax.gradebook.autograded import SUMMARY_ID, with_cards
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.converters import SafeFeedback
from gradax.gradebook.log import QUIET
from gradax.gradebook.steps import KEY, Shown, is_untouched
from gradax.gradebook.students import Each
from gradax.html import CONTENT_POLICY, prepare
from gradax.results import Status

TEMPLATES = Path(__file__).parent / "templates"
_PYGMENTS_STYLE = "default"


def write_feedback(
    course: Course, assignment: Assignment, students: Iterable[str] = (), *, each: Each = iter
) -> list[Path]:
    """Write the feedback pages of one assignment, of all students or of those named; the pages are returned.

    Args:
        course: the course.
        assignment: the assignment.
        students: whose; everybody's by default.
        each: what to pass the students through on the way, such as a progress bar.

    Raises:
        CourseError: where there is nothing to write a page of, or one could not be written.
    """
    config = nbgrader_config(course)
    converter = SafeFeedback(coursedir=CourseDirectory(config=config, log=QUIET), config=config, log=QUIET)
    converter.coursedir.assignment_id = assignment.name
    converter.only, converter.each = frozenset(students), each
    try:
        converter.start()
    except NbGraderException as error:
        raise CourseError(str(error)) from None
    return [
        course.root / "feedback" / student / assignment.name / f"{assignment.name}.html"
        for student in converter.students
    ]


class FeedbackCards(Preprocessor):
    """Leaves what a student wrote, and the verdicts, drawn anew as the feedback policy has it."""

    enabled = True

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook that the page shows."""
        graded: Shown = resources[KEY]
        shown = with_cards(unquoted(nb), graded.result, graded.policy)
        if graded.result.status is Status.MALFORMED:  # what would be shown as the student's answer is the released one
            shown["cells"] = shown["cells"][:1]
        shown["cells"] = [cell for cell in shown["cells"] if _is_of_the_students_doing(cell)]
        return nbformat.from_dict(shown), resources  # type: ignore[no-untyped-call]


class GradesAndComments(GetGrades):  # type: ignore[misc]
    """Adds what the gradebook has: the points, what people wrote, and what still waits for them."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with points and comments in its cells' metadata."""
        resources["waiting"] = {}
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]

    def _get_score(self, cell: Any, resources: Any) -> None:
        super()._get_score(cell, resources)
        name = nbgrader_of(cell)["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        if grade.needs_manual_grade:
            ours = not is_by_hand(cell) and grade.auto_score is None
            resources["waiting"][name] = "the grader" if ours else "by hand"


class FeedbackExporter(HTMLExporter):
    """nbconvert's HTML with our template in place of nbgrader's, which loads three scripts from the network."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.template_paths = [str(TEMPLATES), *self.template_paths]

    def _create_environment(self) -> Any:
        environment = super()._create_environment()  # type: ignore[no-untyped-call]
        prepare(environment)  # nbconvert's own escapes nothing
        return environment

    def _init_resources(self, resources: Any) -> Any:
        from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["content_policy"] = CONTENT_POLICY
        resources["code_style"] = HtmlFormatter(style=_PYGMENTS_STYLE).get_style_defs(".highlight")
        return resources


def _is_of_the_students_doing(cell: Cell) -> bool:
    """Solutions, their verdicts, and the cells that the student added; not the setup, nor the demonstrations."""
    if is_optional(cell) and is_untouched(cell):
        return False
    if not is_code(cell):
        return is_solution(cell) or is_task(cell) or is_added(cell)
    return (
        cell.get("id") == SUMMARY_ID or is_solution(cell) or is_grade(cell) or not (nbgrader_of(cell) or is_demo(cell))
    )
