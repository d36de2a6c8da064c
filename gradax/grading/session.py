"""A session: one submission's code in a guest, for as many exercises as its tests ask about."""

from __future__ import annotations

import time
from typing import Any

from gradax.course import Limits
from gradax.results import Kind
from gradax.sandbox import Guest, GuestLimits, Zygote
from gradax.submission.canonical import Canonical, CodeCell
from gradax.testing.sentences import explained
from gradax.testing.student import Student
from gradax.wire.failures import GraderFault, StudentFailure


class Session:
    """One submission's code, run in one guest when the first test asks for it.

    A guest that dies takes the rest of its exercise with it and is replaced for the next one, without the cell that
    killed it. All requests together have `Limits.submission_seconds`; what is asked later ends in a timeout.

    Attributes:
        fault: what went wrong on our side, in words; such a session is over.
    """

    def __init__(self, zygote: Zygote, canonical: Canonical, limits: Limits, devices: int) -> None:
        self._zygote = zygote
        self._cells = canonical.cells
        self._limits = limits
        self._guest_limits = GuestLimits(limits.cpu_seconds, limits.memory_mib, devices)
        self._guest: Guest | None = None
        self._left = limits.submission_seconds
        self._ended: dict[str, StudentFailure] = {}  # by exercise: what ended its guest
        self._failed: dict[CodeCell, StudentFailure] = {}
        self._lethal: set[CodeCell] = set()
        self.fault: str | None = None

    def student(self, exercise: str) -> Student:
        """The student, as the tests of one exercise see them."""
        return _GuestStudent(_Way(self, exercise))

    @property
    def warnings(self) -> list[str]:
        """Sentences about the cells that did not run to their end, each once."""
        sentences = (
            explained(failure, _subject(cell)).message
            for cell, failure in self._failed.items()
            if cell.exercise or cell.added_after
        )
        return list(dict.fromkeys(sentences))

    def close(self) -> None:
        """End the guest."""
        if self._guest is not None:
            self._guest.close()
            self._guest = None

    def request(self, exercise: str, op: str, deadline: float | None, fields: dict[str, Any]) -> Any:
        """A request of the tests of one exercise; see `gradax.wire.transport.Transport`."""
        if self.fault is not None:
            raise GraderFault(self.fault)
        if exercise in self._ended:
            raise self._ended[exercise]
        try:
            guest = self._loaded()
            return self._ask(guest, op, deadline or self._limits.call_seconds, fields)
        except GraderFault as fault:
            self.fault = str(fault)
            self.close()
            raise
        except StudentFailure as failure:
            if not guest.alive:
                self._ended[exercise] = failure
            if failure.kind is Kind.NOT_DEFINED:
                self._blame_cell(exercise)
            raise

    def _ask(self, guest: Guest, op: str, seconds: float, fields: dict[str, Any]) -> Any:
        if self._left <= 0:
            raise StudentFailure(Kind.TIMEOUT, "the submission's time is over")
        begun = time.monotonic()
        try:
            return guest.request(op, deadline=min(seconds, self._left), **fields)
        finally:
            self._left -= time.monotonic() - begun

    def _loaded(self) -> Guest:
        """A living guest in which every cell ran, but for those that kill a guest."""
        while self._guest is None or not self._guest.alive:
            self.close()
            begun = time.monotonic()
            self._guest = self._zygote.guest(self._guest_limits)
            self._left -= time.monotonic() - begun  # else a thousand cells that kill could take a thousand starts
            self._load(self._guest)
        return self._guest

    def _load(self, guest: Guest) -> None:
        untouched = True  # no code of the student's ran in this guest yet
        for cell in self._cells:
            if cell in self._lethal:
                continue
            untouched = untouched and cell.released
            try:
                self._ask(guest, "cell", self._limits.cell_seconds, {"source": cell.source, "name": cell.name})
            except StudentFailure as failure:
                if untouched and not cell.exercise and self._left > 0:
                    raise GraderFault(f"the released cell `{cell.name}` does not run here: {failure}") from None
                untouched = False  # a class that is not written raises here, and what follows may need it
                self._failed.setdefault(cell, failure)
                if not guest.alive:
                    self._lethal.add(cell)
                    return

    def _blame_cell(self, exercise: str) -> None:
        """A name that is missing because its cell did not run to its end is that cell's failure."""
        for cell, failure in self._failed.items():
            if cell.exercise == exercise:
                raise _CellFailure(cell, failure) from None


class _CellFailure(StudentFailure):
    """What a solution cell ended in when it was run."""

    def __init__(self, cell: CodeCell, failure: StudentFailure) -> None:
        super().__init__(failure.kind, failure.claim, exception_types=failure.exception_types, line=failure.line)
        self.cell = cell


class _Way:
    """The transport of one exercise's student."""

    def __init__(self, session: Session, exercise: str) -> None:
        self._session = session
        self._exercise = exercise

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        return self._session.request(self._exercise, op, deadline, fields)


class _GuestStudent(Student):
    """A student whose cells may have failed before any test called them."""

    def _failed(self, failure: StudentFailure, subject: str, missing: str | None) -> Exception:
        if isinstance(failure, _CellFailure):
            return explained(failure, _subject(failure.cell))
        return super()._failed(failure, subject, missing)


def _subject(cell: CodeCell) -> str:
    if cell.exercise:
        return f"the solution cell of `{cell.exercise}`"
    return f"a cell that was added after `{cell.added_after}`"
