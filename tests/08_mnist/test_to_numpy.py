"""Hidden tests for `to_numpy`: a grey PIL image as a float32 vector."""

import numpy as np
import pytest

from gradax.testing import HostArray, expect, expect_array, expect_close, probe, recognise

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


def known_mistakes(pixels, want):
    """What several misconceptions give, with their codes and what to say of them."""
    bytes_ = pixels.astype(np.float32).ravel()
    low, high = bytes_.min(), max(bytes_.max(), 1)
    stretched = "stretches each image from 0 to 1. Divide by 255 always, so that pale images stay pale"
    whole = "is 0 for all but the brightest pixels, as a division of whole numbers makes them"
    return [
        (bytes_, "not-scaled", "holds the bytes as they are, 0 to 255. Divide by 255"),
        *([(bytes_ // 255, "whole-division", whole)] if high == 255 else []),  # else all are 0
        (bytes_ / 256, "by-256", "divides by 256. The largest byte is 255, and it is to become 1"),
        (
            bytes_ / high,
            "by-largest",
            "divides by the largest pixel of this image. Divide by 255 always, so that pale images stay pale",
        ),
        # An image of one brightness may become black for other reasons.
        *([((bytes_ - low) / (high - low), "stretched", stretched)] if high > low else []),
        (pixels.T.ravel() / 255, "columns", "reads column after column; expected row after row, from the top"),
        (1 - want, "inverted", "is inverted: ink and paper have changed places"),
        (want * 2 - 1, "from-minus-1", "goes from -1 to 1; expected 0 to 1"),
    ]


def judge(student, pixels):
    """Compare with what is right, after recognising what is often wrong."""
    got, want = vector(student, pixels), pixels.astype(np.float32).ravel() / 255
    expect(
        got.shape != pixels.shape,
        f"{CALL} has shape (height, width). The network wants a vector: flatten it, row after row. {PIL}",
        code="not-flat",
    )
    for wrong, code, because in known_mistakes(pixels, want):
        recognise(got, np.float32(wrong), f"{CALL} {because}. {PIL}", want=want, code=code)
    expect_close(got, want, what=CALL, rtol=1e-5, atol=1e-6, because=f"Each pixel's byte, divided by 255. {PIL}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_it_is_a_float32_numpy_array(student, rng):
    """It is a NumPy array, not a JAX array or a tensor, and float32."""
    pixels = rng.integers(1, 255, size=(4, 3), dtype=np.uint8)
    got = vector(student, pixels)
    expect(got.size == 12 and got.any(), f"{CALL} does not hold the pixels of the image. {PIL}")
    expect(
        got.dtype != np.float64,
        f"{CALL} is float64: that is what a byte array divided by 255 becomes. Convert to float32 first. {PIL}",
        code="float64",
    )
    expect(
        got.dtype != np.uint8,
        f"{CALL} is still uint8, bytes that wrap around at 256. Convert to float32 first. {PIL}",
        code="uint8",
    )
    expect_array(got, what=CALL, dtype="float32")
    expect(
        student.probe(converted, pixels=HostArray(pixels))["numpy"] is True,
        f"{CALL} is not an `np.ndarray`. It runs for one image at a time, and perhaps in a worker process: end in "
        "NumPy, and let JAX see whole batches.",
        code="not-numpy",
    )


@pytest.mark.core
@pytest.mark.weight(3)
def test_pixels_divided_by_255_row_after_row(student, rng):
    """It holds each pixel's byte divided by 255, row after row, as a vector of height * width numbers."""
    pixels = rng.integers(256, size=(28, 28), dtype=np.uint8)
    pixels[3, 4], pixels[20, 9] = 0, 255
    judge(student, pixels)


@pytest.mark.core
@pytest.mark.weight(2)
def test_height_and_width_may_differ(student, rng):
    """Images of any size, square or not, are read row after row."""
    for shape in ((3, 7), (9, 2), (1, 4), (41, 30)):
        pixels = rng.integers(256, size=shape, dtype=np.uint8)
        pixels[0, 1], pixels[-1, 0] = 0, 255
        judge(student, pixels)
    judge(student, np.array([[51]], np.uint8))


@pytest.mark.core
@pytest.mark.weight(3)
def test_pale_images_stay_pale(student, rng):
    """An image without white is not made brighter, and one without black not darker."""
    judge(student, rng.integers(1, 90, size=(6, 5), dtype=np.uint8))
    judge(student, rng.integers(40, 120, size=(6, 5), dtype=np.uint8))
    judge(student, np.array([[0, 1], [1, 0]], np.uint8))
    judge(student, np.full((4, 5), 255, np.uint8))
