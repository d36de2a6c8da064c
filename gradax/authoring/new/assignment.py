"""A new assignment: a notebook to put exercises into, and its entry in course.yaml."""

from __future__ import annotations

from gradax.authoring.new.beginnings import code_cell, filled, markdown_cell, refuse_existing, write_all
from gradax.authoring.new.listing import with_assignment
from gradax.authoring.new.name import assignment_name, title_of
from gradax.authoring.normal_form import normalise, to_text
from gradax.course import Assignment, Course, CourseError
from gradax.course.config import FILE_NAME, AssignmentEntry
from gradax.text import one_line


def lay_assignment(course: Course, name: str, title: str | None = None) -> Assignment:
    """Create an assignment without exercises, as the course's last one.

    Raises:
        CourseError: where the name cannot be one or is in use, or course.yaml cannot be added to.
    """
    assignment_name(name)
    settings = course.root / FILE_NAME
    if any(each.name == name for each in course.assignments):
        raise CourseError(f"{settings}: there already is an assignment `{name}`; choose another name.")
    entry = AssignmentEntry(name, one_line(title or "") or title_of(name))
    made = Assignment(course, entry)
    advice = f"list it in {FILE_NAME}, remove it, or choose another name."
    refuse_existing({made.source: advice, made.tests: advice, made.release: advice})
    cells = [
        markdown_cell("assignment/opening.md", title=entry.title),
        code_cell(filled("assignment/setup.py"), grade_id="setup", locked=True),
        markdown_cell("assignment/closing.md"),
    ]
    text = with_assignment(settings, entry)
    write_all({made.notebook_path: to_text(normalise({"cells": cells})), settings: text})
    return made
