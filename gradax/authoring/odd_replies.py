"""Odd replies: a hidden test judges whatever comes back, and raises nothing of its own.

The reference solution answers, but its answers are changed on the way: other types, lengths, dtypes, nan, nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.runner import runtestprotocol

from gradax import codes
from gradax.course import Assignment, Course, Exercise
from gradax.grading.references import settle_jax
from gradax.testing.collect import name_of
from gradax.testing.plugin import fresh_seed
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Reference, Student
from gradax.testing.verdicts import outcome_of
from gradax.wire.codec import Message
from gradax.wire.failures import StudentFailure
from gradax.wire.transport import Transport, request_message
from gradax.wire.values import Key, Returned

FIRST_REPLIES = 2  # each test is also tried with odd replies after its first one


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
        f"{assignment}/{exercise}: `{name}` raises where {what} comes back: {said}"
        for name, (what, said) in _raised(found, found.exercise(exercise), fresh_seed()).items()
    ]


def _raised(assignment: Assignment, exercise: Exercise, seed: int) -> dict[str, tuple[str, str | None]]:
    """For each test that raises: the first odd reply that it raises for, and what it says."""
    settle_jax(assignment.course)
    solution = _Remembering(load_solution(assignment))
    changing = _Changing(solution)
    trying = _Trying(changing)
    student, reference = Student(changing), Reference(solution)
    run_tests(
        [assignment.hidden_path(exercise.name)], lambda _: student, reference=reference, seed=seed, plugins=[trying]
    )
    return trying.raised


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
    """A transport to the solution that changes its answers, from a given one on.

    Attributes:
        change: what it does to an answer.
        left: the answers that it gives unchanged before.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.change = ODD["nothing"]
        self.left = 0

    def request(self, op: str, deadline: float | None = None, **fields: Any) -> Any:
        answer = self._transport.request(op, deadline, **fields)
        if self.left > 0:
            self.left -= 1
            return answer
        return self.change(answer)


class _Trying:
    """A pytest plugin that runs each test once for each odd reply: all in one run, since runs take longer than tests.

    Attributes:
        raised: for each test that raised, the first odd reply that it did so for, and what it said.
    """

    def __init__(self, changing: _Changing) -> None:
        self._changing = changing
        self._what = ""
        self.raised: dict[str, tuple[str, str | None]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run a test again and again; what it draws stays the same."""
        for first in range(FIRST_REPLIES):
            for what, odd in ODD.items():
                self._what, self._changing.change, self._changing.left = what, odd, first
                runtestprotocol(item, nextitem=nextitem, log=False)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Function, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Keep what a test raised."""
        if call.excinfo:
            outcome = outcome_of(call.excinfo.value, str(item.path))
            if outcome.code == codes.TEST_RAISED:
                self.raised.setdefault(name_of(item), (self._what, outcome.message))
        return (yield)
