"""Visible checks of `batched_predict`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, probe

PARAMS = [(np.float32([[1, 0], [0, 2], [1, 1]]), np.float32([0, 0.5, -1]))]
X = np.float32([[1, 2], [0, 0], [3, -1], [0.5, 0.5]])


@probe
def lengths(student, params):
    """How long the program is for 2 and for 16 images."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    return [jaxpr.count_equations(student.batched_predict, params, jnp.zeros((n, 2))) for n in (2, 16)]


def log_p(x):
    """The right log-probabilities, in NumPy."""
    ((w, b),) = PARAMS
    logits = x @ w.T + b
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))


def test_each_row_is_one_prediction(student):
    """Row i holds the log-probabilities of image i."""
    got = expect_array(student.batched_predict(PARAMS, X), what="`batched_predict(params, x)`", shape=(4, 3))
    for i, want in enumerate(log_p(X)):
        expect_close(
            got[i],
            want,
            what=f"row {i} of `batched_predict(params, x)`",
            because=f"It is to be `predict(params, x[{i}])`, and `predict` must be right, too. See section 5.",
        )


def test_the_program_does_not_grow(student):
    """Sixteen images need as many operations as two."""
    small, large = student.probe(lengths, params=PARAMS)
    expect(
        small == large,
        "`batched_predict` has more operations for a larger batch: a Python loop was unrolled. See section 5.",
        f"2 images: {small} operations, 16 images: {large}",
    )
