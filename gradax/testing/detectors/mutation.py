"""Whether a function leaves its arguments alone."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import jax
import numpy as np


def edits(f: Callable[..., Any], *args: Any) -> list[str]:
    """Where `f` has changed its arguments in place: ``["[0]['w']"]``; ``["[1]"]`` where a whole container changed.

    Send NumPy arrays as `HostArray`, or they arrive as arrays of JAX, which are immutable; of these it
    notices a donated buffer, and another array in its place.

    Args:
        f: the function; it is run once.
        args: arrays, numbers, keys, and lists, tuples and dicts of these.

    Raises:
        Exception: what `f` raises.

    Examples:
        Passes:

        >>> edits(lambda params: {**params, "w": params["w"] - 1}, {"w": np.ones(2), "b": np.ones(1)})
        []

        Fails:

        >>> def step(params):
        ...     params["w"] -= 1
        ...     return params
        >>> edits(step, {"w": np.ones(2), "b": np.ones(1)})
        ["[0]['w']"]
    """
    before = deepcopy(args)
    f(*args)
    return [f"[{index}]{place}" for index in range(len(args)) for place in _changes(before[index], args[index])]


def _changes(before: Any, after: Any) -> list[str]:
    if type(before) is not type(after):
        return [""]
    if isinstance(before, dict):
        if list(before) != list(after):
            return [""]
        return [f"[{key!r}]{place}" for key in before for place in _changes(before[key], after[key])]
    if isinstance(before, list | tuple):
        if len(before) != len(after):
            return [""]
        return [f"[{i}]{place}" for i, pair in enumerate(zip(before, after, strict=True)) for place in _changes(*pair)]
    if isinstance(before, jax.Array):
        return [""] if after.is_deleted() or not _same(_host(before), _host(after)) else []
    if isinstance(before, np.ndarray):
        return [] if _same(before, after) else [""]
    return [] if before == after or before != before else [""]


def _host(array: jax.Array) -> Any:
    is_key = jax.numpy.issubdtype(array.dtype, jax.dtypes.prng_key)
    return np.asarray(jax.random.key_data(array) if is_key else array)


def _same(before: Any, after: Any) -> bool:
    return bool(before.dtype == after.dtype and before.shape == after.shape and before.tobytes() == after.tobytes())
