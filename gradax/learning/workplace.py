"""Where a student works: a folder with one notebook, its visible checks in ``checks/`` and its hints in ``hints/``.

It looks the same in a course's ``source/`` and ``release/`` and in a student's bundle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gradax.course.config import CourseError, course_folder
from gradax.course.course import TEST_PREFIX
from gradax.course.hints import read_hints
from gradax.course.notebook import (
    Cell,
    Notebook,
    grade_id_of,
    is_code,
    is_grade,
    is_solution,
    nbgrader_of,
    read_notebook,
    source_of,
)
from gradax.learning.quiet import LearningError
from gradax.text import listed, nearest

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_MINUTES = re.compile(r"^#+ .*?\b(\d{1,4}) minutes?\b", re.MULTILINE)  # an exercise's heading ends in its time

CHECKS, HINTS, MEMORY = "checks", "hints", ".gradax"
PRISTINE = ".pristine"  # in a bundle's top folder: the notebooks as they were released


@dataclass(frozen=True)
class Workplace:
    """One assignment as a student has it.

    Attributes:
        folder: the notebook's folder.
        chosen: the notebook, where it was named; otherwise it is found in the folder.
    """

    folder: Path
    chosen: Path | None = None

    @property
    def name(self) -> str:
        """The folder's name, as people call the assignment."""
        return self.folder.name

    @property
    def course(self) -> Path | None:
        """The course's top folder, where this is its own ``source/`` or ``release/`` and not a student's copy."""
        return course_folder(self.folder.resolve().parent)

    @property
    def memory(self) -> Path:
        """The folder for what we remember: beside the notebook, but never among the files that a course releases."""
        if self.course:
            return self.course / MEMORY / "learning" / self.folder.resolve().relative_to(self.course)
        return self.folder / MEMORY

    @property
    def notebook_path(self) -> Path:
        """The notebook: the chosen one, the one named as its folder, or the only one there.

        Raises:
            LearningError: where there is none, or more than one and none is the obvious one.
        """
        if self.chosen:
            return self.chosen
        named = self.folder / f"{self.folder.name}.ipynb"
        if named.is_file():
            return named
        found = sorted(self.folder.glob("*.ipynb"))
        if len(found) == 1:
            return found[0]
        if not found:
            raise LearningError(f"There is no notebook in {self.folder}. Put it back beside `{CHECKS}`, or name it.")
        names = listed(path.name for path in found)
        raise LearningError(f"{self.folder} holds several notebooks ({names}). Say which one you mean.")

    def notebook(self) -> Notebook:
        """The notebook as it was last saved.

        Raises:
            LearningError: where it is missing or cannot be read.
        """
        path = self.notebook_path
        try:
            notebook = read_notebook(path)
        except CourseError as error:
            raise LearningError(str(error)) from None
        # A student's notebook may hold anything; what is not a cell is ignored.
        return {**notebook, "cells": [cell for cell in notebook["cells"] if _is_cell(cell)]}

    @property
    def checked(self) -> list[str]:
        """The exercises that have visible checks, by name."""
        return sorted(path.stem.removeprefix(TEST_PREFIX) for path in self.folder.glob(f"{CHECKS}/{TEST_PREFIX}*.py"))

    def exercises(self) -> list[str]:
        """The exercises with visible checks, in the notebook's order, and after them those whose cell is gone."""
        order = [grade_id_of(cell) for cell in self.notebook()["cells"] if is_solution(cell)]
        return sorted(self.checked, key=lambda name: order.index(name) if name in order else len(order))

    def points(self) -> dict[str, float]:
        """What the exercises are worth, as far as the notebook says."""
        worth = {str(grade_id_of(cell)): nbgrader_of(cell).get("points") for cell in self._cells() if is_grade(cell)}
        return {
            grade_id.removeprefix(TEST_PREFIX): float(points)
            for grade_id, points in worth.items()
            if isinstance(points, int | float)
        }

    def minutes(self) -> dict[str, int]:
        """About how long the exercises take, as far as the headings above them say."""
        found: dict[str, int] = {}
        announced: int | None = None
        for cell in self._cells():
            if is_solution(cell):
                if announced is not None:
                    found[str(grade_id_of(cell))] = announced
                announced = None
            elif not is_code(cell):
                for minutes in _MINUTES.findall(source_of(cell)):
                    announced = int(minutes)
        return found

    def title(self) -> str:
        """The notebook's own title, its first heading; the assignment's name where it has none."""
        headings = (_TITLE.search(source_of(cell)) for cell in self._cells() if not is_code(cell))
        return next((found[1].strip() for found in headings if found), self.name)

    def _cells(self) -> list[Cell]:
        """The notebook's cells; none where it cannot be read."""
        try:
            cells: list[Cell] = self.notebook()["cells"]
        except LearningError:
            return []
        return cells

    def check_path(self, exercise: str) -> Path:
        """The visible checks of an exercise."""
        return self.folder / CHECKS / f"{TEST_PREFIX}{exercise}.py"

    def hints(self, exercise: str) -> list[str]:
        """The rungs of the exercise's ladder.

        Raises:
            LearningError: where it has none.
        """
        try:
            return read_hints(self.folder / HINTS / f"{exercise}.md")
        except CourseError:
            raise LearningError(
                f"The hints for `{exercise}` are not in {self.folder / HINTS}. Take a fresh copy of the assignment's "
                f"`{HINTS}` folder."
            ) from None

    def exercise(self, name: str) -> str:
        """The name, if there is such an exercise; raises `LearningError` with the nearest ones if not."""
        if name in self.checked:
            return name
        raise LearningError(f"{self.name} has no exercise `{name}`; {nearest(name, self.checked)}")


def workplaces(start: Path) -> Iterator[Workplace]:
    """The workplaces at `start`: the folder itself, or else those in it.

    It may be a bundle's top folder, one in which bundles were unpacked (Colab works in ``/content``), or a course's.
    """
    if _has_checks(start):
        yield Workplace(start)
        return
    bundles = [pristine.parent for pristine in start.glob(f"*/{PRISTINE}")]
    for folder in sorted(
        [*start.glob("*"), *start.glob("release/*"), *(each for b in bundles for each in b.glob("*"))]
    ):
        if _has_checks(folder):
            yield Workplace(folder)


def course_of(start: Path) -> list[Workplace]:
    """Every assignment of the course that one is in: below `start`, or, in an assignment's folder, beside it.

    Raises:
        LearningError: where there is none.
    """
    found = list(workplaces(start.parent if _has_checks(start) else start))
    if not found:
        workplace_at(start)  # says so
    return found


def locate(exercise: str, start: Path) -> Workplace:
    """The workplace that has `exercise`, looked for from `start`.

    Raises:
        LearningError: where there is no such exercise, or more than one.
    """
    found = list(workplaces(start))
    if not found:
        raise LearningError(
            f"No exercises were found in {start}: there is no `{CHECKS}` folder. Open the notebook in the folder that "
            f"it came in, or go there with `cd`."
        )
    having = [place for place in found if exercise in place.checked]
    if len(having) == 1:
        return having[0]
    if having:
        folders = listed(str(place.folder) for place in having)
        raise LearningError(f"There is an exercise `{exercise}` in {folders}. Go to the one you mean with `cd`.")
    if len(found) == 1:
        found[0].exercise(exercise)
    known = [name for place in found for name in place.checked]
    raise LearningError(f"There is no exercise `{exercise}` in {start}; {nearest(exercise, known)}")


def workplace_at(path: Path) -> Workplace:
    """The workplace that a path on the command line means: a notebook, its folder, or a folder with one of these.

    Raises:
        LearningError: where it means none, or more than one.
    """
    typed, path = path, path.resolve()
    if path.is_file():
        if path.suffix != ".ipynb":
            raise LearningError(f"{typed} is not a notebook. Name a file that ends in .ipynb, or its folder.")
        if not _has_checks(path.parent):
            raise LearningError(f"{path.parent} has no `{CHECKS}` folder. Keep the notebook in the folder it came in.")
        return Workplace(path.parent, path)
    if not path.exists():
        beside = [place.folder.name for place in workplaces(path.parent)]
        note = _of_exercise(path.name, path.parent) or (f"; {nearest(path.name, beside)}" if beside else ".")
        raise LearningError(f"{typed}: there is no such file or folder{note}")
    found = list(workplaces(path))
    if not found:
        raise LearningError(
            f"No assignment was found in {path}. Name the notebook, or go to its folder (it has a `{CHECKS}` folder)."
        )
    if len(found) > 1:
        names = listed(str(place.folder.relative_to(path)) for place in found)
        raise LearningError(f"{path} holds several assignments. Say which: {names}.")
    return found[0]


def _of_exercise(name: str, start: Path) -> str:
    """What to say to those who name an exercise, as in a notebook, in place of its folder."""
    for place in workplaces(start):
        if name in place.checked:
            folder = "" if place.folder == start else f"{place.folder.relative_to(start)} "
            return f". To check that exercise alone, run `gradax check {folder}--exercise {name}`."
    return ""


def _is_cell(cell: object) -> bool:
    if not isinstance(cell, dict) or not isinstance(cell.get("source"), str | list):
        return False
    metadata = cell.get("metadata")
    return isinstance(metadata, dict) and isinstance(metadata.get("tags", []), list)


def _has_checks(folder: Path) -> bool:
    return next(folder.glob(f"{CHECKS}/{TEST_PREFIX}*.py"), None) is not None
