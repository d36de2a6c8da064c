"""Grades that move: from what is recorded to what was found now, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from gradax.course import Assignment
from gradax.files import write_whole
from gradax.grading.cache import surroundings_digest
from gradax.grading.digests import digest, notebooks_digest, shared_tests_digest, tests_digests
from gradax.grading.graded import Graded
from gradax.results import ResultError, Status, SubmissionResult
from gradax.text import points

FIRST, OTHERWISE = "submitted", "regraded"
_WHY = {
    "submission": "resubmitted",
    "tests": "test changed",
    "notebook": "notebook changed",
    "points": "points changed",
}


class Basis(msgspec.Struct, frozen=True):
    """What a grade rests on, as hashes."""

    submission: str
    tests: str
    notebook: str
    points: str
    surroundings: str


class Move(msgspec.Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """One grade that moves; None where there is no grade, as after an error on our side."""

    who: str
    assignment: str
    before: float | None
    after: float | None
    max_score: float
    why: str

    def __str__(self) -> str:
        return f"{self.who}: {_told(self.before)} → {_told(self.after)} ({self.why})"


class Recorded:
    """What is recorded of an assignment's submissions, and what each grade rests on."""

    def __init__(self, assignment: Assignment, protection: str | None) -> None:
        self._assignment = assignment
        self._path = assignment.root / ".gradax" / "recorded" / f"{assignment.name}.json"
        self._now = Basis(
            submission="",
            tests=digest(shared_tests_digest(assignment), tests_digests(assignment)),
            notebook=notebooks_digest(assignment),
            points=digest([exercise.points for exercise in assignment.exercises]),
            surroundings=surroundings_digest(assignment.course, assignment, protection),
        )
        self._bases = self._read()

    def moves(self, graded: Iterable[Graded]) -> list[Move]:
        """The grades that these results move."""
        return list(self._moves(graded))

    def rest_on(self, graded: Iterable[Graded]) -> None:
        """Remember what these results rest on, once they are recorded."""
        self._bases |= {each.result.student: self._basis(each) for each in graded}
        write_whole(self._path, msgspec.json.encode(self._bases))

    def _moves(self, graded: Iterable[Graded]) -> Iterator[Move]:
        for each in graded:
            result = each.result
            earlier = earlier_result(self._assignment, result.student)
            before, after = grade_of(earlier), grade_of(result)
            same_bound = earlier is None or earlier.max_score == result.max_score
            if before != after or not same_bound:
                why = FIRST if earlier is None else self._why(each)
                yield Move(result.student, result.assignment, before, after, result.max_score, why)

    def _why(self, graded: Graded) -> str:
        before, now = self._bases.get(graded.result.student), self._basis(graded)
        if before is None:
            return OTHERWISE
        changed = [why for field, why in _WHY.items() if getattr(before, field) != getattr(now, field)]
        return ", ".join(changed) or OTHERWISE

    def _basis(self, graded: Graded) -> Basis:
        canonical = graded.canonical
        # Of the cells only what students write: a changed release is no resubmission.
        written = [(cell.name, cell.source) for cell in canonical.cells if not cell.released]
        return msgspec.structs.replace(self._now, submission=digest(written, canonical.malformed))

    def _read(self) -> dict[str, Basis]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Basis])
        except (OSError, msgspec.DecodeError):
            return {}


def earlier_result(assignment: Assignment, student: str) -> SubmissionResult | None:
    """What is recorded of a student's submission; None where that is nothing, or damaged."""
    try:
        return SubmissionResult.read(assignment.results_path(student))
    except (OSError, ResultError):
        return None


def grade_of(result: SubmissionResult | None) -> float | None:
    """The score, where there is one: after an error on our side there is none."""
    return None if result is None or result.status is Status.ERROR else result.score


def _told(grade: float | None) -> str:
    return "no grade" if grade is None else points(grade)


def kept_path(assignment: Assignment, student: str, stamp: str) -> Path:
    """Where a result that another one supersedes is kept."""
    return assignment.root / "journal" / "superseded" / student / assignment.name / f"{stamp}.json"
