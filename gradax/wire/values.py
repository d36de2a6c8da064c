"""Values of our own that travel: keys, arrays that must arrive as NumPy, and arrays that a student returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np

THREEFRY = "threefry2x32"
KEY_IMPLEMENTATIONS = {THREEFRY: 2, "rbg": 4, "unsafe_rbg": 4}  # and how many words one key has
_SEEDS = 1 << 32  # jax.random.key(seed) means the same with and without 64-bit types only below this

MadeBy = Literal["jax", "numpy"]


@dataclass(frozen=True, eq=False)
class Key:
    """A typed PRNG key as plain data; the student's side sees a real ``jax.random.key``.

    Attributes:
        data: what ``jax.random.key_data`` gives (uint32; leading axes for a batch of keys).
        impl: what ``jax.random.key_impl`` gives.

    Raises:
        ValueError: for an implementation that JAX does not have, and for data of another shape than its keys have.

    Examples:
        Passes:

        >>> student = student_of("def halves(key): return list(jax.random.split(key))")
        >>> one, other = student.halves(Key.from_seed(0))
        >>> one == other, one.impl, one.data.shape
        (False, 'threefry2x32', (2,))

        Fails:

        >>> Key(np.zeros(3))
        Traceback (most recent call last):
        ValueError: a threefry2x32 key has 2 words; data of shape (3,) is not one
    """

    data: np.ndarray[Any, np.dtype[np.uint32]]
    impl: str = THREEFRY

    def __post_init__(self) -> None:
        if self.impl not in KEY_IMPLEMENTATIONS:
            raise ValueError(f"{self.impl!r} is not a key implementation of JAX: {sorted(KEY_IMPLEMENTATIONS)}")
        object.__setattr__(self, "data", np.asarray(self.data, dtype=np.uint32))
        words = KEY_IMPLEMENTATIONS[self.impl]
        if self.data.shape[-1:] != (words,):
            raise ValueError(f"a {self.impl} key has {words} words; data of shape {self.data.shape} is not one")

    @classmethod
    def from_seed(cls, seed: int) -> Key:
        """What ``jax.random.key(seed)`` is, made without JAX.

        Args:
            seed: a 32-bit unsigned integer.

        Raises:
            ValueError: for any other number.

        Examples:
            Passes:

            >>> Key.from_seed(7) == Key(jax.random.key_data(jax.random.key(7)))
            True

            Fails:

            >>> Key.from_seed(-1)
            Traceback (most recent call last):
            ValueError: a seed is at least 0 and below 2**32, not -1
        """
        if not 0 <= seed < _SEEDS:
            raise ValueError(f"a seed is at least 0 and below 2**32, not {seed}")
        return cls(np.array([0, seed], dtype=np.uint32))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self.impl == other.impl and np.array_equal(self.data, other.data)

    def __hash__(self) -> int:
        return hash((self.impl, self.data.shape, self.data.tobytes()))


@dataclass(frozen=True, eq=False)
class HostArray:
    """Marks an array that must reach the student as NumPy; without it every array arrives as a ``jax.Array``.

    Attributes:
        array: the array, of any shape and dtype.

    Examples:
        Passes:

        >>> student = student_of('''
        ... def spoil(x):
        ...     x[0] = 9
        ...     return x
        ... ''')
        >>> student.spoil(HostArray(np.zeros(2))).tolist()
        [9.0, 0.0]

        Fails:

        >>> student.spoil(np.zeros(2))
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `spoil` raised TypeError: something that never changes was assigned to. ...
    """

    array: np.ndarray[Any, np.dtype[Any]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "array", np.asarray(self.array))


class Returned(np.ndarray[Any, np.dtype[Any]]):
    """An array that a student's code returned, read-only.

    Attributes:
        origin: "jax" or "numpy", whichever it was on the student's side (a claim).
        weak_type: whether JAX calls its type weak.
    """

    origin: MadeBy
    weak_type: bool

    @classmethod
    def of(cls, array: np.ndarray[Any, np.dtype[Any]], origin: MadeBy, weak_type: bool) -> Returned:
        """`array` as returned; it is made read-only."""
        returned = cast(Returned, array.view(cls))
        returned.origin = origin
        returned.weak_type = weak_type
        returned.setflags(write=False)
        return returned

    def __array_finalize__(self, source: Any) -> None:
        self.origin = getattr(source, "origin", "numpy")
        self.weak_type = getattr(source, "weak_type", False)

    def __array_wrap__(self, array: Any, context: Any = None, return_scalar: bool = False) -> Any:
        # What a test computes from it is plain NumPy: the student did not return that.
        plain = np.asarray(array)
        return plain[()] if return_scalar else plain
