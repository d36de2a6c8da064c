"""Claims: how much of an exercise rests on what the student's process says of itself.

The reference solution's replies to probes are recorded with one seed and played back with others, while its calls are
answered as they should be. A test that accepts this, but not unanswered probes, accepts a claim: an answer
with the right values and the wrong structure passes it by knowing the replies by heart. Nothing is exported meanwhile:
a test that looks at an exported program does not rest on claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradax.course import Assignment, Course, Exercise
from gradax.grading.references import settle_jax
from gradax.results import Kind, TestResult, Verdict
from gradax.testing.program import EXPORT
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Reference, Student
from gradax.wire.failures import StudentFailure
from gradax.wire.transport import Transport

AT_MOST = 1 / 3
"""The share of an exercise's weight that may rest on claims."""

_RECORDED, *_REPLAYED = 1, 2, 3  # seeds; by chance one may want the same replies as another
_ALWAYS_ANSWERED = "_defines"

Replies = dict[str, list[Any]]
"""By probe: what it gave, in this order."""


@dataclass(frozen=True)
class Claims:
    """The tests of an exercise that rest on claims, and their share of its weight."""

    tests: tuple[str, ...]
    share: float


def claims(root: Path, assignment: str, exercise: str) -> Claims:
    """How much of an exercise rests on claims."""
    found = Course.open(root).assignment(assignment)
    settle_jax(found.course)
    return _claims(found, found.exercise(exercise), load_solution(found))


def _claims(assignment: Assignment, exercise: Exercise, solution: Transport) -> Claims:
    reference = Reference(solution)
    path = assignment.hidden_path(exercise.name)

    def results(way: Transport, seed: int) -> list[TestResult]:
        return run_tests([path], lambda _: Student(way), reference=reference, seed=seed)[exercise.name]

    recording = _Recording(solution)
    tests = results(recording, _RECORDED)
    told = [_passed(results(_Replaying(solution, recording.replies), seed)) for seed in _REPLAYED]
    untold = _passed(results(_Replaying(solution, {}), _REPLAYED[0]))
    resting = [test for test in tests if test.name not in untold and all(test.name in passed for passed in told)]
    weight = sum(test.weight for test in tests)
    return Claims(tuple(test.name for test in resting), sum(test.weight for test in resting) / weight)


def _passed(tests: Iterable[TestResult]) -> set[str]:
    return {test.name for test in tests if test.verdict is Verdict.PASSED}


class _Recording:
    """A transport to the solution that keeps its reply to each probe."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.replies: Replies = defaultdict(list)

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        answer = self._transport.request(op, deadline, **fields)
        if op == "probe" and fields["name"] != EXPORT:
            self.replies[fields["name"]].append(answer)
        return answer


class _Replaying:
    """A transport to the solution that answers probes with recorded replies only."""

    def __init__(self, transport: Transport, replies: Replies) -> None:
        self._transport = transport
        self._replies = {name: list(each) for name, each in replies.items()}

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        if op != "probe" or fields["name"] == _ALWAYS_ANSWERED:
            return self._transport.request(op, deadline, **fields)
        replies = self._replies.get(fields["name"], [])
        if not replies:
            raise StudentFailure(Kind.EXCEPTION, "nothing was recorded")
        return replies.pop(0) if len(replies) > 1 else replies[0]
