"""nbgrader's other cells, as its own example course and other public courses have them: released, or refused."""

import json
import shutil
from pathlib import Path

import nbgrader
import pytest

from gradax.authoring.leak_audit import audit
from gradax.authoring.lint import lint
from gradax.authoring.release import LeakError, release
from gradax.course import CourseError
from gradax.grading.grade import release_of
from tests.gradax.conftest import by_hand_cells, code, markdown

NAME = "01_tiny"
QUICKSTART = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source"
ASSERTS = "assert clamp(3, 0, 1) == 1\nassert clamp(-3, 0, 1) == 0"


def release_it(course):
    release(course.open(), course.assignment())


def refused(course):
    with pytest.raises(CourseError) as caught:
        release_it(course)
    assert not isinstance(caught.value, LeakError)
    sentence = str(caught.value)
    assert "Error:" not in sentence  # of nbgrader's
    assert sentence.endswith(".")
    return sentence.replace(f"{course.root}/", "")


def graded(cell, grade_id, points=5, **about):
    defaults = {"grade": True, "locked": False, "points": points, "schema_version": 3, "solution": True}
    cell["metadata"]["nbgrader"] = defaults | {"grade_id": grade_id} | about
    return cell


@pytest.fixture
def with_cells(tiny_course):
    """Puts cells at the notebook's end."""

    def put(*cells):
        tiny_course.cells += cells
        tiny_course.write_notebook()
        return tiny_course

    return put


def take(course, notebook):
    """Put this notebook in place of all that the assignment has."""
    folder = course.root / "source" / NAME
    shutil.rmtree(folder)
    folder.mkdir()
    shutil.copy(notebook, folder / f"{NAME}.ipynb")
    return course


def test_written_answers_and_tasks_are_released(with_cells):
    course = with_cells(*by_hand_cells())
    release_it(course)
    answer, task = course.released()["cells"][-2:]
    assert answer["source"] == ["*Write your answer here.*"]
    assert "".join(task["source"]).strip() == "Draw it."
    assert course.assignment().points == 110


def test_code_that_people_grade_is_released_without_its_answer(with_cells):
    course = with_cells(graded(code("clamp(3, 0, 1) + clamp(-3, 0, 1)  # whatever you like"), "use"))
    release_it(course)
    assert "whatever you like" not in json.dumps(course.released())


def test_a_notebook_of_written_answers_alone_is_released(tiny_course):
    release_it(take(tiny_course, QUICKSTART / "ps1" / "problem2.ipynb"))
    assert [each.name for each in tiny_course.assignment().by_hand] == ["part-a", "part-b"]


def test_nbgraders_own_example_of_two_notebooks_is_refused(tiny_course):
    folder = tiny_course.root / "source" / NAME
    shutil.rmtree(folder)
    shutil.copytree(QUICKSTART / "ps1", folder)
    assert refused(tiny_course) == (
        "source/01_tiny: an assignment is one notebook here, 01_tiny.ipynb, and there is problem1.ipynb and "
        "problem2.ipynb; join them in 01_tiny.ipynb, or give each a folder of its own name in source/ and an entry in "
        "course.yaml."
    )


def test_a_notebook_of_another_name_is_to_be_renamed(tiny_course):
    folder = tiny_course.root / "source" / NAME
    (folder / f"{NAME}.ipynb").rename(folder / "problem1.ipynb")
    assert refused(tiny_course) == f"source/{NAME}: the notebook of {NAME} is {NAME}.ipynb; rename problem1.ipynb."


@pytest.mark.parametrize("assignment", ["ps1", "ps1_autotest"])
def test_nbgraders_own_example_of_tests_in_cells_is_refused(tiny_course, assignment):
    sentence = refused(take(tiny_course, QUICKSTART / assignment / "problem1.ipynb"))
    assert sentence == (
        "source/01_tiny/01_tiny.ipynb: the cell 'correct_squares' is nbgrader's kind of test, which runs beside the "
        "student's code and is refused here: an exercise is one solution cell 'squares' and one grade cell "
        "'test_squares' that is `check(\"squares\")`, and its tests move to tests/01_tiny/test_squares.py "
        "(CONTRIBUTING.md, *I have an nbgrader course*)."
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        # Several test cells for one solution.
        ([graded(code(ASSERTS), "extra", solution=False)], "the cell 'extra' is nbgrader's kind of test"),
        # As nbgrader's toolbar names cells.
        (
            [
                code("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", grade_id="cell-1a2b", solution=True),
                graded(code("assert x == 1"), "cell-3c4d", solution=False, locked=True),
            ],
            "one solution cell 'cell-1a2b' and one grade cell 'test_cell-1a2b'",
        ),
        # Hidden tests between marks.
        (
            [graded(code(f"### BEGIN HIDDEN TESTS\n{ASSERTS}\n### END HIDDEN TESTS"), "h", solution=False)],
            "the cell 'h' is nbgrader's kind of test",
        ),
        ([graded(markdown("Read."), "read", solution=False)], "'read' is a Markdown cell that only people can grade"),
        ([graded(markdown("Write."), "write", grade=False)], "'write' is a Markdown cell that only people can grade"),
        ([graded(markdown("Both."), "both", task=True)], "'both' is a task and an answer at once"),
        ([graded(code("1"), "t", grade=False, solution=False, task=True)], "'t' is a task and holds code"),
        ([graded({"cell_type": "raw", "metadata": {}, "source": "x"}, "raw")], "'raw' is for answers or points and is"),
        ([graded(markdown("Why?"), "why", points="two")], "the points of the cell 'why' are 'two'; make them a number"),
        ([graded(markdown("Why?"), "why", points=-1)], "the points of the cell 'why' are -1; make them a number"),
        ([graded(markdown("Why?"), "why", points=10**400)], "make them a number"),
        ([graded(markdown("Why?"), "why", points=None)], "the points of the cell 'why' are None; make them a number"),
        ([graded(markdown("Why?"), "")], "cell 6 is for answers or points, and has no grade_id; give it one"),
        ([graded(markdown("Why?"), "clamp")], "the grade_id 'clamp' is used twice"),
        ([code("1", grade_id="setup", locked=True)], "the grade_id 'setup' is used twice"),
        ([graded(markdown("Why?"), "why", schema_version=1)], "marked by another version of nbgrader; run"),
        ([graded(code("pass"), "alone", grade=False)], "the exercise 'alone' has no grade cell; add one"),
    ],
)  # fmt: skip
def test_other_shapes_are_refused_in_a_sentence(with_cells, cells, words):
    assert words in refused(with_cells(*cells))


def test_a_grade_cell_that_holds_tests_is_refused(tiny_course):
    tiny_course.cells[3]["source"] = ASSERTS
    tiny_course.write_notebook()
    assert "the grade cell 'test_clamp' should be `check(\"clamp\")` and nothing else" in refused(tiny_course)


def test_another_language_is_refused(tiny_course):
    path = tiny_course.root / "source" / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text())
    notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}
    path.write_text(json.dumps(notebook))
    assert "it is written in r, but this grader runs Python" in refused(tiny_course)


def test_a_notebook_beside_the_assignments_own_is_refused_before_the_gradebook_learns_of_it(tiny_course):
    tiny_course.write(f"source/{NAME}/more.ipynb", (tiny_course.root / "source" / NAME / f"{NAME}.ipynb").read_text())
    assert "and there is more.ipynb" in refused(tiny_course)
    assert not (tiny_course.root / "gradebook.db").exists()


def test_the_linter_counts_what_people_grade(with_cells):
    findings = [str(each) for each in lint(with_cells(*by_hand_cells()).open())]
    assert len(findings) == 1
    assert findings[0].endswith("its points sum to 110; make them 100.")


def test_a_model_answer_in_the_notebook_is_a_leak(with_cells, tmp_path):
    course = with_cells(*by_hand_cells())
    release_it(course)
    path = course.root / "release" / NAME / f"{NAME}.ipynb"
    answer = "Because the nearest bound is the nearest point of all."
    path.write_text(path.read_text().replace("*Write your answer here.*", answer))
    (leak,) = audit(course.assignment(), path.parent)
    assert "shows a line of the model answer of `explain`" in leak.what


def test_a_question_that_is_not_released_yet_is_told(with_cells, tiny_course):
    release_it(tiny_course)
    with_cells(*by_hand_cells())
    with pytest.raises(CourseError, match="run `gradax release` again"):
        release_of(tiny_course.assignment())
