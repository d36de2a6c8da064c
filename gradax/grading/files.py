"""Small things with files that several of our parts need."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def stamp(path: Path) -> tuple[int, int]:
    """Changes when the file does; the same for each file that is not there."""
    if not path.exists():
        return (0, 0)
    found = path.stat()
    return (found.st_mtime_ns, found.st_size)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks finds all of it or none, whenever we are killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "wb") as file:
            os.fchmod(file.fileno(), 0o644)
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
