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
    """Random numbers of both signs, among which are zeros: a quarter, one at least, and never all."""
    x = rng.normal(size=shape).astype(np.float32)
    count = max(x.size // 4, 1) if x.size > 1 else 0
    x.flat[rng.permutation(x.size)[:count]] = 0
    return x


def misspelt(*words: str) -> Iterator[str]:
    """Texts that are close to some words, and none of them."""
    for word in words:
        variants = (word.upper(), word.title(), word[0], word[:-1], f"{word}s", f" {word}", f"{word} ", word[::-1])
        yield from (text for text in variants if text not in words)
    yield from ("", ", ".join(words))
