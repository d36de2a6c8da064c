"""Classes of students: perfect ones, and mixed ones as a course sees them."""

from __future__ import annotations

import random

from gradax.authoring.normal_form import to_text
from gradax.course import Assignment
from gradax.grading.grade import release_of
from gradax.submission.canonical import with_answers

# Shares of an exercise's answers in a mixed class; the rest are the reference solution.
RIGHT, WRONG, BLANK = 0.2, 0.3, 0.1


def perfect(assignment: Assignment, students: int) -> list[bytes]:
    """As many notebooks with the reference solutions in them."""
    return [_notebook(assignment, {each.name: each.solution for each in assignment.exercises})] * students


def mixed(assignment: Assignment, students: int, seed: int) -> list[bytes]:
    """Notebooks whose answers are drawn from the solution and the bank's right and wrong ones; some are blank."""
    rng = random.Random(f"{assignment.name} {seed}")
    return [_notebook(assignment, _drawn(assignment, rng)) for _ in range(students)]


def _drawn(assignment: Assignment, rng: random.Random) -> dict[str, str]:
    answers = {each.name: each.solution for each in assignment.exercises}
    for name in [*answers]:
        bank = [answer for answer in assignment.bank if answer.exercise == name]
        chance = rng.random()
        if chance < BLANK:
            del answers[name]
        elif chance < BLANK + RIGHT + WRONG:
            right = chance < BLANK + RIGHT
            answers[name] = rng.choice([answer for answer in bank if answer.right is right]).source
    return answers


def _notebook(assignment: Assignment, answers: dict[str, str]) -> bytes:
    return to_text(with_answers(release_of(assignment), answers).notebook).encode()
