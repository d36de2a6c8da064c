"""A gradebook that another version of nbgrader made: named before anything is changed, whatever was asked for."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import nbgrader
import pytest

from gradax.course import CourseError
from gradax.gradebook.converters.feedback import write_feedback
from gradax.gradebook.database.enrolment import find_enrolment
from gradax.gradebook.database.grades import grades
from gradax.gradebook.database.opening import refuse_unready
from gradax.gradebook.database.roster import Roster
from gradax.report.collect import class_report

ASKED = {
    "roster": lambda own, _: find_enrolment(own.course(), Roster({})),
    "grades": lambda own, _: grades(own.course(), own.course().assignments),
    "feedback": lambda own, _: write_feedback(own.course(), own.course().assignments[0]),
    "record": lambda own, result: own.record(result),
}
OLDER = "UPDATE alembic_version SET version_num = '167914646830'"


@pytest.fixture
def made_by(tiny_class, make_result):
    """A gradebook with a grade in it, changed into another version's."""

    def change(statement):
        tiny_class.record(make_result("ada"))
        with closing(sqlite3.connect(tiny_class.root / "gradebook.db")) as database, database:
            database.execute(statement)
        return tiny_class

    return change


@pytest.mark.parametrize("asked", ASKED)
def test_an_older_one_is_named_with_what_brings_it_up_to_date(made_by, make_result, asked):
    own = made_by(OLDER)
    before = (own.root / "gradebook.db").read_bytes()
    with pytest.raises(CourseError) as error:
        ASKED[asked](own, make_result("ada"))
    assert str(error.value) == (
        f"{own.root / 'gradebook.db'}: an older version of nbgrader made this gradebook. `nbgrader db upgrade` brings "
        "it up to date, and keeps a copy of it."
    )
    assert (own.root / "gradebook.db").read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "which"),
    [("DROP TABLE alembic_version", "older"), ("UPDATE alembic_version SET version_num = 'ffff'", "newer")],
)
def test_one_without_a_version_is_older_and_one_of_an_unknown_version_newer(made_by, statement, which):
    own = made_by(statement)
    with pytest.raises(CourseError, match=f"a.? {which} version of nbgrader made this gradebook"):
        grades(own.course(), own.course().assignments)


def test_nbgraders_own_old_one_is_left_as_it_is(tiny_class, make_result):
    old = Path(nbgrader.__file__).parent / "tests/apps/files/gradebook.db"
    tiny_class.record(make_result("ada"))
    shutil.copy(old, tiny_class.root / "gradebook.db")
    with pytest.raises(CourseError, match="an older version of nbgrader made this gradebook"):
        grades(tiny_class.course(), tiny_class.course().assignments)
    assert (tiny_class.root / "gradebook.db").read_bytes() == old.read_bytes()
    # The report asks for it only where people grade something.
    assert len(class_report(tiny_class.course().assignment("01_tiny")).results) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("gradebook.db", "nbgrader_config.py: `db_url` is not the address of a gradebook, such as `postgresql://"),
        ("oracel://host/name", "nbgrader_config.py: `db_url` is not the address of a gradebook"),
        ("mysql://me:secret@host/name", "mysql://me:***@host/name: this gradebook needs the Python package `MySQLdb`."),
    ],
)
def test_an_address_that_leads_nowhere_is_named(url, said):
    with pytest.raises(CourseError) as error:
        refuse_unready(SimpleNamespace(db_url=url, course_id="jax101"))
    assert str(error.value).startswith(said)
    assert "secret" not in str(error.value)
