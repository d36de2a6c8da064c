"""What students wrote, as their autograded notebooks have it, and what the course itself wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gradax.course import Assignment, CourseError
from gradax.course.notebook import code_cells, grade_id_of, is_by_hand, is_solution, read_notebook, source_of
from gradax.gradebook.converters.answers import is_added

ADDED = "cells of their own"  # no exercise has such a name


@dataclass(frozen=True)
class ClassCode:
    """The code behind a class's results.

    Attributes:
        answers: each student's code, by exercise; under `ADDED` what stands in cells that they added.
        released: the code that everybody was given.
        known: the code that the course knows besides: its solutions and its banks' answers.
    """

    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    released: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    def answer(self, student: str, exercise: str) -> str:
        """What a student wrote for an exercise; nothing where it cannot be read."""
        return self.answers.get(student, {}).get(exercise, "")


def read_class_code(assignment: Assignment, students: Iterable[str]) -> ClassCode:
    """The code of these students' graded submissions, and the course's own."""
    released = read_notebook(assignment.release_path) if assignment.release_path.exists() else {"cells": []}
    return ClassCode(
        {student: _answers(assignment, student) for student in students},
        tuple(map(source_of, code_cells(released))),
        (*(each.solution for each in assignment.exercises), *(each.source for each in assignment.bank)),
    )


def _answers(assignment: Assignment, student: str) -> dict[str, str]:
    path = assignment.results_path(student).with_name(assignment.notebook_path.name)
    try:
        cells = list(code_cells(read_notebook(path)))
    except CourseError:  # then there is nothing to show of it; the results are there all the same
        return {}
    answers = {
        name: source_of(cell)
        for cell in cells
        if is_solution(cell) and not is_by_hand(cell) and (name := grade_id_of(cell))
    }
    added = "\n".join(source_of(cell) for cell in cells if is_added(cell))
    return answers | ({ADDED: added} if added else {})
