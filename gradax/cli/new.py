"""Commands: new course, new assignment, new exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradax.cli.app import INSTRUCTOR, app, say
from gradax.text import counted, points

new = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
app.add_typer(new, name="new", rich_help_panel=INSTRUCTOR)

Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Its title; by default derived from the name.")]


@new.callback()
def _new() -> None:
    """Begin a course, an assignment or an exercise of your own."""


@new.command()
def course(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder; `.` for this one.")],
    title: Title = None,
) -> None:
    """Create a course in DIR: course.yaml, nbgrader_config.py, a README and a .gitignore.

    Then go there and add an assignment. Nothing is ever overwritten.
    """
    from gradax.authoring.new.course import lay_course

    lay_course(folder, title)
    say(f"{folder}: a course without assignments")
    go = "" if folder.resolve() == Path.cwd().resolve() else f"`cd {folder}`, then "
    say(f"Next: {go}`gradax new assignment 01_first`.")


@new.command()
def assignment(
    name: Annotated[str, typer.Argument(help="Its name and its folder's: `01_first`.")],
    title: Title = None,
) -> None:
    """Create an assignment: its notebook, and its entry at the end of the list in course.yaml.

    The notebook has an introduction, a cell of imports and a closing section. Exercises come in between, by
    `gradax new exercise`.
    """
    from gradax.authoring.new.assignment import lay_assignment
    from gradax.course import Course

    made = lay_assignment(Course.open(), name, title)
    say(f"{made.notebook_path}: {made.entry.title}, without exercises")
    say(f"Next: `gradax new exercise {name} NAME`.")


@new.command()
def exercise(
    assignment: Annotated[str, typer.Argument(help="The assignment it belongs to.")],
    name: Annotated[str, typer.Argument(help="Its name and its function's: `normalise`.")],
    worth: Annotated[
        int | None,
        typer.Option("--points", metavar="N", help="Its points; by default what remains of 100, or an even share."),
    ] = None,
) -> None:
    """Create an exercise at the end of an assignment, before its closing section.

    It is small and complete: cells, visible checks, three hints, hidden tests, four wrong answers and two right ones.
    `gradax verify` passes at once. Make it your own, piece by piece.

    An assignment has 100 points. Where they are all taken, the other exercises give up some of theirs, in
    proportion; you read which.
    """
    from gradax.authoring.new.exercise import lay_exercise
    from gradax.course import Course

    made = Course.open().assignment(assignment)
    laid = lay_exercise(made, name, worth)
    for path in (
        made.notebook_path,
        made.check_path(name),
        made.hints_path(name),
        made.hidden_path(name),
        made.bank_folder / name,
    ):
        say(str(path))
    say(f"`{name}` has {counted(laid.points, 'point')}.")
    for other, (before, after) in laid.changed.items():
        say(f"`{other}` has {counted(after, 'point')} instead of {points(before)}.", "yellow")
    if laid.left:
        say(
            f"{counted(laid.left, 'point')} of 100 are still to be given: the next exercise gets them. Until then "
            f"`gradax verify {assignment}` says so, and `gradax verify {assignment} --exercise {name}` does not.",
            "yellow",
        )
    say(f"Next: `gradax verify {assignment}`.")
