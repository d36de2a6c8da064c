"""What a compiled program does between devices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jax

# An operation's name follows a space; other names, such as those of values, may end alike.
_COLLECTIVE = re.compile(
    r"(?<=\s)(all-reduce|all-gather|reduce-scatter|all-to-all|ragged-all-to-all|collective-permute"
    r"|collective-broadcast)(?:-start)?\("
)


def collectives(f: Callable[..., Any], *args: Any) -> list[str]:
    """The collective operations in the compiled program of `f`, sorted; [] where the devices need not talk.

    It proves that devices talk, or that they do not.

    Args:
        f: the function, jitted or not.
        args: arrays, or trees of them, which lie on the devices as they will when `f` is called.

    Raises:
        Exception: what `f` raises when it is traced.

    Examples:
        Passes:

        >>> mesh = jax.make_mesh((2,), ("rows",), devices=jax.devices()[:2])
        >>> rows = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec("rows"))
        >>> x = jax.device_put(jnp.ones((4, 3)), rows)
        >>> collectives(lambda x: 2 * x, x)
        []

        Fails:

        >>> collectives(lambda x: x - x.mean(axis=0), x)
        ['all-reduce']
    """
    jitted = f if hasattr(f, "lower") else jax.jit(lambda *args: f(*args))
    return collectives_in(jitted.lower(*args).compile().as_text() or "")


def collectives_in(text: str) -> list[str]:
    """The names of the collective operations in a compiled program's text, sorted.

    Args:
        text: what ``jax.jit(f).lower(x).compile().as_text()`` gives.

    Examples:
        Passes:

        >>> collectives_in("%sum = f32[] add(%a, %b)")
        []

        Fails:

        >>> collectives_in("%sum = f32[] all-reduce(%a), replica_groups={{0,1}}")
        ['all-reduce']
    """
    return sorted(set(_COLLECTIVE.findall(text)))
