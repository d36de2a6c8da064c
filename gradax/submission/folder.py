"""Finding and reading what was handed in, without following a link, waiting for a FIFO, or changing a byte."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gradax.submission.parsing import too_large

_SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_ENDING = ".ipynb"


class Unreadable(ValueError):
    """A submission that cannot be read; the text is a sentence for the student and the instructor."""


@dataclass(frozen=True)
class Submission:
    """Where one student's submission of one assignment lies.

    Attributes:
        root: the folder of all submissions, ours; nothing below it is trusted.
        folder: the student's folder in it.
        assignment: the assignment's name.
    """

    root: Path
    folder: str
    assignment: str

    @property
    def student(self) -> str:
        """The student's id, which is the folder's name; bytes of it that are not UTF-8 are escaped."""
        return self.folder.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")

    @property
    def path(self) -> Path:
        """The folder of this submission; nothing in it is trusted."""
        return self.root / self.folder / self.assignment

    def read(self, max_bytes: int) -> tuple[bytes, list[str]]:
        """The notebook's bytes, and sentences about what else lies there.

        Raises:
            Unreadable: where there is no regular file of at most `max_bytes` to read.
        """
        with _folder(self.root, self.folder, self.assignment) as folder:
            name, warnings = self._notebook(folder)
            with _opened(name, _SAFELY, folder) as file:
                found = os.fstat(file)
                if not stat.S_ISREG(found.st_mode):
                    raise Unreadable("The notebook is not a regular file; hand in the notebook itself.")
                if found.st_size > max_bytes:
                    raise Unreadable(too_large(max_bytes))
                try:
                    with open(file, "rb", closefd=False) as stream:
                        return stream.read(max_bytes + 1), warnings
                except OSError as error:
                    raise Unreadable(_cannot(error)) from None

    def _notebook(self, folder: int) -> tuple[str, list[str]]:
        """The notebook's name: the assignment's, or the only notebook there is."""
        expected = self.assignment + _ENDING
        try:
            names = sorted(name for name in os.listdir(folder) if name.lower().endswith(_ENDING))
        except OSError as error:
            raise Unreadable(_cannot(error)) from None
        if expected in names:
            others = len(names) > 1
            return expected, [f"There are other notebooks beside `{expected}`; they were not looked at."] * others
        if not names:
            raise Unreadable(f"There is no notebook in the submission; hand in `{expected}`.")
        if len(names) > 1:
            raise Unreadable(f"There are several notebooks, none with the name `{expected}`; hand in one of that name.")
        return names[0], [f"The notebook does not have the name `{expected}`; the only one there is was graded."]


def find_submissions(root: Path, assignment: str) -> list[Submission]:
    """The submissions of an assignment below `root` (``root/<student>/<assignment>/``), by student.

    Files and hidden folders in `root` are none; a link in a folder's place is one, that will prove unreadable.
    """
    try:
        with os.scandir(root) as entries:
            folders = sorted(
                entry.name
                for entry in entries
                if not entry.name.startswith(".") and (entry.is_symlink() or entry.is_dir(follow_symlinks=False))
            )
    except FileNotFoundError:
        return []
    return [Submission(root, folder, assignment) for folder in folders if _may_hold(root / folder, assignment)]


def _may_hold(folder: Path, assignment: str) -> bool:
    """Whether there is a submission of the assignment here, or something in the way of looking for one."""
    if folder.is_symlink():
        return True
    try:
        (folder / assignment).lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


@contextmanager
def _folder(root: Path, *names: str) -> Iterator[int]:
    """A descriptor of the folder `names` below `root`, opened step by step so that no link is followed."""
    with ExitStack() as opened:
        here = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        opened.callback(os.close, here)
        for name in names:
            here = opened.enter_context(_opened(name, _SAFELY | os.O_DIRECTORY, here))
        yield here


@contextmanager
def _opened(name: str, flags: int, folder: int) -> Iterator[int]:
    try:
        file = os.open(name, flags, dir_fd=folder)
    except OSError as error:
        raise Unreadable(_cannot(error, _is_link(name, folder))) from None
    try:
        yield file
    finally:
        os.close(file)


def _is_link(name: str, folder: int) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(name, dir_fd=folder).st_mode)
    except OSError:
        return False


def _cannot(error: OSError, link: bool = False) -> str:
    if link:
        return "The submission is a link, and links are not followed; hand in the notebook itself."
    return f"The submission cannot be read ({os.strerror(error.errno or 0)}); hand it in again."
