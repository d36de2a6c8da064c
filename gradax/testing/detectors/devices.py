"""Where an array lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
from jax._src.interpreters import pxla


def placement(x: jax.Array) -> list[dict[str, Any]]:
    """The shards of `x`, by device: ``{"device": id, "index": [[start, stop], …], "shape": [rows, columns]}``.

    `index` is the part of `x` that lies there, a pair for each axis.

    Args:
        x: an array of any shape and dtype.

    Raises:
        TypeError: for anything else, also where its `__class__` says that it is an array.

    Examples:
        Passes:

        >>> mesh = jax.make_mesh((2,), ("rows",), devices=jax.devices()[:2])
        >>> rows = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec("rows"))
        >>> [shard["index"] for shard in placement(jax.device_put(jnp.ones((4, 3)), rows))]
        [[[0, 2], [0, 3]], [[2, 4], [0, 3]]]

        Fails:

        >>> [shard["index"] for shard in placement(jnp.ones((4, 3)))]
        [[[0, 4], [0, 3]]]
    """
    _expect_array(x)
    shards = sorted(x.addressable_shards, key=lambda shard: shard.device.id)
    return [
        {
            "device": shard.device.id,
            "index": [list(part.indices(size)[:2]) for part, size in zip(shard.index, x.shape, strict=True)],
            "shape": list(shard.data.shape),
        }
        for shard in shards
    ]


def committed(x: jax.Array) -> bool:
    """Whether `x` is bound to its devices, so that computations with it go there.

    Raises:
        TypeError: where it is not an array.

    Examples:
        Passes:

        >>> committed(jax.device_put(jnp.ones(3), jax.devices()[0]))
        True

        Fails:

        >>> committed(jnp.ones(3))
        False
    """
    _expect_array(x)
    return bool(x.committed)


def _expect_array(x: Any) -> None:
    if not issubclass(type(x), jax.Array):
        raise TypeError(f"{type(x).__name__} is not an array of JAX")


def transfers(f: Callable[..., Any], *args: Any) -> list[list[int]]:
    """The shapes of all arrays that are put on devices, from the host or from another device, while `f` runs.

    An array that already lies as a sharding asks is not among them; ``device_put`` to a device, not a sharding, puts it
    in any case. A scalar of a computation is an array of shape [] here.

    Args:
        f: the function; it is run once.
        args: of any kind.

    Raises:
        Exception: what `f` raises.

    Examples:
        Passes:

        >>> mesh = jax.make_mesh((2,), ("rows",), devices=jax.devices()[:2])
        >>> rows = jax.sharding.NamedSharding(mesh, jax.sharding.PartitionSpec("rows"))
        >>> x = jax.device_put(jnp.ones((4, 3)), rows)
        >>> transfers(lambda x: jax.device_put(x, rows), x)
        []

        Fails:

        >>> transfers(lambda x: jax.device_put(x, rows), jnp.ones((4, 3)))
        [[4, 3]]
    """
    original, shapes = pxla.batched_device_put, []

    def spy(aval: Any, *rest: Any, **options: Any) -> Any:
        shapes.append(list(aval.shape))
        return original(aval, *rest, **options)

    pxla.batched_device_put = spy
    try:
        f(*args)
    finally:
        pxla.batched_device_put = original
    return shapes
