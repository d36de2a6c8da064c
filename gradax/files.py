"""Small things with files that several of our parts need."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def stamp(path: Path) -> tuple[int, int]:
    """Changes when the file does; the same for each file that is not there."""
    if not path.exists():
        return (0, 0)
    found = path.stat()
    return (found.st_mtime_ns, found.st_size)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever looks finds all of it or none, whenever we are killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with only_writer(part) as file:
        try:
            os.fchmod(file.fileno(), 0o644)
            file.write(data)
            file.flush()
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


@contextmanager
def only_writer(part: Path) -> Iterator[IO[bytes]]:
    """The file `part`, empty and ours alone; one that a killed writer left behind is taken over."""
    while True:
        with open(part, "ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Whoever had it before us may have finished: then it has another name by now.
            if _lies_at(part, file):
                file.truncate(0)
                yield file
                return


def _lies_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False
