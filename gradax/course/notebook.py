"""Cells of a notebook, and what nbgrader's metadata says of them.

A notebook here is plain data, the JSON that nbformat 4 defines. Reading one from a trusted place needs no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gradax.course.config import CourseError

Notebook = dict[str, Any]
Cell = dict[str, Any]

DEMO_TAG = "demo"  # a demonstration: it need not run when grading, unless the student changed it


def read_notebook(path: Path) -> Notebook:
    """Read one of the course's own notebooks.

    Raises:
        CourseError: where the file is missing or is not an nbformat 4 notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(f"{path}: there is no such notebook.") from None
    except (OSError, ValueError) as error:
        raise CourseError(f"{path}: not a notebook: {error}") from None
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4 or not isinstance(notebook.get("cells"), list):
        raise CourseError(f"{path}: not a notebook of nbformat 4; open it in JupyterLab and save it again.")
    return notebook


def source_of(cell: Cell) -> str:
    """A cell's source as one string (nbformat allows a list of lines)."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def nbgrader_of(cell: Cell) -> dict[str, Any]:
    """A cell's nbgrader metadata, empty where it has none."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, dict) else {}


def tags_of(cell: Cell) -> list[str]:
    """A cell's tags."""
    return list(cell.get("metadata", {}).get("tags", []))


def is_solution(cell: Cell) -> bool:
    """Whether a student writes here."""
    return bool(nbgrader_of(cell).get("solution"))


def is_grade(cell: Cell) -> bool:
    """Whether points are attached to this cell."""
    return bool(nbgrader_of(cell).get("grade"))


def is_task(cell: Cell) -> bool:
    """Whether this is a task, which students answer in cells of their own."""
    return bool(nbgrader_of(cell).get("task"))


def is_by_hand(cell: Cell) -> bool:
    """Whether a person grades this: a manually graded answer or a task."""
    return is_task(cell) or (is_solution(cell) and is_grade(cell))


def is_optional(cell: Cell) -> bool:
    """Whether this is a question without points: nobody has to answer it, or to grade it."""
    return is_by_hand(cell) and not nbgrader_of(cell).get("points")


def is_check(cell: Cell) -> bool:
    """Whether this is an exercise's grade cell: no student writes in it, and it is not run when grading."""
    return is_grade(cell) and not is_by_hand(cell)


def is_code(cell: Cell) -> bool:
    """Whether this is a code cell."""
    return cell.get("cell_type") == "code"


def is_demo(cell: Cell) -> bool:
    """Whether this is a demonstration, tagged so by its author."""
    return DEMO_TAG in tags_of(cell)


def grade_id_of(cell: Cell) -> str | None:
    """The cell's grade_id, if it has one."""
    found = nbgrader_of(cell).get("grade_id")
    return found if isinstance(found, str) else None


def code_cells(notebook: Notebook) -> Iterator[Cell]:
    """The notebook's code cells, in order."""
    return (cell for cell in notebook["cells"] if is_code(cell))
