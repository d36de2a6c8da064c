"""Visible checks of `replicate` and `unreplicate`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, recognise

TREE = {"w": np.array([1.0, 2.0, 3.0], np.float32), "b": np.float32(0.5)}


def test_three_copies(student):
    """Three copies lie along a new first axis."""
    want = {"w": np.stack([TREE["w"]] * 3), "b": np.full(3, 0.5, np.float32)}
    because = "One tree, whose leaves have shape (n, …). `jax.tree.map` and `jnp.stack` make it."
    expect_close(student.replicate(TREE, 3), want, what="`replicate(tree, 3)`", because=because)


def test_numbers(student):
    """A Python number becomes an array of JAX."""
    got = student.replicate({"b": 2.0}, 3)
    expect(isinstance(got, dict) and list(got) == ["b"], '`replicate({"b": 2.0}, 3)` is not a dict with the key "b".')
    leaf = expect_array(got["b"], what='`replicate({"b": 2.0}, 3)["b"]`', shape=(3,), dtype=np.floating)
    expect(
        getattr(leaf, "origin", None) == "jax",
        '`replicate({"b": 2.0}, 3)["b"]` is not an array of JAX. Use `jnp`, not `np`.',
    )


def test_the_first_copy(student):
    """`unreplicate` takes the first copy, here of three that differ."""
    got = student.unreplicate({"w": np.array([[1.0, 2.0], [3.0, 5.0], [8.0, 8.0]], np.float32)})
    recognise(got, {"w": np.array([4.0, 5.0])}, "`unreplicate(tree)` is the mean of the copies. Take the first.")
    want = {"w": np.array([1.0, 2.0], np.float32)}
    expect_close(got, want, what="`unreplicate(tree)`", because="Index each leaf with `[0]`.")
