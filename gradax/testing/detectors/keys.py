"""Whether a random key is used twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax.errors import KeyReuseError


def key_reuse(f: Callable[..., Any], *args: Any) -> bool:
    """Whether `f` uses one of its typed keys, or one that it derives, twice.

    It does not see ``PRNGKey``, a key made anew from the same seed, or the same ``fold_in`` twice: compare what comes
    out of them (`gradax.testing.correlation`).
    """
    if not _caught(f, args):
        return False
    # Traced, JAX takes the `keys[i]` of a `fori_loop` for reuse of all keys; run in Python, it sees that `i` moves on.
    with jax.disable_jit():
        return _caught(f, args)


def _caught(f: Callable[..., Any], args: tuple[Any, ...]) -> bool:
    fresh = jax.tree.map(lambda leaf: jax.random.clone(leaf) if _is_key(leaf) else leaf, args)  # each may be used once
    try:
        with jax.debug_key_reuse(True):
            f(*fresh)
    except KeyReuseError:
        return True
    return False


def _is_key(leaf: Any) -> bool:
    return isinstance(leaf, jax.Array) and jnp.issubdtype(leaf.dtype, jax.dtypes.prng_key)
