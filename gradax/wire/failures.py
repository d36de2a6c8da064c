"""The exceptions that say: the student's code did not answer, or something of ours did not."""

from __future__ import annotations

from gradax.results import Kind

Frame = tuple[str, int]


class StudentFailure(Exception):
    """The student's code ended a request without an answer.

    Attributes:
        kind: what happened.
        exception_types: for `Kind.EXCEPTION`, the names of the raised class and its bases, most derived first. A claim
            of an untrusted process: compare it with known names, never show it.
        claim: the text that came with it (an exception's message, a tail of stderr). For the instructor only.
        line: the line of the student's cell where the exception was raised, if known. For visible checks only.
        frames: where in the student's cells it was raised, outermost first: a cell's name and a line's number. Claims.
        seconds: for `Kind.TIMEOUT` in a live notebook, the limit.
    """

    def __init__(
        self,
        kind: Kind,
        claim: str = "",
        *,
        exception_types: tuple[str, ...] = (),
        line: str | None = None,
        frames: tuple[Frame, ...] = (),
        seconds: float | None = None,
    ) -> None:
        super().__init__(f"{kind}: {claim}" if claim else str(kind))
        self.kind = kind
        self.claim = claim
        self.exception_types = exception_types
        self.line = line
        self.frames = frames
        self.seconds = seconds


class GraderFault(Exception):
    """Something failed on our side (no hello from a guest, a zygote gone). Never the student's loss."""


class ReferenceFault(GraderFault):
    """The reference solution raised: a fault of its own, or of what a test took from the student and gave it."""
