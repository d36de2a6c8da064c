"""Finding and reading what was handed in, without following a link, waiting for a FIFO, or changing a byte."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gradax.submission.parsing import too_large
from gradax.text import listed

_SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
ENDING = ".ipynb"
_SMALL = 256  # bytes
_NAMED = 3  # of what was found instead


class Unreadable(ValueError):
    """A submission that cannot be read; the text is a sentence for the student and the instructor."""


class Irregular(OSError):
    """Something that is not a regular file."""


@dataclass(frozen=True)
class Submission:
    """Where one student's submission of one assignment lies.

    Attributes:
        root: the folder of all submissions, ours; nothing below it is trusted.
        folder: the student's folder in it.
        assignment: the assignment's name.
        place: the folders from the student's to the notebook's, where that is not the assignment's.
        elsewhere: what was found instead, where there is no notebook in its place.
        misplaced: where not even the assignment's folder is there, what was found instead, in a few words.
    """

    root: Path
    folder: str
    assignment: str
    place: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    misplaced: str | None = None

    @property
    def student(self) -> str:
        """The student's id, which is the folder's name; bytes of it that are not UTF-8 are escaped."""
        return told(self.folder)

    @property
    def id_problem(self) -> str | None:
        """Why the student's id may not be the one in the gradebook, in a sentence."""
        if unicodedata.is_normalized("NFC", self.student):
            return None
        usual = unicodedata.normalize("NFC", self.student)
        return (
            f"The id `{self.student}` is not in Unicode's usual form (NFC): it looks like `{usual}`, and is another id."
            " If they are the same student, rename the folder in the usual form and grade again."
        )

    @property
    def path(self) -> Path:
        """The folder of this submission; nothing in it is trusted."""
        above = self.place[: self.place.index(self.assignment)] if self.assignment in self.place else ()
        return self.root.joinpath(self.folder, *above, self.assignment)

    @property
    def notebook_folder(self) -> Path:
        """The folder that the notebook lies in, where it is not in its place another one than `path`."""
        return self.root.joinpath(self.folder, *(self.place or (self.assignment,)))

    def read(self, max_bytes: int) -> tuple[bytes, list[str]]:
        """The notebook's bytes, and sentences about what else lies there.

        Raises:
            Unreadable: where there is no regular file of at most `max_bytes` to read.
        """
        if self.misplaced:
            raise Unreadable(self._missing())
        with _folder(self.root, self.folder, *(self.place or (self.assignment,))) as folder:
            name, warnings = self._notebook(folder)
            warnings += [self.id_problem] if self.id_problem else []
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

    @property
    def _right(self) -> str:
        """Where the notebook should be, seen from the student's folder."""
        return f"{self.assignment}/{self.assignment}{ENDING}"

    def _missing(self) -> str:
        if not self.elsewhere:
            return f"There is no notebook in the submission; hand in `{self.assignment}{ENDING}`."
        found = listed((f"`{told(each)}`" for each in self.elsewhere), at_most=_NAMED)
        do = (
            "Move it and hand it in again." if all(map(is_notebook, self.elsewhere)) else "Hand in the notebook itself."
        )
        return f"There is no notebook at `{self._right}`, but there is {found}. {do}"

    def _notebook(self, folder: int) -> tuple[str, list[str]]:
        """The notebook's name: the assignment's, or the only notebook there is."""
        expected = self.assignment + ENDING
        try:
            names = sorted(filter(is_notebook, os.listdir(folder)))
        except OSError as error:
            raise Unreadable(_cannot(error)) from None
        if expected in names:
            warnings = [f"There are other notebooks beside `{expected}`; they were not looked at."] * (len(names) > 1)
            if self.place:
                lies = told("/".join([*self.place, expected]))
                warnings.append(f"The notebook lies at `{lies}` instead of `{self._right}`; it was graded.")
            return expected, warnings
        if not names:
            raise Unreadable(self._missing())
        if len(names) > 1:
            raise Unreadable(f"There are several notebooks, none with the name `{expected}`; hand in one of that name.")
        return names[0], [f"The notebook does not have the name `{expected}`; the only one there is was graded."]


def is_notebook(name: str) -> bool:
    """Whether a file of that name is a notebook; what macOS keeps beside one in an archive (``._x.ipynb``) is not."""
    return name.lower().endswith(ENDING) and not name.startswith("._")


def told(name: str) -> str:
    """A name of a file as text; bytes of it that are not UTF-8 are escaped."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_small(path: Path) -> bytes:
    """The beginning of a small file that lies beside a notebook; no link is followed, and nothing waited for.

    Raises:
        Irregular: where it is not a regular file.
        OSError: where it cannot be read.
    """
    file = os.open(path, _SAFELY)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise Irregular(path)
        return os.read(file, _SMALL)
    finally:
        os.close(file)


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
