"""A process of a pool, from the inside: it works off what comes, and ends with its parent."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from gradax.wire.failures import GraderFault

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Work(Generic[Task, Result]):
    """What the processes of a pool do; it travels to them.

    Attributes:
        begin: called once in each process; what it gives works off the tasks, and is exited at the process's end.
        seconds: how long a task may take, the start of a process included.
        final: exceptions that are no accident: the first one ends the whole run, and is raised from it.
    """

    begin: Callable[[], AbstractContextManager[Callable[[Task], Result]]]
    seconds: float
    final: tuple[type[Exception], ...] = ()


def live(tasks: Connection, work: Work[Any, Any]) -> None:
    """A process's life: work off what comes until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle,
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # which then ends us in good order
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt), contextlib.ExitStack() as until_the_end:
        begun: Callable[[Any], Any] | None = None
        while True:
            task = tasks.recv()
            answer, error = None, None
            try:
                begun = begun or until_the_end.enter_context(work.begin())
                answer = begun(task)
            except Exception as raised:  # such as no memory: a new process may fare better
                ours = isinstance(raised, (*work.final, GraderFault))
                error = raised if ours else GraderFault(f"{type(raised).__name__}: {raised}")
            tasks.send((answer, error))


def _end_with_the_parent() -> None:
    """A parent that was killed asks for nothing any more; the sandbox ends as its control socket closes."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
