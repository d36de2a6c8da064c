import pytest

from gradax.authoring.new.name import LONGEST, assignment_name, exercise_name, title_of
from gradax.course import CourseError


@pytest.mark.parametrize("name", ["01_first", "week_1", "a", "2"])
def test_names_of_assignments(name):
    assert assignment_name(name) == name


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Week 1", "week_1"),
        ("01-first", "01_first"),
        ("01.first", "01_first"),
        ("Übung", "ubung"),
        ("../first", "first"),
        ("First", "first"),
        ("a\nb", "a_b"),
    ],
)
def test_another_name_is_suggested(name, other):
    with pytest.raises(CourseError, match="cannot be the name of an assignment: it is made of lower-case") as refused:
        assignment_name(name)
    assert str(refused.value).endswith(f"Try `{other}`.")


@pytest.mark.parametrize("name", ["", "日本", "-", " "])
def test_nothing_is_suggested_where_nothing_is_like_it(name):
    with pytest.raises(CourseError, match=r"40 at most\.$"):
        assignment_name(name)


def test_a_name_is_not_too_long_for_a_file():
    with pytest.raises(CourseError, match=f"{LONGEST} at most. Try `{'a' * LONGEST}`"):
        assignment_name("a" * 300)


@pytest.mark.parametrize("name", ["shares", "log_softmax", "f2"])
def test_names_of_exercises(name):
    assert exercise_name(name) == name


@pytest.mark.parametrize("name", ["2d", "_hidden", "Shares", "log softmax", "log.softmax", "größe"])
def test_an_exercise_is_named_as_a_function_is(name):
    with pytest.raises(CourseError, match="cannot be the name of an exercise: it is made a letter first, then lower"):
        exercise_name(name)


def test_an_exercise_is_not_named_as_a_word_of_python_is():
    with pytest.raises(CourseError, match="`lambda` is a word of Python's own; choose another name"):
        exercise_name("lambda")


@pytest.mark.parametrize("name", ["jnp", "check", "probe", "export"])
def test_an_exercise_does_not_hide_what_notebooks_and_tests_use(name):
    with pytest.raises(CourseError, match=f"`{name}` means something else in notebooks or tests"):
        exercise_name(name)


def test_an_exercise_is_not_named_as_a_test_is():
    with pytest.raises(CourseError, match="`test_shares` begins like the name of a test; leave out `test_`"):
        exercise_name("test_shares")


@pytest.mark.parametrize(("name", "title"), [("01_first_steps", "First steps"), ("mine", "Mine"), ("01", "01")])
def test_a_title_made_of_a_name(name, title):
    assert title_of(name) == title
