"""Beginnings: what `gradax new` creates from templates (``templates/**/*.j2``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gradax.course import CourseError
from gradax.course.notebook import Cell
from gradax.files import write_whole

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_ENDING = ".j2"


def filled(template: str, **values: Any) -> str:
    """A template filled in with these values; its path is relative to ``templates/``, such as ``exercise/check.py``."""
    return _environment().get_template(template + _ENDING).render(values)


def names_in(folder: str) -> list[str]:
    """The names of the files that a folder's templates make, sorted."""
    return sorted(path.name.removesuffix(_ENDING) for path in (_TEMPLATES / folder).glob(f"*{_ENDING}"))


def markdown_cell(template: str, **values: Any) -> Cell:
    """A Markdown cell made from a template."""
    return {"cell_type": "markdown", "metadata": {}, "source": filled(template, **values).strip()}


def code_cell(source: str, *, tag: str | None = None, **nbgrader: Any) -> Cell:
    """A code cell, with nbgrader's metadata where some are given."""
    metadata: dict[str, Any] = {"tags": [tag]} if tag else {}
    if nbgrader:
        plain = {"cell_type": "code", "grade": False, "locked": False, "schema_version": 3, "solution": False}
        metadata["nbgrader"] = plain | nbgrader
    return {"cell_type": "code", "metadata": metadata, "source": source.strip()}


def refuse_existing(paths: Mapping[Path, str]) -> None:
    """Refuse to overwrite anything.

    Raises:
        CourseError: for a path that exists, with what to do about it, which the mapping says.
    """
    for path, advice in paths.items():
        if path.exists():
            raise CourseError(f"{path}: already exists; {advice}")


def write_all(files: Mapping[Path, str]) -> None:
    """Write files in this order; the last one is what makes the others count.

    Raises:
        CourseError: where one cannot be written.
    """
    for path, text in files.items():
        try:
            write_whole(path, text.encode(), mode=None)
        except OSError as error:
            raise CourseError(f"{path}: cannot be written: {error.strerror}. Do you own the folder?") from None


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # Python, YAML and Markdown; the values are checked names and the author's own titles
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment
