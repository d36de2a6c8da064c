"""Whether a random key is used twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.errors import KeyReuseError
from jax.extend.core.primitives import random_bits_p, random_split_p


def key_reuse(f: Callable[..., Any], *args: Any) -> bool:
    """Whether `f` uses one of its typed keys, or one that it derives, twice.

    It does not see ``PRNGKey``, a key made anew from the same seed, or the same ``fold_in`` twice: compare what comes
    out of them (`gradax.testing.correlation`).

    Args:
        f: the function; it is run up to three times.
        args: typed keys and arrays, or trees of them. Keys are cloned, so that each may be used once.

    Raises:
        Exception: what `f` raises.

    Examples:
        Passes:

        >>> def noises(key):
        ...     one, other = jax.random.split(key)
        ...     return jax.random.normal(one), jax.random.normal(other)
        >>> key_reuse(noises, jax.random.key(0))
        False

        Fails:

        >>> key_reuse(lambda key: (jax.random.normal(key), jax.random.normal(key)), jax.random.key(0))
        True
    """
    if not _caught(f, args):
        return False
    # Traced, JAX takes the `keys[i]` of a `fori_loop` for reuse of all keys; run in Python, it sees that `i` moves on.
    with jax.disable_jit():
        if not _caught(f, args):
            return False
    # It also takes keys for spent that were stacked, turned round or chosen after a split; their numbers tell.
    return spent_twice(f, *args)


def spent_twice(f: Callable[..., Any], *args: Any) -> bool:
    """Whether `f` draws from or splits one and the same key twice, by the key's numbers, however it came by them.

    It runs `f` in Python, without `jit`, and sees keys that were stacked, chosen or made anew from the same seed.

    Args:
        f: the function.
        args: of any kind.

    Raises:
        Exception: what `f` raises.

    Examples:
        Passes:

        >>> spent_twice(lambda key: [jax.random.normal(k) for k in jax.random.split(key, 3)], jax.random.key(0))
        False

        Fails:

        >>> spent_twice(lambda: [jax.random.normal(jax.random.key(0)) for _ in range(3)])
        True
    """
    spent: list[bytes] = []
    with _noting(spent), jax.disable_jit():  # run in Python, each key has its numbers
        f(*args)
    return len(set(spent)) < len(spent)


@contextmanager
def _noting(spent: list[bytes]) -> Iterator[None]:
    """Keep the numbers of each key that is drawn from or split."""

    def noting(do: Callable[..., Any]) -> Callable[..., Any]:
        def noted(keys: Any, *rest: Any, **params: Any) -> Any:
            data = np.asarray(jax.random.key_data(keys))
            spent.extend(each.tobytes() for each in data.reshape(-1, data.shape[-1]))
            return do(keys, *rest, **params)

        return noted

    primitives: list[Any] = [random_bits_p, random_split_p]
    before = [primitive.impl for primitive in primitives]
    for primitive in primitives:
        primitive.impl = noting(primitive.impl)
    try:
        yield
    finally:
        for primitive, impl in zip(primitives, before, strict=True):
            primitive.impl = impl


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
