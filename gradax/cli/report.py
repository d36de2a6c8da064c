"""Commands: feedback, report, export."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from gradax.cli.app import INSTRUCTOR, Assignments, app, complain, errors, say
from gradax.report.formats import Format
from gradax.text import counted


@app.command(rich_help_panel=INSTRUCTOR)
def feedback(
    assignments: Assignments = None,
    student: Annotated[
        list[str] | None,
        typer.Option("--student", metavar="ID", help="Write only this student's page; may be repeated."),
    ] = None,
) -> None:
    """Write each student's page: autograded/ → feedback/.

    A page shows the student's code, the verdict of each hidden test and, as far as `feedback` in course.yaml allows,
    the test's message and a diagnosis. It includes grades and comments that you gave by hand in the formgrader. This is
    `nbgrader generate_feedback`; run it after `gradax grade`.
    """
    from gradax.course import Course
    from gradax.gradebook.converters.feedback import write_feedback
    from gradax.report.collect import graded_students

    course = Course.open()
    pages = []
    for assignment in course.select(assignments or []):
        if not assignments and not graded_students(assignment):
            continue  # of all assignments, those that are graded
        bar = partial(
            track, description=assignment.name, console=errors, transient=True, disable=not errors.is_terminal
        )
        pages += write_feedback(course, assignment, student or (), each=bar)
    say(f"{counted(len(pages), 'page')} in {course.root / 'feedback'}")


@app.command(rich_help_panel=INSTRUCTOR)
def report(assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="One assignment.")]) -> None:
    """Show how the class did: scores, hard exercises, tests to look at, misconceptions, and failures without a name.

    A summary is printed here and written to `report/ASSIGNMENT/` as text (report.txt), and all of it as a page
    (index.html), which names students: it is for you alone. Run `gradax feedback` first, and their names are links.
    """
    from gradax.course import Course
    from gradax.files import write_whole
    from gradax.report.as_html import as_html
    from gradax.report.as_text import as_text
    from gradax.report.collect import class_report

    course = Course.open()
    found = class_report(course.assignment(assignment))
    folder = course.root / "report" / assignment
    text = as_text(found)
    write_whole(folder / "report.txt", text.encode())
    write_whole(folder / "index.html", as_html(found).encode())
    say(text)
    say(f"Written to {folder / 'index.html'}")


@app.command(rich_help_panel=INSTRUCTOR)
def export(
    assignments: Assignments = None,
    format: Annotated[
        Format, typer.Option("--format", help="csv: everything; canvas and moodle: what these systems import.")
    ] = Format.CSV,
    match: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="The gradebook as Canvas or Moodle exports it: use its students and columns."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; to standard output by default."),
    ] = None,
) -> None:
    """Export the gradebook's grades for a learning management system, as CSV.

    `csv` has a row for each student and assignment; `score` is before the late penalty and `final_score` after it.
    `canvas` and `moodle` have a row for each student with a final score. Students who are still missing a submission, a
    verdict or a grade by hand are left out, and those systems leave their grades alone.

    With `--match` students are found by the ids, login names and addresses of FILE, columns by their titles; a cell
    without a score keeps what stands in FILE. Those who do not match are named on standard error.
    """
    from gradax.course import Course, CourseError
    from gradax.report import export as exporting

    course = Course.open()
    exported = exporting.export(course, course.select(assignments or []), format, match)
    for note in exported.notes:
        complain(note, "yellow")
    if output is None:
        typer.echo(exported.text, nl=False)
        return
    try:
        output.write_text(exported.text, encoding="utf-8")
    except OSError as error:
        raise CourseError(f"{output}: cannot be written: {error.strerror}.") from None
    say(f"Written to {output}")
