"""Hidden tests for `predict`: the log-probabilities for one image."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

CALL = "`predict(params, x)`"
ONE = "See *One image*."


@probe
def transformed(student, params, x):
    """The same plainly, under jit and, for two equal images, under vmap."""
    import jax
    import jax.numpy as jnp

    return {
        "plain": student.predict(params, x),
        "jit": jax.jit(student.predict)(params, x),
        "vmap": jax.vmap(student.predict, in_axes=(None, 0))(params, jnp.stack([x, x]))[1],
    }


def network(rng, *widths):
    """Random parameters, and one image for them: in every layer one number is -1 and one 1 before ReLU could act."""
    params = [
        (rng.normal(size=(n_out, n_in)).astype(np.float32), rng.normal(size=n_out).astype(np.float32))
        for n_in, n_out in pairwise(widths)
    ]
    x = a = rng.normal(size=widths[0]).astype(np.float32)
    for w, b in params:
        b[:2] = np.float32([-1, 1]) - (w @ a)[:2]
        a = np.maximum(w @ a + b, 0)
    return params, x


def logits_of(params, x, hidden=lambda a: np.maximum(a, 0), bias=True):
    """What the last layer gives, before log-softmax."""
    *first, (w, b) = params
    for hidden_w, hidden_b in first:
        x = hidden(hidden_w @ x + bias * hidden_b)
    return w @ x + bias * b


def log_softmax(logits):
    """The log-softmax of a vector, in float64."""
    shifted = np.float64(logits) - logits.max()
    return (shifted - np.log(np.exp(shifted).sum())).astype(np.float32)


def judge(student, params, x):
    """Compare with what is right, after recognising what is often wrong."""
    if student.raises(TypeError, "predict", params, x):
        fail(
            f"{CALL} raised TypeError: most likely two shapes do not fit. `w` has one row for each neuron, (n_out, "
            "n_in), so it "
            f"is `w @ x + b` for one image. {ONE}"
        )
    if student.raises(ValueError, "predict", params, x):
        fail(
            f"{CALL} raised ValueError for a list of {len(params)} layer{'s' * (len(params) > 1)}. Take no number of "
            "layers for "
            f"granted. {ONE}"
        )
    got = student.predict(params, x)
    logits = logits_of(params, x)
    want = log_softmax(logits)
    got = expect_array(got, what=CALL, shape=want.shape, dtype="float32")
    plain = logits_of(params, x, hidden=lambda a: a)
    for wrong, because in [
        (logits, f"{CALL} gives the logits. `log_softmax` comes last. {ONE}"),
        (np.exp(want), f"{CALL} gives probabilities, not their logarithms. {ONE}"),
        (log_softmax(np.maximum(logits, 0)), f"{CALL} applies ReLU to the logits, too. The last layer has none. {ONE}"),
        (log_softmax(plain), f"{CALL} has no ReLU between the layers: all of them together are one affine map. {ONE}"),
        (log_softmax(logits_of(params, x, hidden=np.tanh)), f"{CALL} uses tanh where ReLU is asked for. {ONE}"),
        (log_softmax(logits_of(params, x, bias=False)), f"{CALL} leaves the biases out. {ONE}"),
    ]:
        recognise(got, wrong.astype(np.float32), because, want=want)
    expect_close(got, want, what=CALL, because=f"ReLU after every layer but the last, then `log_softmax`. {ONE}")


@pytest.mark.weight(2)
def test_one_layer_is_affine_then_log_softmax(student, rng):
    """A single layer gives log_softmax(w @ x + b), a float32 vector."""
    params, x = network(rng, 4, 6)
    judge(student, params, x)


@pytest.mark.weight(3)
@pytest.mark.parametrize("widths", [(5, 7, 3), (4, 9, 6, 5), (3, 8, 8, 8, 4)])
def test_hidden_layers_of_any_number(student, rng, widths):
    """Hidden layers, one, two or three, are followed by ReLU; the last layer is not."""
    params, x = network(rng, *widths)
    judge(student, params, x)


def test_the_rows_of_w_are_neurons(student, rng):
    """A square weight matrix is used as w @ x, a row for each neuron."""
    params, x = network(rng, 5, 5, 5)
    turned = [(w.T, b) for w, b in params]
    got = student.predict(params, x)
    want = log_softmax(logits_of(params, x))
    recognise(
        got,
        log_softmax(logits_of(turned, x)),
        f"{CALL} multiplies by the transposed matrix: `x @ w` sums over the rows. Here `w` has one row for each "
        "neuron, so "
        f"it is `w @ x`. See exercise 8.1. {ONE}",
        want=want,
    )
    judge(student, params, x)


def test_probabilities_add_up_to_one(student, rng):
    """The exponentials of the result add up to 1."""
    params, x = network(rng, 6, 5, 8)
    got = expect_array(student.predict(params, x), what=CALL, shape=(8,))
    expect(
        abs(np.exp(np.float64(got)).sum() - 1) < 1e-3,
        f"the exponentials of {CALL} do not add up to 1, so they are no log-probabilities. End with `log_softmax`. "
        f"{ONE}",
    )


def test_the_unlikely_keeps_a_finite_logarithm(student, rng):
    """Logits in the hundreds give finite log-probabilities."""
    params, x = network(rng, 4, 6)
    params = [(500 * w, b) for w, b in params]
    logits = logits_of(params, x)
    got = expect_array(student.predict(params, x), what=CALL, shape=logits.shape)
    if np.isfinite(got).all():
        return
    own = expect_array(student.log_softmax(logits.astype(np.float32)), what="`log_softmax(logits)`")
    expect(
        not np.isfinite(own).all(),  # an unstable `log_softmax` is paid for in its own exercise
        f"{CALL} is not finite where a class is very unlikely: the logarithm of a probability that was rounded to 0. "
        f"End with your `log_softmax`, which never forms the probability. {ONE}",
    )


def test_works_under_jit_and_vmap(student, rng):
    """It gives the same plainly, under `jit` and under `vmap`."""
    params, x = network(rng, 5, 4, 3)
    got = student.probe(transformed, params=params, x=x)
    for name in ("jit", "vmap"):
        expect_close(got[name], got["plain"], what=f"`predict` under `{name}`", because="Compute with `jnp`, not `np`.")
