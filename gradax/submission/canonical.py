"""The canonical submission: the released notebook, with what the student wrote in the places where students write.

Nothing else of a submission is looked at, so nothing else of it can matter: not its outputs, its metadata, its locks
or its points. What was changed there is a warning that the student and the instructor see.
"""

from __future__ import annotations

import builtins
import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from gradax.course.notebook import (
    Cell,
    Notebook,
    grade_id_of,
    is_by_hand,
    is_check,
    is_code,
    is_demo,
    is_solution,
    source_of,
)
from gradax.submission.names import names_bound, names_defined, names_read_by
from gradax.submission.parsing import Malformed, SubmittedCell, normal, parse_notebook
from gradax.submission.receipt import receipt_of
from gradax.submission.reconcile import is_answer, reconcile
from gradax.wire.cells import BY_REFERENCE

ADDED = "added-"  # how the id of a cell that the student added begins


@dataclass(frozen=True)
class CodeCell:
    """A cell to run.

    Attributes:
        name: of a released cell its grade_id or id; of a cell that the student added ``<released cell before it>+<n>``.
        exercise: whose solution cell it is; None for the setup, a demonstration, code that is graded by hand or a cell
            that the student added.
        source: what to run.
        released: whether it is the course's own, so that no word of it is the student's, and none is shown to them.
    """

    name: str
    exercise: str | None
    source: str
    released: bool = False

    @property
    def id(self) -> str:
        """Its id in the canonical notebook: a released cell's name, or that of an added one."""
        _, plus, number = self.name.rpartition("+")
        return f"{ADDED}{number}" if plus else self.name

    @property
    def added_after(self) -> str | None:
        """For a cell that the student added, the released cell before it."""
        before, plus, _ = self.name.rpartition("+")
        return before if plus else None


@dataclass(frozen=True)
class Canonical:
    """A submission as we grade it.

    Attributes:
        cells: the code cells to run, in order: without grade cells, and without unchanged demonstrations, unless one
            defines a function that the student's code uses.
        notebook: the released notebook with the student's answers and added cells in place, without outputs.
        warnings: sentences about what was not as released.
        malformed: why the submission could not be read; then `cells` is empty and `notebook` as released.
        receipt: the code that stands for what the student wrote, where it could be read.
    """

    cells: tuple[CodeCell, ...]
    notebook: Notebook
    warnings: tuple[str, ...] = ()
    malformed: str | None = None
    receipt: str | None = None

    def with_versions(self, versions: Mapping[str, str]) -> Canonical:
        """The same submission, in which other versions of some exercises stand in the place of the student's own.

        A cell of the student's that defines something else, which their other cells read, runs before the version that
        stands in for it. All versions run once more at the end, since later cells may define or delete their names.
        """
        stand_ins = {
            name: CodeCell(f"{name}{BY_REFERENCE}", None, source, released=True) for name, source in versions.items()
        }
        of_the_course = [*(cell for cell in self.cells if cell.released), *stand_ins.values()]
        given = set(dir(builtins)).union(*(names_bound(cell.source) for cell in of_the_course))
        cells: list[CodeCell] = []
        for cell in self.cells:
            stand_in = stand_ins.get(cell.exercise or "")
            if stand_in is None or self._needed(names_bound(cell.source) - given, cell):
                cells.append(cell)
            if stand_in is not None:
                cells.append(stand_in)
        return replace(self, cells=(*cells, *stand_ins.values()))

    def _needed(self, names: set[str], by_others_than: CodeCell) -> bool:
        others = (cell.source for cell in self.cells if not cell.released and cell is not by_others_than)
        return bool(names) and bool(names & names_read_by(others))


def canonicalise(
    release: Notebook,
    data: bytes,
    *,
    max_bytes: int,
    warnings: Iterable[str] = (),
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> Canonical:
    """The canonical form of a submitted notebook's bytes. Never raises for anything that a student can hand in.

    Args:
        release: the released notebook.
        data: what was handed in.
        max_bytes: the largest size that a notebook may have.
        warnings: sentences about how it was handed in.
        renamed: earlier names of exercises, and what they are called in this release.
    """
    try:
        submitted = parse_notebook(data, max_bytes=max_bytes)
    except Malformed as reason:
        return malformed(release, str(reason))
    found = reconcile(release, submitted, renamed)
    cells, notebook = _assemble(release, found.sources, found.added)
    return Canonical(cells, notebook, (*warnings, *found.warnings), receipt=receipt_of(found.written))


def malformed(release: Notebook, reason: str) -> Canonical:
    """A submission that could not be read, for the `reason` given."""
    return Canonical((), _assemble(release, {}, {})[1], (reason,), reason)


def with_answers(release: Notebook, answers: Mapping[str, str]) -> Canonical:
    """The released notebook with these exercises' solution cells filled in, the others blank."""
    sources = {
        index: answers[grade_id_of(cell) or ""]
        for index, cell in enumerate(release["cells"])
        if is_answer(cell) and grade_id_of(cell) in answers
    }
    return Canonical(*_assemble(release, sources, {}))


def _assemble(
    release: Notebook, sources: Mapping[int, str], added: Mapping[int, list[SubmittedCell]]
) -> tuple[tuple[CodeCell, ...], Notebook]:
    """The cells to run and the notebook: the release with `sources` in their places and cells `added` after others."""
    cells: list[CodeCell] = []
    rebuilt: list[Cell] = []
    before, count = "top", 0
    code = [source for place, source in sources.items() if is_code(release["cells"][place])]
    written = [*code, *(cell.source or "" for each in added.values() for cell in each if cell.code)]
    wanted = names_read_by(written)

    def add(place: int) -> None:
        nonlocal count
        for cell in added.get(place, ()):
            source = cell.source or ""
            count += 1
            if cell.code:
                cells.append(CodeCell(f"{before}+{count}", None, source))
            rebuilt.append(_added_cell(f"{ADDED}{count}", cell, source))

    add(-1)
    for place, released in enumerate(release["cells"]):
        cell = copy.deepcopy(released)
        if is_code(cell):
            cell["outputs"], cell["execution_count"] = [], None
        if place in sources:
            cell["source"] = sources[place]
        rebuilt.append(cell)
        grade_id = grade_id_of(cell)
        before = grade_id or before
        if is_by_hand(cell):  # nobody should lose points for a stub that is graded by hand
            runs = normal(source_of(cell)) != normal(source_of(released))
        else:
            runs = place in sources or not is_demo(cell) or bool(wanted & names_defined(source_of(cell)))
        if is_code(cell) and not is_check(cell) and runs:
            name = grade_id or str(cell.get("id", f"cell-{place}"))
            exercise = grade_id if is_solution(cell) and not is_by_hand(cell) else None
            cells.append(CodeCell(name, exercise, source_of(cell), released=place not in sources))
        add(place)
    return tuple(cells), {**copy.deepcopy({k: v for k, v in release.items() if k != "cells"}), "cells": rebuilt}


def _added_cell(name: str, cell: SubmittedCell, source: str) -> Cell:
    made: Cell = {"cell_type": "code" if cell.code else "markdown", "id": name, "metadata": {}, "source": source}
    return made | ({"execution_count": None, "outputs": []} if cell.code else {})
