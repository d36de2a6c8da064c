"""Answer banks: wrong and right answers, each the whole content of a solution cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gradax.course.config import CourseError

WRONG, RIGHT = "wrong", "right"
_FAILS = "fails:"


@dataclass(frozen=True)
class Answer:
    """One answer of a bank.

    Attributes:
        path: its file, ``<exercise>/{wrong,right}_<slug>.py``.
        exercise: the exercise it answers.
        right: whether the hidden tests must accept it.
        description: its first comment line; of a wrong answer, the misconception.
        fails: the tests that a wrong answer must fail.
        source: the solution cell's whole content.
    """

    path: Path
    exercise: str
    right: bool
    description: str
    fails: tuple[str, ...]
    source: str

    @property
    def name(self) -> str:
        """The file's name without its ending, ``wrong_<slug>`` or ``right_<slug>``."""
        return self.path.stem


def read_bank(folder: Path, *, own: bool = True) -> list[Answer]:
    """All answers below `folder`, laid out as ``<exercise>/{wrong,right}_<slug>.py``, sorted by path.

    Args:
        folder: the bank's folder.
        own: whether it is the course's own bank. Another's may lack the comments, since it cannot know our tests.

    Raises:
        CourseError: for a file that is neither wrong_ nor right_, and in the course's own bank for one that does not
            begin with a comment, or for a wrong answer without a ``# fails:`` line.
    """
    if not folder.is_dir():
        return []
    return [read_answer(path, own=own) for path in sorted(folder.glob("*/*.py"))]


def read_answer(path: Path, *, own: bool = True) -> Answer:
    """Read one answer; see `read_bank` for the arguments and the errors raised."""
    kind, _, slug = path.stem.partition("_")
    if kind not in (WRONG, RIGHT) or not slug:
        raise CourseError(f"{path}: name it wrong_<slug>.py or right_<slug>.py, so that its name says what to expect.")
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    comments = _leading_comments(source)
    if own and (not comments or comments[0].startswith(_FAILS)):
        raise CourseError(f"{path}: begin it with a comment line that says what this answer is.")
    fails = tuple(
        name.strip()
        for line in comments
        if line.startswith(_FAILS)
        for name in line.removeprefix(_FAILS).split(",")
        if name.strip()
    )
    if own and kind == WRONG and not fails:
        raise CourseError(f"{path}: say which hidden tests it fails, in a line `# fails: <test name>[, …]`.")
    return Answer(path, path.parent.name, kind == RIGHT, comments[0] if comments else "", fails, source)


def _leading_comments(source: str) -> list[str]:
    lines = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("#").strip())
    return lines
