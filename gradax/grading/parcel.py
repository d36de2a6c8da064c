"""What grading one assignment needs of a course, as bytes: the same bytes wherever the files are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from gradax.course import Assignment
from gradax.course.config import FILE_NAME
from gradax.files import replacing


def pack(assignment: Assignment) -> bytes:
    """The files that grade an assignment: course.yaml, both notebooks and what lies beside them, the hidden tests.

    Answer banks are left out: they judge the tests, and no submission.
    """
    folders = (assignment.source, assignment.release, assignment.tests)
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    left_out = ("__pycache__", ".ipynb_checkpoints")
    paths = [
        path
        for path in found
        if assignment.bank_folder not in path.parents and not any(name in path.parts for name in left_out)
    ]
    files = {
        str(path.relative_to(assignment.root)): path.read_bytes() for path in (assignment.root / FILE_NAME, *paths)
    }
    return msgspec.msgpack.encode(files)


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
