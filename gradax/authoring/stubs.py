"""Stubs: answers without any thought, made from a solution's signature. They must score next to nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from gradax.course import Assignment, Course, Exercise
from gradax.grading.references import settle_jax
from gradax.testing.runner import run_tests
from gradax.testing.solution import load_solution
from gradax.testing.student import Reference

AT_MOST = 0.1  # of an exercise's points
CONSTANTS = ("None", "0.0", "True", "False", "[]", "{}")
ARGUMENTS = 3  # of which each is returned in turn

_ZEROED = """

def _zeros_like(value):
    if isinstance(value, dict):
        return {key: _zeros_like(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        each = [_zeros_like(one) for one in value]
        return type(value)(*each) if hasattr(value, "_fields") else type(value)(each)
    if callable(value):
        return _zeroed(value)
    if isinstance(value, str):
        return ""
    return value if value is None else value * 0


def _zeroed(function):
    return lambda *args, **kwargs: _zeros_like(function(*args, **kwargs))

"""


def stubs(assignment: Assignment, examples: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Whole notebooks of stubs: what they do, in words, and each exercise's answer; an exercise may have none.

    They return a constant, each argument in turn, zeros of the right structure, or what `examples` return, by exercise.
    """
    functions = {exercise.name: _functions(exercise.solution) for exercise in assignment.exercises}

    def returning(value: str, arguments: int = 0) -> dict[str, str]:
        """Answers whose functions return an expression, where one of them has so many arguments."""
        return {
            name: "\n".join(_function(each, value) for each in defined)
            for name, defined in functions.items()
            if any(len(named) >= arguments for named in defined.values())
        }

    for constant in CONSTANTS:
        yield f"returns {constant}", returning(constant)
    for place in range(ARGUMENTS):
        yield f"returns argument {place + 1}", returning(f"[*args, *kwargs.values()][{place}]", place + 1)
    yield (
        "returns zeros",
        {
            exercise.name: _zeros(exercise, functions[exercise.name])
            for exercise in assignment.exercises
            if functions[exercise.name]
        },
    )
    yield "returns the example's value", {name: source for name, source in examples.items() if source}


def example(root: Path, assignment: str, exercise: str) -> str:
    """A stub that returns what the solution returns in the first call of the visible checks; empty where it cannot.

    The checks run in this process.
    """
    found = Course.open(root).assignment(assignment)
    settle_jax(found.course)
    student = _FirstReturns(load_solution(found))
    run_tests([found.check_path(exercise)], lambda _: student)
    written = {name: _written(value) for name, value in student.first.items()}
    functions = [_function(name, value) for name, value in written.items() if value]
    return "\n".join(["from math import inf, nan\nimport numpy\n", *functions]) if functions else ""


def _function(name: str, value: str) -> str:
    return f"def {name}(*args, **kwargs):\n    return {value}\n"


def _functions(solution: str) -> dict[str, list[str]]:
    """The public functions of a solution cell, each with the names of its arguments."""
    return {
        node.name: [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        for node in ast.parse(solution).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def _zeros(exercise: Exercise, functions: Mapping[str, list[str]]) -> str:
    return exercise.solution + _ZEROED + "".join(f"{name} = _zeroed({name})\n" for name in functions)


class _FirstReturns(Reference):
    """The solution; it keeps the first value that each function returned."""

    def __init__(self, transport: Any, deadline: float | None = None) -> None:
        super().__init__(transport, deadline)
        self.first: dict[str, Any] = {}

    def call(self, function: str, /, *args: Any, **kwargs: Any) -> Any:
        value = super().call(function, *args, **kwargs)
        self.first.setdefault(function, value)
        return value


def _written(value: Any) -> str | None:
    """A value as Python source; None where it has none."""
    if isinstance(value, np.ndarray):
        try:
            return f"numpy.array({value.tolist()!r}, dtype={np.dtype(value.dtype.name).name!r})"
        except TypeError:  # bfloat16 and the like
            return None
    if isinstance(value, dict):
        items = {key: _written(each) for key, each in value.items()}
        return (
            None if None in items.values() else "{" + ", ".join(f"{key!r}: {each}" for key, each in items.items()) + "}"
        )
    if isinstance(value, list | tuple):
        each = [_written(one) for one in value]
        if None in each:
            return None
        inner = "".join(f"{one}, " for one in each)
        return f"[{inner}]" if isinstance(value, list) else f"({inner})"
    return repr(value) if isinstance(value, bool | int | float | str | None) else None
