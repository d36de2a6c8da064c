"""Notebooks that right answers make together: one of the bank's for each exercise, as in the notebooks of students."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gradax.course import Answer, Assignment, Course
from gradax.grading.references import settle_jax
from gradax.results import Verdict
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Student


@dataclass(frozen=True)
class RightNotebook:
    """Right answers that stand in one notebook.

    Attributes:
        answers: by exercise; where there is none, the solution stands.
        judged: the exercises to judge: those whose answer has its turn here, and what builds on one that has.
    """

    answers: Mapping[str, Answer]
    judged: tuple[str, ...]

    @property
    def sources(self) -> dict[str, str]:
        """The answers' source, by exercise."""
        return {name: answer.source for name, answer in self.answers.items()}


def right_notebooks(assignment: Assignment, exercises: Iterable[str]) -> Iterator[RightNotebook]:
    """As many notebooks as it takes for each right answer to have its turn.

    All answers of `exercises` have it, and of what these build on; nothing else is judged.
    """
    right = defaultdict(list)
    for answer in assignment.bank:
        if answer.right:
            right[answer.exercise].append(answer)
    needs = {name: {name, *assignment.builds_on[name]} for name in exercises}
    needed = set().union(*needs.values())
    for number in range(max((len(right.get(name, ())) for name in needed), default=0)):
        new = {name for name, answers in right.items() if number < len(answers)}
        judged = tuple(name for name in needs if name in right and new & needs[name])
        if judged:
            yield RightNotebook({name: answers[number % len(answers)] for name, answers in right.items()}, judged)


def refused_by_checks(root: Path, assignment: str, right: RightNotebook) -> list[str]:
    """A sentence for each visible check that refuses a right answer; the checks run in this process."""
    found = Course.open(root).assignment(assignment)
    settle_jax(found.course)
    student = Student(load_solution(found, right.sources))
    tests = run_tests(map(found.check_path, right.judged), lambda _: student)
    return [
        f"{assignment}/{name}: {right.answers[name].name} is refused by the visible check `{test.name}`: {test.message}"
        for name, results in tests.items()
        for test in results
        if test.verdict is not Verdict.PASSED
    ]
