"""Visible checks of `predict`."""

import numpy as np

from gradax.testing import expect_array, expect_close, recognise

EYE = [(np.eye(3, dtype=np.float32), np.zeros(3, np.float32))]
# The first layer turns [1, 2] into [3, -1, 0.5]; ReLU makes [3, 0, 0.5] of it, and the last layer [-2.5, 3.5].
DEEP = [
    (np.float32([[1, 1], [1, -1], [0, 0]]), np.float32([0, 0, 0.5])),
    (np.float32([[-1, 7, 1], [1, 0, 1]]), np.float32([0, 0])),
]


def log_softmax(logits):
    """The log-softmax of a vector."""
    return np.float32(logits - np.log(np.exp(np.float64(logits)).sum()))


def test_one_layer(student):
    """The worked example: one layer gives log_softmax(x)."""
    got = student.predict(EYE, np.float32([1, 0, -1]))
    recognise(got, np.float32([1, 0, -1]), "`predict` gives the logits; `log_softmax` comes last.")
    recognise(got, log_softmax(np.float32([1, 0, 0])), "`predict` applies ReLU to the logits, too.")
    because = "The last layer has no ReLU, and `log_softmax` comes after it. See section 4."
    expect_close(got, log_softmax(np.float32([1, 0, -1])), what="`predict` of the worked example", because=because)


def test_a_hidden_layer(student):
    """A hidden layer is followed by ReLU, the last layer is not: logits [-2.5, 3.5] for x = [1, 2]."""
    got = expect_array(student.predict(DEEP, np.float32([1, 2])), what="`predict` with a hidden layer", shape=(2,))
    recognise(got, log_softmax(np.float32([-9.5, 3.5])), "`predict` has no ReLU after the hidden layer.")
    recognise(got, log_softmax(np.float32([0, 3.5])), "`predict` applies ReLU to the logits, too.")
    recognise(got, np.float32([-2.5, 3.5]), "`predict` gives the logits; `log_softmax` comes last.")
    expect_close(
        got,
        log_softmax(np.float32([-2.5, 3.5])),
        what="`predict` with a hidden layer",
        because="ReLU after each layer but the last, then `log_softmax`. See section 4.",
    )
