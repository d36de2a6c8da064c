"""The course linter: what an author forgets, said before a student meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gradax.authoring.hidden_tests import HiddenTests, read_hidden_tests
from gradax.authoring.layout import stray_files
from gradax.authoring.normal_form import normalise, to_text
from gradax.authoring.solutions import BEGIN, END, has_region
from gradax.course import Answer, Assignment, Course, CourseError, Exercise, read_answer, read_hints
from gradax.course.config import FILE_NAME
from gradax.course.course import TEST_PREFIX
from gradax.course.exercises import only_checks
from gradax.course.notebook import is_by_hand, is_grade, is_solution, nbgrader_of, source_of, tags_of
from gradax.gradebook.converters.kinds import not_a_check

WRONG_ANSWERS, RIGHT_ANSWERS = 4, 2  # at least so many of each, for every exercise
POINTS = 100
GRADE_TAG = "raises-exception"  # a failed check must not stop Run All


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where, and what to do; None where the words say themselves where it is."""

    path: Path | None
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}" if self.path else self.what


def lint(course: Course, assignments: Iterable[Assignment] | None = None) -> list[Finding]:
    """What there is to mend in the course, or in some of its assignments."""
    findings = list(_unlisted(course)) if assignments is None else []
    for assignment in course.assignments if assignments is None else assignments:
        for rule in RULES:
            try:
                findings += rule(assignment)
            except CourseError as error:
                findings.append(Finding(None, str(error)))
    return list(dict.fromkeys(findings))


def _unlisted(course: Course) -> Iterator[Finding]:
    listed = {assignment.name for assignment in course.assignments}
    for path in sorted((course.root / "source").glob("*")):
        if path.name not in listed and not path.name.startswith("."):
            yield Finding(path, f"is not an assignment of {FILE_NAME}; list it there or remove it.")
    # The package's own tests live beside the assignments'.
    for path in sorted((course.root / "tests").glob("[0-9]*")):
        if path.is_dir() and path.name not in listed:
            yield Finding(path, f"holds the tests of no assignment of {FILE_NAME}; list it there or remove it.")


def _normal_form(assignment: Assignment) -> Iterator[Finding]:
    path, normal = assignment.notebook_path, to_text(normalise(assignment.notebook))
    if path.read_text(encoding="utf-8") != normal:
        yield Finding(path, f"is not in normal form; run `gradax tidy {assignment.name}`.")


def _stray(assignment: Assignment) -> Iterator[Finding]:
    for name in stray_files(assignment, assignment.source):
        yield Finding(
            assignment.source / name,
            "would be handed to the students, and belongs to no exercise; remove it. "
            "(Pictures go into images/, other material into data/.)",
        )


def _points(assignment: Assignment) -> Iterator[Finding]:
    total = assignment.points
    if assignment.begun and total != POINTS:
        yield Finding(assignment.notebook_path, f"its points sum to {total:g}; make them {POINTS}.")


def _cells(assignment: Assignment) -> Iterator[Finding]:
    path = assignment.notebook_path
    for cell in assignment.notebook["cells"]:
        grade_id, source = nbgrader_of(cell).get("grade_id", ""), source_of(cell)
        if is_by_hand(cell):
            continue  # nbgrader clears the whole cell where there is no region
        if is_solution(cell) and not has_region(source):
            yield Finding(
                path, f"the solution cell {grade_id!r} needs its lines `### {BEGIN}` and `### {END}`, in pairs."
            )
        elif not is_solution(cell) and (BEGIN in source or END in source):
            yield Finding(
                path, f"a cell that is not a solution cell holds a solution mark: {source.splitlines()[0]!r}."
            )
        if is_grade(cell):
            exercise = grade_id.removeprefix(TEST_PREFIX)
            if source != only_checks(exercise):
                yield Finding(path, not_a_check(assignment, exercise))
            if GRADE_TAG not in tags_of(cell):
                yield Finding(
                    path, f"the grade cell {grade_id!r} needs the tag `{GRADE_TAG}`, so that Run All goes on."
                )


def _hidden(assignment: Assignment) -> Iterator[Finding]:
    yield from _orphans(assignment, assignment.tests.glob(f"{TEST_PREFIX}*.py"), "hidden tests")
    for exercise in assignment.exercises:
        yield from _each(_hidden_of, assignment, exercise)


def _hidden_of(assignment: Assignment, exercise: Exercise) -> Iterator[Finding]:
    path = assignment.hidden_path(exercise.name)
    if not path.is_file():
        yield Finding(path, f"the exercise {exercise.name!r} has no hidden tests; write them there.")
        return
    tests = read_hidden_tests(path)
    yield from _tests_in(tests)


def _checks(assignment: Assignment) -> Iterator[Finding]:
    for exercise in assignment.exercises:
        yield from _each(_checks_of, assignment, exercise)


def _checks_of(assignment: Assignment, exercise: Exercise) -> Iterator[Finding]:
    path = assignment.check_path(exercise.name)
    if not path.is_file():
        yield Finding(path, f"the exercise {exercise.name!r} has no visible checks; write them there.")
        return
    yield from _tests_in(read_hidden_tests(path))


def _tests_in(tests: HiddenTests) -> Iterator[Finding]:
    if not tests.names:
        yield Finding(tests.path, f"holds no test; write a function `{TEST_PREFIX}…`.")
    for name in tests.names:
        if not tests.rubric(name):
            yield Finding(tests.path, f"`{name}` has no docstring; write the rubric line that the student reads.")


def _hints(assignment: Assignment) -> Iterator[Finding]:
    for exercise in assignment.exercises:
        try:
            read_hints(assignment.hints_path(exercise.name))
        except CourseError as error:
            yield Finding(None, str(error))


def _bank(assignment: Assignment) -> Iterator[Finding]:
    known = {exercise.name for exercise in assignment.exercises}
    for folder in sorted(assignment.bank_folder.glob("*")):
        if folder.name not in known and folder.name != "__pycache__":
            yield Finding(folder, f"there is no exercise {folder.name!r}; rename the folder or remove it.")
    for exercise in assignment.exercises:
        yield from _answers(assignment, exercise)


def _answers(assignment: Assignment, exercise: Exercise) -> Iterator[Finding]:
    folder = assignment.bank_folder / exercise.name
    answers: list[Answer] = []
    for path in sorted(folder.glob("*.py")):
        try:
            answers.append(read_answer(path))
        except CourseError as error:
            yield Finding(None, str(error))
    right = sum(answer.right for answer in answers)
    for kind, found, least in (("wrong", len(answers) - right, WRONG_ANSWERS), ("right", right, RIGHT_ANSWERS)):
        if found < least:
            yield Finding(folder, f"has {found} {kind} answers of at least {least}; write {least - found} more.")
    path = assignment.hidden_path(exercise.name)
    if path.is_file():
        tests = set(read_hidden_tests(path).names)
        for answer in answers:
            for name in answer.fails:
                if name not in tests:
                    yield Finding(answer.path, f"says that it fails `{name}`, and {path.name} has no such test.")


def _orphans(assignment: Assignment, paths: Iterable[Path], what: str) -> Iterator[Finding]:
    known = {exercise.name for exercise in assignment.exercises}
    for path in sorted(paths):
        name = path.stem.removeprefix(TEST_PREFIX)
        if name not in known:
            yield Finding(path, f"holds the {what} of {name!r}, and the notebook has no such exercise.")


def _each(
    rule: Callable[[Assignment, Exercise], Iterator[Finding]], assignment: Assignment, exercise: Exercise
) -> Iterator[Finding]:
    """One exercise's findings; a file that cannot be read is a finding, and the next exercise is still looked at."""
    try:
        yield from rule(assignment, exercise)
    except CourseError as error:
        yield Finding(None, str(error))


RULES: tuple[Callable[[Assignment], Iterator[Finding]], ...] = (
    _normal_form,
    _stray,
    _points,
    _cells,
    _hidden,
    _checks,
    _hints,
    _bank,
)
