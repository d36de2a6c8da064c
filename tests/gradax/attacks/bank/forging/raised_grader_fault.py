# Raises the grader's own exceptions, in the hope that the grader takes the blame.
# ends: exception
import itertools

from gradax.results import Kind
from gradax.wire import failures, frames, message

ERRORS = itertools.cycle(
    [
        failures.GraderFault("the zygote is gone"),
        failures.StudentFailure(Kind.EXITED, "passed"),
        frames.FrameTooLarge("0 bytes"),
        message.BadFrame("malformed"),
    ]
)


def affine(x):
    raise next(ERRORS)
