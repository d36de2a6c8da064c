"""Visible checks of `fit_scan`."""

from itertools import pairwise

import numpy as np

from gradax.testing import Key, expect_array, expect_close, expect_tree, probe

XS = np.linspace(-1, 1, 64, dtype=np.float32).reshape(-1, 1)
WIDTHS = [1, 8, 1]


@probe
def equations(student, key, xs):
    """How many equations there are for few steps and for many."""
    from gradax.testing.detectors import jaxpr

    return [
        jaxpr.count_equations(lambda xs, steps=steps: student.fit_scan(key, [1, 8, 1], xs, xs, steps, 0.1), xs)
        for steps in (3, 30)
    ]


def trained(student):
    """Three steps, once their structure is right."""
    got = student.within(60).fit_scan(Key.from_seed(0), WIDTHS, XS, XS**2, 3, 0.1)
    pairs = pairwise(WIDTHS)
    like = [{"w": np.zeros((n_in, n_out)), "b": np.zeros(n_out)} for n_in, n_out in pairs]
    expect_tree(got, (like, np.zeros(3)), what="`fit_scan(jax.random.key(0), [1, 8, 1], xs, xs**2, 3, 0.1)`")
    return got


def test_params_and_losses(student):
    """Three steps give parameters and three float32 losses."""
    expect_array(trained(student)[1], what="The array of losses", shape=(3,), dtype=np.float32)


def test_agrees_with_fit(student):
    """It agrees with your `fit`."""
    want = student.within(60).fit(Key.from_seed(0), WIDTHS, XS, XS**2, 3, 0.1)
    because = "The carry is the parameters, the stacked output the losses. Does the check of `fit` pass?"
    expect_close(
        trained(student), want, what="`fit_scan(...)`, compared with `fit(...)`", rtol=1e-3, atol=1e-4, because=because
    )


def test_the_loop_is_in_the_program(student):
    """Its jaxpr is as long for 30 steps as for 3."""
    found = student.probe(equations, key=Key.from_seed(0), xs=XS)
    expect_tree(found, [0, 0], what="the number of equations")
    because = "A Python loop is written out round after round; use `jax.lax.scan`. See section 9."
    expect_close(found[1], found[0], what="the number of equations for 30 steps, compared with 3,", because=because)
