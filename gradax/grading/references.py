"""The instructor's solutions in this process: loaded when a test first asks for one, and kept warm."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from gradax.course import Assignment, Course, CourseError
from gradax.files import stamp
from gradax.testing.solution import load_solution
from gradax.testing.student import Reference
from gradax.wire.failures import GraderFault
from gradax.wire.settings import XLA_FLAGS
from gradax.wire.transport import Transport


def settle_jax(course: Course) -> None:
    """Settle how JAX runs in this process, for the tests' own computing; without effect where JAX already runs."""
    devices = max((entry.devices for entry in course.config.assignments), default=1)
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    os.environ.setdefault("XLA_FLAGS", XLA_FLAGS)
    os.environ.setdefault("JAX_NUM_CPU_DEVICES", str(devices))
    os.environ.setdefault("NPROC", "16")  # fewer threads than devices can deadlock a collective


def reference_of(assignment: Assignment) -> Reference:
    """The assignment's solution as its notebook has it now."""
    return _reference(assignment, stamp(assignment.notebook_path))


@lru_cache(maxsize=16)
def _reference(assignment: Assignment, version: object) -> Reference:
    return Reference(_Solution(assignment))


class _Solution:
    """A transport to the solution, which is loaded at the first request."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._transport: Transport | None = None

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        if self._transport is None:
            try:
                self._transport = load_solution(self._assignment)
            except CourseError as error:
                raise GraderFault(str(error)) from None
        return self._transport.request(op, deadline, **fields)
