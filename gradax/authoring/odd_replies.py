"""Odd replies: a hidden test judges whatever comes back, and raises nothing of its own.

The reference solution answers, but its answers are changed on the way: other types, lengths, dtypes, nan, nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from gradax import codes
from gradax.course import Assignment, Course, Exercise
from gradax.grading.references import settle_jax
from gradax.results import TestResult
from gradax.testing.plugin import fresh_seed
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Reference, Student
from gradax.wire.codec import Message
from gradax.wire.failures import StudentFailure
from gradax.wire.transport import Transport, request_message
from gradax.wire.values import Key, Returned

FIRST_REPLIES = 2  # a test is also tried with odd replies after its first one


def _array(array: Any) -> Any:
    return Returned.of(np.array(array), "jax", False)


def _each_leaf(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(changed(each) for each in value)
        return change(value)

    return changed


def _last_leaf(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def changed(value: Any) -> Any:
        if isinstance(value, dict) and value:
            last = list(value)[-1]
            return value | {last: changed(value[last])}
        if isinstance(value, list | tuple) and value:
            return type(value)([*value[:-1], changed(value[-1])])
        return change(value)

    return changed


def _shorter(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(list(value.items())[1:])
    return value[1:] if isinstance(value, list | tuple | str) or np.ndim(value) else []


def _longer(value: Any) -> Any:
    if isinstance(value, dict):
        return value | {"surplus": 0}
    if isinstance(value, list | tuple):
        return type(value)([*value, *value[:1]])
    return _array(np.concatenate([value, value])) if np.ndim(value) else [value, value]


def _swapped(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, tuple):
        return list(value)
    return list(value.items()) if isinstance(value, dict) else {"value": value}


ODD: dict[str, Callable[[Any], Any]] = {
    "nothing": lambda value: None,
    "text": lambda value: "odd",
    "a number": lambda value: 3,
    "a huge number": lambda value: 10**400,
    "an array": lambda value: _array(np.arange(5, dtype=np.float32)),
    "a random key": lambda value: Key.from_seed(0),
    "a list": lambda value: [value],
    "an empty list": lambda value: [],
    "an empty dict": lambda value: {},
    "other containers": _swapped,
    "one less": _shorter,
    "one more": _longer,
    "text in every leaf": _each_leaf(lambda leaf: "odd"),
    "nothing in every leaf": _each_leaf(lambda leaf: None),
    "nan": _each_leaf(lambda leaf: _array(np.full(np.shape(leaf), np.nan, np.float32))),
    "bools": _each_leaf(lambda leaf: _array(np.ones(np.shape(leaf), bool))),
    "complex numbers": _each_leaf(lambda leaf: _array(np.full(np.shape(leaf), 1j, np.complex64))),
    "another axis": _each_leaf(lambda leaf: _array(np.ones((1, *np.shape(leaf)), np.float32))),
    "empty arrays": _each_leaf(lambda leaf: _array(np.zeros((0, *np.shape(leaf)), np.float32))),
    "lists in every leaf": _each_leaf(lambda leaf: [[leaf]]),
    "low precision": _each_leaf(lambda leaf: _array(np.ones(np.shape(leaf), np.float16))),
    "a random key in every leaf": _each_leaf(lambda leaf: Key.from_seed(0)),
    "text in the last leaf": _last_leaf(lambda leaf: "odd"),
    "whole numbers in the last leaf": _last_leaf(lambda leaf: _array(np.ones(np.shape(leaf), np.int32))),
}


def problems(root: Path, assignment: str, exercise: str) -> list[str]:
    """A sentence for each hidden test of an exercise that raises for an odd reply."""
    found = Course.open(root).assignment(assignment)
    return [
        f"{assignment}/{exercise}: `{test.name}` raises where {what} comes back: {test.message}"
        for what, test in _raised(found, found.exercise(exercise), fresh_seed())
    ]


def _raised(assignment: Assignment, exercise: Exercise, seed: int) -> Iterator[tuple[str, TestResult]]:
    settle_jax(assignment.course)
    solution = _Remembering(load_solution(assignment))
    reference = Reference(solution)
    path = assignment.hidden_path(exercise.name)
    seen: set[str] = set()
    for first in range(FIRST_REPLIES):
        for what, odd in ODD.items():
            student = Student(_Changing(solution, odd, first))
            results = run_tests([path], lambda _, student=student: student, reference=reference, seed=seed)  # type: ignore[misc]
            for test in results[exercise.name]:
                if test.code == codes.TEST_RAISED and test.name not in seen:
                    seen.add(test.name)
                    yield what, test


class _Remembering:
    """A transport to the solution that computes each answer once."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._answers: dict[Message, Any] = {}

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        message = request_message(op, fields)
        if message not in self._answers:
            try:
                self._answers[message] = self._transport.request(op, deadline, **fields)
            except StudentFailure as failure:
                self._answers[message] = failure
        answer = self._answers[message]
        if isinstance(answer, StudentFailure):
            raise answer
        return answer


class _Changing:
    """A transport to the solution that changes its answers, from a given one on."""

    def __init__(self, transport: Transport, change: Callable[[Any], Any], first: int) -> None:
        self._transport = transport
        self._change = change
        self._left = first

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        answer = self._transport.request(op, deadline, **fields)
        if self._left > 0:
            self._left -= 1
            return answer
        return self._change(answer)
