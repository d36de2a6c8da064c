"""Hidden tests for `fit`: the training loop, over `init_mlp_params` and `train_step`."""

import numpy as np
import pytest
from helpers import CASES, Loop, clear_run, edge, falling, problem, short_run, zeros

from gradax.testing import expect, expect_array, expect_tree, probe

BUILDS_ON = ("init_mlp_params", "mse", "sgd_step", "train_step")
LOOP = "See *The training loop*."
CALL = "`fit(key, widths, xs, ys, steps, lr)`"
FIT = Loop(CALL, LOOP)


@probe
def compilations(student, key, widths, xs, ys):
    """How many programs JAX makes for few steps and for many, once it has made those that every run needs."""
    from gradax.testing.detectors import traces

    student.fit(key, widths, xs, ys, 3, 0.01)
    return [
        traces.compilations(lambda steps=steps: student.fit(key, widths, xs, ys, steps, 0.01)) for steps in (10, 100)
    ]


def trained(student, key, widths, xs, ys, steps, lr, *, strict=False):
    """The student's parameters and losses, once their structure and shapes are right.

    Losses in a list, or with one too many, are minded by the test that is strict only.
    """
    got = student.within(20).fit(key, widths, xs, ys, steps, lr)
    if isinstance(got, tuple) and len(got) == 2:
        got = got[0], (as_they_are if strict else made_good)(got[1], steps)
    expect_tree(got, (zeros(widths), np.zeros(steps)), what=CALL)
    return got


def as_they_are(losses, steps):
    """The losses, where they are neither a list nor one too many."""
    expect(
        not (isinstance(losses, list | tuple) and len(losses) in (steps, steps + 1)),
        f"{CALL} returns the losses in a list or tuple; expected an array of shape (steps,). `jnp.stack` makes one.",
        code="list-of-losses",
    )
    expect(
        np.shape(losses) != (steps + 1,),
        f"{CALL} returns steps + 1 losses. One is measured before each update; the loss after the last update is not "
        f"in it. {LOOP}",
        code="one-loss-too-many",
    )
    return losses


def made_good(losses, steps):
    """The losses as an array, without the one too many."""
    if isinstance(losses, list | tuple) and len(losses) in (steps, steps + 1):
        losses = np.array([expect_array(loss, what="a loss", shape=(), dtype=np.floating) for loss in losses])
    return losses[:steps] if np.shape(losses) == (steps + 1,) else losses


@pytest.mark.core
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


@pytest.mark.core
@pytest.mark.weight(2)
def test_losses_are_measured_before_each_update(student, reference, rng, key):
    """`losses[i]` is the loss before update i, from the initial parameters on."""
    run, start = clear_run(student, reference, lambda: (short_run(rng), key()))
    trained(student, start, *run[:3], 2, 0.1)  # the same key may come with other arguments
    losses = trained(student, start, *run)[1]
    because = "Each round calls `train_step` on the parameters of the round before, and keeps its loss."
    FIT.expect_losses(losses, student, reference, start, run, because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_params_are_those_after_the_last_step(student, reference, rng, key):
    """The parameters are those after the last update."""
    run, start = clear_run(student, reference, lambda: (short_run(rng), key()))
    params = trained(student, start, *run)[0]
    wrong = [
        (0, "initial-params", "the initial parameters. Each round must replace `params`"),
        (1, "single-step", "the parameters after a single step. Each round goes on from the last"),
        (-2, "one-step-short", "the parameters before the last step"),
    ]
    because = "From `init_mlp_params(key, widths)` on, `steps` times the parameters of `train_step`."
    FIT.expect_params(params, student, reference, start, run, wrong, because)


@pytest.mark.core
def test_compiles_nothing_from_round_to_round(student, rng, key):
    """100 steps compile no more programs than 10."""
    widths, xs, ys = problem(rng)
    falling(trained(student, key(), widths, xs, ys, 2, 0.01)[1])
    made = student.within(40).probe(compilations, key=key(), widths=widths, xs=xs, ys=ys)
    expect_tree(made, [0, 0], what="the number of compilations")
    few, many = (
        expect_array(each, what="the number of compilations", dtype=np.integer) for each in map(np.asarray, made)
    )
    expect(
        bool(many - few < 6),
        f"{CALL} compiles more programs for a hundred steps than for ten. `jax.jit` of a function that is made inside "
        "the loop, or an array that grows, is new each time: use the compiled `train_step` from outside, and collect "
        f"the losses in a list. {LOOP}",
        code="compiles-in-loop",
    )


@pytest.mark.core
@pytest.mark.parametrize("case", CASES)
def test_runs_at_the_edges(student, reference, rng, key, case):
    """Losses may grow, stay, be huge or nan, steps be many and networks deep: every step follows the rule."""
    run, start = clear_run(student, reference, lambda: (edge(rng, case), key()))
    got = trained(student, start, *run)
    FIT.expect_run(got, student, reference, start, run)


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
        for array in (layer[name] for layer in params for name in ("w", "b")):
            expect_array(array, what=f"an array in the parameters of {CALL}", dtype=np.floating)
        guess = reference.forward(params, xs)
        expect(
            bool(np.mean((guess - ys) ** 2) < 0.5 * line),
            f"After 800 steps of {CALL} the network is hardly better than the best straight line. Does every round go "
            f"on from the parameters of the round before, and do you return the last ones? {LOOP}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_learns_a_parabola(student, reference, rng, key):
    """It fits a parabola at least twice as well as the best straight line, for two seeds."""
    learns(student, reference, rng, key, np.square)


@pytest.mark.core
@pytest.mark.weight(2)
def test_learns_a_sine(student, reference, rng, key):
    """It fits sin(3x) at least twice as well as the best straight line, for two seeds."""
    learns(student, reference, rng, key, lambda xs: np.sin(3 * xs))
