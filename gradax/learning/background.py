"""A notebook's run in the background."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence

from gradax.learning.quiet import LearningError
from gradax.learning.rerun import Cancelled, Happened, rerun
from gradax.learning.workplace import Workplace


class BackgroundRun:
    """A run that has begun; what happens in it can be read at any time.

    Attributes:
        trouble: why it could not be done, once it is over.
    """

    def __init__(self, place: Workplace, exercises: Sequence[str], seconds: float | None) -> None:
        self.trouble = ""
        self._happened: queue.Queue[Happened] = queue.Queue()
        self._cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(place, exercises, seconds), daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return not self._thread.is_alive() and self._happened.empty()

    def news(self) -> Iterator[Happened]:
        """What has happened since the last look."""
        while not self._happened.empty():
            yield self._happened.get()

    def cancel(self) -> None:
        """End it, and the process that it runs."""
        self._cancelled.set()
        self._thread.join()

    def _run(self, place: Workplace, exercises: Sequence[str], seconds: float | None) -> None:
        try:
            for happened in rerun(place, exercises, seconds=seconds, cancelled=self._cancelled):
                self._happened.put(happened)
        except Cancelled:
            pass
        except LearningError as error:
            self.trouble = str(error)
