"""A notebook that is about to be handed in: what will be graded, and what its student should know before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gradax.course.config import Limits
from gradax.course.exercises import TEST_PREFIX
from gradax.course.notebook import (
    Notebook,
    code_cells,
    grade_id_of,
    is_grade,
    is_optional,
    is_solution,
    nbgrader_of,
    source_of,
)
from gradax.learning.quiet import LearningError
from gradax.learning.reset import pristine, pristine_path
from gradax.learning.run_report import NotebookRun
from gradax.learning.workplace import Workplace
from gradax.submission.canonical import Canonical, canonicalise
from gradax.submission.parsing import normal
from gradax.text import counted, listed

_CELLS_SHOWN = 3


@dataclass(frozen=True)
class HandingIn:
    """A notebook as it is about to be handed in.

    Attributes:
        place: where it lies.
        assignment: what it is to be called.
        data: the file's bytes.
        saved: when it was saved.
        release: the notebook as it was released.
        canonical: what will be graded.
    """

    place: Workplace
    assignment: str
    data: bytes
    saved: datetime
    release: Notebook
    canonical: Canonical

    @property
    def receipt(self) -> str:
        """The receipt for it."""
        assert self.canonical.receipt is not None
        return self.canonical.receipt

    @property
    def as_released(self) -> list[int]:
        """The numbers of the code cells that are as they were released."""
        released = {normal(source_of(cell)) for cell in code_cells(self.release)}
        cells = enumerate(code_cells(self.place.notebook()), start=1)
        return [number for number, cell in cells if normal(source_of(cell)) in released]

    def is_still_there(self) -> bool:
        """Whether the notebook on disk is still this one."""
        try:
            return self.place.notebook_path.read_bytes() == self.data
        except OSError:
            return False

    def blank(self) -> list[str]:
        """The exercises, and the questions that count, in which nothing is written yet."""
        released = {grade_id_of(cell): normal(source_of(cell)) for cell in self.release["cells"]}
        return [
            str(grade_id_of(cell))
            for cell in self.canonical.notebook["cells"]
            if is_solution(cell)
            and not is_optional(cell)
            and normal(source_of(cell)) == released.get(grade_id_of(cell))
        ]

    def worth(self) -> dict[str, float]:
        """The points of exercises and questions, as they were released."""
        return {
            str(grade_id_of(cell)).removeprefix("" if is_solution(cell) else TEST_PREFIX): nbgrader_of(cell).get(
                "points", 0
            )
            for cell in self.release["cells"]
            if is_grade(cell)
        }


def look(place: Workplace, released: Callable[[str], Path | None] = lambda assignment: None) -> HandingIn:
    """Read the notebook of a workplace.

    Args:
        place: the workplace.
        released: where else the released notebook of an assignment can be found, if it is not at hand.

    Raises:
        LearningError: where it cannot be read, or where there is no released notebook to compare it with.
    """
    path = place.notebook_path
    try:
        untouched = pristine_path(place)
    except LearningError:
        elsewhere = released(place.folder.resolve().name)
        if elsewhere is None:
            raise
        untouched = elsewhere
    release = pristine(untouched)
    try:
        data, saved = path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    except OSError as error:
        raise LearningError(f"{path}: cannot be read ({error.strerror}).") from None
    canonical = canonicalise(release, data, max_bytes=len(data))  # the course's limit is not known here
    if canonical.malformed:
        raise LearningError(f"{path}: {canonical.malformed}")
    return HandingIn(place, untouched.stem, data, saved, release, canonical)


def concerns(handing_in: HandingIn, run: NotebookRun) -> Iterator[str]:
    """What the student should know before, in sentences; nothing where all is well."""
    worth, blank = handing_in.worth(), handing_in.blank()
    if not handing_in.is_still_there():
        yield "The notebook was saved again while it ran. The earlier version is handed in."
    usual = Limits().notebook_mib
    if len(handing_in.data) > usual << 20:
        yield (
            f"The file is larger than {usual} MiB, which your course may not take. Clear the outputs (Kernel → Restart "
            "Kernel and Clear Outputs) and save it."
        )
    yield from (f"Your feedback would say: {warning}" for warning in handing_in.canonical.warnings)
    if run.settings:
        names = listed(f"`{name}`" for name in run.settings)
        yield (
            f"Your notebook changes {names}. Everybody's work is graded on the CPU, with JAX's own settings, so this "
            "will be set back, as it was for these checks."
        )
    raised = [each.sentence.partition("\n")[0] for each in run.raised if each.exercise not in blank]
    yield from raised[:_CELLS_SHOWN]
    if len(raised) > _CELLS_SHOWN:
        yield f"{len(raised) - _CELLS_SHOWN} more cells raised."
    failing = [card.exercise for card in run.cards if not card.passed and card.exercise not in blank]
    if failing:
        yield f"Visible checks do not pass: {_with_points(failing, worth)}."
    if blank:
        yield f"Nothing is written yet: {_with_points(blank, worth)}."


def _with_points(names: Iterable[str], worth: Mapping[str, float]) -> str:
    return listed(f"`{name}` ({counted(worth[name], 'point')})" if name in worth else f"`{name}`" for name in names)
