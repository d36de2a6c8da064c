"""The reading edition of the tiny course."""

import pytest

from gradax.authoring.reading_edition import reading_edition, write_reading_edition
from gradax.course.notebook import is_code, nbgrader_of, read_notebook, source_of
from tests.gradax.conftest import by_hand_cells


def texts(notebook, *, code):
    return [source_of(cell) for cell in notebook["cells"] if is_code(cell) is code]


def test_code_is_the_instructors_without_marks_and_checks(tiny_course):
    setup, solution, demonstration = texts(reading_edition(tiny_course.assignment()), code=True)
    assert (setup, demonstration) == ("from gradax import check, hint", "clamp(3, 0, 1)")
    assert "return min(high, bounded_below)" in solution
    assert "SOLUTION" not in solution


def test_it_says_below_the_title_what_it_is(tiny_course):
    title, about, *_ = texts(reading_edition(tiny_course.assignment()), code=False)
    assert title.startswith("# Intervals")
    assert about.startswith("**Reading edition.**")


def test_after_a_solution_come_other_ways(tiny_course):
    asides = texts(reading_edition(tiny_course.assignment()), code=False)[2:4]
    assert sorted(asides) == [
        "**Another way.** One expression.\n\n"
        "```python\ndef clamp(x, low, high):\n    return max(low, min(high, x))\n```",
        "**Another way.** The middle one of three.\n\n"
        "```python\ndef clamp(x, low, high):\n    return sorted((low, x, high))[1]\n```",
    ]


def test_then_mistakes_that_fail_differently_each_with_what_gives_it_away(tiny_course):
    asides = texts(reading_edition(tiny_course.assignment()), code=False)[4:]
    said = [aside.split(" What gives it away:")[0].removeprefix("**Looks right, but is not.** ") for aside in asides]
    one_bound, *others = sorted(said, key=lambda each: not each.startswith("Forgets"))
    assert one_bound in ("Forgets the lower bound.", "Forgets the upper bound.")  # both fail alike
    assert sorted(others) == ["Always the lower bound.", "Takes the bounds without their signs."]
    signs = next(aside for aside in asides if "signs" in aside)
    assert "\n- Bounds below zero work too.\n" in signs
    assert "# fails" not in signs


def test_mistakes_that_miss_the_lesson_come_first(tiny_course):
    tiny_course.write(
        "tests/01_tiny/answers/clamp/wrong_rounds.py",
        "# Rounds.\n# fails: test_leaves_a_number_within_alone\n"
        "def clamp(x, low, high):\n    bounded_below = max(low, round(x))\n    return min(high, bounded_below)\n",
    )
    asides = texts(reading_edition(tiny_course.assignment()), code=False)
    assert not any("Rounds." in aside for aside in asides)


def test_a_long_answer_is_not_worth_reading(tiny_course):
    lines = "".join(f"    x = x + {number} - {number}\n" for number in range(50))
    tiny_course.write(
        "tests/01_tiny/answers/clamp/right_long.py",
        f"# Long.\ndef clamp(x, low, high):\n{lines}    return max(low, min(high, x))\n",
    )
    asides = texts(reading_edition(tiny_course.assignment()), code=False)
    assert not any("Long." in aside for aside in asides)


def test_model_answers_and_mark_schemes_are_to_be_read(tiny_course):
    tiny_course.cells += by_hand_cells()
    tiny_course.write_notebook()
    read = "\n".join(texts(reading_edition(tiny_course.assignment()), code=False))
    assert "Because the nearest bound" in read
    assert "One point for either axis" in read
    assert "MARK SCHEME" not in read


def test_nbgrader_has_no_part_in_it(tiny_course):
    assert not any(map(nbgrader_of, reading_edition(tiny_course.assignment())["cells"]))


@pytest.mark.parametrize("material", ["images/interval.txt", "data/numbers.txt"])
def test_what_the_notebook_shows_or_reads_lies_beside_it(tiny_course, material):
    tiny_course.write(f"source/01_tiny/{material}", "It is here.")
    path = write_reading_edition(tiny_course.assignment())
    assert path == tiny_course.root / "solutions" / "01_tiny" / "01_tiny.ipynb"
    assert (path.parent / material).read_text() == "It is here."
    assert sorted(each.name for each in path.parent.iterdir()) == ["01_tiny.ipynb", material.split("/")[0]]


def test_it_takes_the_place_of_an_earlier_one(tiny_course):
    stale = tiny_course.write("solutions/01_tiny/data/old.txt", "old")
    path = write_reading_edition(tiny_course.assignment())
    assert not stale.exists()
    assert read_notebook(path)["nbformat"] == 4
