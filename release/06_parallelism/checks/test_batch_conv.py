"""Visible checks of `batch_conv`."""

import numpy as np

from gradax.testing import expect, expect_close

WS = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, -1.0]], np.float32)
XS = np.array([[1.0, 2.0, 4.0], [3.0, 5.0, 6.0], [7.0, 0.0, 1.0]], np.float32)


def test_pairs(student):
    """Three kernels of two numbers and three signals of three give shape (3, 2)."""
    want = np.array([[1, 2], [5, 6], [7, -1]], np.float32)
    expect_close(student.batch_conv(WS, XS, "pairs"), want, what='`batch_conv(ws, xs, "pairs")`')


def test_shared(student):
    """One kernel for three signals gives shape (3, 2)."""
    want = np.array([[-1, -2], [-2, -1], [7, -1]], np.float32)
    expect_close(student.batch_conv(WS[2], XS, "shared"), want, what='`batch_conv(ws, xs, "shared")`')


def test_bank(student):
    """Three kernels on one signal give shape (2, 3): the kernels are in the last axis."""
    want = np.array([[3, 5, -2], [5, 6, -1]], np.float32)
    because = "Where does the batch go? See `out_axes` in section 4."
    expect_close(student.batch_conv(WS, XS[1], "bank"), want, what='`batch_conv(ws, xs, "bank")`', because=because)


def test_another_mode(student):
    """The mode "paris" raises a ValueError."""
    expect(
        student.raises(ValueError, "batch_conv", WS, XS, "paris"),
        '`batch_conv(ws, xs, "paris")` should raise a ValueError.',
    )
