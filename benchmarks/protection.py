"""What protection costs: the same perfect submission graded in each tier and without any, in turn, in one run.

Each tier has its sandbox and its compiled programs before the first measurement, as a worker has from its second
submission on; what is counted is one submission, from its bytes to its result.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar

from benchmarks.classes import perfect
from benchmarks.tables import Row, Table
from gradax.course import Assignment, Course
from gradax.grading.grade import grade_submission, release_of
from gradax.grading.sandboxes import compiled_programs, open_zygote
from gradax.sandbox import Protection, Zygote, detect
from gradax.submission.canonical import canonicalise

PROMISED_SECONDS = 0.35  # for a submission
DETECTION_SECONDS = 3.0  # for a run
T = TypeVar("T")
_HELD: dict[str | None, tuple[str | None, ...]] = {
    "A": ("A", "B", None),
    "B": ("B", None),
    None: (None,),
}  # a machine that gives A gives B


def compare(course: Course, assignment: Assignment, rounds: int) -> list[Table]:
    """Measure in each tier."""
    detect.cache_clear()
    found, detection = _timed(detect)
    starts: dict[str | None, float] = {}
    seconds: dict[str | None, list[float]] = {}
    (data,) = perfect(assignment, 1)
    with ExitStack() as opened:
        zygotes: dict[str | None, Zygote] = {}
        for tier in _HELD[found.tier]:
            programs = compiled_programs(course, assignment, tier)
            zygote, starts[tier] = _timed(
                lambda tier=tier, programs=programs: open_zygote(
                    course, tier, programs, preload=assignment.entry.preload
                )
            )
            zygotes[tier] = opened.enter_context(zygote)
            _grade(course, assignment, data, zygote)  # the reference solution is warm from here on
        for _ in range(rounds):
            for tier, zygote in zygotes.items():
                _, took = _timed(lambda zygote=zygote: _grade(course, assignment, data, zygote))
                seconds.setdefault(tier, []).append(took)
    return [_table(assignment, seconds, starts, rounds, _detection(found, detection))]


def _grade(course: Course, assignment: Assignment, data: bytes, zygote: Zygote) -> None:
    canonical = canonicalise(release_of(assignment), data, max_bytes=course.config.limits.notebook_mib << 20)
    result = grade_submission(assignment, "ada", canonical, zygote)
    if result.score != result.max_score:
        raise RuntimeError(f"a perfect submission has {result.score} of {result.max_score}: {result.warnings}")


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begun


def _table(
    assignment: Assignment,
    seconds: dict[str | None, list[float]],
    starts: dict[str | None, float],
    rounds: int,
    detection: str,
) -> Table:
    unprotected = statistics.median(seconds[None])
    rows: list[Row] = []
    for tier, taken in seconds.items():
        beyond = f"{statistics.median(taken) - unprotected:+.2f}" if tier else None
        rows.append([tier or "none", f"{statistics.median(taken):.2f}", beyond, f"{starts[tier]:.2f}"])
    return Table(
        title=f"{assignment.name}: one perfect submission, medians of {rounds} rounds, wall-clock seconds",
        columns=("protection", "a submission", "beyond none", "a sandbox's start"),
        rows=rows,
        note=f"To reach: at most {PROMISED_SECONDS} beyond none. {detection}",
    )


def _detection(found: Protection, seconds: float) -> str:
    return f"Finding the protection, {found.tier}, took {seconds:.2f} s, once a run (at most {DETECTION_SECONDS:g})."
