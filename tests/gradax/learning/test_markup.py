import pytest

from gradax.learning.markup import CODE, EMPHASIS, TEXT, printable, spans


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


def test_what_steers_a_terminal_or_the_reading_direction_is_replaced():
    assert printable("a\x1b[31mb\u202ec\n\td") == "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c\n\td"
