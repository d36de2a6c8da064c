"""A student's bookmarks, the hints opened and the exercise at hand, in ``progress.json`` of a workplace's memory."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType

from gradax.files import write_whole

FILE_NAME = "progress.json"

# Where a folder cannot be written to, they live as long as the process.
_unsaved: dict[Path, Bookmarks] = {}


class Bookmarks(msgspec.Struct):
    """The file's content: `hints` counts the rungs opened for each exercise, `current` is what watch mode was at."""

    format_version: int = 1
    hints: dict[str, int] = {}
    current: str | UnsetType = UNSET


def opened_hints(folder: Path) -> dict[str, int]:
    """How many rungs have been opened, by exercise."""
    return dict(_read(folder).hints)


def open_next_hint(folder: Path, exercise: str, rungs: int) -> tuple[int, bool]:
    """Open the next of an exercise's rungs.

    Returns:
        The rung's number, from 1, and whether it is a new one: at the ladder's end it is the last once more.
    """
    bookmarks = _read(folder)
    before = min(max(bookmarks.hints.get(exercise, 0), 0), rungs)
    rung = min(before + 1, rungs)
    bookmarks.hints[exercise] = rung
    _write(folder, bookmarks)
    return rung, rung > before


def current_exercise(folder: Path) -> str:
    """The exercise that watch mode was at, if it is known."""
    return _read(folder).current or ""


def remember_current(folder: Path, exercise: str) -> None:
    """Take note of the exercise that watch mode is at."""
    bookmarks = _read(folder)
    if bookmarks.current != exercise:
        bookmarks.current = exercise
        _write(folder, bookmarks)


def _read(folder: Path) -> Bookmarks:
    if folder in _unsaved:
        return _unsaved[folder]
    try:
        return msgspec.json.decode((folder / FILE_NAME).read_bytes(), type=Bookmarks)
    except (OSError, msgspec.DecodeError):  # absent, or damaged: hints are worth no repair
        return Bookmarks()


def _write(folder: Path, bookmarks: Bookmarks) -> None:
    data = msgspec.json.format(msgspec.json.encode(bookmarks), indent=1) + b"\n"
    try:
        write_whole(folder / FILE_NAME, data, mode=None)
    except OSError:
        _unsaved[folder] = bookmarks
    else:
        _unsaved.pop(folder, None)
