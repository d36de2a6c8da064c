"""The Typer application that every command registers with, and how failures end it.

Exit codes: 0 fine, 1 something falls short, 2 bad input, 3 our fault.
"""

from __future__ import annotations

import typer
from rich.console import Console

FINE, FALLS_SHORT, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3

app = typer.Typer(
    name="gradax",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Learn JAX by doing, and grade what was learnt.",
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False)

STUDENT, INSTRUCTOR, GRADER = "For students", "For instructors", "For graders"
