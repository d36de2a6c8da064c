"""Hidden tests for `fit`: the training loop, over the student's own `init_mlp_params` and `train_step`."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_array, expect_close, expect_tree, fail, probe, recognise

LOOP = "See *The training loop*."
CALL = "`fit(key, widths, xs, ys, steps, lr)`"


@probe
def own_history(student, key, widths, xs, ys, steps, lr):
    """The parameters before each of the student's own steps and after the last, and the losses told on the way."""
    params = student.init_mlp_params(key, widths)
    history, losses = [params], []
    for _ in range(steps):
        params, loss = student.train_step(params, xs, ys, lr)
        history.append(params)
        losses.append(loss)
    return history, losses


@probe
def compilations(student, key, widths, xs, ys):
    """How many programs JAX makes for few steps and for many, once it has made those that every run needs."""
    from gradax.testing.detectors import traces

    student.fit(key, widths, xs, ys, 3, 0.01)
    return [traces.compilations(lambda steps=steps: student.fit(key, widths, xs, ys, steps, 0.01)) for steps in (5, 25)]


@probe
def own_predictions(student, params, xs):
    """What the student's own network predicts."""
    return student.forward(params, xs)


def zeros(widths):
    """What the parameters look like."""
    return [{"w": np.zeros(shape), "b": np.zeros(shape[1])} for shape in pairwise(widths)]


def trained(student, key, widths, xs, ys, steps, lr, *, strict=False):
    """The student's parameters and losses, once their structure and shapes are right.

    Losses in a list, or with one too many, are minded by the test that is strict only.
    """
    got = student.within(20).fit(key, widths, xs, ys, steps, lr)
    if isinstance(got, tuple) and len(got) == 2:
        params, losses = got
        if isinstance(losses, list | tuple) and len(losses) in (steps, steps + 1):
            if strict:
                fail(
                    f"{CALL} returns a list of losses; expected an array of shape (steps,). `jnp.stack` makes one of "
                    "it."
                )
            losses = np.array([expect_array(loss, what="a loss", shape=(), dtype=np.floating) for loss in losses])
        if np.shape(losses) == (steps + 1,):
            if strict:
                fail(
                    f"{CALL} returns steps + 1 losses. One is measured before each update; the loss after the last "
                    f"update is not in it. {LOOP}"
                )
            losses = losses[:steps]
        got = (params, losses)
    expect_tree(got, (zeros(widths), np.zeros(steps)), what=CALL)
    return got


def histories(student, reference, key, widths, xs, ys, steps, lr):
    """What a run may look like from the student's own start: by right steps, or by the student's own.

    Each is the parameters before each step and after the last, and the losses.
    """
    start = student.init_mlp_params(key, widths)
    expect_tree(start, zeros(widths), what="`init_mlp_params(key, widths)`, where `fit` starts,")
    params, right, losses = start, [start], []
    for _ in range(steps):
        params, loss = reference.train_step(params, xs, ys, lr)
        right.append(params)
        losses.append(loss)
    found = [(right, np.array(losses, np.float32))]
    try:
        own = student.probe(own_history, key=key, widths=widths, xs=xs, ys=ys, steps=steps, lr=lr)
        expect_tree(own, (right, losses), what="own steps")
    except Failure:
        return found
    return [*found, (own[0], np.array(own[1], np.float32))]


def close(got, want):
    """Whether two trees agree."""
    try:
        expect_close(got, want, what="", rtol=1e-3, atol=1e-4)
    except Failure:
        return False
    return True


def problem(rng, n=12):
    """A small problem: widths, inputs, targets."""
    xs = rng.uniform(-1, 1, size=(n, 2)).astype(np.float32)
    ys = np.stack([xs[:, 0] * xs[:, 1], xs[:, 0] - xs[:, 1] ** 2], axis=1)
    return [2, 6, 2], xs, ys.astype(np.float32)


def test_returns_params_and_one_loss_for_each_step(student, rng, key):
    """It returns the tuple (params, losses): the tree of `init_mlp_params`, and float32 of shape (steps,)."""
    widths, xs, ys = problem(rng)
    for steps in (1, 6):
        losses = trained(student, key(), widths, xs, ys, steps, 0.05, strict=True)[1]
        losses = expect_array(losses, what=f"the losses of {CALL}", shape=(steps,), dtype=np.float32)
        expect(
            bool(np.isfinite(losses).all()),
            f"The losses of {CALL} are not all finite, for a small learning rate. {LOOP}",
        )


@pytest.mark.weight(2)
def test_losses_are_measured_before_each_update(student, reference, rng, key):
    """`losses[i]` is the loss before update i, from the initial parameters on."""
    widths, xs, ys = problem(rng)
    start, steps, lr = key(), 6, float(rng.uniform(0.05, 0.1))
    losses = trained(student, start, widths, xs, ys, steps, lr)[1]
    runs = histories(student, reference, start, widths, xs, ys, steps, lr)
    if any(close(losses, told) for _, told in runs):
        return
    what = f"the losses of {CALL}"
    for history, told in runs:
        for wrong, because in [
            (
                np.append(told[1:], np.float32(reference.mse(history[-1], xs, ys))),
                "begin with the loss after the first update",
            ),
            (
                np.full(steps, reference.mse(history[-1], xs, ys), np.float32),
                "are all the loss of the final parameters",
            ),
            (
                np.full(steps, told[0]),
                "are all the loss of the initial parameters. Hand the new ones to the next round",
            ),
            (told[::-1], "are in reverse order"),
        ]:
            recognise(losses, wrong, f"{what[0].upper()}{what[1:]} {because}. {LOOP}")
    because = f"Each round calls `train_step` on the parameters of the round before, and keeps its loss. {LOOP}"
    expect_close(losses, runs[-1][1], what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(2)
def test_params_are_those_after_the_last_step(student, reference, rng, key):
    """The parameters are those after the last update."""
    widths, xs, ys = problem(rng)
    start, steps, lr = key(), 6, float(rng.uniform(0.05, 0.1))
    params = trained(student, start, widths, xs, ys, steps, lr)[0]
    runs = histories(student, reference, start, widths, xs, ys, steps, lr)
    if any(close(params, history[-1]) for history, _ in runs):
        return
    for history, _ in runs:
        recognise(
            params, history[0], f"{CALL} returns the initial parameters. Each round must replace `params`. {LOOP}"
        )
        recognise(
            params,
            history[1],
            f"{CALL} returns the parameters after a single step. Each round goes on from the last. {LOOP}",
        )
        recognise(params, history[-2], f"{CALL} returns the parameters before the last step. {LOOP}")
    because = f"From `init_mlp_params(key, widths)` on, `steps` times the parameters of `train_step`. {LOOP}"
    expect_close(params, runs[-1][0][-1], what=f"the parameters of {CALL}", rtol=1e-3, atol=1e-4, because=because)


def test_compiles_nothing_from_round_to_round(student, rng, key):
    """25 steps make no more programs than 5."""
    widths, xs, ys = problem(rng)
    trained(student, key(), widths, xs, ys, 2, 0.01)
    made = student.within(40).probe(compilations, key=key(), widths=widths, xs=xs, ys=ys)
    expect_tree(made, [0, 0], what="the number of compilations")
    few, many = np.array(made)
    expect(
        bool(many - few < 10),
        f"{CALL} compiles in every round. `jax.jit` of a function that is made inside the loop, or an array that "
        "grows, is new each time: use the compiled `train_step` from outside, and collect the losses in a list. "
        f"{LOOP}",
    )


def test_the_losses_fall(student, rng, key):
    """The losses fall, averaged over 50 steps at a time."""
    xs = np.linspace(-1, 1, 40, dtype=np.float32).reshape(-1, 1)
    losses = trained(student, key(), [1, 32, 32, 1], xs, xs**2 + np.float32(rng.uniform(0.5, 1)), 200, 0.04)[1]
    expect(
        bool(np.isfinite(losses).all() and losses[:50].mean() > losses[-50:].mean()),
        f"The losses of {CALL} do not fall. Are they those of the parameters on the way, first to last? {LOOP}",
    )


def learns(student, reference, rng, key, curve):
    """Fit a curve on shuffled inputs from two seeds; half of what the best line leaves over is far too much."""
    # The worst of forty right runs left 0.11 of it, the worst with a wrong scale and half the learning rate 0.41.
    for _ in range(2):
        xs = rng.permutation(np.linspace(-1, 1, 40)).reshape(-1, 1).astype(np.float32)
        ys = (rng.uniform(0.8, 1.2) * rng.choice([-1, 1]) * curve(xs)).astype(np.float32)
        columns = np.hstack([xs, np.ones_like(xs)])
        line = float(np.mean((ys - columns @ np.linalg.lstsq(columns, ys, rcond=None)[0]) ** 2))
        params = trained(student, key(), [1, 32, 32, 1], xs, ys, 800, 0.04)[0]
        guesses = [reference.forward(params, xs)]
        try:
            own = student.probe(own_predictions, params=params, xs=xs)
            guesses.append(expect_array(own, what="`forward`", shape=ys.shape, dtype=np.floating))
        except Failure:
            pass
        expect(
            any(float(np.mean((guess - ys) ** 2)) < 0.5 * line for guess in guesses),
            f"After 800 steps of {CALL} the network is hardly better than the best straight line. Does every round go "
            f"on from the parameters of the round before, and do you return the last ones? {LOOP}",
        )


@pytest.mark.weight(2)
def test_learns_a_parabola(student, reference, rng, key):
    """It fits a parabola at least twice as well as the best straight line, for two seeds."""
    learns(student, reference, rng, key, np.square)


@pytest.mark.weight(2)
def test_learns_a_sine(student, reference, rng, key):
    """It fits sin(3x) at least twice as well as the best straight line, for two seeds."""
    learns(student, reference, rng, key, lambda xs: np.sin(3 * xs))
