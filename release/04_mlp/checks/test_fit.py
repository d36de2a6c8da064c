"""Visible checks of `fit`."""

from itertools import pairwise

import numpy as np

from gradax.testing import Key, expect, expect_array, expect_close, expect_tree, fail

XS = np.linspace(-1, 1, 64, dtype=np.float32).reshape(-1, 1)
WIDTHS = [1, 16, 16, 1]
CALL = "`fit(jax.random.key(0), [1, 16, 16, 1], xs, xs**2, {steps}, 0.05)`"


def trained(student, steps):
    """The parameters and losses for y = x², once their structure is right."""
    call = CALL.format(steps=steps)
    got = student.within(60).fit(Key.from_seed(0), WIDTHS, XS, XS**2, steps, 0.05)
    if isinstance(got, tuple) and len(got) == 2 and isinstance(got[1], list):
        fail(f"{call} returns the losses as a list. `jnp.stack` makes an array of it.")
    pairs = pairwise(WIDTHS)
    like = [{"w": np.zeros((n_in, n_out)), "b": np.zeros(n_out)} for n_in, n_out in pairs]
    expect_tree(got, (like, np.zeros(steps)), what=call)
    return got


def test_params_and_losses(student):
    """Ten steps give parameters like the initial ones, and ten float32 losses."""
    losses = trained(student, 10)[1]
    expect_array(losses, what="The array of losses", shape=(10,), dtype=np.float32)


def test_the_first_loss_is_that_of_the_initial_params(student):
    """`losses[0]` is the loss of the initial parameters."""
    params = student.init_mlp_params(Key.from_seed(0), WIDTHS)
    because = "Start with `init_mlp_params(key, widths)`; each loss is measured before its update."
    losses = trained(student, 10)[1]
    expect_close(losses[0], student.mse(params, XS, XS**2), what="`losses[0]`", rtol=1e-3, because=because)


def test_the_params_are_those_after_the_last_step(student):
    """The parameters after 10 steps have the loss that a run of 11 steps tells last."""
    params, longer = trained(student, 10)[0], trained(student, 11)[1]
    because = "Return the parameters after the last update."
    got = student.mse(params, XS, XS**2)
    expect_close(got, longer[-1], what="the loss of the parameters after 10 steps", rtol=1e-3, because=because)


def test_learns_a_parabola(student):
    """500 steps fit y = x² far better than the best straight line."""
    losses = expect_array(trained(student, 500)[1], what="The array of losses", dtype=np.float32)
    expect(
        float(losses[-1]) < 0.03,
        "After 500 steps the loss for y = x² is hardly below that of the best straight line, 0.0946. Does each round "
        "go on from the parameters of the round before?",
        f"the last loss is {float(losses[-1]):.4f}",
    )
