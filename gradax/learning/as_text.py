"""A card for a terminal, and as plain text."""

from __future__ import annotations

import io

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gradax.learning.check_card import MARK_SIGNS, CheckCard, Mark
from gradax.markup import CODE, EMPHASIS, spans
from gradax.text import one_line, printable

STYLES = {Mark.PASSED: "green", Mark.FAILED: "red", Mark.WAITING: "dim", Mark.BROKEN: "yellow"}
_SPAN_STYLES = {CODE: "cyan", EMPHASIS: "italic"}

PLAIN_WIDTH = 100


def card_renderable(card: CheckCard, nudge: str, longer: str) -> RenderableType:
    """The card for Rich; `nudge` and `longer` say how to ask for a hint, and for more time."""
    parts: list[RenderableType] = [heading(card)]
    if not card.passed:
        for line in card.lines:
            claim = Text.assemble(
                (f"{MARK_SIGNS[line.mark]} ", STYLES[line.mark]),
                prose(line.claim),
                f" ({line.note})" if line.note else "",
            )
            claim.stylize("bold" if line.mark is Mark.FAILED else "dim" if line.mark is Mark.WAITING else "")
            parts.append(Padding(claim, (0, 0, 0, 2)))
            if line.message:
                parts.append(Padding(prose(line.message), (0, 0, 0, 4)))
            if line.detail:
                parts.append(Padding(Text(printable(line.detail), style="dim"), (0, 0, 0, 6)))
    if card.hintable:
        parts.append(Padding(Text(f"{card.invitation} {nudge}"), (0, 0, 0, 2)))
    if card.slow:
        parts.append(Padding(Text(f"If it only needs longer: {longer}"), (0, 0, 0, 2)))
    return Group(*parts)


def heading(card: CheckCard) -> Text:
    """The card's first line: how it stands."""
    aside = ", ".join(part for part in (card.worth, f"{card.seconds:.1f} s") if part)
    return Text.assemble(
        (f"{MARK_SIGNS[card.mark]} ", STYLES[card.mark]),
        (one_line(card.exercise), "bold"),
        f": {card.summary} ",
        (f"({aside})", "dim"),
    )


def check_card_text(card: CheckCard) -> str:
    """The card as plain text, for places without colour."""
    nudge = f'Run hint("{card.exercise}") for a hint.'
    return plain(card_renderable(card, nudge, f'check("{card.exercise}", seconds=60)'))


def plain(renderable: RenderableType) -> str:
    """A Rich renderable as plain text."""
    console = Console(
        file=io.StringIO(), width=PLAIN_WIDTH, color_system=None, force_terminal=False, force_jupyter=False
    )
    console.print(renderable)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines())


def prose(text: str) -> Text:
    """A sentence for Rich, with its code and emphasis."""
    # Marks stay, since many a terminal or log has no colour.
    marks = {CODE: "`", EMPHASIS: "*"}
    pieces = ((style, f"{marks.get(style, '')}{part}{marks.get(style, '')}") for style, part in spans(printable(text)))
    return Text.assemble(*((part, _SPAN_STYLES.get(style, "")) for style, part in pieces))
