"""What grading one assignment needs of a course, as bytes: the same bytes wherever the files are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from gradax.course import Assignment
from gradax.course.config import FILE_NAME
from gradax.files import replacing

_LEFT_OUT = {"__pycache__", ".ipynb_checkpoints"}


def pack(assignment: Assignment) -> bytes:
    """The files that grade an assignment (see `grading_files`)."""
    files = {str(path.relative_to(assignment.root)): path.read_bytes() for path in grading_files(assignment)}
    return msgspec.msgpack.encode(files)


def grading_files(assignment: Assignment) -> list[Path]:
    """The files that grade an assignment: course.yaml, both notebooks and what lies beside them, the hidden tests.

    Answer banks are left out: they judge the tests, and no submission.
    """
    folders = (assignment.source, assignment.release, assignment.tests)
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    kept = (path for path in found if assignment.bank_folder not in path.parents and not _LEFT_OUT & {*path.parts})
    return [assignment.root / FILE_NAME, *kept]


def unpack(parcel: bytes, folder: Path) -> None:
    """Put the files of a parcel into a folder, whole or not at all."""
    with replacing(folder) as made:
        for name, data in msgspec.msgpack.decode(parcel, type=dict[str, bytes]).items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def hash_of(parcel: bytes) -> str:
    """The hash of a parcel."""
    return hashlib.sha256(parcel).hexdigest()
