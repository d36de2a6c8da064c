"""Visible checks for `cheap_jacobian`."""

import numpy as np

from gradax.testing import expect, expect_close, probe


@probe
def example(student, x):
    """The example of the text."""
    return student.cheap_jacobian(lambda x: x[:2] ** 2, x)


@probe
def operations(student, matrix):
    """How many operations compiled programs need: the student's, forwards, backwards."""
    import jax
    import jax.numpy as jnp

    def wavy(x):
        return jnp.sin(matrix @ jnp.tanh(x))

    x = jnp.ones(matrix.shape[1])
    ways = [lambda x: student.cheap_jacobian(wavy, x), jax.jacfwd(wavy), jax.jacrev(wavy)]
    return [float(jax.jit(way).lower(x).compile().cost_analysis()["flops"]) for way in ways]


def test_example(student):
    """The example of the text."""
    want = np.array([[2, 0, 0], [0, 4, 0]], np.float32)
    got = student.probe(example, x=np.array([1.0, 2.0, 3.0], np.float32))
    expect_close(got, want, what="`cheap_jacobian(lambda x: x[:2] ** 2, x)`")


def test_takes_the_cheaper_way(student):
    """From 40 numbers to 2 and from 2 to 40, it needs no more than three times what the cheaper way needs."""
    for shape in ((2, 40), (40, 2)):
        got = student.probe(operations, matrix=np.cos(np.arange(80, dtype=np.float32)).reshape(shape))
        mine, forwards, backwards = got
        expect(
            mine <= 3 * min(forwards, backwards),
            f"From {shape[1]} numbers to {shape[0]}, `cheap_jacobian` needs more than three times the operations "
            "of the cheaper way.",
            f"yours {mine:.0f}, forwards {forwards:.0f}, backwards {backwards:.0f}",
        )
