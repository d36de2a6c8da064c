"""Visible checks of `histogram`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, probe, recognise

IDX = np.array([0, 2, 2, 5, -1], np.int32)
CALL = "`histogram(jnp.array([0, 2, 2, 5, -1]), 3)`"


@probe
def equations(student, lengths):
    """How many equations there are for each length of `idx`."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    return [jaxpr.count_equations(lambda idx: student.histogram(idx, 3), jnp.zeros(k, jnp.int32)) for k in lengths]


def test_the_worked_example(student):
    """The example in the text gives [1, 0, 2]."""
    got = student.histogram(IDX, 3)
    recognise(got, np.array([1, 0, 3]), f"{CALL} counts -1 as the last bin. Negative entries count nowhere.")
    recognise(got, np.array([1, 0, 1]), f"{CALL} counts the two 2s once. `.add` adds each time.")
    recognise(got, np.array([2, 0, 2]), f"{CALL} counts -1 or 5 as bin 0. They count nowhere.")
    expect_close(got, np.array([1, 0, 2], np.int32), what=CALL, because="5 and -1 are not counted anywhere.")


def test_dtype_and_shape(student):
    """The result is an int32 array of shape (n,)."""
    expect_array(student.histogram(IDX, 7), what="`histogram(idx, 7)`", shape=(7,), dtype=np.int32)


def test_no_python_loop(student):
    """As many equations for 64 entries as for 4."""
    found = student.probe(equations, lengths=[4, 64])
    expect(
        found[0] == found[1],
        "The jaxpr of `histogram` grows with the number of entries: hand all of them to one `.at[idx].add`.",
        f"equations for 4 and 64 entries: {found}",
    )
