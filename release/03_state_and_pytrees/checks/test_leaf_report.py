"""Visible checks of `leaf_report`."""

import numpy as np

from gradax.testing import expect_close, recognise


def test_the_worked_example(student):
    """The example in the text gives (2, 7, ["['a']", "['w']"])."""
    got = student.leaf_report({"w": np.ones((2, 3), np.float32), "b": None, "a": 1.5})
    recognise(
        got, (2, 7, ["['w']", "['a']"]), "The paths are in the order in which the dict was written, not in JAX's."
    )
    recognise(got, (3, 7, ["['a']", "['b']", "['w']"]), "`None` is counted as a leaf. See section 4.")
    because = "Take leaves and paths from `jax.tree_util.tree_flatten_with_path`."
    expect_close(got, (2, 7, ["['a']", "['w']"]), what="`leaf_report(tree)`", because=because)


def test_strings(student):
    """A string is a leaf, but not a number."""
    got = student.leaf_report(["tiny", np.arange(4)])
    recognise(got, (2, 5, ["[0]", "[1]"]), "The string is counted as a number.")
    recognise(got, (2, 8, ["[0]", "[1]"]), "The letters of the string are counted as numbers.")
    expect_close(got, (2, 4, ["[0]", "[1]"]), what='`leaf_report(["tiny", jnp.arange(4)])`')


def test_a_nested_tree(student):
    """The path of a leaf has one part for each container that it is in."""
    got = student.leaf_report({"layers": [{"w": np.ones((2, 2), np.float32)}, (3, None)]})
    want = (2, 5, ["['layers'][0]['w']", "['layers'][1][0]"])
    expect_close(got, want, what='`leaf_report({"layers": [{"w": jnp.ones((2, 2))}, (3, None)]})`')
