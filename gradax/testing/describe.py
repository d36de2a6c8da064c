"""Words for values: what kind of thing it is for a message, what it holds for a detail."""

from __future__ import annotations

import reprlib
from typing import Any

import numpy as np

from gradax.wire.values import HostArray, Key

_LONGEST = 600  # characters of a value in a detail

_WORDS = {
    bool: "a Python bool",
    int: "a Python int",
    float: "a Python float",
    complex: "a Python complex number",
    str: "a string",
    bytes: "a bytes string",
    Key: "a random key",
}


def noun(value: Any) -> str:
    """What `value` is, without what it holds: ``a list of 3``, ``an array of shape (2,) and dtype float32``."""
    if value is None:
        return "None"
    if isinstance(value, HostArray):
        return noun(value.array)
    if is_array(value):
        return f"an array of shape {value.shape} and dtype {value.dtype.name}"
    if isinstance(value, dict):
        return f"a dict with {len(value)} {'key' if len(value) == 1 else 'keys'}"
    if isinstance(value, tuple | list):
        return f"a {'tuple' if isinstance(value, tuple) else 'list'} of {len(value)}"
    return _WORDS.get(type(value), "something else")


def is_array(value: Any) -> bool:
    """Whether `value` is an array: NumPy's, one that a student returned, or JAX's."""
    return isinstance(value, np.ndarray | np.generic) or (hasattr(value, "dtype") and hasattr(value, "shape"))


def is_number(value: Any) -> bool:
    """Whether `value` is a Python number (a bool is one)."""
    return isinstance(value, bool | int | float | complex)


def brief(value: Any, words: reprlib.Repr | None = None) -> str:
    """What `value` holds, in a bounded number of characters; never raises."""
    try:
        text = (words or _brief).repr(value)
    except Exception:  # a huge integer has no repr, for one
        return f"<{noun(value)}>"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def labelled(label: str, value: Any) -> str:
    """What `value` holds after a label, its lines under each other."""
    return f"{label}: {brief(value)}".replace("\n", "\n" + " " * (len(label) + 2))


def sketched(label: str, value: Any) -> str:
    """Like `labelled`, with the dtype and shape of an array in place of its values."""
    return f"{label}: {brief(value, _sketch)}"


class _Brief(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxdict, self.maxlist, self.maxtuple, self.maxstring, self.maxother = 4, 8, 8, 8, 80, 400

    def repr1(self, x: Any, level: int) -> str:
        if isinstance(x, HostArray):
            x = x.array
        if is_array(x):
            return self.array(x)
        return super().repr1(x, level)

    def array(self, x: Any) -> str:
        values = np.array2string(np.asarray(x), threshold=24, edgeitems=3, precision=6, separator=", ")
        return f"{values} ({x.dtype.name}{list(x.shape)})"


class _Sketch(_Brief):
    def array(self, x: Any) -> str:
        return f"{x.dtype.name}{list(x.shape)}"


_brief, _sketch = _Brief(), _Sketch()
