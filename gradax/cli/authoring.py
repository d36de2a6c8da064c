"""Commands: release, tidy, verify, demo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.progress import track

from gradax.cli.app import FALLS_SHORT, INSTRUCTOR, app, console, errors

_Item = TypeVar("_Item")
Assignments = Annotated[
    list[str] | None, typer.Argument(metavar="[ASSIGNMENT]...", help="Assignments; all of course.yaml by default.")
]


@app.command(rich_help_panel=INSTRUCTOR)
def release(
    assignments: Assignments = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; say how release/ differs from source/.")
    ] = False,
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="Also make the students' bundle in DIR.")] = None,
) -> None:
    """Make the students' notebooks: source/ → release/.

    nbgrader takes the solutions out and records the cells in the gradebook. The **leak audit** then reads every file
    that students would get, and a solution, a hidden test or an answer in one of them stops the release.

    With `--to DIR` the notebooks, checks and hints come with a `requirements.txt`, gradax's wheel and a README: all
    that a student needs.
    """
    from gradax.authoring import bundle, release
    from gradax.course import Course, CourseError

    if check and to:
        raise CourseError("--check only compares and --to writes a bundle; choose one of them.")
    course = Course.open()
    chosen = course.select(assignments or [])
    if check:
        drift = [line for each in _track(chosen, "Comparing") for line in release.find_drift(course, each)]
        for line in drift:
            console.print(line, style="red", markup=False, soft_wrap=True)
        if drift:
            console.print("Run `gradax release` and commit what it changes.", markup=False)
            raise typer.Exit(FALLS_SHORT)
        console.print(f"release/ is in step with source/: {_count(len(chosen), 'assignment')}.")
        return
    for each in _track(chosen, "Releasing"):
        try:
            release.release(course, each)
        except release.LeakError as error:
            errors.print(str(error), style="red", markup=False, soft_wrap=True)
            raise typer.Exit(FALLS_SHORT) from None
        points = sum(exercise.points for exercise in each.exercises)
        console.print(
            f"{each.release_path}: {_count(len(each.exercises), 'exercise')}, {points:g} points", soft_wrap=True
        )
    if to:
        bundle.make_bundle(course, chosen, to)
        console.print(f"{to}: the students' bundle", soft_wrap=True)


@app.command(rich_help_panel=INSTRUCTOR)
def tidy(assignments: Assignments = None) -> None:
    """Put instructor notebooks in normal form, so that they diff and merge line by line.

    No outputs, no execution counts, stable cell ids, sorted keys. Run it after working in JupyterLab, before a commit.
    """
    from gradax.authoring.normal_form import normalise, to_text
    from gradax.course import Course

    for each in Course.open().select(assignments or []):
        text = to_text(normalise(each.notebook))
        if text != each.notebook_path.read_text(encoding="utf-8"):
            each.notebook_path.write_text(text, encoding="utf-8")
            console.print(f"{each.notebook_path}: in normal form now", soft_wrap=True)


def _track(items: Sequence[_Item], what: str) -> Iterable[_Item]:
    """The items, with a progress bar for a person who watches."""
    return track(items, what, console=errors, transient=True, disable=not errors.is_terminal)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
