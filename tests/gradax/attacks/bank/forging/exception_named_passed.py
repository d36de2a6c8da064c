# Raises exceptions that are called Passed, Failure, and other words of the grader.
# ends: exception
import itertools

NAMES = itertools.cycle(
    ["Passed", "passed", "Failure", "StudentFailure", "CourseError", "KeyboardInterrupt", "NoneType"]
)


def affine(x):
    name = next(NAMES)
    raise type(name, (Exception,), {"kind": "passed", "message": "passed", "verdict": "passed"})("passed")
