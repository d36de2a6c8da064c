"""Looking for an assignment's submissions, and for what was meant as one and lies in the wrong place.

Nothing that was handed in vanishes: it is found, or graded as unreadable with a sentence that says where it lies, or
named as a `Stray`. Names alone are looked at here; links are not followed.
"""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gradax.submission.folder import ENDING, Submission, is_notebook, told
from gradax.text import counted

_DEPTH = 3  # folders below a student's own
_ENTRIES = 2_000  # of one student's folder, more than anybody hands in
_ALIKE = 0.8
_OF_ARCHIVES = "__MACOSX"
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz")
_LOOSE = (ENDING, *_ARCHIVES)

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Stray:
    """Something in the folder of submissions that holds nothing for an assignment.

    Attributes:
        name: the folder's or the file's name.
        note: what there is instead, if that says anything.
        folder: whether it is a folder.
    """

    name: str
    note: str = ""
    folder: bool = True

    def __str__(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name


@dataclass(frozen=True)
class Found:
    """What a folder of submissions holds for an assignment: the submissions, and what else is to be named."""

    submissions: list[Submission]
    strays: list[Stray]


def search(root: Path, assignment: str, known: Collection[str] = ()) -> Found:
    """Look for submissions of an assignment in `root` (``root/<student>/<assignment>/``), by student.

    Hidden folders are left alone; a link in a folder's place is a submission, that will prove unreadable.

    Args:
        root: the folder of submissions.
        assignment: the assignment's name.
        known: the names of all assignments; a student who handed in another one is not named.
    """
    found = Found([], [])
    for name, is_folder in _entries(root, links=True):
        if not is_folder:
            if name.lower().endswith(_LOOSE):
                found.strays.append(Stray(told(name), folder=False))
            continue
        seen = _student(root, name, assignment, {assignment, *known})
        if isinstance(seen, Submission):
            found.submissions.append(seen)
        if isinstance(seen, Stray):
            found.strays.append(seen)
        elif seen is not None and seen.misplaced:
            found.strays.append(Stray(seen.student, seen.misplaced))
    return found


def find_submissions(root: Path, assignment: str, known: Collection[str] = ()) -> list[Submission]:
    """The submissions that `search` finds."""
    return search(root, assignment, known).submissions


def find_submission(root: Path, student: str, assignment: str) -> Submission | None:
    """One student's submission of an assignment, as `search` finds it; None where there is none."""
    seen = _student(root, student, assignment, {assignment})
    return seen if isinstance(seen, Submission) else None


def strays_line(strays: Iterable[Stray], root: Path, assignment: str) -> str:
    """One line that names the strays; empty where there are none."""
    strays = list(strays)
    folders = [str(stray) for stray in strays if stray.folder]
    files = [str(stray) for stray in strays if not stray.folder]
    sentences = []
    if folders:
        hold = "holds" if len(folders) == 1 else "hold"
        many = counted(len(folders), "folder")
        sentences.append(f"{many} in {root.resolve().name}/ {hold} nothing for {assignment}: {', '.join(folders)}.")
    if files:
        lie = "lies" if len(files) == 1 else "lie"
        many = counted(len(files), "file")
        sentences.append(f"{many} in {root.resolve().name}/ {lie} outside every student's folder: {', '.join(files)}.")
    return " ".join(sentences)


def _student(root: Path, folder: str, assignment: str, known: Collection[str]) -> Submission | Stray | None:
    """What one student's folder holds for the assignment; None where it is for others alone."""
    here, name = root / folder, assignment + ENDING
    if _may_hold(here, assignment):
        linked = os.path.islink(here) or os.path.islink(here / assignment)
        notebooks = [] if linked else list(_notebooks(here, (assignment,)))
        if any(len(parts) == 2 for parts in notebooks):
            return Submission(root, folder, assignment)
        nested = [parts for parts in notebooks if parts[-1] == name]
        if len(nested) == 1:
            return Submission(root, folder, assignment, place=nested[0][:-1])
        instead = notebooks or ([] if linked else list(_files(here, assignment, (assignment,))))
        return Submission(root, folder, assignment, elsewhere=tuple(map("/".join, instead)))

    notebooks = list(_notebooks(here))
    exact = [parts for parts in notebooks if parts[-1] == name]
    if exact == [(folder, assignment, name)]:  # an archive with the student's folder in it
        return Submission(root, folder, assignment, place=exact[0][:-1])
    if (name,) in exact:
        note = f"{name} lies beside where it should be"
        return Submission(root, folder, assignment, elsewhere=(name,), misplaced=note)
    others = [entry for entry, is_folder in _entries(here) if is_folder]
    for other in others:
        inside = [parts for parts in notebooks if parts[0] == other]
        if _same(other, assignment) or (
            _means(other, assignment, known) and any(parts[-1] == name for parts in inside)
        ):
            where = tuple(map("/".join, inside)) or (f"{other}/",)
            note = f"{told(other)}; did you mean {assignment}?"
            return Submission(root, folder, assignment, elsewhere=where, misplaced=note)
    student = Submission(root, folder, assignment).student
    if exact:
        return Stray(student, f"{told('/'.join(exact[0]))}; did you mean {assignment}/{name}?")
    beside = [parts for parts in _files(here, assignment) if len(parts) == 1 and _same_stem(parts[0], assignment)]
    if beside:
        note = f"{told(beside[0][0])} is not {name}"
        return Submission(root, folder, assignment, elsewhere=beside[0], misplaced=note)
    meant = next((other for other in others if _means(other, assignment, known)), None)
    if meant:
        return Stray(student, f"{told(meant)}; did you mean {assignment}?")
    return None if any(other in known for other in others) else Stray(student)


def _may_hold(folder: Path, assignment: str) -> bool:
    """Whether there is a submission of the assignment here, or something in the way of looking for one."""
    if os.path.islink(folder):
        return True
    try:
        (folder / assignment).lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def _notebooks(folder: Path, below: Parts = ()) -> Iterator[Parts]:
    """The notebooks in `folder`, or `below` it, by the names on the way there."""
    return (parts for parts in _all_files(folder, below) if is_notebook(parts[-1]))


def _files(folder: Path, assignment: str, below: Parts = ()) -> Iterator[Parts]:
    """What else may have the notebook in it: archives, and files of its name with another ending."""
    for parts in _all_files(folder, below):
        name = parts[-1]
        if not is_notebook(name) and (name.lower().endswith(_ARCHIVES) or _same_stem(name, assignment)):
            yield parts


def _all_files(folder: Path, below: Parts) -> Iterator[Parts]:
    """The files in `folder`, or `below` it, by the names on the way there; not too deep, and not too many."""
    looked_at, waiting = 0, [below]
    while waiting:
        parts = waiting.pop(0)
        for name, is_folder in _entries(folder.joinpath(*parts)):
            looked_at += 1
            if looked_at > _ENTRIES:
                return
            if not is_folder:
                yield (*parts, name)
            elif len(parts) < _DEPTH and name != _OF_ARCHIVES:
                waiting.append((*parts, name))


def _entries(folder: Path, *, links: bool = False) -> list[tuple[str, bool]]:
    """The names in a folder that are not hidden, in order, and whether each is a folder; or one of the `links`."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                (entry.name, entry.is_dir(follow_symlinks=False) or (links and entry.is_symlink()))
                for entry in entries
                if not entry.name.startswith(".")
            )
    except OSError:
        return []


def _same(name: str, assignment: str) -> bool:
    """Whether two names differ in nothing but case, Unicode form, spaces and punctuation."""
    return _key(name) == _key(assignment)


def _same_stem(name: str, assignment: str) -> bool:
    """Whether a file's name is the assignment's but for its endings."""
    stem, dot, _ = name.partition(".")
    return bool(dot) and _same(stem, assignment)


def _means(name: str, assignment: str, known: Collection[str]) -> bool:
    """Whether a folder's name is like this assignment's more than like any other's."""
    by_key = {_key(each): each for each in known}
    return name not in known and difflib.get_close_matches(_key(name), by_key, 1, _ALIKE) == [_key(assignment)]


def _key(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", name).casefold() if char.isalnum())
