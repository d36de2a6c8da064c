"""Judging a submission: hidden tests here, the student's code in guests, and nobody pays twice for one mistake."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import msgspec

from gradax import codes
from gradax.course import Assignment, Exercise
from gradax.grading.diagnosis import diagnose
from gradax.grading.references import reference_of
from gradax.grading.score import score_exercise
from gradax.grading.session import Allowance, Session
from gradax.grading.whereabouts import called
from gradax.results import ExerciseResult, TestResult, Verdict
from gradax.sandbox import Zygote
from gradax.submission.canonical import Canonical
from gradax.submission.names import names_bound, names_deleted
from gradax.testing.runner import run_tests

ATTEMPTS = 2
ALLOWANCES = ATTEMPTS + 1  # that a submission may use up: one an attempt, one for all follow-through
ODD = (
    "What your code returned is not of a form that this test can read. Compare its type, structure, shape and dtype "
    "with what the text of the exercise says."
)
_NOTHING_THERE = (codes.NOT_WRITTEN, "not-defined")


@dataclass
class Judgement:
    """The outcome of a submission's exercises.

    Attributes:
        exercises: their results, in the order asked for.
        warnings: sentences about the submission's cells.
        faults: what went wrong on our side, in words.
        replaced: what the student's code has replaced in JAX, NumPy and their like.
    """

    exercises: list[ExerciseResult] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    faults: set[str] = field(default_factory=set)
    replaced: list[str] = field(default_factory=list)


def judge(
    assignment: Assignment,
    canonical: Canonical,
    zygote: Zygote,
    exercises: Sequence[Exercise],
    *,
    seed: int | None = None,
    known: Mapping[str, ExerciseResult] | None = None,
    tests: Collection[str] | None = None,
    noting: bool = True,
) -> Judgement:
    """Run the hidden tests of some exercises on one submission. `seed` replays a run.

    `tests` are the names of the tests to run, by default all.

    Where nobody is `noting`, guests are not asked for what is neither a verdict nor a fault: to look for what was
    replaced takes longer than many an exercise.

    `known` are results of other exercises, by name: those that some of these build on, as far as they are known.

    An exercise in which something failed on our side is judged once more. One that builds on others is judged a second
    time where the student's own version of those failed: in a guest in which the reference's versions stand in for them
    (*follow-through*); the better result counts. Where one of those has run out of time, it is judged in this way
    first, and not with the student's own version unless it still fails.
    """
    run = _Judging(assignment, zygote, seed, tests, noting)
    results = run.judged(canonical, exercises)
    results |= {name: result for name, result in (known or {}).items() if name not in results}
    with ExitStack() as opened:
        _follow_through(run, canonical, exercises, results, opened)
    run.found.exercises = [results[exercise.name] for exercise in exercises]
    failed = [result.name for result in run.found.exercises if result.verdict is Verdict.FAILED]
    run.found.warnings += _lost_names(canonical, failed)
    return run.found


class _Judging:
    """One submission's way through its tests."""

    def __init__(
        self,
        assignment: Assignment,
        zygote: Zygote,
        seed: int | None,
        only: Collection[str] | None,
        noting: bool,
    ) -> None:
        self.assignment = assignment
        self.found = Judgement()
        self.put_off: set[str] = set()  # exercises that were not judged with the student's own versions
        self._zygote = zygote
        self._seed = seed
        self._only = only
        self._noting = noting

    def allowance(self) -> Allowance:
        """All the seconds that a submission has."""
        return Allowance(self.assignment.course.config.limits)

    def session(self, canonical: Canonical, allowance: Allowance, *, may_put_off: bool = False) -> Session:
        """A session of this submission, with what is left of an allowance."""
        entry, limits = self.assignment.entry, self.assignment.course.config.limits
        builds_on = self.assignment.builds_on if may_put_off else None
        return Session(self._zygote, canonical, limits, entry.devices, allowance, builds_on, noting=self._noting)

    def judged(self, canonical: Canonical, exercises: Sequence[Exercise]) -> dict[str, ExerciseResult]:
        """The exercises' results, those that ended in an error tried again in a new session."""
        results: dict[str, ExerciseResult] = {}
        left = list(exercises)
        for _ in range(ATTEMPTS):
            session = self.session(canonical, self.allowance(), may_put_off=True)
            try:
                results |= self.tried(session, left)
            finally:
                self.end(session)
            self.found.warnings += [each for each in session.warnings if each not in self.found.warnings]
            self.put_off |= session.put_off
            left = [exercise for exercise in left if results[exercise.name].verdict is Verdict.ERROR]
            if not left:
                break
        return results | {exercise.name: self._of_odd_replies(exercise, results[exercise.name]) for exercise in left}

    def end(self, session: Session) -> None:
        """Close a session, and keep what its code has replaced."""
        session.close()
        self.found.replaced += [each for each in session.replaced if each not in self.found.replaced]

    def tried(self, session: Session, exercises: Iterable[Exercise]) -> dict[str, ExerciseResult]:
        """The exercises' results in a session, as they come."""
        exercises = list(exercises)
        files = [self.assignment.hidden_path(exercise.name) for exercise in exercises]
        reference = reference_of(self.assignment)
        tests = run_tests(files, session.student, reference=reference, seed=self._seed, only=self._only)
        self.found.faults |= {session.fault} if session.fault else set()
        return {exercise.name: self._scored(exercise, tests[exercise.name]) for exercise in exercises}

    def _scored(self, exercise: Exercise, tests: Sequence[TestResult]) -> ExerciseResult:
        result = score_exercise(exercise.name, exercise.points, tests)
        return msgspec.structs.replace(result, diagnosis=diagnose(self.assignment, result))

    def _of_odd_replies(self, exercise: Exercise, result: ExerciseResult) -> ExerciseResult:
        """A test that raises again and again on this submission, but judges the reference, met an odd reply."""
        if not any(test.code == codes.TEST_RAISED for test in result.tests):
            return result
        reference = reference_of(self.assignment)
        files = [self.assignment.hidden_path(exercise.name)]
        sound = {
            test.name
            for test in run_tests(files, lambda _: reference, reference=reference, seed=self._seed)[exercise.name]
            if test.verdict is Verdict.PASSED
        }
        return self._scored(exercise, [_odd(test) if test.name in sound else test for test in result.tests])


def _odd(test: TestResult) -> TestResult:
    if test.code != codes.TEST_RAISED:
        return test
    return msgspec.structs.replace(test, verdict=Verdict.FAILED, message=ODD, code=codes.ODD_REPLY)


def _lost_names(canonical: Canonical, failed: Collection[str]) -> Iterator[str]:
    """A sentence for each failed exercise whose name a later cell of the student's defines again or deletes."""
    own: set[str] = set()
    for cell in canonical.cells:
        if cell.released:
            continue
        if earlier := own - {cell.exercise}:  # most cells need not be parsed
            bound, deleted = names_bound(cell.source), names_deleted(cell.source)
            for name in sorted(earlier & (bound | deleted)):
                does = "defines it again" if name in bound else "deletes it"
                yield f"The `{name}` that is graded is not the one of its own cell: {called(cell)} {does}."
        own |= {cell.exercise} & set(failed) if cell.exercise else set()


def _follow_through(
    run: _Judging,
    canonical: Canonical,
    exercises: Sequence[Exercise],
    results: dict[str, ExerciseResult],
    opened: ExitStack,
) -> None:
    """Judge again what may have failed for an earlier mistake, in the notebook's order."""
    sessions: dict[tuple[str, ...], Session] = {}
    allowance = run.allowance()
    own = {cell.exercise: cell.source for cell in canonical.cells if cell.exercise is not None}

    def judged_with(solutions: dict[str, str], exercise: Exercise) -> ExerciseResult:
        versions = tuple(solutions)
        if versions not in sessions:
            sessions[versions] = session = run.session(canonical.with_versions(solutions), allowance)
            opened.callback(run.end, session)
        return run.tried(sessions[versions], [exercise])[exercise.name]

    for exercise in exercises:
        name = exercise.name
        versions = _to_stand_in(run.assignment, results, name)
        solutions = {earlier: run.assignment.exercise(earlier).solution for earlier in versions}
        right = all(results[earlier].verdict is Verdict.PASSED for earlier in versions if earlier in results)
        if right and solutions.items() <= own.items():  # as it was judged already
            continue
        again = judged_with(solutions, exercise)
        if name in run.put_off:
            results[name] = judged_with({}, exercise) if again.verdict is Verdict.FAILED else again
        better = again.verdict is not Verdict.ERROR and again.score > results[name].score
        if better or results[name] is again:
            results[name] = msgspec.structs.replace(again, follow_through=versions)


def _to_stand_in(assignment: Assignment, results: dict[str, ExerciseResult], name: str) -> tuple[str, ...]:
    """The earlier exercises whose reference versions this one should be judged with; none where nothing is amiss."""
    result, earlier = results[name], assignment.builds_on[name]
    failing = [test for test in result.tests if test.verdict is Verdict.FAILED]
    if not earlier or not failing or all(test.code in _NOTHING_THERE for test in failing):
        return ()
    broken = tuple(each for each in earlier if each in results and results[each].verdict is Verdict.FAILED)
    ended = any(test.kind is not None for test in failing)
    return broken or (earlier if ended else ())
