"""Released, graded, revised, released, graded: by the real commands, in the real sandbox."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GRADAX = Path(sys.executable).parent / "gradax"


def gradax(course, *arguments):
    environment = os.environ | {"COLUMNS": "200"}
    done = subprocess.run(
        [str(GRADAX), *arguments], cwd=course.root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout


def results(course, student):
    found = json.loads((course.root / "autograded" / student / course.name / "results.json").read_text())
    return {each["name"]: each["score"] for each in found["exercises"]}, found["warnings"]


@pytest.fixture
def handed_in(revised, protection):
    """Released to ada and bob, who have handed in; bob's `negate` is wrong."""
    if protection is None:
        pytest.skip("nothing is graded without protection, and this machine gives none")
    gradax(revised, "release")
    revised.hand_in("ada")
    revised.hand_in("bob", negate="def negate(x):\n    return x\n")
    return revised


def test_a_revised_assignment_is_graded_fairly_and_keeps_what_was_given_by_hand(handed_in):
    course = handed_in
    gradax(course, "grade")
    assert results(course, "bob") == ({"double": 20.0, "negate": 7.5, "join": 12.5}, [])
    course.give("bob", "negate", points=25.0, comment="The sign alone was wrong.")

    course.rename("negate", "flip")
    course.declare("negate", "flip")
    course.value("join", 40.0)
    course.add("triple", 10.0)
    told = gradax(course, "release")
    assert "ada and bob have been graded. For them:" in told
    assert gradax(course, "release", "--check") == "release/ is in step with source/: 1 assignment.\n"

    course.hand_in("cem", flip="def flip(x):\n    return -x\n", triple="def triple(x):\n    return 2 * x\n",
                   join="def join(a, b):\n    return [double(a), flip(b)]\n")  # fmt: skip
    gradax(course, "grade")
    assert results(course, "ada")[0] == {"double": 20.0, "flip": 30.0, "join": 40.0, "triple": 0.0}
    assert results(course, "bob")[1] == [
        "`negate` is called `flip` now, and was graded as that.",
        "The settings (points, locks) of `test_join` are not as in the release; the released ones count.",
        "The exercise `triple` is not in the submission. If the notebook is from an earlier release, copy the cells "
        "from the new one, and hand it in again.",
    ]
    assert results(course, "cem") == ({"double": 20.0, "flip": 30.0, "join": 40.0, "triple": 10.0}, [])
    assert course.grades("bob")["flip"] == (7.5, 25.0, False)
    assert course.comment("bob", "flip") == "The sign alone was wrong."
    gradax(course, "feedback")
    assert (
        "The sign alone was wrong."
        in (course.root / "feedback" / "bob" / course.name / f"{course.name}.html").read_text()
    )
    assert "bob,01_small,55,100,0,55,graded," in gradax(course, "export")


def test_a_dropped_exercise_is_no_dead_end(handed_in):
    """As in a course where `gradax release` and `gradax grade` once sent each other for help."""
    course = handed_in
    gradax(course, "grade")
    course.drop("negate")
    assert "`negate` is gone, and its 30 points with it." in gradax(course, "release")
    gradax(course, "grade")
    told = "The release has no exercise `negate`; what was written for it ran with the rest, and gives no points."
    assert results(course, "ada") == ({"double": 20.0, "join": 50.0}, [told])
    assert course.grades("ada") == {"double": (20.0, None, False), "join": (50.0, None, False)}


def test_whoever_was_not_graded_yet_is_graded_by_the_new_release(handed_in):
    course = handed_in
    course.add("triple", 10.0)
    assert "ada and bob have handed in." in gradax(course, "release")
    gradax(course, "grade")
    assert results(course, "ada")[0] == {"double": 20.0, "negate": 30.0, "join": 50.0, "triple": 0.0}
