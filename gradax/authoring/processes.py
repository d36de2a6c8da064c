"""Work of the gate, in as many processes as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from gradax.wire.failures import GraderFault

Answer = TypeVar("Answer")


def in_processes(function: Callable[..., Answer], calls: Sequence[tuple[object, ...]]) -> Iterator[tuple[int, Answer]]:
    """Call `function` with each tuple of arguments; each one's index and answer as they come.

    Raises:
        GraderFault: where a process dies.
    """
    workers = min(len(os.sched_getaffinity(0)), len(calls)) or 1
    pool = ProcessPoolExecutor(workers, get_context("spawn"))
    try:
        pending = {pool.submit(function, *arguments): index for index, arguments in enumerate(calls)}
        for done in as_completed(pending):
            yield pending[done], done.result()
    except BrokenProcessPool:
        raise GraderFault("a process of the gate was killed; is there too little memory?") from None
    finally:
        pool.shutdown(cancel_futures=True)
