"""How an assignment and a whole course stand, as data: every exercise with its points and minutes, and what is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gradax.learning.bookmarks import opened_hints
from gradax.learning.check_card import CheckCard, Mark
from gradax.learning.workplace import Workplace
from gradax.text import counted, points

UNKNOWN = "not known"
NOT_ENDED = "did not end in time"
NOT_RUN = "its cell does not run"


@dataclass(frozen=True)
class Standing:
    """How one exercise stands; `summary` says it in a few words."""

    exercise: str
    mark: Mark
    summary: str


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise of an overview: how it stands, what it is worth, the minutes it takes, the hints opened."""

    standing: Standing
    points: float | None
    minutes: int | None
    hints: int

    @property
    def passed(self) -> bool:
        """Whether its checks pass."""
        return self.standing.mark is Mark.PASSED

    @property
    def worth(self) -> str:
        """The points in words: those earned, of those possible."""
        return "" if self.points is None else f"{points(self.points if self.passed else 0)}/{points(self.points)}"


@dataclass(frozen=True)
class Overview:
    """An assignment at a glance.

    Attributes:
        name: its folder's name.
        title: its title.
        rows: its exercises, in the notebook's order.
        trouble: why nothing more is known, if so.
    """

    name: str
    title: str
    rows: tuple[ExerciseRow, ...]
    trouble: str = ""

    @property
    def passed(self) -> int:
        """How many exercises pass."""
        return sum(row.passed for row in self.rows)

    @property
    def done(self) -> bool:
        """Whether all do."""
        return bool(self.rows) and self.passed == len(self.rows)

    @property
    def earned(self) -> float:
        """The points so far, as far as visible checks can tell."""
        return sum(row.points or 0 for row in self.rows if row.passed)

    @property
    def worth(self) -> float:
        """The points that there are."""
        return sum(row.points or 0 for row in self.rows)

    @property
    def minutes_left(self) -> int:
        """The minutes that the other exercises take."""
        return sum(row.minutes or 0 for row in self.rows if not row.passed)

    @property
    def next(self) -> ExerciseRow | None:
        """The exercise to go on with: the first that does not pass."""
        return next((row for row in self.rows if not row.passed), None)

    @property
    def summary(self) -> str:
        """The whole in one line."""
        return summary_of([self])


def summary_of(overviews: Sequence[Overview]) -> str:
    """Exercises, points and time of several assignments together."""
    worth, minutes = sum(each.worth for each in overviews), sum(each.minutes_left for each in overviews)
    passed, exercises = sum(each.passed for each in overviews), sum(len(each.rows) for each in overviews)
    parts = [f"{passed} of {exercises} exercises pass"]
    if worth:
        parts.append(f"{points(sum(each.earned for each in overviews))} of {points(worth)} points so far")
    if minutes:
        parts.append(f"about {duration(minutes)} left")
    return ", ".join(parts)


def duration(minutes: float) -> str:
    """A time in words: ``80 minutes``, ``2.5 hours``."""
    return counted(minutes, "minute") if minutes < 90 else counted(round(minutes / 30) / 2, "hour")


def standing_of(card: CheckCard, runs: bool = True) -> Standing:
    """How the exercise of a card stands; `runs` is whether its own cell does."""
    if not runs:
        return Standing(card.exercise, Mark.FAILED, NOT_RUN)
    return Standing(card.exercise, card.mark, NOT_ENDED if card.slow else card.summary)


def overview_of(place: Workplace, standings: Iterable[Standing], trouble: str = "") -> Overview:
    """The overview of an assignment whose exercises stand so."""
    worth, minutes, hints = place.points(), place.minutes(), opened_hints(place.memory)
    rows = tuple(
        ExerciseRow(each, worth.get(each.exercise), minutes.get(each.exercise), hints.get(each.exercise, 0))
        for each in standings
    )
    return Overview(place.name, place.title(), rows, trouble)


def unknown(place: Workplace, trouble: str) -> Overview:
    """The overview of an assignment of which nothing is known but its exercises."""
    return overview_of(place, [Standing(name, Mark.BROKEN, UNKNOWN) for name in place.checked], trouble)
