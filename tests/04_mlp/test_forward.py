"""Hidden tests for `forward`: ReLU after each hidden layer, none after the last."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

FORWARD = "See *The forward pass*."


@probe
def eager_and_jitted(student, params, x):
    """The predictions, without and with jit."""
    import jax

    return [student.forward(params, x), jax.jit(student.forward)(params, x)]


@probe
def leaves_with_gradients(student, params, x):
    """For each parameter, whether the sum of the predictions depends on it."""
    import jax
    import jax.numpy as jnp

    gradients = jax.grad(lambda params: student.forward(params, x).sum())(params)
    return jax.tree.map(lambda leaf: bool(jnp.all(jnp.isfinite(leaf)) and jnp.any(leaf != 0)), gradients)


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


def test_one_output_row_for_each_example(student, rng):
    """`forward(params, x)` is a float32 array of shape (n, n_out), for any n."""
    params = network(rng, [3, 7, 6, 4])
    for n in (1, 9):
        got = student.forward(params, batch(rng, n, 3))
        expect_array(got, what=f"`forward(params, x)` for a batch of {n}", shape=(n, 4), dtype=np.float32)


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
    """Hidden layers use ReLU: without biases the network bends at 0 and is straight on either side."""
    params, x = network(rng, [3, 7, 6, 4], biases=False), batch(rng, 9, 3)
    right, left, far = (
        expect_array(student.forward(params, each), what="`forward(params, x)`", shape=(9, 4))
        for each in (x, -x, 3 * x)
    )
    if np.allclose(right, -left, rtol=1e-3, atol=1e-4):
        fail(
            "`forward(params, -x)` is `-forward(params, x)` in a network without biases: it does not bend anywhere. "
            f"Without an activation, layers on layers remain one straight line. {FORWARD}"
        )
    because = f"ReLU keeps proportions: three times the input gives three times the output, without biases. {FORWARD}"
    expect_close(far, 3 * right, what="`forward(params, 3 * x)`", rtol=1e-3, atol=1e-3, because=because)


def test_the_last_layer_has_no_activation(student, rng):
    """The last layer is linear: turning its sign turns the predictions' sign."""
    params, x = network(rng, [3, 7, 6, 4]), batch(rng, 9, 3)
    turned = [*params[:-1], {name: -value for name, value in params[-1].items()}]
    got, other = (
        expect_array(student.forward(each, x), what="`forward(params, x)`", shape=(9, 4)) for each in (params, turned)
    )
    because = (
        f"An activation after the last layer keeps the network from predicting any number that it likes. {FORWARD}"
    )
    what = "`forward(params, x)` with the sign of the last layer turned"
    expect_close(other, -got, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize("widths", [(3, 4), (3, 7, 4), (3, 7, 6, 4, 5, 2)])
def test_any_number_of_layers(student, rng, widths):
    """It works for any number of layers, from one on."""
    params, x, layers = network(rng, widths), batch(rng, 9, 3), len(widths) - 1
    what = f"`forward(params, x)` for {layers} layer{'s' * (layers > 1)}"
    because = f"Let the loop run over `params`, however long it is; a single layer is the last one. {FORWARD}"
    expect_close(student.forward(params, x), predict(params, x), what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_works_under_jit_and_grad(student, rng):
    """It gives the same under `jit`, and every parameter gets a gradient."""
    params, x = network(rng, [3, 7, 4]), batch(rng, 9, 3)
    pair = student.probe(eager_and_jitted, params=params, x=x)
    expect_tree(pair, [np.zeros((9, 4))] * 2, what="[`forward(params, x)`, the same under `jit`]")
    because = "Compute with `jnp` alone, so that tracing sees everything."
    expect_close(pair[1], pair[0], what="`forward(params, x)` under `jit`", rtol=1e-3, atol=1e-4, because=because)
    expect_close(
        student.probe(leaves_with_gradients, params=params, x=x),
        [{"w": True, "b": True}, {"w": True, "b": True}],
        what="what has a gradient in `forward(params, x)`",
        because=f"Every weight matrix and every bias must be on the way to the output. {FORWARD}",
    )


def test_params_stay_as_they_were(student, rng):
    """The caller's parameters are not changed."""
    params = network(rng, [3, 7, 4])
    changed = student.probe(edits, params=params, x=batch(rng, 9, 3))
    expect(
        isinstance(changed, list) and not changed,
        "After `forward(params, x)` the caller's parameters are no longer what they were. `pop`, `del` and "
        "`layer[...] = ...` change what the caller owns; index or slice the list instead: `params[:-1]`, "
        "`params[-1]`.",
    )
