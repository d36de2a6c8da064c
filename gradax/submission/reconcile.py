"""Whose cell is whose: what a submission holds, put back into its places in the released notebook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from gradax.course.course import TEST_PREFIX, renamed_cells
from gradax.course.notebook import (
    Cell,
    Notebook,
    grade_id_of,
    is_by_hand,
    is_code,
    is_optional,
    is_solution,
    is_task,
    nbgrader_of,
    source_of,
)
from gradax.submission.names import names_bound
from gradax.submission.parsing import SubmittedCell, SubmittedNotebook, normal
from gradax.text import listed

MISSING = "# This cell is missing in the submission."
MISSING_TEXT = "This cell is missing in the submission."
_SETTINGS = ("points", "locked", "grade", "solution")
_NAMES_SHOWN = 5
_NAME = re.compile(r"[A-Za-z0-9_]{1,80}")  # what a release of this course could have called a cell


@dataclass(frozen=True)
class Reconciled:
    """What a student wrote, by its place (an index into the released cells).

    Attributes:
        sources: the sources that replace released ones: answers, and unlocked code cells that were changed.
        added: the cells that the student added, by the place after which they come; -1 is the top. They are code, and,
            where something is graded by hand, Markdown, too: an answer may stand there.
        warnings: sentences about what was not as released.
        written: all of it, in the release's order, as the student has it.
    """

    sources: Mapping[int, str]
    added: Mapping[int, list[SubmittedCell]]
    warnings: tuple[str, ...]
    written: tuple[SubmittedCell, ...]


def reconcile(release: Notebook, submitted: SubmittedNotebook, renamed: Mapping[str, str]) -> Reconciled:
    """Find each submitted cell's place in the release, and what there is to say about it.

    The notebook may be from an earlier release; `renamed` has what exercises were called there, and are called now.
    """
    return _Reconciliation(release, renamed).run(submitted)


@dataclass
class _Warnings:
    """Sentences, each once, naming the cells that it is about; as it is said of one cell, and of several."""

    names: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sentence: str, name: str = "", several: str | None = None) -> None:
        names = self.names[sentence, several or sentence]
        if name not in names:
            names.append(name)

    def sentences(self) -> tuple[str, ...]:
        return tuple(
            (one if len(names) == 1 else several).format(cells=_quoted(names))
            for (one, several), names in self.names.items()
        )


def _quoted(names: list[str]) -> str:
    return listed((f"`{name}`" for name in names), at_most=_NAMES_SHOWN)


class _Reconciliation:
    """One submission's way back into its places in the released notebook."""

    def __init__(self, release: Notebook, renamed: Mapping[str, str]) -> None:
        self.released: list[Cell] = release["cells"]
        self.renamed = renamed_cells(renamed)
        self.by_grade_id = self._index(grade_id_of)
        self.by_id = self._index(lambda cell: cell.get("id"))
        self.by_source = self._index(lambda cell: normal(source_of(cell)) if _is_plain_code(cell) else None)
        self.texts = {normal(source_of(cell)) for cell in self.released if not is_code(cell)}
        self.read_by_people = any(is_by_hand(cell) for cell in self.released)
        self.has_task = any(is_task(cell) for cell in self.released)
        self.warnings = _Warnings()

    def _index(self, key: Callable[[Cell], str | None]) -> dict[str, int]:
        found: dict[str, int] = {}
        for index, cell in enumerate(self.released):
            name = key(cell)
            if name is not None:
                found.setdefault(name, index)
        return found

    def run(self, submitted: SubmittedNotebook) -> Reconciled:
        places = [self._place(cell) for cell in submitted.cells]
        claims: dict[int, list[SubmittedCell]] = defaultdict(list)
        for place, submitted_cell in zip(places, submitted.cells, strict=True):
            if place is not None:
                claims[place].append(submitted_cell)
        chosen = {place: self._choose(place, cells) for place, cells in claims.items()}
        self._look_for_missing(chosen)
        sources = {place: self._source(place, cell) for place, cell in chosen.items() if self._is_students(place, cell)}
        for place, released in enumerate(self.released):
            if is_answer(released) and not is_optional(released) and place not in chosen:
                sources[place] = _missing(released)

        added: dict[int, list[SubmittedCell]] = defaultdict(list)
        before, order = -1, []
        for place, cell in zip(places, submitted.cells, strict=True):
            if place is not None and chosen[place] is cell:
                before = place
                order.append(place)
                if not is_answer(self.released[place]) and self._is_note(cell):
                    added[before].append(cell)
            elif self._is_added(place, cell, chosen):
                added[before].append(cell)
                if place is None and cell.nbgrader.get("solution") and _NAME.fullmatch(cell.grade_id or ""):
                    self.warnings.add(
                        "The release has no exercise {cells}; what was written for it ran with the rest, and gives no "
                        "points.",
                        cell.grade_id or "",
                        "The release has no exercises {cells}; what was written for them ran with the rest, and gives "
                        "no points.",
                    )
            elif place is None and cell.code and cell.source is None:
                self.warnings.add("A cell that was added holds no text, or far too much of it; it was left out.")
            if cell.repaired and cell.code:
                self.warnings.add("Characters that Python cannot read were replaced in code cells.")
        named = [place for place in order if grade_id_of(self.released[place])]
        if named != sorted(named):
            self.warnings.add("Cells are not in the order of the release; they were graded in that order.")
        if submitted.foreign:
            self.warnings.add("The notebook says that it is not written in Python; it was graded as Python.")
        if submitted.skipped:
            self.warnings.add("Some entries of the notebook are not cells; they were ignored.")
        written = tuple(self._written(chosen, added))
        return Reconciled(sources, added, self.warnings.sentences(), written)

    def _written(
        self, chosen: Mapping[int, SubmittedCell], added: Mapping[int, list[SubmittedCell]]
    ) -> Iterator[SubmittedCell]:
        """What the student wrote; notes only where a task asks for them, since the course's own text can change."""
        for place in range(-1, len(self.released)):
            if place in chosen and self._is_students(place, chosen[place]):
                yield chosen[place]
            yield from (cell for cell in added.get(place, ()) if cell.code or self.has_task)

    def _place(self, cell: SubmittedCell) -> int | None:
        """Which released cell this is: by grade_id, by the text of a cell that anyone may change, or by id."""
        grade_id = self._now(cell.grade_id)
        if grade_id in self.by_grade_id:
            return self.by_grade_id[grade_id]
        if cell.code and cell.normal in self.by_source:
            return self.by_source[cell.normal or ""]
        place = self.by_id.get(cell.id or "")
        if place is None or (grade_id_of(self.released[place]) is None and is_code(self.released[place]) != cell.code):
            return None  # a paragraph that became code is the student's own cell
        return place

    def _choose(self, place: int, cells: list[SubmittedCell]) -> SubmittedCell:
        """The one cell that counts among those that claim a place."""
        released = self.released[place]
        name = grade_id_of(released)
        if not name:
            return cells[0]
        as_now = [cell for cell in cells if cell.grade_id not in self.renamed]
        if not is_answer(released):
            if as_now and not _is_prose(released):
                self._compare_locked(name, released, as_now)
            return cells[0]
        written = [cell for cell in cells if cell.source is not None and not _same(cell, released)]
        last = ([cell for cell in written if cell.grade_id not in self.renamed] or written or cells)[-1]
        chosen = next(cell for cell in cells if cell.source == last.source)
        if len(cells) > 1:
            self.warnings.add(
                "The solution cell of {cells} is there more than once; the last one with an answer counts.",
                name,
                "The solution cells of {cells} are there more than once; of each the last one with an answer counts.",
            )
        if chosen.source is None:
            self.warnings.add(
                "The solution cell of {cells} holds no text, or far too much of it.",
                name,
                "The solution cells of {cells} hold no text, or far too much of it.",
            )
        if is_code(released) and not chosen.code:
            self.warnings.add(
                "The solution cell of {cells} is no longer a code cell; its text was graded.",
                name,
                "The solution cells of {cells} are no longer code cells; their text was graded.",
            )
        if chosen.grade_id in self.renamed:
            self.warnings.add(f"{{cells}} is called `{name}` now, and was graded as that.", chosen.grade_id)
        self._compare_settings(name, released, chosen)
        return chosen

    def _compare_locked(self, name: str, released: Cell, cells: list[SubmittedCell]) -> None:
        if len(cells) > 1:
            self.warnings.add(
                "The cell {cells} is there more than once; the released one was used.",
                name,
                "The cells {cells} are there more than once; the released ones were used.",
            )
        if not all(_same(cell, released) and cell.code == is_code(released) for cell in cells):
            self.warnings.add(
                "The locked cell {cells} is not as in the release; the released one was used.",
                name,
                "The locked cells {cells} are not as in the release; the released ones were used.",
            )
        self._compare_settings(name, released, cells[0])

    def _compare_settings(self, name: str, released: Cell, cell: SubmittedCell) -> None:
        ours = nbgrader_of(released)
        if self._now(cell.grade_id) != name or any(cell.nbgrader.get(key) != ours.get(key) for key in _SETTINGS):
            self.warnings.add(
                "The settings (points, locks) of {cells} are not as in the release; the released ones count.", name
            )

    def _look_for_missing(self, chosen: Mapping[int, SubmittedCell]) -> None:
        for place, released in enumerate(self.released):
            name = grade_id_of(released)
            if name and place not in chosen and not _is_prose(released) and not is_optional(released):
                exercise = name.removeprefix(TEST_PREFIX)
                if self._lacks(exercise, chosen):
                    self.warnings.add(
                        "The exercise {cells} is not in the submission. If the notebook is from an earlier release, "
                        "copy the cells from the new one, and hand it in again.",
                        exercise,
                        "The exercises {cells} are not in the submission. If the notebook is from an earlier release, "
                        "copy the cells from the new one, and hand it in again.",
                    )
                elif is_answer(released):
                    self.warnings.add(
                        "The solution cell of {cells} is missing in the submission.",
                        name,
                        "The solution cells of {cells} are missing in the submission.",
                    )
                else:
                    self.warnings.add(
                        "The cell {cells} is missing in the submission; the released one was used.",
                        name,
                        "The cells {cells} are missing in the submission; the released ones were used.",
                    )

    def _lacks(self, exercise: str, chosen: Mapping[int, SubmittedCell]) -> bool:
        """Whether both cells of an exercise are missing, as in a notebook from before it was there."""
        places = [self.by_grade_id.get(name, -1) for name in (exercise, TEST_PREFIX + exercise)]
        return all(place >= 0 and place not in chosen for place in places)

    def _now(self, grade_id: str | None) -> str | None:
        """What a cell's grade_id is in the release."""
        return self.renamed.get(grade_id or "", grade_id)

    def _is_students(self, place: int, cell: SubmittedCell) -> bool:
        released = self.released[place]
        return is_answer(released) or (_is_plain_code(released) and cell.code and not _same(cell, released))

    def _source(self, place: int, cell: SubmittedCell) -> str:
        if cell.source is None:
            return _missing(self.released[place])
        old, new = cell.grade_id, self._now(cell.grade_id)
        bound = names_bound(cell.source) if old != new else ()
        if old in bound and new not in bound:
            return f"{cell.source}\n\n{new} = {old}  # as it is called now"
        return cell.source

    def _is_added(self, place: int | None, cell: SubmittedCell, chosen: Mapping[int, SubmittedCell]) -> bool:
        """Whether this is the student's own; so is an earlier version of a solution in a copy of its cell."""
        if not cell.code:
            return self._is_note(cell)
        if not (cell.source or "").strip():
            return False
        if place is None:
            return not _is_check(cell)
        released = self.released[place]
        return not _is_fixed(released) and cell.normal != chosen[place].normal and not _same(cell, released)

    def _is_note(self, cell: SubmittedCell) -> bool:
        """Whether this is text for people to read: what is not the course's own, wherever it stands."""
        return self.read_by_people and not cell.code and bool(cell.normal) and cell.normal not in self.texts


def is_answer(cell: Cell) -> bool:
    """Whether students write here what counts: code or Markdown, for tests or for people."""
    return is_solution(cell) and grade_id_of(cell) is not None


def _missing(cell: Cell) -> str:
    return MISSING if is_code(cell) else MISSING_TEXT


def _is_prose(cell: Cell) -> bool:
    """Whether this is text that nobody writes in and that gives no points: no answer depends on how it reads."""
    return not is_code(cell) and not any(nbgrader_of(cell).get(key) for key in ("grade", "solution", "task"))


def _is_check(cell: SubmittedCell) -> bool:
    """Whether this is an exercise's grade cell as an earlier release had it, so that no word of it is the student's."""
    exercise = (cell.grade_id or "").removeprefix(TEST_PREFIX)
    return exercise != cell.grade_id and cell.normal == f'check("{exercise}")'


def _is_plain_code(cell: Cell) -> bool:
    return is_code(cell) and grade_id_of(cell) is None


def _is_fixed(cell: Cell) -> bool:
    return not is_answer(cell) and not _is_plain_code(cell)


def _same(cell: SubmittedCell, released: Cell) -> bool:
    return cell.normal == normal(source_of(released))
