"""Hidden tests for `batched_predict`: one program for a batch of any size."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_array, expect_close, fail, probe, recognise

CALL = "`batched_predict(params, x)`"
MANY = "See *Many images*."


@probe
def program_sizes(student, params, n_in, sizes):
    """How many equations the program has, for batches of these sizes."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    return [jaxpr.count_equations(student.batched_predict, params, jnp.ones((n, n_in))) for n in sizes]


def network(rng, *widths):
    """Random parameters."""
    return [
        (rng.normal(size=(n_out, n_in)).astype(np.float32), rng.normal(size=n_out).astype(np.float32))
        for n_in, n_out in pairwise(widths)
    ]


def logits_of(params, x):
    """What the last layer gives, a row for each image."""
    for w, b in params[:-1]:
        x = np.maximum(x @ w.T + b, 0)
    w, b = params[-1]
    return x @ w.T + b


def judge(student, reference, params, x):
    """Each row is right, or what the student's own `predict` gives for it (a mistake costs once)."""
    want = np.asarray(reference.batched_predict(params, x))
    if any(student.raises(kind, "batched_predict", params, x) for kind in (TypeError, ValueError)):
        fail(
            f"{CALL} raised an error about shapes. The images lie along the first axis of `x`, and the parameters "
            "have no such "
            f"axis: with `vmap` that is `in_axes=(None, 0)`. {MANY}"
        )
    got = expect_array(student.batched_predict(params, x), what=CALL)
    if got.shape == want.shape[::-1] != want.shape:
        fail(f"{CALL} has its batch axis last: shape (n_out, batch). One *row* for each image is asked for. {MANY}")
    got = expect_array(got, what=CALL, shape=want.shape, dtype="float32")
    logits = logits_of(params, x)
    total = np.log(np.exp(np.float64(logits)).sum())
    down = np.log(np.exp(np.float64(logits)).sum(axis=0))
    for wrong, because in [
        (logits - total, "normalises over the whole batch: all probabilities together add up to 1. Each row is to"),
        (logits - down, "normalises down the columns, over the images. Each image's classes add up to 1"),
        (np.broadcast_to(want[:1], want.shape), "gives the first image's answer for every image"),
    ]:
        recognise(got, np.float32(wrong), f"{CALL} {because}. {MANY}", want=want)
    try:
        expect_close(got, want, what=CALL, because=f"Row i is `predict(params, x[i])`. {MANY}")
    except Failure:
        own = [expect_array(student.predict(params, each), what="`predict`", shape=want.shape[1:]) for each in x]
        if not np.allclose(got, np.stack(own), rtol=1e-3, atol=1e-4) or np.ptp(got) == 0:
            raise


@pytest.mark.weight(3)
def test_each_row_is_one_prediction(student, reference, rng):
    """Row i is the prediction for image i."""
    params = network(rng, 6, 9, 4)
    judge(student, reference, params, rng.normal(size=(7, 6)).astype(np.float32))


@pytest.mark.weight(2)
def test_as_many_images_as_classes(student, reference, rng):
    """A batch of as many images as classes, or as pixels, does not confuse the axes."""
    params = network(rng, 5, 5, 5)
    judge(student, reference, params, rng.normal(size=(5, 5)).astype(np.float32))


def test_a_batch_of_one(student, reference, rng):
    """A batch of one image keeps its batch axis."""
    params = network(rng, 6, 3)
    judge(student, reference, params, rng.normal(size=(1, 6)).astype(np.float32))


def test_a_large_batch(student, reference, rng):
    """A batch of a thousand images gets a thousand rows."""
    params, x = network(rng, 3, 2), rng.normal(size=(1000, 3)).astype(np.float32)
    got = expect_array(student.batched_predict(params, x), what=f"{CALL} for 1000 images", shape=(1000, 2))
    expect(
        np.ptp(got[-100:], axis=0).all(),
        f"{CALL} gives the last hundred of a thousand images the same row. Any batch size is asked "
        f"for; write down none. {MANY}",
    )


def test_images_do_not_see_each_other(student, rng):
    """Changing one image leaves the other rows as they were."""
    params, x = network(rng, 5, 8, 4), rng.normal(size=(6, 5)).astype(np.float32)
    changed = x.copy()
    while logits_of(params, changed)[2].max() < logits_of(params, x).max() + 2:
        changed[2] = 5 * rng.normal(size=5)  # loud enough to be heard in every sum
    before, after = (
        expect_array(student.batched_predict(params, each), what=CALL, shape=(6, 4)) for each in (x, changed)
    )
    others = np.arange(6) != 2
    expect(
        np.allclose(before[others], after[others], rtol=1e-4, atol=1e-5),
        f"{CALL}: another image in row 2 changes other rows, too. Each image is predicted by itself. {MANY}",
    )
    expect(
        not np.allclose(before[2], after[2], rtol=1e-4, atol=1e-5),
        f"{CALL}: another image in row 2 does not change row 2. {MANY}",
    )


@pytest.mark.weight(2)
def test_the_program_does_not_grow_with_the_batch(student, rng):
    """The number of operations is the same for every batch size."""
    sizes = student.probe(program_sizes, params=network(rng, 6, 5, 4), n_in=6, sizes=[2, 8, 32])
    expect(
        isinstance(sizes, list) and len(set(sizes)) == 1,
        f"{CALL} has more operations for a larger batch: a Python loop over the images was unrolled. Give `predict` a "
        "batch "
        f"axis with `jax.vmap`, or multiply matrices. {MANY}",
    )
