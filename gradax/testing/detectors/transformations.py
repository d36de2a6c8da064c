"""Whether JAX's transformations agree with calling a function plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

RTOL, ATOL = 1e-4, 1e-5


def agree(f: Callable[..., Any], *args: Any) -> dict[str, bool]:
    """Whether ``jit(f)`` and ``vmap(f)`` give what `f` gives: ``{"jit": …, "vmap": …}``.

    It proves that the function does what it does whoever calls it. Values are compared with tolerances for float32.

    Args:
        f: the function.
        args: arrays or trees of them; `vmap` gets two copies of each.

    Raises:
        Exception: what `f` raises under a transformation, so that the student reads the lesson of, say, a
            TracerBoolConversionError.

    Examples:
        Passes:

        >>> agree(lambda x: jnp.where(x > 0, x, 0), jnp.arange(-2.0, 3.0))
        {'jit': True, 'vmap': True}

        Fails:

        >>> calls = []
        >>> def counts(x):
        ...     calls.append(x)
        ...     return x + len(calls)
        >>> agree(counts, jnp.ones(3))
        {'jit': False, 'vmap': False}
        >>> agree(lambda x: x if x.sum() > 0 else -x, jnp.ones(3))
        Traceback (most recent call last):
        jax.errors.TracerBoolConversionError: ...
    """
    plain = f(*args)
    jitted = jax.jit(lambda *args: f(*args))(*args)
    mapped = jax.vmap(lambda *args: f(*args))(*jax.tree.map(lambda leaf: jnp.stack([leaf, leaf]), args))
    return {"jit": _close(jitted, plain), "vmap": all(_close(_at(mapped, index), plain) for index in (0, 1))}


def _at(tree: Any, index: int) -> Any:
    return jax.tree.map(lambda leaf: leaf[index], tree)


def _close(one: Any, other: Any) -> bool:
    shapes: list[Any] = [jax.tree.structure(tree) for tree in (one, other)]
    return shapes[0] == shapes[1] and all(map(_leaves_close, jax.tree.leaves(one), jax.tree.leaves(other)))


def _leaves_close(one: Any, other: Any) -> bool:
    if jnp.shape(one) != jnp.shape(other):
        return False
    if jnp.issubdtype(jnp.result_type(one), jax.dtypes.prng_key):
        one, other = jax.random.key_data(one), jax.random.key_data(other)
    return bool(jnp.allclose(one, other, rtol=RTOL, atol=ATOL, equal_nan=True))
