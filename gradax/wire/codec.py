"""Values to bytes and back, without pickle.

A message is a msgpack *header* (the structure) and a *body* (long texts, bytes and arrays, one behind the other in the
order in which the header names them). In the header a scalar is itself and everything else is a list that begins with a
tag, so there is one way to write each value. The header's bound of 1 MiB bounds how many objects a hostile peer can
make us build; its parts never overlap in the body, so the body's bound is a bound on memory.
"""

from __future__ import annotations

import math
import sys
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Protocol

import ml_dtypes
import msgpack
import numpy as np

from gradax.wire.values import KEY_IMPLEMENTATIONS, HostArray, Key, Returned

HEADER_MAX = 1 << 20
BODY_MAX = 64 << 20
DEPTH_MAX = 32
DICT_MAX = 4096  # colliding keys cost the square of this
SHORT_TEXT = 256  # longer texts travel in the body
INT_BITS_MAX = 4096
NDIM_MAX = 32
_INT64, _UINT64 = -(1 << 63), 1 << 64

DTYPES: dict[str, np.dtype[Any]] = {
    np.dtype(scalar).name: np.dtype(scalar)
    for scalar in (
        *(np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64),
        *(np.float16, np.float32, np.float64, np.complex64, np.complex128),
        *(ml_dtypes.int2, ml_dtypes.int4, ml_dtypes.uint2, ml_dtypes.uint4, ml_dtypes.bfloat16),
        *(ml_dtypes.float4_e2m1fn, ml_dtypes.float8_e3m4, ml_dtypes.float8_e4m3, ml_dtypes.float8_e4m3b11fnuz),
        *(ml_dtypes.float8_e4m3fn, ml_dtypes.float8_e4m3fnuz, ml_dtypes.float8_e5m2, ml_dtypes.float8_e5m2fnuz),
        ml_dtypes.float8_e8m0fnu,
    )
}

Array = np.ndarray[Any, np.dtype[Any]]
Origin = Literal["jax", "numpy", "host"]


class Unserialisable(TypeError):
    """A value that cannot travel; the text says which and what can."""


class TooLarge(ValueError):
    """A message with more than `BODY_MAX` bytes of arrays and text."""


class BadFrame(ValueError):
    """Bytes that no honest peer sends."""


class Message(NamedTuple):
    """An encoded value: `header` and `body`."""

    header: bytes
    body: bytes


# ---------------------------------------------------------------------------------------------------- encoding


def encode(value: Any) -> Message:
    """Encode one value.

    Scalars, text, lists, tuples and dicts travel by exact type, so that no subclass's methods survive the journey.
    NamedTuples travel as tuples; OrderedDict, defaultdict and flax's FrozenDict as dicts; NumPy scalars as 0-d arrays.

    Raises:
        Unserialisable: for anything else.
        TooLarge: where the arrays and texts are over `BODY_MAX`.
    """
    encoder = _Encoder()
    header = msgpack.packb(encoder.node(value, 0), use_bin_type=True)
    if len(header) > HEADER_MAX:
        raise Unserialisable("more than 1 MiB of Python numbers and containers; make it an array")
    return Message(header, b"".join(encoder.blobs))


class _Encoder:
    def __init__(self) -> None:
        self.blobs: list[bytes] = []
        self._size = 0

    def node(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return self._int(value)
        if kind is str:
            return self._text(value)
        if depth >= DEPTH_MAX:
            raise Unserialisable(f"containers nested more than {DEPTH_MAX} deep")
        if kind is list:
            return ["l", *(self.node(item, depth + 1) for item in value)]
        if kind is tuple or _is_namedtuple(kind):
            return ["t", *(self.node(item, depth + 1) for item in tuple.__iter__(value))]
        if kind in (dict, OrderedDict, defaultdict) or _is_frozen_dict(kind):
            return self._dict(dict(value), depth)
        if kind is bytes:
            return ["b", self._blob(value)]
        if kind is complex:
            return ["c", value.real, value.imag]
        if kind is Key:
            return self._key(value.data, value.impl)
        if kind is HostArray:
            return self._array(value.array, "host", False)
        if isinstance(value, Returned):
            return self._array(np.asarray(value), value.origin, value.weak_type)
        if isinstance(value, np.ndarray | np.generic):
            return self._array(np.asarray(value), "numpy", False)
        return self._jax(value)

    def _jax(self, value: Any) -> Any:
        jax = sys.modules.get("jax")
        if jax is None or not isinstance(value, jax.Array):
            raise Unserialisable(f"{_describe(value)} cannot travel; arrays, numbers, text, lists, tuples, dicts can")
        if isinstance(value, jax.core.Tracer):
            raise Unserialisable("a tracer cannot travel: it only has a meaning while JAX traces a function")
        if jax.dtypes.issubdtype(value.dtype, jax.dtypes.prng_key):
            return self._key(np.asarray(jax.random.key_data(value)), str(jax.random.key_impl(value)))
        return self._array(np.asarray(value), "jax", bool(value.weak_type))

    def _int(self, value: int) -> Any:
        if _INT64 <= value < _UINT64:
            return value
        if value.bit_length() > INT_BITS_MAX:
            raise Unserialisable(f"an int of more than {INT_BITS_MAX} bits")
        return ["i", hex(value)]

    def _text(self, value: str) -> Any:
        try:
            data = value.encode()
        except UnicodeEncodeError:  # a lone surrogate; allowed in JSON, so a notebook may hold one
            return ["u", self._blob(value.encode("utf-8", "surrogatepass"))]
        return value if len(data) <= SHORT_TEXT else ["s", self._blob(data)]

    def _dict(self, value: dict[Any, Any], depth: int) -> Any:
        if len(value) > DICT_MAX:
            raise Unserialisable(f"a dict of more than {DICT_MAX} entries")
        flat: list[Any] = ["d"]
        for key, item in value.items():
            if type(key) not in _KEY_TYPES:
                raise Unserialisable(f"a dict's key that is {_describe(key)}")
            flat += [self.node(key, depth + 1), self.node(item, depth + 1)]
        return flat

    def _key(self, data: Array, impl: str) -> Any:
        if impl not in KEY_IMPLEMENTATIONS:
            raise Unserialisable(f"a key of the implementation {impl[:40]!r}")
        return ["k", impl, self._array(data, "numpy", False)]

    def _array(self, array: Array, origin: Origin, weak_type: bool) -> Any:
        name = array.dtype.name
        if name not in DTYPES:
            raise Unserialisable(f"an array of dtype {name}")
        self._grow(array.nbytes)
        native = np.ascontiguousarray(array, dtype=DTYPES[name])  # its name hides a foreign byte order
        self.blobs.append(native.tobytes())
        return ["a", name, list(array.shape), origin, weak_type]

    def _blob(self, data: bytes) -> int:
        self._grow(len(data))
        self.blobs.append(data)
        return len(data)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > BODY_MAX:
            raise TooLarge(f"more than {BODY_MAX >> 20} MiB of arrays and text")


_KEY_TYPES = (str, int, float, bool, bytes, tuple, type(None))


def _is_namedtuple(kind: type) -> bool:
    return issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple)


def _is_frozen_dict(kind: type) -> bool:
    flax = sys.modules.get("flax.core.frozen_dict")
    return flax is not None and kind is flax.FrozenDict


def _describe(value: Any) -> str:
    """What a value is, without calling anything of its own."""
    kind = type(value)
    name = f"{type.__getattribute__(kind, '__module__')}.{type.__getattribute__(kind, '__qualname__')}"[:100]
    if isinstance(value, type):
        return "a class"
    if name in ("builtins.function", "builtins.builtin_function_or_method", "builtins.method"):
        return "a function"
    return f"an instance of the class {name}"


# ---------------------------------------------------------------------------------------------------- decoding


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
        import jax.numpy as jnp

        return jnp.asarray(array)

    def key(self, data: Array, impl: str) -> Any:
        """See `World`."""
        import jax

        return jax.random.wrap_key_data(jax.numpy.asarray(data), impl=impl)


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
            max_array_len=HEADER_MAX,
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
        decoded = {}
        for raw_key, raw_value in zip(flat[::2], flat[1::2], strict=True):
            key = self.node(raw_key, depth)
            _require(type(key) in _KEY_TYPES, "dict key")
            value = self.node(raw_value, depth)
            try:
                decoded[key] = value
            except TypeError:  # a tuple that holds a list or an array
                raise BadFrame("dict key") from None
        return decoded

    def _array(self, fields: list[Any], depth: int) -> Any:
        return self._world.array(*self._raw_array(fields))

    def _raw_array(self, fields: list[Any]) -> tuple[Array, Origin, bool]:
        _require(len(fields) == 4, "array")
        name, shape, origin, weak_type = fields
        _require(type(name) is str and name in DTYPES, "dtype")
        _require(type(shape) is list and len(shape) <= NDIM_MAX, "shape")
        _require(all(type(size) is int and 0 <= size <= BODY_MAX for size in shape), "shape")
        _require(type(origin) is str and origin in ("jax", "numpy", "host") and type(weak_type) is bool, "origin")
        dtype = DTYPES[name]
        data = self._blob(math.prod(shape) * dtype.itemsize)
        try:
            array = np.frombuffer(data, dtype).reshape(shape)
        except ValueError:  # an empty array of impossible shape
            raise BadFrame("shape") from None
        return np.require(array, requirements="A"), origin, weak_type

    def _key(self, fields: list[Any], depth: int) -> Any:
        _require(len(fields) == 2, "key")
        impl, data = fields
        _require(type(impl) is str and impl in KEY_IMPLEMENTATIONS, "key implementation")
        _require(type(data) is list and bool(data) and data[0] == "a", "key data")
        array, _, _ = self._raw_array(data[1:])
        _require(array.dtype == np.uint32 and array.ndim >= 1, "key data")
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
