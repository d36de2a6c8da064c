"""What tests of this assignment share."""

import numpy as np

from gradax.testing import expect_close, expect_tree


def expect_under(got, want, what, because):
    """Expect what `probes.under` gave: `want` holds the right result of each example."""
    expect_tree(got, {"jit": want[0], "vmap": want}, what=f"the results of {what} under `jit` and `vmap`")
    for name, value in (("jit", want[0]), ("vmap", want)):
        expect_close(got[name], value, what=f"{what} under `{name}`", rtol=1e-3, atol=1e-4, because=because)


def is_text(got, text):
    """Whether a probe answered with this word."""
    return isinstance(got, str) and got == text


def same_shape(got, want):
    """Whether there is an array of this shape."""
    return isinstance(got, np.ndarray) and got.shape == want.shape
