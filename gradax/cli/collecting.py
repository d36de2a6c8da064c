"""Commands: collect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradax.cli.app import FALLS_SHORT, INSTRUCTOR, app, complain, say
from gradax.text import counted


@app.command(rich_help_panel=INSTRUCTOR)
def collect(
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT")],
    clones: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of clones, one for each student.")],
    roster: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="GitHub Classroom's roster. Without it, user names are ids."),
    ] = None,
    prefix: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What precedes the user name in the clones' names.")
    ] = None,
) -> None:
    """Collect an assignment from clones of students' repositories: DIR → submitted/.

    DIR is what `gh classroom clone student-repos` makes: `04-mlp-submissions/04-mlp-countess/`, and so on. Each
    notebook is copied with the time of its last commit, as the student's machine recorded it. A notebook in
    `submitted/` that was handed in later stays. The exit code is 1 where a clone was left out.
    """
    from gradax.course import Course
    from gradax.files import only_writer
    from gradax.submission.clones import collect as take

    course = Course.open()
    submitted = course.root / "submitted"
    lock = course.root / ".gradax" / "collect.lock"
    lock.parent.mkdir(exist_ok=True)
    with only_writer(lock):  # two at once would get in each other's way
        collected = take(clones, course.assignment(assignment), submitted, roster, prefix)
    for note in collected.notes:
        complain(note, "yellow")
    say(f"{submitted}: {counted(len(collected.new), 'notebook')} new or changed, {len(collected.same)} as before.")
    if any("left out" in note for note in collected.notes):
        raise typer.Exit(FALLS_SHORT)
