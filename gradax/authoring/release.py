"""From ``source/`` to ``release/``: nbgrader generates, the leak audit reads; only what tells nothing is released."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gradax.authoring.leak_audit import Leak, audit
from gradax.course import Assignment, Course, CourseError
from gradax.course.notebook import Notebook, read_notebook

if TYPE_CHECKING:
    from gradax.gradebook.database.changes import Changes


class LeakError(CourseError):
    """The generated assignment gives something away; it was not released."""

    def __init__(self, assignment: str, leaks: list[Leak]) -> None:
        self.leaks = leaks
        super().__init__(
            "\n".join([f"{assignment} was not released, because it would give secrets away:", *map(str, leaks)])
        )


def release(course: Course, assignment: Assignment, *, forget: bool = False) -> Changes:
    """Generate an assignment, audit it, and put it in place of the one in ``release/``.

    The gradebook learns the assignment's cells, as nbgrader's own command would have it; where it has submissions, they
    keep what they were given for cells that stay. What that changes for whom is returned.

    Args:
        course: the course.
        assignment: the assignment.
        forget: whether to let go what was given by hand for exercises that are gone.

    Raises:
        LeakError: where the students would get what they must not; everything stays as it was.
        CourseError: where nbgrader cannot generate it, or something given by hand would be lost.
        GraderFault: where the gradebook cannot be written.
    """
    from gradax.gradebook.database.rerelease import follow
    from gradax.gradebook.faults import fault_of

    with _generated(course, assignment) as folder:
        _audited(assignment, folder)
        changes = follow(assignment, forget=forget)
        try:
            if assignment.release.exists():
                shutil.rmtree(assignment.release)
            assignment.release.parent.mkdir(exist_ok=True)
            shutil.move(folder, assignment.release)
        except OSError as error:
            fault = fault_of(error)
            advice = fault.advice or "Move away what is in its place."
            raise CourseError(f"{assignment.release}: cannot be written: {fault.text}. {advice}") from None
    return changes


def rehearse(course: Course, assignment: Assignment) -> Changes:
    """What `release` would change for whom; it raises the same for leaks and notebooks, and changes nothing."""
    from gradax.gradebook.database.rerelease import foresee

    with _generated(course, assignment) as folder:
        _audited(assignment, folder)
    return foresee(assignment)


def preview(course: Course, assignment: Assignment) -> tuple[Notebook, list[Leak]]:
    """The notebook that would be released now, and what releasing would give away; nothing is changed."""
    with _generated(course, assignment) as folder:
        leaks = [_in_release(leak, folder, assignment) for leak in audit(assignment, folder)]
        return read_notebook(folder / assignment.notebook_path.name), leaks


def find_drift(course: Course, assignment: Assignment) -> list[str]:
    """How ``release/`` differs from what would be released now, a sentence for each file and leak; changes nothing."""
    with _generated(course, assignment) as folder:
        now, then = _files(folder), _files(assignment.release)
        sentences = [str(_in_release(leak, folder, assignment)) for leak in audit(assignment, folder)]
        for name in sorted(now | then):
            path = assignment.release / name
            if name not in then:
                sentences.append(f"{path}: is missing")
            elif name not in now:
                sentences.append(f"{path}: is no longer released")
            elif not filecmp.cmp(folder / name, path, shallow=False):
                sentences.append(f"{path}: is not what source/ gives now")
        return sentences


@contextmanager
def _generated(course: Course, assignment: Assignment) -> Iterator[Path]:
    """The assignment as nbgrader generates it, in a temporary folder; the gradebook is not told."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory

    from gradax.gradebook.config import SAVE_CELLS, nbgrader_config
    from gradax.gradebook.converters.generation import said
    from gradax.gradebook.converters.kinds import refuse
    from gradax.gradebook.log import QUIET

    refuse(assignment)
    config = nbgrader_config(course, needed=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=course.root) as temporary:
        config.CourseDirectory.root = str(course.root)
        config.CourseDirectory.release_directory = temporary
        config.CourseDirectory.assignment_id = assignment.name
        with said(assignment.notebook_path, QUIET):
            converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config, log=QUIET)
            converter.no_database = True
            converter.preprocessors = [step for step in converter.preprocessors if step != SAVE_CELLS]
            converter.start()
        yield Path(temporary) / assignment.name


def _audited(assignment: Assignment, folder: Path) -> None:
    leaks = audit(assignment, folder)
    if leaks:
        raise LeakError(assignment.name, [_in_release(leak, folder, assignment) for leak in leaks])


def _in_release(leak: Leak, folder: Path, assignment: Assignment) -> Leak:
    return Leak(assignment.release / leak.path.relative_to(folder), leak.what)


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
