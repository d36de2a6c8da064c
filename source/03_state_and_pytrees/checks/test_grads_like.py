"""Visible checks of `grads_like`."""

import numpy as np

from gradax.testing import expect, expect_close, expect_tree, probe


@probe
def example(student):
    """The example in the text, and the dtype of the integer's gradient."""
    import jax
    import jax.numpy as jnp

    answer = student.grads_like(lambda p: p["w"] ** 2 * p["n"], {"w": jnp.float32(3), "n": jnp.int32(2)})
    return (
        "float0"
        if any(getattr(leaf, "dtype", None) == jax.dtypes.float0 for leaf in jax.tree.leaves(answer))
        else answer
    )


@probe
def with_data(student, w, x):
    """A loss of a list of leaves and of data, and how often it is called."""
    import jax.numpy as jnp

    calls = []

    def loss(params, x):
        calls.append(1)
        return jnp.sum(params[0] * x) + jnp.sum(params[1][0])

    return {"answer": student.grads_like(loss, [w, (w,)], x), "calls": len(calls)}


def test_the_worked_example(student):
    """The example in the text gives (18, {"n": 0, "w": 12}); the zero is an integer."""
    got = student.probe(example)
    expect(
        not isinstance(got, str),
        "`grads_like(loss, params)` has JAX's float0, a dtype without values, in the integer's place. Put zeros of the "
        "integer's own shape and dtype there.",
    )
    expect_tree(got, (0.0, {"n": 0, "w": 0.0}), what="`grads_like(loss, params)`")
    because = "Zeros of the leaf's own shape and dtype for integers, the derivative for floats."
    expect_close(got, (18.0, {"n": 0, "w": 12.0}), what="`grads_like(loss, params)`", because=because)


def test_a_tree_and_data(student):
    """It works for a list with a tuple in it, and hands the data to the loss."""
    w, x = np.array([1.0, 2.0], np.float32), np.array([3.0, 4.0], np.float32)
    got = student.probe(with_data, w=w, x=x)["answer"]
    expect_close(got, (14.0, [x, (np.ones(2, np.float32),)]), what="`grads_like(loss, params, x)`")


def test_one_call(student):
    """The loss is called once."""
    w = np.ones(2, np.float32)
    calls = student.probe(with_data, w=w, x=w)["calls"]
    expect(
        calls == 1, "`loss` is not called exactly once. Which function gives value and gradient together?", f"{calls}"
    )
