"""Commands for students: check, hint, progress, reset."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gradax.cli.app import FALLS_SHORT, STUDENT, app, console, say
from gradax.course.config import CourseError

if TYPE_CHECKING:
    from gradax.learning.run_report import NotebookRun
    from gradax.learning.workplace import Workplace

Place = Annotated[Path, typer.Argument(help="A notebook or its folder.", show_default="the notebook here")]
Name = Annotated[str, typer.Argument(help='The exercise\'s name, as in check("NAME").')]
Where = Annotated[Path, typer.Option("--in", help="Where to look: a notebook's folder, or a bundle's top folder.")]
Seconds = Annotated[
    float | None,
    typer.Option(min=0.1, help="The time limit for one cell, and for one call of a check.", show_default="60 and 10"),
]

HERE = Path(".")
LOOK_SECONDS = 0.25  # between looks at the notebook, while nobody presses a key


@app.command(rich_help_panel=STUDENT)
def check(
    path: Place = HERE,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again on every save; everything else is one key away.")
    ] = False,
    exercise: Annotated[str | None, typer.Option(help="Check only this exercise.")] = None,
    seconds: Seconds = None,
) -> None:
    """Check your notebook: run its cells in a fresh Python, then each exercise's checks.

    Only what you **saved** counts. Demonstration cells are skipped, so this is quick.

    - `gradax check` in the notebook's folder checks everything.

    - `gradax check 04_mlp --watch` checks whenever you save, one exercise at a time: `h` opens a hint, `n` goes to the
      next exercise, `l` lists them, `r` resets one, `c` checks all, `q` quits.

    Exit code 0 if all pass, 1 if not.
    """
    from gradax.learning.run_report import NotebookRun, tell
    from gradax.learning.workplace import workplace_at

    place = workplace_at(path)
    chosen = [place.exercise(exercise)] if exercise else None
    if watch:
        _watch(place, chosen, seconds)
        return
    run = NotebookRun()
    try:
        _run(run, place, chosen, seconds)
    finally:
        if run.cards:  # what is known is worth reading, whatever ended the run
            tell(console, run)
    if not run.passed or run.raised:
        raise typer.Exit(FALLS_SHORT)


@app.command(rich_help_panel=STUDENT)
def hint(exercise: Name, where: Where = HERE) -> None:
    """Open the next hint for an exercise: a question first, the idea next, nearly the answer last."""
    from rich.markdown import Markdown

    from gradax.learning.hint import next_hint
    from gradax.learning.workplace import locate

    text = next_hint(locate(exercise, where.resolve()), exercise, f"run `gradax hint {exercise}`")
    console.print(Markdown(text))


@app.command(rich_help_panel=STUDENT)
def progress(
    path: Annotated[
        Path | None, typer.Argument(help="A notebook or its folder.", show_default="the whole course")
    ] = None,
    seconds: Seconds = None,
) -> None:
    """Show at a glance which exercises pass, your points so far, the time left, and what is next.

    An exercise's points count here once its visible checks pass; grading looks more closely. Only notebooks that have
    changed since the last look are run. `gradax progress 04_mlp` shows the exercises of one assignment.
    """
    from gradax.learning.overview_as_text import course_renderable, overview_renderable
    from gradax.learning.quiet import LearningError
    from gradax.learning.standing import stand
    from gradax.learning.workplace import course_of, workplace_at

    here = [workplace_at(path)] if path else course_of(HERE.resolve())
    overviews = []
    for place in here:
        with console.status(f"Looking at {place.name} …"):
            overviews.append(stand(place, seconds))
    if len(overviews) > 1:
        console.print(course_renderable(overviews))
        return
    (overview,) = overviews
    name = overview.next.standing.exercise if overview.next else ""
    console.print(overview_renderable(overview, f"Run `gradax check --watch`, or `gradax hint {name}` for a hint."))
    if overview.trouble:
        raise LearningError(overview.trouble)


@app.command(rich_help_panel=STUDENT)
def reset(
    exercise: Name,
    where: Where = HERE,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Start an exercise again: put the released cell back into your notebook. A copy of your notebook is kept."""
    from gradax.learning.reset import reset as put_back
    from gradax.learning.workplace import locate

    place = locate(exercise, where.resolve())
    if not yes:
        typer.confirm(
            f"Replace your `{exercise}` in {place.notebook_path.name} with the cell that you started from?", abort=True
        )
    kept = put_back(place, exercise)
    say(f"`{exercise}` has been reset.")
    say(f"A copy of your notebook as it was: {kept}")
    say("If it is open in Jupyter: File → Reload Notebook from Disk.")


def _run(run: NotebookRun, place: Workplace, exercises: list[str] | None, seconds: float | None) -> None:
    from gradax.learning.rerun import rerun

    with console.status(f"Running {place.notebook_path.name} …"):
        for happened in rerun(place, exercises or place.exercises(), seconds=seconds):
            run.add(happened)


def _watch(place: Workplace, exercises: list[str] | None, seconds: float | None) -> None:
    from gradax.cli.keys import keys
    from gradax.learning.watch import WatchMode
    from gradax.learning.watch_screen import draw

    if not (sys.stdin.isatty() and console.is_terminal):
        raise CourseError("`--watch` needs a terminal with a keyboard. Without one, run `gradax check`.")
    watch = WatchMode(place, exercises or place.exercises(), seconds)
    try:
        with keys() as keyboard:
            while not watch.over:
                watch.look()
                if watch.changed:
                    watch.changed = False
                    draw(console, watch)
                for key in keyboard.pressed(LOOK_SECONDS):
                    watch.press(key)
    except KeyboardInterrupt:
        pass
    finally:
        watch.close()
    say("Until next time.")
