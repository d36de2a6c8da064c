"""Whether JAX's transformations agree with calling a function plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

RTOL, ATOL = 1e-4, 1e-5


def agree(f: Callable[..., Any], *args: Any) -> dict[str, bool]:
    """Whether ``jit(f)`` and ``vmap(f)`` give what `f` gives: ``{"jit": …, "vmap": …}``.

    All arguments are arrays or trees of them; `vmap` gets two copies of each. What `f` raises under a transformation
    is raised, so that the student reads the lesson of, say, a TracerBoolConversionError.
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
