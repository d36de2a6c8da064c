"""Visible checks of `init_mlp_params`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, expect_tree, fail

CALL = "`init_mlp_params(jax.random.key(0), [512, 64, 10])`"


def layers(student):
    """The parameters of the example in the text, once their structure is right."""
    got = student.init_mlp_params(Key.from_seed(0), [512, 64, 10])
    if isinstance(got, list) and len(got) == 3:
        fail(f"{CALL} has three layers. Three widths make two: a layer lies between two widths. See section 1.")
    like = [{"w": np.zeros((512, 64)), "b": np.zeros(64)}, {"w": np.zeros((64, 10)), "b": np.zeros(10)}]
    expect_tree(got, like, what=CALL)
    return got


def test_two_layers_for_three_widths(student):
    """Widths [512, 64, 10] give two layers, with float32 arrays `w` and `b` of the right shapes."""
    for number, layer in enumerate(layers(student)):
        for name in ("w", "b"):
            expect_array(layer[name], what=f"{CALL}[{number}]['{name}']", dtype=np.float32)


def test_biases_are_zero(student):
    """The biases are zeros."""
    for number, layer in enumerate(layers(student)):
        expect(
            not np.any(layer["b"]),
            f"{CALL}[{number}]['b'] is not all zeros. Only the weights are drawn at random.",
            f"it begins with {np.asarray(layer['b'])[:4]}",
        )


def test_standard_deviation_of_the_first_layer(student):
    """The first layer's weights have a standard deviation close to sqrt(2 / 512) = 0.0625."""
    std = float(np.std(layers(student)[0]["w"]))
    expect(
        abs(std - 0.0625) < 0.003,
        f"{CALL}[0]['w'] has another standard deviation than sqrt(2 / 512) = 0.0625. Is it n_in, the number of "
        "inputs, that you divide by, and did you take the root? See section 2.",
        f"got {std:.4f}; for comparison: sqrt(2/64) = 0.177, sqrt(1/512) = 0.0442, 2/512 = 0.0039",
    )


def test_another_key_gives_other_weights(student):
    """The same key gives the same weights, another key or another layer gives others."""
    first, again, other = (
        expect_array(student.init_mlp_params(Key.from_seed(seed), [3, 2])[0]["w"], what="`w`", shape=(3, 2))
        for seed in (1, 1, 2)
    )
    expect(
        np.array_equal(first, again),
        "Two calls with `jax.random.key(1)` give different weights. Draw with `jax.random`.",
    )
    expect(
        not np.array_equal(first, other),
        "`jax.random.key(1)` and `jax.random.key(2)` give the same weights. Use `key`.",
    )
    pair = student.init_mlp_params(Key.from_seed(1), [3, 3, 3])
    like = [{"w": np.zeros((3, 3)), "b": np.zeros(3)}] * 2
    expect_tree(pair, like, what="`init_mlp_params(jax.random.key(1), [3, 3, 3])`")
    same = np.array_equal(pair[0]["w"], pair[1]["w"])
    expect(not same, "Two layers have the same weights: draw each from a key of its own.")
