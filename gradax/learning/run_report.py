"""What `gradax check` and `gradax progress` report of one run of a notebook, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from gradax.learning.as_text import card_renderable, heading, prose
from gradax.learning.check_card import MARK_SIGNS, CheckCard, Mark
from gradax.learning.rerun import Changed, Happened, Raised
from gradax.text import listed, one_line, points, printable


@dataclass
class NotebookRun:
    """One run: the cells that raised, the exercises' cards, and settings that were changed, as they come."""

    raised: list[Raised] = field(default_factory=list)
    cards: list[CheckCard] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether every exercise passes."""
        return all(card.passed for card in self.cards)

    def add(self, happened: Happened) -> None:
        """Take note of what happened."""
        match happened:
            case Raised():
                self.raised.append(happened)
            case Changed():
                self.settings += [name for name in happened.settings if name not in self.settings]
            case CheckCard():
                self.cards.append(happened)

    def blame(self, card: CheckCard) -> Raised | None:
        """The reason why an exercise cannot pass, where its own cell raised."""
        return next((raised for raised in self.raised if raised.exercise == card.exercise), None)


def tell(console: Console, run: NotebookRun) -> None:
    """Say how each exercise stands and why some fail."""
    tell_raised(console, run)
    explained = [card for card in run.cards if not card.passed and not card.unwritten]
    unwritten = [card for card in run.cards if card.unwritten]
    for card in run.cards:
        if card in explained:
            explain(console, run, card, f"Run `gradax hint {card.exercise}` for a hint.")
        elif card not in unwritten:
            console.print(heading(card))
    if unwritten:
        names = listed(card.exercise for card in unwritten)
        console.print(Text.assemble(f"{MARK_SIGNS[Mark.WAITING]} not written yet: ", (names, "bold")), style="dim")
    console.print()
    console.print(_bar(run.cards))


def tell_raised(console: Console, run: NotebookRun) -> None:
    """Say which cell outside the exercises raised: what follows may be its fault."""
    others = [raised for raised in run.raised if raised.exercise not in {card.exercise for card in run.cards}]
    if others:
        console.print(prose(others[0].sentence), style="yellow")
        if len(others) > 1:
            console.print(f"{len(others) - 1} more raised afterwards, perhaps because of it.", style="yellow")
        console.print()


def explain(console: Console, run: NotebookRun, card: CheckCard, nudge: str) -> None:
    """Say how one exercise stands, and why; `nudge` says how to ask for a hint."""
    blame = run.blame(card)
    if blame is None:
        console.print(card_renderable(card, nudge, "`gradax check --seconds 120`"))
        return
    first, _, rest = printable(blame.sentence).partition("\n")
    console.print(
        Text.assemble(
            (f"{MARK_SIGNS[Mark.FAILED]} ", "red"), (one_line(card.exercise), "bold"), ": its cell does not run"
        )
    )
    console.print(Padding(prose(first), (0, 0, 0, 4)))
    console.print(Padding(Text(rest, style="dim"), (0, 0, 0, 6)))


def _bar(cards: Iterable[CheckCard]) -> Text:
    """How far along: a bar, the exercises that pass, and their points if known."""
    cards = list(cards)
    passed = [card for card in cards if card.passed]
    worth = f", {points(points_of(passed))} of {points(points_of(cards))} points" if points_of(cards) else ""
    return Text.assemble(
        ("█" * len(passed), "green"), ("░" * (len(cards) - len(passed)), "dim"),
        f" {len(passed)} of {len(cards)} exercises pass{worth}",
    )  # fmt: skip


def points_of(cards: Iterable[CheckCard]) -> float:
    """What the cards' exercises are worth together."""
    return sum(card.points or 0 for card in cards)
