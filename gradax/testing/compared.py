"""What came back beside what is expected: a visible check's card draws the two."""

from __future__ import annotations

from typing import Any, NamedTuple


class Compared(NamedTuple):
    """Two values that should be alike. They hold everything a student may not see of a hidden test.

    Attributes:
        got: what the student returned, as plain data.
        want: what is expected.
        rtol: relative tolerance, of the expected value.
        atol: absolute tolerance.
        structure_only: whether only containers, keys and shapes count.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return 2 * x")
        >>> got = student.double(1.0)
        >>> expect(got == 2.0, "It should be 2.", compared=Compared(got, 2.0))

        Fails:

        >>> expect(got == 3.0, "It should be 3.", compared=Compared(got, 3.0))
        Traceback (most recent call last):
        gradax.testing.failure.Failure: It should be 3.
    """

    got: Any
    want: Any
    rtol: float = 0.0
    atol: float = 0.0
    structure_only: bool = False
