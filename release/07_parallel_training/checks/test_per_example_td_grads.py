"""Visible checks of `per_example_td_grads`."""

import numpy as np

from gradax.testing import expect_array, expect_close, expect_tree, probe

DATA = {
    "theta": np.array([2.0, 1.0], np.float32),
    "s": np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], np.float32),
    "r": np.array([1.0, 2.0, 0.0], np.float32),
    "s2": np.array([[3.0, 0.0], [1.0, 2.0], [5.0, 5.0]], np.float32),
    "done": np.array([False, False, True]),
}
CALL = "`per_example_td_grads(theta, s, r, s2, done, 0.5)`"


@probe
def equations(student, theta, s, r, s2, done):
    """How many equations there are for two transitions, and for three."""
    from gradax.testing.detectors import jaxpr

    return [
        jaxpr.count_equations(
            lambda *args: student.per_example_td_grads(*args, 0.5), theta, s[:n], r[:n], s2[:n], done[:n]
        )
        for n in (2, 3)
    ]


def test_three_transitions(student):
    """Three transitions with the errors 2, 3 and −3 have the gradients −2 δ s."""
    got = expect_array(student.per_example_td_grads(*DATA.values(), 0.5), what=CALL, shape=(3, 2))
    want = np.array([[-4.0, 0.0], [0.0, -6.0], [6.0, 6.0]], np.float32)
    because = "Row i is the gradient of transition i as a batch of one. Does the check of `td_loss` pass?"
    expect_close(got, want, what=CALL, because=because)


def test_no_loop(student):
    """The number of equations does not grow with the batch."""
    got = student.probe(equations, **DATA)
    expect_tree(got, [0, 0], what="the number of equations")
    because = "A Python loop is written out, transition by transition: use `jax.vmap`."
    expect_close(got[1], got[0], what="the number of equations for 3 transitions, compared with 2,", because=because)
