"""When a submission was handed in: nbgrader's ``timestamp.txt``, which lies in the student's own folder.

nbgrader opens that file as it comes: a FIFO of that name would make the whole batch wait, and a text that is not a date
would end it. Here it is read with the care that everything of a student's is owed, and nothing is guessed: a time
without a zone that is known for certain, or a date in another order, could make somebody late who was not.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from gradax.submission.folder import Irregular, Submission, read_small

FILE_NAME = "timestamp.txt"
# ISO 8601 with an offset, or as nbgrader's exchange writes it with a zone's abbreviation after it.
_WHEN = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})")


class BadTimestamp(ValueError):
    """There is a timestamp.txt that does not say when; the text is a sentence."""


def handed_in(submission: Submission) -> datetime | None:
    """What the timestamp of a submission says: the one in the assignment's folder, or else the one beside the notebook.

    Raises:
        BadTimestamp: see `read_timestamp`.
    """
    when = read_timestamp(submission.path)
    return read_timestamp(submission.notebook_folder) if when is None else when


def read_timestamp(folder: Path) -> datetime | None:
    """What ``timestamp.txt`` in `folder` says, in UTC and without a zone as nbgrader has it; None where there is none.

    Raises:
        BadTimestamp: where there is one that cannot be read, or that does not say for certain when.
    """
    try:
        data = read_small(folder / FILE_NAME)
    except FileNotFoundError:
        return None
    except Irregular:
        raise BadTimestamp(_counts_as_on_time("is not a regular file")) from None
    except OSError:
        raise BadTimestamp(_counts_as_on_time("cannot be read as a file")) from None
    return parse_timestamp(data.decode("utf-8-sig", "replace").strip())


def parse_timestamp(text: str) -> datetime:
    """A moment such as ``2026-10-01 12:00:00 UTC`` or ``2026-10-01T14:00:00+02:00``, in UTC and without a zone.

    Raises:
        BadTimestamp: for anything else, abbreviations of zones among it: CST has four meanings.
    """
    found = _WHEN.fullmatch(text)
    try:
        when, zone = found.groups() if found else ("", "")
        offset = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
        return datetime.fromisoformat(f"{when}{offset}").astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise BadTimestamp(
            _counts_as_on_time(
                "does not say for certain when: write `2026-10-01 12:00:00 UTC` or `2026-10-01T14:00:00+02:00`"
            )
        ) from None


def _counts_as_on_time(what: str) -> str:
    return f"{FILE_NAME} {what}. The submission counts as on time."
