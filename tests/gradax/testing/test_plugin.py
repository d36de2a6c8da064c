"""Plain pytest on a course's tests: they run on the solution, and are collected strictly."""

import subprocess
import sys

import pytest


@pytest.fixture
def plain_pytest(tiny_course):
    def plain_pytest(*arguments, **environment):
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "--rootdir", str(tiny_course.root)]
        done = subprocess.run(
            [*command, *arguments], cwd=tiny_course.root, capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout + done.stderr

    return plain_pytest


def test_hidden_tests_and_visible_checks_run_on_the_solution(plain_pytest, tiny_course):
    name = tiny_course.name
    said = plain_pytest(f"tests/{name}", f"source/{name}/checks", "--import-mode=importlib")
    assert "4 passed" in said


def test_a_failure_says_how_to_replay_it(plain_pytest, tiny_course):
    tiny_course.write(
        f"tests/{tiny_course.name}/test_clamp.py",
        'from gradax.testing import fail\ndef test_it(student, rng):\n    """It."""\n    fail("No.", "x = 3")\n',
    )
    said = plain_pytest(f"tests/{tiny_course.name}")
    assert "gradax.testing.failure.Failure: No." in said
    assert "x = 3" in said
    assert "run again with GRADAX_SEED=" in said


def test_a_test_that_would_be_misunderstood_is_refused(plain_pytest, tiny_course):
    tiny_course.write(f"tests/{tiny_course.name}/test_clamp.py", "def test_it(student): pass\n")
    said = plain_pytest(f"tests/{tiny_course.name}")
    assert "test_clamp.py: `test_it` has no docstring" in said


def test_other_tests_are_left_alone(plain_pytest, tiny_course):
    tiny_course.write("tests/package/test_own.py", "def test_it(): pass\n")
    assert "1 passed" in plain_pytest("tests/package")


def test_a_student_elsewhere_is_explained(plain_pytest, tiny_course):
    tiny_course.write("tests/package/test_own.py", "def test_it(student): pass\n")
    assert "`student` is there for a course's tests only" in plain_pytest("tests/package")


def test_a_seed_that_is_none_is_explained(plain_pytest, tiny_course, monkeypatch):
    monkeypatch.setenv("GRADAX_SEED", "abc")
    assert "GRADAX_SEED is 'abc'; give the whole number that a run printed." in plain_pytest("tests")
