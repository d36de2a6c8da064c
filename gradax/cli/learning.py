"""Commands for students: check, hint, progress, reset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gradax.cli.app import FALLS_SHORT, STUDENT, app, console

if TYPE_CHECKING:
    from gradax.learning.run_report import NotebookRun
    from gradax.learning.workplace import Workplace

Place = Annotated[Path, typer.Argument(help="A notebook or its folder.", show_default="the notebook here")]
Name = Annotated[str, typer.Argument(help='The exercise\'s name, as in check("NAME").')]
Where = Annotated[Path, typer.Option("--in", help="Where to look: a notebook's folder, or a bundle's top folder.")]
Seconds = Annotated[float, typer.Option(min=0.1, help="The most that one cell or one exercise's checks may take.")]

HERE = Path(".")


@app.command(rich_help_panel=STUDENT)
def check(
    path: Place = HERE,
    watch: Annotated[bool, typer.Option("--watch", help="Check again on every save, until Ctrl-C.")] = False,
    exercise: Annotated[str | None, typer.Option(help="Check this one only.")] = None,
    seconds: Seconds = 60.0,
) -> None:
    """Try your notebook: run its cells in a fresh Python, then each exercise's checks.

    What counts is what you **saved**. Demonstration cells are left out, so this is quick.

    - `gradax check` in the notebook's folder checks everything.

    - `gradax check 04_mlp --watch` waits for you to save, and explains the first exercise that fails.

    Exit code 0 if all pass, 1 if not.
    """
    from gradax.learning.run_report import NotebookRun
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
            _tell(run)
    if not run.passed or run.raised:
        raise typer.Exit(FALLS_SHORT)


@app.command(rich_help_panel=STUDENT)
def hint(exercise: Name, where: Where = HERE) -> None:
    """Open the next hint for an exercise: a question first, the idea next, nearly the answer last."""
    from rich.markdown import Markdown

    from gradax.learning.hint import next_hint
    from gradax.learning.workplace import locate

    text = next_hint(locate(exercise, where.resolve()), exercise, f"gradax hint {exercise}")
    console.print(Markdown(text))


@app.command(rich_help_panel=STUDENT)
def progress(path: Place = HERE, seconds: Seconds = 60.0) -> None:
    """Show which exercises pass, the points so far, and the hints you have opened.

    These are the points of the exercises whose visible checks pass; grading looks more closely.
    """
    from gradax.course.hints import RUNGS
    from gradax.learning.progress import opened_hints
    from gradax.learning.run_report import NotebookRun, points_of, table
    from gradax.learning.workplace import workplace_at

    place = workplace_at(path)
    run = NotebookRun()
    _run(run, place, None, seconds)
    passed = [card for card in run.cards if card.passed]
    console.print(table(run, opened_hints(place.memory), RUNGS))
    console.print(
        f"\n{len(passed)} of {len(run.cards)} exercises pass, "
        f"{points_of(passed):g} of {points_of(run.cards):g} points so far."
    )


@app.command(rich_help_panel=STUDENT)
def reset(
    exercise: Name,
    where: Where = HERE,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Begin an exercise anew: put the released cell back into your notebook. A copy of the notebook is kept."""
    from gradax.learning.reset import reset as put_back
    from gradax.learning.workplace import locate

    place = locate(exercise, where.resolve())
    if not yes:
        typer.confirm(
            f"Replace your `{exercise}` in {place.notebook_path.name} by the cell that you began with?", abort=True
        )
    kept = put_back(place, exercise)
    console.print(f"`{exercise}` is as it was in the beginning.", markup=False)
    console.print(f"Your notebook before that: {kept}", markup=False, soft_wrap=True)
    console.print("If it is open in Jupyter: File → Reload Notebook from Disk.")


def _run(run: NotebookRun, place: Workplace, exercises: list[str] | None, seconds: float) -> None:
    from gradax.learning.rerun import rerun

    with console.status(f"Running {place.notebook_path.name} …"):
        for happened in rerun(place, exercises or place.exercises(), step_seconds=seconds):
            run.add(happened)


def _tell(run: NotebookRun, *, first_only: bool = False) -> None:
    from gradax.learning.run_report import tell

    tell(console, run, first_only=first_only)


def _watch(place: Workplace, exercises: list[str] | None, seconds: float) -> None:
    from gradax.learning.quiet import LearningError
    from gradax.learning.run_report import NotebookRun
    from gradax.learning.watch import saves

    try:
        for _ in saves(place.notebook_path):
            console.clear()
            run = NotebookRun()
            try:
                _run(run, place, exercises, seconds)
                _tell(run, first_only=True)
            except LearningError as error:  # the next save may mend it
                console.print(str(error), style="red", markup=False, soft_wrap=True)
            console.print(f"Watching {place.notebook_path.name}: save it to check again, Ctrl-C to stop.", style="dim")
    except KeyboardInterrupt:
        console.print("Until next time.")
