"""Visible checks of `shard` and `unshard`."""

import numpy as np

from gradax.testing import expect, expect_close, recognise


def test_the_worked_example(student):
    """The example in the text: [[0, 1], [2, 3], [4, 5]], and "y" of shape (3, 2, 2)."""
    got = student.shard({"x": np.arange(6, dtype=np.int32), "y": np.ones((6, 2), np.float32)}, 3)
    want = {"x": np.array([[0, 1], [2, 3], [4, 5]], np.int32), "y": np.ones((3, 2, 2), np.float32)}
    dealt = {**want, "x": np.array([[0, 3], [1, 4], [2, 5]])}
    recognise(got, dealt, "`shard(xs, 3)` deals the examples out like cards. The first two belong to part 0.")
    expect_close(got, want, what="`shard(xs, 3)`")


def test_a_remainder(student):
    """Seven examples cannot be shared equally by three."""
    expect(
        student.raises(ValueError, "shard", np.arange(7, dtype=np.int32), 3),
        "`shard(jnp.arange(7), 3)` should raise a ValueError.",
    )


def test_unshard(student):
    """`unshard` joins the first two axes."""
    parts = {"x": np.arange(12, dtype=np.int32).reshape(2, 3, 2)}
    expect_close(student.unshard(parts), {"x": np.arange(12, dtype=np.int32).reshape(6, 2)}, what="`unshard(xs)`")
