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
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades

from gradax.course import Assignment, Course, CourseError
from gradax.course.course import TEST_PREFIX
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
from gradax.course.sections import sections_of
from gradax.gradebook.cards.next_steps import next_steps
from gradax.gradebook.cards.verdict_card import (
    LOOKS,
    PARTLY,
    card_html,
    is_blank,
    receipt_line,
    status_of,
    tally,
    word_of,
)
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.converters.answers import is_added, unquoted
from gradax.gradebook.converters.autograded_notebook import SUMMARY_ID
from gradax.gradebook.converters.generate_feedback import SafeFeedback
from gradax.gradebook.converters.listing import listing, stops_of
from gradax.gradebook.converters.steps import KEY, Shown, is_untouched
from gradax.gradebook.converters.students import Each
from gradax.gradebook.log import QUIET
from gradax.html import CONTENT_POLICY, prepare, style
from gradax.results import Status, Verdict

TEMPLATES = Path(__file__).parent / "templates"


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
    """Leaves what a student wrote, and draws the verdicts as the feedback policy has it."""

    enabled = True

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook that the page shows; in `resources` what the page says besides."""
        graded: Shown = resources[KEY]
        result, shown = graded.result, unquoted(nb)
        resources["result"], resources["status"] = result, status_of(result)
        resources["receipt"] = receipt_line(result)
        resources["title"] = graded.assignment.entry.title if graded.assignment else result.assignment
        resources["sections"] = sections_of(shown)
        resources["cards"] = {
            TEST_PREFIX + each.name: Markup(card_html(each, graded.policy, on_page=True)) for each in result.exercises
        }
        resources["looks"] = {
            TEST_PREFIX + each.name: PARTLY if is_blank(each) else LOOKS[each.verdict] for each in result.exercises
        }
        resources["words"] = {
            TEST_PREFIX + each.name: tally(each) if each.verdict is Verdict.FAILED else word_of(each)
            for each in result.exercises
        }
        resources["stops"] = stops_of(result.exercises) if graded.policy.show_messages else set()
        malformed = result.status is Status.MALFORMED  # what would be shown as the student's answer is the released one
        shown["cells"] = [] if malformed else [cell for cell in shown["cells"] if _is_of_the_students_doing(cell)]
        return nbformat.from_dict(shown), resources  # type: ignore[no-untyped-call]


class GradesAndComments(GetGrades):  # type: ignore[misc]
    """Adds what the gradebook has: the points, what people wrote, and what still waits for them."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """The notebook with points and comments in its cells' metadata; in `resources` what to do next."""
        resources["waiting"] = {}
        nb, resources = super().preprocess(nb, resources)
        graded: Shown = resources[KEY]
        scores = {
            nbgrader_of(cell)["grade_id"].removeprefix(TEST_PREFIX): nbgrader_of(cell)["score"]
            for cell in nb.cells
            if is_grade(cell)
        }
        hinted = {each.name for each in graded.result.exercises if _has_hints(graded.assignment, each.name)}
        resources["next_steps"] = next_steps(graded.result, scores, resources["sections"], hinted)
        return nb, resources

    def _get_comment(self, cell: Any, resources: Any) -> None:
        """What a person wrote; nbgrader's own "No response." is nobody's word."""
        name = nbgrader_of(cell)["grade_id"]
        comment = self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)
        cell.metadata.nbgrader["comment"] = comment.manual_comment

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
        environment.filters["listing"] = listing
        return environment

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["content_policy"] = CONTENT_POLICY
        resources["style"] = style("gradebook/converters/feedback.css")
        return resources


def _has_hints(assignment: Assignment | None, exercise: str) -> bool:
    return assignment is not None and assignment.hints_path(exercise).is_file()


def _is_of_the_students_doing(cell: Cell) -> bool:
    """Solutions, their verdicts, and the cells that the student added; not the setup, nor the demonstrations."""
    if is_optional(cell) and is_untouched(cell):
        return False
    if not is_code(cell):
        return is_solution(cell) or is_task(cell) or is_added(cell)
    if cell.get("id") == SUMMARY_ID:  # the page's head says it
        return False
    return is_solution(cell) or is_grade(cell) or not (nbgrader_of(cell) or is_demo(cell))
