"""Hidden tests for `nll`: the mean negative log-probability of the true classes."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import Failure, expect_array, expect_close, probe, recognise

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


def problem(rng, n, classes):
    """A network, images and one-hot labels."""
    widths = (5, 6, classes)
    params = [
        (rng.normal(size=(n_out, n_in)).astype(np.float32), rng.normal(size=n_out).astype(np.float32))
        for n_in, n_out in pairwise(widths)
    ]
    labels = rng.integers(classes, size=n)
    return params, rng.normal(size=(n, 5)).astype(np.float32), np.eye(classes, dtype=np.float32)[labels]


def log_probabilities(student, reference, params, x):
    """The right ones first, then the student's own, where they differ: a mistake costs once."""
    right = np.asarray(reference.batched_predict(params, x))
    try:
        own = expect_array(student.batched_predict(params, x), what="`batched_predict`", shape=right.shape)
    except Failure:
        return [right]
    return [own, right] if np.isfinite(own).all() and np.ptp(own) > 0 and not np.allclose(own, right) else [right]


def judge(got, candidates, y, *, what=CALL):
    """Compare with the candidates' losses, after recognising what is often wrong."""
    got = expect_array(got, what=what, shape=(), dtype=np.floating)
    for log_p in candidates:
        picked = (log_p * y).sum(axis=1)
        want = np.float32(-picked.mean())
        if np.isclose(got, want, rtol=1e-4):
            return
        classes, n = y.shape[1], len(y)
        for wrong, because in [
            (
                want / classes,
                f"is {classes} times too small, for {classes} classes. The mean over all entries of "
                "`log_p * y_onehot` counts the zeros, too: add up each row first, then average over the images",
            ),
            (want * n, "is the sum over the batch. Take the mean, so that the batch size does not matter"),
            (-want, "has the wrong sign: a loss is to fall when the true class becomes more probable"),
            (-want / classes, "has the wrong sign, and counts the zeros of the one-hot rows in its mean"),
            (-np.exp(picked).mean(), "averages probabilities. The loss is the mean of minus their *logarithms*"),
            (
                -np.log(np.exp(picked).mean()),
                "is the logarithm of the mean probability. Take logarithms first, then the mean",
            ),
            (
                10 * want / classes,
                "takes ten classes for granted. Average over the images, and the classes need no counting",
            ),
            (-log_p.max(axis=1).mean(), "looks at the most probable class. The *true* one's log-probability counts"),
            (-log_p.mean(), "averages over all classes, whichever is the true one"),
        ]:
            recognise(got, np.float32(wrong), f"{what} {because}. {LOSS}", want=want)
    because = f"It is the mean, over the images, of minus the log-probability of the true class. {LOSS}"
    expect_close(got, want, what=what, because=because)


@pytest.mark.weight(3)
@pytest.mark.parametrize("classes", [3, 10])
def test_mean_surprise_about_the_true_class(student, reference, rng, classes):
    """The loss is the mean, over the images, of minus the log-probability of the true class."""
    params, x, y = problem(rng, 9, classes)
    judge(student.nll(params, x, y), log_probabilities(student, reference, params, x), y)


@pytest.mark.weight(2)
@pytest.mark.parametrize("classes", [2, 7])
def test_no_opinion_costs_the_logarithm_of_the_number_of_classes(student, rng, classes):
    """A network without an opinion has the loss log(number of classes)."""
    params, x, y = problem(rng, 6, classes)
    silent = [(np.zeros_like(w), np.zeros_like(b)) for w, b in params]
    flat = np.full((6, classes), -np.log(classes), np.float32)
    judge(student.nll(silent, x, y), [flat], y, what=f"{CALL} of a network without an opinion")


def test_the_batch_size_does_not_matter(student, reference, rng):
    """A batch of one image has a loss, and the same batch twice over has the same one."""
    params, x, y = problem(rng, 8, 5)
    log_p = log_probabilities(student, reference, params, x)
    judge(student.nll(params, x[:1], y[:1]), [each[:1] for each in log_p], y[:1], what=f"{CALL} of one image")
    judge(
        student.nll(params, np.tile(x, (2, 1)), np.tile(y, (2, 1))),
        log_p,
        y,
        what=f"{CALL} of the same batch twice over",
    )


def test_onehot_rows_may_be_integers(student, reference, rng):
    """One-hot rows of integers give the same as floats."""
    params, x, y = problem(rng, 6, 4)
    judge(student.nll(params, x, y.astype(np.int32)), log_probabilities(student, reference, params, x), y)


@pytest.mark.weight(2)
def test_the_gradient_by_the_parameters(student, reference, rng):
    """Its gradient by the parameters is right."""
    params, x, y = problem(rng, 8, 4)
    got = student.probe(gradient, params=params, x=x, y_onehot=y)
    want = reference.probe(gradient, params=params, x=x, y_onehot=y)
    expect_close(
        got, want, what=f"the gradient of {CALL}", rtol=1e-3, atol=1e-4, because=f"Check the loss first. {LOSS}"
    )


def test_works_under_jit(student, reference, rng):
    """It gives the same under `jit`."""
    params, x, y = problem(rng, 5, 3)
    got = student.probe(jitted, params=params, x=x, y_onehot=y)
    plain = student.nll(params, x, y)
    because = "Keep `float(...)` and NumPy out of it: under `jit` the loss is a tracer."
    expect_close(got, plain, what=f"{CALL} under `jit`", because=because)
