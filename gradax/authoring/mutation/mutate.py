"""Mutants graded as submissions are, beside the solutions of the other exercises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gradax.authoring.gate import Run, Subject
from gradax.authoring.mutation.equivalents import equivalents_path, read_equivalents
from gradax.authoring.mutation.mutants import Mutant, chosen, mutants
from gradax.authoring.mutation.report import Mutated, Mutation, Survivor
from gradax.authoring.trials import Trial
from gradax.results import ExerciseResult, Kind, Verdict
from gradax.submission.canonical import with_answers

AT_MOST = 25


@dataclass(frozen=True)
class _Tried:
    """A solution, or a mutant of it, to be judged; `equivalent` where it is declared not to be a mistake."""

    trial: Trial
    row: Mutated
    mutant: Mutant | None
    equivalent: bool = False


def mutate(subjects: Sequence[Subject], run: Run, *, at_most: int = AT_MOST) -> Mutation:
    """Judge mutants of the subjects' solutions, no more than `at_most` of each exercise.

    `run` grades trials in any order, and gives each one's index with its results.
    """
    mutation = Mutation()
    tried = [each for subject in subjects for each in _to_try(subject, at_most, mutation)]
    for index, results in run([each.trial for each in tried]):
        for result in results:
            _judge(mutation, tried[index], result)
    for row in mutation.exercises:
        row.survivors.sort(key=lambda survivor: (survivor.line, survivor.diff))
    return mutation


def _to_try(subject: Subject, at_most: int, mutation: Mutation) -> Iterator[_Tried]:
    name = subject.assignment.name
    solutions = {exercise.name: exercise.solution for exercise in subject.assignment.exercises}
    for exercise in subject.exercises:
        every = mutants(exercise.solution)
        row = Mutated(assignment=name, name=exercise.name, made=len(every))
        mutation.exercises.append(row)
        path = equivalents_path(subject.assignment, exercise.name)
        known = read_equivalents(path)
        made = {mutant.diff for mutant in every}
        mutation.problems += [
            f"{path}: no mutant makes this change any more; remove it, or write it as the solution is now:\n{diff}"
            for diff in known
            if diff not in made
        ]
        trial = Trial(name, "the solution", (exercise.name,), with_answers(subject.notebook, solutions))
        yield _Tried(trial, row, None)
        for mutant in chosen(every, at_most, str(row)):
            filled = with_answers(subject.notebook, solutions | {exercise.name: mutant.source})
            trial = Trial(name, mutant.diff, (exercise.name,), filled)
            yield _Tried(trial, row, mutant, mutant.diff in known)


def _judge(mutation: Mutation, tried: _Tried, result: ExerciseResult) -> None:
    row, mutant = tried.row, tried.mutant
    if mutant is None:
        if result.verdict is not Verdict.PASSED:
            mutation.problems.append(f"{row}: the solution does not pass its own tests; run `gradax verify` first.")
        return
    row.mutants += 1
    row.equivalent += tried.equivalent
    said = _survives(result)
    if tried.equivalent and said is None:
        row.equivalent -= 1
        mutation.problems.append(f"{row}: marked as equivalent, and caught all the same:\n{mutant.diff}")
    if said is None:
        row.killed += 1
    elif not tried.equivalent:
        row.survivors.append(Survivor(mutant.operator, mutant.line, mutant.diff, said))


def _survives(result: ExerciseResult) -> str | None:
    """Why a mutant counts as not caught; None for one that was."""
    if any(test.verdict is Verdict.FAILED and test.kind is not Kind.TIMEOUT for test in result.tests):
        return None
    for test in result.tests:
        if test.verdict is not Verdict.PASSED:
            how = "ran out of time" if test.verdict is Verdict.FAILED else "ended in an error on our side"
            return f"passes, but for `{test.name}`, which {how}."
    return "passes every test."
