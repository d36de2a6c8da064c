"""Visible checks for `Dense` and `apply`."""

import numpy as np

from gradax.testing import expect, expect_close, probe

X = np.array([1.0, -1.0], np.float32)


@probe
def example(student, x):
    """The worked example."""
    import jax
    import jax.numpy as jnp

    return student.apply(student.Dense(jnp.eye(2), jnp.zeros(2), jax.nn.relu), x)


@probe
def traces(student, x):
    """How often an activation runs in Python, for three layers."""
    import jax.numpy as jnp

    runs = []

    def activation(z):
        runs.append(1)
        return 2 * z

    for factor in (1, 2, 3):
        student.apply(student.Dense(factor * jnp.eye(2), jnp.zeros(2), activation), x)
    return len(runs)


@probe
def gradient(student, x):
    """Whether the gradient is a Dense, and its leaves."""
    import jax
    import jax.numpy as jnp

    layer = student.Dense(jnp.eye(2), jnp.zeros(2), jnp.sin)
    grads = jax.grad(lambda layer: student.apply(layer, x).sum())(layer)
    return {"dense": type(grads) is student.Dense, "leaves": jax.tree.leaves(grads)}


def test_the_worked_example(student):
    """The worked example gives [1, 0]."""
    because = "The activation of this layer is `jax.nn.relu`."
    want = np.array([1.0, 0.0], np.float32)
    expect_close(student.probe(example, x=X), want, what="`apply(layer, x)`", because=because)


def test_one_program_for_three_layers(student):
    """Three layers with the same activation share one program."""
    because = "Once is right: `apply` is compiled, and the activation, as auxiliary data, is the same function for all."
    expect_close(
        student.probe(traces, x=X), 1, what="The number of times that the activation ran in Python", because=because
    )


def test_the_gradient_is_a_layer(student):
    """The gradient by a layer is a `Dense` of gradients."""
    seen = student.probe(gradient, x=X)
    expect(
        seen["dense"] is True, "The gradient with respect to a `Dense` is not a `Dense`. What does unflatten return?"
    )
    slope = np.cos(X)
    because = "The leaves are those of `w` and `b`, in this order."
    want = [np.outer(X, slope), slope]
    expect_close(seen["leaves"], want, what="The leaves of the gradient", rtol=1e-3, atol=1e-4, because=because)
