"""What the hidden tests of `train_step`, `fit` and `fit_scan` share."""

from itertools import pairwise

import numpy as np

from gradax.testing import expect, expect_array, expect_tree

CLOSE = {"rtol": 1e-3, "atol": 1e-4}  # of runs of several steps in float32


def zeros(widths):
    """What the parameters look like."""
    return [{"w": np.zeros(shape), "b": np.zeros(shape[1])} for shape in pairwise(widths)]


def problem(rng, n=12):
    """A small problem: widths, inputs, targets."""
    xs = rng.uniform(-1, 1, size=(n, 2)).astype(np.float32)
    ys = np.stack([xs[:, 0] * xs[:, 1], xs[:, 0] - xs[:, 1] ** 2], axis=1)
    return [2, 6, 2], xs, ys.astype(np.float32)


def started(student, key, widths):
    """Where the student's run begins: parameters of their own drawing, from this key."""
    start = student.init_mlp_params(key, widths)
    what = "`init_mlp_params(key, widths)`, where the loop starts,"
    expect_tree(start, zeros(widths), what=what)
    for layer in start:
        weights = expect_array(layer["w"], what=what, dtype=np.floating)
        expect(
            bool(np.isfinite(weights).all() and 0.1 < weights.std() < 10),
            f"{what} gives weights that are all alike, or far too large or small, so that nothing can be learned.",
            code="start",
        )
    return start


def right_run(student, reference, key, widths, xs, ys, steps, lr):
    """From the student's start, what right steps give: the parameters before each step and after the last; losses."""
    params = started(student, key, widths)
    history, losses = [params], []
    for _ in range(steps):
        params, loss = reference.train_step(params, xs, ys, lr)
        history.append(params)
        losses.append(loss)
    return history, np.array(losses, np.float32)


def wrong_losses(reference, history, losses, xs, ys):
    """Losses that a loop gives which measures at the wrong time: each with its code and what to say."""
    last = np.float32(reference.mse(history[-1], xs, ys))
    return [
        (np.append(losses[1:], last), "after-update", "begin with the loss after the first update"),
        (np.full(len(losses), last), "final-loss", "are all the loss of the final parameters"),
        (
            np.full(len(losses), losses[0]),
            "initial-loss",
            "are all the loss of the initial parameters: the new ones must go into the next round",
        ),
        (losses[::-1], "reversed", "are in reverse order"),
        (np.zeros(len(losses), np.float32), "zero-losses", "are all zero: `.at[i].set(...)` returns the new buffer"),
    ]


def falling(losses):
    """A loop that runs makes losses that are not 0 and that fall, at a small learning rate."""
    losses = np.asarray(losses)
    expect(
        bool(np.isfinite(losses).all() and losses[0] > losses[-1] > 0),
        "The losses do not fall in the first steps, as they do at a small learning rate.",
        code="not-falling",
    )
