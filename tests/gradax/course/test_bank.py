"""Answer banks: what an answer file must say of itself."""

import pytest

from gradax.course import CourseError, read_answer, read_bank


def answer(tmp_path, name, text):
    path = tmp_path / "forward" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_wrong_answer_names_its_misconception_and_what_it_fails(tmp_path):
    path = answer(tmp_path, "wrong_sign.py", "# Adds the gradient.\n# fails: test_a, test_b\nx = 1\n")
    read = read_answer(path)
    assert (read.exercise, read.name, read.right) == ("forward", "wrong_sign", False)
    assert read.description == "Adds the gradient."
    assert read.fails == ("test_a", "test_b")


def test_a_right_answer_needs_no_list_of_failures(tmp_path):
    assert read_answer(answer(tmp_path, "right_loop.py", "# A loop.\nx = 1\n")).right


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("odd.py", "# x\n", "name it wrong_<slug>.py or right_<slug>.py"),
        ("wrong_.py", "# x\n", "name it wrong_<slug>.py or right_<slug>.py"),
        ("wrong_a.py", "x = 1\n", "begin it with a comment line"),
        ("wrong_a.py", "# fails: test_a\nx = 1\n", "begin it with a comment line"),
        ("wrong_a.py", "# A mistake.\nx = 1\n", "say which hidden tests it fails"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(tmp_path, name, text, sentence):
    with pytest.raises(CourseError, match=sentence):
        read_answer(answer(tmp_path, name, text))


def test_a_bank_is_read_in_order_and_a_missing_one_is_empty(tmp_path):
    answer(tmp_path, "wrong_b.py", "# B.\n# fails: t\n")
    answer(tmp_path, "right_a.py", "# A.\n")
    assert [each.name for each in read_bank(tmp_path)] == ["right_a", "wrong_b"]
    assert read_bank(tmp_path / "nowhere") == []
