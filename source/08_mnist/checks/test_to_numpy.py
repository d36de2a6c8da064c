"""Visible checks of `to_numpy`."""

import numpy as np

from gradax.testing import HostArray, expect, expect_array, expect_close, probe


@probe
def converted(student, pixels):
    """What becomes of a PIL image with these pixels, and whether it is a NumPy array."""
    import numpy as np
    from PIL import Image

    got = student.to_numpy(Image.fromarray(np.asarray(pixels, np.uint8)))
    return {"numpy": isinstance(got, np.ndarray), "value": np.asarray(got)}


def test_the_worked_example(student):
    """Pixels [[0, 51], [102, 255]] give [0, 0.2, 0.4, 1], a float32 NumPy array."""
    got = student.probe(converted, pixels=HostArray(np.array([[0, 51], [102, 255]], np.uint8)))
    expect(got["numpy"] is True, "`to_numpy(img)` is not an `np.ndarray`. End in NumPy; JAX sees whole batches later.")
    value = expect_array(got["value"], what="`to_numpy(img)` of the worked example", shape=(4,), dtype="float32")
    expect_close(
        value, np.float32([0, 0.2, 0.4, 1]), what="`to_numpy(img)` of the worked example", because="See section 8."
    )


def test_a_pale_image(student):
    """A pale image of 2 x 3 pixels stays pale, and is read row after row."""
    pixels = np.array([[10, 20, 30], [40, 50, 60]], np.uint8)
    got = student.probe(converted, pixels=HostArray(pixels))["value"]
    because = "Divide by 255, whatever the largest pixel is."
    expect_close(got, np.float32(pixels.ravel() / 255), what="`to_numpy(img)` of a pale image", because=because)
