"""What keeps grades from being saved is told apart by the codes of SQLite and of the system, whatever is said."""

import errno
import os
import sqlite3

import pytest
from nbgrader.api import InvalidEntry
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError, OperationalError

from gradax.gradebook.faults import Fault, fault_of, without_password


def error_of_database(name, said="whatever it says"):
    error = sqlite3.OperationalError(said)
    error.sqlite_errorname = name
    return OperationalError("INSERT INTO grade", {}, error)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("SQLITE_BUSY", "Close whatever is writing to the gradebook"),
        ("SQLITE_BUSY_SNAPSHOT", "Close whatever is writing to the gradebook"),
        ("SQLITE_LOCKED", "Close whatever is writing to the gradebook"),
        ("SQLITE_NOTADB", "The gradebook is damaged"),
        ("SQLITE_CORRUPT", "The gradebook is damaged"),
        ("SQLITE_FULL", "Make room on its disk."),
        ("SQLITE_READONLY_DIRECTORY", "Make the gradebook and its folder writable."),
        ("SQLITE_CANTOPEN", "Make the gradebook's folder readable and writable."),
    ],
)
def test_a_database_says_what_to_do_by_its_code(name, advice):
    found = fault_of(error_of_database(name))
    assert found.text == "whatever it says"
    assert found.advice
    assert found.advice.startswith(advice)


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Make room on that disk."),
        (errno.EDQUOT, "Make room on that disk."),
        (errno.EROFS, "Make that folder writable."),
        (errno.EACCES, "Make that folder writable for yourself."),
        (errno.EPERM, "Make that folder writable for yourself."),
    ],
)
def test_the_system_says_what_to_do_by_its_code(number, advice):
    assert fault_of(OSError(number, os.strerror(number))).advice == advice


@pytest.mark.parametrize("error", [OSError("database is locked"), ValueError("No space left on device")])
def test_words_alone_advise_nothing(error):
    assert fault_of(error) == Fault(str(error))


def test_an_error_of_nbgraders_own_leads_to_the_databases():
    with pytest.raises(InvalidEntry) as raised:
        try:
            raise error_of_database("SQLITE_BUSY")
        except OperationalError as error:
            raise InvalidEntry(*error.args)  # noqa: B904  (as nbgrader does)
    assert (fault_of(raised.value).advice or "").startswith("Close whatever is writing")


def test_a_real_database_names_its_code(tmp_path):
    (tmp_path / "gradebook.db").write_bytes(b"whatever this is, it holds no grades" * 100)
    engine = create_engine(f"sqlite:///{tmp_path / 'gradebook.db'}")
    with pytest.raises(DatabaseError) as raised, engine.connect() as connection:
        connection.execute(text("select * from grade"))
    engine.dispose()
    assert fault_of(raised.value) == Fault(
        "file is not a database", "The gradebook is damaged: put a copy back in its place, or move it away."
    )


def test_an_error_without_words_is_named():
    assert fault_of(ValueError()) == Fault("ValueError")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql+psycopg://grader:secret@host/course", "postgresql+psycopg://grader:***@host/course"),
        ("sqlite:////home/a b/gradebook.db", "sqlite:////home/a b/gradebook.db"),
    ],
)
def test_the_address_of_a_gradebook_is_shown_without_its_password(address, shown):
    assert without_password(address) == shown


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (None, "Is the gradebook's server running?"),
        ("42501", "Give this user of the server write access to that database."),
        ("53100", "Make room on the server's disk."),
        ("40001", None),
    ],
)
def test_a_server_says_what_to_do_by_its_code(code, advice):
    error = type("Error", (Exception,), {"sqlstate": code})("whatever it says")
    found = fault_of(OperationalError("INSERT INTO grade", {}, error))
    assert (found.advice or "").startswith(advice or "")
    assert bool(found.advice) is bool(advice)


@pytest.mark.parametrize(("text", "sentence"), [("It is full", "It is full."), ("Is it there?", "Is it there?")])
def test_a_fault_ends_as_a_sentence_does(text, sentence):
    assert Fault(text).sentence == sentence
