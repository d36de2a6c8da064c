"""What a class did with one assignment, counted from its results; `as_html` and `as_text` show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import mean, median

from gradax.gradebook.record import GradeByHand
from gradax.report.suspicion import suspicion
from gradax.results import Kind, Status, SubmissionResult, Verdict

BINS = 10


@dataclass
class TestCount:
    """One test: who did not pass it."""

    __test__ = False

    rubric: str
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass
class ExerciseCount:
    """One exercise: how many passed it, and test by test who did not."""

    name: str
    max_score: float
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    tests: dict[str, TestCount] = field(default_factory=dict)
    misconceptions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def attempts(self) -> int:
        """How many submissions were graded on it, by us or not."""
        return self.verdicts.total()

    @property
    def pass_rate(self) -> float:
        """The share of submissions that passed it whole."""
        return self.verdicts[Verdict.PASSED] / self.attempts if self.attempts else 0.0

    @property
    def mean_share(self) -> float:
        """The mean share of its points."""
        return mean(self.shares) if self.shares else 0.0

    @property
    def not_graded(self) -> int:
        """How many submissions we could not grade on it."""
        return self.verdicts[Verdict.ERROR]

    @property
    def by_failures(self) -> list[TestCount]:
        """Its tests, the one that most submissions failed first."""
        return sorted(self.tests.values(), key=lambda test: -len(test.failed))

    @property
    def by_misconception(self) -> list[tuple[str, list[str]]]:
        """Each misconception with its students, the commonest first."""
        return sorted(self.misconceptions.items(), key=lambda item: -len(item[1]))


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


@dataclass(frozen=True)
class ClassReport:
    """One assignment's class.

    Attributes:
        title: the assignment's title.
        results: every submission's result, by student.
        exercises: in the notebook's order.
        endings: for each way a test ended early, the students that it happened to.
        problems: files that could not be read, as sentences.
        by_hand: what people grade, which no other number here includes; in the notebook's order.
    """

    title: str
    assignment: str
    results: list[SubmissionResult]
    exercises: list[ExerciseCount]
    endings: dict[Kind, list[str]]
    problems: list[str]
    by_hand: list[ByHandCount]

    @property
    def statuses(self) -> Counter[Status]:
        """How many submissions have which status."""
        return Counter(result.status for result in self.results)

    @property
    def shares(self) -> list[float]:
        """Each submission's share of the points; those that we could not grade to the end are left out."""
        return [_share(result.score, result.max_score) for result in self.results if result.status is not Status.ERROR]

    @property
    def histogram(self) -> list[int]:
        """How many submissions have a share in each tenth; the last one includes 100 %."""
        counts = Counter(min(int(share * BINS), BINS - 1) for share in self.shares)
        return [counts[index] for index in range(BINS)]

    @property
    def middle(self) -> tuple[float, float]:
        """Mean and median share."""
        return (mean(self.shares), median(self.shares)) if self.shares else (0.0, 0.0)

    @property
    def warnings(self) -> list[tuple[str, str]]:
        """Each warning after its student, and each unreadable file after nobody."""
        of_students = [
            (result.student, text)
            for result in self.results
            for text in [*result.warnings, *filter(None, [suspicion(result)])]
        ]
        return of_students + [("", problem) for problem in self.problems]

    @property
    def unprotected(self) -> list[str]:
        """The students whose submissions were graded without protection."""
        return [result.student for result in self.results if result.protection is None]


def summarise(
    title: str,
    assignment: str,
    results: Iterable[SubmissionResult],
    problems: list[str],
    given: Iterable[GradeByHand] = (),
) -> ClassReport:
    """Count what there is to count in a class's results, and in what people `given` points for by hand."""
    ordered = sorted(results, key=lambda result: result.student)
    exercises: dict[str, ExerciseCount] = {}
    endings: dict[Kind, list[str]] = {}
    for result in ordered:
        for exercise in result.exercises:
            count = exercises.setdefault(exercise.name, ExerciseCount(exercise.name, exercise.max_score))
            count.verdicts[exercise.verdict] += 1
            if exercise.verdict is not Verdict.ERROR:
                count.shares.append(_share(exercise.score, exercise.max_score))
            if exercise.diagnosis:
                count.misconceptions.setdefault(exercise.diagnosis, []).append(result.student)
            for test in exercise.tests:
                seen = count.tests.setdefault(test.name, TestCount(test.rubric))
                if test.verdict is Verdict.FAILED:
                    seen.failed.append(result.student)
                elif test.verdict is Verdict.ERROR:
                    seen.errors.append(result.student)
                if test.kind is not None and result.student not in endings.setdefault(test.kind, []):
                    endings[test.kind].append(result.student)
    return ClassReport(title, assignment, ordered, list(exercises.values()), endings, problems, _by_hand(given))


def _by_hand(given: Iterable[GradeByHand]) -> list[ByHandCount]:
    counts: dict[str, ByHandCount] = {}
    for grade in given:
        count = counts.setdefault(grade.name, ByHandCount(grade.name, grade.max_score))
        if grade.score is None:
            count.waiting.append(grade.student)
        else:
            count.shares.append(_share(grade.score, grade.max_score))
    return list(counts.values())


def _share(score: float, max_score: float) -> float:
    return score / max_score if max_score else 0.0
