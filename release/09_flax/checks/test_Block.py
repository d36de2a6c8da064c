"""Visible checks of `Block`."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, probe

X = np.linspace(-2, 2, 60, dtype=np.float32).reshape(20, 3)


@probe
def modes(student, x):
    """Collections, and the output in both modes."""
    import jax

    block = student.Block(8, 0.5)
    variables = block.init(jax.random.key(0), x, train=False)

    def call(seed):
        keys = {"dropout": jax.random.key(seed)}
        return block.apply(variables, x, train=True, rngs=keys, mutable=["batch_stats"])

    first, changed = call(1)
    return {
        "collections": sorted(variables),
        "eval": [block.apply(variables, x, train=False) for _ in range(2)],
        "train": [first, call(1)[0], call(2)[0]],
        "before": jax.tree.leaves(variables.get("batch_stats", {})),
        "after": jax.tree.leaves(changed),
    }


@pytest.fixture(scope="module")
def seen(student):
    """What the probe saw, once for all checks: compiling takes a while."""
    return student.probe(modes, x=X)


def test_has_params_and_batch_stats(seen):
    """Its collections are params and batch_stats."""
    collections = seen["collections"]
    expect(collections == ["batch_stats", "params"], f"The collections after `init` are {collections}.")


def test_eval_mode_drops_nothing(seen):
    """In eval mode the output has shape (20, 8), and is the same each time."""
    first, second = (expect_array(y, what="the output", shape=(20, 8)) for y in seen["eval"])
    expect(np.array_equal(first, second), "In eval mode two calls give two outputs. `deterministic=not train`.")


def test_training_drops_by_the_key(seen):
    """In training the dropout key decides what is dropped, and batch_stats move."""
    first, again, other = (expect_array(y, what="the output", shape=(20, 8)) for y in seen["train"])
    expect(np.array_equal(first, again), "The same dropout key gives two outputs.")
    expect(
        not np.array_equal(first, other), "Another dropout key gives the same output: is anything dropped in training?"
    )
    moved = any(not np.array_equal(a, b) for a, b in zip(seen["before"], seen["after"], strict=False))
    expect(moved, "`batch_stats` do not move in training. `use_running_average=not train`.")
