"""Hidden tests for `to_numpy`: a grey PIL image as a float32 vector."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, fail, probe, recognise

CALL = "`to_numpy(img)`"
PIL = "See *From PIL to NumPy*."


@probe
def converted(student, pixels):
    """What becomes of a PIL image with these pixels, and whether it is a NumPy array."""
    import numpy as np
    from PIL import Image

    got = student.to_numpy(Image.fromarray(np.asarray(pixels, np.uint8)))
    return {"numpy": isinstance(got, np.ndarray), "value": np.asarray(got)}


def vector(student, pixels):
    """The student's array for these pixels."""
    return expect_array(student.probe(converted, pixels=HostArray(pixels))["value"], what=CALL)


def judge(student, pixels):
    """Compare with what is right, after recognising what is often wrong."""
    got = vector(student, pixels)
    want = pixels.astype(np.float32).ravel() / 255
    bytes_ = pixels.astype(np.float32)
    if got.ndim == 2 and got.shape == pixels.shape:
        fail(f"{CALL} has shape (height, width). The network wants a vector: flatten it, row after row. {PIL}")
    low, high = bytes_.min(), max(bytes_.max(), 1)
    for wrong, because in [
        (bytes_.ravel(), f"{CALL} holds the bytes as they are, 0 to 255. Divide by 255. {PIL}"),
        (bytes_.ravel() // 255, f"{CALL} divides whole numbers: all but the brightest pixels become 0. {PIL}"),
        (bytes_.ravel() / 256, f"{CALL} divides by 256. The largest byte is 255, and it is to become 1."),
        (
            bytes_.ravel() / high,
            f"{CALL} divides by the largest pixel of this image. Divide by 255 always, so that pale images stay pale. "
            f"{PIL}",
        ),
        (
            (bytes_.ravel() - low) / max(high - low, 1),
            f"{CALL} stretches each image from 0 to 1. Divide by 255 always, so that pale images stay pale. {PIL}",
        ),
        (bytes_.T.ravel() / 255, f"{CALL} reads column after column; expected row after row, from the top."),
        (1 - want, f"{CALL} is inverted: ink and paper have changed places."),
        (want * 2 - 1, f"{CALL} goes from -1 to 1; expected 0 to 1."),
    ]:
        recognise(got, np.float32(wrong), because, want=want)
    expect_close(got, want, what=CALL, rtol=1e-5, atol=1e-6, because=f"Each pixel's byte, divided by 255. {PIL}")


def test_it_is_a_numpy_array(student, rng):
    """It is a NumPy array, not a JAX array or a tensor."""
    got = student.probe(converted, pixels=HostArray(rng.integers(256, size=(3, 4), dtype=np.uint8)))
    expect(
        got["numpy"] is True,
        f"{CALL} is not an `np.ndarray`. It runs for one image at a time, and perhaps in a worker process: end in "
        "NumPy, and "
        "let JAX see whole batches.",
    )


def test_it_is_float32(student, rng):
    """It is float32."""
    got = vector(student, rng.integers(256, size=(4, 3), dtype=np.uint8))
    if got.dtype == np.float64:
        fail(f"{CALL} is float64: that is what a byte array divided by 255 becomes. Convert to float32 first. {PIL}")
    if got.dtype == np.uint8:
        fail(f"{CALL} is still uint8, bytes that wrap around at 256. Convert to float32 first. {PIL}")
    expect_array(got, what=CALL, dtype="float32")


@pytest.mark.weight(2)
def test_pixels_divided_by_255_row_after_row(student, rng):
    """It holds each pixel's byte divided by 255, row after row, as a vector of height * width numbers."""
    pixels = rng.integers(256, size=(28, 28), dtype=np.uint8)
    pixels[3, 4], pixels[20, 9] = 0, 255
    judge(student, pixels)


def test_height_and_width_may_differ(student, rng):
    """Images that are not square are read row after row, too."""
    for shape in ((3, 7), (9, 2), (1, 4)):
        pixels = rng.integers(256, size=shape, dtype=np.uint8)
        pixels[0, 1], pixels[-1, 0] = 0, 255
        judge(student, pixels)


@pytest.mark.weight(2)
def test_pale_images_stay_pale(student, rng):
    """An image without white is not made brighter, and one without black not darker."""
    judge(student, rng.integers(0, 90, size=(6, 5), dtype=np.uint8))
    judge(student, rng.integers(40, 120, size=(6, 5), dtype=np.uint8))


def test_an_empty_image_is_all_zeros(student):
    """An image of nothing but black gives zeros, and one of nothing but white gives ones."""
    judge(student, np.zeros((4, 5), np.uint8))
    judge(student, np.full((4, 5), 255, np.uint8))
