"""Right answers in notebooks together, and the visible checks that must accept them."""

import pytest

from gradax.authoring.right_notebooks import refused_by_checks, right_notebooks

CHECKS, BANK = "source/01_tiny/checks/test_clamp.py", "tests/01_tiny/answers"


@pytest.fixture
def refused(tiny_course):
    def refused():
        notebooks = right_notebooks(tiny_course.assignment(), ["clamp"])
        return [line for right in notebooks for line in refused_by_checks(tiny_course.root, "01_tiny", right)]

    return refused


def test_checks_that_accept_each_right_answer_are_well(refused):
    assert refused() == []


def test_a_check_that_asks_for_more_than_the_text_is_named(refused, tiny_course):
    path = tiny_course.root / CHECKS
    path.write_text(path.read_text().replace("clamp(9.0, 0.0, 1.0)", "clamp(x=9.0, low=0.0, high=1.0)"))
    tiny_course.write(f"{BANK}/clamp/right_x.py", "# Other names.\ndef clamp(a, b, c):\n    return max(b, min(c, a))\n")
    (line,) = refused()
    assert line.startswith("01_tiny/clamp: right_x is refused by the visible check `test_a_large_number`: ")


def test_each_right_answer_has_its_turn(tiny_course):
    tiny_course.write(f"{BANK}/wrap/right_x.py", "# X.\nwrap = clamp\n")
    notebooks = list(right_notebooks(tiny_course.assignment(), ["clamp"]))
    assert [{exercise: answer.name for exercise, answer in each.answers.items()} for each in notebooks] == [
        {"clamp": "right_nested", "wrap": "right_x"},
        {"clamp": "right_sorted", "wrap": "right_x"},
    ]
