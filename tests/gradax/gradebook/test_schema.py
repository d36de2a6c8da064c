"""A gradebook of an older nbgrader: nbgrader's own tests have one, of before its tables had versions."""

import shutil
import sqlite3
from pathlib import Path

import nbgrader
import pytest

from gradax.course import CourseError
from gradax.gradebook.record import grades
from gradax.gradebook.schema import refuse_another_version
from gradax.report.collect import class_report

OLD = Path(nbgrader.__file__).parent / "tests/apps/files/gradebook.db"


@pytest.fixture
def graded(tiny_class, make_result):
    """A graded class of one."""
    tiny_class.record(make_result("ada"))
    return tiny_class


def test_one_of_ours_is_read(graded):
    refuse_another_version(f"sqlite:///{graded.root / 'gradebook.db'}")
    assert [grade.student for grade in grades(graded.course(), graded.course().assignments)] == ["ada"]


def test_an_older_one_is_refused_in_a_sentence_and_left_as_it_is(graded):
    shutil.copy(OLD, graded.root / "gradebook.db")
    with pytest.raises(
        CourseError, match="another nbgrader made this gradebook; `nbgrader db upgrade` brings an older"
    ):
        grades(graded.course(), graded.course().assignments)
    assert (graded.root / "gradebook.db").read_bytes() == OLD.read_bytes()


def test_one_of_another_version_is_refused_where_grades_are_recorded(graded, make_result):
    with sqlite3.connect(graded.root / "gradebook.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '167914646830'")
    with pytest.raises(CourseError, match="another nbgrader made this gradebook"):
        graded.record(make_result("bob"))


def test_the_report_needs_none_where_people_grade_nothing(graded):
    shutil.copy(OLD, graded.root / "gradebook.db")
    assert len(class_report(graded.course().assignment("01_tiny")).results) == 1
