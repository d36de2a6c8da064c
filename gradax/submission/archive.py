"""The archive that a student hands in, as ``nbgrader zip_collect`` takes it.

Learning management systems name archives as they like. So the student, the assignment and the time are the name of the
folder within, as in nbgrader's exchange; `COLLECTED` finds them there.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

COLLECTED = r".*/(?P<student_id>[^/+]+)\+[^/+]+\+(?P<timestamp>\d{8}T\d{6}Z)/(?P<file_id>[^/]+)$"
_STUDENT = re.compile(r"[\w.@-]{1,100}")


def is_student_id(text: str) -> bool:
    """Whether nbgrader, its exchange and every file system can take this as a student's id."""
    return bool(_STUDENT.fullmatch(text)) and not text.startswith(".")


def pack(student: str, assignment: str, when: datetime, notebook: bytes) -> tuple[str, bytes]:
    """The archive of a notebook that is handed in: its file's name, and its content."""
    when = when.astimezone(UTC)
    folder = f"{student}+{assignment}+{when:%Y%m%dT%H%M%SZ}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{folder}/{assignment}.ipynb", notebook)
        archive.writestr(f"{folder}/timestamp.txt", f"{when:%Y-%m-%d %H:%M:%S} UTC")
    return f"{folder}.zip", packed.getvalue()
