import pytest

from gradax.authoring.hidden_tests import read_hidden_tests
from gradax.course import CourseError

SOURCE = '''\
"""What the module is about, in a long docstring."""

BECAUSE = "a constant sentence"

@probe
def seen(student):
    """A probe."""
    return student.x

def test_one(student):
    """The rubric."""
    n = 3
    fail(f"got {n} of these")

def test_two(student):
    pass
'''


@pytest.fixture
def tests(tmp_path):
    path = tmp_path / "test_f.py"
    path.write_text(SOURCE)
    return read_hidden_tests(path)


def test_names_are_the_tests_in_order(tests):
    assert tests.names == ["test_one", "test_two"]


def test_the_rubric_is_the_docstring(tests):
    assert (tests.rubric("test_one"), tests.rubric("test_two")) == ("The rubric.", None)


def test_a_body_is_without_its_docstring(tests):
    assert tests.body("seen") == ["    return student.x"]


def test_texts_are_the_strings_but_the_docstrings(tests):
    assert sorted(tests.texts()) == [" of these", "a constant sentence", "got "]


def test_nothing_is_imported(tmp_path):
    path = tmp_path / "test_g.py"
    path.write_text("import there_is_no_such_module\ndef test_g(student):\n    'Fine.'\n")
    assert read_hidden_tests(path).names == ["test_g"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"test_g\.py: there is no such file; write the tests of 'g' there"):
        read_hidden_tests(tmp_path / "test_g.py")


def test_a_file_that_is_not_python_is_named(tmp_path):
    (tmp_path / "test_g.py").write_text("def test_g(:\n")
    with pytest.raises(CourseError, match=r"test_g\.py: not a Python file: .*line 1"):
        read_hidden_tests(tmp_path / "test_g.py")
