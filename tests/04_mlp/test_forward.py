"""Hidden tests for `forward`: ReLU after each hidden layer, none after the last."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

FORWARD = "See *The forward pass*."
SCALES = (np.float32(3), np.float32(1e-12), np.float32(1e12))


@probe
def eager_and_jitted(student, params, x):
    """The predictions, without and with jit."""
    import jax

    return [student.forward(params, x), jax.jit(student.forward)(params, x)]


@probe
def gradients(student, params, x):
    """The gradients of the sum of the predictions, with respect to the parameters and to the inputs."""
    import jax

    return jax.grad(lambda params, x: student.forward(params, x).sum(), argnums=(0, 1))(params, x)


@probe
def edits(student, params, x):
    """Where a call changed what it was given."""
    from gradax.testing.detectors import mutation

    return mutation.edits(student.forward, params, x)


def network(rng, widths, *, biases=True):
    """Random parameters with biases that matter."""
    return [
        {
            "w": (rng.normal(size=(n_in, n_out)) * (2 / n_in) ** 0.5).astype(np.float32),
            "b": (rng.normal(size=n_out) * biases).astype(np.float32),
        }
        for n_in, n_out in pairwise(widths)
    ]


def predict(params, x, *, activation=lambda z: np.maximum(z, 0), last=lambda z: z, biases=True):
    """A forward pass in NumPy, right by default."""
    for number, layer in enumerate(params):
        x = x @ layer["w"] + layer["b"] * biases
        x = (last if number == len(params) - 1 else activation)(x)
    return x


def batch(rng, n, n_in):
    """A random batch."""
    return rng.normal(size=(n, n_in)).astype(np.float32)


def slopes(params, x):
    """The gradients of the sum of the predictions of two layers, and how close a unit comes to its kink."""
    first, last = params
    z = x @ first["w"] + first["b"]
    ones = np.ones((len(x), len(last["b"])), np.float32)
    back = (ones @ last["w"].T) * (z > 0)
    right = [{"w": x.T @ back, "b": back.sum(0)}, {"w": np.maximum(z, 0).T @ ones, "b": ones.sum(0)}]
    return (right, back @ first["w"].T), float(np.abs(z).min())


@pytest.mark.core
@pytest.mark.parametrize("n", [0, 1, 9, 150])
@pytest.mark.parametrize("widths", [(3, 7, 6, 4), (1, 5, 1)])
def test_one_output_row_for_each_example(student, rng, widths, n):
    """`forward(params, x)` is a float32 array of shape (n, n_out), for any n, and for widths of 1."""
    got = student.forward(network(rng, widths), batch(rng, n, widths[0]))
    what = f"`forward(params, x)` for a batch of {n} and {widths[-1]} output{'s' * (widths[-1] > 1)}"
    expect_array(got, what=what, shape=(n, widths[-1]), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_applies_weights_biases_and_relu_layer_by_layer(student, rng):
    """The predictions are right for random weights and biases."""
    params, x = network(rng, [3, 7, 6, 4]), batch(rng, 9, 3)
    want = predict(params, x)
    got = student.forward(params, x)
    for wrong, because in [
        (
            predict(params, x, activation=lambda z: z),
            "has no ReLU: without it all layers together are one straight line",
        ),
        (
            predict(params, x, last=lambda z: np.maximum(z, 0)),
            "applies ReLU to the last layer, too, so it is never negative",
        ),
        (predict(params, x, biases=False), "leaves the biases out"),
        (predict(params, x, activation=np.tanh), "uses tanh where ReLU is asked for"),
        (predict(params, x, activation=lambda z: 1 / (1 + np.exp(-z))), "uses a sigmoid where ReLU is asked for"),
        (
            predict(params, x, activation=lambda z: np.where(z > 0, z, 0.01 * z)),
            "uses a leaky ReLU where ReLU is asked for",
        ),
    ]:
        recognise(got, wrong, f"`forward(params, x)` {because}. {FORWARD}", want=want)
    because = f"Each hidden layer is `relu(h @ w + b)`, the last one `h @ w + b`. {FORWARD}"
    expect_close(got, want, what="`forward(params, x)`", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_hidden_layers_use_relu(student, rng):
    """Hidden layers use ReLU: without biases the network bends at 0 and is straight on either side, however far."""
    params, x = network(rng, [3, 7, 6, 4], biases=False), batch(rng, 9, 3)
    right, left = (
        expect_array(student.forward(params, each), what="`forward(params, x)`", shape=(9, 4), dtype=np.floating)
        for each in (x, -x)
    )
    if np.allclose(right, -left, rtol=1e-3, atol=1e-4):
        fail(
            "`forward(params, -x)` is `-forward(params, x)` in a network without biases, as it is without an "
            f"activation, or with one like tanh. With ReLU in the hidden layers the two differ. {FORWARD}",
            code="odd",
        )
    expect(bool(right.any()), f"`forward(params, x)` is 0 for every example. {FORWARD}")
    because = f"ReLU keeps proportions: s times the input gives s times the output, without biases. {FORWARD}"
    for scale in SCALES:
        far = expect_array(student.forward(params, scale * x), what="`forward(params, s * x)`", dtype=np.floating)
        what = f"`forward(params, s * x) / s` for s = {scale:g}"
        expect_close(far / scale, right, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_a_unit_below_zero_is_off(student, rng):
    """A hidden unit whose sum is negative gives 0, however negative: only the last bias is left."""
    params = network(rng, [3, 7, 4])
    params[0] = {name: -np.abs(value) for name, value in params[0].items()}
    want = np.tile(params[1]["b"], (9, 1))
    because = f"`relu(z)` is 0 for every negative z, neither a little more nor a little less. {FORWARD}"
    for scale in (np.float32(1), np.float32(1e6)):
        got = student.forward(params, scale * np.abs(batch(rng, 9, 3)))
        expect_close(got, want, what="`forward(params, x)` with all hidden units off", because=because)


def test_the_last_layer_has_no_activation(student, rng):
    """The last layer is linear: flipping its sign flips the sign of the predictions."""
    params, x = network(rng, [3, 7, 6, 4]), batch(rng, 9, 3)
    turned = [*params[:-1], {name: -value for name, value in params[-1].items()}]
    got, other = (
        expect_array(student.forward(each, x), what="`forward(params, x)`", shape=(9, 4), dtype=np.floating)
        for each in (params, turned)
    )
    because = f"An activation after the last layer keeps the network from predicting arbitrary numbers. {FORWARD}"
    what = "`forward(params, x)` with the sign of the last layer turned"
    expect_close(other, -got, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize("widths", [(3, 4), (3, 7, 4), (3, 7, 6, 4, 5, 2), (3,) * 15])
def test_any_number_of_layers(student, rng, widths):
    """It works for any number of layers, one included."""
    params, x, layers = network(rng, widths), batch(rng, 9, 3), len(widths) - 1
    what = f"`forward(params, x)` for {layers} layer{'s' * (layers > 1)}"
    because = f"Loop over `params`, however long it is; a single layer counts as the last one. {FORWARD}"
    expect_close(student.forward(params, x), predict(params, x), what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_works_under_jit_and_grad(student, rng):
    """It gives the same result under `jit`, and every parameter and input gets the right gradient."""
    while True:
        params, x = network(rng, [3, 7, 4]), batch(rng, 9, 3)
        want, close = slopes(params, x)
        if close > 1e-3:  # at the kink itself the slope is anybody's choice
            break
    pair = student.probe(eager_and_jitted, params=params, x=x)
    expect_tree(pair, [np.zeros((9, 4))] * 2, what="[`forward(params, x)`, the same under `jit`]")
    because = "Compute with `jnp` alone, so that tracing sees everything."
    expect_close(pair[1], pair[0], what="`forward(params, x)` under `jit`", rtol=1e-3, atol=1e-4, because=because)
    got, what = student.probe(gradients, params=params, x=x), "the gradients of the sum of `forward(params, x)`"
    because = (
        f"The inputs, every weight matrix and every bias must be on the way to the output, with no stop. {FORWARD}"
    )
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-3, because=because)


def test_params_stay_as_they_were(student, rng):
    """The caller's parameters are not changed."""
    params = network(rng, [3, 7, 4])
    changed = student.probe(edits, params=params, x=batch(rng, 9, 3))
    expect(
        isinstance(changed, list) and not changed,
        "After `forward(params, x)` the caller's parameters have changed. `pop`, `del` and `layer[...] = ...` change "
        "what the caller owns; index or slice the list instead: `params[:-1]`, `params[-1]`.",
    )
