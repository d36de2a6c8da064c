"""A class's results, made by hand."""

import json
import shutil
from types import SimpleNamespace

import pytest
from recording import record_results

from gradax.authoring.release import release
from gradax.results import ExerciseResult, Status, SubmissionResult, TestResult, Verdict

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def result_of(student, score=100.0, *, status=Status.GRADED, text="The bound.", verdict=None, kind=None, **more):
    """A submission's result for the tiny course: one test passes, the other does unless there are 100 points."""
    verdict = verdict or (Verdict.PASSED if score == 100.0 else Verdict.FAILED)
    message = None if verdict is Verdict.PASSED else text
    tests = [
        TestResult(name="test_a", rubric="A number stays.", verdict=Verdict.PASSED),
        TestResult(name="test_b", rubric="A bound holds.", verdict=verdict, kind=kind, message=message),
    ]
    exercise = ExerciseResult(
        name="clamp", score=score, max_score=100.0, verdict=verdict, diagnosis=more.pop("diagnosis", None), tests=tests
    )
    return SubmissionResult(
        student=student,
        assignment="01_tiny",
        status=status,
        protection=more.pop("protection", "A"),
        score=score,
        max_score=100.0,
        seconds=1.5,
        exercises=[] if status is Status.MALFORMED else [exercise],
        **more,
    )


@pytest.fixture
def make_result():
    """Makes a submission's result by hand."""
    return result_of


@pytest.fixture(scope="session")
def released(tiny_course_class, tmp_path_factory):
    """A tiny course, released once; its folder is copied for each test."""
    tiny = tiny_course_class(tmp_path_factory.mktemp("released") / "course")
    release(tiny.open(), tiny.assignment())
    return tiny.root


@pytest.fixture
def tiny_class(released, tmp_path):
    """A course for this test alone, with `hand_in` and `record`."""
    root = tmp_path / "course"
    shutil.copytree(released, root)
    from gradax.course import Course

    def course():
        return Course.open(root)

    def hand_in(student, source="def clamp(x, low, high):\n    return x\n", *, change=lambda notebook: None):
        notebook = json.loads((root / "release/01_tiny/01_tiny.ipynb").read_text())
        next(cell for cell in notebook["cells"] if cell["id"] == "clamp")["source"] = source
        change(notebook)
        path = root / "submitted" / student / "01_tiny" / "01_tiny.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
        return path

    def save(*results):
        for result in results:
            if not (root / "submitted" / result.student).exists():
                hand_in(result.student)
        record_results(course().assignment("01_tiny"), results)

    return SimpleNamespace(root=root, course=course, hand_in=hand_in, record=save, name="01_tiny")
