"""Visible checks for `ones_from_shapes`."""

import numpy as np

from gradax.testing import expect_close, recognise

ONES = np.ones((2, 3), np.float32)


def test_a_dict_of_shapes(student):
    """A tuple of integers becomes one array."""
    got = student.ones_from_shapes({"w": (2, 3)})
    vectors = {"w": (np.ones(2, np.float32), np.ones(3, np.float32))}
    recognise(got, vectors, "`ones_from_shapes` opens the shapes: JAX takes a tuple for a container. See `is_leaf`.")
    expect_close(got, {"w": ONES}, what='`ones_from_shapes({"w": (2, 3)})`')


def test_the_worked_example(student):
    """A tuple of dicts and lists is a container, and `()` is a shape."""
    got = student.ones_from_shapes(({"w": (2, 3)}, [()]))
    recognise(got, ({"w": ONES}, [()]), "`ones_from_shapes` loses the shape `()`, that of a scalar.")
    because = "Only a tuple that holds nothing but integers is a shape; the outer one is a container."
    expect_close(got, ({"w": ONES}, [np.float32(1)]), what='`ones_from_shapes(({"w": (2, 3)}, [()]))`', because=because)
