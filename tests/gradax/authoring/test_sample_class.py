import ast
import json
import shutil

import pytest

from gradax.authoring import hostile
from gradax.authoring.sample_class import MEMBERS, make_class
from gradax.authoring.solutions import without_marks
from gradax.grading.diagnosis import Known, fingerprints_path, format_fingerprints
from gradax.submission.canonical import canonicalise


@pytest.fixture
def course(tiny_course):
    """A tiny course that is released, as far as the sample class looks at it."""
    shutil.copytree(tiny_course.root / "source", tiny_course.root / "release")
    return tiny_course


def submission(course, student):
    return course.root / "submitted" / student / "01_tiny" / "01_tiny.ipynb"


def submissions(course):
    return {path.parts[-3]: path.read_bytes() for path in (course.root / "submitted").rglob("*.ipynb")}


def answer_of(course, student):
    canonical = canonicalise(course.assignment().notebook, submission(course, student).read_bytes(), max_bytes=1 << 20)
    return next(cell.source for cell in canonical.cells if cell.exercise == "clamp")


def test_there_are_twelve_students_each_with_a_notebook(course):
    assert make_class(course.open()) == []
    assert sorted(submissions(course)) == sorted(member.name for member in MEMBERS)


def test_a_seed_makes_the_same_class_again(course):
    make_class(course.open())
    first = submissions(course)
    shutil.rmtree(course.root / "submitted")
    make_class(course.open())
    assert submissions(course) == first


def test_a_class_may_be_larger_or_smaller(course):
    make_class(course.open(), 3)
    assert len(submissions(course)) == 3
    make_class(course.open(), 15)
    assert len(submissions(course)) == 15


def test_the_perfect_one_hands_in_the_solution(course):
    make_class(course.open())
    assert answer_of(course, "ada") == without_marks(course.assignment().exercises[0].solution)


def test_the_mistaken_one_hands_in_a_wrong_answer_of_the_bank(course):
    make_class(course.open())
    wrong = [answer.source for answer in course.assignment().bank if not answer.right]
    assert answer_of(course, "niels") in wrong


def test_the_one_misconception_is_one_that_grading_names(course):
    answers = [answer for answer in course.assignment().bank if not answer.right]
    for wrong in answers:
        known = {wrong.name: Known("Forgets it.", (("test_it", "forgets"),)), "wrong_other": Known("No.", ())}
        fingerprints_path(course.assignment()).write_bytes(format_fingerprints({"clamp": known}))
        make_class(course.open())
        assert answer_of(course, "sofia") == wrong.source
    assert len(answers) > 1


def test_the_broken_one_cannot_be_read(course):
    make_class(course.open())
    with pytest.raises(ValueError):
        json.loads(submission(course, "henri").read_text())


def test_the_forger_rewrites_the_points(course):
    make_class(course.open())
    cells = json.loads(submission(course, "mallory").read_text())["cells"]
    assert [cell["metadata"]["nbgrader"]["points"] for cell in cells if cell["id"] == "test_clamp"] == [1000]


@pytest.mark.parametrize(
    "attack", [hostile.endless, hostile.hoarder, hostile.quitter, hostile.flatterer, hostile.saboteur, hostile.thief]
)
def test_an_attack_is_python_and_defines_what_is_asked_for(attack):
    defined = [node.name for node in ast.parse(attack("clamp")).body if isinstance(node, ast.FunctionDef)]
    assert "clamp" in defined


def test_what_a_student_handed_in_stays(course):
    path = submission(course, "ada")
    path.parent.mkdir(parents=True)
    path.write_text("a student's own work")
    assert make_class(course.open()) == [path]
    assert path.read_text() == "a student's own work"


def test_a_sample_that_was_changed_stays(course):
    make_class(course.open())
    submission(course, "ada").write_text("changed by hand")
    assert make_class(course.open(), seed=1) == [submission(course, "ada")]


def test_a_sample_that_was_not_changed_is_made_anew(course):
    make_class(course.open())
    before = submissions(course)
    make_class(course.open(), seed=5)
    assert submissions(course)["ada"] == before["ada"]
    assert any(submissions(course)[name] != before[name] for name in before)
