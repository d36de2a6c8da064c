"""Notebooks that right answers make together: one of the bank's for each exercise, as in the notebooks of students."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gradax.course import Answer, Assignment, Course
from gradax.grading.references import settle_jax
from gradax.results import Verdict
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Student


def right_notebooks(assignment: Assignment, exercises: Iterable[str]) -> Iterator[dict[str, Answer]]:
    """Right answers by exercise, in as many notebooks as it takes for each to have its turn.

    All answers of `exercises` have it, and of what these build on.
    """
    right = defaultdict(list)
    for answer in assignment.bank:
        if answer.right:
            right[answer.exercise].append(answer)
    exercises = set(exercises)
    needed = exercises.union(*(assignment.builds_on[name] for name in exercises))
    for number in range(max((len(right.get(name, ())) for name in needed), default=0)):
        yield {name: answers[number % len(answers)] for name, answers in right.items()}


def refused_by_checks(root: Path, assignment: str, exercises: Iterable[str], right: Mapping[str, Answer]) -> list[str]:
    """A sentence for each visible check of these exercises that refuses its right answer; they run in this process."""
    found = Course.open(root).assignment(assignment)
    settle_jax(found.course)
    student = Student(load_solution(found, {name: answer.source for name, answer in right.items()}))
    tests = run_tests([found.check_path(name) for name in exercises if name in right], lambda _: student)
    return [
        f"{assignment}/{name}: {right[name].name} is refused by the visible check `{test.name}`: {test.message}"
        for name, results in tests.items()
        for test in results
        if test.verdict is not Verdict.PASSED
    ]
