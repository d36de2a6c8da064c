"""The gate: do the hidden tests accept what is right and refuse what is wrong?

Every wrong answer of the course's bank stands in for one exercise's solution, beside the solutions of the others, and
is graded as a submission is. Right answers make whole notebooks together, so that what builds on an exercise is judged
beside each right way to write it, as in students' notebooks. The verification says what fell short, in sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gradax.authoring.gate_report import Report, Verification, Verified
from gradax.authoring.release import preview
from gradax.authoring.right_notebooks import RightNotebook, right_notebooks
from gradax.authoring.stubs import AT_MOST, stubs
from gradax.authoring.trials import Trial
from gradax.course import Answer, Assignment, Course, CourseError, Exercise, read_bank
from gradax.course.notebook import Notebook
from gradax.grading.diagnosis import (
    Fingerprints,
    Known,
    fingerprint,
    fingerprints_path,
    format_fingerprints,
    read_fingerprints,
)
from gradax.grading.score import WITHOUT_THE_CORE
from gradax.results import OUT_OF_TIME, ExerciseResult, TestResult, Verdict
from gradax.submission.canonical import with_answers
from gradax.text import listed

SOLUTION, BLANK, STUB = "the solution", "the blank notebook", "a stub that "
Run = Callable[[Sequence[Trial]], Iterable[tuple[int, list[ExerciseResult]]]]


@dataclass(frozen=True)
class Subject:
    """One assignment to verify.

    Attributes:
        assignment: what it belongs to.
        notebook: the notebook as released now.
        exercises: the exercises to verify.
        answers: their answers.
        leaks: the leaks found.
        own: whether the answers are the course's own. Another bank may name tests that this course lacks; there, an
            answer is caught as soon as it fails any test.
    """

    assignment: Assignment
    notebook: Notebook
    exercises: tuple[Exercise, ...]
    answers: tuple[Answer, ...]
    leaks: tuple[str, ...]
    own: bool

    def trials(self, examples: Mapping[str, str], *, quick: bool = False) -> Iterator[tuple[Trial, dict[str, Answer]]]:
        """What to grade, and the bank's answers in it, by exercise: the solution, the blank notebook, stubs, the bank.

        Another's bank answers one by one, beside solutions: one that is wrong after all must not spoil the others.
        `examples` are stubs that return an example's value, by exercise. In a `quick` verification a wrong answer meets
        the tests that it names alone.
        """
        name = self.assignment.name
        every = tuple(exercise.name for exercise in self.exercises)
        solutions = {exercise.name: exercise.solution for exercise in self.assignment.exercises}
        yield Trial(name, SOLUTION, every, with_answers(self.notebook, solutions)), {}
        yield Trial(name, BLANK, every, with_answers(self.notebook, {}), once=True), {}
        for what, stub in stubs(self.assignment, examples):
            tried = tuple(each for each in every if each in stub)
            yield Trial(name, STUB + what, tried, with_answers(self.notebook, stub), once=True), {}
        for answer in self.answers:
            if not (self.own and answer.right):
                filled = with_answers(self.notebook, solutions | {answer.exercise: answer.source})
                tests = answer.fails if quick else None
                yield Trial(name, answer.name, (answer.exercise,), filled, tests), {answer.exercise: answer}
        for number, right in enumerate(self.right_notebooks(), start=1):
            filled = with_answers(self.notebook, solutions | right.sources)
            yield Trial(name, f"notebook {number} of right answers", right.judged, filled), dict(right.answers)

    def right_notebooks(self) -> Iterator[RightNotebook]:
        """What right answers of the course's own bank make together; nothing of another's."""
        return right_notebooks(self.assignment, [exercise.name for exercise in self.exercises if self.own])


def subjects(
    course: Course, names: Iterable[str], *, exercise: str | None = None, answers: Path | None = None
) -> list[Subject]:
    """What is to be verified: assignments, perhaps only one exercise, perhaps with another bank of answers.

    Without names it is all assignments that have been begun.

    Raises:
        CourseError: for an assignment, an exercise or a bank that does not exist, and for answers to no exercise.
    """
    names = list(names)
    if answers is not None and not answers.is_dir():
        raise CourseError(f"{answers}: there is no such folder of answers.")
    chosen = course.select(names) if names else course.begun()
    if exercise is not None and not names:
        having = [each for each in chosen if any(known.name == exercise for known in each.exercises)]
        chosen = having or chosen
    return [_subject(course, assignment, exercise, answers) for assignment in chosen]


def _subject(course: Course, assignment: Assignment, exercise: str | None, answers: Path | None) -> Subject:
    exercises = assignment.exercises if exercise is None else [assignment.exercise(exercise)]
    bank = assignment.bank if answers is None else read_bank(answers / assignment.name, own=False)
    for answer in bank:
        assignment.exercise(answer.exercise)
    wanted = {each.name for each in exercises}
    notebook, leaks = preview(course, assignment)
    chosen = tuple(answer for answer in bank if answer.exercise in wanted)
    return Subject(assignment, notebook, tuple(exercises), chosen, tuple(map(str, leaks)), own=answers is None)


def verify(
    chosen: Sequence[Subject], run: Run, examples: Mapping[str, Mapping[str, str]], *, quick: bool = False
) -> Verification:
    """Grade everything that there is to try, and judge it.

    Args:
        chosen: what to verify.
        run: grades trials in any order, and gives each one's index with its results, once for each repetition.
        examples: stubs that return an example's value, by assignment and exercise.
        quick: whether wrong answers meet only the tests that they name. That is enough for the gate, but not for
            fingerprints, which need every test: those that are known are compared as far as these tests go.
    """
    report = Report(leaks=[leak for subject in chosen for leak in subject.leaks])
    verification = Verification(report, problems=list(report.leaks))
    tried = [
        (subject, trial, answers)
        for subject in chosen
        for trial, answers in subject.trials(examples.get(subject.assignment.name, {}), quick=quick)
    ]
    committed = {each.assignment.name: read_fingerprints(fingerprints_path(each.assignment)) for each in chosen}
    results: dict[int, list[list[ExerciseResult]]] = defaultdict(list)
    for index, found in run([trial for _, trial, _ in tried]):
        results[index].append(found)
    rows: dict[tuple[str, str], Verified] = {}
    for subject in chosen:
        for exercise in subject.exercises:
            row = Verified(assignment=subject.assignment.name, name=exercise.name, points=exercise.points)
            row.right.total = sum(each.right for each in subject.answers if each.exercise == exercise.name)
            rows[row.assignment, row.name] = row
    for index, (subject, trial, answers) in enumerate(tried):
        for answer, name, said in _wavering(trial, answers, results[index]):
            by_the_way = answer is not None and not answer.right and name not in answer.fails
            (verification.warnings if by_the_way else verification.problems).append(said)
        for result in results[index][0]:
            row = rows[trial.assignment, result.name]
            if answer := answers.get(result.name):
                if answer.right:
                    beside = [answers[each] for each in subject.assignment.builds_on[result.name] if each in answers]
                    _judge_right(verification, row, answer, result, beside)
                else:
                    _judge_wrong(verification, row, answer, result, subject.own)
                    if quick:
                        _compare_fingerprint(verification, row, answer, result, committed[row.assignment])
                    elif subject.own:
                        _keep_fingerprint(verification, row, answer, result)
            elif trial.name == SOLUTION:
                _judge_solution(verification, row, result)
            elif trial.name == BLANK:
                _judge_blank(verification, row, result)
            else:
                _judge_stub(verification, row, trial.name, result)
    report.exercises = list(rows.values())
    for row in report.exercises:
        row.right.accepted = row.right.total - len(row.right.refused)
    return verification


def _wavering(
    trial: Trial, answers: Mapping[str, Answer], repeated: Sequence[list[ExerciseResult]]
) -> Iterator[tuple[Answer | None, str, str]]:
    """Each test that judges the same answer differently from run to run: the answer, the test's name, a sentence.

    How slow a wrong answer is depends on the machine; a right one must always be in time.
    """
    verdicts: dict[tuple[str, str], Counter[Verdict]] = defaultdict(Counter)
    for results in repeated:
        for result in results:
            answer = answers.get(result.name)
            slow = OUT_OF_TIME if answer is not None and not answer.right else ()
            for test in result.tests:
                if test.kind not in slow:
                    verdicts[result.name, test.name][test.verdict] += 1
    for (exercise, name), counts in verdicts.items():
        if len(counts) > 1:
            answer = answers.get(exercise)
            said = ", ".join(f"{count} times {verdict}" for verdict, count in counts.most_common())
            sentence = f"`{name}` wavers on {answer.name if answer else trial.name}: {said} in {len(repeated)} runs."
            yield answer, name, f"{trial.assignment}/{exercise}: {sentence}"


def write_fingerprints(chosen: Iterable[Subject], verification: Verification) -> None:
    """Keep how each wrong answer fails, for diagnoses; the exercises that were not verified keep theirs."""
    for subject in chosen:
        path = fingerprints_path(subject.assignment)
        known = {exercise.name for exercise in subject.assignment.exercises}
        kept = {name: answers for name, answers in read_fingerprints(path).items() if name in known}
        written = format_fingerprints(kept | verification.fingerprints.get(subject.assignment.name, {}))
        if not path.is_file() or path.read_bytes() != written:
            path.write_bytes(written)


def _judge_solution(verification: Verification, row: Verified, result: ExerciseResult) -> None:
    row.tests, row.solution = len(result.tests), result.verdict
    if not _has_core(result):
        verification.warnings.append(f"{row}: no test is marked `core`; mark those that carry the exercise's lesson.")
    verification.problems += [
        f"{row}: {SOLUTION} does not pass `{test.name}`: {_said(test)}"
        for test in result.tests
        if test.verdict is not Verdict.PASSED
    ]


def _judge_blank(verification: Verification, row: Verified, result: ExerciseResult) -> None:
    row.blank = Verdict.PASSED if result.score > 0 else result.verdict
    for test in result.tests:
        if test.verdict is Verdict.PASSED:
            verification.problems.append(f"{row}: {BLANK} passes `{test.name}`, which should ask for something.")
        elif test.verdict is Verdict.ERROR:
            verification.problems.append(f"{row}: {BLANK} in `{test.name}`: {_said(test)}")


def _judge_stub(verification: Verification, row: Verified, stub: str, result: ExerciseResult) -> None:
    if result.score > 0:
        row.stubs = max(row.stubs or 0.0, result.score)
    verification.problems += [
        f"{row}: {stub} makes `{test.name}` end in an error: {_said(test)}"
        for test in result.tests
        if test.verdict is Verdict.ERROR
    ]
    if _has_core(result) and result.score > AT_MOST * row.points:
        passed = ", ".join(f"`{test.name}`" for test in result.tests if test.verdict is Verdict.PASSED)
        verification.problems.append(f"{row}: {stub} earns {result.score:g} of {row.points:g} points, by {passed}.")


def _has_core(result: ExerciseResult) -> bool:
    return any(test.core is True for test in result.tests)


def _judge_wrong(verification: Verification, row: Verified, answer: Answer, result: ExerciseResult, own: bool) -> None:
    tests = {test.name: test for test in result.tests}
    failed = [name for name, test in tests.items() if test.verdict is Verdict.FAILED and test.kind not in OUT_OF_TIME]
    named = [name for name in answer.fails if own or name in tests]
    missing = [name for name in named if name not in failed] + [
        name for name, test in tests.items() if test.verdict is Verdict.ERROR and name not in named
    ]
    row.wrong.total += 1
    if failed and not missing:
        row.wrong.caught += 1
    else:
        row.wrong.missed.append(answer.name)
    for name in missing:
        said = _said(tests[name]) if name in tests else "there is no such test."
        verification.problems.append(f"{row}: {answer.name} is not caught by `{name}`: {said}")
    if not failed and not missing:
        verification.problems.append(f"{row}: {answer.name} passes every test.")


def _compare_fingerprint(
    verification: Verification, row: Verified, answer: Answer, result: ExerciseResult, committed: Fingerprints
) -> None:
    """Whether an answer fails as its committed fingerprint says, as far as these tests tell."""
    known = committed.get(row.name, {}).get(answer.name)
    command = f"`gradax verify {row.assignment} --exercise {row.name}`"
    if known is None:
        verification.warnings.append(f"{row}: {answer.name} has no fingerprint yet; {command} writes it.")
    elif not set(fingerprint(result.tests)) <= set(known.fingerprint):
        verification.warnings.append(
            f"{row}: the fingerprint of {answer.name} is older than its tests; {command} writes it anew."
        )


def _keep_fingerprint(verification: Verification, row: Verified, answer: Answer, result: ExerciseResult) -> None:
    """Keep how an answer fails; one that is caught and keeps most of the points is worth a warning."""
    caught = answer.name not in row.wrong.missed
    if caught and _has_core(result) and result.score > WITHOUT_THE_CORE * row.points:
        verification.warnings.append(
            f"{row}: {answer.name} earns {result.score:g} of {row.points:g} points; does no core test ask for it?"
        )
    known = verification.fingerprints.setdefault(row.assignment, {}).setdefault(row.name, {})
    known[answer.name] = Known(answer.description, fingerprint(result.tests))


def _judge_right(
    verification: Verification, row: Verified, answer: Answer, result: ExerciseResult, beside: Sequence[Answer]
) -> None:
    refusing = [test for test in result.tests if test.verdict is not Verdict.PASSED]
    if refusing and answer.name not in row.right.refused:
        row.right.refused.append(answer.name)
    others = f" beside {listed(f'{each.exercise}/{each.name}' for each in beside)}" if beside else ""
    verification.problems += [
        f"{row}: {answer.name}{others} is refused by `{test.name}`: {_said(test)}" for test in refusing
    ]


def _said(test: TestResult) -> str:
    """A test's outcome, with its kind and its message."""
    kind = f" ({test.kind})" if test.kind else ""
    return f"{test.verdict}{kind}. {test.message or ''}".strip()
