"""A graded submission: what was graded, and its verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gradax.results import SubmissionResult
from gradax.submission.canonical import Canonical


@dataclass(frozen=True)
class Graded:
    """What is recorded of one submission.

    Attributes:
        canonical: the submission as it was read, once, and graded.
        result: its verdicts.
        handed_in: when it was handed in, in UTC and without a zone, if it says so for certain.
        timestamp_problem: why it does not, in a sentence, where it says something else.
    """

    canonical: Canonical
    result: SubmissionResult
    handed_in: datetime | None = None
    timestamp_problem: str | None = None
