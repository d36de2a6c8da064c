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

from gradax.course import Assignment, Course, CourseError
from gradax.course.notebook import Cell, grade_id_of, is_code, is_demo, is_grade, is_solution, nbgrader_of
from gradax.gradebook.autograded import SUMMARY_ID, with_cards
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.converters import SafeFeedback
from gradax.gradebook.log import QUIET
from gradax.gradebook.steps import KEY, Shown, auto_score
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
        shown = with_cards(nb, graded.result, graded.policy)
        if graded.result.status is Status.MALFORMED:  # what would be shown as the student's answer is the released one
            shown["cells"] = shown["cells"][:1]
        shown["cells"] = [cell for cell in shown["cells"] if _is_of_the_students_doing(cell)]
        grade_ids = [str(grade_id_of(cell)) for cell in shown["cells"] if is_grade(cell)]
        resources["waiting"] = [name for name in grade_ids if auto_score(graded.result, name) is None]
        return nbformat.from_dict(shown), resources  # type: ignore[no-untyped-call]


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
    if not is_code(cell):
        return bool(nbgrader_of(cell).get("solution"))
    return (
        cell.get("id") == SUMMARY_ID or is_solution(cell) or is_grade(cell) or not (nbgrader_of(cell) or is_demo(cell))
    )
