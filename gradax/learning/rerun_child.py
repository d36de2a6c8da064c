"""The process that `gradax.learning.rerun` starts: ``python -m gradax.learning.rerun_child NOTEBOOK TASK``.

It runs a saved notebook and reports what happens as lines of JSON. Whatever the notebook prints goes nowhere.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from gradax.course.notebook import Cell, grade_id_of, is_by_hand, is_check, is_code, is_demo, is_solution, source_of
from gradax.learning.rerun import Begun, Changed, Checked, Event, Raised, RerunTask
from gradax.learning.workplace import Workplace
from gradax.results import Kind, TestResult
from gradax.testing.runner import run_tests
from gradax.testing.student import Student
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import Performer, notebook_performer
from gradax.wire.transport import LocalTransport

Tell = Callable[[Event], None]


class _Announced(LocalTransport):
    """A transport that reports each request before it is made: the watching process sees which one does not return."""

    def __init__(self, performer: Performer, seconds: float, patient: bool, announce: Callable[[float], None]) -> None:
        super().__init__(performer, seconds=seconds, patient=patient)
        self._announce = announce
        self._usual = seconds

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        """See `Transport.request`."""
        self._announce(deadline or self._usual)
        return super().request(op, deadline, **fields)


def perform(place: Workplace, task: RerunTask, tell: Tell) -> None:
    """Run every cell that an exercise may build on, then the checks."""
    performer = notebook_performer(live=True, alone=True, pinned=task.released is not None)
    cells = LocalTransport(performer, seconds=task.cell_seconds)
    for number, cell in enumerate(filter(is_code, place.notebook()["cells"]), start=1):
        if is_demo(cell) or is_check(cell) or number in task.skip:
            continue
        step, exercise = _called(cell, number), grade_id_of(cell) if is_solution(cell) else None
        tell(Begun(step, task.cell_seconds, cell=number, exercise=exercise))
        try:
            released = number in (task.released or ())
            cells.request("cell", task.cell_seconds, source=source_of(cell), name=str(number), released=released)
        except StudentFailure as failure:
            if is_by_hand(cell) and "NotImplementedError" in failure.exception_types:
                continue  # not written yet, and nobody's check asks for it
            tell(Raised(_sentence(step, failure), exercise))
    changed = performer.notes()["settings"]
    if changed:
        tell(Changed(tuple(changed)))
    patient = True
    for exercise in task.exercises:
        results = _check(place, exercise, performer, task.call_seconds, patient, tell)
        patient = patient and not any(result.kind is Kind.TIMEOUT for result in results)


def _check(
    place: Workplace, exercise: str, performer: Performer, seconds: float, patient: bool, tell: Tell
) -> list[TestResult]:
    def announce(seconds: float) -> None:
        tell(Begun(f"the checks of `{exercise}`", seconds, exercise=exercise))

    announce(seconds)
    start = time.perf_counter()
    transport = _Announced(performer, seconds, patient, announce)
    results = run_tests([place.check_path(exercise)], lambda _: Student(transport), reveal=True).get(exercise, [])
    tell(Checked(exercise, results, time.perf_counter() - start))
    return results


def _called(cell: Cell, number: int) -> str:
    """The cell, as one would point at it."""
    name = grade_id_of(cell)
    if name:
        return f"the cell `{name}`"
    lines = [line.strip() for line in source_of(cell).splitlines() if line.strip()]
    return f"code cell {number} (which begins `{lines[0][:60]}`)" if lines else f"code cell {number}"


def _sentence(step: str, failure: StudentFailure) -> str:
    where = f"\n{failure.line}" if failure.line else ""
    step = f"{step[:1].upper()}{step[1:]}"
    if failure.kind is Kind.EXITED:
        return f"{step} would end Python; remove that.{where}"
    if failure.kind is Kind.TIMEOUT:
        return f"{step} did not end within {failure.seconds:g} s. Look for a loop that never stops.{where}"
    what = failure.exception_types[0] if failure.exception_types else str(failure.kind)
    claim = f": {failure.claim.strip()}" if failure.claim.strip() else ""
    return f"{step} raised {what}{claim}{where}"


def main(notebook: str, task: str) -> None:
    """Run, with standard output kept for the events."""
    with os.fdopen(os.dup(1), "wb", buffering=0) as channel:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  (lives as long as the process)
        path = Path(notebook)

        def tell(event: Event) -> None:
            channel.write(msgspec.json.encode(event) + b"\n")

        perform(Workplace(path.parent, path), msgspec.json.decode(task, type=RerunTask), tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
