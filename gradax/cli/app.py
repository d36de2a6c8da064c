"""The Typer application that every command registers with, and how failures end it.

Exit codes: 0 fine, 1 something falls short, 2 bad input, 3 our fault.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from gradax import __version__
from gradax.course.config import as_printed
from gradax.text import printable

FINE, FALLS_SHORT, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3

STUDENT, EVERYBODY, INSTRUCTOR = "For students", "For everybody", "For instructors"


class _ByPerson(TyperGroup):
    """Lists what students need first."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names, by whom they are for."""
        order = (STUDENT, EVERYBODY, INSTRUCTOR)
        return sorted(self.commands, key=lambda name: order.index(getattr(self.commands[name], "rich_help_panel", "")))


app = typer.Typer(
    name="gradax",
    cls=_ByPerson,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

Assignments = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="Assignments; all of course.yaml by default.")
]


def say(text: str, style: str = "", *, to: Console = console) -> None:
    """Print a sentence, whatever it quotes; its paths become relative to the course (see `as_printed`)."""
    to.print(printable(as_printed(text)), style=style, markup=False, soft_wrap=True)


def complain(text: str, style: str = "red") -> None:
    """Print a sentence on standard error."""
    say(text, style, to=errors)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"gradax {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print gradax's version.")
    ] = False,
) -> None:
    """Learn JAX by doing, and grade what was learnt."""
