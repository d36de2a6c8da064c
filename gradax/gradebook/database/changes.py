"""What releasing an assignment again changes for those who have handed in, known before anything is changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import BaseCell, Comment, Grade, MissingEntry, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import func, or_, select

from gradax.course import Assignment, CourseError
from gradax.course.course import TEST_PREFIX
from gradax.course.notebook import Cell, Notebook, grade_id_of, is_grade, is_solution, nbgrader_of, read_notebook
from gradax.gradebook.database.cells import moved
from gradax.gradebook.database.opening import gradebook_exists, open_gradebook
from gradax.submission.search import find_submissions
from gradax.text import counted, listed, one_line, points

_NAMED = 5  # students and exercises in a sentence


@dataclass(frozen=True)
class Changes:
    """How an assignment differs from the one that students were given and graded by.

    Exercises go by their names, in the notebook's order. What is by hand are points, extra credit and comments from the
    formgrader.

    Attributes:
        assignment: the assignment's name.
        graded: the students whom the gradebook has a submission of.
        waiting: those who have handed in, and are not graded yet.
        added: the points of exercises that are new.
        dropped: the points of those that are gone.
        renamed: those that have another name now, as course.yaml says.
        worth: those whose points changed: what they were, and what they are.
        to_forget: whom something was given by hand for an exercise that is gone.
        to_review: whom points were given by hand for one whose points changed.
    """

    assignment: str
    graded: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    added: Mapping[str, float] = field(default_factory=dict)
    dropped: Mapping[str, float] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
    worth: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    to_forget: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    to_review: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether they concern anybody."""
        any_change = self.added or self.dropped or self.renamed or self.worth or self.to_forget
        return bool(any_change and (self.graded or self.waiting))

    def sentences(self) -> list[str]:
        """What changes for whom, a line for each exercise; none where it concerns nobody."""
        if not self:
            return []
        return [
            f"{self.assignment}: {self._people()}. For them:",
            *(f"- {line}" for line in self._lines()),
            "- Everything else stays, and so do points and comments given by hand.",
        ]

    @property
    def refusal(self) -> str:
        """Why it is not done unless somebody insists: something given by hand would be lost. Empty where nothing is."""
        if not self.to_forget:
            return ""
        return (
            f"Nothing was changed, since what was given by hand for {_exercises(self.to_forget)} would be lost. "
            f"{self._other_name()}To discard it, run `gradax release {self.assignment} --forget-grades`."
        )

    def refuse_to_forget(self) -> None:
        """Refuse to lose what somebody gave by hand.

        Raises:
            CourseError: where something of it is for an exercise that is gone.
        """
        if self.to_forget:
            raise CourseError("\n".join([*self.sentences(), self.refusal]))

    def _people(self) -> str:
        parts = []
        if self.graded:
            parts.append(f"{_named(self.graded)} {'has' if len(self.graded) == 1 else 'have'} been graded")
        if self.waiting:
            parts.append(f"{_named(self.waiting)} {'has' if len(self.waiting) == 1 else 'have'} handed in")
        return " and ".join(parts)

    def _lines(self) -> Iterator[str]:
        for old, new in self.renamed.items():
            yield (
                f"{_quoted(old)} is called {_quoted(new)} now. What was handed in as {_quoted(old)} counts for it; "
                "points and comments given by hand stay."
            )
        for name, worth in self.added.items():
            yield (
                f"{_quoted(name)} is new ({counted(worth, 'point')}). "
                "A notebook of the earlier release has no answer to it: 0 points, and a warning that says why."
            )
        for name, worth in self.dropped.items():
            yield f"{_quoted(name)} is gone, and its {counted(worth, 'point')} with it.{self._forgotten(name)}"
        for name in self.to_forget:
            if name not in self.dropped:
                yield f"The cell {_quoted(name)} is gone.{self._forgotten(name)}"
        for name, (before, now) in self.worth.items():
            review = self.to_review.get(name)
            by_hand = f" Points given by hand stay as they are; look again at {_named(review)}." if review else ""
            yield f"{_quoted(name)} gives {points(now)} points instead of {points(before)}; it is graded anew.{by_hand}"
        if not self.to_forget and self._other_name():
            yield self._other_name().strip()

    def _forgotten(self, name: str) -> str:
        students = self.to_forget.get(name)
        return f" With it goes what was given by hand to {_named(students)}." if students else ""

    def _other_name(self) -> str:
        """How to say that an exercise only has another name now, where one came and one went."""
        if not (self.added and self.dropped):
            return ""
        old, new = next(iter(self.dropped)), next(iter(self.added))
        return (
            f"If {_quoted(new)} is {_quoted(old)} under a new name, add `renamed: {{{old}: {new}}}` to "
            f"{self.assignment} in course.yaml and release it again. "
        )


def find_changes(coursedir: Any, assignment: Assignment) -> Changes:
    """Compare an assignment's source with the gradebook, or with the last release where the gradebook has none of it.

    Nothing is changed, and no gradebook is made.

    Raises:
        CourseError: where course.yaml names exercises that are not there.
        OperationalError: where the gradebook cannot be read.
    """
    before = _recorded(coursedir, assignment) or _released(assignment)
    if before is None:
        return Changes(assignment.name)
    now = _of_notebook(assignment.notebook)
    new_name = moved(before.cells, assignment.renamed)
    worth = {new_name.get(cell, cell): points for cell, points in before.worth.items()}
    forgotten, reviewed = defaultdict(set), defaultdict(set)
    for given in before.by_hand:
        cell = new_name.get(given.cell, given.cell)
        if cell not in (now.worth if given.points else now.commented):
            forgotten[_exercise_of(cell)].add(given.student)
        elif given.points and now.worth[cell] != worth[cell]:
            reviewed[_exercise_of(cell)].add(given.student)
    root = Path(coursedir.root, coursedir.submitted_directory)
    handed_in = find_submissions(root, assignment.name, [each.name for each in assignment.course.assignments])
    return Changes(
        assignment=assignment.name,
        graded=tuple(sorted(before.students)),
        waiting=tuple(sorted({each.student for each in handed_in} - before.students)),
        added={_exercise_of(cell): points for cell, points in now.worth.items() if cell not in worth},
        dropped={_exercise_of(cell): points for cell, points in worth.items() if cell not in now.worth},
        renamed={old: new for old, new in assignment.renamed.items() if old in new_name},
        worth={
            _exercise_of(cell): (points, now.worth[cell])
            for cell, points in worth.items()
            if now.worth.get(cell, points) != points
        },
        to_forget={name: tuple(sorted(students)) for name, students in forgotten.items()},
        to_review={name: tuple(sorted(students)) for name, students in reviewed.items()},
    )


@dataclass(frozen=True)
class _ByHand:
    """Something that was given by hand: points or a comment."""

    student: str
    cell: str
    points: bool


@dataclass(frozen=True)
class _Cells:
    """A notebook's cells by their ids, and what the gradebook has for them.

    Attributes:
        worth: the points of the graded ones.
        commented: those that can be commented on.
        cells: all that have an id.
        students: whose submissions are recorded.
        by_hand: what they were given by hand.
    """

    worth: Mapping[str, float]
    commented: Set[str]
    cells: Set[str]
    students: Set[str] = frozenset()
    by_hand: Sequence[_ByHand] = ()


def _recorded(coursedir: Any, assignment: Assignment) -> _Cells | None:
    """What the gradebook has of the assignment, if it has anything."""
    if not gradebook_exists(coursedir):
        return None
    with open_gradebook(coursedir) as gradebook:
        try:
            notebook = gradebook.find_notebook(assignment.name, assignment.name)
        except MissingEntry:
            return None
        graded = [*notebook.grade_cells, *notebook.task_cells]
        commented = [*notebook.solution_cells, *notebook.task_cells]
        return _Cells(
            worth={cell.name: cell.max_score for cell in graded},
            commented={cell.name for cell in commented},
            cells={cell.name for cell in [*graded, *commented, *notebook.source_cells]},
            students=set(gradebook.db.scalars(_of(notebook, select(SubmittedAssignment.student_id)))),
            by_hand=list(_given(gradebook.db, notebook)),
        )


def _given(db: Any, notebook: Any) -> Iterator[_ByHand]:
    """What was given by hand; asked for as such, since a class has many rows that nobody touched."""
    points = or_(Grade.manual_score.is_not(None), Grade.extra_credit.is_not(None))
    for kind, touched in ((Grade, points), (Comment, func.length(Comment.manual_comment) > 0)):
        asked = _of(notebook, select(SubmittedAssignment.student_id, BaseCell.name))
        asked = asked.join(kind, kind.notebook_id == SubmittedNotebook.id)
        asked = asked.join(BaseCell, BaseCell.id == kind.cell_id).where(touched)
        for student, cell in db.execute(asked):
            yield _ByHand(student, cell, points=kind is Grade)


def _of(notebook: Any, asked: Any) -> Any:
    """What is asked of submissions, asked of those of one notebook."""
    submitted = SubmittedNotebook.assignment_id == SubmittedAssignment.id
    return asked.join(SubmittedNotebook, submitted).where(SubmittedNotebook.notebook_id == notebook.id)


def _released(assignment: Assignment) -> _Cells | None:
    """The cells of the last release, if there is one."""
    if not assignment.release_path.is_file():
        return None
    return _of_notebook(read_notebook(assignment.release_path))


def _of_notebook(notebook: Notebook) -> _Cells:
    cells = {name: cell for cell in notebook["cells"] if (name := grade_id_of(cell))}
    return _Cells(
        worth={name: _worth_of(cell) for name, cell in cells.items() if is_grade(cell) or _is_task(cell)},
        commented={name for name, cell in cells.items() if is_solution(cell) or _is_task(cell)},
        cells=set(cells),
    )


def _is_task(cell: Cell) -> bool:
    return bool(nbgrader_of(cell).get("task"))


def _worth_of(cell: Cell) -> float:
    return float(nbgrader_of(cell).get("points", 0))


def _exercise_of(cell: str) -> str:
    """The exercise that a cell is of, by their names."""
    return cell.removeprefix(TEST_PREFIX)


def _named(students: Iterable[str]) -> str:
    return one_line(listed(students, at_most=_NAMED))


def _exercises(names: Iterable[str]) -> str:
    return listed(map(_quoted, names), at_most=_NAMED)


def _quoted(name: str) -> str:
    return f"`{one_line(name)}`"
