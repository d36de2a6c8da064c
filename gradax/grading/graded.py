"""A submission that is graded: what was graded, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from gradax.results import SubmissionResult
from gradax.submission.canonical import Canonical


@dataclass(frozen=True)
class Graded:
    """What is recorded of one submission.

    Attributes:
        canonical: the submission as it was read, once, and graded.
        result: its verdicts.
    """

    canonical: Canonical
    result: SubmissionResult
