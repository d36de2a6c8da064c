"""Visible checks for `ones_like_tree`."""

import numpy as np

from gradax.testing import expect_close


def test_the_worked_example(student):
    """Shapes and kinds of numbers stay."""
    tree = {"n": np.arange(2, dtype=np.int32), "w": np.zeros((1, 2), np.float32)}
    want = {"n": np.ones(2, np.int32), "w": np.ones((1, 2), np.float32)}
    because = "Each array takes its shape and its dtype from the one in its place."
    expect_close(student.ones_like_tree(tree), want, what="`ones_like_tree(tree)`", because=because)


def test_bools_and_tuples(student):
    """A one of bools is True; tuples and `None` stay what they are."""
    tree, want = (np.array([False, True]), None), (np.array([True, True]), None)
    expect_close(student.ones_like_tree(tree), want, what="`ones_like_tree(([False, True], None))`")
