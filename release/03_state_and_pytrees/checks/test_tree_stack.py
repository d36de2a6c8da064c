"""Visible checks of `tree_stack` and `tree_unstack`."""

import numpy as np

from gradax.testing import expect_close, probe, recognise


def tree(i):
    """A tree of a scalar and a vector."""
    return {"a": np.float32(i), "b": [np.array([i, 10 + i, 20 + i], np.float32)]}


STACKED = {"a": np.array([1, 2], np.float32), "b": [np.array([[1, 11, 21], [2, 12, 22]], np.float32)]}


@probe
def compiled(student, trees, stacked):
    """Both under jit."""
    import jax

    return {"stack": jax.jit(student.tree_stack)(trees), "unstack": jax.jit(student.tree_unstack)(stacked)}


def test_stack(student):
    """Two trees become one, with a new first axis."""
    got = student.tree_stack([tree(1), tree(2)])
    last = {"a": STACKED["a"], "b": [STACKED["b"][0].T]}
    recognise(got, last, "The new axis is the last one. It must be the first.")
    expect_close(got, STACKED, what="`tree_stack(trees)`")


def test_unstack(student):
    """One tree becomes a list of two."""
    got = student.tree_unstack(STACKED)
    expect_close(got, [tree(1), tree(2)], what="`tree_unstack(tree)`", because="Entry i has `leaf[i]` for each leaf.")


def test_compiled(student):
    """Both work under `jit`."""
    got = student.probe(compiled, trees=[tree(1), tree(2)], stacked=STACKED)
    expect_close(got, {"stack": STACKED, "unstack": [tree(1), tree(2)]}, what="The answers under `jit`")
