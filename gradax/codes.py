"""Codes of failures: short words that stay while sentences are rewritten.

A code that an author gives names a cause which the check has confirmed, such as ``uphill``. The codes here are generic:
they say how something fell short, and leave open why.
"""

from __future__ import annotations

from gradax.results import Kind

REFUSED, UNMET, RECOGNISED = (
    "refused",
    "unmet",
    "recognised",
)  # by `fail`, `expect` and `recognise`, where none is given
STRUCTURE, TYPE, SHAPE, DTYPE, VALUE, NAN, INF = "structure", "type", "shape", "dtype", "value", "nan", "inf"
OF_VALUES = frozenset({VALUE, NAN, INF})
ASSERTION = "assertion"
NOT_WRITTEN = "not-written"
ODD_REPLY = "odd-reply"  # a test could make nothing of it, though it judges the reference solution

# Of errors, which are ours.
TEST_RAISED, GRADER_FAULT, NOT_COLLECTED = "test-raised", "grader-fault", "not-collected"

_GENERIC = frozenset(
    {REFUSED, UNMET, RECOGNISED, STRUCTURE, TYPE, SHAPE, DTYPE, VALUE, NAN, INF, ASSERTION, NOT_WRITTEN, ODD_REPLY}
    | {kind.value for kind in Kind}
)
_EXCEPTION = f"{Kind.EXCEPTION}:"


def of_exception(name: str | None) -> str:
    """The code of an exception of that class, if its class is known to us: ``exception:TypeError``."""
    return f"{_EXCEPTION}{name}" if name else Kind.EXCEPTION.value


def names_a_cause(code: str) -> bool:
    """Whether a code names a cause that its check has confirmed."""
    return code not in _GENERIC and not code.startswith(_EXCEPTION)
