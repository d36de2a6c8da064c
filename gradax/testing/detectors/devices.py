"""Where an array lies, and what code does where JAX finds other devices."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, TypeVar

import jax
from jax._src import pmap, xla_bridge
from jax._src.interpreters import pxla

from gradax.wire.cells import BY_REFERENCE, cell_of

_Given = TypeVar("_Given")
_KEPT = (xla_bridge.get_backend, xla_bridge.local_devices, xla_bridge.process_count, pmap._get_mesh_devices)
_ASKING = ("device", "mesh")  # words of a cell that asks for devices


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


def elsewhere(found: Sequence[Any], call: Callable[[], _Given], *, process: int = 0) -> _Given:
    """What `call` gives where JAX finds these devices in place of its own.

    JAX is asked below its public names, so that everything which counts or lists devices finds them. Whoever has asked
    before keeps what they were told; see `run_cells_again`.

    Args:
        found: at least one device, of JAX, or made up with a ``platform`` and a ``process_index``.
        call: takes nothing; it is called once.
        process: the process in which the call runs; only that process's devices are local.

    Raises:
        Exception: what `call` raises.

    Examples:
        Passes:

        >>> few = jax.devices()[:3]
        >>> elsewhere(few, jax.device_count)
        3

        Fails:

        >>> count = jax.device_count()
        >>> elsewhere(few, lambda: count) == len(few)
        False
    """
    original, backend = xla_bridge._get_backend_uncached, _backend(found, process)

    def get(platform: Any = None) -> Any:
        return backend if platform in (None, backend.platform) else original(platform)

    _forget()
    xla_bridge._get_backend_uncached = get
    try:
        return call()
    finally:
        xla_bridge._get_backend_uncached = original
        _forget()


def _forget() -> None:
    for function in _KEPT:
        function.cache_clear()


def _backend(found: Sequence[Any], process: int) -> Any:
    local = [device for device in found if device.process_index == process]
    return SimpleNamespace(
        platform=found[0].platform,
        platform_version="0",
        devices=lambda: list(found),
        local_devices=lambda: list(local),
        device_count=lambda: len(found),
        local_device_count=lambda: len(local),
        process_index=lambda: process,
        process_count=lambda: 1 + max(device.process_index for device in found),
    )


def run_cells_again(exercises: Collection[str], names: dict[str, Any]) -> None:
    """Run the cells of these exercises again in `names`, and the added cells that ask for devices.

    What a cell has asked JAX for when it ran, such as a mesh, it asks for again: call this within `elsewhere`. An added
    cell may fail; a cell that is not plain Python is left out.

    Args:
        exercises: their names, which are their cells'.
        names: the notebook's names; the cells' own come to it.

    Raises:
        Exception: what an exercise's cell raises.

    Examples:
        Passes:

        >>> student, names = student_of("count = jax.device_count()"), {"jax": jax}
        >>> elsewhere(jax.devices()[:3], lambda: run_cells_again(["answer"], names))
        >>> names["count"]
        3

        Fails:

        >>> run_cells_again(["another"], names := {"jax": jax})
        >>> "count" in names
        False
    """
    cells = {file: cell for file in linecache.cache if (cell := cell_of(file)) is not None}
    for file, cell in cells.items():
        source = "".join(linecache.getlines(file))
        with suppress(SyntaxError):  # IPython's own syntax
            if cell.removesuffix(BY_REFERENCE) in exercises:
                exec(compile(source, file, "exec"), names)
            elif "+" in cell and any(word in source for word in _ASKING):
                with suppress(Exception):
                    exec(compile(source, file, "exec"), names)
