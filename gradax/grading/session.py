"""A session: one submission's code in a guest, for as many exercises as its tests ask about."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from gradax import codes
from gradax.course import Limits
from gradax.grading.whereabouts import called, stop_of, whereabouts
from gradax.results import OUT_OF_TIME, Kind
from gradax.sandbox import Guest, GuestLimits, Zygote
from gradax.sandbox.limits import WATCHED
from gradax.submission.canonical import Canonical, CodeCell
from gradax.submission.names import module_imported_at, names_bound
from gradax.testing.failure import Failure
from gradax.testing.sentences import explained
from gradax.testing.student import Student
from gradax.text import listed
from gradax.wire import settings
from gradax.wire.failures import GraderFault, StudentFailure
from gradax.wire.shell import SHELL

_MISSING_NAME = re.compile(r"name '(\w+)' is not defined")
_MAGIC = re.compile(r"!|%\w{1,30}")
_REPLACED = re.compile(rf"(?:{'|'.join(WATCHED)})(?:\.\w{{1,40}}){{0,8}}", re.ASCII)
_NAMES_SHOWN = 8
_START_SECONDS = 1.0  # that a guest's start may cost its submission at most, even on a busy machine
_AGAIN = 2  # times the seconds of added cells: what running them again in later guests may take


class Allowance:
    """The seconds that a submission's code still has: its sessions share one, or have one each.

    All requests together have `Limits.submission_seconds`; what is asked later ends in a timeout. The cells that the
    student added have `Limits.added_seconds` of their own, so that no exercise pays for them.

    Attributes:
        left: for the requests of the tests.
        left_for_added: for added cells.
    """

    def __init__(self, limits: Limits) -> None:
        self.left = limits.submission_seconds
        self.left_for_added = limits.added_seconds
        self._left_for_added_again = _AGAIN * limits.added_seconds
        self._ran: set[CodeCell] = set()

    def left_for_cell(self, added: CodeCell) -> float:
        """What is left for an added cell; one that has run before, in an earlier guest, is paid for apart."""
        return self._left_for_added_again if added in self._ran else self.left_for_added

    def spend_on_cell(self, added: CodeCell, seconds: float) -> None:
        """Take what an added cell has cost."""
        if added in self._ran:
            self._left_for_added_again -= seconds
        else:
            self.left_for_added -= seconds
            self._ran.add(added)

    @staticmethod
    def most(limits: Limits) -> float:
        """All of it together, in seconds."""
        return limits.submission_seconds + (1 + _AGAIN) * limits.added_seconds


class Session:
    """One submission's code, run in one guest when the first test asks for it.

    A guest that dies takes the rest of its exercise with it and is replaced for the next one, without the cell that
    killed it.

    Attributes:
        fault: what went wrong on our side, in words; such a session is over.
        replaced: what the student's code has replaced in JAX, NumPy and their like, as far as it reports that.
        put_off: exercises that were not asked about, since one that they build on has run out of time before: theirs
            would run into the same loop, each with its own deadline.

    Args:
        builds_on: for each exercise those that it builds on, where it may be put off.
        noting: whether its warnings, and what was replaced, are asked for.
    """

    def __init__(
        self,
        zygote: Zygote,
        canonical: Canonical,
        limits: Limits,
        devices: int,
        allowance: Allowance,
        builds_on: Mapping[str, Collection[str]] | None = None,
        *,
        noting: bool = True,
    ) -> None:
        self._zygote = zygote
        self._cells = canonical.cells
        self._limits = limits
        cpu_seconds = limits.cpu_seconds + round(limits.added_seconds)
        self._guest_limits = GuestLimits(cpu_seconds, limits.memory_mib, devices)
        self._guest: Guest | None = None
        self._clean_guest: Guest | None = None  # runs no cells, only what the tests send
        self._allowance = allowance
        self._ended: dict[str, StudentFailure] = {}  # by exercise: what ended its guest
        self._failed: dict[CodeCell, StudentFailure] = {}
        self._left_out: dict[CodeCell, None] = {}  # in their order
        self._lethal: set[CodeCell] = set()
        self._killer: CodeCell | None = None  # of the last guest
        self._noting, self._noted = noting, False
        self._exercise: str | None = None  # that was asked about last
        self._settings: list[str] = []
        self._skipped: list[str] = []
        self._builds_on = builds_on or {}
        self.fault: str | None = None
        self.replaced: list[str] = []
        self.put_off: set[str] = set()

    def student(self, exercise: str) -> Student:
        """The student, as the tests of one exercise see them."""
        return _GuestStudent(_Way(self, exercise), session=self)

    @property
    def warnings(self) -> list[str]:
        """Sentences about the student's cells that did not run to their end, and about settings, each once."""
        stopped = (cell for cell in self._failed if cell.exercise or cell.added_after)
        sentences = [self._stopped(cell) for cell in stopped if cell not in self._left_out]
        if self._left_out:
            after = listed(dict.fromkeys(f"`{cell.added_after}`" for cell in self._left_out), at_most=3)
            sentences.append(
                f"The cells that you added take more than {self._limits.added_seconds:g} s together; "
                f"{len(self._left_out)} of them, after {after}, did not run to their end when your work was graded."
            )
        if self._settings:
            names = listed(f"`{name}`" for name in self._settings)
            sentences.append(
                f"Your notebook changes {names}. Everybody's work is graded on the CPU, with JAX's own settings, so "
                "this was set back. Take it out and run all cells again to see what was graded."
            )
        if self._skipped:
            names = listed("shell lines (`!`)" if name == SHELL else f"`{name}`" for name in self._skipped)
            sentences.append(f"When your work was graded, {names} did nothing: there is no IPython, shell or network.")
        return list(dict.fromkeys(sentences))

    def close(self) -> None:
        """Look at what the student's code has replaced meanwhile, and end the guests."""
        if self.fault is None:
            with suppress(GraderFault):
                self._look_again()
        self._close_guest()
        if self._clean_guest is not None:
            self._clean_guest.close()
            self._clean_guest = None

    def _look_again(self) -> None:
        """Look at what the student's code has replaced since, where there is a guest that can say it."""
        if self._noting and self._guest is not None and self._guest.alive:
            with suppress(StudentFailure):
                self._note(self._ask(self._guest, "notes", self._limits.call_seconds, {}))

    def _close_guest(self) -> None:
        if self._guest is not None:
            self._guest.close()
            self._guest = None

    def request(self, exercise: str, op: str, deadline: float | None, fields: dict[str, Any]) -> Any:
        """A request of the tests of one exercise; see `gradax.wire.transport.Transport`."""
        if self.fault is not None:
            raise GraderFault(self.fault)
        for earlier in self._builds_on.get(exercise, ()):
            if earlier in self._ended and self._ended[earlier].kind in OUT_OF_TIME:
                self.put_off.add(exercise)
                raise self._ended[earlier]
        if exercise in self._ended:
            raise self._ended[exercise]
        seconds = deadline or self._limits.call_seconds
        try:
            if exercise != self._exercise:
                self._look_again()  # before this exercise ends the guest of the one before
                self._exercise = exercise
            if op == "clean":
                return self._ask(self._without_code(), "probe", seconds, fields)
            return self._ask(self._loaded(), op, seconds, fields)
        except GraderFault as fault:
            self.fault = str(fault)
            self.close()
            raise
        except StudentFailure as failure:
            if self._guest is not None and not self._guest.alive:
                self._ended[exercise] = failure
            self._blame_cell(exercise, failure)
            raise

    def explained(self, failure: StudentFailure, subject: str, missing: str | None) -> Failure:
        """What a test raises for a failure: with the cell that is to blame, or the line where it happened."""
        if isinstance(failure, _CellFailure):
            return self._told(failure.cell, failure, failure.missing)
        told = explained(failure, subject, missing=missing)
        place = whereabouts(failure.frames, self._cells)
        shows = failure.kind is Kind.EXCEPTION and told.code != codes.NOT_WRITTEN
        message = f"{told.message} {place}".rstrip() if shows else told.message
        stop = stop_of(failure.frames, self._cells) if shows else None
        return Failure(message, told.detail, kind=told.kind, code=told.code, stop=stop)

    def _stopped(self, cell: CodeCell) -> str:
        return self._told(cell, self._failed[cell]).message

    def _told(self, cell: CodeCell, failure: StudentFailure, missing: str | None = None) -> Failure:
        """How a cell ended and what is missing because of that, if anything."""
        told = explained(failure, called(cell))
        sentence = told.message
        line = next((line for name, line in reversed(failure.frames) if name == cell.name), None)
        module = line and "ImportError" in failure.exception_types and module_imported_at(cell.source, line)
        if module:
            subject = called(cell)
            sentence = f"{subject[:1].upper()}{subject[1:]} imports `{module}`, which is not there when work is graded."
        place, stop = whereabouts(failure.frames, [cell], within=cell), stop_of(failure.frames, [cell])
        if told.code == codes.NOT_WRITTEN:
            stop = None
            # Above a class there may stand what a stub raises, and below it what the student wrote.
            place = f"If you have written it, delete line {line} of its cell, which raises NotImplementedError."
        parts = [sentence, place]
        if missing:
            parts.insert(0, f"`{missing}` is missing: its cell did not run to its end.")
            parts.append(f"Move what defines `{missing}` into a cell of its own." if cell.added_after else "")
        return Failure(" ".join(filter(None, parts)), told.detail, kind=told.kind, code=told.code, stop=stop)

    def _ask(self, guest: Guest, op: str, seconds: float, fields: dict[str, Any]) -> Any:
        self._expect_time()
        try:
            return guest.request(op, deadline=min(seconds, self._allowance.left), **fields)
        finally:
            self._allowance.left -= guest.spent

    def _expect_time(self) -> None:
        if self._allowance.left <= 0:
            raise StudentFailure(Kind.TIMEOUT, "the submission's time is over")

    def _without_code(self) -> Guest:
        """A living guest in which no cell ran."""
        if self._clean_guest is not None and not self._clean_guest.alive:
            self._clean_guest.close()
            self._clean_guest = None
        if self._clean_guest is None:
            self._clean_guest = self._zygote.guest(self._guest_limits)
        return self._clean_guest

    def _loaded(self) -> Guest:
        """A living guest in which every cell ran, but for those that kill a guest."""
        while self._guest is None or not self._guest.alive:
            self._close_guest()
            self._expect_time()
            begun = time.monotonic()
            self._guest = self._zygote.guest(self._guest_limits)
            # Else a thousand cells that kill could take a thousand starts; who killed the last one pays for this.
            seconds = min(time.monotonic() - begun, _START_SECONDS)
            if self._killer is not None and self._killer.added_after:
                self._allowance.left_for_added -= seconds
            else:
                self._allowance.left -= seconds
            self._load(self._guest)
        return self._guest

    def _load(self, guest: Guest) -> None:
        self._killer = None
        untouched = True  # no code of the student's ran in this guest yet
        for cell in self._cells:
            if cell in self._lethal or cell in self._left_out:
                continue
            untouched = untouched and cell.released
            try:
                self._run(guest, cell)
            except StudentFailure as failure:
                if untouched and not cell.exercise and self._allowance.left > 0:
                    raise GraderFault(f"the released cell `{cell.name}` does not run here: {failure}") from None
                untouched = False  # a class that is not written raises here, and what follows may need it
                self._failed.setdefault(cell, failure)
                if not guest.alive:
                    self._lethal.add(cell)
                    self._killer = cell
                    return
        if self._noting and not self._noted:  # once: code that answers in our place may end its guest this way
            self._noted = True
            with suppress(StudentFailure):
                self._note(guest.request("notes", deadline=self._limits.call_seconds))

    def _note(self, notes: Any) -> None:
        """Keep what a guest says of settings, magics and replaced functions, as far as it can be true."""
        keys = ("settings", "skipped", "replaced")
        changed, skipped, replaced = (notes.get(key) if isinstance(notes, dict) else None for key in keys)
        written = [cell.source for cell in self._cells if not cell.released]
        self._skipped = [
            name
            for name in (skipped if isinstance(skipped, list) else [])
            if isinstance(name, str) and _MAGIC.fullmatch(name) and any(name in source for source in written)
        ][:_NAMES_SHOWN]
        self._settings = [name for name in settings.ALL if isinstance(changed, list) and name in changed]
        for name in replaced if isinstance(replaced, list) else []:
            if isinstance(name, str) and _REPLACED.fullmatch(name) and len(self.replaced) < _NAMES_SHOWN:
                self.replaced += [name] if name not in self.replaced else []

    def _run(self, guest: Guest, cell: CodeCell) -> None:
        fields = {"source": cell.source, "name": cell.name, "released": cell.released}
        if cell.added_after is None:
            self._ask(guest, "cell", self._limits.cell_seconds, fields)
            return
        left = self._allowance.left_for_cell(cell)
        if left <= 0:
            self._left_out[cell] = None
            return
        try:
            guest.request("cell", deadline=min(self._limits.cell_seconds, left), **fields)
        except StudentFailure as failure:
            if failure.kind is Kind.TIMEOUT and left < self._limits.cell_seconds:  # others had used up its time
                self._left_out[cell] = None
            raise
        finally:
            self._allowance.spend_on_cell(cell, guest.spent)

    def _blame_cell(self, exercise: str, failure: StudentFailure) -> None:
        """A name that is missing because a cell did not run to its end is that cell's failure."""
        if failure.kind is Kind.NOT_DEFINED:
            for cell, why in self._failed.items():
                if cell.exercise == exercise:
                    raise _CellFailure(cell, why) from None
        found = _MISSING_NAME.search(failure.claim) if "NameError" in failure.exception_types else None
        for cell, why in self._failed.items() if found else ():
            if found and found[1] in names_bound(cell.source):
                raise _CellFailure(cell, why, found[1]) from None


class _CellFailure(StudentFailure):
    """What a cell ended in when it was run, and the name that is missing since."""

    def __init__(self, cell: CodeCell, failure: StudentFailure, missing: str | None = None) -> None:
        super().__init__(
            failure.kind,
            failure.claim,
            exception_types=failure.exception_types,
            line=failure.line,
            frames=failure.frames,
        )
        self.cell = cell
        self.missing = missing


class _Way:
    """The transport of one exercise's student."""

    def __init__(self, session: Session, exercise: str) -> None:
        self._session = session
        self._exercise = exercise

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        return self._session.request(self._exercise, op, deadline, fields)


class _GuestStudent(Student):
    """A student whose cells may have failed before any test called them."""

    def __init__(self, transport: Any, deadline: float | None = None, *, session: Session) -> None:
        super().__init__(transport, deadline)
        self._session = session

    def within(self, seconds: float) -> Student:
        return _GuestStudent(self._transport, seconds, session=self._session)

    def _failed(self, failure: StudentFailure, subject: str, missing: str | None) -> Exception:
        return self._session.explained(failure, subject, missing)
