"""Visible checks of `nll`."""

import numpy as np

from gradax.testing import expect_close, recognise

SILENT = [(np.zeros((4, 3), np.float32), np.zeros(4, np.float32))]
EYE = [(np.eye(3, dtype=np.float32), np.zeros(3, np.float32))]


def test_no_opinion(student):
    """The worked example: four classes and no opinion give log 4."""
    got = student.nll(SILENT, np.ones((2, 3), np.float32), np.eye(4, dtype=np.float32)[:2])
    want = np.float32(np.log(4))
    recognise(
        got, want / 4, "`nll` is four times too small, for four classes: the mean counts the zeros. See section 6."
    )
    recognise(got, want * 2, "`nll` is the sum over the batch. Take the mean.")
    recognise(got, -want, "`nll` has the wrong sign.")
    expect_close(got, want, what="`nll` of a network without an opinion", because="See section 6.")


def test_two_images(student):
    """One image that is read well and one that is not: the mean of 0.4076 and 2.4076."""
    x = np.float32([[1, 0, -1], [1, 0, -1]])
    got = student.nll(EYE, x, np.float32([[1, 0, 0], [0, 0, 1]]))
    because = "The log-probabilities are -0.4076, -1.4076, -2.4076; the true classes are 0 and 2."
    expect_close(got, np.float32(1.4076059), what="`nll` of two images", because=because)
