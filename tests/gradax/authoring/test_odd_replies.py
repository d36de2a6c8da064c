"""Hidden tests that raise for an odd reply are found."""

import pytest

from gradax.authoring.odd_replies import ODD, problems

HIDDEN = "tests/01_tiny/test_clamp.py"


def test_tests_that_judge_whatever_comes_back_are_well(tiny_course):
    assert problems(tiny_course.root, "01_tiny", "clamp") == []


@pytest.mark.parametrize(
    "careless",
    [
        "student.clamp(9.0, 0.0, 1.0) + 0.0 == 1.0",
        "round(student.clamp(9.0, 0.0, 1.0)) == 1",
        "[1.0][student.clamp(0, 0, 1)] == 1.0",
    ],
)
def test_a_test_that_raises_is_named(tiny_course, careless):
    path = tiny_course.root / HIDDEN
    path.write_text(path.read_text() + f'\n\ndef test_it(student):\n    """It."""\n    expect({careless}, "no")\n')
    (line,) = problems(tiny_course.root, "01_tiny", "clamp")
    assert line.startswith("01_tiny/clamp: `test_it` raises where ")


@pytest.mark.parametrize("name", ODD)
def test_every_odd_reply_can_be_made_of_any(name):
    for value in (None, 3, 2.5, "text", [], [1, (2,)], {"a": [1.0]}, {}):
        ODD[name](value)
