"""Hidden tests for `mse`: the mean squared error of a network's predictions."""

from itertools import pairwise

import numpy as np
import pytest
from helpers import nearest_kink

from gradax.testing import expect, expect_array, expect_close, expect_tree, probe, recognise

BUILDS_ON = ("forward",)
WRONG = "See *How wrong is it?*"


@probe
def eager_and_jitted(student, params, x, y):
    """The loss, without and with jit."""
    import jax

    return [student.mse(params, x, y), jax.jit(student.mse)(params, x, y)]


@probe
def minus_gradient(student, params, x, y):
    """The parameters minus the gradient of the loss."""
    import jax

    return jax.tree.map(lambda p, g: p - g, params, jax.grad(student.mse)(params, x, y))


def problem(rng, n, n_out):
    """A network, inputs far from its kinks, and targets that are far from its predictions."""
    while True:
        params = [
            {"w": rng.normal(size=shape).astype(np.float32), "b": rng.normal(size=shape[1]).astype(np.float32)}
            for shape in pairwise([3, 8, n_out])
        ]
        x, y = rng.normal(size=(n, 3)).astype(np.float32), (3 * rng.normal(size=(n, n_out))).astype(np.float32)
        if nearest_kink(params, x) > 1e-4:
            return params, x, y


def test_the_loss_is_a_scalar(student, rng):
    """The loss is a float32 array of shape ()."""
    params, x, y = problem(rng, 11, 3)
    got = student.mse(params, x, y)
    what = "`mse(params, x, y)`"
    expect_array(got, what=what, dtype=np.float32)
    expect_array(got, what=f"{what}, which should be the mean over all entries,", shape=())


@pytest.mark.core
@pytest.mark.weight(3)
def test_mean_over_all_entries_of_the_squared_errors(student, reference, rng):
    """The loss is the mean of the squared errors over all n * n_out entries, without a factor."""
    params, x, y = problem(rng, 11, 3)
    got = student.mse(params, x, y)
    error, what = np.asarray(reference.forward(params, x)) - y, "`mse(params, x, y)`"
    want = np.float32(np.mean(error**2))
    for wrong, code, because in [
        (want / 2, "half", "is half of the mean squared error. There is no factor ½ here"),
        (np.sum(error**2), "sum", "is the sum of the squared errors. Take their mean, whatever the batch size"),
        (np.sum(error**2) / len(x), "over-n", "is divided by n only. The mean goes over all n * n_out entries"),
        (np.mean(np.abs(error)), "absolute", "is the mean of the absolute errors. Square them"),
        (np.mean(error) ** 2, "square-of-mean", "is the square of the mean error. Square first, then average"),
        (np.mean(error), "not-squared", "is the mean error. Square the errors, or they cancel out"),
        (np.sqrt(want), "root", "is the root of the mean squared error. Leave the root out"),
    ]:
        recognise(got, np.float32(wrong), f"{what} {because}. {WRONG}", want=want, code=code)
    because = f"Compare `forward(params, x)` with `y`: subtract, square, average. {WRONG}"
    got = expect_array(got, what=what, shape=(), dtype=np.floating)
    expect_close(got, want, what=what, rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_flat_targets_are_not_broadcast(student, rng):
    """Targets of shape (n,) give the same loss as targets of shape (n, 1)."""
    params, x, y = problem(rng, 11, 1)
    column, other, flat = (
        expect_array(student.mse(params, x, targets), what="`mse(params, x, y)`", shape=(), dtype=np.floating)
        for targets in (y, 2 * y, y[:, 0])
    )
    expect(
        bool(np.isfinite(column) and column != other),
        "`mse(params, x, y)` is not finite, or is the same for other targets. Compare the predictions with `y`. "
        f"{WRONG}",
    )
    because = (
        "A difference of (n, 1) and (n,) is (n, n): every prediction is compared with every target. Bring `y` to the "
        f"shape of the predictions before you subtract. {WRONG}"
    )
    what = "`mse(params, x, y)` for `y` of shape (n,), compared with the same `y` of shape (n, 1),"
    expect_close(flat, column, what=what, rtol=1e-3, because=because)


def errors(rng, n, n_out, scale):
    """A network, inputs, targets that it misses by `scale` times random numbers, and the mean of their squares."""
    b = (rng.normal(size=n_out) if scale == 1.0 else np.zeros(n_out)).astype(np.float32)
    params = [{"w": np.zeros((3, n_out), np.float32), "b": b}]
    x, e = (rng.normal(size=shape).astype(np.float32) for shape in ((n, 3), (n, n_out)))
    return params, x, b + np.float32(scale) * e, np.float32(scale**2 * np.mean(np.square(e, dtype=np.float64)))


@pytest.mark.core
@pytest.mark.parametrize("scale", [1e-10, 1.0, 1e10])
@pytest.mark.parametrize(("n", "n_out"), [(1, 1), (1, 3), (4, 4), (150, 2)])
def test_every_entry_counts_alike(student, rng, n, n_out, scale):
    """Errors of any size and batches of any size: small ones are not rounded off, large ones not cut off."""
    params, x, y, want = errors(rng, n, n_out, scale)
    because = f"Square each of the n * n_out differences as it is, and take the plain mean. {WRONG}"
    got, what = student.mse(params, x, y), f"`mse(params, x, y)` for n = {n}, n_out = {n_out} and errors of {scale:g}"
    expect_close(got, want, what=what, rtol=1e-3, atol=0, because=because)


@pytest.mark.core
def test_nothing_is_left_out(student, rng):
    """A target that is nan makes the loss nan, an infinite one makes it infinite, and no error makes it 0."""
    params, x, y, want = errors(rng, 5, 2, 1.0)
    because = f"The mean goes over all entries, whatever they are. {WRONG}"
    expect_close(student.mse(params, x, y), want, what="`mse(params, x, y)`", rtol=1e-3, because=because)
    for odd in (np.nan, np.inf, -np.inf):
        spoilt = y.copy()
        spoilt[1, 1] = odd
        got, loss = student.mse(params, x, spoilt), np.float32(odd**2)
        expect_close(got, loss, what=f"`mse(params, x, y)` with {odd} among the targets", because=because)
    got = student.mse(params, x, np.zeros_like(y) + params[0]["b"])
    expect_close(got, np.float32(0), what="`mse(params, x, y)` for perfect predictions", atol=0, because=because)


@pytest.mark.core
def test_its_gradient_is_right(student, reference, rng):
    """Its gradient is that of the mean squared error, for targets of both shapes."""
    params, x, y = problem(rng, 11, 1)
    want = reference.train_step(params, x, y, 1.0)[0]
    because = f"Every operation from `params` to the loss must be one that `jax.grad` can see through. {WRONG}"
    for targets in (y, y[:, 0]):
        got = student.probe(minus_gradient, params=params, x=x, y=targets)
        expect_close(got, want, what="`params` minus the gradient of `mse`", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_its_gradient_grows_with_the_errors(student, rng, scale):
    """Large errors have large gradients, and small ones small gradients."""
    params, x, y, _ = errors(rng, 5, 2, scale)
    slope = -2 * y / y.size
    want = [{"w": x.T @ slope / scale, "b": slope.sum(axis=0) / scale}]
    got = student.probe(minus_gradient, params=params, x=x, y=y)
    expect_tree(got, want, what="`params` minus the gradient of `mse`")
    what = f"an array of `params` minus the gradient of `mse` for errors of {scale:g}"
    got = [{key: -expect_array(each, what=what, dtype=np.floating) / scale for key, each in got[0].items()}]
    because = f"The gradient of a square is twice the error, whatever its size: nothing is cut off. {WRONG}"
    what = f"the gradient of `mse` for errors of {scale:g}, divided by that,"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_the_gradient_is_0_where_nothing_is_wrong(student, rng):
    """Where all predictions are perfect, the gradient is 0."""
    params, x, y, want = errors(rng, 5, 2, 1.0)
    because = f"Nothing may divide by the error, or take the root of its square. {WRONG}"
    expect_close(student.mse(params, x, y), want, what="`mse(params, x, y)`", rtol=1e-3, because=because)
    got = student.probe(minus_gradient, params=params, x=x, y=np.zeros_like(y) + params[0]["b"])
    what = "`params` minus the gradient of `mse` for perfect predictions"
    expect_close(got, params, what=what, because=because)


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It gives the same result under `jit`."""
    params, x, y = problem(rng, 11, 1)
    pair = student.probe(eager_and_jitted, params=params, x=x, y=y[:, 0])
    expect_tree(pair, [np.float32(0), np.float32(0)], what="[`mse(params, x, y)`, the same under `jit`]")
    expect(bool(np.asarray(pair[0]) > 0), f"`mse(params, x, y)` is not above 0 for wrong predictions. {WRONG}")
    because = "Keep `float(...)` and NumPy out of it: under `jit` the loss is a tracer."
    expect_close(pair[1], pair[0], what="`mse(params, x, y)` under `jit`", rtol=1e-3, because=because)
