"""Visible checks of `activation_stds`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, expect_close, probe


@probe
def under_jit(student, key):
    """A call with a traced scale."""
    import jax

    return jax.jit(student.activation_stds, static_argnums=(2, 3))(key, 0.1, 3, 200)


def measured(student, scale, depth, width):
    """The measurements for key 0."""
    got = student.activation_stds(Key.from_seed(0), scale, depth, width)
    what = f"`activation_stds(jax.random.key(0), {scale:.2g}, {depth}, {width})`"
    return expect_array(got, what=what, shape=(depth,), dtype=np.float32)


def test_one_number_per_layer(student):
    """Three layers give a float32 array of shape (3,)."""
    measured(student, 0.1, 3, 200)


def test_first_layer_at_the_he_scale(student):
    """At the He scale the first layer's standard deviation is close to 0.83."""
    got = float(measured(student, (2 / 400) ** 0.5, 2, 400)[0])
    expect(
        abs(got - 0.826) < 0.03,
        "`activation_stds(key, sqrt(2 / 400), 2, 400)[0]` should be close to 0.83, whatever the key.",
        f"got {got:.3f}; before the ReLU it would be 1.41, the variance is 0.68, the root mean square 1.0",
    )


def test_doubling_the_scale(student):
    """Doubling the scale multiplies the entries by 2, 4 and 8."""
    once, twice = measured(student, 0.1, 3, 200), measured(student, 0.2, 3, 200)
    with np.errstate(all="ignore"):
        got = twice / once
    because = (
        "Each layer goes on from the activations of the layer before, and its weights are `scale` times a normal draw."
    )
    what = "`activation_stds(key, 0.2, 3, 200) / activation_stds(key, 0.1, 3, 200)`"
    expect_close(got, np.array([2, 4, 8], np.float32), what=what, rtol=1e-3, because=because)


def test_under_jit(student):
    """It works under `jax.jit`."""
    because = "Keep Python floats out of it."
    got, want = student.probe(under_jit, key=Key.from_seed(0)), measured(student, 0.1, 3, 200)
    expect_close(
        got,
        want,
        what="`jax.jit(activation_stds, static_argnums=(2, 3))(key, 0.1, 3, 200)`",
        rtol=1e-3,
        because=because,
    )
