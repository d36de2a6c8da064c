"""Visible checks for `batched` and `per_pair`."""

import numpy as np

from gradax.testing import expect, expect_close, probe

A, B = np.array([[1.0], [2.0]], np.float32), np.array([[10.0], [20.0]], np.float32)


@probe
def example(student, name, a, b):
    """One of the two functions on the example of the text."""
    return getattr(student, name)(lambda a, b: a[0] - b[0])(a, b)


@probe
def equations(student, sizes):
    """How many equations the jaxprs have, for several numbers of rows."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def f(a, b):
        return jnp.tanh(a @ b)

    rows = [jnp.ones((n, 3)) for n in sizes]
    return [[jaxpr.count_equations(each(f), x, x) for x in rows] for each in (student.batched, student.per_pair)]


def test_batched(student):
    """The example of the text for `batched`."""
    want = np.array([-9.0, -18.0], np.float32)
    expect_close(student.probe(example, name="batched", a=A, b=B), want, what="`batched(f)(A, B)`")


def test_per_pair(student):
    """The example of the text for `per_pair`."""
    want = np.array([[-9.0, -19.0], [-8.0, -18.0]], np.float32)
    because = "Rows of the result belong to the rows of `A`, columns to the rows of `B`."
    got = student.probe(example, name="per_pair", a=A, b=B)
    expect_close(got, want, what="`per_pair(f)(A, B)`", because=because)


def test_vectorised(student):
    """The jaxpr has as many equations for 2 rows as for 9."""
    for name, counts in zip(("batched", "per_pair"), student.probe(equations, sizes=[2, 9]), strict=True):
        expect(
            counts[0] == counts[1], f"The jaxpr of `{name}(f)` grows with the number of rows.", f"equations: {counts}"
        )
