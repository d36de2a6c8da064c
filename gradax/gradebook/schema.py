"""The version of a gradebook's tables, which nbgrader changes now and then."""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect

from gradax.course import CourseError
from gradax.gradebook.faults import without_password


def alembic_version() -> str:
    """The version of a new gradebook; nbgrader runs a program to know it, in a folder that stays if we are killed."""
    head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    assert head is not None
    return head


def refuse_another_version(db_url: str) -> None:
    """Refuse a gradebook of another nbgrader, before nbgrader adds tables to it, after which it cannot be upgraded.

    Raises:
        CourseError: where it is one.
    """
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            empty = not inspect(connection).get_table_names()
            version = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    if not empty and version != alembic_version():
        raise CourseError(
            f"{without_password(db_url)}: another nbgrader made this gradebook; `nbgrader db upgrade` brings "
            "an older one up to date, and keeps a copy of it; then run this again."
        )
