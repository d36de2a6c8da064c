"""Visible checks of `vmap_tree`."""

import numpy as np

from gradax.testing import expect_close, expect_tree, probe

X = np.array([1.0, 2.0, 4.0], np.float32)


@probe
def gradient(student, params, x):
    """The gradient of the result's sum."""
    import jax

    return jax.grad(lambda params: student.vmap_tree(params, x).sum())(params)


def test_the_worked_example(student):
    """Two kernels of ones, a bias of one, a signal of ones: all fours, of shape (2, 2)."""
    params = {"w": np.ones((2, 3), np.float32), "b": np.float32(1)}
    want = np.full((2, 2), 4, np.float32)
    expect_close(student.vmap_tree(params, np.ones(4, np.float32)), want, what="`vmap_tree(params, x)`")


def test_a_row_for_each_kernel(student):
    """Three different kernels give three different rows."""
    params = {"w": np.array([[1, 0], [0, 1], [1, -1]], np.float32), "b": np.float32(10)}
    want = np.array([[11, 12], [12, 14], [9, 8]], np.float32)
    because = "Row i is the convolution with `params['w'][i]`, plus the bias."
    expect_close(student.vmap_tree(params, X), want, what="`vmap_tree(params, x)`", because=because)


def test_gradients_look_like_the_parameters(student):
    """The gradient is a dict with "w" of shape (3, 2) and a scalar "b"."""
    params = {"w": np.ones((3, 2), np.float32), "b": np.float32(0)}
    expect_tree(
        student.probe(gradient, params=params, x=X), params, what="the gradient of `vmap_tree(params, x).sum()`"
    )
