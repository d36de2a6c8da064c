"""What nbgrader's exchange puts beside a notebook, and asks for when feedback goes the same way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from gradax.submission.folder import Submission, read_small
from gradax.submission.timestamp import FILE_NAME, BadTimestamp, read_timestamp

_SECRET = "submission_secret.txt"  # names the feedback so that nobody else finds it
_WRITTEN = re.compile(rb"[\w-]+")


def slips_of(submission: Submission) -> dict[str, bytes]:
    """The time of a submission and its secret, as the exchange wrote them; none where one is not as it writes them."""
    return dict(_read(submission))


def _read(submission: Submission) -> Iterator[tuple[str, bytes]]:
    with suppress(OSError, BadTimestamp):
        if read_timestamp(submission.path) is not None:
            yield FILE_NAME, read_small(submission.path / FILE_NAME)
    with suppress(OSError):
        secret = read_small(submission.path / _SECRET)
        if _WRITTEN.fullmatch(secret):
            yield _SECRET, secret
