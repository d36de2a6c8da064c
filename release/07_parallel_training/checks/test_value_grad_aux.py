"""Visible checks of `value_grad_aux`."""

import numpy as np

from gradax.testing import expect_close, probe, recognise


@probe
def example(student, p):
    """The example in the text."""
    return student.value_grad_aux(lambda p: (p**2, {"p": p}))(p)


@probe
def with_data(student, params, x):
    """A tree of parameters, and data."""
    return student.value_grad_aux(lambda p, x: ((p["a"] * x).sum() + p["b"], [x]))(params, x)


@probe
def runs(student):
    """How often the loss runs."""
    counted = []

    def loss(p):
        counted.append(1)
        return p**2, {}

    student.value_grad_aux(loss)(3.0)
    return len(counted)


def test_the_worked_example(student):
    """The example in the text gives (9.0, {"p": 3.0}, 6.0)."""
    got, want = student.probe(example, p=np.float32(3)), (np.float32(9), {"p": np.float32(3)}, np.float32(6))
    nested = ((np.float32(9), {"p": np.float32(3)}), np.float32(6))
    recognise(got, nested, "`value_grad_aux(loss)(jnp.float32(3))` is nested, `((value, aux), grads)`. Take it apart.")
    recognise(got, (want[0], want[2], want[1]), "The order is `(value, aux, grads)`.")
    expect_close(got, want, what="`value_grad_aux(loss)(jnp.float32(3))`")


def test_a_tree_and_data(student):
    """It works for a tree of parameters, and for data."""
    x = np.array([1.0, 2.0], np.float32)
    got = student.probe(with_data, params={"a": np.float32(2), "b": np.float32(1)}, x=x)
    want = (np.float32(7), [x], {"a": np.float32(3), "b": np.float32(1)})
    expect_close(got, want, what="`value_grad_aux(loss)(params, x)`", because="Hand all data on to `loss`.")


def test_the_loss_runs_once(student):
    """The loss runs once."""
    because = "`jax.value_and_grad(loss, has_aux=True)` gives everything at once."
    expect_close(student.probe(runs), 1, what="the number of times that `loss` runs", because=because)
