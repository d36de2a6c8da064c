"""Starting an exercise again: the released stub goes back into the student's notebook."""

from __future__ import annotations

import json
import stat
from datetime import datetime
from pathlib import Path

from gradax.course.config import CourseError
from gradax.course.notebook import Cell, Notebook, grade_id_of, is_solution, read_notebook, source_of
from gradax.files import write_whole
from gradax.learning.quiet import LearningError
from gradax.learning.workplace import Workplace

PRISTINE = ".pristine"  # in a bundle's top folder: the notebooks as they were released


def reset(place: Workplace, exercise: str) -> Path:
    """Put the stub of `exercise` back into the notebook.

    Returns:
        The copy of the notebook that was kept.

    Raises:
        LearningError: where there is no such exercise, no released copy, or no way to write.
    """
    place.exercise(exercise)
    path = place.notebook_path
    stub = source_of(_solution(pristine(place), exercise, "the released notebook"))
    try:
        before = path.read_bytes()
        notebook: Notebook = json.loads(before)
    except (OSError, ValueError) as error:
        raise LearningError(f"{path}: not a notebook: {error}") from None
    _solution(place.notebook(), exercise, path.name)  # fails here, with a sentence, where it cannot be read
    _solution(notebook, exercise, path.name)["source"] = stub
    kept = place.memory / "backups" / f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S-%f}.ipynb"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)  # a notebook that nobody else may read stays so, and so does its copy
        write_whole(kept, before, mode=mode)
        write_whole(path, (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode(), mode=mode)
    except OSError as error:
        raise LearningError(f"{path} could not be changed ({error.strerror}); nothing was reset.") from None
    return kept


def pristine(place: Workplace) -> Notebook:
    """The notebook as it was released: a bundle's copy, or the course's if that is at hand."""
    name = f"{place.notebook_path.stem}.ipynb"
    bundled = place.folder.parent / PRISTINE / name
    course = place.course
    if course and place.folder.resolve().is_relative_to(course / "source"):
        raise LearningError(
            f"{place.notebook_path} is the instructor's notebook, with the solutions: nothing to reset."
        )
    released = course / "release" / place.notebook_path.stem / name if course else bundled
    path = bundled if bundled.is_file() else released
    if not path.is_file() or path.resolve() == place.notebook_path.resolve():
        raise LearningError(
            f"There is no untouched copy of {name} to reset the exercise from. It should be in {bundled.parent}; copy "
            f"it from the bundle that you were given."
        )
    try:
        return read_notebook(path)
    except CourseError as error:
        raise LearningError(str(error)) from None


def _solution(notebook: Notebook, exercise: str, where: str) -> Cell:
    for cell in notebook["cells"]:
        if isinstance(cell, dict) and is_solution(cell) and grade_id_of(cell) == exercise:
            return cell
    raise LearningError(f"The cell of `{exercise}` is not in {where}. Take a fresh copy of the notebook.")
