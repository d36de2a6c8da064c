"""Commands: roster."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradax.cli.app import FALLS_SHORT, INSTRUCTOR, app, complain, say
from gradax.text import counted


@app.command(rich_help_panel=INSTRUCTOR)
def roster(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file with a row for each student.")],
    apply: Annotated[bool, typer.Option("--apply", help="Save it in the gradebook.")] = False,
    id_column: Annotated[
        str | None,
        typer.Option("--id", metavar="COLUMN", help="The column that holds the ids, if its name does not say so."),
    ] = None,
) -> None:
    """Compare a roster with the gradebook: who is new, whose details change, and who is missing.

    FILE is what Canvas, Moodle or GitHub Classroom exports, or a table of your own with columns such as `id`,
    `first_name`, `last_name`, `email` and `lms_user_id`. A student's id is the name of their folder in `submitted/`.

    Nothing is changed without `--apply`. Nobody is ever removed, and what the roster leaves empty stays. The exit code
    is 1 where rows had to be left out.
    """
    from gradax.course import Course
    from gradax.gradebook.database.enrolment import enrol, find_enrolment
    from gradax.gradebook.database.roster import read_roster

    course = Course.open()
    read = read_roster(file, id_column)
    changes = find_enrolment(course, read)
    for line in changes.lines():
        say(line)
    for note in (*read.left_out, *changes.notes(read)):
        complain(note, "yellow")
    many = f"{counted(len(changes.added), 'student')} new, {len(changes.changed)} changed, {changes.same} as before"
    if not changes.lines():
        say(f"{file}: {many}. There is nothing to do.")
    elif apply:
        enrol(course, changes)
        say(f"{file}: {many}. Saved in the gradebook.")
    else:
        say(f"{file}: {many}. Nothing was saved: `--apply` does it.")
    if read.left_out:
        raise typer.Exit(FALLS_SHORT)
