"""What is counted of each exercise, each test, and each cell that people grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import mean

from gradax.gradebook.cards.verdict_card import is_blank
from gradax.report.item_analysis import AT_LEAST, Correlation
from gradax.report.unknown import FailureCluster
from gradax.results import ExerciseResult, Kind, TestResult, Verdict

NEARLY_ALL = 0.9
FEW = 0.1  # where fewer fail it, or pass it, a correlation is low in any case


class ExerciseOutcome(StrEnum):
    """What became of an exercise, a little finer than its verdict; in the order in which they are shown."""

    PASSED = "passed"
    PARTLY = "some points"
    FAILED = "no points"
    BLANK = "not written yet"
    NOT_GRADED = "not graded"


def exercise_outcome(exercise: ExerciseResult) -> ExerciseOutcome:
    """What became of one student's exercise."""
    if exercise.verdict is Verdict.ERROR:
        return ExerciseOutcome.NOT_GRADED
    if exercise.verdict is Verdict.PASSED:
        return ExerciseOutcome.PASSED
    if is_blank(exercise):
        return ExerciseOutcome.BLANK
    return ExerciseOutcome.PARTLY if exercise.score else ExerciseOutcome.FAILED


@dataclass
class TestCount:
    """One test: who did not pass it, among those who wrote the exercise.

    Attributes:
        rubric: its rubric line.
        passed: how many passed it.
        failed: the students who failed it.
        errors: the students for whom it ended in an error of ours.
        correlation: with the share of all other tests that a student passes, if there are enough students to say.
    """

    __test__ = False

    rubric: str
    passed: int = 0
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    correlation: Correlation | None = None

    @property
    def failure_rate(self) -> float:
        """The share of those who failed it, among those who wrote the exercise and were judged."""
        judged = self.passed + len(self.failed)
        return len(self.failed) / judged if judged else 0.0

    @property
    def suspicions(self) -> list[str]:
        """Why an author should look at the test, as sentences; no test is wrong for being here."""
        return list(self._suspicions())

    def add(self, student: str, test: TestResult) -> None:
        """Count one student's result."""
        if test.verdict is Verdict.PASSED:
            self.passed += 1
        else:
            (self.failed if test.verdict is Verdict.FAILED else self.errors).append(student)

    def _suspicions(self) -> Iterator[str]:
        if self.correlation and FEW <= self.failure_rate <= 1 - FEW:
            if self.correlation.high < 0:
                yield "Who passes the other tests fails this one more often."
            elif self.correlation.poor:
                yield "Passing it has little to do with passing the other tests."
        if self.passed + len(self.failed) >= AT_LEAST and self.failure_rate >= NEARLY_ALL:
            yield "Nearly everybody who wrote the exercise fails it."
        if self.errors:
            yield "It ended in an error of ours."


@dataclass
class ExerciseCount:
    """One exercise: how the class did on it, and test by test who did not pass.

    Attributes:
        name: its name.
        max_score: its points.
        outcomes: how many submissions have which outcome.
        shares: the shares of its points, of those who wrote it.
        tests: by name.
        misconceptions: for each diagnosis, the students who have it.
        examples: for each diagnosis an anonymised example, where there is one.
        unknown: the failures that have no diagnosis.
        unknown_examples: an anonymised example of each of these, or nothing.
        discrimination: the correlation with the points of all other exercises, if there are enough students to say.
    """

    name: str
    max_score: float
    outcomes: Counter[ExerciseOutcome] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    tests: dict[str, TestCount] = field(default_factory=dict)
    misconceptions: dict[str, list[str]] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    unknown: list[FailureCluster] = field(default_factory=list)
    unknown_examples: list[str] = field(default_factory=list)
    discrimination: Correlation | None = None

    @property
    def attempts(self) -> int:
        """How many submissions wrote something for it, whatever became of that."""
        return self.outcomes.total() - self.outcomes[ExerciseOutcome.BLANK]

    @property
    def pass_rate(self) -> float:
        """The share of submissions that passed it whole, among those who wrote it and were judged."""
        return self.outcomes[ExerciseOutcome.PASSED] / len(self.shares) if self.shares else 0.0

    @property
    def mean_share(self) -> float:
        """Its difficulty: the mean share of its points, of those who wrote it; the lower, the harder."""
        return mean(self.shares) if self.shares else 0.0

    @property
    def by_failures(self) -> list[TestCount]:
        """Its tests, the one that most submissions failed first."""
        return sorted(self.tests.values(), key=lambda test: -len(test.failed))

    @property
    def fine(self) -> list[TestCount]:
        """The tests that somebody passed, and nobody failed."""
        return [test for test in self.tests.values() if test.passed and not test.failed and not test.errors]

    @property
    def by_misconception(self) -> list[tuple[str, list[str]]]:
        """Each misconception with its students, the commonest first."""
        return sorted(self.misconceptions.items(), key=lambda item: -len(item[1]))

    def add(self, student: str, exercise: ExerciseResult) -> None:
        """Count one student's result."""
        outcome = exercise_outcome(exercise)
        self.outcomes[outcome] += 1
        if outcome is ExerciseOutcome.BLANK:
            for test in exercise.tests:
                self.tests.setdefault(test.name, TestCount(test.rubric))
            return
        if outcome is not ExerciseOutcome.NOT_GRADED:
            self.shares.append(share(exercise))
        if exercise.diagnosis:
            self.misconceptions.setdefault(exercise.diagnosis, []).append(student)
        for test in exercise.tests:
            self.tests.setdefault(test.name, TestCount(test.rubric)).add(student, test)


@dataclass
class EndingCount:
    """One way in which tests ended early: who it happened to, and in which exercises.

    Attributes:
        kind: the way.
        students: each once.
        tests: how many tests of which exercise, over all students.
    """

    kind: Kind
    students: list[str] = field(default_factory=list)
    tests: Counter[str] = field(default_factory=Counter)

    def add(self, student: str, exercise: str) -> None:
        """Count one test."""
        self.tests[exercise] += 1
        if student not in self.students[-1:]:  # they come student by student
            self.students.append(student)


@dataclass
class ByHandCount:
    """One cell that people grade: what they gave so far, and who waits."""

    name: str
    max_score: float
    shares: list[float] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    @property
    def mean_share(self) -> float:
        """The mean share of its points, among those that are graded."""
        return mean(self.shares) if self.shares else 0.0


def share(of: ExerciseResult) -> float:
    """The share of an exercise's points."""
    return of.score / of.max_score if of.max_score else 0.0
