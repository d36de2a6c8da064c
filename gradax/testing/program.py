"""A student's function as one program, made in their process, and measured and run in one where no code of theirs ran.

So structure and values are those of one and the same thing, whatever the student's process says of itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gradax.testing.failure import fail
from gradax.testing.probe import Probe, probe
from gradax.wire.values import HostArray, Key

_UNREADABLE = "Your function did not become a program that this test can read."

Ask = Callable[..., Any]
"""Runs a probe for the tests: its source, its name, its data, and whether in a clean process."""


@probe
def _exported(student, made, args, data):  # type: ignore[no-untyped-def]
    from gradax.testing.detectors import jaxpr, programs

    f = globals()[made](student, **data)
    program = programs.exported(f, args)
    found = jaxpr.primitives(f, *args) if program is None else {}
    return {"program": program, "size": sum(found.values()), "loops": found.get("scan", 0) + found.get("while", 0)}


@probe
def _called(student, made, args, data):  # type: ignore[no-untyped-def]
    import jax

    f = globals()[made](student, **data)
    return jax.jit(lambda *args: f(*args))(*args)  # compiled, as it was measured: it may act otherwise where it is not


@probe
def _measured(student, program):  # type: ignore[no-untyped-def]
    from gradax.testing.detectors import programs

    return {
        "size": programs.size(program),
        "loops": programs.loops(program),
        "foreign": programs.foreign_calls(program),
    }


@probe
def _run(student, program, args):  # type: ignore[no-untyped-def]
    from gradax.testing.detectors import programs

    return programs.run(program, args)


EXPORT = _exported.name


class Program:
    """A function of the student's for arguments of one set of shapes. Call it for what it gives.

    A function that cannot be exported, since it prints or calls back, is measured and run, compiled, where it is.

    Attributes:
        size: how many operations it has; those in a loop's body or an inner function count once.
        loops: how many loops it has.

    Args:
        ask: runs probes.
        made: the probe that gives the function.
        args: arguments of these shapes and dtypes; their values do not travel.
        data: the probe's own data.

    Examples:
        Passes:

        >>> @probe
        ... def powers(student):
        ...     return student.powers
        >>> student = student_of("def powers(x): return jax.lax.fori_loop(0, 8, lambda i, y: x * y, 1.0)")
        >>> program = student.export(powers, np.float32(0))
        >>> program.loops
        1
        >>> expect_close(program(np.float32(2)), np.float32(256), what="`powers(x)`")

        Fails:

        >>> student = student_of('''
        ... def powers(x):
        ...     y = 1.0
        ...     for _ in range(8): y = x * y
        ...     return y
        ... ''')
        >>> student.export(powers, np.float32(0)).loops
        0
    """

    def __init__(self, ask: Ask, made: Probe, args: tuple[Any, ...], data: dict[str, Any]) -> None:
        __tracebackhide__ = True
        self._ask = ask
        self._source = made.source
        self._of = {"made": made.name, "data": data}
        seen = ask(_exported, prelude=made.source, args=list(map(_blank, args)), **self._of)
        self._code = seen["program"]
        if self._code is not None:
            if not isinstance(self._code, bytes):
                fail(_UNREADABLE, code="program")
            seen = ask(_measured, clean=True, program=self._code)
            if not isinstance(seen["foreign"], list):
                fail(_UNREADABLE, code="program")
            if seen["foreign"]:
                fail("The program of your function calls back into Python. Take the callbacks out.", code="program")
        self.size, self.loops = _number(seen["size"]), _number(seen["loops"])

    def outgrows(self, smaller: Program) -> bool:
        """Whether it is longer than `smaller` by more than half, or has more loops.

        That is so where Python's loop wrote out four times the rounds, one by one or many at once. A loop of JAX's
        stays as long, though it may be unrolled: a few rounds more or less are left over at its end.

        Args:
            smaller: the program of the same function for about a quarter of the rounds.

        Examples:
            Passes:

            >>> @probe
            ... def double(student):
            ...     return student.double
            >>> student = student_of("def double(xs): return jax.vmap(lambda x: 2 * x)(xs)")
            >>> student.export(double, np.ones(64)).outgrows(student.export(double, np.ones(16)))
            False

            Fails:

            >>> student = student_of("def double(xs): return jnp.stack([2 * x for x in xs])")
            >>> student.export(double, np.ones(64)).outgrows(student.export(double, np.ones(16)))
            True
        """
        return self.size > 1.5 * smaller.size or self.loops > smaller.loops

    def __call__(self, *args: Any) -> Any:
        """What the program gives for these arguments, of the shapes and dtypes that it was made for."""
        __tracebackhide__ = True
        if self._code is None:
            return self._ask(_called, prelude=self._source, args=list(args), **self._of)
        return self._ask(_run, clean=True, program=self._code, args=list(args))


def _blank(value: Any) -> Any:
    """A tree without its values: zeros in their places."""
    if isinstance(value, dict):
        return {key: _blank(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_blank(each) for each in value)
    if isinstance(value, HostArray):
        return HostArray(np.zeros_like(value.array))
    if isinstance(value, Key):
        return Key(np.zeros_like(value.data), value.impl)
    return np.zeros_like(value)


def _number(claim: Any) -> int:
    __tracebackhide__ = True
    if type(claim) is not int:
        fail(_UNREADABLE, code="program")
    return int(claim)
