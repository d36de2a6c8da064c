"""Visible checks of `frozen_constants`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, fail, probe

W, V = np.array([1.0, 2.0], np.float32), np.array([5.0, 6.0], np.float32)


@probe
def example(student, w):
    """The example in the text."""
    import jax.numpy as jnp

    return student.frozen_constants(lambda x: w * x + 3.0, jnp.ones(2))


@probe
def jitted(student, w, v):
    """One array in the function, another one two jitted functions further down."""
    import jax
    import jax.numpy as jnp

    inner = jax.jit(lambda x: v * x)
    middle = jax.jit(lambda x: inner(x) - 1.0)
    return student.frozen_constants(lambda x: middle(x) + w, jnp.ones(2))


@probe
def none(student):
    """A function that freezes nothing."""
    import jax.numpy as jnp

    return student.frozen_constants(lambda x, y: jnp.sin(x) * y + 2.0, jnp.ones(2), jnp.ones(2))


def arrays(got):
    """The arrays of the answer, in a fixed order."""
    if not isinstance(got, list):
        fail("`frozen_constants(f, *args)` does not return a list.", f"got: {got}")
    found = [expect_array(each, what="an entry of `frozen_constants(f, *args)`") for each in got]
    return sorted((each.tolist() for each in found), key=str)


def test_the_worked_example(student):
    """The example in the text gives [[1, 2]]."""
    got = student.probe(example, w=W)
    expect_close(arrays(got), [[1.0, 2.0]], what="`frozen_constants(lambda x: w * x + 3.0, jnp.ones(2))`")
    expect(got[0].origin == "numpy", "The array is one of JAX's: convert it with `np.asarray`.")


def test_a_jitted_function_inside(student):
    """The array that a jitted function freezes is found, also where another jitted function calls that one."""
    because = "Print `jax.make_jaxpr(f)(*args).eqns[0].params`: where is the inner jaxpr? It has equations, too."
    expect_close(arrays(student.probe(jitted, w=W, v=V)), [[1.0, 2.0], [5.0, 6.0]], what="The answer", because=because)


def test_nothing_frozen(student):
    """A function of its arguments and of literals freezes nothing."""
    because = "Arguments and literals do not count."
    expect_close(arrays(student.probe(none)), [], what="The answer for `jnp.sin(x) * y + 2.0`", because=because)
