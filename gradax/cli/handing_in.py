"""Commands: submit, receipt."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from gradax.cli.app import EVERYBODY, FALLS_SHORT, STUDENT, app, complain, console, say
from gradax.cli.learning import HERE, Place, Seconds
from gradax.course.config import CourseError, course_folder
from gradax.text import counted, one_line, points

if TYPE_CHECKING:
    from gradax.learning.handing_in import HandingIn
    from gradax.learning.run_report import NotebookRun


@app.command(rich_help_panel=STUDENT)
def submit(
    path: Place = HERE,
    student: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Who you are, as your course knows you.", show_default="as the last time"),
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write the archive.", show_default="the current folder")
    ] = None,
    exchange: Annotated[
        bool, typer.Option("--exchange", help="Hand in through nbgrader's exchange, where your course has one.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    seconds: Seconds = None,
) -> None:
    """Hand in your notebook: look it over, pack it, and get a **receipt**.

    Your saved notebook is compared with the one that you were given and run from top to bottom in a fresh Python, with
    the settings that it is graded with. You read what may cost points (missing cells, a cell that raises, checks that
    do not pass, exercises that are blank) and decide. Unfinished work may be handed in.

    Then upload the archive where your course takes submissions. The receipt stands for your answers: your feedback has
    the same one, and `gradax receipt` tells whether a notebook is the one that was handed in.
    """
    from gradax.learning.handing_in import concerns, look
    from gradax.learning.workplace import workplace_at

    if exchange and to:
        raise CourseError("With `--exchange` there is no archive; leave `--to` out.")
    place = workplace_at(path)
    handing_in = look(place, _exchange().released) if exchange else look(place)
    say(
        f"{place.notebook_path.name} was last saved {_ago(handing_in.saved)}. If it is open and you have changed it "
        "since, save it first: what is saved is handed in."
    )
    run, trouble = _run(handing_in, seconds)
    found = [*trouble, *concerns(handing_in, run)]
    for each in found:
        say(f"! {each}", "yellow")
    if not found:
        say("✓ All cells are there and run, and all visible checks pass.", "green")
    elif not yes:
        typer.confirm("Hand it in all the same?", abort=True)
    _hand_in(handing_in, student, None if exchange else to or HERE, ask=not yes)


@app.command(rich_help_panel=EVERYBODY)
def receipt(
    notebook: Annotated[Path, typer.Argument(metavar="NOTEBOOK", help="A notebook, or its folder.")],
    code: Annotated[
        str | None, typer.Argument(metavar="RECEIPT", help="The receipt to compare it with.", show_default=False)
    ] = None,
) -> None:
    """Tell whether a notebook is the one that was handed in, or graded.

    A receipt stands for the answers and the code that a student wrote; outputs and metadata do not matter. With a
    RECEIPT, the notebook's own is compared with it. Without one, students read whether the notebook is what they handed
    in with `gradax submit`; in a course's folder, instructors read whose graded submission it is.

    Exit code 0 if it is the one, 1 if not.
    """
    from gradax.submission.receipt import receipt_in

    wanted = receipt_in(code) if code is not None else None
    if code is not None and wanted is None:
        raise CourseError(f"`{code}` is not a receipt; one looks like `K7QX-23PD-M4TR-AB5C`.")
    root = course_folder(Path.cwd())
    fine = _receipt_among_graded(root, notebook, wanted) if root else _receipt_of_mine(notebook, wanted)
    raise typer.Exit(0 if fine else FALLS_SHORT)


def _receipt_of_mine(notebook: Path, wanted: str | None) -> bool:
    """Say what a student's notebook is; whether it is what was asked for, or else what was handed in."""
    from gradax.learning.handing_in import look
    from gradax.learning.receipts import kept_receipts
    from gradax.learning.workplace import workplace_at

    place = workplace_at(notebook)
    own, name = look(place).receipt, place.notebook_path.name
    say(f"The receipt of {name} is {own}.")
    if wanted:
        return _compare(own, wanted)
    kept = kept_receipts(place)
    same = [each for each in kept if each.receipt == own]
    if same:
        say(f"You handed it in {_at(same[-1].when)}.", "green")
    if kept and kept[-1] not in same:
        say(
            f"What you handed in last, {_at(kept[-1].when)}, is another one: its receipt is {kept[-1].receipt}.",
            "yellow",
        )
    if not kept:
        say(
            "Nothing has been handed in from here with `gradax submit`. To compare it with a receipt that you have, "
            f"run `gradax receipt {name} RECEIPT`."
        )
    return bool(same or not kept)


def _receipt_among_graded(root: Path, notebook: Path, wanted: str | None) -> bool:
    """Say whose graded submission a notebook is; whether it is what was asked for, or else anybody's."""
    from gradax.course import Course
    from gradax.report.receipts import graded_with, receipt_of_file

    assignment, own = receipt_of_file(Course.open(root), notebook)
    say(f"The receipt of {notebook.name} is {own}.")
    for receipt in dict.fromkeys([own, *([wanted] if wanted else [])]):
        graded = graded_with(assignment, receipt)
        for result in graded:
            score = f"{points(result.score)} of {counted(result.max_score, 'point')}"
            say(one_line(f"{receipt} was graded for {result.student}: {score}."))
        if not graded:
            say(f"No graded submission of {assignment.name} has the receipt {receipt}.", "yellow")
    return _compare(own, wanted) if wanted else bool(graded)


def _compare(own: str, wanted: str) -> bool:
    if own == wanted:
        say("It is the notebook of that receipt.", "green")
    else:
        say(f"It is not the notebook of the receipt {wanted}.", "red")
    return own == wanted


def _run(handing_in: HandingIn, seconds: float | None) -> tuple[NotebookRun, list[str]]:
    """The notebook's run, as far as it went, and why it went no further."""
    from gradax.learning.quiet import LearningError
    from gradax.learning.rerun import rerun
    from gradax.learning.run_report import NotebookRun

    run, place = NotebookRun(), handing_in.place
    try:
        with console.status(f"Running {place.notebook_path.name} …"):
            for happened in rerun(place, place.exercises(), seconds=seconds, released=handing_in.as_released):
                run.add(happened)
    except LearningError as error:
        return run, [str(error)]
    return run, []


def _hand_in(handing_in: HandingIn, student: str | None, folder: Path | None, *, ask: bool) -> None:
    """Write the archive into the folder, or use the exchange where there is none; keep the receipt and say it."""
    from gradax.learning.receipts import Kept, keep, known_student
    from gradax.submission.archive import is_student_id, pack

    place, name, now = handing_in.place, handing_in.assignment, datetime.now(UTC)
    if folder is not None:
        student = student or known_student(place) or (_ask_who() if ask else None)
        if student is None:
            raise CourseError("Who are you? The archive carries your id: `gradax submit --student ID`.")
    student = unicodedata.normalize("NFC", student) if student is not None else None  # as folders are compared
    if student is not None and not is_student_id(student):
        raise CourseError(f"`{student}` cannot be a student's id: it is letters, digits and any of `.`, `_`, `-`, `@`.")
    if folder is None:
        where = _exchange().hand_in(name, handing_in.data, student)
        say(f"Handed in through nbgrader's exchange, {where}.")
    else:
        where, archive = pack(student or "", name, now, handing_in.data)
        path = _write(folder / where, archive)
        say(f"Packed into {path}: upload it where your course takes submissions.")
    say(f"Receipt: {handing_in.receipt}", "bold")
    say(f"{name}, {_at(now)}{f', by {student}' if student else ''}. Your feedback has the same receipt.")
    try:
        keep(place, Kept(handing_in.receipt, now, student, where))
    except OSError as error:
        complain(f"It could not be kept in {place.memory} ({error.strerror}): write it down.", "yellow")


def _ask_who() -> str:
    return str(typer.prompt("Your id, as your course knows you")).strip()


def _exchange() -> ModuleType:
    """What knows the exchange; raises `CourseError` where nbgrader is not installed."""
    try:
        from gradax.gradebook import exchange
    except ModuleNotFoundError:
        raise CourseError(
            "nbgrader is not installed here, so there is no exchange. Leave `--exchange` out, and upload the archive "
            "that is made then."
        ) from None
    return exchange


def _write(path: Path, archive: bytes) -> Path:
    from gradax.files import write_whole

    try:
        write_whole(path, archive)
    except OSError as error:
        raise CourseError(
            f"{path} cannot be written ({error.strerror}). Name another folder: `gradax submit --to DIR`."
        ) from None
    return path


def _at(when: datetime) -> str:
    local = when.astimezone()
    return f"on {local.day} {local:%B %Y at %H:%M} ({local:%Z})"


def _ago(when: datetime) -> str:
    """How long ago something was, and when."""
    minutes = int((datetime.now(UTC) - when).total_seconds() // 60)
    if minutes == 0:
        return "less than a minute ago"
    if 0 < minutes < 120:
        return f"{counted(minutes, 'minute')} ago, {_at(when)}"
    return _at(when)
