"""What a check found, as data: one line for each check, and each mistake reported once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from gradax import codes
from gradax.results import SIGNS, Kind, TestResult, Verdict
from gradax.text import counted, one_line

if TYPE_CHECKING:  # NumPy stays away until there is something to draw
    from gradax.learning.pictures import Picture

NOT_YOURS = "This check itself failed, which is not your fault. Please show this card to your instructor."


class Mark(Enum):
    """The outcome of one check; the value is the word for it."""

    PASSED = "passed"
    FAILED = "failed"
    WAITING = "waits"  # until the mistake above is mended
    BROKEN = "broken"  # the check itself


SAME = "same reason as above"
_SUBJECT = re.compile(r"^(?:Your code|`[^`]*`) ")

MARK_SIGNS = {
    Mark.PASSED: SIGNS[Verdict.PASSED],
    Mark.FAILED: SIGNS[Verdict.FAILED],
    Mark.WAITING: "–",
    Mark.BROKEN: SIGNS[Verdict.ERROR],
}


@dataclass(frozen=True)
class CheckLine:
    """One check: its sentence and, where this mistake has not been reported yet, what went wrong.

    Attributes:
        mark: its outcome.
        claim: the sentence that the check stands for.
        message: what was called, what came back and was expected, the likely reason.
        detail: the values behind the message.
        note: a few words in place of a message.
        pictures: the values, drawn.
    """

    mark: Mark
    claim: str
    message: str = ""
    detail: str = ""
    note: str = ""
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class CheckCard:
    """The result of one exercise's visible checks.

    Attributes:
        exercise: its name.
        lines: one for each check, in the order of the file.
        seconds: how long they took.
        points: what the exercise is worth, if known.
        unwritten: whether the exercise is still to be written.
        slow: whether time ran out.
    """

    exercise: str
    lines: tuple[CheckLine, ...]
    seconds: float
    points: float | None = None
    unwritten: bool = False
    slow: bool = False

    @property
    def passed(self) -> bool:
        """Whether every check passed; a card without checks has not."""
        return bool(self.lines) and all(line.mark is Mark.PASSED for line in self.lines)

    @property
    def mark(self) -> Mark:
        """The outcome of the exercise as a whole."""
        if self.passed:
            return Mark.PASSED
        if self.unwritten:
            return Mark.WAITING
        return Mark.FAILED if any(line.mark is Mark.FAILED for line in self.lines) else Mark.BROKEN

    @property
    def has_pictures(self) -> bool:
        """Whether there is anything to draw."""
        return any(line.pictures for line in self.lines)

    @property
    def hintable(self) -> bool:
        """Whether a hint could help: not where it passes, nor where only the check itself went wrong."""
        return self.mark in (Mark.WAITING, Mark.FAILED)

    @property
    def invitation(self) -> str:
        """What comes before the offer of a hint."""
        return "Not sure where to begin?" if self.unwritten else "Stuck?"

    @property
    def summary(self) -> str:
        """How it stands, in a few words."""
        passed = sum(line.mark is Mark.PASSED for line in self.lines)
        if self.unwritten:
            return "not written yet"
        if not self.lines:
            return "no checks were found"
        if self.mark is Mark.BROKEN:
            return "could not be checked"
        if self.passed:
            return {1: "passed", 2: "both checks pass"}.get(passed, f"all {passed} checks pass")
        return f"{passed} of {len(self.lines)} checks pass"

    @property
    def worth(self) -> str:
        """The points in words, or nothing."""
        return "" if self.points is None else counted(self.points, "point")


def card_of(
    exercise: str,
    results: Sequence[TestResult],
    seconds: float,
    points: float | None = None,
    pictures: Mapping[str, tuple[Picture, ...]] | None = None,
) -> CheckCard:
    """The card that the results of an exercise's checks make, with the pictures there are of them, by check.

    One mistake gives one message: a failure that reads as an earlier one waits until it is mended.
    """
    if results and all(_unwritten(result) for result in results):
        # Nothing is wrong yet: the card is the list of what will be looked at.
        waiting = tuple(CheckLine(Mark.WAITING, _claim(result)) for result in results)
        return CheckCard(exercise, waiting, seconds, points, unwritten=True)
    told: set[str] = set()  # reasons
    lines = []
    for result in results:
        message, _, detail = (result.message or "").strip().partition("\n")
        if result.verdict is Verdict.PASSED:
            lines.append(CheckLine(Mark.PASSED, _claim(result)))
        elif (reason := reason_of(result, message)) in told:
            lines.append(CheckLine(Mark.WAITING, _claim(result), note=SAME))
        elif result.verdict is Verdict.ERROR:
            told.add(reason)
            lines.append(CheckLine(Mark.BROKEN, _claim(result), NOT_YOURS, (result.message or "").strip()))
        else:
            told.add(reason)
            nothing = result.kind is Kind.NOT_DEFINED or _unwritten(result)  # no values to show
            drawn = (pictures or {}).get(result.name, ())
            values = "" if nothing else detail.strip("\n")
            lines.append(CheckLine(Mark.FAILED, _claim(result), message, values, pictures=drawn))
    slow = any(result.kind is Kind.TIMEOUT for result in results)
    return CheckCard(exercise, tuple(lines), seconds, points, slow=slow)


def _claim(result: TestResult) -> str:
    return one_line(result.rubric or result.name)


def reason_of(result: TestResult, message: str) -> str:
    """What two failures of the same mistake have in common; `message` is what this one says."""
    if _unwritten(result):
        return codes.NOT_WRITTEN
    if result.kind in (Kind.NOT_DEFINED, Kind.TIMEOUT):
        return str(result.kind)
    if result.kind:  # the message may name a function or say "your code"
        message = _SUBJECT.sub("", message)
    return message or result.name


def _unwritten(result: TestResult) -> bool:
    return result.code == codes.NOT_WRITTEN
