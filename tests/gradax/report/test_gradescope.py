"""Grading in Gradescope's folders: one submission in, one results.json out."""

import json

import pytest

from gradax.authoring.release import release
from gradax.course import CourseError
from gradax.grading.sandboxes import find_protection
from gradax.report.gradescope import grade_in, to_json
from gradax.results import ExerciseResult, Status, SubmissionResult, Verdict, Visibility
from gradax.results import TestResult as Outcome
from gradax.wire.failures import GraderFault

RIGHT = "def clamp(x, low, high):\n    return max(low, min(high, x))\n"
WRONG = "def clamp(x, low, high):\n    return min(high, x)\n"


@pytest.fixture
def course(tiny_course):
    release(tiny_course.open(), tiny_course.assignment())
    return tiny_course


@pytest.fixture
def autograder(course, tmp_path):
    """Gradescope's folder, with a submission in it."""
    folder = tmp_path / "autograder"
    (folder / "submission").mkdir(parents=True)

    def handed_in(source, name="01_tiny.ipynb"):
        notebook = course.released()
        notebook["cells"][2]["source"] = source
        (folder / "submission" / name).write_text(json.dumps(notebook))
        return folder

    return handed_in


def graded(folder, course):
    grade_in(folder, course.assignment(), find_protection(), Visibility.AFTER_PUBLISHED)
    return json.loads((folder / "results" / "results.json").read_bytes())


def test_a_right_answer_has_its_points(autograder, course):
    results = graded(autograder(RIGHT), course)
    (test,) = results["tests"]
    assert (results["score"], test["name"], test["score"], test["max_score"]) == (100, "clamp", 100, 100)
    assert (test["status"], test["visibility"], results["visibility"]) == ("passed", *2 * ["after_published"])


def test_a_wrong_one_reads_why(autograder, course):
    (test,) = graded(autograder(WRONG), course)["tests"]
    assert test["status"] == "failed"
    assert "✗ A number outside of the bounds becomes the nearer bound." in test["output"]
    assert "should be 0, the lower bound" in test["output"]


def test_the_feedback_policy_holds_there_too(autograder, course):
    text = (course.root / "course.yaml").read_text()
    course.write("course.yaml", f"{text}feedback:\n  show_messages: false\n")
    (test,) = graded(autograder(WRONG), course)["tests"]
    assert "should be 0" not in test["output"]


def test_another_file_name_is_understood(autograder, course):
    assert graded(autograder(RIGHT, "01_tiny (1).ipynb"), course)["score"] == 100


def test_the_protection_is_told_to_the_instructor_alone(autograder, course):
    results = graded(autograder(RIGHT), course)
    assert results["extra_data"] == {"status": "graded", "protection": find_protection(), "replaced": []}
    assert results["stdout_visibility"] == "hidden"


def test_what_cannot_be_read_has_no_points_and_says_why(autograder, course):
    folder = autograder(RIGHT)
    (folder / "submission" / "01_tiny.ipynb").write_text("not a notebook")
    results = graded(folder, course)
    assert (results["score"], results["tests"]) == (0, [])
    assert "The file is not a notebook" in results["output"]


def test_an_empty_submission_says_what_is_missing(autograder, course, tmp_path):
    results = graded(tmp_path / "autograder", course)
    assert (results["score"], results["tests"]) == (0, [])
    assert "no notebook" in results["output"]


def test_without_gradescopes_folder_it_says_so(course, tmp_path):
    with pytest.raises(CourseError, match="there is no such folder; Gradescope puts"):
        graded(tmp_path, course)


def test_our_failure_is_no_score(autograder, course, monkeypatch):
    course.write("tests/01_tiny/test_clamp.py", "import no_such_module\n")
    folder = autograder(RIGHT)
    with pytest.raises(GraderFault, match="the score is not final"):
        graded(folder, course)
    assert not (folder / "results").exists()


def test_replaced_functions_are_named_in_the_extra_data(course):
    tests = [Outcome(name="test_x", rubric="It is x.", verdict=Verdict.PASSED)]
    result = SubmissionResult(
        student="submission",
        assignment="01_tiny",
        status=Status.GRADED,
        protection="A",
        score=100.0,
        max_score=100.0,
        seconds=1.6,
        exercises=[ExerciseResult(name="clamp", score=100.0, max_score=100.0, verdict=Verdict.PASSED, tests=tests)],
        replaced=["jax.jit"],
    )
    written = json.loads(to_json(result, course.assignment(), Visibility.HIDDEN))
    assert (written["extra_data"]["replaced"], written["execution_time"]) == (["jax.jit"], 2)
    assert written["visibility"] == "hidden"
