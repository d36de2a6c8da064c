"""Visible checks of `strict_sum` and `permissive_sum`."""

import numpy as np

from gradax.testing import HostArray, expect, expect_array, expect_close


def total(got, want, what):
    """Expect a scalar array of this value."""
    expect_close(np.float64(expect_array(got, what=what, shape=())), np.float64(want), what=what)


def test_both_sum_arrays(student):
    """Both sum JAX and NumPy arrays."""
    x = np.array([[1.0, 2.0], [3.0, 4.0]], np.float32)
    for name in ("strict_sum", "permissive_sum"):
        total(student.call(name, x), 10, f"`{name}(jnp.array([[1.0, 2.0], [3.0, 4.0]]))`")
        total(student.call(name, HostArray(x)), 10, f"`{name}(np.array([[1.0, 2.0], [3.0, 4.0]]))`")


def test_strict_sum_refuses(student):
    """`strict_sum` raises a TypeError for a list and for a number."""
    for value in ([1, 2, 3], 3.0):
        expect(student.raises(TypeError, "strict_sum", value), f"`strict_sum({value})` raises no TypeError.")


def test_permissive_sum_takes_lists(student):
    """`permissive_sum` takes lists, nested and empty ones, too."""
    for value, want in [([1, 2, 3], 6), ([[1.5, 2.0], [3.0, 4.0]], 10.5), ((1, 2), 3), ([], 0)]:
        total(student.permissive_sum(value), want, f"`permissive_sum({value})`")
