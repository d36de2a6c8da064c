"""The leak audit: does a generated assignment reveal what students must not know?

Texts are compared with all white space removed, so that indenting or wrapping a line anew hides nothing. Two rules:

- a long line of a secret (a solution, a hidden test, an answer) leaks, unless its author shows that line on purpose,
  in the notebook's open text, in a hint or, for hidden tests, in a visible check;
- most of a secret leaks wherever it stands, on purpose or not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradax.authoring.hidden_tests import read_hidden_tests
from gradax.authoring.layout import PUBLIC_TAGS, stray_files
from gradax.authoring.normal_form import CELL_METADATA, NBGRADER_METADATA, NOTEBOOK_METADATA
from gradax.authoring.solutions import MARKS as SOLUTION
from gradax.authoring.solutions import SCHEME, has_region, public_lines, solution_lines
from gradax.course.course import Assignment
from gradax.course.notebook import (
    Cell,
    Notebook,
    grade_id_of,
    is_by_hand,
    is_solution,
    is_task,
    read_notebook,
    source_of,
    tags_of,
)

LONG_LINE = 24  # characters without white space: shorter lines give nothing away
LONG_MESSAGE, WORDS = 40, 6  # an author's sentence: at least that many characters and words; less may be a signature
MOST = 0.8  # of a secret's characters; a hint may come near the answer, so there it takes the whole
SECRET_MARKS = (*SOLUTION, "BEGIN HIDDEN TESTS", "END HIDDEN TESTS", *SCHEME)


@dataclass(frozen=True)
class Leak:
    """Something in `path` that students must not get."""

    path: Path
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


@dataclass(frozen=True)
class _Secret:
    """A text to keep: what it is, its lines, the lines of it that are shown on purpose."""

    what: str
    lines: tuple[str, ...]
    public: str

    def leaked_line(self, text: str) -> str | None:
        """The first long line that `text` shows by accident."""
        for line in self.lines:
            squeezed = _squeeze(line)
            if len(squeezed) >= LONG_LINE and squeezed in text and squeezed not in self.public:
                return line.strip()
        return None

    def is_in(self, text: str, share: float) -> bool:
        """Whether `text` holds at least that share of it."""
        squeezed = [_squeeze(line) for line in self.lines]
        total = sum(map(len, squeezed))
        return total >= LONG_LINE and sum(len(line) for line in squeezed if line in text) >= share * total


def audit(assignment: Assignment, folder: Path) -> list[Leak]:
    """What the students' `folder` of an assignment gives away, read against the instructor's files."""
    leaks = [
        Leak(folder / name, "does not belong to the assignment; remove it from source/.")
        for name in stray_files(assignment, folder)
    ]
    secrets = list(_secrets(assignment))
    sentences = list(_sentences(assignment))
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        text = _text_of(path)
        leaks += [Leak(path, f"holds the mark {mark!r}.") for mark in SECRET_MARKS if mark in text]
        squeezed = _squeeze(text)
        share = 1 if path.suffix == ".md" else MOST
        for secret in secrets:
            line = secret.leaked_line(squeezed)
            if line is not None:
                leaks.append(Leak(path, f"shows a line of {secret.what}: {line!r}."))
            elif secret.is_in(squeezed, share):
                leaks.append(Leak(path, f"shows most of {secret.what}; reword it or show less."))
        leaks += [
            Leak(path, f"shows {what}: {sentence!r}.") for what, sentence in sentences if _squeeze(sentence) in squeezed
        ]
        if path.suffix == ".ipynb":
            leaks += [Leak(path, what) for what in _notebook_leaks(read_notebook(path))]
    return list(dict.fromkeys(leaks))


def _secrets(assignment: Assignment) -> Iterator[_Secret]:
    cells = assignment.notebook["cells"]
    notebook = "\n".join("\n".join(_kept_lines(cell)) for cell in cells)
    shown = _squeeze(notebook + _read_all(assignment.source / "hints"))
    checked = shown + _squeeze(_read_all(assignment.source / "checks"))
    for cell in filter(is_by_hand, cells):
        kept = _kept_lines(cell)
        lines = tuple(line for line in source_of(cell).splitlines() if line not in kept)
        yield _Secret(f"the model answer of `{grade_id_of(cell)}`", lines, shown)
    for exercise in assignment.exercises:
        yield _Secret(f"the solution of `{exercise.name}`", tuple(solution_lines(exercise.solution)), shown)
        path = assignment.hidden_path(exercise.name)
        if path.is_file():
            tests = read_hidden_tests(path)
            for name in tests.functions:
                yield _Secret(f"the hidden test code `{name}`", tuple(tests.body(name)), checked)
        kept = public_lines(exercise.solution)
        for answer in assignment.bank:
            if answer.exercise == exercise.name:
                lines = tuple(line for line in answer.source.splitlines() if line not in kept)
                yield _Secret(f"the answer {answer.name} of `{exercise.name}`", lines, checked)


def _kept_lines(cell: Cell) -> list[str]:
    """The lines of an instructor's cell that students get."""
    source = source_of(cell)
    if is_task(cell):
        return public_lines(source, SCHEME)
    if is_by_hand(cell) and not has_region(source):
        return []  # the whole cell is the answer
    return public_lines(source) if is_solution(cell) else source.splitlines()


def _sentences(assignment: Assignment) -> Iterator[tuple[str, str]]:
    for exercise in assignment.exercises:
        path = assignment.hidden_path(exercise.name)
        for text in read_hidden_tests(path).texts() if path.is_file() else ():
            if _is_sentence(text):
                yield f"a message of the hidden tests of `{exercise.name}`", text
    for answer in assignment.bank:
        if _is_sentence(answer.description):
            yield f"what the answer {answer.name} of `{answer.exercise}` is about", answer.description


def _is_sentence(text: str) -> bool:
    return len(_squeeze(text)) >= LONG_MESSAGE and len(text.split()) >= WORDS


def _notebook_leaks(notebook: Notebook) -> Iterator[str]:
    metadata = notebook["metadata"]
    for key in sorted(key for key in metadata if metadata[key] != NOTEBOOK_METADATA.get(key)):
        yield f"has the notebook metadata {key!r}, which students do not need."
    for index, cell in enumerate(notebook["cells"]):
        yield from (f"cell {index} {what}" for what in _cell_leaks(cell))


def _cell_leaks(cell: Cell) -> Iterator[str]:
    if cell.get("outputs") or cell.get("execution_count") is not None:
        yield "holds an output."
    metadata = cell.get("metadata", {})
    for key in sorted(metadata.keys() - set(CELL_METADATA)):
        yield f"has the metadata {key!r}, which students do not need."
    for key in sorted(metadata.get("nbgrader", {}).keys() - set(NBGRADER_METADATA)):
        yield f"has the nbgrader metadata {key!r}, which students do not need."
    for tag in sorted(set(tags_of(cell)) - PUBLIC_TAGS):
        yield f"has the tag {tag!r}, which is not one for students."


def _text_of(path: Path) -> str:
    """A file's text; of a notebook, every string in it, since JSON's escapes would hide what they say."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return text
    cells: list[Any] = [{**cell, "source": source_of(cell)} for cell in read_notebook(path)["cells"]]
    return "\n".join(_strings([cells, json.loads(text).get("metadata")]))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _read_all(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*")) if path.is_file())


def _squeeze(text: str) -> str:
    return "".join(text.split())
