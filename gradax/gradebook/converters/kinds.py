"""What nbgrader would generate and this grader cannot grade, and what nbgrader refuses with a traceback."""

from __future__ import annotations

from gradax.course import Assignment, CourseError
from gradax.course.course import TEST_PREFIX
from gradax.course.exercises import only_checks
from gradax.course.notebook import Notebook, grade_id_of, is_check, nbgrader_of, source_of

_SCHEMA = 3  # of nbgrader's metadata, since its version 0.6


def refuse(assignment: Assignment) -> None:
    """Say what keeps an assignment from being released.

    Raises:
        CourseError: with a sentence that says what to make of it.
    """
    path, notebook = assignment.notebook_path, assignment.notebook
    language = _language(notebook)
    if language != "python":
        raise CourseError(f"{path}: it is written in {language}, but this grader runs Python; choose a Python kernel.")
    marked = [nbgrader_of(cell) for cell in notebook["cells"] if "nbgrader" in cell.get("metadata", {})]
    if any(about.get("schema_version") != _SCHEMA for about in marked):
        raise CourseError(
            f"{path}: its cells were marked by another version of nbgrader; run `nbgrader update {path}` first."
        )
    asked = [*assignment.exercises, *assignment.by_hand]  # each of the two refuses what is odd in its cells
    if not asked:
        raise CourseError(
            f"{path}: there is no exercise in it; `gradax new exercise {assignment.name} NAME` adds one. (Or add a "
            "solution cell and a grade cell, or a manually graded answer.)"
        )
    for cell in filter(is_check, notebook["cells"]):
        exercise = str(grade_id_of(cell)).removeprefix(TEST_PREFIX)
        if source_of(cell).strip() != only_checks(exercise):
            raise CourseError(f"{path}: {not_a_check(assignment, exercise)}")


def not_a_check(assignment: Assignment, exercise: str) -> str:
    """What to say of an exercise's grade cell that holds anything else than its check."""
    name = f"{TEST_PREFIX}{exercise}"
    return (
        f"the grade cell {name!r} should be `{only_checks(exercise)}` and nothing else; tests that students may read "
        f"go into source/{assignment.name}/checks/{name}.py, hidden ones into tests/{assignment.name}/{name}.py."
    )


def _language(notebook: Notebook) -> str:
    """The language that the notebook says it is in, as nbgrader reads it."""
    metadata = notebook.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    return str(kernel.get("language", "python")).lower() if isinstance(kernel, dict) else "python"
