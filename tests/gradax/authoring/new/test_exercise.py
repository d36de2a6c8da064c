import subprocess
import sys

import pytest

from gradax.authoring.lint import RIGHT_ANSWERS, WRONG_ANSWERS, lint
from gradax.authoring.new.assignment import lay_assignment
from gradax.authoring.new.course import lay_course
from gradax.authoring.new.exercise import lay_exercise
from gradax.course import Course, CourseError
from gradax.course.notebook import grade_id_of


@pytest.fixture
def made(tmp_path):
    """Opens the one assignment of a new course, anew each time."""
    root = tmp_path / "mine"
    lay_course(root)
    lay_assignment(Course.open(root), "01_first")
    return lambda: Course.open(root).assignment("01_first")


def test_the_course_linter_has_nothing_to_say_of_it(made):
    lay_exercise(made(), "shares")
    lay_exercise(made(), "weights")
    assert lint(made().course) == []


def test_its_cells_come_last_but_before_the_closing_section(made):
    lay_exercise(made(), "shares")
    lay_exercise(made(), "weights")
    cells = made().notebook["cells"]
    named = [name for cell in cells if (name := grade_id_of(cell))]
    assert named == ["setup", "shares", "test_shares", "weights", "test_weights"]
    assert cells[-1]["source"][0].startswith("## What you")


def test_they_come_last_where_there_is_no_closing_section(tiny_course):
    lay_exercise(tiny_course.assignment(), "shares")
    assert grade_id_of(tiny_course.assignment().notebook["cells"][-1]) == "test_shares"


def test_its_answers_are_as_many_as_the_gate_asks_for(made):
    lay_exercise(made(), "shares")
    right = [answer.right for answer in made().bank]
    assert (right.count(False), right.count(True)) == (WRONG_ANSWERS, RIGHT_ANSWERS)


def test_a_first_exercise_has_100_points(made):
    assert lay_exercise(made(), "shares").points == 100
    assert made().points == 100


def test_the_next_one_has_half_of_them(made):
    lay_exercise(made(), "shares")
    assert lay_exercise(made(), "weights").changed == {"shares": (100, 50)}
    assert [(each.name, each.points) for each in made().exercises] == [("shares", 50), ("weights", 50)]


def test_a_small_first_exercise_leaves_points_for_the_next(made):
    assert lay_exercise(made(), "shares", 10).left == 90
    laid = lay_exercise(made(), "weights")
    assert (laid.points, laid.changed, laid.left) == (90, {}, 0)


def test_questions_that_people_grade_give_of_their_points_too(tiny_course):
    by_hand = {
        "grade": True,
        "grade_id": "explain",
        "locked": False,
        "points": 20,
        "schema_version": 3,
        "solution": True,
    }
    tiny_course.cells[3]["metadata"]["nbgrader"]["points"] = 80
    tiny_course.cells.append({"cell_type": "markdown", "metadata": {"nbgrader": by_hand}, "source": "Because."})
    tiny_course.write_notebook()
    laid = lay_exercise(tiny_course.assignment(), "shares", 30)
    assert laid.changed == {"clamp": (80, 56), "explain": (20, 14)}
    assert tiny_course.assignment().points == 100


def test_its_files_are_as_ruff_would_write_them(made):
    lay_exercise(made(), "shares")
    paths = [made().source, made().tests]  # a notebook imports what its students will need
    for command in (["check", "--ignore", "F401"], ["format", "--check"]):
        ruff = [
            sys.executable,
            "-m",
            "ruff",
            *command,
            "--exclude",
            "answers",
            "--isolated",
            "--no-cache",
            "--line-length",
            "120",
            *paths,
        ]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_an_exercise_that_exists(made):
    lay_exercise(made(), "shares")
    with pytest.raises(CourseError, match=r"01_first.ipynb: there already is a cell `shares`; choose another name"):
        lay_exercise(made(), "shares")


def test_a_cell_of_another_kind_with_its_name(made):
    with pytest.raises(CourseError, match="there already is a cell `setup`"):
        lay_exercise(made(), "setup")


@pytest.mark.parametrize(
    "name",
    ["source/01_first/checks/test_shares.py", "source/01_first/hints/shares.md", "tests/01_first/test_shares.py"],
)
def test_a_file_that_exists_is_not_written_over(made, name):
    path = made().root / name
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(CourseError, match=f"{name}: already exists; it belongs to no exercise of 01_first: remove"):
        lay_exercise(made(), "shares")
    assert (path.read_text(), made().exercises) == ("mine", [])


def test_a_name_that_cannot_be_one(made):
    with pytest.raises(CourseError, match=r"`Shares!` cannot be the name of an exercise.* Try `shares`"):
        lay_exercise(made(), "Shares!")
    assert not made().begun
