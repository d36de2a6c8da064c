"""Visible checks of `sgd_step`."""

import numpy as np

from gradax.testing import expect, expect_close, probe, recognise

PARAMS = {"a": np.array([1.0, 2.0], np.float32), "b": (np.float32(3.0),)}
GRADS = {"a": np.array([10.0, -10.0], np.float32), "b": (np.float32(2.0),)}


@probe
def edits(student, params, grads):
    """Where a call changed what it was given."""
    from gradax.testing.detectors import mutation

    return mutation.edits(student.sgd_step, params, grads, 0.1)


def test_the_worked_example(student):
    """The example in the text gives {"a": [0, 3], "b": (2.8,)}."""
    got = student.sgd_step(PARAMS, GRADS, 0.1)
    uphill = {"a": np.array([2.0, 1.0]), "b": (np.float32(3.2),)}
    recognise(got, uphill, "`sgd_step(params, grads, lr)` goes uphill: subtract `lr * gradient`. See section 6.")
    want = {"a": np.array([0.0, 3.0], np.float32), "b": (np.float32(2.8),)}
    because = "Each leaf is `parameter - lr * gradient`."
    expect_close(got, want, what="`sgd_step(params, grads, 0.1)`", because=because)


def test_a_list_of_layers(student):
    """It works for an MLP's list of dictionaries."""
    params = [{"w": np.ones((1, 2), np.float32), "b": np.zeros(2, np.float32)}]
    grads = [{"w": np.array([[1.0, 2.0]], np.float32), "b": np.array([3.0, 4.0], np.float32)}]
    want = [{"w": np.array([[0.5, 0.0]], np.float32), "b": np.array([-1.5, -2.0], np.float32)}]
    expect_close(student.sgd_step(params, grads, 0.5), want, what="`sgd_step(params, grads, 0.5)`")


def test_the_old_parameters_stay(student):
    """The caller's `params` and `grads` are not changed."""
    found = student.probe(edits, params=PARAMS, grads=GRADS)
    expect(
        found == [],
        "`sgd_step` changes what it is given. Build a new tree with `jax.tree.map`.",
        f"changed at: {found}",
    )
