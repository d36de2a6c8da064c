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
    stub = source_of(_solution(pristine(pristine_path(place)), exercise, "the released notebook"))
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


def pristine(path: Path) -> Notebook:
    """The notebook as it was released, which `pristine_path` found; raises `LearningError` where it cannot be read."""
    try:
        return read_notebook(path)
    except CourseError as error:
        raise LearningError(str(error)) from None


def pristine_path(place: Workplace) -> Path:
    """Where the notebook lies as it was released: a bundle's copy, or the course's if that is at hand.

    It has the assignment's name, whatever the student's notebook is called.

    Raises:
        LearningError: where there is none.
    """
    mine, course = place.notebook_path, place.course
    if course and place.folder.resolve().is_relative_to(course / "source"):
        raise LearningError(f"{mine} is the instructor's notebook, with the solutions; take the released one.")
    bundled = place.folder.parent / PRISTINE
    for name in dict.fromkeys([mine.stem, place.folder.resolve().name]):
        for folder in [bundled, *([course / "release" / name] if course else [])]:
            path = folder / f"{name}.ipynb"
            if path.is_file() and path.resolve() != mine.resolve():
                return path
    raise LearningError(
        f"There is no untouched copy of {mine.name}. It should be in {bundled}; copy it from the bundle that you were "
        f"given."
    )


def _solution(notebook: Notebook, exercise: str, where: str) -> Cell:
    for cell in notebook["cells"]:
        if isinstance(cell, dict) and is_solution(cell) and grade_id_of(cell) == exercise:
            return cell
    raise LearningError(f"The cell of `{exercise}` is not in {where}. Take a fresh copy of the notebook.")
