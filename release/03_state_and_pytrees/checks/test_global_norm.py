"""Visible checks of `global_norm`."""

import numpy as np

from gradax.testing import expect_array, expect_close, recognise


def test_the_worked_example(student):
    """The example in the text gives 5, a float32 scalar."""
    got = student.global_norm({"a": np.array([3.0], np.float32), "b": [np.array([0.0, 4.0], np.float32)]})
    recognise(got, 7.0, "`global_norm(tree)` is the sum of the leaves' norms. Add up squares, then take one root.")
    recognise(got, 25.0, "`global_norm(tree)` is the square of the norm.")
    expect_close(got, 5.0, what="`global_norm(tree)`")
    expect_array(got, what="`global_norm(tree)`", shape=(), dtype=np.float32)


def test_large_numbers_in_float16(student):
    """The norm of [300, 400] in float16 is 500, in float32."""
    got = student.global_norm([np.array([300.0, 400.0], np.float16)])
    because = "400 * 400 is more than float16 can hold: convert the leaf to float32 first."
    expect_close(got, 500.0, what="`global_norm([300, 400])` in float16", because=because)
    expect_array(got, what="`global_norm([300, 400])` in float16", dtype=np.float32)


def test_a_tree_without_leaves(student):
    """An empty tree has norm 0."""
    expect_close(student.global_norm({}), np.float32(0), what="`global_norm({})`")
