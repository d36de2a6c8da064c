"""Perfect submissions, made from the release and the reference solutions."""

from __future__ import annotations

from gradax.authoring.normal_form import to_text
from gradax.course import Assignment
from gradax.grading.grade import release_of
from gradax.submission.canonical import with_answers


def solved_notebook(assignment: Assignment) -> bytes:
    """The released notebook with the reference solutions in it, as a student would hand it in."""
    solutions = {exercise.name: exercise.solution for exercise in assignment.exercises}
    return to_text(with_answers(release_of(assignment), solutions).notebook).encode()
