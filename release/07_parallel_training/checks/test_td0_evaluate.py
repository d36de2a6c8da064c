"""Visible checks of `td0_evaluate`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, expect_close, probe


@probe
def circle(student, key, ends, steps):
    """Three states in a circle, which pay 1, 2 and 4; from the last one an episode may end."""
    import jax.numpy as jnp

    def env(key, state):
        return (state + 1) % 3, jnp.array([1.0, 2.0, 4.0])[state], (state == 2) & ends

    return student.td0_evaluate(env, 3, 1, key, steps, 0.5, 1.0)


@probe
def on_the_walk(student, key):
    """The random walk."""
    return student.td0_evaluate(student.walk, 5, 2, key, 20_000, 0.02, 1.0)


@probe
def equations(student, key):
    """How many equations there are for few steps, and for more."""
    from gradax.testing.detectors import jaxpr

    return [
        jaxpr.count_equations(lambda key, n=n: student.td0_evaluate(student.walk, 5, 2, key, n, 0.1, 1.0), key)
        for n in (2, 9)
    ]


def test_four_steps_by_hand(student):
    """Four steps around a circle of three states, from state 1 on, with alpha = 0.5 and gamma = 1."""
    got = expect_array(student.probe(circle, key=Key.from_seed(0), ends=False, steps=4), what="`V`", shape=(3,))
    because = "V(1) = 1, then V(2) = 2, V(0) = 0.5 · (1 + 1) = 1, and at last V(1) = 1 + 0.5 · (2 + 2 − 1) = 2.5."
    expect_close(got, np.array([1.0, 2.5, 2.0], np.float32), what="`V`", because=because)


def test_the_end_of_an_episode(student):
    """The same, where an episode ends after state 2 and the next one begins in state 1."""
    got = expect_array(student.probe(circle, key=Key.from_seed(0), ends=True, steps=4), what="`V`", shape=(3,))
    because = "V(1) = 1, V(2) = 2; the next episode begins in 1: V(1) = 2.5; at last V(2) = 2 + 0.5 · (4 − 2) = 3."
    expect_close(got, np.array([0.0, 2.5, 3.0], np.float32), what="`V`", because=because)


def test_the_loop_is_compiled(student):
    """The jaxpr is as long for 9 steps as for 2."""
    few, many = student.probe(equations, key=Key.from_seed(0))
    expect(few == many, "The jaxpr grows with `steps`: a Python loop is written out. Use `jax.lax.scan`.")


def test_the_random_walk(student):
    """20 000 steps of the random walk come close to 1/6, 2/6, …, 5/6."""
    few, many = student.probe(equations, key=Key.from_seed(0))
    expect(few == many, "A Python loop of 20 000 steps would take minutes. Use `jax.lax.scan`.")
    got = expect_array(student.probe(on_the_walk, key=Key.from_seed(0)), what="`V`", shape=(5,), dtype=np.float32)
    off = float(np.sqrt(np.mean((got - np.arange(1, 6) / 6) ** 2)))
    expect(
        off < 0.06,
        "The values are more than 0.06 off. Does each step draw anew, and does nothing follow the end of an episode?",
        f"got {got.round(2)}",
    )
