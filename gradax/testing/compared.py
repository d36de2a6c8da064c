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
    """

    got: Any
    want: Any
    rtol: float = 0.0
    atol: float = 0.0
    structure_only: bool = False
