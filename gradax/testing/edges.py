"""Values at the edges of what a text promises, for hidden tests of every assignment to draw from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

# (kernel, signal), or any other two lengths of which the first is not the larger one.
LENGTHS = ((1, 1), (1, 6), (6, 6), (4, 9))
SHAPES = ((), (0,), (1,), (1, 1), (2, 0, 3), (1, 2, 3, 1, 2))
DTYPES = ("bool", "int8", "uint32", "int32", "float16", "bfloat16", "float32", "complex64")
SCALES = (1e-6, 1e6)


def with_zeros(rng: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    """Random numbers of both signs, among which are zeros: a quarter, one at least, and never all.

    Args:
        rng: draws them; the fixture of that name.
        shape: the array's shape, one number for each axis. A single number is not made zero.

    Returns:
        A float32 array.

    Examples:
        Passes:

        >>> x = with_zeros(rng, 8)
        >>> student = student_of("def sign(x): return jnp.where(x > 0, 1.0, jnp.where(x < 0, -1.0, 0.0))")
        >>> expect_close(student.sign(x), np.sign(x), what="`sign(x)`")

        Fails:

        >>> student = student_of("def sign(x): return x / jnp.abs(x)")
        >>> expect_close(student.sign(x), np.sign(x), what="`sign(x)`", because="Think of 0.")
        Traceback (most recent call last):
        gradax.testing.failure.Failure: `sign(x)` contains nan in 2 of 8 entries. Think of 0.
        ...
    """
    x = rng.normal(size=shape).astype(np.float32)
    count = max(x.size // 4, 1) if x.size > 1 else 0
    x.flat[rng.permutation(x.size)[:count]] = 0
    return x


def misspelt(*words: str) -> Iterator[str]:
    """Texts that are close to some words, and none of them.

    Args:
        words: the words that are right.

    Examples:
        Passes:

        >>> student = student_of("def known(name): return name in ('relu', 'tanh')")
        >>> any(student.known(text) for text in misspelt("relu", "tanh"))
        False

        Fails:

        >>> student = student_of("def known(name): return name.strip().lower() in ('relu', 'tanh')")
        >>> [text for text in misspelt("relu", "tanh") if student.known(text)]
        ['RELU', 'Relu', ' relu', 'relu ', 'TANH', 'Tanh', ' tanh', 'tanh ']
    """
    for word in words:
        variants = (word.upper(), word.title(), word[0], word[:-1], f"{word}s", f" {word}", f"{word} ", word[::-1])
        yield from (text for text in variants if text not in words)
    yield from (text for text in ("", ", ".join(words)) if text not in words)
