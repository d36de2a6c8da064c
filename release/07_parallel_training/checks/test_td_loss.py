"""Visible checks of `td_loss`."""

import numpy as np

from gradax.testing import expect_array, expect_close, probe, recognise

EXAMPLE = {
    "theta": np.array([2.0], np.float32),
    "s": np.array([[1.0]], np.float32),
    "r": np.array([1.0], np.float32),
    "s2": np.array([[3.0]], np.float32),
    "done": np.array([False]),
    "gamma": 0.5,
}
CALL = "`td_loss(theta, s, r, s2, done, 0.5)`"


@probe
def gradient(student, theta, s, r, s2, done, gamma):
    """The gradient by theta."""
    import jax

    return jax.grad(student.td_loss)(theta, s, r, s2, done, gamma)


def test_the_worked_example(student):
    """The example in the text gives 4."""
    got = student.td_loss(*EXAMPLE.values())
    recognise(got, np.float32(2), f"{CALL} is half of what it should be: there is no factor ½.")
    expect_array(got, what=CALL, shape=())
    expect_close(got, np.float32(4), what=CALL, because="(1 + 0.5 · 6 − 2)² = 4.")


def test_the_semi_gradient(student):
    """Its gradient is −4."""
    got = student.probe(gradient, **EXAMPLE)
    recognise(got, np.array([2.0]), f"The gradient of {CALL} goes through the target as well. Stop it there.")
    recognise(got, np.array([6.0]), f"The gradient of {CALL} goes through the target alone. Stop the target instead.")
    recognise(got, np.array([0.0]), f"The gradient of {CALL} is zero. Stop the target only.")
    expect_close(got, np.array([-4.0], np.float32), what=f"the gradient of {CALL}", because="−2 · δ · s = −2 · 2 · 1.")


def test_the_end_of_an_episode(student):
    """Where the episode ended, the target is the reward alone: (1 − 2)² = 1."""
    got = student.td_loss(*(EXAMPLE | {"done": np.array([True])}).values())
    recognise(got, np.float32(4), f"{CALL} takes no account of `done`.")
    expect_close(got, np.float32(1), what=f"{CALL} where `done` is true", because="Nothing follows: δ = r − V(s).")
