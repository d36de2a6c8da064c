"""A folder of clones, one for each student, as ``gh classroom clone student-repos`` makes it.

Clones are untrusted, like everything that students hand in: notebooks are read without following a link, and git is
asked for one date only, of repositories that the instructor cloned.
"""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gradax.course import Assignment, CourseError
from gradax.course.table import read_table
from gradax.files import replacing
from gradax.submission.folder import ENDING, Submission, Unreadable
from gradax.submission.identity import unusable
from gradax.submission.search import find_submissions
from gradax.submission.timestamp import FILE_NAME, BadTimestamp, parse_timestamp, read_timestamp
from gradax.text import listed, one_line

_CLONES = "-submissions"  # how the folder's name ends that `gh classroom` makes
_GIT = ("git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
_GIT_SECONDS = 60


@dataclass(frozen=True)
class Collected:
    """What happened to the clones.

    Attributes:
        new: the students whose notebook was put into ``submitted/``.
        same: those of whom it lay there already.
        notes: sentences about the others.
    """

    new: tuple[str, ...]
    same: tuple[str, ...]
    notes: tuple[str, ...]


def collect(clones: Path, assignment: Assignment, to: Path, roster: Path | None, prefix: str | None) -> Collected:
    """Put the notebooks of clones into `to`, with the time of their last commit.

    Args:
        clones: the folder of clones, each named by a prefix and a GitHub user name.
        assignment: the assignment.
        to: the folder of submissions.
        roster: GitHub Classroom's roster, which says whose user name it is; without it the user name is the id.
        prefix: what stands before the user name, where neither the roster nor the folder's name says so.

    Raises:
        CourseError: where there is no clone, or where nothing gives the user names.
    """
    if not clones.is_dir():
        raise CourseError(f"{clones}: there is no such folder of clones.")
    known = [entry.name for entry in assignment.course.config.assignments]
    found = find_submissions(clones, assignment.name, known)
    if not found:
        raise CourseError(f"{clones}: there is no clone with {assignment.name}/{assignment.name}{ENDING} in it.")
    students = _by_name(roster) if roster else None
    owners = {each.folder: _owner(each.folder, students, _prefix(clones, prefix, students)) for each in found}
    times = Counter(owners.values())
    new, same, notes = [], [], []
    for submission in found:
        student = owners[submission.folder]
        problem = _problem(student, times)
        try:
            if student is None or problem:
                notes.append(f"{one_line(submission.student)} is left out: {problem}")
            elif _take(submission, assignment, to / student / assignment.name):
                new.append(student)
            else:
                same.append(student)
        except (Unreadable, BadTimestamp) as reason:
            notes.append(f"{one_line(submission.student)} is left out: {reason}")
    without = sorted(set((students or {}).values()) - set(owners.values()))
    if without:
        notes.append(f"On the roster and without a clone: {listed(map(one_line, without))}.")
    return Collected(tuple(new), tuple(same), tuple(notes))


def _by_name(roster: Path) -> dict[str, str]:
    """Students' ids by their GitHub user names, which have no case."""
    table = read_table(roster)
    name, student = table.named("github_username"), table.named("identifier")
    return {row.cells[name].casefold(): row.cells[student] for row in table.rows if row.cells[name]}


def _prefix(clones: Path, prefix: str | None, students: Mapping[str, str] | None) -> str | None:
    if prefix is not None or students is not None:
        return prefix
    name = clones.resolve().name
    if not name.endswith(_CLONES):
        raise CourseError(
            f"{clones}: which part of the folders' names is the user name? Give GitHub Classroom's roster "
            "(`--roster classroom_roster.csv`), or what stands before it (`--prefix assignment-`)."
        )
    return f"{name.removesuffix(_CLONES)}-"


def _owner(folder: str, students: Mapping[str, str] | None, prefix: str | None) -> str | None:
    """Whose clone it is, by its name; None where that is not known."""
    if prefix is not None and not folder.startswith(prefix):
        return None
    rest = folder.removeprefix(prefix or "")
    if students is None:
        return rest
    name = rest.casefold()
    fitting = [each for each in students if name == each or (prefix is None and name.endswith(f"-{each}"))]
    return students[max(fitting, key=len)] if fitting else None


def _problem(student: str | None, times: Counter[str | None]) -> str | None:
    if student is None:
        return "its name does not say whose it is: no user name of the roster, or another prefix."
    if times[student] > 1:
        return f"{times[student]} clones are of `{one_line(student)}`; keep one of them."
    return unusable(student)


def _take(submission: Submission, assignment: Assignment, folder: Path) -> bool:
    """Put one notebook into a student's folder; whether that changes anything there.

    Raises:
        Unreadable: where there is no notebook to read, or a later one lies there already.
    """
    data, _ = submission.read(assignment.course.config.limits.notebook_mib << 20)
    when = _committed(submission)
    path = folder / f"{assignment.name}{ENDING}"
    if path.is_file() and path.read_bytes() == data:
        return False
    before = read_timestamp(folder)
    if path.is_file() and before and when and before > parse_timestamp(when):
        raise Unreadable(f"what lies in {folder} was handed in later, on {before:%Y-%m-%d %H:%M} UTC.")
    with replacing(folder) as made:
        (made / path.name).write_bytes(data)
        if when:
            (made / FILE_NAME).write_text(f"{when}\n", encoding="utf-8")
    return True


def _committed(submission: Submission) -> str | None:
    """When the notebook was committed last, as its author's machine said."""
    clone = submission.root / submission.folder
    if not (clone / ".git").is_dir():
        return None
    asked = [*_GIT, "-C", str(clone), "log", "-1", "--format=%cI", "--", str(submission.notebook_folder.resolve())]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=_GIT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.strip()
    return datetime.fromisoformat(said).isoformat() if done.returncode == 0 and said else None
