"""Brings a roster into nbgrader's gradebook, by nbgrader's own interface; what that changes is known before."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning

from gradax.course import Course
from gradax.gradebook.config import nbgrader_config
from gradax.gradebook.database.opening import gradebook_exists, in_turn, make_gradebook, open_gradebook
from gradax.gradebook.database.roster import PARTS, Roster, RosterEntry
from gradax.gradebook.faults import in_a_sentence
from gradax.gradebook.log import QUIET
from gradax.text import listed, nearest, one_line


@dataclass(frozen=True)
class Enrolment:
    """What a roster changes in the gradebook.

    Attributes:
        added: students who are new.
        changed: those of whom something is new, as they are now and as they become.
        same: how many stay as they are.
        missing: ids that are in the gradebook and not on the roster; they stay there.
        unknown: ids that have handed in and are neither here nor there.
    """

    added: tuple[RosterEntry, ...]
    changed: tuple[tuple[RosterEntry, RosterEntry], ...]
    same: int
    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    def lines(self) -> list[str]:
        """A line for each student who is added or changed."""
        new = [f"+ {student}" for student in self.added]
        return new + [f"~ {after.id}: {', '.join(_differences(before, after))}" for before, after in self.changed]

    def notes(self, roster: Roster) -> list[str]:
        """Sentences about who is on one side only."""
        notes = []
        if self.missing:
            notes.append(f"In the gradebook but not on the roster; they stay there: {listed(self.missing)}.")
        for student in self.unknown:
            alike = nearest(student, roster.students, otherwise="grading will add them to the gradebook.")
            notes.append(f"`{student}` has handed in but is not on the roster; {alike}")
        return notes


def find_enrolment(course: Course, roster: Roster) -> Enrolment:
    """What `roster` would change; nothing is changed here.

    Raises:
        GraderFault: where the gradebook cannot be read.
    """
    known = _known(course)
    after = {each: _joined(known[each], student) for each, student in roster.students.items() if each in known}
    changed = [(known[each], student) for each, student in after.items() if student != known[each]]
    return Enrolment(
        added=tuple(student for each, student in roster.students.items() if each not in known),
        changed=tuple(changed),
        same=len(after) - len(changed),
        missing=tuple(sorted(set(known) - set(roster.students))),
        unknown=tuple(sorted(_handed_in(course) - set(known) - set(roster.students))),
    )


def enrol(course: Course, changes: Enrolment) -> None:
    """Save in the gradebook what changes; it is made where there is none.

    Raises:
        GraderFault: where it cannot be written.
    """
    coursedir = _coursedir(course)
    with in_a_sentence(coursedir.db_url, "used"), in_turn(coursedir):
        make_gradebook(coursedir)
        with warnings.catch_warnings(), open_gradebook(coursedir) as gradebook:
            warnings.simplefilter("ignore", SAWarning)
            for student in (*changes.added, *(after for _, after in changes.changed)):
                known = {name: value for name in PARTS if (value := getattr(student, name))}
                gradebook.update_or_create_student(student.id, **known)


def _joined(before: RosterEntry, after: RosterEntry) -> RosterEntry:
    """A student of the gradebook with what the roster says; what it leaves empty stays."""
    return RosterEntry(
        **{each.name: getattr(after, each.name) or getattr(before, each.name) for each in fields(RosterEntry)}
    )


def _differences(before: RosterEntry, after: RosterEntry) -> Iterator[str]:
    for name in PARTS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield one_line(f"{name} {old or '(none)'} → {new}")


def _known(course: Course) -> dict[str, RosterEntry]:
    """The students of the gradebook, if there is one."""
    coursedir = _coursedir(course)
    if not gradebook_exists(coursedir):
        return {}
    with in_a_sentence(coursedir.db_url, "used"), open_gradebook(coursedir) as gradebook:
        return {
            each.id: RosterEntry(each.id, **{name: getattr(each, name) or "" for name in PARTS})
            for each in gradebook.students
        }


def _handed_in(course: Course) -> set[str]:
    """Whoever has a folder in ``submitted/``."""
    submitted = Path(_coursedir(course).root, _coursedir(course).submitted_directory)
    entries: Iterable[Path] = submitted.iterdir() if submitted.is_dir() else ()
    return {each.name for each in entries if each.is_dir() and not each.name.startswith(".")}


def _coursedir(course: Course) -> Any:
    return CourseDirectory(config=nbgrader_config(course), log=QUIET)
