import pytest

from gradax.markup import CODE, EMPHASIS, TEXT, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [(TEXT, "plain")]),
        ("call `f(x)` now", [(TEXT, "call "), (CODE, "f(x)"), (TEXT, " now")]),
        ("see *Children and data*.", [(TEXT, "see "), (EMPHASIS, "Children and data"), (TEXT, ".")]),
        ("`a * b` and `c * d`", [(CODE, "a * b"), (TEXT, " and "), (CODE, "c * d")]),
        ("2 * x * y", [(TEXT, "2 * x * y")]),
        ("x*y*z and a**b**c", [(TEXT, "x*y*z and a**b**c")]),
        ("one ` alone", [(TEXT, "one ` alone")]),
        ("", []),
    ],
)
def test_spans(text, expected):
    assert list(spans(text)) == expected
