"""Processes that work tasks off, for grading and for the gate: whatever happens to one, the others go on.

Written by hand, since the ready-made pools break as a whole where one process is killed, which is what a machine short
of memory does: `concurrent.futures` always, Pebble where that process was idle. Here each process has a pipe of its
own and shares nothing. The parent waits for whichever answers first. A process that dies, fails or does not answer in
time costs its task one more try in a new process, and then that task alone.
"""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from typing import Generic

from gradax.grading.pool_process import Result, Task, Work, live

TRIES = 2
_CLOSE_SECONDS = 5  # for a process to end by itself, before it is killed


class How(Enum):
    """What happened to the process that worked on a task."""

    KILLED = "killed"
    HUNG = "hung"
    RAISED = "raised"


@dataclass(frozen=True)
class Failed:
    """A task that failed twice.

    Attributes:
        how: how the second try ended.
        text: what it raised.
    """

    how: How
    text: str = ""


def work_off(work: Work[Task, Result], tasks: Iterable[Task], at_once: int) -> Iterator[tuple[Task, Result | Failed]]:
    """Work tasks off in `at_once` processes; each task and its answer as they come.

    A task is asked for when there is a process for it. With one process at once, each task runs alone. The processes
    end with the iterator, with Ctrl-C, and with their parent, however that ends.
    """
    pool = Pool(work, at_once)
    try:
        yield from pool.run(tasks)
    finally:
        pool.close()


class _Process(Generic[Task, Result]):
    """The parent's end of one process."""

    def __init__(self, work: Work[Task, Result]) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=live, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.task: _Tried[Task] | None = None
        self.deadline = 0.0

    def give(self, task: _Tried[Task], seconds: float) -> None:
        self.task = task
        self.deadline = time.monotonic() + seconds
        with contextlib.suppress(OSError):  # it is gone, as its end of the pipe will show
            self.connection.send(task.task)

    def close(self) -> None:
        """End the process; what it has begun ends with it."""
        self.connection.close()
        if self.task is not None:
            self.process.terminate()
        self.process.join(_CLOSE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


@dataclass
class _Tried(Generic[Task]):
    """A task, and how often it was tried."""

    task: Task
    tries: int = 0


class Pool(Generic[Task, Result]):
    """Processes, started as there is work for them, and used again by the next run."""

    def __init__(self, work: Work[Task, Result], count: int) -> None:
        self._work = work
        self._count = count
        self._processes: list[_Process[Task, Result]] = []

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result | Failed]]:
        """See `work_off`."""
        coming = (_Tried(task) for task in tasks)
        again: deque[_Tried[Task]] = deque()
        while True:
            self._hand_out(coming, again)
            busy = [process for process in self._processes if process.task is not None]
            if not busy:
                return
            for process in _ready(busy):
                tried = process.task
                assert tried is not None
                answer = self._answer_of(process)
                if isinstance(answer, Failed):
                    self._replace(process)
                    tried.tries += 1
                    if tried.tries < TRIES:
                        again.append(tried)
                        continue
                process.task = None
                yield tried.task, answer

    def _hand_out(self, coming: Iterator[_Tried[Task]], again: deque[_Tried[Task]]) -> None:
        while sum(process.task is not None for process in self._processes) < self._count:
            task = again.popleft() if again else next(coming, None)
            if task is None:
                return
            self._idle().give(task, self._work.seconds)

    def _idle(self) -> _Process[Task, Result]:
        """A process that has nothing to do: an idle one that is still alive, or a new one."""
        for process in [process for process in self._processes if process.task is None]:
            if process.process.is_alive():
                return process
            self._replace(process)
        self._processes.append(_Process(self._work))
        return self._processes[-1]

    def _answer_of(self, process: _Process[Task, Result]) -> Result | Failed:
        """What the process sent; how it ended, where it sent nothing."""
        if not process.connection.poll():
            return Failed(How.HUNG)
        try:
            answer, error = process.connection.recv()
        except (EOFError, OSError):
            return Failed(How.KILLED)
        if isinstance(error, self._work.final):
            raise error
        if error is not None:
            return Failed(How.RAISED, str(error))
        found: Result = answer
        return found

    def _replace(self, process: _Process[Task, Result]) -> None:
        self._processes.remove(process)
        process.close()

    def close(self) -> None:
        """End all processes."""
        for process in self._processes:
            process.close()


def _ready(busy: list[_Process[Task, Result]]) -> list[_Process[Task, Result]]:
    """The processes that answered, died, or have used up their time; waits until there is one."""
    left = max(0.0, min(process.deadline for process in busy) - time.monotonic())
    ready = connection.wait([process.connection for process in busy], timeout=left)
    now = time.monotonic()
    return [process for process in busy if process.connection in ready or process.deadline <= now]
