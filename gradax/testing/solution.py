"""The instructor's solution as a student: an instructor notebook's code cells, run in this process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gradax.course import Assignment, Course, CourseError
from gradax.course.config import FILE_NAME
from gradax.course.notebook import code_cells, grade_id_of, is_check, is_demo, source_of
from gradax.testing.student import Reference
from gradax.wire.failures import StudentFailure
from gradax.wire.perform import notebook_performer
from gradax.wire.transport import LocalTransport, Transport


def load_solution(assignment: Assignment, answers: Mapping[str, str] | None = None) -> Transport:
    """A fresh namespace with the assignment's solution: its code cells but for demonstrations and grade cells.

    `answers` are other contents of solution cells, by exercise.

    Raises:
        CourseError: where a cell does not run, or JAX already runs with too few devices.
    """
    _give_devices(assignment.entry.devices)
    transport = LocalTransport(notebook_performer())
    for index, cell in enumerate(code_cells(assignment.notebook)):
        if is_demo(cell) or is_check(cell):
            continue
        name = grade_id_of(cell) or f"code cell {index + 1}"
        try:
            transport.request("cell", source=(answers or {}).get(name, source_of(cell)), name=name)
        except StudentFailure as failure:
            kind = failure.exception_types[0] if failure.exception_types else failure.kind
            where = f" ({failure.line})" if failure.line else ""
            raise CourseError(
                f"{assignment.notebook_path}: the cell `{name}` does not run: {kind}: {failure.claim}{where}"
            ) from None
    return transport


def load_reference(assignment: Assignment) -> Reference:
    """The assignment's solution as a reference for tests; see `load_solution` for the errors raised."""
    return Reference(load_solution(assignment))


class Solutions:
    """The people of plain pytest: student and reference are both the solution, loaded once for each assignment."""

    def __init__(self) -> None:
        self._transports: dict[Path, Transport] = {}

    def student(self, path: Path) -> Reference:
        """The solution of the assignment whose tests `path` holds."""
        assignment = assignment_of(path)
        if assignment is None:
            raise CourseError(
                f"{path}: `student` is there for a course's tests only, tests/<assignment>/test_<exercise>.py."
            )
        if assignment.notebook_path not in self._transports:
            # As many devices as any assignment needs: JAX can't be given more once it has begun.
            _give_devices(max(entry.devices for entry in assignment.course.config.assignments))
            self._transports[assignment.notebook_path] = load_solution(assignment)
        return Reference(self._transports[assignment.notebook_path])

    reference = student


def assignment_of(path: Path) -> Assignment | None:
    """The assignment whose hidden tests or visible checks the file `path` holds, by its place in a course."""
    folder = path.parent.parent if path.parent.name == "checks" else path.parent
    top = folder.parent
    if top.name not in ("tests", "source") or not (top.parent / FILE_NAME).is_file():
        return None
    if (top.name == "source") != (path.parent.name == "checks"):
        return None
    course = Course.open(top.parent)
    return next((assignment for assignment in course.assignments if assignment.name == folder.name), None)


def _give_devices(count: int) -> None:
    if count == 1:
        return
    import jax

    config: Any = jax.config  # its options are not typed
    if config.jax_num_cpu_devices < count:
        try:
            config.update("jax_num_cpu_devices", count)
        except RuntimeError:
            raise CourseError(
                f"this needs {count} CPU devices, and JAX already runs with fewer; "
                f"set JAX_NUM_CPU_DEVICES={count} in the environment."
            ) from None
