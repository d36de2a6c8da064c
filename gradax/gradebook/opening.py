"""nbgrader's database: whether it is there, made as a whole, and opened where this nbgrader can read it."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect, text

from gradax.course import CourseError
from gradax.files import only_writer
from gradax.gradebook.faults import without_password

SQLITE = "sqlite:///"
_VERSION = "alembic_version"


def gradebook_exists(coursedir: Any) -> bool:
    """Whether there is a gradebook; one on a server is taken to be there."""
    url = str(coursedir.db_url)
    return not url.startswith(SQLITE) or Path(url.removeprefix(SQLITE)).exists()


def make_gradebook(coursedir: Any) -> None:
    """Make a gradebook where there is none, whole or not at all: half of one can never be upgraded."""
    if gradebook_exists(coursedir):
        return
    path = Path(coursedir.db_url.removeprefix(SQLITE))
    part = path.with_name(f".{path.name}.part")
    with only_writer(part):
        if not path.exists():
            Path(f"{part}-journal").unlink(missing_ok=True)
            Gradebook(f"{SQLITE}{part}", coursedir.course_id).close()
            os.replace(part, path)
        else:
            part.unlink()


def open_gradebook(coursedir: Any) -> Any:
    """Open the gradebook by its own interface.

    Raises:
        CourseError: where another version of nbgrader made it.
    """
    refuse_another_version(coursedir)
    return Gradebook(coursedir.db_url, coursedir.course_id)


@cache
def alembic_version() -> str:
    """The version of a new gradebook; nbgrader runs a program to know it, in a folder that stays if we are killed."""
    head = _versions().get_current_head()
    assert head is not None
    return head


def _versions() -> ScriptDirectory:
    return ScriptDirectory(ALEMBIC_DIR)


def refuse_another_version(coursedir: Any) -> None:
    """Refuse what this nbgrader cannot read; it would add missing tables, and end at the first missing column.

    Raises:
        CourseError: where another version of nbgrader made the gradebook.
    """
    if not gradebook_exists(coursedir):
        return
    url = coursedir.db_url
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            tables = inspect(connection).get_table_names()
            asked = text(f"SELECT version_num FROM {_VERSION}")
            version = connection.execute(asked).scalar() if _VERSION in tables else None
    finally:
        engine.dispose()
    if not tables or version == alembic_version():
        return
    known = {each.revision for each in _versions().walk_revisions()}
    if version is None or version in known:
        raise CourseError(
            f"{_place(url)}: an older version of nbgrader made this gradebook. `nbgrader db upgrade` brings it up to "
            "date, and keeps a copy of it."
        )
    raise CourseError(f"{_place(url)}: a newer version of nbgrader made this gradebook; install that one.")


def _place(url: str) -> str:
    return url.removeprefix(SQLITE) if url.startswith(SQLITE) else without_password(url)
