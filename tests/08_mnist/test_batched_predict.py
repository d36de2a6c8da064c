"""Hidden tests for `batched_predict`: one program for a batch of any size."""

import numpy as np
import pytest
from helpers import log_p_of, log_softmax, logits_of, network

from gradax.testing import expect, expect_array, expect_close, fail, near, probe, recognise

BUILDS_ON = ("predict",)
CALL = "`batched_predict(params, x)`"
MANY = "See *Many images*."


@probe
def predicting(student):
    """The function itself."""
    return student.batched_predict


def images(rng, *shape):
    """Random images."""
    return rng.normal(size=shape).astype(np.float32)


def known_mistakes(logits, want):
    """What several misconceptions give, with their codes and what to say of them."""
    return [
        (
            log_softmax(logits, axis=None),
            "normalised-over-all",
            "normalises over the whole batch: all probabilities together add up to 1. Each row should",
        ),
        (
            log_softmax(logits, axis=0),
            "normalised-over-images",
            "normalises down the columns, over the images. Each image's classes add up to 1",
        ),
        (0 * want + want[:1], "first-for-all", "gives the first image's answer for every image"),
    ]


def judge(student, params, x):
    """Expect the right row for each image."""
    want = log_p_of(params, x)
    if any(student.raises(kind, "batched_predict", params, x) for kind in (TypeError, ValueError)):
        fail(
            f"{CALL} raised TypeError or ValueError. The images lie along the first axis of `x`, and the parameters "
            f"have no such axis: with `vmap` that is `in_axes=(None, 0)`. {MANY}"
        )
    got = expect_array(student.batched_predict(params, x), what=CALL)
    expect(
        not (got.shape == want.shape[::-1] != want.shape),
        f"{CALL} has its batch axis last: shape (n_out, batch). One *row* for each image is asked for. {MANY}",
        code="batch-axis-last",
    )
    got = expect_array(got, what=CALL, shape=want.shape, dtype="float32")
    for wrong, code, because in known_mistakes(logits_of(params, x), want):
        recognise(got, wrong, f"{CALL} {because}. {MANY}", want=want, code=code)
    because = f"Row i is `predict(params, x[i])`. {MANY}"
    expect_close(got, want, what=CALL, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_each_row_is_one_prediction(student, rng):
    """Row i is the prediction for image i."""
    judge(student, network(rng, 6, 9, 4), images(rng, 7, 6))


@pytest.mark.core
@pytest.mark.weight(2)
def test_batches_of_any_size(student, rng):
    """A batch of one image, and of as many as classes or pixels, does not confuse the axes."""
    judge(student, network(rng, 5, 5, 5), images(rng, 5, 5))
    judge(student, network(rng, 6, 3), images(rng, 1, 6))
    params, x = network(rng, 3, 2), images(rng, 1000, 3)
    got = expect_array(student.batched_predict(params, x), what=f"{CALL} for 1000 images", shape=(1000, 2))
    want = log_p_of(params, x)
    expect(
        near(got, want) or not near(got[:100], want[:100]),
        f"{CALL} is wrong for the last of a thousand images. It must work for any batch size: write none into the "
        f"code. {MANY}",
        code="batch-size-by-heart",
    )
    expect_close(got, want, what=f"{CALL} for 1000 images", rtol=1e-3, atol=1e-4, because=MANY)


@pytest.mark.core
def test_images_do_not_see_each_other(student, rng):
    """Changing one image leaves the other rows as they were."""
    params, x = network(rng, 5, 8, 4), images(rng, 6, 5)
    changed = x.copy()
    while logits_of(params, changed)[2].max() < logits_of(params, x).max() + 2:
        changed[2] = 5 * rng.normal(size=5)  # loud enough to be heard in every sum
    before, after = (
        expect_array(student.batched_predict(params, each), what=CALL, shape=(6, 4)) for each in (x, changed)
    )
    others = np.arange(6) != 2
    expect(
        near(before[others], after[others]),
        f"{CALL}: another image in row 2 changes other rows, too. Each image is predicted by itself. {MANY}",
        code="images-see-each-other",
    )
    expect(not near(before[2], after[2]), f"{CALL}: another image in row 2 does not change row 2. {MANY}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_program_does_not_grow_with_the_batch(student, rng):
    """The number of operations is the same for every batch size."""
    params, x = network(rng, 6, 5, 4), images(rng, 2, 6)
    judge(student, params, x)
    batches = [x, images(rng, 8, 6), images(rng, 32, 6)]
    programs = [student.export(predicting, params, each) for each in batches]
    expect(
        all(program.size == programs[0].size for program in programs),
        f"{CALL} has another number of operations for a larger batch, as where a Python loop over the images is "
        f"unrolled. Give `predict` a batch axis with `jax.vmap`, or multiply matrices. {MANY}",
        code="python-loop",
    )
    for program, each in zip(programs, batches, strict=True):
        expect_close(program(params, each), log_p_of(params, each), what=CALL, rtol=1e-3, atol=1e-4, because=MANY)
