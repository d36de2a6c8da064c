"""Hidden tests for `accuracy`: the share of images that are classified correctly."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, recognise
from gradax.testing.values import as_floats

BUILDS_ON = ("batched_predict",)
CALL = "`accuracy(params, x, y)`"
SHARE = "See *The number people ask for*."


def problem(rng, n, classes):
    """A network that calls the largest pixel the class, images, and its guesses."""
    params = [(2 * np.eye(classes, dtype=np.float32), np.zeros(classes, np.float32))]
    guesses = rng.integers(classes, size=n)
    x = rng.uniform(0, 0.5, size=(n, classes)).astype(np.float32)
    x[np.arange(n), guesses] = 1
    return params, x, guesses


def labels_for(rng, guesses, classes, right):
    """Labels that agree with the first `right` guesses and with no other; shuffling is up to the caller."""
    shift = rng.integers(1, classes, size=len(guesses))
    shift[:right] = 0
    return ((guesses + shift) % classes).astype(np.int32)


def known_mistakes(want, n):
    """What several misconceptions give, with their codes and what to say of them."""
    mistakes = [
        (want * n, "counted", "counts the images that are right. Divide by how many there are"),
        (want * 100, "percent", "is in percent; a share between 0 and 1 is asked for"),
    ]
    if want in (0, 1):  # 1 and 0 then have more causes than the following
        return mistakes
    return [
        *mistakes,
        (1 - want, "share-of-wrong", "is the share of images that are *wrong*"),
        (
            0,
            "no-class",
            "is 0 although images are right, as if the labels were compared with something else than classes. Take "
            "`argmax` over the classes",
        ),
    ]


def judge(student, params, x, y, want):
    """Expect one number, the share."""
    if student.raises(TypeError, "accuracy", params, x, y):
        fail(
            f"{CALL} raised TypeError: most likely it compares arrays of different lengths. `argmax` goes over the "
            f"classes, the last axis, so that one guess for each image is left. {SHARE}"
        )
    got, n = student.accuracy(params, x, y), len(x)
    if isinstance(got, bool | int | float):
        got = np.float32(as_floats(got))
    got = expect_array(got, what=CALL)
    expect(got.shape == (), f"{CALL} is an array; expected one number. Average over the whole batch. {SHARE}")
    want = np.float32(want)
    for wrong, code, because in known_mistakes(want, n):
        recognise(got, np.float32(wrong), f"{CALL} {because}. {SHARE}", want=want, code=code)
    because = f"Compare the most probable class of each row, `argmax` over the classes, with `y`. {SHARE}"
    expect_close(got, want, what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("n", "right"), [(8, 3), (11, 7), (20, 1)])
def test_share_of_images_that_are_right(student, rng, n, right):
    """It is the share of images whose most probable class is the true one."""
    params, x, guesses = problem(rng, n, 6)
    y = labels_for(rng, guesses, 6, right)
    order = rng.permutation(n)
    x, y = x[order], y[order]
    x[1] *= 1.5  # the most confident guess of all is not in the first row
    judge(student, params, x, y, right / n)


@pytest.mark.core
@pytest.mark.weight(2)
def test_as_many_images_as_classes(student, rng):
    """A batch of as many images as classes does not confuse the axes."""
    params, _, _ = problem(rng, 6, 6)
    x = 0.1 * np.roll(np.eye(6, dtype=np.float32), 1, axis=0)
    x[:, 2] += 2  # the network calls every image a 2, and is surest of row 3
    judge(student, params, x, np.int32([2, 2, 0, 2, 4, 2]), 4 / 6)
    judge(student, params, x, np.int32([0, 1, 2, 3, 4, 5]), 1 / 6)


@pytest.mark.core
def test_all_right_and_all_wrong(student, rng):
    """It is 1 where every image is right, and 0 where none is, for a batch of one, too."""
    params, x, guesses = problem(rng, 90, 14)
    y = guesses.astype(np.int32)
    judge(student, params, x, y, 1)
    judge(student, params, x, labels_for(rng, guesses, 14, 0), 0)
    judge(student, params, x[:1], y[:1], 1)
    close = np.full_like(x, 0.999)  # no class is far ahead of the others
    close[np.arange(len(guesses)), guesses] = 1
    judge(student, params, close, y, 1)
