"""Whether a function is the same to JAX each time that it is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from gradax.testing.detectors.jaxpr import constants

_ADDRESS = re.compile(r"0x[0-9a-f]+")  # a callback's place in memory is no property of the function


def retraces_equal(f: Callable[..., Any], *args: Any) -> bool:
    """Whether `f`, traced twice from nothing, gives the same program with the same constants.

    False where it draws from ``np.random``, reads a clock, or reads what its last call has written. It does not see
    side effects that never come back, nor a global that did not change in between: change it in the probe and compare.
    """
    return _traced(f, args) == _traced(f, args)


def _traced(f: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, list[Any]]:
    jax.clear_caches()  # or an inner jitted function answers from its first trace
    closed = jax.make_jaxpr(lambda *args: f(*args))(*args)
    return _ADDRESS.sub("", str(closed)), [_bytes(value) for value in constants(closed)]


def _bytes(value: Any) -> Any:
    if hasattr(value, "dtype") and jnp.issubdtype(value.dtype, jax.dtypes.prng_key):
        value = jax.random.key_data(value)
    array = np.asarray(value)
    return (array.dtype.name, array.shape, array.tobytes())
