"""Commands: release, tidy, verify, demo."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.progress import track

from gradax.cli.app import FALLS_SHORT, INSTRUCTOR, Assignments, app, complain, console, errors, say
from gradax.text import counted

if TYPE_CHECKING:
    from gradax.authoring.gate import Run, Subject
    from gradax.authoring.trials import Trial
    from gradax.course import Assignment, Course
    from gradax.results import ExerciseResult

_Item = TypeVar("_Item")


@app.command(rich_help_panel=INSTRUCTOR)
def release(
    assignments: Assignments = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; report how release/ differs from source/.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; say what would change for those who have handed in.")
    ] = False,
    forget_grades: Annotated[
        bool,
        typer.Option("--forget-grades", help="Discard points and comments given by hand for exercises that are gone."),
    ] = False,
    to: Annotated[Path | None, typer.Option(metavar="DIR", help="Also make the students' bundle in DIR.")] = None,
    solutions: Annotated[
        bool, typer.Option("--solutions", help="Release nothing; write the reading edition into solutions/.")
    ] = False,
) -> None:
    """Make the students' notebooks: source/ → release/.

    nbgrader removes the solutions and records the cells in the gradebook. The **leak audit** then reads every file
    that students would get; a solution, a hidden test or an answer in any of them stops the release.

    With `--to DIR` the notebooks, checks and hints come with a `requirements.txt`, a README and, in a clone of gradax,
    its wheel: everything that a student needs.

    An assignment may be released again after students have handed in. Exercises may come, go, change their points or
    be renamed (`renamed` in course.yaml); the gradebook follows, and you read **what changes for whom**. Points
    and comments that you gave by hand stay. `--dry-run` says this, too, and changes nothing.

    After the deadline, `--solutions` writes a **reading edition** for students: the solution of each exercise, other
    right answers and instructive wrong ones from the bank, with what gives them away.
    """
    from gradax.authoring import bundle, reading_edition, release
    from gradax.course import Course, CourseError
    from gradax.course.config import in_utc

    if solutions and (check or dry_run or forget_grades or to):
        raise CourseError("--solutions releases nothing; leave out --check, --dry-run, --forget-grades and --to.")
    if check and to:
        raise CourseError("--check only compares and --to writes a bundle; choose one.")
    if dry_run and (check or to or forget_grades):
        raise CourseError("--dry-run changes nothing; leave out --check, --to and --forget-grades.")
    course = Course.open()
    chosen = course.select(assignments) if assignments else course.begun()
    if solutions:
        for each in _track(chosen, "Writing"):
            say(f"{reading_edition.write_reading_edition(each)}: {each.name} with its solutions")
            if each.entry.due is not None and in_utc(each.entry.due) > datetime.now(UTC).replace(tzinfo=None):
                say(f"{each.name} is due on {each.entry.due:%Y-%m-%d %H:%M}: do not hand it out before.", "yellow")
        return
    if check:
        drift = [line for each in _track(chosen, "Comparing") for line in release.find_drift(course, each)]
        for line in drift:
            say(line, "red")
        if drift:
            say("Run `gradax release` and commit what it changes.")
            raise typer.Exit(FALLS_SHORT)
        say(f"release/ is in step with source/: {counted(len(chosen), 'assignment')}.")
        return
    for each in _track(chosen, "Releasing"):
        try:
            changes = release.rehearse(course, each) if dry_run else release.release(course, each, forget=forget_grades)
        except release.LeakError as error:
            complain(str(error))
            raise typer.Exit(FALLS_SHORT) from None
        if not dry_run:
            _say_released(each)
        elif not changes:
            say(f"{each.name}: nothing would change for anybody.")
        for line in changes.sentences():
            say(line, "yellow")
        if dry_run and changes.refusal:
            complain(changes.refusal)
            raise typer.Exit(FALLS_SHORT)
        if changes and not dry_run:
            say(f"Run `gradax grade {each.name}`, which grades them all by the new release.")
    if not assignments:
        _say_left_out(course)
    if to:
        bundle.make_bundle(course, chosen, to)
        say(f"{to}: the students' bundle")


@app.command(rich_help_panel=INSTRUCTOR)
def tidy(assignments: Assignments = None) -> None:
    """Put instructor notebooks into normal form, so that they diff and merge line by line.

    No outputs, no execution counts, stable cell ids, sorted keys. Run it after working in JupyterLab and before you
    commit.
    """
    from gradax.authoring.normal_form import normalise, to_text
    from gradax.course import Course
    from gradax.files import write_whole

    for each in Course.open().select(assignments or []):
        text = to_text(normalise(each.notebook))
        if text != each.notebook_path.read_text(encoding="utf-8"):
            write_whole(each.notebook_path, text.encode())
            say(f"{each.notebook_path}: now in normal form")


@app.command(rich_help_panel=INSTRUCTOR)
def verify(
    assignments: Assignments = None,
    exercise: Annotated[str | None, typer.Option(metavar="NAME", help="Verify only this exercise.")] = None,
    answers: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Use another bank: DIR/ASSIGNMENT/EXERCISE/{wrong,right}_*.py.")
    ] = None,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Also write the report to FILE.")] = None,
    repeat: Annotated[
        int, typer.Option(min=1, metavar="N", help="Grade each answer N times, to find tests that waver.")
    ] = 1,
    quick: Annotated[
        bool, typer.Option("--quick", help="Run wrong answers through the tests that they name only.")
    ] = False,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Instead, change the solutions a little: do the tests notice?")
    ] = False,
    mutants: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="With --mutate: at most N mutants an exercise, by default 25."),
    ] = None,
) -> None:
    """Test the hidden tests: they must accept right answers and refuse wrong ones.

    This is the gate before every release. The solution earns all points and the blank notebook none; each wrong answer
    of the banks fails the tests that it names and earns at most half, right ones, which make whole notebooks together,
    pass all tests and visible checks, stubs earn next to nothing, no test raises for an odd reply, and nothing leaks.
    How much of an exercise rests on what the student's process says of itself is measured. Answers run in the sandbox,
    as submissions do. For whole assignments the course linter runs, too, and with the course's own answers the
    fingerprints that diagnoses rest on are updated.

    `--quick` takes about three quarters of the time: a wrong answer meets only those tests that it names. Fingerprints
    need them all; they are compared as far as that goes, and stay as they are.

    `--mutate` tries something else: **mutants**, solutions with one small mistake each (another axis or sign, a key
    used twice, `psum` for `pmean`, a transformation left out). One that earns full marks survives, and is listed with
    the lines that it changes. `equivalent.yaml` among an exercise's answers lists changes that are not mistakes, each
    with a reason; they do not count. The command fails where fewer than 95 % of the other mutants are caught, and where
    an entry fits no mutant, or one that is caught.
    """
    from gradax.authoring import examination, gate, lint, processes, stubs
    from gradax.authoring.right_notebooks import refused_by_checks
    from gradax.course import Course, CourseError
    from gradax.testing.plugin import SEED_VARIABLE

    if mutants and not mutate:
        raise CourseError("--mutants is the number of mutants that --mutate makes; add --mutate.")
    if mutate and (answers or quick or repeat > 1):
        raise CourseError("--mutate tries no answers of a bank; leave out --answers, --quick and --repeat.")
    if quick and answers:
        raise CourseError("Answers of another bank meet every test; leave out --quick.")
    if repeat > 1 and SEED_VARIABLE in os.environ:
        raise CourseError(f"With {SEED_VARIABLE} set, each repetition draws the same numbers; unset it for --repeat.")
    course, own = Course.open(), answers is None
    chosen = gate.subjects(course, assignments or [], exercise=exercise, answers=answers)
    if mutate:
        _mutate(course, chosen, mutants, json)
        return
    whole = own and exercise is None
    findings = lint.lint(course, [subject.assignment for subject in chosen] if assignments else None) if whole else []
    every = [(course.root, subject.assignment.name, each.name) for subject in chosen for each in subject.exercises]
    asked = _track(processes.in_processes(stubs.example, every), "Running examples", total=len(every))
    examples: dict[str, dict[str, str]] = {subject.assignment.name: {} for subject in chosen}
    for index, example in asked:
        _, assignment, name = every[index]
        examples[assignment][name] = example
    found = gate.verify(chosen, _sandboxed(course, chosen, "Grading answers", repeat), examples, quick=quick)
    found.problems += map(str, findings)
    every = every if own else []
    examined = processes.in_processes(examination.examine, every)
    for index, (raised, claimed) in _track(examined, "Trying odd replies", total=len(every)):
        found.problems += raised
        found.tell_claims(*every[index][1:], claimed)
    together = [
        (course.root, subject.assignment.name, right) for subject in chosen for right in subject.right_notebooks()
    ]
    checked = processes.in_processes(refused_by_checks, together)
    for _, refused in _track(checked, "Running visible checks", total=len(together)):
        found.problems += refused
    if json:
        json.write_bytes(found.to_json())
    console.print(found.table())
    for line in found.warnings:
        say(line, "yellow")
    for line in found.problems:
        say(line, "red")
    if not found.ok:
        say(f"{counted(len(found.problems), 'problem')}.")
        raise typer.Exit(FALLS_SHORT)
    if own and not quick:
        gate.write_fingerprints(chosen, found)
    if whole and not assignments:
        _say_left_out(course)
    say("All is well.")


def _mutate(course: Course, chosen: Sequence[Subject], at_most: int | None, json: Path | None) -> None:
    from gradax.authoring.mutation.mutate import AT_MOST, mutate
    from gradax.authoring.mutation.report import ENOUGH

    found = mutate(chosen, _sandboxed(course, chosen, "Grading mutants"), at_most=at_most or AT_MOST)
    if json:
        json.write_bytes(found.to_json())
    console.print(found.table())
    for line in found.survivors():
        say(line, "yellow")
    for line in found.problems:
        say(line, "red")
    say(f"{found.score:.1%} of the mutants that are mistakes are caught; at least {ENOUGH:.0%} should be.")
    if not found.ok:
        raise typer.Exit(FALLS_SHORT)


def _sandboxed(course: Course, chosen: Sequence[Subject], what: str, repeat: int = 1) -> Run:
    """What grades trials of these subjects in the sandbox, `repeat` times each; their programs are compiled first."""
    from gradax.authoring import trials
    from gradax.grading.sandboxes import find_protection, programs_folder

    protection = find_protection(trusted=True)  # the answers are the instructor's own
    notebooks = [(subject.assignment.name, subject.notebook) for subject in chosen]
    compiled = trials.compile_programs(course.root, notebooks, protection)
    for _ in _track(compiled, "Compiling the solutions", total=len(chosen)):
        pass
    programs = programs_folder(course)

    def run(every: Sequence[Trial]) -> Iterable[tuple[int, list[ExerciseResult]]]:
        done = trials.run_trials(course.root, every, protection, programs, repeat=repeat)
        return _track(done, what, total=sum(trial.times(repeat) for trial in every))

    return run


@app.command(rich_help_panel=INSTRUCTOR)
def demo(
    students: Annotated[int, typer.Option(min=1, metavar="N", help="The size of the class.")] = 12,
    seed: Annotated[int, typer.Option(metavar="S", help="Another seed makes another class.")] = 0,
) -> None:
    """Make a sample class in submitted/, to try the grader on.

    Its notebooks are made from the answer banks: perfect, partial, blank, mistaken, broken, and hostile ones that loop,
    use up memory, forge or steal. Submissions that gradax did not make are left alone.
    """
    from gradax.authoring.sample_class import make_class, members
    from gradax.course import Course

    course = Course.open()
    kept = make_class(course, students, seed)
    for member in members(min(students, 12)):
        console.print(f"{member.name:10} {member.about}")
    for path in kept:
        say(f"{path}: not made by `gradax demo`; left as it is.", "yellow")
    say(f"{course.root / 'submitted'}: {counted(students, 'student')}. Now run `gradax grade`.")


def _say_left_out(course: Course) -> None:
    for each in course.assignments:
        if not each.begun:
            say(f"{each.name} has no exercise yet and was left out; `gradax new exercise {each.name} NAME` adds one.")


def _say_released(assignment: Assignment) -> None:
    asked = counted(len(assignment.exercises), "exercise")
    if assignment.by_hand:
        asked += f" and {counted(len(assignment.by_hand), 'question')} graded by hand"
    say(f"{assignment.release_path}: {asked}, {counted(assignment.points, 'point')}")


def _track(items: Iterable[_Item], what: str, total: int | None = None) -> Iterable[_Item]:
    """The items, with a progress bar for a person who watches."""
    return track(items, what, total=total, console=errors, transient=True, disable=not errors.is_terminal)
