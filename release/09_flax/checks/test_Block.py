"""Visible checks of `Block`."""

import numpy as np

from gradax.testing import expect, expect_array, probe

X = np.linspace(-2, 2, 60, dtype=np.float32).reshape(20, 3)
SEEN = {}


@probe
def modes(student, x):
    """Collections, and the output in both modes."""
    import jax

    block = student.Block(8, 0.5)
    variables = block.init(jax.random.key(0), x, train=False)
    call = lambda seed: block.apply(  # noqa: E731
        variables, x, train=True, rngs={"dropout": jax.random.key(seed)}, mutable=["batch_stats"]
    )
    first, changed = call(1)
    moved = any(
        bool((a != b).any())
        for a, b in zip(jax.tree.leaves(variables["batch_stats"]), jax.tree.leaves(changed), strict=True)
    )
    return {
        "collections": sorted(variables),
        "eval": [block.apply(variables, x, train=False) for _ in range(2)],
        "train": [first, call(1)[0], call(2)[0]],
        "moved": moved,
    }


def seen_of(student):
    """What the probe saw, once for all checks: compiling takes a while."""
    if student not in SEEN:
        SEEN[student] = student.probe(modes, x=X)
    return SEEN[student]


def test_has_params_and_batch_stats(student):
    """Its collections are params and batch_stats."""
    seen = seen_of(student)["collections"]
    expect(seen == ["batch_stats", "params"], f"The collections after `init` are {seen}.")


def test_eval_mode_drops_nothing(student):
    """In eval mode the output has shape (20, 8), and is the same each time."""
    first, second = (expect_array(y, what="the output", shape=(20, 8)) for y in seen_of(student)["eval"])
    expect(np.array_equal(first, second), "In eval mode two calls give two outputs. `deterministic=not train`.")


def test_training_drops_by_the_key(student):
    """In training the dropout key decides what is dropped, and batch_stats move."""
    seen = seen_of(student)
    first, again, other = (expect_array(y, what="the output", shape=(20, 8)) for y in seen["train"])
    expect(np.array_equal(first, again), "The same dropout key gives two outputs.")
    expect(
        not np.array_equal(first, other), "Another dropout key gives the same output: is anything dropped in training?"
    )
    expect(seen["moved"], "`batch_stats` do not move in training. `use_running_average=not train`.")
