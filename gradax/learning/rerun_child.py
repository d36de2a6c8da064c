"""The process that `gradax.learning.rerun` starts: ``python -m gradax.learning.rerun_child NOTEBOOK EXERCISES``.

It runs a saved notebook and reports what happens as lines of JSON. Whatever the notebook prints goes nowhere.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gradax.course.notebook import Cell, grade_id_of, is_by_hand, is_check, is_code, is_demo, is_solution, source_of
from gradax.learning.rerun import Begun, Checked, Event, Raised
from gradax.learning.workplace import Workplace
from gradax.results import Kind
from gradax.testing.runner import run_tests
from gradax.testing.student import Student
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport


def events(place: Workplace, exercises: list[str]) -> Iterator[Event]:
    """Run every cell that an exercise may build on, then the checks."""
    transport = LocalTransport(notebook_performer(live=True, alone=True))
    for number, cell in enumerate(filter(is_code, place.notebook()["cells"]), start=1):
        if is_demo(cell) or is_check(cell):
            continue
        step = _called(cell, number)
        yield Begun(step)
        try:
            transport.request("cell", source=source_of(cell), name=str(number))
        except StudentFailure as failure:
            if is_by_hand(cell) and "NotImplementedError" in failure.exception_types:
                continue  # not written yet, and nobody's check asks for it
            yield Raised(_sentence(step, failure), grade_id_of(cell) if is_solution(cell) else None)
    for exercise in exercises:
        yield Begun(f"the checks of `{exercise}`")
        start = time.perf_counter()
        results = run_tests([place.check_path(exercise)], lambda _: Student(transport), reveal=True)
        yield Checked(exercise, results.get(exercise, []), time.perf_counter() - start)


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
    what = failure.exception_types[0] if failure.exception_types else str(failure.kind)
    claim = f": {failure.claim.strip()}" if failure.claim.strip() else ""
    return f"{step} raised {what}{claim}{where}"


def main(notebook: str, exercises: str) -> None:
    """Run, with standard output kept for the events."""
    with os.fdopen(os.dup(1), "wb", buffering=0) as channel:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  (lives as long as the process)
        path = Path(notebook)
        for event in events(Workplace(path.parent, path), json.loads(exercises)):
            channel.write(msgspec.json.encode(event) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
