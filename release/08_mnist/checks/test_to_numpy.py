"""Visible checks of `to_numpy`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, probe


@probe
def vector_of(student, size, pixels):
    """The student's vector for a picture of this (width, height)."""
    from PIL import Image

    return student.to_numpy(Image.frombytes("L", tuple(size), bytes(pixels)))


def test_the_worked_example(student):
    """Pixels [[0, 51], [102, 255]] give [0, 0.2, 0.4, 1], a float32 NumPy array."""
    got = student.probe(vector_of, size=[2, 2], pixels=[0, 51, 102, 255])
    what = "`to_numpy(img)` of the worked example"
    got = expect_array(got, what=what, shape=(4,), dtype="float32")
    expect(
        getattr(got, "origin", None) == "numpy", f"{what} is a JAX array. End in NumPy; JAX sees whole batches later."
    )
    expect_close(got, np.float32([0, 0.2, 0.4, 1]), what=what, because="See section 8.")


def test_a_pale_image(student):
    """A pale image of 2 x 3 pixels stays pale, and is read row after row."""
    got = student.probe(vector_of, size=[3, 2], pixels=[10, 20, 30, 40, 50, 60])
    want = np.float32([10, 20, 30, 40, 50, 60]) / 255
    because = "Divide by 255, whatever the largest pixel is."
    expect_close(got, want, what="`to_numpy(img)` of a pale image", because=because)
