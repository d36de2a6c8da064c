"""What was handed in from a workplace, in ``receipts.json`` of its memory."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import msgspec

from gradax.files import write_whole
from gradax.learning.workplace import Workplace, course_of

FILE_NAME = "receipts.json"


class Kept(msgspec.Struct, frozen=True):
    """One submission: the receipt, when, the student's id if it is known, and the archive or the exchange."""

    receipt: str
    when: datetime
    student: str | None
    where: str


class _Record(msgspec.Struct):
    """The file's content, the oldest submission first."""

    kept: list[Kept] = []
    format_version: int = 1


def kept_receipts(place: Workplace) -> list[Kept]:
    """What was handed in from here, the oldest first; nothing where that is not known."""
    try:
        return msgspec.json.decode((place.memory / FILE_NAME).read_bytes(), type=_Record).kept
    except (OSError, msgspec.DecodeError):
        return []


def keep(place: Workplace, handed_in: Kept) -> None:
    """Keep a receipt; raises `OSError` where it cannot be written."""
    record = _Record([*kept_receipts(place), handed_in])
    data = msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"
    write_whole(place.memory / FILE_NAME, data, mode=None)


def known_student(place: Workplace) -> str | None:
    """The id under which something of this course was handed in from here last."""
    places = [place]
    with suppress(ValueError):
        places += course_of(place.folder)
    kept = [each for place in places for each in kept_receipts(place) if each.student]
    return max(kept, key=lambda each: each.when).student if kept else None
