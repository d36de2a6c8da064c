"""The progress of a long run: a bar on a terminal, otherwise a line now and then; lines in a log file, too."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gradax.course.config import CourseError
from gradax.text import one_line

EVERY_SECONDS, EVERY = 10.0, 50  # a line after that many seconds, or that many results


class Log:
    """Lines with their times, at the end of a file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.write("started")

    def write(self, text: str) -> None:
        """Add a line.

        Raises:
            CourseError: where the file cannot be written.
        """
        if self._path is None:
            return
        try:
            with open(self._path, "a", encoding="utf-8") as file:
                file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {one_line(text)}\n")
        except OSError as error:
            reason = error.strerror or str(error)
            raise CourseError(f"{self._path}: the log cannot be written ({reason}); name another file.") from None


@contextmanager
def progress(name: str, total: int, console: Console, log: Log) -> Iterator[Callable[[], None]]:
    """Show how many of `total` are done; call what it gives after each."""
    done, told, last = 0, 0, time.monotonic()
    with ExitStack() as opened:
        bar = None
        if console.is_terminal:
            columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
            bar = opened.enter_context(Progress(*columns, console=console))
            task = bar.add_task(f"Grading {name}", total=total)

        def advance() -> None:
            nonlocal done, told, last
            done += 1
            if bar is not None:
                bar.advance(task)
            if done == total or done - told >= EVERY or time.monotonic() - last >= EVERY_SECONDS:
                told, last = done, time.monotonic()
                line = f"{name}: {done} of {total} graded"
                log.write(line)
                if bar is None:
                    console.print(line, markup=False, soft_wrap=True)

        yield advance
