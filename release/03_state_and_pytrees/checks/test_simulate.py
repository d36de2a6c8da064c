"""Visible checks of `simulate`."""

import numpy as np

from gradax.testing import expect, expect_close, probe, recognise


@probe
def decayed(student, state):
    """The example in the text."""
    import jax.numpy as jnp

    def decay(state, x):
        state = 0.9 * state + x
        return state, state

    return student.simulate(decay, state, jnp.ones(3))


@probe
def trees(student, xs):
    """State, input and output are trees; the output is not the state."""

    def step(state, x):
        return {"sum": state["sum"] + x["a"]}, (state["sum"], x["a"] > 1)

    return student.simulate(step, {"sum": 0.0}, {"a": xs})


@probe
def equations(student):
    """How many equations there are for few steps and for many."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def step(state, x):
        return state + x, state

    return [jaxpr.count_equations(lambda xs: student.simulate(step, jnp.float32(0), xs), jnp.ones(n)) for n in (3, 30)]


def test_the_worked_example(student):
    """The example in the text gives (2.71, [1, 1.9, 2.71])."""
    got, ys = student.probe(decayed, state=0.0), np.array([1.0, 1.9, 2.71], np.float32)
    recognise(got, (ys, np.float32(2.71)), "`simulate` returns the outputs first: the final state comes first.")
    recognise(got, ys, "`simulate` returns the outputs alone: return the final state, too.")
    expect_close(got, (np.float32(2.71), ys), what="`simulate(decay, 0.0, jnp.ones(3))`")


def test_trees(student):
    """State, input and output may be trees, and keep their dtypes."""
    want = ({"sum": 6.0}, (np.array([0.0, 1.0, 3.0], np.float32), np.array([False, True, True])))
    got = student.probe(trees, xs=np.array([1.0, 2.0, 3.0], np.float32))
    expect_close(got, want, what="The answer", because="Stack each leaf of the outputs by itself.")


def test_the_program_does_not_grow(student):
    """Its jaxpr is as long for 30 steps as for 3."""
    found = student.probe(equations)
    expect(
        isinstance(found, list) and found[0] == found[1],
        "The program grows with the length of `xs`: a Python loop is written out. See section 7.",
        f"equations for 3 steps and for 30: {found}",
    )
