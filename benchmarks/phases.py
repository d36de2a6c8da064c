"""Where the seconds of a submission go: forking its guest, running its notebook, its tests, recording them."""

from __future__ import annotations

import functools
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.courses import copied, hand_in
from benchmarks.tables import Row, Table
from gradax.course import Assignment, Course
from gradax.gradebook.record import record
from gradax.grading.grade import grade_submission, release_of
from gradax.grading.graded import Graded
from gradax.grading.sandboxes import compiled_programs, find_protection, open_zygote
from gradax.sandbox import Guest, Zygote
from gradax.submission.canonical import canonicalise

_TICK = os.sysconf("SC_CLK_TCK")
READ, FORK, NOTEBOOK, GUEST, TESTS, RECORD = PHASES = (
    "reading",
    "forking",
    "notebook",
    "tests, its part",
    "tests, our part",
    "recording",
)


class _Stopwatch:
    """Wall-clock and CPU seconds by phase; time in a nested phase counts for that one alone."""

    def __init__(self) -> None:
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self._inner = [(0.0, 0.0)]  # what phases within the current one have taken

    @contextmanager
    def phase(self, name: str, guest: Guest | None = None) -> Iterator[None]:
        """Time what this process, and a guest, do meanwhile."""
        begun, used, its = time.perf_counter(), time.process_time(), _cpu(guest)
        self._inner.append((0.0, 0.0))
        try:
            yield
        finally:
            wall, own = time.perf_counter() - begun, time.process_time() - used
            inner = self._inner.pop()
            self.wall[name] += wall - inner[0]
            self.cpu[name] += own - inner[1] + max(_cpu(guest) - its, 0.0)  # a guest that has died has no time left
            self._inner[-1] = self._inner[-1][0] + wall, self._inner[-1][1] + own


def phases(
    assignments: Sequence[Assignment], classes: Callable[[Assignment], Mapping[str, list[bytes]]]
) -> list[Table]:
    """Grade classes in this process, one submission after the other, and record them."""
    walls: list[Row] = []
    cpus: list[Row] = []
    for assignment in assignments:
        for kind, notebooks in classes(assignment).items():
            watch = _watched(assignment, notebooks)
            for rows, seconds in ((walls, watch.wall), (cpus, watch.cpu)):
                each = [seconds[phase] / len(notebooks) for phase in PHASES]
                rows.append([assignment.name, kind, *(f"{one:.2f}" for one in each), f"{sum(each):.2f}"])
    columns = ("assignment", "class", *PHASES, "all")
    note = "Its part: what the guest does for the tests. Our part: pytest, reference, comparisons, messages."
    return [
        Table("One more submission in a warm worker, wall-clock seconds by phase", columns, walls, note),
        Table("One more submission in a warm worker, CPU seconds by phase", columns, cpus, note),
    ]


def _watched(assignment: Assignment, notebooks: Sequence[bytes]) -> _Stopwatch:
    with tempfile.TemporaryDirectory(prefix="gradax-bench-") as folder:
        root = copied(assignment.course, Path(folder) / "course")
        hand_in(root, assignment.name, notebooks)
        course = Course.open(root)
        copy, protection = course.assignment(assignment.name), find_protection()
        programs = compiled_programs(course, copy, protection)
        release, limit = release_of(copy), course.config.limits.notebook_mib << 20
        with open_zygote(course, protection, programs, preload=copy.entry.preload) as zygote:
            warm = canonicalise(release, notebooks[0], max_bytes=limit)
            grade_submission(copy, "warm", warm, zygote)  # the reference solution is warm from here on
            watch, graded = _Stopwatch(), []
            with _phases_of_guests(watch):
                for number, data in enumerate(notebooks):
                    with watch.phase(READ):
                        canonical = canonicalise(release, data, max_bytes=limit)
                    with watch.phase(TESTS):
                        result = grade_submission(copy, f"student{number:03d}", canonical, zygote)
                    graded.append(Graded(canonical, result))
        with watch.phase(RECORD):
            record(course, copy, graded)
    return watch


@contextmanager
def _phases_of_guests(watch: _Stopwatch) -> Iterator[None]:
    fork, request = Zygote.guest, Guest.request

    @functools.wraps(fork)
    def forked(zygote: Zygote, *given: Any) -> Guest:
        with watch.phase(FORK):
            return fork(zygote, *given)

    @functools.wraps(request)
    def asked(guest: Guest, op: str, *given: Any, **fields: Any) -> Any:
        with watch.phase(NOTEBOOK if op == "cell" else GUEST, guest):
            return request(guest, op, *given, **fields)

    with patch.object(Zygote, "guest", forked), patch.object(Guest, "request", asked):
        yield


def _cpu(guest: Guest | None) -> float:
    """CPU seconds of a guest's process until now; 0 without one, or where it is gone."""
    try:
        fields = (
            Path(f"/proc/{guest._pid if guest else None}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        )
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK
