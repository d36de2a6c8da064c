"""When a submission was handed in: nbgrader's ``timestamp.txt``, which lies in the student's own folder.

nbgrader opens that file as it comes: a FIFO of that name would make the whole batch wait, and a text that is no date
would end it. Here it is read with the care that everything of a student's is owed.
"""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.utils import parse_utc

FILE_NAME = "timestamp.txt"
_BYTES_AT_MOST = 256
_SAFELY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class BadTimestamp(ValueError):
    """There is a timestamp.txt that does not say when; the text is a sentence."""


def read_timestamp(folder: Path) -> datetime | None:
    """What ``timestamp.txt`` in `folder` says, in UTC and without a zone as nbgrader has it; None where there is none.

    Raises:
        BadTimestamp: where there is one that cannot be read, or that holds no date.
    """
    try:
        file = os.open(folder / FILE_NAME, _SAFELY)
    except FileNotFoundError:
        return None
    except OSError:
        raise BadTimestamp(f"{FILE_NAME} cannot be read as a file; it counts as not being there.") from None
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise BadTimestamp(f"{FILE_NAME} is not a regular file; it counts as not being there.")
        data = os.read(file, _BYTES_AT_MOST)
    finally:
        os.close(file)
    try:
        found = parse_utc(data.decode("utf-8").strip())
    except (ValueError, OverflowError, TypeError):
        found = None
    if not isinstance(found, datetime):
        raise BadTimestamp(
            f"{FILE_NAME} holds no date such as `2026-10-01 12:00:00 UTC`; it counts as not being there."
        )
    return found


def in_utc(when: datetime) -> datetime:
    """A date of course.yaml as nbgrader keeps it: in UTC, without a zone. One that names no zone is in UTC."""
    return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
