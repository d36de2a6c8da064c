"""Visible checks of `numpy_collate`."""

import numpy as np

from gradax.testing import HostArray, expect, expect_array, expect_close, probe

IMAGES = [HostArray(np.zeros(3, np.float32)), HostArray(np.ones(3, np.float32))]
STACKED = np.float32([[0, 0, 0], [1, 1, 1]])


@probe
def pair(student, batch):
    """The two parts of a batch of pairs; None where one of them is not a NumPy array."""
    import numpy as np

    parts = student.numpy_collate(batch)
    return list(parts) if all(isinstance(part, np.ndarray) for part in parts) else None


@probe
def parts_of_dict(student, batch):
    """The parts of a batch of nested samples."""
    got = student.numpy_collate(batch)
    image, (label, weight) = got["image"], got["label"]
    return [image, label, weight]


def test_the_worked_example(student):
    """Two pairs (image, label) become an array of images and an array of labels."""
    got = student.probe(pair, batch=[(IMAGES[0], 7), (IMAGES[1], 1)])
    expect(
        isinstance(got, list) and len(got) == 2,
        "`numpy_collate(batch)` is not a pair of NumPy arrays. No torch tensor and no JAX array is to come out. "
        "See section 9.",
    )
    images = expect_array(got[0], what="the images", shape=(2, 3), dtype="float32")
    labels = expect_array(got[1], what="the labels", shape=(2,), dtype=np.integer)
    expect_close(images, STACKED, what="the images")
    expect_close(labels, np.array([7, 1]), what="the labels")


def test_nested_samples(student):
    """A dict with a tuple in it keeps its nesting."""
    samples = [{"image": image, "label": (i, 0.5 * i)} for i, image in enumerate(IMAGES)]
    got = student.probe(parts_of_dict, batch=samples)
    want = [STACKED, np.array([0, 1]), np.array([0.0, 0.5])]
    expect_close(got, want, what='the parts of `{"image": …, "label": (…, …)}`', because="See section 9.")


def test_one_bare_array(student):
    """One sample that is just an array becomes an array of shape (1, 3)."""
    expect_array(student.numpy_collate([IMAGES[1]]), what="`numpy_collate([image])`", shape=(1, 3), dtype="float32")
