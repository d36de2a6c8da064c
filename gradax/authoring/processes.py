"""Work of the gate, in as many processes as there are processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from gradax.course import CourseError
from gradax.grading.pool import Failed, How, work_off
from gradax.grading.pool_process import Result, Work
from gradax.wire.failures import GraderFault

_Call = tuple[int, tuple[object, ...]]

_SECONDS = 3_600  # of one call: an answer that hangs is ended by its limits, long before
_WHY = {
    How.KILLED: "a process of the gate was killed twice; is there too little memory?",
    How.HUNG: f"a process of the gate did not finish within {_SECONDS:,} seconds, twice, and was killed.",
}


def in_processes(function: Callable[..., Result], calls: Sequence[tuple[object, ...]]) -> Iterator[tuple[int, Result]]:
    """Call `function` with each tuple of arguments; each one's index and answer as they come.

    Raises:
        CourseError: where a call does.
        GraderFault: where a call fails in another way, or its process dies, and does so again in another process.
    """
    workers = min(len(os.sched_getaffinity(0)), len(calls)) or 1
    work = Work(partial(_calling, function), _SECONDS, final=(CourseError,))
    for (index, _), answer in work_off(work, enumerate(calls), workers):
        if isinstance(answer, Failed):
            raise GraderFault(_WHY.get(answer.how, answer.text))
        yield index, answer


def _calling(function: Callable[..., Result]) -> AbstractContextManager[Callable[[_Call], Result]]:
    return nullcontext(partial(_call, function))


def _call(function: Callable[..., Result], call: _Call) -> Result:
    _, arguments = call
    return function(*arguments)
