"""From ``source/`` to ``release/``: nbgrader generates, the leak audit reads; only what tells nothing is released."""

from __future__ import annotations

import filecmp
import io
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gradax.authoring.kinds import refuse
from gradax.authoring.leak_audit import Leak, audit
from gradax.course import Assignment, Course, CourseError
from gradax.course.notebook import Notebook, read_notebook


class LeakError(CourseError):
    """The generated assignment gives something away; it was not released."""

    def __init__(self, assignment: str, leaks: list[Leak]) -> None:
        self.leaks = leaks
        super().__init__(
            "\n".join([f"{assignment} was not released, since it would give secrets away:", *map(str, leaks)])
        )


def release(course: Course, assignment: Assignment) -> None:
    """Generate an assignment, audit it, and put it in place of the one in ``release/``.

    The gradebook learns the assignment's cells, as nbgrader's own command would have it.

    Raises:
        LeakError: where the students would get what they must not; ``release/`` stays as it was.
        CourseError: where nbgrader cannot generate it.
    """
    with _generated(course, assignment, record=True) as folder:
        leaks = audit(assignment, folder)
        if leaks:
            raise LeakError(assignment.name, [_in_release(leak, folder, assignment) for leak in leaks])
        shutil.rmtree(assignment.release, ignore_errors=True)
        assignment.release.parent.mkdir(exist_ok=True)
        shutil.move(folder, assignment.release)


def preview(course: Course, assignment: Assignment) -> tuple[Notebook, list[Leak]]:
    """The notebook that would be released now, and what releasing would give away; nothing is changed."""
    with _generated(course, assignment, record=False) as folder:
        leaks = [_in_release(leak, folder, assignment) for leak in audit(assignment, folder)]
        return read_notebook(folder / assignment.notebook_path.name), leaks


def find_drift(course: Course, assignment: Assignment) -> list[str]:
    """How ``release/`` differs from what would be released now, a sentence for each file and leak; changes nothing."""
    with _generated(course, assignment, record=False) as folder:
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
def _generated(course: Course, assignment: Assignment, *, record: bool) -> Iterator[Path]:
    """The assignment as nbgrader generates it, in a temporary folder; `record` tells the gradebook of it."""
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import SaveCells

    from gradax.gradebook.config import nbgrader_config

    refuse(assignment)
    config = nbgrader_config(course, needed=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=course.root) as temporary:
        config.CourseDirectory.root = str(course.root)
        config.CourseDirectory.release_directory = temporary
        config.CourseDirectory.assignment_id = assignment.name
        converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        if not record:
            converter.no_database = True
            converter.preprocessors = [step for step in converter.preprocessors if step is not SaveCells]
        _run(converter, assignment)
        yield Path(temporary) / assignment.name


def _run(converter: Any, assignment: Assignment) -> None:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    converter.log.addHandler(handler)
    try:
        converter.start()
    except Exception as error:
        raised = re.findall(r"^[\w.]*(?:Error|Exception): .+$", log.getvalue(), re.MULTILINE)
        reason = raised[-1] if raised else str(error)
        raise CourseError(f"{assignment.notebook_path}: nbgrader cannot generate the assignment: {reason}") from error
    finally:
        converter.log.removeHandler(handler)


def _in_release(leak: Leak, folder: Path, assignment: Assignment) -> Leak:
    return Leak(assignment.release / leak.path.relative_to(folder), leak.what)


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}
