import pytest

from gradax.authoring.mutation.equivalents import read_equivalents
from gradax.course import CourseError

GOOD = """\
- reason: Both are the same for a square.
  changes:
    - |
        - return a < b
        + return a <= b
"""


def test_each_change_has_its_reason(tmp_path):
    path = tmp_path / "equivalent.yaml"
    path.write_text(GOOD)
    assert read_equivalents(path) == {"- return a < b\n+ return a <= b": "Both are the same for a square."}


def test_there_need_not_be_any(tmp_path):
    assert read_equivalents(tmp_path / "equivalent.yaml") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff", "cannot be read as UTF-8 text"),
        (b"a: [", "not YAML: while parsing"),
        (b"a: 1", "Expected `array`, got `object`. Make it a list in which each entry has a `reason` and a list"),
        (b"", "Make it a list"),
        (b"- changes: []", "Object missing required field `reason`"),
        (b"- reason: ' '\n  changes: [x]", "a `reason` is empty; say why these changes leave the solution right."),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_said(tmp_path, text, said):
    path = tmp_path / "equivalent.yaml"
    path.write_bytes(text)
    with pytest.raises(CourseError, match=f"equivalent.yaml: .*{said}"):
        read_equivalents(path)
