"""Commands: package gradescope, and what its container runs; package classroom."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradax.cli.app import INSTRUCTOR, Assignments, app, say
from gradax.results import Visibility

package = typer.Typer(no_args_is_help=True, help="Make an assignment's autograder for another system.")
app.add_typer(package, name="package", rich_help_panel=INSTRUCTOR)

When = Annotated[Visibility, typer.Option(help="When students see the verdicts.")]
Trusted = Annotated[
    bool,
    typer.Option(
        "--i-trust-these-submissions",
        help="Grade even where the container gives no protection. The submissions could read the hidden tests.",
    ),
]


@package.command()
def gradescope(
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The zip to write.")] = Path("autograder.zip"),
    visibility: When = Visibility.VISIBLE,
    trusted: Trusted = False,
) -> None:
    """Make the `autograder.zip` that Gradescope asks for.

    Its `setup.sh` installs gradax in Gradescope's container and rehearses; its `run_autograder` grades one submission
    and writes Gradescope's `results.json`, a test for each exercise. The hidden tests are in the zip: keep it as secret
    as those.

    Submissions run with the protection that the container allows. Where it allows none, nothing is graded, unless you
    accept that.
    """
    from gradax.authoring.gradescope import make_autograder
    from gradax.course import Course

    make_autograder(Course.open().assignment(assignment), to, visibility, trusted=trusted)
    say(f"{to}: upload it in Gradescope (Configure Autograder), with a base image of Ubuntu 24.04 or newer.")


@package.command()
def classroom(
    to: Annotated[Path, typer.Option(metavar="DIR", help="The template's folder: new, or a clone of an earlier one.")],
    assignments: Assignments = None,
) -> None:
    """Make the template repository that GitHub Classroom copies for each student.

    It is the students' bundle of what is released, with a workflow that runs the visible checks on each push. Commit it
    and push it to GitHub. Hidden tests and solutions are not in it.
    """
    from gradax.authoring.classroom import make_template
    from gradax.course import Course

    course = Course.open()
    chosen = course.select(assignments) if assignments else course.begun()
    make_template(course, chosen, to)
    say(f"{to}: commit it, push it to GitHub, and make it a template repository there.")


@package.command(hidden=True)
def run_gradescope(
    assignment: Annotated[str, typer.Argument(metavar="ASSIGNMENT")],
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    visibility: When = Visibility.VISIBLE,
    trusted: Trusted = False,
) -> None:
    """Grade DIR/submission into DIR/results/results.json, in Gradescope's container."""
    from gradax.course import Course
    from gradax.grading.sandboxes import find_protection
    from gradax.report.gradescope import grade_in
    from gradax.text import points

    course = Course.open()
    protection = find_protection(trusted=trusted)
    result = grade_in(folder, course.assignment(assignment), protection, visibility)
    say(f"{points(result.score)} of {points(result.max_score)} points; protection: {protection or 'none'}.")
