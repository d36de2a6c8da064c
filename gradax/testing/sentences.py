"""What a student reads when their code ended without an answer: one of our sentences for each way to end.

An exception's own text and the name of a student's class never appear: both could carry a hidden test's inputs out.
"""

from __future__ import annotations

import re

from gradax import codes
from gradax.results import Kind
from gradax.testing.failure import Failure
from gradax.testing.lessons import lesson_of
from gradax.text import printable
from gradax.wire.failures import StudentFailure

NOT_IMPLEMENTED = "NotImplementedError"
_RAISE = re.compile(r"\braise\b")

# JAX names the function that it traced; where that is a probe or a detector, no student knows it.
_OF_OURS = re.compile(
    r"The error occurred while tracing the function \S+ at (<probe [^>]*>|\S*[\\/]gradax[\\/]\S+):\d+ for \w+\. ?"
)

_LONG = (
    "Look for a loop that does not end, for a call that waits, or for a loop over single elements where an operation "
    "on the whole array would do."
)
_ENDINGS = {
    Kind.TIMEOUT: f"did not end in time. {_LONG}",
    Kind.CPU_LIMIT: "used up its computing time. Look for a loop that does not end, or for one that goes over single "
    "elements where an operation on the whole array would do.",
    Kind.MEMORY: "needed more memory than there is. Look for an array that grows in a loop, or for a broadcast to a "
    "shape that you did not mean.",
    Kind.CRASH: "made Python itself crash.",
    Kind.EXITED: "ended the Python process. Remove `exit()`, `quit()` and `sys.exit()`; let a function end by "
    "`return`.",
    Kind.OUTPUT_FLOOD: "printed far too much. Remove the `print` from your loop.",
    Kind.REPLY_TOO_LARGE: "returned more data than can be handed in. Look for a broadcast to a shape that you did "
    "not mean.",
    Kind.UNSERIALISABLE: "returned something that cannot be handed in. Return arrays, numbers, strings, None, and "
    "lists, tuples and dicts of these; no function, no object of a class of your own, no tracer.",
    Kind.PROTOCOL: "gave an answer that cannot be read. Something in your notebook interferes with how answers are "
    "handed in; remove what replaces parts of Python or of its libraries.",
}


def explained(failure: StudentFailure, subject: str, *, missing: str | None = None) -> Failure:
    """What a test raises where the student's code did not answer.

    Args:
        failure: what happened.
        subject: what was asked of it, as a sentence's subject: "`forward`", "your code".
        missing: the name to blame where one is not defined, if it is known to us (not only claimed).
    """
    return Failure(_sentence(failure, subject, missing), _detail(failure), kind=failure.kind, code=_code(failure))


def is_unwritten(failure: StudentFailure) -> bool:
    """Whether it is a stub that raised, and not a library that says what it does not implement."""
    in_a_stub = failure.line is None or _RAISE.search(failure.line) is not None
    return in_a_stub and NOT_IMPLEMENTED in failure.exception_types


def _code(failure: StudentFailure) -> str:
    if failure.kind != Kind.EXCEPTION:
        return failure.kind.value
    if is_unwritten(failure):
        return codes.NOT_WRITTEN
    lesson = lesson_of(failure.exception_types, failure.claim)
    return codes.of_exception(lesson.code if lesson else None)


def _sentence(failure: StudentFailure, subject: str, missing: str | None) -> str:
    if failure.kind == Kind.NOT_DEFINED:
        name = f"`{missing}`" if missing else "A name that this test needs"
        return f"{name} is not defined: did you run and save that cell?"
    subject = subject[:1].upper() + subject[1:]
    if failure.kind == Kind.TIMEOUT and failure.seconds is not None:  # at a live notebook
        where = f": {failure.line.partition(':')[0]}" if failure.line else ""
        return f"{subject} did not end within {failure.seconds:g} s{where}. {_LONG}"
    if failure.kind != Kind.EXCEPTION:
        return f"{subject} {_ENDINGS[failure.kind]}"
    if is_unwritten(failure):
        return f"{subject} is not written yet." if subject.startswith("`") else "This is not written yet."
    lesson = lesson_of(failure.exception_types, failure.claim)
    return f"{subject} raised {lesson.exception}: {lesson.text}" if lesson else f"{subject} raised an exception."


def _detail(failure: StudentFailure) -> str:
    """The student's own words, for a visible check and for the instructor."""
    if failure.kind == Kind.NOT_DEFINED:
        return ""
    text = printable(_OF_OURS.sub("", failure.claim[:2000]))
    if failure.kind == Kind.EXCEPTION and failure.exception_types:
        text = f"{failure.exception_types[0]}: {text}"
    return f"{text}\n{failure.line}".strip() if failure.line else text
