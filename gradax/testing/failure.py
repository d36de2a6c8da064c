"""How a test fails."""

from __future__ import annotations

from typing import NoReturn

from gradax import codes
from gradax.results import Kind, Stop
from gradax.testing.compared import Compared


class Failure(Exception):
    """A test's refusal, in its author's words; `fail`, `expect` and the other expectations raise it.

    Attributes:
        message: what a student reads, of a hidden test too: no inputs, no values.
        detail: values and inputs. Visible checks show it, and so does pytest to the instructor; feedback never does.
        kind: what ended the student's code early, if something did.
        code: names the failure in a word that does not change with the sentence; see `gradax.codes`.
        compared: the values that `detail` describes, for visible checks to draw.
        stop: where the student's code stopped, if that is known.

    Examples:
        Passes:

        >>> failure = Failure("`double(x)` is `x` itself.", "x: 3", code="identity")
        >>> failure.message, failure.detail, failure.code
        ('`double(x)` is `x` itself.', 'x: 3', 'identity')

        Fails:

        >>> raise failure
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` is `x` itself.
        x: 3
    """

    def __init__(
        self,
        message: str,
        detail: str = "",
        *,
        kind: Kind | None = None,
        code: str = codes.REFUSED,
        compared: Compared | None = None,
        stop: Stop | None = None,
    ) -> None:
        message = message[:1].upper() + message[1:]  # a test may call it "the losses"
        super().__init__(f"{message}\n{detail}" if detail else message)
        self.message = message
        self.detail = detail
        self.kind = kind
        self.code = code
        self.compared = compared
        self.stop = stop


def fail(message: str, detail: str = "", *, code: str = codes.REFUSED) -> NoReturn:
    """Fail the test with `message`.

    Args:
        message: what the student reads.
        detail: what only visible checks and instructors may see.
        code: names the cause, if the test has confirmed one: ``uphill``.

    Raises:
        Failure: always.

    Examples:
        Passes:

        >>> student = student_of("def double(x): return 2 * x")
        >>> if student.double(3) == 3:
        ...     fail("`double(x)` is `x` itself.", code="identity")

        Fails:

        >>> student = student_of("def double(x): return x")
        >>> if student.double(3) == 3:
        ...     fail("`double(x)` is `x` itself.", code="identity")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `double(x)` is `x` itself.
    """
    __tracebackhide__ = True
    raise Failure(message, detail, code=code)


def expect(
    condition: object,
    message: str,
    detail: str = "",
    *,
    code: str = codes.UNMET,
    compared: Compared | None = None,
) -> None:
    """Fail with `message` unless `condition` is exactly true.

    A condition is a bool or a zero-dimensional array of one; anything else fails, so that a student's value used as a
    condition neither passes for being non-empty nor raises for being an array.

    Args:
        condition: the claim.
        message: what the student reads.
        detail: what only visible checks and instructors may see.
        code: names the cause, if the condition confirms one.
        compared: the values that `detail` describes, for a visible check's card to draw.

    Raises:
        Failure: where the claim does not hold, with the code ``unmet`` unless another one is given.

    Examples:
        Passes:

        >>> student = student_of("def is_even(n): return n % 2 == 0")
        >>> expect(student.is_even(4), "4 is even.")

        Fails:

        >>> expect(student.is_even(3), "3 is odd.")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: 3 is odd.
        >>> expect("yes", "A text is not a bool, whatever it says.")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: A text is not a bool, whatever it says.
    """
    __tracebackhide__ = True
    if not _is_true(condition):
        raise Failure(message, detail, code=code, compared=compared)


def _is_true(condition: object) -> bool:
    if isinstance(condition, bool):
        return condition
    if getattr(condition, "shape", None) == () and str(getattr(condition, "dtype", "")) == "bool":
        return bool(condition)
    return False
