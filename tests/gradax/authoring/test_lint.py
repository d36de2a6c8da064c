"""One test a finding: break a tiny course in one place, and read what the linter says."""

import pytest

from gradax.authoring.lint import lint
from gradax.authoring.normal_form import to_text

SOURCE, TESTS = "source/01_tiny", "tests/01_tiny"


def findings(course):
    return [f"{finding}".replace(f"{course.root}/", "") for finding in lint(course.open())]


def only_finding(course):
    (finding,) = findings(course)
    return finding


def remove(course, name):
    (course.root / name).unlink()


def test_a_whole_course_has_no_finding(tiny_course):
    assert findings(tiny_course) == []


def test_a_notebook_with_outputs_is_not_in_normal_form(tiny_course):
    notebook = dict(tiny_course.assignment().notebook)
    notebook["cells"][1]["execution_count"] = 4
    tiny_course.write(f"{SOURCE}/01_tiny.ipynb", to_text(notebook))
    assert (
        only_finding(tiny_course) == "source/01_tiny/01_tiny.ipynb: is not in normal form; run `gradax tidy 01_tiny`."
    )


@pytest.mark.parametrize("name", ["notes.txt", "solution.py", "checks/helper.py", "hints/clmap.md", "data/answers.py"])
def test_a_stray_file_would_reach_the_students(tiny_course, name):
    tiny_course.write(f"{SOURCE}/{name}", "")
    assert only_finding(tiny_course).startswith(f"source/01_tiny/{name}: would be handed to the students")


@pytest.mark.parametrize("name", ["images/sine.png", "data/digits.npz", ".ipynb_checkpoints/01_tiny.ipynb"])
def test_pictures_data_and_what_tools_leave_are_no_stray_files(tiny_course, name):
    tiny_course.write(f"{SOURCE}/{name}", "")
    assert findings(tiny_course) == []


def test_points_sum_to_a_hundred(tiny_course):
    tiny_course.cells[3]["metadata"]["nbgrader"]["points"] = 90
    tiny_course.write_notebook()
    assert only_finding(tiny_course) == "source/01_tiny/01_tiny.ipynb: its points sum to 90; make them 100."


def test_a_solution_cell_has_its_marks(tiny_course):
    tiny_course.cells[2]["source"] = "def clamp(x, low, high): ..."
    tiny_course.write_notebook()
    assert only_finding(tiny_course) == (
        "source/01_tiny/01_tiny.ipynb: the solution cell 'clamp' needs its lines "
        "`### BEGIN SOLUTION` and `### END SOLUTION`, in pairs."
    )


def test_no_other_cell_has_such_marks(tiny_course):
    tiny_course.cells[4]["source"] = "1 + 1  ### BEGIN SOLUTION"
    tiny_course.write_notebook()
    assert "a cell that is not a solution cell holds a solution mark" in only_finding(tiny_course)


def test_a_grade_cell_checks_its_exercise_and_nothing_else(tiny_course):
    tiny_course.cells[3]["source"] = 'check("clmap")'
    tiny_course.write_notebook()
    assert only_finding(tiny_course) == (
        "source/01_tiny/01_tiny.ipynb: the grade cell 'test_clamp' should be `check(\"clamp\")` and nothing else; "
        "tests that students may read go into source/01_tiny/checks/test_clamp.py, hidden ones into "
        "tests/01_tiny/test_clamp.py."
    )


def test_a_grade_cell_lets_run_all_go_on(tiny_course):
    del tiny_course.cells[3]["metadata"]["tags"]
    tiny_course.write_notebook()
    assert "'test_clamp' needs the tag `raises-exception`" in only_finding(tiny_course)


def test_a_solution_cell_without_a_grade_cell_is_said_once(tiny_course):
    del tiny_course.cells[3]
    tiny_course.write_notebook()
    assert only_finding(tiny_course) == (
        "source/01_tiny/01_tiny.ipynb: the exercise 'clamp' has no grade cell; add one with the grade_id "
        "'test_clamp', or make it a manually graded answer."
    )


def test_an_exercise_has_hidden_tests(tiny_course):
    remove(tiny_course, f"{TESTS}/test_clamp.py")
    assert (
        only_finding(tiny_course)
        == "tests/01_tiny/test_clamp.py: the exercise 'clamp' has no hidden tests; write them there."
    )


def test_hidden_tests_have_an_exercise(tiny_course):
    tiny_course.write(f"{TESTS}/test_wrap.py", "")
    assert only_finding(tiny_course) == (
        "tests/01_tiny/test_wrap.py: holds the hidden tests of 'wrap', and the notebook has no such exercise."
    )


def test_a_file_of_hidden_tests_holds_one(tiny_course):
    tiny_course.write(f"{SOURCE}/checks/test_clamp.py", "")
    assert only_finding(tiny_course) == "source/01_tiny/checks/test_clamp.py: holds no test; write a function `test_…`."


def test_a_hidden_test_has_a_docstring(tiny_course):
    path = tiny_course.root / TESTS / "test_clamp.py"
    path.write_text(path.read_text() + "\n\ndef test_more(student):\n    pass\n")
    assert only_finding(tiny_course) == (
        "tests/01_tiny/test_clamp.py: `test_more` has no docstring; write the rubric line that the student reads."
    )


def test_hidden_tests_are_python(tiny_course):
    tiny_course.write(f"{TESTS}/test_clamp.py", "def test_x(:")
    assert all(line.startswith("tests/01_tiny/test_clamp.py: not a Python file") for line in findings(tiny_course))


def test_an_exercise_has_visible_checks(tiny_course):
    remove(tiny_course, f"{SOURCE}/checks/test_clamp.py")
    assert "checks/test_clamp.py: the exercise 'clamp' has no visible checks" in only_finding(tiny_course)


def test_an_exercise_has_hints(tiny_course):
    remove(tiny_course, f"{SOURCE}/hints/clamp.md")
    assert "hints/clamp.md: there are no hints for 'clamp'. Write 3 of them" in only_finding(tiny_course)


def test_the_ladder_has_three_rungs(tiny_course):
    tiny_course.write(f"{SOURCE}/hints/clamp.md", "One.\n---\nTwo.\n")
    assert "hints/clamp.md: an exercise has 3 hints" in only_finding(tiny_course)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("wrong_no_lower", "has 3 wrong answers of at least 4; write 1 more."),
        ("right_sorted", "has 1 right answers of at least 2; write 1 more."),
    ],
)
def test_an_exercise_has_enough_answers(tiny_course, slug, expected):
    remove(tiny_course, f"{TESTS}/answers/clamp/{slug}.py")
    assert only_finding(tiny_course) == f"tests/01_tiny/answers/clamp: {expected}"


def test_a_wrong_answer_names_tests_that_exist(tiny_course):
    tiny_course.write(f"{TESTS}/answers/clamp/wrong_more.py", "# More.\n# fails: test_s\nclamp = None\n")
    assert only_finding(tiny_course) == (
        "tests/01_tiny/answers/clamp/wrong_more.py: says that it fails `test_s`, and test_clamp.py has no such test."
    )


def test_an_answer_that_cannot_be_read_is_named(tiny_course):
    tiny_course.write(f"{TESTS}/answers/clamp/wrong_more.py", "clamp = None\n")
    assert only_finding(tiny_course).startswith("tests/01_tiny/answers/clamp/wrong_more.py: begin it with a comment")


def test_answers_have_an_exercise(tiny_course):
    (tiny_course.root / TESTS / "answers" / "wrap").mkdir()
    assert only_finding(tiny_course) == (
        "tests/01_tiny/answers/wrap: there is no exercise 'wrap'; rename the folder or remove it."
    )


@pytest.mark.parametrize("folder", ["source", "tests"])
def test_an_assignment_is_listed(tiny_course, folder):
    tiny_course.write(f"{folder}/02_more/x.txt", "")
    assert only_finding(tiny_course).startswith(f"{folder}/02_more: ")
    assert "of course.yaml; list it there or remove it." in only_finding(tiny_course)


def test_a_listed_assignment_exists(tiny_course):
    remove(tiny_course, f"{SOURCE}/01_tiny.ipynb")
    assert "source/01_tiny/01_tiny.ipynb: there is no such notebook." in findings(tiny_course)
