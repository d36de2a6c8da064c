"""Hidden tests for `predict`: the log-probabilities for one image."""

import numpy as np
import pytest
from helpers import log_softmax, logits_of, loss_and_slopes, network

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise
from gradax.testing.edges import SCALES

BUILDS_ON = ("log_softmax",)
CALL = "`predict(params, x)`"
ONE = "See *One image*."


@probe
def transformed(student, params, x):
    """The same under jit; for two images, of which this is the second, under vmap; and the gradient of an entry."""
    import jax
    import jax.numpy as jnp

    return {
        "jit": jax.jit(student.predict)(params, x),
        "vmap": jax.vmap(student.predict, in_axes=(None, 0))(params, jnp.stack([x + 1, x]))[1],
        "grad": jax.grad(lambda params: student.predict(params, x)[0])(params),
        "by_x": jax.grad(lambda x: student.predict(params, x)[0])(x),
        "again": [student.predict(params, x) for _ in range(2)],
    }


def problem(rng, *widths):
    """A network and an image for it: in every layer one number is -1 and one 1 before ReLU could act."""
    params = network(rng, *widths)
    x = a = rng.normal(size=widths[0]).astype(np.float32)
    for w, b in params:
        b[:2] = (np.float32([-1, 1]) - (w @ a)[:2])[: len(b)]
        a = np.maximum(w @ a + b, 0)
    return params, x


def known_mistakes(params, x, logits):
    """What several misconceptions give, with their codes and what to say of them."""
    want = log_softmax(logits)
    return [
        (logits, "logits", "gives the logits. `log_softmax` comes last"),
        (np.exp(want), "probabilities", "gives probabilities, not their logarithms"),
        (
            log_softmax(np.maximum(logits, 0)),
            "relu-on-logits",
            "applies ReLU to the logits, too. The last layer has none",
        ),
        (
            log_softmax(logits_of(params, x, hidden=lambda a: a)),
            "no-relu",
            "has no ReLU between the layers: all of them together are one affine map",
        ),
        (log_softmax(logits_of(params, x, hidden=np.tanh)), "tanh", "uses tanh where ReLU is asked for"),
        (log_softmax(logits_of(params, x, bias=False)), "no-biases", "leaves the biases out"),
    ]


def judge(student, params, x):
    """Compare with what is right, after recognising what is often wrong."""
    if student.raises(TypeError, "predict", params, x):
        fail(
            f"{CALL} raised TypeError: most likely two shapes do not fit. `w` has one row for each neuron, (n_out, "
            f"n_in), so it is `w @ x + b` for one image. {ONE}"
        )
    if student.raises(ValueError, "predict", params, x):
        fail(
            f"{CALL} raised ValueError for a list of {len(params)} layer{'s' * (len(params) > 1)}. Take no number of "
            f"layers for granted. {ONE}"
        )
    logits = logits_of(params, x)
    want = log_softmax(logits)
    got = expect_array(student.predict(params, x), what=CALL, shape=want.shape, dtype="float32")
    for wrong, code, because in known_mistakes(params, x, logits):
        recognise(got, np.float32(wrong), f"{CALL} {because}. {ONE}", want=want, code=code)
    because = f"ReLU after every layer but the last, then `log_softmax`. {ONE}"
    expect_close(got, want, what=CALL, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_one_layer_is_affine_then_log_softmax(student, rng):
    """A single layer gives log_softmax(w @ x + b), a float32 vector, for one class, too."""
    judge(student, *problem(rng, 4, 6))
    judge(student, *problem(rng, 4, 1))


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize("widths", [(5, 7, 3), (4, 9, 6, 5), (3, 8, 8, 1, 4), (4, *[5] * 11, 3)])
def test_hidden_layers_of_any_number(student, rng, widths):
    """Hidden layers, one, two or three, or many, are followed by ReLU; the last layer is not."""
    judge(student, *problem(rng, *widths))


@pytest.mark.core
def test_the_rows_of_w_are_neurons(student, rng):
    """A square weight matrix is used as w @ x, a row for each neuron."""
    params, x = problem(rng, 5, 5, 5)
    recognise(
        student.predict(params, x),
        log_softmax(logits_of([(w.T, b) for w, b in params], x)),
        f"{CALL} multiplies by the transposed matrix: `x @ w` sums over the rows. Here `w` has one row for each "
        f"neuron, so it is `w @ x`. See exercise 8.1. {ONE}",
        code="transposed",
    )
    judge(student, params, x)


@pytest.mark.core
def test_the_unlikely_keeps_a_finite_logarithm(student, rng):
    """Units and logits in the hundreds give finite log-probabilities."""
    params, x = problem(rng, 4, 8, 6)
    params = [(500 * params[0][0], params[0][1]), params[1]]
    want = log_softmax(logits_of(params, x))
    got = expect_array(student.predict(params, x), what=CALL, shape=want.shape)
    expect(
        np.isfinite(got).all(),
        f"{CALL} is not finite where a class is very unlikely: the logarithm of a probability that was rounded to 0. "
        f"End with your `log_softmax`, which never computes the probability. {ONE}",
        code="not-finite",
    )
    expect_close(got, want, what=f"{CALL} for large weights", rtol=1e-3, atol=1e-2, because=ONE)


@pytest.mark.core
@pytest.mark.parametrize("scale", SCALES)
def test_units_of_any_size(student, rng, scale):
    """Units may be tiny or huge: the ReLU is the larger of 0 and what comes in, and nothing else."""
    params, x = problem(rng, 4, 8, 6)
    (w, b), (last_w, last_b) = params
    params = [(w, np.float32(scale) * b), (last_w / np.float32(scale), last_b)]
    x = np.float32(scale) * x
    want = log_softmax(logits_of(params, x))
    what = f"{CALL} for units of about {scale:g}"
    because = f"`relu(z)` has no upper end, and no threshold but 0. {ONE}"
    expect_close(student.predict(params, x), want, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_works_under_jit_vmap_and_grad(student, rng):
    """It gives the same under `jit` and `vmap`; its gradient reaches the parameters of each layer, and the image."""
    params, x = problem(rng, 5, 4, 3)
    got, want = student.probe(transformed, params=params, x=x), log_softmax(logits_of(params, x))
    for name in ("jit", "vmap"):
        what, because = f"`predict` under `{name}`", "Compute with `jnp`, not `np`."
        expect_close(got[name], want, what=what, rtol=1e-3, atol=1e-4, because=because)
    because = "The list of parameters must stay as it was: do not `pop` from it."
    expect_close(got["again"], [want] * 2, what="`predict`, called twice", rtol=1e-3, atol=1e-4, because=because)
    slopes = [(-w, -b) for w, b in loss_and_slopes(params, x[None], np.eye(3)[:1])[1]]
    what = "the gradient of an entry of `predict`"
    recognise(
        got["grad"],
        [(0 * w, 0 * b) for w, b in slopes[:-1]] + slopes[-1:],
        f"{what} is 0 for each layer but the last: something on the way back cuts it off, and they would never learn. "
        f"{ONE}",
        want=slopes,
        code="gradient-cut-off",
    )
    because = "Compute with `jnp`, not `np`, and cut the gradient off nowhere."
    expect_close(got["grad"], slopes, what=what, rtol=1e-3, atol=1e-4, because=because)
    back = (np.eye(3)[0] - np.exp(want)) @ params[1][0] * (params[0][0] @ x + params[0][1] > 0) @ params[0][0]
    what = "the gradient of an entry of `predict` by the image"
    expect_close(got["by_x"], back.astype(np.float32), what=what, rtol=1e-3, atol=1e-4, because=because)
