"""Hidden tests for `fit_scan`: the contract of `fit`, with the loop inside the compiled program."""

import numpy as np
import pytest
from helpers import CASES, CLOSE, Loop, clear_run, edge, falling, problem, short_run, zeros

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe

BUILDS_ON = ("init_mlp_params", "mse", "sgd_step", "train_step")
LOOP = "See *The loop moves into the program*."
CALL = "`fit_scan(key, widths, xs, ys, steps, lr)`"
FIT_SCAN = Loop(CALL, LOOP)


@probe
def training(student, widths, steps):
    """Training as a function of the arrays."""
    return lambda key, xs, ys, lr: student.fit_scan(key, widths, xs, ys, steps, lr)


@probe
def transformed(student, key, xs, ys, lr):
    """The same run without jit, with jit, and as one of two under vmap, where the other has another key and no rate."""
    import jax
    import jax.numpy as jnp

    def run(key, xs, ys, lr):
        return student.fit_scan(key, [2, 6, 2], xs, ys, 6, lr)

    keys = jnp.stack([jax.random.fold_in(key, 1), key])
    mapped = jax.vmap(run, in_axes=(0, None, None, 0))(keys, xs, ys, jnp.array([0.0, lr]))
    return [run(key, xs, ys, lr), jax.jit(run)(key, xs, ys, lr), jax.tree.map(lambda leaf: leaf[1], mapped)]


def trained(student, key, widths, xs, ys, steps, lr):
    """The student's parameters and losses, once their structure and shapes are right."""
    got = student.within(40).fit_scan(key, widths, xs, ys, steps, lr)
    if isinstance(got, tuple) and len(got) == 2 and isinstance(got[1], list | tuple) and len(got[1]) == steps:
        fail(
            f"{CALL} returns the losses in a list or tuple; expected an array of shape (steps,), as `scan` stacks its "
            f"outputs. {LOOP}",
            code="list-of-losses",
        )
    expect_tree(got, (zeros(widths), np.zeros(steps)), what=CALL)
    return got


def test_returns_params_and_one_loss_for_each_step(student, rng, key):
    """It returns the tuple (params, losses), like `fit`: the parameters' tree, and float32 of shape (steps,)."""
    widths, xs, ys = problem(rng)
    for steps in (1, 6):
        losses = trained(student, key(), widths, xs, ys, steps, 0.05)[1]
        expect_array(losses, what=f"the losses of {CALL}", shape=(steps,), dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
def test_losses_are_those_of_the_loop(student, reference, rng, key):
    """The losses are those of the Python loop: each measured before its update."""
    run, start = clear_run(student, reference, lambda: (short_run(rng), key()))
    trained(student, start, *run[:3], 2, 0.1)  # the same key may come with other arguments
    losses = trained(student, start, *run)[1]
    because = "`scan` stacks what `body` returns second: the loss that `train_step` gives in that round."
    FIT_SCAN.expect_losses(losses, student, reference, start, run, because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_params_are_those_after_the_last_step(student, reference, rng, key):
    """The parameters are those of the Python loop, after the last update."""
    run, start = clear_run(student, reference, lambda: (short_run(rng), key()))
    params = trained(student, start, *run)[0]
    wrong = [
        (0, "initial-params", "the initial parameters. The last carry is what `scan` returns first"),
        (-2, "one-step-short", "the parameters before the last step"),
    ]
    because = "Start at `init_mlp_params(key, widths)`; the carry goes through `train_step` `steps` times."
    FIT_SCAN.expect_params(params, student, reference, start, run, wrong, because)


@pytest.mark.core
@pytest.mark.parametrize("case", CASES)
def test_runs_at_the_edges(student, reference, rng, key, case):
    """Losses may grow, stay, be huge or nan, steps be many and networks deep: every step follows the rule."""
    run, start = clear_run(student, reference, lambda: (edge(rng, case), key()))
    got = trained(student, start, *run)
    FIT_SCAN.expect_run(got, student, reference, start, run)


@pytest.mark.core
@pytest.mark.weight(3)
def test_the_loop_is_in_the_program(student, reference, rng, key):
    """Its program has a loop, as many operations for many steps as for few, and gives the parameters and losses."""
    (*widths,), xs, ys, *_ = edge(rng, "long run")  # a list, as in the examples
    given = (key(), xs, ys, np.float32(0.05))
    losses = trained(student, given[0], widths, xs, ys, 20, 0.05)[1]
    falling(losses)
    few, many = (student.within(40).export(training, *given, widths=widths, steps=steps) for steps in (20, 1000))
    expect_close(few(*given)[1], losses, what=f"the losses of {CALL}", **CLOSE, because=LOOP)
    expect(
        not many.outgrows(few),
        f"The program of {CALL} has more operations or loops for many steps than for few. The rounds of a Python loop "
        f"are written out one after the other; `jax.lax.scan` or `jax.lax.fori_loop` keeps the loop. {LOOP}",
        code="loop-written-out",
    )
    expect(
        many.loops > 0,
        f"The program of {CALL} has no loop: what Python does in a callback is not part of it. {LOOP}",
        code="no-loop",
    )
    FIT_SCAN.expect_run(many(*given), student, reference, given[0], (widths, xs, ys, 1000, 0.05))


@pytest.mark.core
@pytest.mark.weight(2)
def test_can_be_traced(student, rng, key):
    """It works under `jit` and `vmap`, with the key, the data and the learning rate traced."""
    _, xs, ys = problem(rng)
    found = student.within(40).probe(transformed, key=key(), xs=xs, ys=ys, lr=0.05)
    run = (zeros([2, 6, 2]), np.zeros(6))
    expect_tree(found, [run, run, run], what="[`fit_scan(...)`, the same under `jit`, the same under `vmap`]")
    falling(found[0][1])
    because = f"Keep `float(...)`, NumPy and Python's `if` out of it. {LOOP}"
    for name, other in [("jit", found[1]), ("vmap", found[2])]:
        expect_close(other, found[0], what=f"{CALL} under `{name}`", **CLOSE, because=because)
