"""Folders that last as long as the process that made them: what a killed one leaves behind, the next one removes."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def passing_folder(parent: Path, prefix: str, owner: int | None = None) -> Iterator[Path]:
    """A new folder that nobody but `owner` (by default ourselves) may enter; it is removed at the end.

    Each is locked by its user, so one with this prefix and without a lock is abandoned, and removed.
    """
    parent = parent.resolve()
    for left in parent.glob(f"{prefix}*"):
        _remove_if_left(left, {os.geteuid(), owner})
    folder, lock = _made(parent, prefix)
    try:
        if owner is not None:
            os.chown(folder, owner, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _made(parent: Path, prefix: str) -> tuple[Path, int]:
    while True:
        folder = parent / f"{prefix}{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        lock = _lock(folder)
        if lock is not None:  # else another process has cleaned it up already
            return folder, lock


def _remove_if_left(folder: Path, owners: set[int | None]) -> None:
    lock = _lock(folder)
    if lock is None:
        return
    if os.fstat(lock).st_uid in owners:
        shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)


def _lock(folder: Path) -> int | None:
    """A descriptor that holds the folder as long as it is open; None where somebody holds it, or it is gone."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                return descriptor
        except OSError:
            pass
        os.close(descriptor)
    return None
