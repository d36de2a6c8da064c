"""Noticing that a file was saved, on every system alike: by looking."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

PAUSE = 0.5  # seconds between two looks


def saves(path: Path, sleep: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yield at once, and then each time that the file has changed."""
    seen = None
    while True:
        now = _state(path)
        if now is not None and now != seen:
            seen = now
            yield
        else:
            sleep(PAUSE)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:  # editors replace a file when they save it: for a moment it is not there
        return None
    return found.st_mtime_ns, found.st_size
