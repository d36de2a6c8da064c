"""Visible checks of `TrainState` and its steps."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, probe

X = np.linspace(-1, 3, 48, dtype=np.float32).reshape(12, 4)
LABELS = np.arange(12, dtype=np.int32) % 3


@probe
def three_steps(student, x, labels):
    """What moves in three steps, and what evaluation gives."""
    import flax.linen as nn
    import jax
    import optax

    class Model(nn.Module):
        @nn.compact
        def __call__(self, x, train):
            x = nn.BatchNorm(use_running_average=not train)(nn.Dense(16)(x))
            return nn.Dense(3)(nn.Dropout(0.5, deterministic=not train)(nn.relu(x)))

    def fresh():
        return student.create_state(Model(), optax.sgd(0.0), jax.random.key(0), x)  # only dropout makes losses differ

    start, state, losses = fresh(), fresh(), []
    for _ in range(3):
        state, loss = student.train_step(state, jax.random.key(1), x, labels)
        losses.append(loss)
    return {
        "steps": [int(start.step), int(state.step)],
        "losses": jax.numpy.stack(losses),
        "before": jax.tree.leaves(start.batch_stats),
        "after": jax.tree.leaves(state.batch_stats),
        "eval": [student.eval_step(state, x, labels) for _ in range(2)],
    }


@pytest.fixture(scope="module")
def seen(student):
    """What the probe saw, once for all checks: compiling takes a while."""
    return student.probe(three_steps, x=X, labels=LABELS)


def test_steps_are_counted(seen):
    """A fresh state is at step 0, and after three steps at step 3."""
    steps = seen["steps"]
    expect(steps == [0, 3], f"`state.step` is {steps[0]} at first and {steps[1]} after three steps.")


def test_running_averages_move(seen):
    """`batch_stats` move in training."""
    moved = any(not np.array_equal(a, b) for a, b in zip(seen["before"], seen["after"], strict=False))
    expect(moved, "`state.batch_stats` are as before. Put what `mutable=['batch_stats']` returns into the new state.")


def test_other_units_are_dropped_each_time(seen):
    """With learning rate 0 and one key, the losses of the steps still differ: other units are dropped."""
    losses = expect_array(seen["losses"], what="the losses", shape=(3,))
    expect(len(set(losses.tolist())) == 3, "Losses repeat. The key of a step is `jax.random.fold_in(key, state.step)`.")


def test_evaluation_is_deterministic(seen):
    """`eval_step` gives (loss, accuracy), twice the same; the accuracy lies between 0 and 1."""
    for pair in seen["eval"]:
        expect(isinstance(pair, tuple) and len(pair) == 2, "`eval_step` does not return a tuple `(loss, accuracy)`.")
    first, second = (
        [expect_array(number, what="each of the two", shape=()) for number in pair] for pair in seen["eval"]
    )
    expect(np.array_equal(first, second), "Two evaluations differ. Is it in eval mode?")
    expect(0 <= float(first[1]) <= 1, "The accuracy is not between 0 and 1: it is a part of the batch.")
