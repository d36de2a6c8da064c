import pytest

from gradax.authoring.lint import lint
from gradax.authoring.new.assignment import lay_assignment
from gradax.authoring.new.course import lay_course
from gradax.course import Course, CourseError
from gradax.course.notebook import grade_id_of


@pytest.fixture
def course(tmp_path):
    lay_course(tmp_path / "mine")
    return Course.open(tmp_path / "mine")


def test_it_is_listed_last(course):
    lay_assignment(course, "01_first")
    lay_assignment(Course.open(course.root), "00_zeroth", "Before: all of it")
    listed = [(each.name, each.title) for each in Course.open(course.root).config.assignments]
    assert listed == [("01_first", "First"), ("00_zeroth", "Before: all of it")]


def test_its_notebook_has_an_introduction_imports_and_a_closing_section(course):
    lay_assignment(course, "01_first", "Arrays")
    cells = Course.open(course.root).assignment("01_first").notebook["cells"]
    assert [grade_id_of(cell) for cell in cells] == [None, "setup", None]
    assert cells[0]["source"][0] == "# Arrays\n"
    assert cells[2]["source"][0].startswith("## What you")


def test_the_course_linter_has_nothing_to_say_of_it(course):
    lay_assignment(course, "01_first")
    assert lint(Course.open(course.root)) == []


def test_a_name_that_exists(course):
    lay_assignment(course, "01_first")
    with pytest.raises(CourseError, match="there already is an assignment `01_first`; choose another name"):
        lay_assignment(Course.open(course.root), "01_first")


@pytest.mark.parametrize("folder", ["source", "tests", "release"])
def test_a_folder_that_exists(course, folder):
    (course.root / folder / "01_first").mkdir(parents=True)
    with pytest.raises(CourseError, match=f"{folder}/01_first: already exists; list it in course.yaml, remove it"):
        lay_assignment(course, "01_first")


def test_a_name_that_cannot_be_one(course):
    with pytest.raises(CourseError, match=r"`Week 1` cannot be the name of an assignment.* Try `week_1`"):
        lay_assignment(course, "Week 1")
    assert not (course.root / "source").exists()
