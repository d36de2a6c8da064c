"""What a class did with one assignment, counted from its results; `as_html` and `as_text` show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import mean, median

from gradax.gradebook.cards.verdict_card import is_blank
from gradax.gradebook.database.grades import GradeByHand
from gradax.report.alike import Alike, alike
from gradax.report.class_code import ClassCode
from gradax.report.counts import ByHandCount, EndingCount, ExerciseCount, TestCount, share
from gradax.report.example import Examples
from gradax.report.item_analysis import item_rest_correlation
from gradax.report.suspicion import suspicion
from gradax.report.unknown import clusters
from gradax.results import ExerciseResult, Kind, Status, SubmissionResult, Verdict

BINS = 10
SLOWEST = 5


@dataclass(frozen=True)
class ClassReport:
    """One assignment's class.

    Attributes:
        title: the assignment's title.
        assignment: its name.
        results: every submission's result, by student.
        exercises: in the notebook's order.
        endings: the ways in which tests ended early.
        problems: files that could not be read, as sentences.
        by_hand: what people grade, which no other number here includes; in the notebook's order.
        alike: submissions that are nearly the same.
        pages: where the students' feedback is, as far as it is written.
    """

    title: str
    assignment: str
    results: list[SubmissionResult]
    exercises: list[ExerciseCount]
    endings: list[EndingCount]
    problems: list[str]
    by_hand: list[ByHandCount]
    alike: list[Alike]
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def statuses(self) -> Counter[Status]:
        """How many submissions have which status."""
        return Counter(result.status for result in self.results)

    @property
    def shares(self) -> list[float]:
        """Each submission's share of the points; those that we could not grade to the end are left out."""
        return [_share(result) for result in self.results if result.status is not Status.ERROR]

    @property
    def histogram(self) -> list[int]:
        """How many submissions have a share in each tenth; the last one includes 100 %."""
        counts = Counter(min(int(each * BINS), BINS - 1) for each in self.shares)
        return [counts[index] for index in range(BINS)]

    @property
    def middle(self) -> tuple[float, float]:
        """Mean and median share."""
        return (mean(self.shares), median(self.shares)) if self.shares else (0.0, 0.0)

    @property
    def blank(self) -> list[str]:
        """The students in whose notebooks nothing was written for any exercise."""
        return [each.student for each in self.results if each.exercises and all(map(is_blank, each.exercises))]

    @property
    def seconds(self) -> list[float]:
        """How long each submission took to grade, the quickest first."""
        return sorted(result.seconds for result in self.results)

    @property
    def durations(self) -> tuple[list[int], list[float]]:
        """How many submissions took how long, and the edges between these counts, in seconds."""
        longest = self.seconds[-1]
        width = next(width for width in _widths() if width * BINS >= longest)
        counts = Counter(min(int(each / width), BINS - 1) for each in self.seconds)
        used = max(counts) + 1
        return [counts[index] for index in range(used)], [index * width for index in range(used + 1)]

    @property
    def slowest(self) -> list[SubmissionResult]:
        """The submissions that took longest to grade."""
        return sorted(self.results, key=lambda result: -result.seconds)[:SLOWEST]

    @property
    def suspects(self) -> list[tuple[ExerciseCount, TestCount]]:
        """The tests that an author should look at, with their exercises."""
        return [(each, test) for each in self.exercises for test in each.tests.values() if test.suspicions]

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
    *,
    work: ClassCode | None = None,
    pages: Mapping[str, str] | None = None,
) -> ClassReport:
    """Count what there is to count in a class's results.

    Args:
        title: the assignment's title.
        assignment: its name.
        results: the class's results.
        problems: what could not be read, as sentences.
        given: what people gave points for by hand.
        work: the code behind the results, as far as it is there.
        pages: where the students' feedback is.
    """
    work = work or ClassCode()
    ordered = sorted(results, key=lambda result: result.student)
    exercises: dict[str, ExerciseCount] = {}
    endings: dict[Kind, EndingCount] = {}
    for student, exercise in _judged(ordered):
        exercises.setdefault(exercise.name, ExerciseCount(exercise.name, exercise.max_score)).add(student, exercise)
        for kind in () if is_blank(exercise) else filter(None, (test.kind for test in exercise.tests)):
            endings.setdefault(kind, EndingCount(kind)).add(student, exercise.name)
    examples = Examples((*work.released, *work.known))
    for count in exercises.values():
        _analyse(count, ordered)
        _explain(count, ordered, work, examples)
    return ClassReport(
        title,
        assignment,
        ordered,
        list(exercises.values()),
        sorted(endings.values(), key=lambda ending: (-len(ending.students), ending.kind)),
        problems,
        _by_hand(given),
        alike(ordered, work),
        pages or {},
    )


def _judged(results: Iterable[SubmissionResult]) -> Iterator[tuple[str, ExerciseResult]]:
    """Every student's exercises; a malformed submission has none that somebody wrote."""
    return (
        (result.student, exercise)
        for result in results
        if result.status is not Status.MALFORMED
        for exercise in result.exercises
    )


def _analyse(count: ExerciseCount, results: list[SubmissionResult]) -> None:
    """Correlate an exercise with the other exercises, and each of its tests with all other tests."""
    points: list[tuple[float, float]] = []
    verdicts: dict[str, list[tuple[float, float]]] = {}
    for result in results:
        exercises = [each for each in result.exercises if each.verdict is not Verdict.ERROR]
        own = next((each for each in exercises if each.name == count.name), None)
        if own is None or is_blank(own) or result.status is Status.MALFORMED:
            continue
        others = [each for each in exercises if each is not own]
        if most := sum(each.max_score for each in others):
            points.append((share(own), sum(each.score for each in others) / most))
        passed = [test.verdict is Verdict.PASSED for each in exercises for test in each.tests]
        for test in own.tests if len(passed) > 1 else ():
            one = test.verdict is Verdict.PASSED
            verdicts.setdefault(test.name, []).append((float(one), (sum(passed) - one) / (len(passed) - 1)))
    count.discrimination = item_rest_correlation(*_columns(points))
    for name, pairs in verdicts.items():
        count.tests[name].correlation = item_rest_correlation(*_columns(pairs))


def _columns(pairs: list[tuple[float, float]]) -> tuple[list[float], list[float]]:
    return [one for one, _ in pairs], [other for _, other in pairs]


def _explain(count: ExerciseCount, results: Iterable[SubmissionResult], work: ClassCode, examples: Examples) -> None:
    """Find examples of the misconceptions, and put unknown failures together."""
    name = count.name

    def example(students: Iterable[str]) -> str:
        return examples.of((student, work.answer(student, name)) for student in students)

    of_students = {student: exercise for student, exercise in _judged(results) if exercise.name == name}
    count.examples = {sentence: example(students) for sentence, students in count.misconceptions.items()}
    count.unknown = clusters(of_students, {student: work.answer(student, name) for student in of_students})
    count.unknown_examples = [example(cluster.students) for cluster in count.unknown]


def _by_hand(given: Iterable[GradeByHand]) -> list[ByHandCount]:
    counts: dict[str, ByHandCount] = {}
    for grade in given:
        count = counts.setdefault(grade.name, ByHandCount(grade.name, grade.max_score))
        if grade.score is None:
            count.waiting.append(grade.student)
        else:
            count.shares.append(grade.score / grade.max_score if grade.max_score else 0.0)
    return list(counts.values())


def _widths() -> Iterator[float]:
    """Widths of bins that are easily read: 0.01, 0.02, 0.05, 0.1 and so on."""
    return (figure * 10.0**power for power in range(-2, 9) for figure in (1, 2, 5))


def _share(result: SubmissionResult) -> float:
    return result.score / result.max_score if result.max_score else 0.0
