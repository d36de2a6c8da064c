"""Random streams, seen from outside."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def correlation(one: ArrayLike, other: ArrayLike) -> float:
    """How much two draws have in common, from 0 to 1, over as many numbers as the shorter one has.

    Draws from one key share their beginning, whatever their shapes; so do draws scaled or shifted differently. Of
    independent draws of 1000 numbers or more it stays below 0.2.

    Args:
        one: numbers of any shape and dtype.
        other: numbers of any shape and dtype.

    Returns:
        0 for no numbers at all, and where one of them is not finite.

    Examples:
        Passes:

        >>> student = student_of("def noise(key, n): return jax.random.normal(key, (n,))")
        >>> correlation(student.noise(key(), 1000), student.noise(key(), 1000)) < 0.2
        True

        Fails:

        >>> student = student_of("def noise(key, n): return jax.random.normal(jax.random.key(0), (n,))")
        >>> correlation(student.noise(key(), 1000), student.noise(key(), 1000)) < 0.2
        False
    """
    size = min(np.size(one), np.size(other))
    first, second = (np.ravel(np.asarray(each)).astype(np.float64)[:size] for each in (one, other))
    if size == 0 or not (np.isfinite(first).all() and np.isfinite(second).all()):
        return 0.0
    first, second = first - first.mean(), second - second.mean()
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    if lengths == 0:  # nothing varies in one of them
        return float(not first.any() and not second.any())
    return min(1.0, abs(float(first @ second)) / lengths)


def could_be_normal(*draws: ArrayLike) -> bool:
    """Whether large draws, scaled to a standard deviation of 1, could be independent and standard normal.

    Other draws can have the right mean and spread, too. Two things give them away: nothing lies beyond 3, or each
    draw's own spread is exactly 1, because the draw was divided by it. Two draws of 4000 numbers each are enough:
    independent normal ones are refused once in ten million times.

    Args:
        draws: two or more arrays, drawn independently.

    Returns:
        False if one of the two holds, and where a number is not finite.

    Examples:
        Passes:

        >>> student = student_of("def noise(key): return jax.random.normal(key, (4000,))")
        >>> could_be_normal(student.noise(key()), student.noise(key()))
        True

        Fails:

        >>> student = student_of("def noise(key): return jax.random.truncated_normal(key, -2.5, 2.5, (4000,))")
        >>> could_be_normal(student.noise(key()), student.noise(key()))
        False
    """
    numbers = [np.ravel(np.asarray(each)).astype(np.float64) for each in draws]
    if not all(np.isfinite(each).all() for each in numbers):
        return False
    tails = any(bool((np.abs(each) > 3).any()) for each in numbers)
    spreads = [(float(each.std()), float(np.mean(each**2)) ** 0.5) for each in numbers]
    exact = all(min(abs(spread - 1) for spread in pair) < 2e-6 for pair in spreads)
    return tails and not exact


def could_be_independent(matrix: ArrayLike) -> bool:
    """Whether the entries of a matrix, scaled to a standard deviation of 1, could be independent normal draws.

    Entries that hang together (sorted ones, rows of one sign, multiples of one row) make a matrix longer in one
    direction than independent ones do. The largest singular value of an m × n matrix of independent standard normal
    numbers reaches √m + √n + 6 less than once in 60 million times (Davidson and Szarek 2001, theorem II.13).

    Args:
        matrix: finite numbers of shape (m, n).

    Returns:
        False if its largest singular value is at least √m + √n + 6.

    Examples:
        Passes:

        >>> student = student_of("def noise(key): return jax.random.normal(key, (50, 80))")
        >>> could_be_independent(student.noise(key()))
        True

        Fails:

        >>> student = student_of("def noise(key): return jnp.sort(jax.random.normal(key, (50, 80)))")
        >>> could_be_independent(student.noise(key()))
        False
    """
    m, n = np.shape(matrix)
    return bool(np.linalg.norm(np.asarray(matrix, np.float64), 2) < m**0.5 + n**0.5 + 6)
