"""Visible checks of `fit_linear`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, probe


@probe
def on_a_line(student, key, xs, ys):
    """Losses, the count of steps, and the slope after training on a line."""
    import flax.linen as nn
    import jax
    import jax.numpy as jnp
    import optax

    variables, state, losses = student.fit_linear(nn.Dense(1), optax.adam(0.1), key, xs, ys, 100)
    counts = [int(leaf) for leaf in jax.tree.leaves(state) if jnp.ndim(leaf) == 0]
    return {"losses": jnp.asarray(losses), "counts": counts, "slope": variables["params"]["kernel"]}


XS = np.linspace(-1, 1, 16, dtype=np.float32)[:, None]


def test_learns_a_line(student):
    """After 100 steps of Adam the slope of y = 2x + 1 is found, and the loss is small."""
    seen = student.probe(on_a_line, key=Key.from_seed(0), xs=XS, ys=2 * XS + 1)
    losses = expect_array(seen["losses"], what="the losses", shape=(100,), dtype=np.floating)
    slope = expect_array(seen["slope"], what="the kernel", shape=(1, 1))
    expect(abs(slope[0, 0] - 2) < 0.3, "The slope is not 2. Are the updates added, and the new variables carried on?")
    expect(losses[-1] < 0.05 < losses[0], "The loss did not fall from the first step to the last.")


def test_the_optimiser_counts(student):
    """The optimiser's state has counted 100 steps."""
    counts = student.probe(on_a_line, key=Key.from_seed(0), xs=XS, ys=2 * XS + 1)["counts"]
    expect(100 in counts, "The optimiser's state did not count 100 steps. Carry the new state into the next step.")
