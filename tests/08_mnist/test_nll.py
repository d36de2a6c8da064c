"""Hidden tests for `nll`: the mean negative log-probability of the true classes."""

import numpy as np
import pytest
from helpers import log_p_of, loss_and_slopes, nearest_kink, network

from gradax.testing import expect_array, expect_close, probe, recognise

BUILDS_ON = ("batched_predict",)
CALL = "`nll(params, x, y_onehot)`"
LOSS = "See *The loss*."


@probe
def gradient(student, params, x, y_onehot):
    """The gradient by the parameters."""
    import jax

    return jax.grad(student.nll)(params, x, y_onehot)


@probe
def jitted(student, params, x, y_onehot):
    """The loss from a compiled program."""
    import jax

    return jax.jit(student.nll)(params, x, y_onehot)


def problem(rng, n, classes, scale=1.0):
    """A network, images and one-hot labels."""
    params = network(rng, 5, 6, classes, scale=scale)
    labels = rng.integers(classes, size=n)
    return params, rng.normal(size=(n, 5)).astype(np.float32), np.eye(classes, dtype=np.float32)[labels]


def known_factors(want, n, classes):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (
            want / classes,
            "zeros-counted",
            f"is {classes} times too small, for {classes} classes. The mean over all entries of `log_p * y_onehot` "
            "counts the zeros, too: add up each row first, then average over the images",
        ),
        (want * n, "sum", "is the sum over the batch. Take the mean, so that the batch size does not matter"),
        (-want, "sign", "has the wrong sign: a loss is to fall when the true class becomes more probable"),
        (
            -want / classes,
            "sign-and-zeros",
            "has the wrong sign, and counts the zeros of the one-hot rows in its mean",
        ),
    ]


def known_others(want, classes, log_p, picked):
    """The same, where it is another mean, or that of other numbers."""
    return [
        (
            -np.exp(picked).mean(),
            "probabilities",
            "averages probabilities. The loss is the mean of minus their *logarithms*",
        ),
        (
            np.log(len(picked)) - np.logaddexp.reduce(picked),
            "logarithm-last",
            "is the logarithm of the mean probability. Take logarithms first, then the mean",
        ),
        (
            10 * want / classes,
            "ten-classes",
            "takes ten classes for granted. Average over the images; there is no need to count the classes",
        ),
        (
            -log_p.max(axis=1).mean(),
            "most-probable",
            "looks at the most probable class. The *true* one's log-probability counts",
        ),
        (-log_p.mean(), "all-classes", "averages over all classes, whichever is the true one"),
    ]


def judge(got, log_p, y, *, what=CALL):
    """Expect the loss for these log-probabilities."""
    got = expect_array(got, what=what, shape=(), dtype=np.floating)
    picked = (log_p * y).sum(axis=1)
    want = np.float32(-picked.mean())
    classes, n = y.shape[1], len(y)
    for wrong, code, because in [*known_factors(want, n, classes), *known_others(want, classes, log_p, picked)]:
        recognise(got, np.float32(wrong), f"{what} {because}. {LOSS}", want=want, code=code)
    because = f"It is the mean, over the images, of minus the log-probability of the true class. {LOSS}"
    expect_close(got, want, what=what, rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(4)
@pytest.mark.parametrize("classes", [3, 10])
def test_mean_surprise_about_the_true_class(student, rng, classes):
    """The loss is the mean, over the images, of minus the log-probability of the true class."""
    params, x, y = problem(rng, 9, classes)
    judge(student.nll(params, x, y), log_p_of(params, x), y)
    params, x, y = problem(rng, 9, classes, scale=20.0)  # and some are all but impossible
    judge(student.nll(params, x, y), log_p_of(params, x), y, what=f"{CALL} for a network that is sure of itself")


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("classes", [2, 7])
def test_no_opinion_costs_the_logarithm_of_the_number_of_classes(student, rng, classes):
    """A network without an opinion has the loss log(number of classes)."""
    params, x, y = problem(rng, 6, classes)
    silent = [(np.zeros_like(w), np.zeros_like(b)) for w, b in params]
    flat = np.full((6, classes), -np.log(classes), np.float32)
    judge(student.nll(silent, x, y), flat, y, what=f"{CALL} of a network without an opinion")


@pytest.mark.core
@pytest.mark.parametrize("classes", [2, 7])
def test_being_sure_and_right_costs_nothing(student, rng, classes):
    """A network that is sure of itself and right has the loss 0, however improbable it makes the other classes."""
    labels = rng.integers(classes, size=6)
    params, y = [(1000 * np.eye(classes, dtype=np.float32), np.zeros(classes, np.float32))], np.eye(classes)[labels]
    y = y.astype(np.float32)
    what = f"{CALL} of a network that is sure and right"
    because = f"Only the true class counts, and all of its log-probability: nothing is smoothed. {LOSS}"
    got = expect_array(student.nll(params, y, y), what=what, shape=(), dtype=np.floating)
    expect_close(got, np.float32(0), what=what, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_batch_sizes_and_integers(student, rng):
    """A batch of one image has a loss, the batch's size does not matter, and one-hot rows may be integers."""
    params, x, y = problem(rng, 8, 5)
    log_p = log_p_of(params, x)
    one = [int(np.argmin((log_p * y).sum(axis=1)))]  # the loss of another may be all but 0
    judge(student.nll(params, x[one], y[one]), log_p[one], y[one], what=f"{CALL} of one image")
    twice = student.nll(params, np.tile(x, (2, 1)), np.tile(y, (2, 1)))
    judge(twice, np.tile(log_p, (2, 1)), np.tile(y, (2, 1)), what=f"{CALL} of the same batch twice over")
    for dtype in (np.int32, np.uint8):  # uint8 has no minus one
        whole = student.nll(params, x, y.astype(dtype))
        judge(whole, log_p, y, what=f"{CALL} for one-hot rows of {np.dtype(dtype)}")


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_gradient_by_the_parameters(student, rng):
    """Its gradient by the parameters is right."""
    while True:
        params, x, y = problem(rng, 8, 4)
        if nearest_kink(params, x) > 1e-4:
            break
    got = student.probe(gradient, params=params, x=x, y_onehot=y)
    want = [tuple(pair) for pair in loss_and_slopes(params, x, y)[1]]
    because = f"Check the loss first. {LOSS}"
    expect_close(got, want, what=f"the gradient of {CALL}", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It gives the same result under `jit`."""
    params, x, y = problem(rng, 5, 3)
    got = student.probe(jitted, params=params, x=x, y_onehot=y)
    because = "Keep `float(...)` and NumPy out of it: under `jit` the loss is a tracer."
    want = np.float32(-(log_p_of(params, x) * y).sum(axis=1).mean())
    expect_close(got, want, what=f"{CALL} under `jit`", rtol=1e-3, because=because)
