"""nbgrader's database: whether it is there, made as a whole, and opened where this nbgrader can read it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from nbgrader.api import Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from gradax.course import CourseError
from gradax.files import only_writer
from gradax.gradebook.config import CONFIG
from gradax.gradebook.faults import without_password

SQLITE = "sqlite:///"
_VERSION = "alembic_version"
_TURN = 0x67726164  # any number that all graders use


def gradebook_exists(coursedir: Any) -> bool:
    """Whether there is a gradebook; one on a server is taken to be there."""
    path = _file(coursedir.db_url)
    return path is None or path.exists()


def make_gradebook(coursedir: Any) -> None:
    """Make a gradebook where there is none, whole or not at all: half of one can never be upgraded."""
    path = _file(coursedir.db_url)
    if path is None or path.exists():
        return
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
        CourseError: where it is not ready for that, as `refuse_unready` says.
    """
    refuse_unready(coursedir)
    return Gradebook(coursedir.db_url, coursedir.course_id)


@contextmanager
def in_turn(coursedir: Any) -> Iterator[None]:
    """Take turns with whoever else writes in the gradebook: nbgrader's steps go wrong where two do at once."""
    url = coursedir.db_url
    path = _file(url)
    if path is not None:
        lock = path.parent / ".gradax" / f"{path.name}.lock"
        lock.parent.mkdir(exist_ok=True)
        with only_writer(lock):
            yield
        return
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "postgresql":  # let go with the connection
                connection.execute(text(f"SELECT pg_advisory_lock({_TURN})"))
            yield
    finally:
        engine.dispose()


@cache
def alembic_version() -> str:
    """The version of a new gradebook; nbgrader runs a program to know it, in a folder that stays if we are killed."""
    head = _versions().get_current_head()
    assert head is not None
    return head


def _versions() -> ScriptDirectory:
    return ScriptDirectory(ALEMBIC_DIR)


def refuse_unready(coursedir: Any) -> None:
    """Refuse a gradebook that cannot be used as it is; nbgrader would end in the middle of something.

    Raises:
        CourseError: where its address is not one, or asks for a package that is not installed; where it lies on a
            server and the course has no name there; where another version of nbgrader made it.
        OperationalError: where its server is not to be reached.
    """
    if not gradebook_exists(coursedir):
        return
    url = coursedir.db_url
    engine = _engine(url)
    if _file(url) is None and not coursedir.course_id:
        raise CourseError(
            f"{without_password(url)}: on a server a gradebook's course needs a name. Set one in nbgrader_config.py, "
            'such as `c.CourseDirectory.course_id = "jax101"`.'
        )
    try:
        version, is_new = _version_of(engine)
    finally:
        engine.dispose()
    if not is_new and version != alembic_version():
        path = _file(url)
        raise CourseError(f"{path or without_password(url)}: {_of_another(version, in_a_file=path is not None)}")


def _engine(url: str) -> Engine:
    try:
        return create_engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise CourseError(
            f"{CONFIG}: `db_url` is not the address of a gradebook, such as `postgresql://user@host/name`: {error}."
        ) from None
    except ModuleNotFoundError as error:
        raise CourseError(
            f"{without_password(url)}: this gradebook needs the Python package `{error.name}`. For PostgreSQL: "
            "`pip install 'gradax[postgres]'`."
        ) from None


def _version_of(engine: Engine) -> tuple[str | None, bool]:
    """Which version of nbgrader made it, if it says so, and whether there is nothing in it yet."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        asked = text(f"SELECT version_num FROM {_VERSION}")
        return connection.execute(asked).scalar() if _VERSION in tables else None, not tables


def _of_another(version: str | None, *, in_a_file: bool) -> str:
    if version is not None and version not in {each.revision for each in _versions().walk_revisions()}:
        return "a newer version of nbgrader made this gradebook; install that one."
    upgrade = (
        "`nbgrader db upgrade` brings it up to date, and keeps a copy of it."
        if in_a_file
        else "Make a copy of it, then let `nbgrader db upgrade` bring it up to date."
    )
    return f"an older version of nbgrader made this gradebook. {upgrade}"


def _file(url: str) -> Path | None:
    """The gradebook's file; None for one on a server."""
    return Path(url.removeprefix(SQLITE)) if url.startswith(SQLITE) else None
