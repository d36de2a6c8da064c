import pytest

from gradax.authoring.solutions import has_region, public_lines, solution_lines, without_marks

CELL = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"


def test_what_is_between_the_marks_is_the_solution():
    assert solution_lines(CELL) == ["    return x"]


def test_the_rest_is_public():
    assert public_lines(CELL) == ["def f(x):"]


def test_without_marks_it_is_what_a_student_would_write():
    assert without_marks(CELL) == "def f(x):\n    return x"


def test_a_cell_may_hold_two_regions():
    two = f"{CELL}\n{CELL}"
    assert solution_lines(two) == ["    return x"] * 2
    assert has_region(two)


@pytest.mark.parametrize(
    "source",
    ["def f(x): ...", "### BEGIN SOLUTION\nx", "x\n### END SOLUTION", CELL.replace("END", "BEGIN")],
    ids=["no marks", "no end", "no begin", "two begins"],
)
def test_marks_come_in_pairs(source):
    assert not has_region(source)
