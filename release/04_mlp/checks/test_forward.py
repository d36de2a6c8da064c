"""Visible checks of `forward`."""

import numpy as np

from gradax.testing import expect_close, recognise

PARAMS = [
    {"w": np.array([[1.0, -1.0]], np.float32), "b": np.array([0.0, 1.0], np.float32)},
    {"w": np.array([[2.0], [3.0]], np.float32), "b": np.array([0.5], np.float32)},
]
X = np.array([[2.0], [-3.0]], np.float32)


def test_the_worked_example(student):
    """The example in the text gives [[4.5], [12.5]]."""
    got, want = student.forward(PARAMS, X), np.array([[4.5], [12.5]], np.float32)
    recognise(
        got, np.array([[1.5], [6.5]]), "`forward(params, x)` gives what a network without ReLU gives. See section 4."
    )
    recognise(got, np.array([[4.0], [9.0]]), "`forward(params, x)` leaves out the biases.")
    expect_close(got, want, what="`forward(params, x)`", because="Go through the example by hand, layer by layer.")


def test_the_output_may_be_negative(student):
    """The last layer has no ReLU: with the sign of its parameters turned, the example gives [[-4.5], [-12.5]]."""
    turned = [PARAMS[0], {name: -value for name, value in PARAMS[1].items()}]
    want = np.array([[-4.5], [-12.5]], np.float32)
    because = "ReLU follows the hidden layers only. See section 4."
    expect_close(student.forward(turned, X), want, what="`forward(params, x)`", because=because)


def test_a_single_layer(student):
    """A list of one layer is just `x @ w + b`."""
    want = np.array([[2.0, -1.0], [-3.0, 4.0]], np.float32)
    because = "A single layer is the last one, so no ReLU follows."
    expect_close(student.forward(PARAMS[:1], X), want, what="`forward(params[:1], x)`", because=because)


def test_three_layers(student):
    """It works for three layers, too."""
    deep = [PARAMS[0], {"w": np.eye(2, dtype=np.float32), "b": np.array([-1.0, -1.0], np.float32)}, PARAMS[1]]
    want = np.array([[2.5], [9.5]], np.float32)
    because = "Loop over all layers but the last."
    expect_close(student.forward(deep, X), want, what="`forward(params, x)` for three layers", because=because)
