"""Watch mode: check on every save, one exercise at a time, with everything else one key away.

It knows neither keyboard nor screen: keys come in by `WatchMode.press`, and what to show is in its attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from gradax.course.config import as_printed
from gradax.files import stamp
from gradax.learning.background import BackgroundRun
from gradax.learning.bookmarks import current_exercise, remember_current
from gradax.learning.check_card import CheckCard
from gradax.learning.hint import next_hint
from gradax.learning.overview import Overview, Standing, overview_of
from gradax.learning.quiet import LearningError
from gradax.learning.reset import reset
from gradax.learning.run_report import NotebookRun
from gradax.learning.standing import UNSEEN, digest_of, remember, standings_of
from gradax.learning.workplace import Workplace
from gradax.text import counted


class View(Enum):
    """What is being shown."""

    EXERCISE = auto()
    LIST = auto()
    ALL = auto()
    RESET = auto()  # asking first


class WatchMode:
    """A session of watch mode.

    Args:
        place: the assignment.
        exercises: those to check.
        seconds: the limits for each step; see `rerun`.

    Attributes:
        known: what the runs have found so far; what the last one has not reached yet is from earlier ones.
        current: the exercise that the student is working on.
        view: what to show.
        typed: the digits of a number that has been begun.
        hint: the hint that was asked for, as markdown.
        notice: a sentence about the last key.
        over: whether the session has ended.
        changed: whether there is something new to show.
    """

    def __init__(self, place: Workplace, exercises: Sequence[str], seconds: float | None = None) -> None:
        # Named, once and for all: editors replace a file, and for a moment there is none to be found.
        self.place, self.exercises = replace(place, chosen=place.notebook_path), list(exercises)
        self.known = NotebookRun()
        before = current_exercise(place.memory)
        self.current = before if before in self.exercises else ""
        self.view = View.EXERCISE
        self.typed = self.hint = self.notice = ""
        self.over, self.changed = False, True
        self._chosen = bool(self.current)
        self._seconds = seconds
        self._seen: tuple[int, int] | None = None
        self._running: BackgroundRun | None = None
        self._run = NotebookRun()
        self._digest = ""

    @property
    def running(self) -> bool:
        """Whether a run is going on."""
        return self._running is not None

    @property
    def card(self) -> CheckCard | None:
        """The current exercise's card, if it has one yet."""
        return next((card for card in self.known.cards if card.exercise == self.current), None)

    @property
    def overview(self) -> Overview:
        """How all exercises stand, as far as it is known."""
        known = {each.exercise: each for each in standings_of(self.known)}
        return overview_of(self.place, [known.get(name, Standing(name, *UNSEEN)) for name in self.exercises])

    def look(self) -> None:
        """Notice a save, and what the run has found meanwhile."""
        now = stamp(self.place.notebook_path)
        if now != self._seen and now != (0, 0):
            self._seen = now
            self._begin()
        if self._running is None:
            return
        for happened in self._running.news():
            self._run.add(happened)
            if isinstance(happened, CheckCard):
                self._met(happened)
        if self._running.over:
            self._end(self._running.trouble)

    def press(self, key: str) -> None:
        """Do what a key stands for; other keys do nothing."""
        self.changed = True
        if key == "\x04":
            self.over = True
        elif self.view is View.RESET:
            self._answer(key)
        elif self.view is View.LIST and (key.isdecimal() or key in "\n\r\x7f\b"):
            self._type(key)
        elif self.view is View.LIST and key == "l":
            self.view, self.typed = View.EXERCISE, ""
        else:
            self._command(key)

    def close(self) -> None:
        """End the session, and a run that is going on."""
        if self._running:
            self._running.cancel()
            self._running = None

    def _command(self, key: str) -> None:
        self.notice = ""
        match key:
            case "q":
                self.over = True
            case "l":
                self.view, self.typed = View.LIST, ""
            case "c":
                self.view = View.ALL
                self._begin()
            case "h" | "r" | "n" if not self.current:
                self.notice = "One moment: the first check is still running."
            case "h":
                try:
                    self.hint = next_hint(self.place, self.current, "press `h`")
                except LearningError as error:
                    self.notice = str(error)
                self.view = View.EXERCISE
            case "n":
                self.view = View.EXERCISE
                self._go_on()
            case "r":
                self.view = View.RESET

    def _begin(self) -> None:
        """Run the notebook, the current exercise's checks first."""
        self.close()
        self._run, self.changed = NotebookRun(), True
        first = [name for name in self.exercises if name == self.current]
        try:
            self._digest = digest_of(self.place)
        except LearningError:  # the run will say so
            self._digest = ""
        others = [name for name in self.exercises if name not in first]
        self._running = BackgroundRun(self.place, first + others, self._seconds)

    def _met(self, card: CheckCard) -> None:
        cards = {each.exercise: each for each in [*self.known.cards, card]}
        self.known = NotebookRun(list(self._run.raised), [cards[name] for name in self.exercises if name in cards])
        if not self._chosen and (not self.current or (self.card and self.card.passed)):
            self.current = card.exercise  # until one is met that does not pass
            self.hint = ""
        if card.exercise == self.current:
            self._chosen = self._chosen or not card.passed
            self.changed = True

    def _end(self, trouble: str) -> None:
        self._running, self.changed = None, True
        self.notice = trouble and f"{trouble}\nSave the notebook again to check it."
        if not trouble:
            self._choose(self.current)
            if self._digest and set(self.exercises) == set(self.place.checked):
                remember(self.place, self._digest, self.known)

    def _choose(self, exercise: str) -> None:
        if exercise != self.current:
            self.hint = ""
        self.current, self._chosen = exercise, True
        remember_current(self.place.memory, exercise)

    def _go_on(self) -> None:
        """To the next exercise that does not pass, from the top again after the last."""
        at = self.exercises.index(self.current)
        rows = {row.standing.exercise: row for row in self.overview.rows}
        following = [name for name in self.exercises[at + 1 :] + self.exercises[:at] if not rows[name].passed]
        if following:
            self._choose(following[0])
        elif rows[self.current].passed:
            self.notice = "There is no next exercise: all of them pass."
        else:
            self.notice = f"`{self.current}` is the only exercise left."

    def _type(self, key: str) -> None:
        if key in "\x7f\b":
            self.typed = self.typed[:-1]
        elif key.isdecimal():
            self.typed = (self.typed + key)[-3:]
        elif self.typed:
            number, self.typed = int(self.typed), ""
            if 1 <= number <= len(self.exercises):
                self._choose(self.exercises[number - 1])
                self.view = View.EXERCISE
                self.notice = ""
            else:
                self.notice = f"There is no number {number}: there are {counted(len(self.exercises), 'exercise')}."

    def _answer(self, key: str) -> None:
        self.view = View.EXERCISE
        if key not in ("y", "Y"):
            self.notice = "Nothing was reset."
            return
        try:
            kept = reset(self.place, self.current)
        except LearningError as error:
            self.notice = str(error)
        else:
            self.notice = (
                f"`{self.current}` has been reset; a copy of your notebook as it was: {as_printed(str(kept))}\n"
                f"If it is open in Jupyter: File → Reload Notebook from Disk."
            )
