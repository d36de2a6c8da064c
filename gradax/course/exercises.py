"""What a notebook asks for: exercises, which tests grade, and what people grade by hand.

nbgrader knows more kinds of cells than this grader does. The others are refused in a sentence that says what to do
instead.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gradax.course.config import CourseError
from gradax.course.notebook import (
    Cell,
    Notebook,
    grade_id_of,
    is_by_hand,
    is_code,
    is_grade,
    is_solution,
    is_task,
    nbgrader_of,
    source_of,
)

TEST_PREFIX = "test_"
_SHOWN = 40  # characters of what should be a number


@dataclass(frozen=True)
class Exercise:
    """One thing to write: a solution cell and a grade cell.

    Attributes:
        name: the solution cell's grade_id; the grade cell's is ``test_<name>``.
        points: the grade cell's points.
        solution: the instructor's solution cell, whole (with its BEGIN/END SOLUTION marks).
    """

    name: str
    points: float
    solution: str


@dataclass(frozen=True)
class ByHand:
    """One thing that a person grades: nbgrader's manually graded answer, or a task.

    Attributes:
        name: the cell's grade_id.
        points: the cell's points.
        task: whether it is a task, which students answer in cells of their own.
        text: the instructor's cell, whole (with the model answer or the mark scheme).
    """

    name: str
    points: float
    task: bool
    text: str


def exercises_of(notebook: Notebook, path: Path) -> list[Exercise]:
    """The exercises of an instructor or released notebook, in its order.

    Raises:
        CourseError: for a cell that is neither half of an exercise nor graded by hand, or a name used twice.
    """
    cells = list(_graded_cells(notebook, path))
    solutions = {_name(cell): cell for cell in cells if is_solution(cell) and not is_by_hand(cell)}
    checks = {_name(cell): cell for cell in cells if is_grade(cell) and not is_by_hand(cell)}
    for name, cell in checks.items():
        exercise = name.removeprefix(TEST_PREFIX)
        if exercise not in solutions or exercise == name:
            raise CourseError(f"{path}: {_stray_check(path, cell, _solution_before(cells, cell))}")
    for name in solutions:
        if TEST_PREFIX + name not in checks:
            raise CourseError(
                f"{path}: the exercise {name!r} has no grade cell; add one with the grade_id '{TEST_PREFIX}{name}', "
                "or make it a manually graded answer."
            )
    return [
        Exercise(name, _points(checks[TEST_PREFIX + name], path), source_of(cell)) for name, cell in solutions.items()
    ]


def by_hand_of(notebook: Notebook, path: Path) -> list[ByHand]:
    """What people grade by hand in an instructor or released notebook, in its order.

    Raises:
        CourseError: as `exercises_of` does.
    """
    return [
        ByHand(_name(cell), _points(cell, path), is_task(cell), source_of(cell))
        for cell in _graded_cells(notebook, path)
        if is_by_hand(cell)
    ]


def only_checks(exercise: str) -> str:
    """The one line that is an exercise's grade cell."""
    return f'check("{exercise}")'


def _graded_cells(notebook: Notebook, path: Path) -> Iterator[Cell]:
    """The cells in which students answer, or which have points; each of a kind that nbgrader itself has."""
    seen = set()
    for number, cell in enumerate(notebook["cells"], start=1):
        name = grade_id_of(cell)
        if name and name in seen:
            raise CourseError(f"{path}: the grade_id {name!r} is used twice; give each cell its own.")
        seen.add(name)
        if is_solution(cell) or is_grade(cell) or is_task(cell):
            if not name:
                raise CourseError(f"{path}: cell {number} is for answers or points, and has no grade_id; give it one.")
            odd = _oddity(cell)
            if odd:
                raise CourseError(f"{path}: the cell {name!r} {odd}")
            yield cell


def _oddity(cell: Cell) -> str | None:
    """What is wrong with the kind of a cell; nbgrader would say so with a traceback."""
    if is_task(cell) and (is_solution(cell) or is_grade(cell)):
        return "is a task and an answer at once; choose one of them in nbgrader's toolbar (Create Assignment)."
    if is_task(cell) and is_code(cell):
        return "is a task and holds code; make it a Markdown cell: students answer a task in cells of their own."
    if cell.get("cell_type") == "raw":
        return "is for answers or points and is a raw cell; make it a code or a Markdown cell."
    if not is_code(cell) and not is_by_hand(cell):
        return (
            "is a Markdown cell that only people can grade; make it a manually graded answer (with points) or a "
            "manually graded task in nbgrader's toolbar (Create Assignment)."
        )
    return None


def _points(cell: Cell, path: Path) -> float:
    found = nbgrader_of(cell).get("points")
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= sys.float_info.max:
        said = repr(found)[:_SHOWN]
        raise CourseError(f"{path}: the points of the cell {_name(cell)!r} are {said}; make them a number, or 0.")
    return float(found)


def _stray_check(path: Path, cell: Cell, exercise: str | None) -> str:
    """What to do about a grade cell that belongs to no exercise."""
    name = _name(cell)
    wanted = name.removeprefix(TEST_PREFIX)
    if wanted != name and source_of(cell).strip() in ("", only_checks(wanted)):
        return f"the grade cell {name!r} has no solution cell; add one with the grade_id {wanted!r}."
    exercise = exercise or wanted
    return (
        f"the cell {name!r} is nbgrader's kind of test, which runs beside the student's code and is refused here: an "
        f"exercise is one solution cell {exercise!r} and one grade cell '{TEST_PREFIX}{exercise}' that is "
        f"`{only_checks(exercise)}`, and its tests move to tests/{path.stem}/{TEST_PREFIX}{exercise}.py "
        "(CONTRIBUTING.md, *I have an nbgrader course*)."
    )


def _solution_before(cells: Iterable[Cell], check: Cell) -> str | None:
    """The exercise whose solution cell is the nearest above a grade cell: nbgrader ties them by nothing else."""
    found = None
    for cell in cells:
        if cell is check:
            return found
        if is_solution(cell) and not is_by_hand(cell):
            found = _name(cell)
    return found


def _name(cell: Cell) -> str:
    return grade_id_of(cell) or ""
