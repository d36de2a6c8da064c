"""What several parts of gradax do with files."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl

READABLE = 0o644


def stamp(path: Path) -> tuple[int, int]:
    """A value that changes when the file does; zeros where there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def write_whole(path: Path, data: bytes, *, mode: int | None = READABLE) -> None:
    """Write a file atomically: whenever we are killed, readers find all of it or none.

    Args:
        path: the file; its folder is made where it is missing.
        data: its content.
        mode: its permissions, by default readable by everybody; None for those of any new file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    if sys.platform == "win32":
        _write_alone(path, part, data)
        return
    with only_writer(part) as file:
        try:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            file.write(data)
            file.flush()
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def _write_alone(path: Path, part: Path, data: bytes) -> None:
    """Write a file where nothing can be locked and no open file can be renamed; only students work on such a system."""
    part = part.with_name(f"{part.name}{os.getpid()}")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def only_writer(part: Path) -> Iterator[IO[bytes]]:
    """The file `part`, empty and ours alone; one that a killed writer left is taken over."""
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


def seen_from(folder: Path, text: str) -> str:
    """`text` with the paths below `folder` as they are seen from there."""
    return re.sub(rf"(?<![\w.-]){re.escape(f'{folder}{os.sep}')}", "", text)  # /a/b/c is not below /b


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A new folder, which takes the place of `folder` as a whole when it is complete; until then the old one stays."""
    made, old = (folder.with_name(f".{folder.name}.{what}") for what in ("part", "old"))
    for left_behind in (made, old):  # by a writer that was killed
        shutil.rmtree(left_behind, ignore_errors=True)
    made.mkdir(parents=True)
    try:
        yield made
        if os.path.lexists(folder):
            os.rename(folder, old)
        os.rename(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
