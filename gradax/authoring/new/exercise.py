"""A new exercise: its cells, check, hints, hidden tests and answers, small and complete, to be made one's own."""

from __future__ import annotations

from dataclasses import dataclass

from gradax.authoring.lint import GRADE_TAG, POINTS
from gradax.authoring.new.beginnings import code_cell, filled, markdown_cell, names_in, refuse_existing, write_all
from gradax.authoring.new.name import exercise_name
from gradax.authoring.new.points import room_for
from gradax.authoring.normal_form import normalise, to_text
from gradax.course import Assignment, CourseError
from gradax.course.course import TEST_PREFIX
from gradax.course.exercises import only_checks
from gradax.course.notebook import DEMO_TAG, Cell, grade_id_of, is_by_hand, is_code, nbgrader_of, source_of

CLOSING = "## What you"  # how a section at the end begins, which stays at the end: "What you take with you"


@dataclass(frozen=True)
class Laid:
    """An exercise that was created.

    Attributes:
        name: its name.
        points: its points.
        changed: what other exercises were worth and are worth now, where that changed.
        left: what is still missing of the assignment's points.
    """

    name: str
    points: float
    changed: dict[str, tuple[float, float]]
    left: float


def lay_exercise(assignment: Assignment, name: str, points: int | None = None) -> Laid:
    """Create an exercise at the end of an assignment, before a closing section.

    Args:
        assignment: the assignment, whose notebook is put into normal form.
        name: the exercise's name, and its function's.
        points: its points, by default what is left of 100, or an even share.

    Raises:
        CourseError: where the name cannot be one or is in use, or where the others would be left without points.
    """
    exercise_name(name)
    _refuse(assignment, name)
    before = {each.name: each.points for each in assignment.exercises}
    before |= {each.name: each.points for each in assignment.by_hand}
    worth, after = room_for(before, points)
    bank = assignment.bank_folder / name
    answers = {bank / each: filled(f"exercise/bank/{each}", name=name) for each in names_in("exercise/bank")}
    notebook = normalise({"cells": _with_exercise(assignment, name, worth, after)})
    write_all(
        {
            assignment.check_path(name): filled("exercise/check.py", name=name),
            assignment.hints_path(name): filled("exercise/hints.md", name=name),
            assignment.hidden_path(name): filled("exercise/hidden_test.py", name=name),
            **answers,
            assignment.notebook_path: to_text(notebook),
        }
    )
    changed = {each: (before[each], after[each]) for each in before if after[each] != before[each]}
    return Laid(name, worth, changed, POINTS - worth - sum(after.values()))


def _refuse(assignment: Assignment, name: str) -> None:
    if any(grade_id_of(cell) in (name, TEST_PREFIX + name) for cell in assignment.notebook["cells"]):
        raise CourseError(f"{assignment.notebook_path}: there already is a cell `{name}`; choose another name.")
    advice = f"it belongs to no exercise of {assignment.name}: remove it, or choose another name."
    paths = (assignment.check_path(name), assignment.hints_path(name), assignment.hidden_path(name))
    refuse_existing(dict.fromkeys((*paths, assignment.bank_folder / name), advice))


def _with_exercise(assignment: Assignment, name: str, points: float, others: dict[str, float]) -> list[Cell]:
    cells = [_worth(cell, others) for cell in assignment.notebook["cells"]]
    end = len(cells)
    if cells and not is_code(cells[-1]) and source_of(cells[-1]).startswith(CLOSING):
        end -= 1
    return [*cells[:end], *_cells(name, points), *cells[end:]]


def _cells(name: str, points: float) -> list[Cell]:
    return [
        markdown_cell("exercise/text.md"),
        code_cell(filled("exercise/demo.py"), tag=DEMO_TAG),
        markdown_cell("exercise/task.md", name=name),
        code_cell(filled("exercise/solution.py", name=name), grade_id=name, solution=True),
        code_cell(
            only_checks(name),
            tag=GRADE_TAG,
            grade_id=TEST_PREFIX + name,
            grade=True,
            locked=True,
            points=_whole(points),
        ),
    ]


def _worth(cell: Cell, points: dict[str, float]) -> Cell:
    """A cell with the points that its exercise has now; one without points stays as it was."""
    if not nbgrader_of(cell).get("points"):
        return cell
    name = grade_id_of(cell) or ""
    now = points[name if is_by_hand(cell) else name.removeprefix(TEST_PREFIX)]
    return {**cell, "metadata": {**cell["metadata"], "nbgrader": {**nbgrader_of(cell), "points": _whole(now)}}}


def _whole(points: float) -> float:
    """Points as a notebook has them: 8 rather than 8.0."""
    return int(points) if points == int(points) else points
