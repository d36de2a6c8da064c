"""A gradebook in PostgreSQL: graders on several machines write in it, and nbgrader's own tool migrates it."""

import itertools
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gradax.course import Course, CourseError
from gradax.gradebook.database.grades import grades
from gradax.wire.failures import GraderFault

pytestmark = pytest.mark.slow
CONFIG = """
from pathlib import Path

from gradax.course import Course
from gradax.gradebook.config import configure

c = get_config()
configure(c, Course.open(Path({root!r})))
c.CourseDirectory.db_url = {url!r}
c.CourseDirectory.course_id = {name!r}
"""
RECORD = """
import sys
from pathlib import Path
from class_results import result_of
from recording import record_results
from gradax.course import Course

course = Course.open(Path(sys.argv[1]))
results = [result_of(student) for student in sys.argv[2:]]
for _ in range(3):
    record_results(course.assignments[0], results)
"""
CLASS = [f"student{number}" for number in range(8)]
OLDER = (
    "ALTER TABLE assignment DROP COLUMN course_id",
    "DROP TABLE course",
    "UPDATE alembic_version SET version_num = '282d30a0218e'",
)
numbers = itertools.count()


@pytest.fixture
def database(postgres):
    name = f"book{next(numbers)}"
    return name, postgres.make(name)


@pytest.fixture
def on_server(tiny_class, database):
    """The tiny course, with its gradebook on the server."""
    settle(tiny_class.root, database[1])
    return tiny_class


def settle(root, url, name="jax101"):
    (root / "nbgrader_config.py").write_text(CONFIG.format(root=str(root), url=url, name=name))


def grades_in(root):
    course = Course.open(root)
    return {grade.student: grade.score for grade in grades(course, course.assignments)}


def test_what_is_recorded_is_read(on_server, make_result):
    on_server.record(make_result("ada"), make_result("зоя"))
    assert grades_in(on_server.root) == {"ada": 100.0, "зоя": 100.0}


def test_graders_on_several_machines_record_at_once(on_server, tmp_path):
    for student in CLASS:
        on_server.hand_in(student)
    roots = [on_server.root]
    for number in range(1):
        roots.append(tmp_path / f"machine{number}")
        shutil.copytree(on_server.root, roots[-1])
        settle(roots[-1], Path(on_server.root, "nbgrader_config.py").read_text().split("db_url = '")[1].split("'")[0])
    support = Path(__file__).parents[3] / "support"
    graders = [
        subprocess.Popen(
            [sys.executable, "-c", RECORD, root, *CLASS],
            env={"PYTHONPATH": str(support)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for root in roots
    ]
    said = [grader.communicate(timeout=300)[1] for grader in graders]
    assert [grader.returncode for grader in graders] == [0, 0], said
    assert grades_in(on_server.root) == dict.fromkeys(CLASS, 100.0)


# Empty, for nbgrader's own migration of 2019 adds a column that must not be empty, and PostgreSQL does not let it.
def test_nbgraders_tool_brings_an_older_one_up_to_date(on_server, make_result, postgres, database):
    assert grades_in(on_server.root) == {}
    postgres.ask(database[0], *OLDER)
    with pytest.raises(CourseError, match=r"older version of nbgrader.*Make a copy of it, then let `nbgrader db upgra"):
        grades_in(on_server.root)
    upgrade = [str(Path(sys.executable).with_name("nbgrader")), "db", "upgrade"]
    done = subprocess.run(upgrade, cwd=on_server.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    on_server.record(make_result("ada"))
    assert grades_in(on_server.root) == {"ada": 100.0}


def test_a_server_that_is_down_is_named_without_its_password(on_server, make_result, postgres):
    on_server.record(make_result("ada"))
    postgres.stop()
    try:
        with pytest.raises(GraderFault) as reading:
            grades_in(on_server.root)
        with pytest.raises(GraderFault) as saving:
            on_server.record(make_result("ada"))
    finally:
        postgres.start()
    assert str(reading.value).startswith("the gradebook postgresql://grader:***@")
    assert "Is the gradebook's server running?" in str(reading.value)
    assert "Is the gradebook's server running?" in str(saving.value)
    assert "The verdicts are kept; run it again." in str(saving.value)
    assert grades_in(on_server.root) == {"ada": 100.0}


def test_a_database_that_is_missing_is_named(on_server, postgres, database):
    postgres.ask("postgres", f"DROP DATABASE {database[0]}")
    with pytest.raises(
        GraderFault, match=r"does not exist\. Is the gradebook's server running\? Its address, user and database"
    ):
        grades_in(on_server.root)


def test_the_course_needs_a_name_there(on_server, make_result, database):
    settle(on_server.root, database[1], name="")
    with pytest.raises(CourseError, match="on a server a gradebook's course needs a name"):
        on_server.record(make_result("ada"))
