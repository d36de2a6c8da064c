"""The course that ships with gradax, as its author must keep it."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gradax.authoring.claims import AT_MOST
from gradax.authoring.execute import execute
from gradax.authoring.lint import lint
from gradax.authoring.release import find_drift
from gradax.course import Course
from gradax.course.notebook import is_code, is_demo, source_of
from gradax.grading.diagnosis import fingerprints_path, read_fingerprints

COURSE = Course.open(Path(__file__).parents[3])
SEED = "20261122"  # one for all runs, so that a failure can be repeated; `gradax verify` by itself takes a fresh one
each_assignment = pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda assignment: assignment.name)


@each_assignment
def test_the_linter_is_content(assignment):
    assert list(map(str, lint(COURSE, [assignment]))) == []


@each_assignment
def test_release_is_in_step_with_source(assignment):
    assert find_drift(COURSE, assignment) == []


@each_assignment
def test_each_wrong_answer_has_its_fingerprint(assignment):
    """That the fingerprints are those of today's tests is the gate's to say."""
    known = read_fingerprints(fingerprints_path(assignment))
    for answer in assignment.bank:
        if not answer.right:
            assert known[answer.exercise][answer.name].fingerprint, answer.path


@each_assignment
def test_each_prediction_is_asked_for_once_and_answered_below(assignment):
    calls = [
        (ast.literal_eval(call.args[0]), bool(call.keywords))
        for cell in assignment.notebook["cells"]
        if is_code(cell) and is_demo(cell)
        for call in ast.walk(ast.parse(source_of(cell)))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("predict", "gradax.predict")
        if isinstance(call.args[0], ast.Constant)
    ]
    questions = [question for question, answered in calls if not answered]
    assert questions
    assert calls == [(question, answered) for question in questions for answered in (False, True)]
    assert len(set(questions)) == len(questions)


@each_assignment
def test_each_exercise_names_its_core(assignment):
    for exercise in assignment.exercises:
        assert "@pytest.mark.core" in assignment.hidden_path(exercise.name).read_text(), exercise.name


@pytest.mark.slow
@each_assignment
def test_the_notebook_runs_with_its_solutions(assignment):
    assert execute(assignment) == []


@pytest.fixture(scope="module")
def gate(tmp_path_factory):
    """`gradax verify` of the whole course, run once, so that both processors have work until the last answer."""
    report = tmp_path_factory.mktemp("gate") / "report.json"
    command = [str(Path(sys.executable).with_name("gradax")), "verify", "--quick", "--json", str(report)]
    environment = {**os.environ, "GRADAX_SEED": SEED}
    done = subprocess.run(command, cwd=COURSE.root, capture_output=True, text=True, env=environment)
    return done, json.loads(report.read_bytes()) if report.is_file() else {}


@pytest.mark.slow
@pytest.mark.alone
def test_the_gate_is_passed(gate):
    done, _ = gate
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.alone
def test_claims_weigh_a_third_at_most(gate):
    _, report = gate
    shares = {(each["assignment"], each["name"]): each.get("claims", 0) for each in report["exercises"]}
    assert {exercise: share for exercise, share in shares.items() if share > AT_MOST} == {}


@pytest.mark.slow
@pytest.mark.alone
def test_fingerprints_are_those_of_todays_tests(gate):
    done, _ = gate
    said = " ".join((done.stdout + done.stderr).split())
    assert ("is older than its tests" in said, "has no fingerprint yet" in said) == (False, False)
