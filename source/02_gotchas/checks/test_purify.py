"""Visible checks of `purify`."""

import numpy as np

from gradax.testing import expect, expect_array, expect_close, probe

X = np.array([1.0, 0.0], np.float32)
CALL = "`purify(jnp.array([1.0, 0.0]), 1.5)`"


@probe
def jitted(student, x, scale):
    """The result under jit, with `scale` traced."""
    import jax

    return jax.jit(lambda x, scale: student.purify(x, scale))(x, scale)


def parts(got, what):
    """The two parts, once there are two."""
    expect(
        isinstance(got, tuple) and len(got) == 2,
        f"{what} is not a tuple of two, `(y, log)`. What the impure program left in its log is a result, too.",
        f"got {got!r}",
    )
    return got


def test_the_worked_example(student):
    """The example in the text gives y = [0.997, 0] and the log [0.499, 0.499, 0.499]."""
    y, log = parts(student.purify(X, 1.5), CALL)
    expect_close(y, np.array([0.9971, 0.0], np.float32), what=f"The y of {CALL}", atol=1e-3)
    expect(not isinstance(log, list), f"The log of {CALL} is a Python list. Make an array of it: `jnp.stack(log)`.")
    expect_array(log, what=f"The log of {CALL}", shape=(3,), dtype=np.float32)
    because = "The log holds the mean after each of the three steps. See section 1."
    want = np.array([0.49875, 0.4986, 0.4986], np.float32)
    expect_close(log, want, what=f"The log of {CALL}", atol=2e-3, because=because)


def test_another_scale(student):
    """With a scale of 0 all is 0: the argument counts, not a global."""
    y, log = parts(student.purify(X, 0.0), "`purify(x, 0.0)`")
    because = "sin(0 * x) is 0. Is it the argument `scale` that you use?"
    expect_close(y, np.zeros(2, np.float32), what="The y of `purify(x, 0.0)`", because=because)
    expect_array(log, what="The log of `purify(x, 0.0)`")
    expect_close(log, np.zeros(3, np.float32), what="The log of `purify(x, 0.0)`", because=because)


def test_works_under_jit(student):
    """It works under `jit`, with `scale` traced."""
    y, _ = parts(student.probe(jitted, x=X, scale=np.float32(1.5)), "`jax.jit(purify)(x, 1.5)`")
    expect_close(y, np.array([0.9971, 0.0], np.float32), what="The y of `jax.jit(purify)(x, 1.5)`", atol=1e-3)
