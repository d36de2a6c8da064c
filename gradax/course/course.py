"""A course on disk: names derive every path, and nothing is configured twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gradax.course.bank import Answer, read_bank
from gradax.course.config import (
    FILE_NAME,
    AssignmentEntry,
    CourseConfig,
    CourseError,
    LatePolicy,
    course_folder,
    read_config,
)
from gradax.course.exercises import TEST_PREFIX as TEST_PREFIX
from gradax.course.exercises import ByHand, Exercise, by_hand_of, exercises_of
from gradax.course.follow_through import read_builds_on
from gradax.course.notebook import Notebook, grade_id_of, read_notebook
from gradax.text import listed, nearest

RESULTS = "results.json"  # in autograded/, beside the notebook


@dataclass(frozen=True)
class Assignment:
    """One assignment of a course: its paths, its notebook and its exercises.

    Attributes:
        course: the course that it belongs to.
        entry: what course.yaml says of it.
    """

    course: Course
    entry: AssignmentEntry

    @property
    def root(self) -> Path:
        """The course's folder."""
        return self.course.root

    @property
    def late_policy(self) -> LatePolicy:
        """What lateness costs: its own policy, or else the course's."""
        return self.entry.late_policy or self.course.config.late_policy

    @property
    def name(self) -> str:
        """The assignment's name, which is its folder's and its notebook's too."""
        return self.entry.name

    @property
    def source(self) -> Path:
        """The instructor notebook's folder."""
        return self.root / "source" / self.name

    @property
    def notebook_path(self) -> Path:
        """The instructor notebook."""
        return self.source / f"{self.name}.ipynb"

    @property
    def release(self) -> Path:
        """The students' folder."""
        return self.root / "release" / self.name

    @property
    def release_path(self) -> Path:
        """The released notebook."""
        return self.release / f"{self.name}.ipynb"

    @property
    def tests(self) -> Path:
        """The hidden tests' folder."""
        return self.root / "tests" / self.name

    @property
    def bank_folder(self) -> Path:
        """The answer bank's folder."""
        return self.tests / "answers"

    def check_path(self, exercise: str) -> Path:
        """The visible checks of one exercise, in ``source/``."""
        return self.source / "checks" / f"{TEST_PREFIX}{exercise}.py"

    def hints_path(self, exercise: str) -> Path:
        """The hints of one exercise, in ``source/``."""
        return self.source / "hints" / f"{exercise}.md"

    def results_path(self, student: str) -> Path:
        """The results of one student's submission."""
        return self.root / "autograded" / student / self.name / RESULTS

    def hidden_path(self, exercise: str) -> Path:
        """The hidden tests of one exercise."""
        return self.tests / f"{TEST_PREFIX}{exercise}.py"

    @cached_property
    def notebook(self) -> Notebook:
        """The instructor notebook, as data.

        Raises:
            CourseError: where it is not the only notebook in its folder.
        """
        others = sorted(path.name for path in self.source.glob("[!.]*.ipynb") if path != self.notebook_path)
        if others:
            own = self.notebook_path.name
            if len(others) == 1 and not self.notebook_path.exists():
                raise CourseError(f"{self.source}: the notebook of {self.name} is {own}; rename {others[0]}.")
            raise CourseError(
                f"{self.source}: an assignment is one notebook here, {own}, and there is {listed(others)}; join them "
                f"in {own}, or give each a folder of its own name in source/ and an entry in {FILE_NAME}."
            )
        return read_notebook(self.notebook_path)

    @cached_property
    def exercises(self) -> list[Exercise]:
        """The exercises, in the notebook's order (see `exercises_of`)."""
        return exercises_of(self.notebook, self.notebook_path)

    @cached_property
    def by_hand(self) -> list[ByHand]:
        """What people grade by hand, in the notebook's order (see `by_hand_of`)."""
        return by_hand_of(self.notebook, self.notebook_path)

    @property
    def begun(self) -> bool:
        """Whether there is anything to answer in it yet."""
        return bool(self.exercises or self.by_hand)

    @property
    def points(self) -> float:
        """What the assignment is worth: its exercises, and what is graded by hand."""
        return sum(exercise.points for exercise in self.exercises) + sum(each.points for each in self.by_hand)

    def exercise(self, name: str) -> Exercise:
        """The exercise of that name; raises `CourseError` with the nearest names where there is none."""
        by_name = {exercise.name: exercise for exercise in self.exercises}
        if name not in by_name:
            raise CourseError(f"{self.name} has no exercise `{name}`; {nearest(name, by_name)}")
        return by_name[name]

    @cached_property
    def builds_on(self) -> dict[str, tuple[str, ...]]:
        """For each exercise the earlier ones that it builds on, directly or through others, in the notebook's order.

        The hidden tests of an exercise say so, in a constant of their file: ``BUILDS_ON = ("mse", "sgd_step")``.

        Raises:
            CourseError: where one builds on what is not an earlier exercise.
        """
        found: dict[str, tuple[str, ...]] = {}
        for exercise in self.exercises:
            path = self.hidden_path(exercise.name)
            needed: set[str] = set()
            for name in read_builds_on(path):
                if name not in found:
                    raise CourseError(
                        f"{path}: BUILDS_ON names {name!r}, which is not an earlier exercise of {self.name}."
                    )
                needed |= {name, *found[name]}
            found[exercise.name] = tuple(name for name in found if name in needed)
        return found

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Earlier names of exercises, and what they are called now.

        Raises:
            CourseError: where the new name does not exist, or the earlier one still does.
        """
        names = {name for cell in self.notebook["cells"] if (name := grade_id_of(cell))}
        where = f"{self.root / FILE_NAME}: `renamed` of {self.name} says that"
        for old, new in self.entry.renamed.items():
            if new not in names:
                known = [exercise.name for exercise in self.exercises]
                raise CourseError(f"{where} `{old}` is called `{new}` now, which is not there; {nearest(new, known)}")
            if old in names:
                raise CourseError(
                    f"{where} `{old}` is called `{new}` now, but `{old}` is still there; remove the line."
                )
        return self.entry.renamed

    @cached_property
    def bank(self) -> list[Answer]:
        """The answers that ship with the assignment."""
        return read_bank(self.bank_folder)


def renamed_cells(renamed: Mapping[str, str]) -> dict[str, str]:
    """The earlier ids of the cells of renamed exercises, and what these are now."""
    return {prefix + old: prefix + new for old, new in renamed.items() for prefix in ("", TEST_PREFIX)}


@dataclass(frozen=True)
class Course:
    """A course: its folder and what course.yaml says."""

    root: Path
    config: CourseConfig

    @classmethod
    def open(cls, root: Path | None = None) -> Course:
        """The course in `root`, by default the nearest folder upwards that holds a course.yaml.

        Raises:
            CourseError: where there is none, or where its course.yaml is invalid.
        """
        if root is None:
            root = course_folder(Path.cwd()) or Path.cwd()
        root = root.resolve()
        return cls(root, read_config(root / FILE_NAME))

    @cached_property
    def assignments(self) -> list[Assignment]:
        """All assignments, in the order of course.yaml."""
        return [Assignment(self, entry) for entry in self.config.assignments]

    def assignment(self, name: str) -> Assignment:
        """The assignment of that name; raises `CourseError` with the nearest names where there is none."""
        by_name = {assignment.name: assignment for assignment in self.assignments}
        if name not in by_name:
            raise CourseError(f"{self.root / FILE_NAME}: there is no assignment `{name}`; {nearest(name, by_name)}")
        return by_name[name]

    def begun(self) -> list[Assignment]:
        """The assignments that have something to answer; all of them where none has."""
        every = self.select(())
        return [each for each in every if each.begun] or every

    def select(self, names: Iterable[str]) -> list[Assignment]:
        """The assignments of those names, all of them for no names; raises `CourseError` where there are none."""
        chosen = list(names)
        if not self.config.assignments:
            raise CourseError(
                f"{self.root / FILE_NAME}: there is no assignment yet; `gradax new assignment NAME` creates one."
            )
        return [self.assignment(name) for name in chosen] if chosen else self.assignments
