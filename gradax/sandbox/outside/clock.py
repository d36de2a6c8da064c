"""How much time a process has really had: the wall clock, less what it spent waiting for a processor.

On a busy machine a second of the wall clock may be a tenth of a second for a guest. What Linux says of each thread in
``/proc/<pid>/task/<tid>/schedstat`` (nanoseconds run, and nanoseconds ready but waiting) tells the two apart.
"""

from __future__ import annotations

import time
from pathlib import Path

_ACTIVE = 0.1  # of the wall time: a thread that neither ran nor was ready for longer does not hold anything up
_LOOK_SECONDS = 0.1
_NANOSECONDS = 1e-9

Usage = dict[str, tuple[float, float]]
"""By thread: seconds run, seconds ready but waiting."""


class Clock:
    """A stopwatch for one process, started when it is made."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._begun = time.monotonic()
        self._before: Usage = {}
        self._counting = False
        self._looked = 0.0  # at which wall time,
        self._lost = 0.0  # and what had been lost by then

    @property
    def wall(self) -> float:
        """Seconds of the wall clock."""
        return time.monotonic() - self._begun

    @property
    def given(self) -> float:
        """Seconds that the process had: those in which it ran, or slept of its own accord.

        What is lost in the first tenth of a second is not counted: most requests are over by then.
        """
        wall = self.wall
        if wall - self._looked >= _LOOK_SECONDS:
            self._look(wall)
        return max(0.0, wall - self._lost)

    def _look(self, wall: float) -> None:
        self._looked = wall
        if not self._counting:
            self._counting = True
            self._before = usage(self._pid)
            return
        waits = []
        for thread, (ran, waited) in usage(self._pid).items():
            ran_before, waited_before = self._before.get(thread, (0.0, 0.0))
            if ran - ran_before + waited - waited_before > _ACTIVE * wall:
                waits.append(waited - waited_before)
        if waits:
            self._lost = max(self._lost, sum(waits) / len(waits))


def usage(pid: int) -> Usage:
    """What each thread of a process has used; empty where that cannot be seen, or the process is gone."""
    found: Usage = {}
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            ran, waited, _ = (task / "schedstat").read_text().split()
            found[task.name] = int(ran) * _NANOSECONDS, int(waited) * _NANOSECONDS
    except (OSError, ValueError):  # a thread ended meanwhile; or a kernel without these figures
        pass
    return found
