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
    import jax

    from gradax.testing.detectors import programs

    f = globals()[made](student, **data)
    structures: list[Any] = []

    def leaves(*args):  # type: ignore[no-untyped-def]
        found, structure = jax.tree.flatten(f(*args))
        structures.append(structure)
        return found

    program = programs.exported(leaves, args)
    return {"program": program, "form": jax.tree.unflatten(structures[0], range(structures[0].num_leaves))}


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

    What the function only reports, as by ``jax.debug.print``, is left out. One whose values come out of a callback into
    Python is refused.

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
        made_of = ask(_exported, prelude=made.source, made=made.name, args=list(map(_blank, args)), data=data)
        self._code, self._form = made_of["program"], made_of["form"]
        if self._code is None:
            fail(
                "Your function does not become a program that can run without Python. Take out callbacks into Python, "
                "if there are any; functions of `jnp` and `jax.lax` become part of the program.",
                code="program",
            )
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
        leaves = self._ask(_run, clean=True, program=self._code, args=list(args))
        return _filled(self._form, leaves if isinstance(leaves, list) else [])


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


def _filled(form: Any, leaves: list[Any]) -> Any:
    """The leaves in their places: the student's process says where, but not what they are."""
    __tracebackhide__ = True
    if isinstance(form, dict):
        return {key: _filled(each, leaves) for key, each in form.items()}
    if isinstance(form, list | tuple):
        return type(form)(_filled(each, leaves) for each in form)
    if form is None:
        return None
    if type(form) is not int or not 0 <= form < len(leaves):
        fail(_UNREADABLE, code="program")
    return leaves[form]


def _number(claim: Any) -> int:
    __tracebackhide__ = True
    if type(claim) is not int:
        fail(_UNREADABLE, code="program")
    return int(claim)
