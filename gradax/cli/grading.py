"""Commands: grade."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gradax.cli.app import FALLS_SHORT, INSTRUCTOR, OUR_FAULT, app, complain, console, say
from gradax.course.config import CourseError
from gradax.text import counted, listed, nearest, one_line, points

_STUDENTS_NAMED = 3

if TYPE_CHECKING:
    from rich.table import Table

    from gradax.cli.progress import Log
    from gradax.course import Assignment, Course
    from gradax.grading.batch import Batch
    from gradax.grading.cluster import Cluster
    from gradax.grading.graded import Graded
    from gradax.grading.moves import Move
    from gradax.results import SubmissionResult
    from gradax.submission.search import Found


@app.command(rich_help_panel=INSTRUCTOR)
def grade(
    assignments: Annotated[
        list[str] | None, typer.Argument(help="The assignments to grade; all of them by default.")
    ] = None,
    student: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Grade only this student; may be repeated.")
    ] = None,
    submitted: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder of submissions; `submitted/` by default.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="The number of processes; one for each processor by default.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Grade on the workers of this Dask scheduler, such as tcp://host:8786."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged submissions again, too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Record nothing: list whose grade would move, from what to what, and why.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Grade what arrives, until Ctrl-C.")] = False,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Append progress lines to FILE.")] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write all results to FILE.")] = None,
    trusted: Annotated[
        bool,
        typer.Option(
            "--i-trust-these-submissions",
            help="Grade without protection where this machine has none. The submissions can do whatever you can do.",
        ),
    ] = False,
) -> None:
    """Grade the submissions that are new or changed.

    A submission is `DIR/<student>/<assignment>/<assignment>.ipynb`. Each one's code runs in a sandbox of its own, which
    the hidden tests never enter. Results go to `autograded/<student>/<assignment>/results.json` and into the gradebook.

    Unchanged submissions are not graded again; a changed test reruns its own exercise. `journal/grades.jsonl` says when
    and why each grade moved. With `--dry-run` nothing is recorded, and the next run records exactly what it found. To
    continue a run that was stopped, start it again. With `--scheduler` the workers of a Dask cluster do the same work;
    one that protects less than this machine, or has other versions, is not used. The exit code is 3 where we failed to
    grade a submission; one that fails its tests is fine.
    """
    from gradax.course import Course
    from gradax.sandbox.outside.obstacles import of_system

    obstacle = of_system()
    if obstacle is not None:
        raise CourseError(obstacle.sentence)
    from gradax.cli.progress import Log
    from gradax.files import write_whole

    course = Course.open()
    root = submitted or course.root / "submitted"
    lines = Log(log)
    cluster = _reached(scheduler, lines) if scheduler else None
    if watch:
        if dry_run or force or json:
            raise CourseError("`--watch` records what arrives: leave out --dry-run, --force and --json.")
        names = [each.name for each in course.select(assignments or [])]
        _watch(course, names, root, student or [], workers, cluster, trusted, lines)
        return
    chosen = _find(course, course.select(assignments or []), root, student or [])
    results = [
        result
        for batch in _batches(course, chosen, workers, force, cluster, trusted)
        for result in _run(*batch, dry_run, lines)
    ]
    if json is not None:
        write_whole(json, _together(results))
    faults = _faults(results)
    if faults:
        for reason, students in faults.items():
            complain(f"{one_line(listed(students, at_most=_STUDENTS_NAMED))}: {one_line(reason)}")
        complain("Some submissions could not be graded. Run `gradax grade` again: it grades only these.", "")
        raise typer.Exit(OUR_FAULT)


def _find(
    course: Course, assignments: list[Assignment], root: Path, students: list[str]
) -> list[tuple[Assignment, Found]]:
    """What there is to grade, and what else to name, by assignment.

    Raises:
        CourseError: where there is nothing to grade, or nothing of a student who was asked for.
    """
    from gradax.submission.search import Found, search, strays_line

    if not root.is_dir():
        raise CourseError(f"{root}: there is no such folder of submissions.")
    known = [entry.name for entry in course.config.assignments]
    found = {assignment: search(root, assignment.name, known) for assignment in assignments}
    present = {submission.student for each in found.values() for submission in each.submissions}
    names = listed(assignment.name for assignment in assignments)
    for name in students:
        if name not in present:
            alike = nearest(name, present, otherwise="`gradax grade` without `--student` grades everybody.")
            raise CourseError(f"{root}: there is no submission of {names} by a student `{one_line(name)}`; {alike}")
    if not present:
        lines = [one_line(strays_line(each.strays, root, assignment.name)) for assignment, each in found.items()]
        raise CourseError(
            "\n".join(
                [
                    f"{root}: there is no submission of {names}; one is <student>/<assignment>/<assignment>.ipynb.",
                    *filter(None, lines),
                ]
            )
        )
    wanted = set(students) or present
    return [
        (
            assignment,
            Found(
                [submission for submission in each.submissions if submission.student in wanted],
                [stray for stray in each.strays if not students or stray.name in wanted],
            ),
        )
        for assignment, each in found.items()
        if any(submission.student in wanted for submission in each.submissions)
    ]


def _batches(
    course: Course,
    chosen: list[tuple[Assignment, Found]],
    workers: int | None,
    force: bool,
    cluster: Cluster | None,
    trusted: bool,
) -> list[tuple[Batch, Found]]:
    from gradax.grading.batch import Batch

    protection = _protection(trusted)
    return [(Batch(course, assignment, protection, workers, force, cluster), found) for assignment, found in chosen]


def _watch(
    course: Course,
    names: list[str],
    root: Path,
    students: list[str],
    workers: int | None,
    cluster: Cluster | None,
    trusted: bool,
    log: Log,
) -> None:
    from gradax.cli.watching import Watch

    if not root.is_dir():
        raise CourseError(f"{root}: there is no such folder of submissions.")
    watching = Watch(course, names, root, students, workers, cluster, log)
    try:
        with _stopped_by_sigterm():
            watching.run(_protection(trusted))
    except KeyboardInterrupt:
        log.write(watching.summary())
        say(watching.summary())


def _reached(scheduler: str, log: Log) -> Cluster:
    try:
        from gradax.grading.cluster import Cluster
    except ModuleNotFoundError as error:
        raise CourseError(
            f"--scheduler needs Dask, and `{error.name}` is not installed: pip install 'gradax[cluster]'."
        ) from None

    def tell(sentence: str) -> None:
        log.write(sentence)
        complain(one_line(sentence), "yellow")

    cluster = Cluster(scheduler, tell)
    with console.status(f"Looking for {scheduler} …"):
        cluster.reach()
    return cluster


def _protection(trusted: bool) -> str | None:
    from gradax.grading.sandboxes import find_protection

    with console.status("Looking at the protection of this machine …"):
        protection = find_protection(trusted=trusted)
    if protection is None:
        complain("Grading without protection, as you asked.", "bold red")
    return protection


def _run(batch: Batch, found: Found, dry_run: bool, log: Log) -> list[SubmissionResult]:
    from gradax.cli.progress import progress
    from gradax.gradebook.database.grades import strangers
    from gradax.gradebook.record import record
    from gradax.grading.journal import Journal
    from gradax.grading.moves import Recorded
    from gradax.report.suspicion import suspicion
    from gradax.submission.arrivals import stamp_of
    from gradax.submission.search import strays_line

    submissions = {submission.student: submission for submission in found.submissions}
    root = found.submissions[0].root
    stamps = {student: stamp_of(submission) for student, submission in submissions.items()}

    def is_current(each: Graded) -> bool:
        return stamp_of(submissions[each.result.student]) == stamps[each.result.student]

    try:
        with _stopped_by_sigterm(), progress(batch.assignment.name, len(submissions), console, log) as advance:
            graded = batch.grade(found.submissions, on_result=lambda result: advance())
        current = graded
        if dry_run:
            _list_moves(batch.assignment, Recorded(batch.assignment, batch.protection).moves(graded), len(graded))
        else:
            journal = Journal(batch.course).keeping(batch.assignment, batch.protection, graded, is_current)
            with console.status("Writing the gradebook …"), journal as current:
                record(batch.course, batch.assignment, current, submitted=root)
    except KeyboardInterrupt:
        complain("Stopped. What was graded is kept; run the same command again to continue.", "")
        raise typer.Exit(FALLS_SHORT) from None
    results = [each.result for each in current]
    if not dry_run:
        console.print(_table(batch.assignment, results))
        for sentence in strangers(batch.course, batch.assignment):
            complain(sentence, "yellow")
    for each in current:
        submission = submissions[each.result.student]
        for problem in filter(None, (each.timestamp_problem, submission.id_problem, suspicion(each.result))):
            complain(f"{one_line(submission.student)}: {one_line(problem)}", "yellow")
    if len(current) < len(graded):
        kept = {result.student for result in results}
        changed = listed(each.result.student for each in graded if each.result.student not in kept)
        complain(
            f"{one_line(changed)}: handed in again meanwhile and not recorded; run the same command again.", "yellow"
        )
    line = strays_line(found.strays, root, batch.assignment.name)
    if line:
        complain(one_line(line), "yellow")
    return results


def _list_moves(assignment: Assignment, moves: list[Move], graded: int) -> None:
    if not moves:
        console.print(f"{assignment.name}: no grade would move. Nothing was recorded.")
        return
    for move in moves:
        say(one_line(str(move)))
    would = counted(len(moves), "grade") + f" of {graded} would move"
    say(f"{assignment.name}: {would}. Nothing was recorded; `gradax grade` records exactly this.")


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """Whoever ends us with SIGTERM, such as a batch system, is heard as Ctrl-C is: in good order."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _table(assignment: Assignment, results: list[SubmissionResult]) -> Table:
    from rich.table import Table
    from rich.text import Text

    worth = sum(each.points for each in assignment.by_hand)
    more = f"; {counted(worth, 'point')} more by hand, in the formgrader" if worth else ""
    table = Table(title=f"{assignment.name}: {len(results)} graded{more}", title_justify="left")
    for heading, justify in (("student", "left"), ("score", "right"), ("status", "left"), ("ended early", "left")):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    table.add_column("diagnosis", ratio=1)
    table.add_column("seconds", justify="right")
    for result in results:
        score = f"{points(result.score)} / {points(result.max_score)}"
        cells = (result.student, score, _status(result), _kinds(result), _diagnosis(result), f"{result.seconds:.1f}")
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table


def _status(result: SubmissionResult) -> str:
    passed = result.exercises and all(exercise.verdict == "passed" for exercise in result.exercises)
    return "all passed" if passed else str(result.status)


def _kinds(result: SubmissionResult) -> str:
    return ", ".join(sorted({test.kind for exercise in result.exercises for test in exercise.tests if test.kind}))


def _diagnosis(result: SubmissionResult) -> str:
    if result.status == "malformed":
        return result.reason or ""
    sentences = [exercise.diagnosis for exercise in result.exercises if exercise.diagnosis]
    return sentences[0] + (f" (and {len(sentences) - 1} more)" if len(sentences) > 1 else "") if sentences else ""


def _faults(results: list[SubmissionResult]) -> dict[str, list[str]]:
    """What went wrong on our side, in words, and whom each concerns."""
    faults: dict[str, list[str]] = {}
    for result in results:
        if result.status == "error":
            for reason in _reasons(result):
                faults.setdefault(reason, []).append(result.student)
    return faults


def _reasons(result: SubmissionResult) -> list[str]:
    """Which hidden tests went wrong and where, or what else did."""
    if result.reason:
        return [result.reason]
    return [
        f"tests/{result.assignment}/test_{exercise.name}.py, {test.name}: {test.message}"
        for exercise in result.exercises
        for test in exercise.tests
        if test.verdict == "error"
    ]


def _together(results: list[SubmissionResult]) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n"
