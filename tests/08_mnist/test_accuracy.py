"""Hidden tests for `accuracy`: the share of images that are classified correctly."""

import numpy as np
import pytest

from gradax.testing import expect_array, expect_close, fail, recognise

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


def judge(student, params, x, y, want):
    """Expect one number, the share."""
    if student.raises(TypeError, "accuracy", params, x, y):
        fail(
            f"{CALL} raised TypeError: most likely it compares arrays of different lengths. `argmax` goes over the "
            "classes, "
            f"the last axis, so that one guess for each image is left. {SHARE}"
        )
    got, n = student.accuracy(params, x, y), len(x)
    if isinstance(got, bool | int):
        got = float(got)
    if not isinstance(got, float):
        got = expect_array(got, what=CALL)
        if got.shape != ():
            fail(f"{CALL} has shape {got.shape}; expected one number. Average over the whole batch. {SHARE}")
    got, want = np.float32(got), np.float32(want)
    recognise(
        got, want * n, f"{CALL} counts the images that are right. Divide by how many there are. {SHARE}", want=want
    )
    recognise(got, want * 100, f"{CALL} is in percent; a share between 0 and 1 is asked for.", want=want)
    if 0 < want < 1:
        recognise(got, 1 - want, f"{CALL} is the share of images that are *wrong*. {SHARE}", want=want)
    recognise(
        got,
        np.float32(0),
        f"{CALL} is 0 although images are right: what it compares with the labels is no class of each image. Take "
        "`argmax` "
        f"over the classes. {SHARE}",
        want=want,
    )
    because = f"Compare the most probable class of each row, `argmax` over the classes, with `y`. {SHARE}"
    expect_close(got, want, what=CALL, because=because)


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


@pytest.mark.weight(2)
def test_as_many_images_as_classes(student, rng):
    """A batch of as many images as classes does not confuse the axes."""
    params, _, _ = problem(rng, 6, 6)
    x = 0.1 * np.roll(np.eye(6, dtype=np.float32), 1, axis=0)
    x[:, 2] += 2  # the network calls every image a 2, and is surest of row 3
    judge(student, params, x, np.int32([2, 2, 0, 2, 5, 2]), 4 / 6)
    judge(student, params, x, np.int32([0, 1, 2, 3, 4, 5]), 1 / 6)


def test_all_right_and_all_wrong(student, rng):
    """It is 1 where every image is right, and 0 where none is."""
    params, x, guesses = problem(rng, 9, 4)
    judge(student, params, x, guesses.astype(np.int32), 1)
    judge(student, params, x, labels_for(rng, guesses, 4, 0), 0)
    judge(student, params, x[:1], guesses[:1].astype(np.int32), 1)
