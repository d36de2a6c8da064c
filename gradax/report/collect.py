"""What a class did: its results, its code, and what lies in ``submitted/`` beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from urllib.parse import quote

from gradax.course import Assignment, CourseError
from gradax.gradebook.database.grades import grades_by_hand
from gradax.report.class_code import read_class_code
from gradax.report.class_report import ClassReport, summarise
from gradax.report.results import read_results
from gradax.submission.search import search, strays_line


def graded_students(assignment: Assignment) -> list[str]:
    """The students whose submissions of the assignment lie in ``autograded/``."""
    return sorted(
        path.parts[-3] for path in (assignment.root / "autograded").glob(f"*/{assignment.name}/{assignment.name}.ipynb")
    )


def class_report(assignment: Assignment) -> ClassReport:
    """What the class did, and what lies in ``submitted/`` that holds nothing for the assignment.

    Raises:
        CourseError: where nothing is graded yet.
    """
    results, problems = read_results(assignment)
    if not results and not problems:
        raise CourseError(f"{assignment.name}: nothing is graded yet; run `gradax grade {assignment.name}` first.")
    submitted = assignment.root / "submitted"
    known = [entry.name for entry in assignment.course.config.assignments]
    strays = strays_line(search(submitted, assignment.name, known).strays, submitted, assignment.name)
    problems += [strays] if strays else []
    students = [result.student for result in results]
    return summarise(
        assignment.entry.title,
        assignment.name,
        results,
        problems,
        grades_by_hand(assignment.course, assignment),
        work=read_class_code(assignment, students),
        pages=_feedback_pages(assignment, students),
    )


def _feedback_pages(assignment: Assignment, students: Iterable[str]) -> dict[str, str]:
    """The addresses of those students' feedback that is written, as the report's page in ``report/`` names them."""
    name = assignment.name
    return {
        student: f"../../feedback/{quote(os.fsencode(student), safe='')}/{name}/{name}.html"
        for student in students
        if (assignment.root / "feedback" / student / name / f"{name}.html").is_file()
    }
