"""Values to messages; see `gradax.wire.codec`."""

from __future__ import annotations

import sys
from collections import OrderedDict, defaultdict
from typing import Any

import msgpack
import numpy as np

from gradax.wire.message import (
    BODY_MAX,
    DEPTH_MAX,
    DICT_MAX,
    DTYPES,
    HEADER_MAX,
    INT64_MIN,
    INT_BITS_MAX,
    NDIM_MAX,
    SHORT_TEXT,
    UINT64_END,
    Array,
    Message,
    Origin,
    TooLarge,
    Unserialisable,
    are_alike,
    is_too_large,
    unfit_for_key,
)
from gradax.wire.values import KEY_IMPLEMENTATIONS, HostArray, Key, Returned

_TOO_LARGE = f"more than {BODY_MAX >> 20} MiB of arrays and text"


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
        if INT64_MIN <= value < UINT64_END:
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
            for part in unfit_for_key(key):
                raise Unserialisable(f"a dict's key that {'is' if part is key else 'holds'} {_describe(part)}")
            flat += [self.node(key, depth + 1), self.node(item, depth + 1)]
        if are_alike(value):
            raise Unserialisable("a dict of keys that Python can hardly tell from each other; use fewer")
        return flat

    def _key(self, data: Array, impl: str) -> Any:
        if impl not in KEY_IMPLEMENTATIONS:
            raise Unserialisable(f"a key of the implementation {impl[:40]!r}")
        return ["k", impl, self._array(data, "numpy", False)]

    def _array(self, array: Array, origin: Origin, weak_type: bool) -> Any:
        name = array.dtype.name
        if name not in DTYPES:
            raise Unserialisable(f"an array of dtype {name}")
        if array.ndim > NDIM_MAX:
            raise Unserialisable(f"an array of {array.ndim} axes; {NDIM_MAX} are the most")
        if is_too_large(array.shape, array.itemsize):
            raise TooLarge(_TOO_LARGE)
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
            raise TooLarge(_TOO_LARGE)


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
