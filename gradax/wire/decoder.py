"""Messages to values; see `gradax.wire.codec`. It expects a hostile peer."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Protocol

import msgpack
import numpy as np

from gradax.wire.message import (
    BODY_MAX,
    DEPTH_MAX,
    DICT_MAX,
    DTYPES,
    HEADER_MAX,
    INT_BITS_MAX,
    NDIM_MAX,
    Array,
    BadFrame,
    Message,
    Origin,
    are_alike,
    is_too_large,
    unfit_for_key,
)
from gradax.wire.values import KEY_IMPLEMENTATIONS, Key, Returned


class World(Protocol):
    """What arrays and keys become where a message arrives."""

    def array(self, array: Array, origin: Origin, weak_type: bool) -> Any:
        """An array of the message; `array` may be a read-only view of its body."""

    def key(self, data: Array, impl: str) -> Any:
        """A typed PRNG key of the message."""


class PlainWorld:
    """The trusted side: arrays become `Returned`, keys `Key`. Nothing here imports JAX."""

    def array(self, array: Array, origin: Origin, weak_type: bool) -> Any:
        """See `World`."""
        return Returned.of(array, "jax" if origin == "jax" else "numpy", weak_type)

    def key(self, data: Array, impl: str) -> Any:
        """See `World`."""
        return Key(data, impl)


class LiveWorld:
    """The student's side: arrays become ``jax.Array`` (NumPy where so marked), keys real ones."""

    def array(self, array: Array, origin: Origin, weak_type: bool) -> Any:
        """See `World`."""
        if origin == "host":
            return array.copy()
        import jax

        with np.errstate(all="ignore"):  # a float64 that is beyond float32 is infinite, as JAX has it, without a word
            return jax.device_put(array)  # `jnp.asarray` would compile a program for each shape and dtype

    def key(self, data: Array, impl: str) -> Any:
        """See `World`."""
        import jax

        return jax.random.wrap_key_data(jax.device_put(data), impl=impl)


PLAIN, LIVE = PlainWorld(), LiveWorld()


def decode(message: Message, world: World) -> Any:
    """Decode one value from a peer that may be hostile.

    Raises:
        BadFrame: for bytes that `encode` does not write.
    """
    if len(message.header) > HEADER_MAX or len(message.body) > BODY_MAX:
        raise BadFrame("a message over its bounds")
    try:
        tree = msgpack.unpackb(
            message.header,
            raw=False,
            max_str_len=HEADER_MAX,
            max_array_len=len(message.header),  # msgpack makes room for as many as are announced
            max_bin_len=0,
            max_map_len=0,
            max_ext_len=0,
        )
    except Exception as error:  # msgpack raises ValueError, its own classes, and more
        raise BadFrame(f"the header is not msgpack: {type(error).__name__}") from None
    decoder = _Decoder(message.body, world)
    value = decoder.node(tree, 0)
    decoder.finish()
    return value


class _Decoder:
    def __init__(self, body: bytes, world: World) -> None:
        self._body = memoryview(body)
        self._at = 0
        self._world = world
        self._readers: dict[str, Callable[[list[Any], int], Any]] = {
            "l": self._list,
            "t": self._tuple,
            "d": self._dict,
            "a": self._array,
            "k": self._key,
            "b": self._bytes,
            "s": self._text,
            "u": self._broken_text,
            "c": self._complex,
            "i": self._int,
        }

    def node(self, tree: Any, depth: int) -> Any:
        kind = type(tree)
        if tree is None or kind in (bool, int, float, str):
            return tree
        _require(kind is list and bool(tree) and depth <= DEPTH_MAX, "structure")
        tag = tree[0]
        _require(type(tag) is str and tag in self._readers, "tag")
        return self._readers[tag](tree[1:], depth + 1)

    def finish(self) -> None:
        _require(self._at == len(self._body), "bytes behind the last value")

    def _blob(self, size: Any) -> memoryview:
        _require(type(size) is int and 0 <= size <= len(self._body) - self._at, "size")
        self._at += size
        return self._body[self._at - size : self._at]

    def _list(self, items: list[Any], depth: int) -> list[Any]:
        return [self.node(item, depth) for item in items]

    def _tuple(self, items: list[Any], depth: int) -> tuple[Any, ...]:
        return tuple(self.node(item, depth) for item in items)

    def _dict(self, flat: list[Any], depth: int) -> dict[Any, Any]:
        _require(len(flat) % 2 == 0 and len(flat) <= 2 * DICT_MAX, "dict")
        items = [self.node(item, depth) for item in flat]
        keys = items[::2]
        _require(not any(map(unfit_for_key, keys)) and not are_alike(keys), "dict key")
        return dict(zip(keys, items[1::2], strict=True))

    def _array(self, fields: list[Any], depth: int) -> Any:
        return self._world.array(*self._raw_array(fields))

    def _raw_array(self, fields: list[Any]) -> tuple[Array, Origin, bool]:
        _require(len(fields) == 4, "array")
        name, shape, origin, weak_type = fields
        _require(type(name) is str and name in DTYPES, "dtype")
        _require(type(shape) is list and len(shape) <= NDIM_MAX, "shape")
        _require(all(type(size) is int and size >= 0 for size in shape), "shape")
        _require(type(origin) is str and origin in ("jax", "numpy", "host") and type(weak_type) is bool, "origin")
        dtype = DTYPES[name]
        _require(not is_too_large(shape, dtype.itemsize), "shape")
        array = np.frombuffer(self._blob(math.prod(shape) * dtype.itemsize), dtype).reshape(shape)
        return np.require(array, requirements="A"), origin, weak_type

    def _key(self, fields: list[Any], depth: int) -> Any:
        _require(len(fields) == 2, "key")
        impl, data = fields
        _require(type(impl) is str and impl in KEY_IMPLEMENTATIONS, "key implementation")
        _require(type(data) is list and bool(data) and data[0] == "a", "key data")
        array, _, _ = self._raw_array(data[1:])
        _require(array.dtype == np.uint32 and array.shape[-1:] == (KEY_IMPLEMENTATIONS[impl],), "key data")
        return self._world.key(array, impl)

    def _bytes(self, fields: list[Any], depth: int) -> bytes:
        return bytes(self._only_blob(fields))

    def _text(self, fields: list[Any], depth: int) -> str:
        return self._decoded(fields, "strict")

    def _broken_text(self, fields: list[Any], depth: int) -> str:
        return self._decoded(fields, "surrogatepass")

    def _decoded(self, fields: list[Any], errors: str) -> str:
        try:
            return str(self._only_blob(fields), "utf-8", errors)
        except UnicodeDecodeError:
            raise BadFrame("text") from None

    def _only_blob(self, fields: list[Any]) -> memoryview:
        _require(len(fields) == 1, "blob")
        return self._blob(fields[0])

    def _complex(self, fields: list[Any], depth: int) -> complex:
        _require(len(fields) == 2 and all(type(part) is float for part in fields), "complex")
        return complex(*fields)

    def _int(self, fields: list[Any], depth: int) -> int:
        _require(len(fields) == 1 and type(fields[0]) is str and len(fields[0]) <= INT_BITS_MAX // 4 + 3, "int")
        try:
            return int(fields[0], 16)
        except ValueError:
            raise BadFrame("int") from None


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise BadFrame(f"malformed {what}")
