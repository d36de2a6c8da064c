"""What happens while something runs: programs made, and the student's Python run."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from sys import getprofile, setprofile  # bound here, before any student's code runs
from types import FrameType
from typing import Any

import jax
import jax.monitoring

_LOWERED = "/jax/core/compile/jaxpr_to_mlir_module_duration"  # reported even where a cache on disk has the program
_CELL = re.compile(
    r"<(reshaped )?cell .*>|.*ipykernel_\d+.*|<ipython-input-.*>"
)  # a guest's cells, and a live notebook's


def compilations(thunk: Callable[[], Any]) -> int:
    """How many programs JAX makes while `thunk` runs; 0 where all that it needs is compiled already.

    Each new shape and each operation outside of `jit` counts: make the arguments before, and run it once to warm up.
    It proves that a second call with other values does not compile again.

    Args:
        thunk: runs what is watched; what it returns is waited for.

    Examples:
        Passes:

        >>> x, y = jnp.ones(3), jnp.zeros(3)
        >>> step = jax.jit(lambda x, rate: x - rate * x)
        >>> first = step(x, 0.1)
        >>> compilations(lambda: step(y, 0.2))
        0

        Fails:

        >>> step = jax.jit(lambda x, rate: x - rate * x, static_argnums=1)
        >>> first = step(x, 0.1)
        >>> compilations(lambda: step(y, 0.2))
        1
    """
    made = 0

    def listener(event: str, duration_secs: float, **_: str | int) -> None:
        nonlocal made
        made += event == _LOWERED

    jax.monitoring.register_event_duration_secs_listener(listener)
    try:
        jax.block_until_ready(thunk())
    finally:
        jax.monitoring.unregister_event_duration_listener(listener)
    return made


def python_runs(f: Callable[..., Any], *args: Any, **kwargs: Any) -> int:
    """How many of the student's Python functions run during the call: 0 where a compiled program does it all.

    The student's are those of a notebook's cells, and what these made by `exec`. Call `f` once before, so that it is
    compiled.

    Args:
        f: the function, with its arguments.
        args: of any kind.
        kwargs: of any kind.

    Examples:
        Passes:

        >>> @probe
        ... def runs(student, x):
        ...     from gradax.testing.detectors import traces
        ...     student.step(x)  # to compile it
        ...     return {"runs": traces.python_runs(student.step, x)}
        >>> student = student_of("step = jax.jit(lambda x: 0.9 * x)")
        >>> student.probe(runs, x=np.ones(3))
        {'runs': 0}

        Fails:

        >>> student = student_of("def step(x): return jax.jit(lambda x: 0.9 * x)(x)")
        >>> student.probe(runs, x=np.ones(3))["runs"] > 0
        True
    """
    entered = 0

    def profile(frame: FrameType, event: str, called: Any) -> None:
        nonlocal entered
        own = frame.f_code is python_runs.__code__
        looks_away = event == "c_call" and called is setprofile and not own  # what follows would not be seen
        entered += looks_away or (event == "call" and _is_students(frame))

    before = getprofile(), threading.getprofile()
    setprofile(profile)
    threading.setprofile(profile)
    try:
        f(*args, **kwargs)
    finally:
        threading.setprofile(before[1])
        setprofile(before[0])
    return entered


def _is_students(frame: FrameType) -> bool:
    made_in_a_cell = frame.f_globals.get("__name__") == "__main__"  # whatever its code calls its file
    return made_in_a_cell or _CELL.fullmatch(frame.f_code.co_filename) is not None
