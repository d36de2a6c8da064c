"""What keeps grades from being saved: in a sentence, with what to do about it; error codes alone tell cases apart."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nbgrader.api import InvalidEntry, MissingEntry
from nbgrader.converters.base import NbGraderException
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError, SQLAlchemyError

from gradax.text import one_line
from gradax.wire.failures import GraderFault

_DAMAGED = "The gradebook is damaged: put a copy back in its place, or move it away."
# By SQLite's result code; an extended one, such as SQLITE_READONLY_DBMOVED, begins with its code.
_OF_DATABASE = {
    "SQLITE_BUSY": "Close whatever is writing to the gradebook, such as a formgrader or a database tool.",
    "SQLITE_LOCKED": "Close whatever is writing to the gradebook, such as a formgrader or a database tool.",
    "SQLITE_NOTADB": _DAMAGED,
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_FULL": "Make room on its disk.",
    "SQLITE_READONLY": "Make the gradebook and its folder writable.",
    "SQLITE_CANTOPEN": "Make the gradebook's folder readable and writable.",
}
# By SQLSTATE (PostgreSQL's manual, appendix A), which the driver does not give where it is not let in.
_OF_SERVER = {
    None: "Is the gradebook's server running? Its address, user and database come from `db_url` in nbgrader_config.py.",
    "42501": "Give this user of the server write access to that database.",
    "53100": "Make room on the server's disk.",
}
_OF_SYSTEM = {
    errno.ENOSPC: "Make room on that disk.",
    errno.EDQUOT: "Make room on that disk.",
    errno.EROFS: "Make that folder writable.",
    errno.EACCES: "Make that folder writable for yourself.",
    errno.EPERM: "Make that folder writable for yourself.",
}


@dataclass(frozen=True)
class Fault:
    """Something that went wrong on our side.

    Attributes:
        text: what, on one line.
        advice: a sentence about what to do, where that is known.
    """

    text: str
    advice: str | None = None

    @property
    def sentence(self) -> str:
        """The text, with a full stop if it has no end of its own."""
        return self.text if self.text.endswith((".", "?", "!")) else f"{self.text}."


class NotSaved(NbGraderException):  # type: ignore[misc]
    """How our converters fail, as nbgrader's own do; the text says why.

    Attributes:
        advice: a sentence about what to do, where that is known.
    """

    def __init__(self, text: str, advice: str | None = None) -> None:
        super().__init__(text)
        self.advice = advice


def without_password(db_url: str) -> str:
    """The address of a gradebook as it may be shown: on a server it can hold a password."""
    return make_url(db_url).render_as_string(hide_password=True)


def fault_of(error: BaseException) -> Fault:
    """What an error says, on one line (a database's without the SQL statement), and what to do about it."""
    said = error.orig if isinstance(error, DBAPIError) else error
    advice = next((advice for each in _causes(error) if (advice := _advice(each))), None)
    return Fault(one_line(str(said)) or type(error).__name__, advice)


@contextmanager
def in_a_sentence(db_url: str, wanted: str) -> Iterator[None]:
    """Say what fails in the gradebook at `db_url`, and what to do about it; `wanted` is what could not be done to it.

    Raises:
        GraderFault: for whatever a database, nbgrader or the system raises meanwhile.
    """
    try:
        yield
    except (SQLAlchemyError, InvalidEntry, MissingEntry, OSError) as error:
        fault = fault_of(error)
        said = f"the gradebook {without_password(db_url)} cannot be {wanted}: {fault.sentence} {fault.advice or ''}"
        raise GraderFault(said.rstrip()) from None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and its causes: nbgrader raises errors of its own for some of the database's."""
    while error is not None:
        yield error
        error = (error.orig if isinstance(error, DBAPIError) else None) or error.__cause__ or error.__context__


def _advice(error: BaseException) -> str | None:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "")  # which only errors of SQLite itself have
        return _OF_DATABASE.get("_".join(name.split("_")[:2]))
    if isinstance(error, OperationalError | ProgrammingError) and not isinstance(error.orig, sqlite3.Error):
        return _OF_SERVER.get(getattr(error.orig, "sqlstate", None))
    return _OF_SYSTEM.get(error.errno or 0) if isinstance(error, OSError) else None
