"""Visible checks of `accuracy`."""

import numpy as np

from gradax.testing import expect, expect_array

EYE = [(np.eye(3, dtype=np.float32), np.zeros(3, np.float32))]


def share(student, x, y):
    """The student's accuracy as a float."""
    got = student.accuracy(EYE, np.float32(x), np.int32(y))
    if isinstance(got, int | float):
        return float(got)
    return float(expect_array(got, what="`accuracy(params, x, y)`", shape=()))


def test_the_worked_example(student):
    """Two of three right give 2/3."""
    got = share(student, np.eye(3), [0, 1, 1])
    expect(
        abs(got - 2 / 3) < 1e-4,
        "`accuracy` of the worked example is not 2/3. The images are called 0, 1, 2, and the labels are 0, 1, 1. "
        "See section 7.",
        f"got {got}",
    )


def test_more_images_than_classes(student):
    """One of five right gives 1/5."""
    got = share(student, [[3, 0, 0], [0, 3, 0], [0, 0, 3], [0, 0, 5], [0, 4, 0]], [1, 2, 0, 2, 0])
    expect(
        abs(got - 1 / 5) < 1e-4,
        "`accuracy` of five images of which one is right is not 1/5. "
        "Take `argmax` over the classes, one guess for each image.",
        f"got {got}",
    )
