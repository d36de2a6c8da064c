"""Visible checks of `log_softmax`."""

import numpy as np

from gradax.testing import expect, expect_close, probe


@probe
def gradient(student):
    """The gradient of the smaller entry's log-probability."""
    import jax
    import jax.numpy as jnp

    return jax.grad(lambda x: student.log_softmax(x)[1])(jnp.array([200.0, 0.0]))


def test_the_worked_example(student):
    """Rows [1000, 0] and [0, 0] give [0, -1000] and twice -log 2."""
    got = student.log_softmax(np.float32([[1000, 0], [0, 0]]))
    want = np.float32([[0, -1000], [-np.log(2), -np.log(2)]])
    because = "Each row for itself, and no logarithm of a tiny number. See section 3."
    expect_close(got, want, what="`log_softmax` of the worked example", because=because)


def test_another_axis(student):
    """Along axis 0 each column's exponentials add up to 1."""
    logits = np.float32([[0, 1, 2], [3, 1, 0], [1, 1, 1]])
    total = np.log(np.exp(logits).sum(axis=0, keepdims=True))
    because = "Hand `axis` to the reduction, and keep that axis (`keepdims=True`)."
    expect_close(
        student.log_softmax(logits, axis=0), logits - total, what="`log_softmax(logits, axis=0)`", because=because
    )


def test_the_gradient_of_a_hopeless_class(student):
    """The gradient of the second entry for logits [200, 0] is [-1, 1]."""
    got = student.probe(gradient)
    expect_close(
        got,
        np.float32([-1, 1]),
        what="the gradient of `log_softmax([200, 0])[1]`",
        because="nan comes from log(0), zeros come from a floor under the probabilities. See section 3.",
    )


def test_a_masked_class(student):
    """A logit of -inf stays -inf and leaves the others as if it were not there."""
    got = student.log_softmax(np.float32([0, -np.inf, 0]))
    expect(not np.isnan(np.asarray(got, float)).any(), "`log_softmax([0, -inf, 0])` contains nan.", f"got: {got}")
    expect_close(got, np.float32([-np.log(2), -np.inf, -np.log(2)]), what="`log_softmax([0, -inf, 0])`")
