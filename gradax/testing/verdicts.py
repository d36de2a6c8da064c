"""From what a test raised to its verdict and to what a student reads."""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from gradax import codes
from gradax.results import Kind, Stop, Verdict
from gradax.testing.failure import Failure
from gradax.testing.sentences import explained
from gradax.wire.failures import GraderFault, ReferenceFault, StudentFailure


@dataclass(frozen=True)
class RunOutcome:
    """One run of one test. `detail` is for visible checks."""

    verdict: Verdict
    message: str | None = None
    detail: str = ""
    kind: Kind | None = None
    code: str | None = None
    stop: Stop | None = None


PASSED = RunOutcome(Verdict.PASSED)


def outcome_of(error: BaseException, file: str) -> RunOutcome:
    """What it means that a test of `file` raised `error`.

    A `Failure`, a student's code that ended early, and a false `assert` are the student's; everything else is ours.
    Of an assert only a message that the test's own file gives is shown: that of a library's assert holds values.
    """
    if isinstance(error, StudentFailure):
        error = explained(error, "your code")
    if isinstance(error, Failure):
        return RunOutcome(Verdict.FAILED, error.message, error.detail, error.kind, error.code, error.stop)
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    if isinstance(error, AssertionError):
        said = error.args[0] if error.args and isinstance(error.args[0], str) else None
        if frames and frames[-1][0] == file:
            return RunOutcome(Verdict.FAILED, said, code=codes.ASSERTION)
        return RunOutcome(Verdict.FAILED, None, str(error), code=codes.ASSERTION)
    line = next((f", line {number}" for name, number in reversed(frames) if name == file), "")
    if isinstance(error, GraderFault):
        said = f"The grader could not run this test{line}. This is not your doing."
        code = codes.TEST_RAISED if isinstance(error, ReferenceFault) else codes.GRADER_FAULT
        return RunOutcome(Verdict.ERROR, said, str(error), code=code)
    said = f"The test itself went wrong ({type(error).__name__}{line}). This is not your doing."
    # Of the machine, whatever the student returned.
    ours = isinstance(error, MemoryError | OSError)
    return RunOutcome(Verdict.ERROR, said, str(error), code=codes.GRADER_FAULT if ours else codes.TEST_RAISED)


def merged(outcomes: list[RunOutcome]) -> RunOutcome:
    """One outcome of a test's cases, or of its phases: passed only if each is.

    One failed case decides, whatever the others did; the message is the first such case's.
    """
    for verdict in (Verdict.FAILED, Verdict.ERROR):
        for outcome in outcomes:
            if outcome.verdict == verdict:
                return outcome
    return PASSED if outcomes else RunOutcome(Verdict.ERROR, "This test did not run. This is not your doing.")
