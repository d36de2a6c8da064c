"""Visible checks of `mse`."""

import numpy as np

from gradax.testing import expect_array, expect_close, recognise

# One layer, so that nothing of `forward` but `x @ w + b` matters: the predictions are 4.5 and 12.5.
PARAMS = [{"w": np.array([[8.0]], np.float32), "b": np.array([4.5], np.float32)}]
X = np.array([[0.0], [1.0]], np.float32)


def test_the_worked_example(student):
    """Predictions 4.5 and 12.5 against 4 and 10 give 3.25."""
    got = student.mse(PARAMS, X, np.array([[4.0], [10.0]], np.float32))
    recognise(got, np.float32(1.625), "`mse(params, x, y)` is half of what it should be: there is no factor ½ here.")
    recognise(got, np.float32(6.5), "`mse(params, x, y)` is the sum of the squared errors. Take the mean.")
    expect_array(got, what="`mse(params, x, y)`", shape=())
    expect_close(got, np.float32(3.25), what="`mse(params, x, y)`", because="(0.5**2 + 2.5**2) / 2 = 3.25.")


def test_flat_targets(student):
    """Targets of shape (2,) give 3.25 as well."""
    got = student.mse(PARAMS, X, np.array([4.0, 10.0], np.float32))
    recognise(
        got,
        np.float32(27.25),
        "`mse(params, x, y)` for `y` of shape (2,) compares every prediction with every target: (2, 1) minus (2,) is "
        "(2, 2). Bring `y` to the shape of the predictions. See section 5.",
    )
    expect_close(got, np.float32(3.25), what="`mse(params, x, y)` for `y` of shape (2,)")


def test_several_outputs(student):
    """With three outputs per example the mean goes over all entries."""
    params = [{"w": np.zeros((1, 3), np.float32), "b": np.array([1.0, 2.0, 3.0], np.float32)}]
    got = student.mse(params, X, np.zeros((2, 3), np.float32))
    because = "All predictions are 1, 2, 3 against zeros: (1 + 4 + 9) / 3, the mean over n * n_out entries."
    expect_close(got, np.float32(14 / 3), what="`mse(params, x, y)` for three outputs", because=because)
