"""Visible checks of `conv1d`."""

import numpy as np

from gradax.testing import expect, expect_close, probe, recognise

W = np.array([1.0, 2.0, 3.0], np.float32)
X = np.array([5.0, 6.0, 10.0, 11.0, 9.0], np.float32)


@probe
def jitted(student, w, x):
    """The result under jit, and the number of equations for this signal and for a longer one."""
    import jax
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    equations = [jaxpr.count_equations(student.conv1d, w, signal) for signal in (x, jnp.ones(20))]
    return {"value": jax.jit(student.conv1d)(w, x), "equations": equations}


def test_the_worked_example(student):
    """The example in the text gives [47, 59, 59]."""
    got, want = student.conv1d(W, X), np.array([47, 59, 59], np.float32)
    recognise(got, np.array([37, 49, 61]), "`conv1d(w, x)` flips the kernel. See section 3.")
    expect_close(got, want, what="`conv1d(w, x)`", because="1·5 + 2·6 + 3·10 = 47 is the first number.")


def test_a_kernel_of_one_number(student):
    """A kernel of one number multiplies the signal by it."""
    got = student.conv1d(np.array([2.0], np.float32), X)
    expect_close(got, 2 * X, what="`conv1d(w, x)` for w = [2]")


def test_jit_and_the_length(student):
    """It works under `jit`, and its program does not grow with the signal."""
    seen = student.probe(jitted, w=W, x=X)
    expect_close(seen["value"], np.array([47, 59, 59], np.float32), what="`conv1d(w, x)` under `jit`")
    expect(
        seen["equations"][0] == seen["equations"][1],
        "A signal of 20 numbers needs more equations than one of 5: is there a Python loop over the signal?",
        f"equations: {seen['equations']}",
    )
