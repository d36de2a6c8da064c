"""Visible checks of `sync_grads`."""

import numpy as np

from gradax.testing import expect_close, probe, recognise


@probe
def synced(student, grads, axis):
    """What each of two members gets: the first and the second entry of every leaf are theirs."""
    import jax

    def member(own):
        return student.sync_grads(own, axis)

    members = jax.vmap(member, in_axes=0, out_axes=0, axis_name=axis)
    return members(grads)


def test_the_worked_example(student):
    """The example in the text gives a mean and a sum."""
    grads = {"g": np.array([1.0, 2.0], np.float32), "n": np.array([3, 4], np.int32)}
    got = student.probe(synced, grads=grads, axis="devices")
    summed = {"g": np.array([3.0, 3.0]), "n": np.array([7, 7])}
    recognise(got, summed, "`sync_grads(grads, axis)` adds up the floats as well. Gradients are averaged: `pmean`.")
    want = {"g": np.array([1.5, 1.5], np.float32), "n": np.array([7, 7], np.int32)}
    because = "Floats become their mean, integers their sum; the dtype tells which is which."
    expect_close(got, want, what="`sync_grads(grads, axis)`", because=because)


def test_a_nested_tree_and_another_axis(student):
    """It works for a nested tree, over an axis of another name."""
    grads = {"layers": [(np.array([[1.0, 0.0], [3.0, 2.0]], np.float32),), {"n": np.array([1, 1], np.int32)}]}
    got = student.probe(synced, grads=grads, axis="workers")
    want = {"layers": [(np.array([[2.0, 1.0]] * 2, np.float32),), {"n": np.array([2, 2], np.int32)}]}
    because = "`jax.tree.map` finds all leaves, and `axis` is the name."
    expect_close(got, want, what="`sync_grads(grads, axis)`", because=because)
