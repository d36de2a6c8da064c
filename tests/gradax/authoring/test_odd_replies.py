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


def test_each_test_is_tried_behind_its_first_reply_too(tiny_course):
    path = tiny_course.root / HIDDEN
    late = """

def test_late(student):
    \"\"\"Late.\"\"\"
    expect(student.clamp(9.0, 0.0, 1.0) == 1.0, "no")
    expect(round(student.clamp(-9.0, 0.0, 1.0)) == 0, "no")
"""
    path.write_text(path.read_text() + late)
    (line,) = problems(tiny_course.root, "01_tiny", "clamp")
    assert line.startswith("01_tiny/clamp: `test_late` raises where ")


def test_what_a_test_draws_stays_the_same(tiny_course):
    path = tiny_course.root / HIDDEN
    drawn = tiny_course.root / "drawn"
    path.write_text(
        path.read_text() + f'\n\ndef test_draws(student, rng):\n    """It."""\n'
        f"    with open({str(drawn)!r}, 'a') as file:\n        print(rng.random(), file=file)\n"
    )
    problems(tiny_course.root, "01_tiny", "clamp")
    lines = drawn.read_text().splitlines()
    assert (len(lines), len(set(lines))) == (2 * len(ODD), 1)


@pytest.mark.parametrize("name", ODD)
def test_every_odd_reply_can_be_made_of_any(name):
    for value in (None, 3, 2.5, "text", [], [1, (2,)], {"a": [1.0]}, {}):
        ODD[name](value)
