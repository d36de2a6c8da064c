import pytest

from gradax.gradebook.converters.feedback import write_feedback
from gradax.report.collect import class_report

ADAS = "def clamp(x, low, high):\n    return min(high, x)  # by Ada\n"


@pytest.fixture
def graded(tiny_class, make_result):
    """A class of two; one fails, nobody knows why."""
    tiny_class.hand_in("ada", ADAS)
    tiny_class.record(make_result("ada", 50.0), make_result("bob"))
    return tiny_class


def reported(graded):
    return class_report(graded.course().assignment("01_tiny"))


def test_the_report_leads_to_feedback_that_is_there(graded):
    write_feedback(graded.course(), graded.course().assignment("01_tiny"), ["bob"])
    pages = reported(graded).pages
    assert pages == {"bob": "../../feedback/bob/01_tiny/01_tiny.html"}
    assert (graded.root / pages["bob"].removeprefix("../../")).is_file()


def test_an_example_comes_from_the_graded_notebook(graded):
    (exercise,) = reported(graded).exercises
    assert exercise.unknown_examples == ["def clamp(x, low, high):\n    return min(high, x)"]


def test_without_the_notebook_there_is_no_example(graded):
    (graded.root / "autograded/ada/01_tiny/01_tiny.ipynb").unlink()
    (exercise,) = reported(graded).exercises
    assert exercise.unknown_examples == [""]


def test_a_result_of_another_format_is_named_and_the_report_is_made(graded):
    path = graded.root / "autograded/ada/01_tiny/results.json"
    path.write_bytes(path.read_bytes().replace(b'"format_version": 1', b'"format_version": 0'))
    report = reported(graded)
    assert [result.student for result in report.results] == ["bob"]
    assert "format_version is 0, this gradax reads 1; grade this submission again." in report.problems[0]
