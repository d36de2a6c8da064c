"""How a test says no."""

from __future__ import annotations

from typing import NoReturn

from gradax import codes
from gradax.results import Kind


class Failure(Exception):
    """A test's refusal, in its author's words.

    Attributes:
        message: what a student reads, of a hidden test too: no inputs, no values.
        detail: values and inputs. Visible checks show it, and so does pytest to the instructor; feedback never does.
        kind: what ended the student's code early, if something did.
        code: names the failure in a word that does not change with the sentence; see `gradax.codes`.
    """

    def __init__(self, message: str, detail: str = "", *, kind: Kind | None = None, code: str = codes.REFUSED) -> None:
        message = message[:1].upper() + message[1:]  # a test may call it "the losses"
        super().__init__(f"{message}\n{detail}" if detail else message)
        self.message = message
        self.detail = detail
        self.kind = kind
        self.code = code


def fail(message: str, detail: str = "", *, code: str = codes.REFUSED) -> NoReturn:
    """Fail the test with `message`.

    Args:
        message: what the student reads.
        detail: what only visible checks and instructors may see.
        code: names the cause, if the test has confirmed one: ``uphill``.
    """
    __tracebackhide__ = True
    raise Failure(message, detail, code=code)


def expect(condition: object, message: str, detail: str = "", *, code: str = codes.UNMET) -> None:
    """Fail with `message` unless `condition` is exactly true; see `fail` for the other arguments.

    A condition is a bool or a zero-dimensional array of one; anything else fails, so that a student's value used as a
    condition neither passes for being non-empty nor raises for being an array.
    """
    __tracebackhide__ = True
    if not _is_true(condition):
        raise Failure(message, detail, code=code)


def _is_true(condition: object) -> bool:
    if isinstance(condition, bool):
        return condition
    if getattr(condition, "shape", None) == () and str(getattr(condition, "dtype", "")) == "bool":
        return bool(condition)
    return False
