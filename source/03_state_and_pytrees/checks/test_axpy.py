"""Visible checks of `axpy`."""

import numpy as np

from gradax.testing import expect, expect_close, probe, recognise


@probe
def dtypes(student):
    """The dtype of a bfloat16 leaf for two kinds of a."""
    import jax.numpy as jnp
    import numpy as np

    leaf = jnp.ones(2, jnp.bfloat16)
    return [str(student.axpy(a, [leaf], [leaf])[0].dtype) for a in (0.5, np.float64(0.5))]


def test_the_worked_example(student):
    """The example in the text gives {"w": [2, 2]}."""
    ones, zeros = {"w": np.ones(2, np.float32)}, {"w": np.zeros(2, np.float32)}
    got = student.axpy(2.0, ones, zeros)
    recognise(got, ones, "`axpy` multiplies `y` by `a` instead of `x`.")
    expect_close(got, {"w": np.array([2.0, 2.0], np.float32)}, what="`axpy(2.0, x_tree, y_tree)`")
    got = student.axpy(2.0, ones, ones)
    expect_close(got, {"w": np.array([3.0, 3.0], np.float32)}, what="`axpy(2.0, x_tree, x_tree)`")


def test_half_precision(student):
    """A bfloat16 leaf stays bfloat16, for 0.5 and for np.float64(0.5)."""
    found = student.probe(dtypes)
    expect(
        found == ["bfloat16", "bfloat16"],
        "A bfloat16 leaf does not stay bfloat16. A scalar with a dtype of its own takes part in promotion.",
        f"for 0.5 and np.float64(0.5): {found}",
    )


def test_trees_that_differ(student):
    """A key more in one of the trees, or a list in place of an array, raises a ValueError."""
    w = np.ones(2, np.float32)
    for one, two, words in (
        ({"w": w}, {"w": w, "b": w}, "one tree has a key more than the other"),
        ({"w": w}, {"w": [w]}, "one tree has a list in place of an array"),
    ):
        for x, y in ((one, two), (two, one)):
            expect(
                student.raises(ValueError, "axpy", 2.0, x, y),
                f"`axpy` does not raise a `ValueError` where {words}. See section 5.",
            )
