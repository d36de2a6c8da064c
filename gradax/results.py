"""The words that every part of gradax shares: verdicts, kinds, and the results of tests, exercises and submissions.

The JSON of a `SubmissionResult` is a contract (``results.json``); reading is strict, so a damaged file is
noticed where it is read. Fields whose default is `UNSET` are written only where they say something.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType

FORMAT_VERSION = 1


class Verdict(StrEnum):
    """The outcome of a test or an exercise."""

    PASSED = "passed"
    FAILED = "failed"  # the student's
    ERROR = "error"  # ours: never counted as zero points


# How each is shown, besides its word: colour is never the only sign of a verdict.
SIGNS = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.ERROR: "!"}


class Kind(StrEnum):
    """What ended a test early."""

    TIMEOUT = "timeout"
    CPU_LIMIT = "cpu-limit"
    MEMORY = "memory"
    CRASH = "crash"
    EXITED = "exited"
    OUTPUT_FLOOD = "output-flood"
    REPLY_TOO_LARGE = "reply-too-large"
    UNSERIALISABLE = "unserialisable"
    PROTOCOL = "protocol"
    EXCEPTION = "exception"
    NOT_DEFINED = "not-defined"


OUT_OF_TIME = (Kind.TIMEOUT, Kind.CPU_LIMIT)
"""What ended so has not been judged: the machine has its part in how far a slow answer comes."""


class Status(StrEnum):
    """The outcome of a submission."""

    GRADED = "graded"
    MALFORMED = "malformed"
    ERROR = "error"


class Visibility(StrEnum):
    """When students see verdicts in Gradescope, in its own words."""

    VISIBLE = "visible"
    AFTER_DUE_DATE = "after_due_date"
    AFTER_PUBLISHED = "after_published"
    HIDDEN = "hidden"


class Stop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a student's code stopped: the id of a cell of theirs, and the line in it, counted from 1."""

    cell: str
    line: int


class TestResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One hidden test's (or visible check's) outcome.

    `rubric` is the test's docstring; `message` is the author's sentence, never a rewritten assert. `code` names the
    failure in a word (see `gradax.codes`), `stop` says where the student's code stopped; `core` tests carry their
    exercise.
    """

    __test__ = False  # not a test class, whatever its name makes pytest think

    name: str
    rubric: str
    verdict: Verdict
    kind: Kind | None = None
    message: str | None = None
    weight: int = 1
    core: bool | UnsetType = UNSET
    code: str | UnsetType = UNSET
    stop: Stop | UnsetType = UNSET


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One exercise's points and the tests behind them.

    `follow_through` names the earlier exercises in which the reference's version stood in for the student's own.
    """

    name: str
    score: float
    max_score: float
    verdict: Verdict
    diagnosis: str | None = None
    tests: list[TestResult] = []
    follow_through: tuple[str, ...] | UnsetType = UNSET


class SubmissionResult(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One student's submission of one assignment, as ``results.json`` holds it.

    `protection` is "A", "B" or None (unprotected). `seconds` is wall-clock time.
    `by_hand` is what people can give on top, outside of `max_score`.
    `reason` is why a submission is malformed, or what went wrong on our side; where it went wrong in single tests
    alone, they say so themselves. It is among the warnings, too.
    `replaced` names what is JAX's, NumPy's or gradax's and in whose place the student's code put something else: for
    the instructor, who should read the notebook.
    `receipt` stands for what was graded, where it could be read: the student has the same one from handing in.
    """

    format_version: int = FORMAT_VERSION
    student: str
    assignment: str
    status: Status
    protection: str | None
    score: float
    max_score: float
    seconds: float
    warnings: list[str] = []
    exercises: list[ExerciseResult] = []
    reason: str | UnsetType = UNSET
    by_hand: float | UnsetType = UNSET
    replaced: list[str] | UnsetType = UNSET
    receipt: str | UnsetType = UNSET

    def to_json(self) -> bytes:
        """The result as indented JSON, ending in a newline."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"

    @classmethod
    def from_json(cls, data: bytes) -> SubmissionResult:
        """Read what `to_json` wrote.

        Raises:
            ResultError: where the data is not a result of this format version.
        """
        try:
            result = msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise ResultError(f"this is not a submission's result: {error}") from None
        if result.format_version != FORMAT_VERSION:
            raise ResultError(f"format_version is {result.format_version}, this gradax reads {FORMAT_VERSION}")
        return result

    @classmethod
    def read(cls, path: Path) -> SubmissionResult:
        """Read a ``results.json``; raises `ResultError` naming the file."""
        try:
            return cls.from_json(path.read_bytes())
        except ResultError as error:
            raise ResultError(f"{path}: {error}") from None


class ResultError(ValueError):
    """A results.json that cannot be read."""
