"""A new course: a folder with all that gradax and nbgrader read, and no assignment yet."""

from __future__ import annotations

from pathlib import Path

from gradax.authoring.new.beginnings import filled, names_in, write_all
from gradax.authoring.new.name import title_of
from gradax.course import CourseError
from gradax.course.config import FILE_NAME
from gradax.text import one_line

_UNDER = {"gitignore": ".gitignore"}  # a template called .gitignore would apply to gradax's own repository
_BORNE = {".git", ".venv"}  # what a folder may hold before there is a course in it


def lay_course(folder: Path, title: str | None = None) -> None:
    """Create a course in a new or empty folder.

    Raises:
        CourseError: where the folder holds something, or cannot be written.
    """
    folder = folder.resolve()
    _refuse(folder)
    title = one_line(title or "") or title_of(folder.name) or "A course"
    files = {folder / _UNDER.get(name, name): filled(f"course/{name}", title=title) for name in names_in("course")}
    course = {folder / FILE_NAME: files.pop(folder / FILE_NAME)}
    write_all(files | {folder / "submitted" / ".gitkeep": ""} | course)


def _refuse(folder: Path) -> None:
    if (folder / FILE_NAME).exists():
        raise CourseError(f"{folder}: already holds a course; go there and run `gradax new assignment NAME`.")
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder}: is a file; name a new or empty folder.")
    try:
        others = sorted(path.name for path in folder.iterdir() if path.name not in _BORNE) if folder.exists() else []
    except OSError as error:
        raise CourseError(f"{folder}: cannot be read: {error.strerror}. Name a new or empty folder.") from None
    if others:
        raise CourseError(f"{folder}: is not empty: it holds `{others[0]}`; name a new or empty folder.")
