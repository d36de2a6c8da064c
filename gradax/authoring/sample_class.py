"""A sample class, made from the answer banks: something to grade before there are students."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from gradax.authoring import hostile
from gradax.authoring.normal_form import to_text
from gradax.authoring.solutions import without_marks
from gradax.course import Assignment, Course
from gradax.course.notebook import Notebook, is_grade
from gradax.grading.diagnosis import recognised
from gradax.grading.grade import release_of
from gradax.submission.canonical import with_answers

SIZE = 12


@dataclass
class Material:
    """What a student's submission of one assignment can be made from."""

    assignment: Assignment
    release: Notebook
    chance: random.Random
    names: list[str] = field(init=False)
    solutions: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.names = [exercise.name for exercise in self.assignment.exercises]
        self.solutions = {exercise.name: without_marks(exercise.solution) for exercise in self.assignment.exercises}

    def answer(self, exercise: str, *, right: bool) -> str:
        """One of the bank's answers, or else the solution or nothing."""
        bank = [a.source for a in self.assignment.bank if a.exercise == exercise and a.right == right]
        return self.chance.choice(bank) if bank else self.solutions[exercise] if right else ""

    def solved(self, share: float) -> dict[str, str]:
        """Solutions of the first exercises, up to a share of them all."""
        return {name: self.solutions[name] for name in self.names[: round(share * len(self.names))]}

    def text(self, answers: Mapping[str, str]) -> str:
        """The notebook with these answers."""
        return to_text(with_answers(self.release, answers).notebook)

    def attacked(self, *attacks: Callable[[str], str]) -> str:
        """Everything solved except the last exercises, which each hold an attack."""
        last = self.names[-len(attacks) :]
        return self.text(self.solutions | {name: attack(name) for name, attack in zip(last, attacks, strict=False)})


def _perfect(material: Material) -> str:
    return material.text(material.solutions)


def _otherwise(material: Material) -> str:
    return material.text({name: material.answer(name, right=True) for name in material.names})


def _half(material: Material) -> str:
    return material.text(material.solved(0.5))


def _most(material: Material) -> str:
    return material.text(material.solved(0.8))


def _blank(material: Material) -> str:
    return material.text({})


def _one_misconception(material: Material) -> str:
    """One that grading names, if there is any, so that the student's page shows how that looks."""
    named = set(recognised(material.assignment))
    bank = [each for each in material.assignment.bank if (each.exercise, each.name) in named]
    if not bank:
        name = material.chance.choice(material.names)
        return material.text(material.solutions | {name: material.answer(name, right=False)})
    wrong = material.chance.choice(bank)
    return material.text(material.solutions | {wrong.exercise: wrong.source})


def _misconceptions(material: Material) -> str:
    return material.text({name: material.answer(name, right=False) for name in material.names})


def _mixed(material: Material) -> str:
    def anything(name: str) -> str:
        return material.answer(name, right=material.chance.random() < 0.7)

    return material.text({name: anything(name) for name in material.names if material.chance.random() < 0.9})


def _truncated(material: Material) -> str:
    text = _perfect(material)
    return text[: len(text) // 2]


def _endless(material: Material) -> str:
    return material.attacked(hostile.endless)


def _hoarder(material: Material) -> str:
    return material.attacked(hostile.hoarder)


def _forger(material: Material) -> str:
    attacks = (hostile.quitter, hostile.flatterer, hostile.saboteur)
    sources = {name: attacks[place % len(attacks)](name) for place, name in enumerate(material.names)}
    forged = with_answers(material.release, sources).notebook
    for cell in forged["cells"]:
        if is_grade(cell):
            cell["metadata"]["nbgrader"] |= {"points": 1000, "grade": False}
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["passed: 1000 of 1000 points\n"]}]
            cell["source"] = "1000.0"
    return to_text(forged)


def _thief(material: Material) -> str:
    return material.attacked(hostile.thief)


@dataclass(frozen=True)
class Member:
    """A member of the sample class: a name, what the submissions are like, and how they are made."""

    name: str
    about: str
    hand_in: Callable[[Material], str]


MEMBERS = (
    Member("ada", "everything solved", _perfect),
    Member("emmy", "everything solved, in other ways", _otherwise),
    Member("grace", "most of it solved, the rest blank", _most),
    Member("kurt", "half of it solved, the rest blank", _half),
    Member("sofia", "one misconception", _one_misconception),
    Member("niels", "a misconception in every exercise", _misconceptions),
    Member("blaise", "nothing written", _blank),
    Member("henri", "a broken file: half of a notebook", _truncated),
    Member("zeno", "an endless loop", _endless),
    Member("midas", "takes all the memory", _hoarder),
    Member("mallory", "forges: ends the process, patches the tests, rewrites points", _forger),
    Member("eve", "steals: looks through the machine for tests and grades", _thief),
)


def members(count: int) -> list[Member]:
    """The first `count` members; beyond the named ones, students who get some of it right."""
    more = [Member(f"student_{n:04}", "some of it right", _mixed) for n in range(SIZE + 1, count + 1)]
    return [*MEMBERS[:count], *more]


def make_class(course: Course, count: int = SIZE, seed: int = 0) -> list[Path]:
    """Write the class's submissions of every assignment into ``submitted/``.

    A submission that was not made here, or was changed since, stays as it is.

    Returns:
        the submissions that stayed as they were.

    Raises:
        CourseError: where an assignment is not released.
    """
    ledger_path = course.root / ".gradax" / "sample_class.json"
    ledger = msgspec.json.decode(ledger_path.read_bytes(), type=dict[str, str]) if ledger_path.is_file() else {}
    kept = []
    for assignment in course.begun():
        release = release_of(assignment)
        for member in members(count):
            path = course.root / "submitted" / member.name / assignment.name / assignment.notebook_path.name
            name = str(path.relative_to(course.root))
            if path.exists() and _digest(path) != ledger.get(name):
                kept.append(path)
                continue
            chance = random.Random(f"{seed} {assignment.name} {member.name}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(member.hand_in(Material(assignment, release, chance)), encoding="utf-8")
            ledger[name] = _digest(path)
    ledger_path.parent.mkdir(exist_ok=True)
    ledger_path.write_bytes(msgspec.json.format(msgspec.json.encode(ledger, order="sorted")) + b"\n")
    return kept


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
