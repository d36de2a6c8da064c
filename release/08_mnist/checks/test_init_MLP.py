"""Visible checks of `init_MLP`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, fail

CALL = "`init_MLP(jax.random.key(0), (784, 128, 10), 0.05)`"


def layers(student, seed=0):
    """The pairs of the example in the text, once their structure is right."""
    got = student.init_MLP(Key.from_seed(seed), (784, 128, 10), 0.05)
    if not isinstance(got, list | tuple) or [len(pair) if isinstance(pair, list | tuple) else 0 for pair in got] != [
        2,
        2,
    ]:
        fail(
            f"{CALL} is not a list of two pairs (w, b). Three widths make two layers. See section 2.",
            f"got: {got!r:.200}",
        )
    return [
        (
            expect_array(w, what=f"`w` of layer {i} of {CALL}", shape=(n_out, n_in), dtype="float32"),
            expect_array(b, what=f"`b` of layer {i} of {CALL}", shape=(n_out,), dtype="float32"),
        )
        for i, ((w, b), (n_in, n_out)) in enumerate(zip(got, [(784, 128), (128, 10)], strict=True))
    ]


def test_shapes_of_the_example(student):
    """Widths (784, 128, 10) give two pairs (w, b), float32, with one row of w for each neuron."""
    layers(student)


def test_spread_of_weights_and_biases(student):
    """Weights and biases have a standard deviation close to 0.05."""
    (w, b), _ = layers(student)
    for name, values, room in [("weights", w, 0.001), ("biases", b, 0.015)]:
        expect(
            abs(float(values.std()) - 0.05) < room,
            f"{CALL}: the {name} of layer 0 have another standard deviation than `scale`. "
            "Multiply standard normal draws by it.",
            f"got {float(values.std()):.4f}",
        )


def test_no_two_arrays_begin_alike(student):
    """No two arrays begin with the same numbers."""
    arrays = [array.ravel()[:10] for pair in layers(student) for array in pair]
    names = ["w of layer 0", "b of layer 0", "w of layer 1", "b of layer 1"]
    for i in range(4):
        for j in range(i):
            expect(
                not np.allclose(arrays[i], arrays[j]),
                f"{CALL}: {names[j]} and {names[i]} begin with the same numbers, so they were drawn from one key. "
                "See section 2.",
                f"both begin with {arrays[i][:4]}",
            )


def test_the_key_decides(student):
    """The same key gives the same parameters, another key gives others."""
    first, again, other = (layers(student, seed)[1][0] for seed in (1, 1, 2))
    expect(np.array_equal(first, again), "Two calls with `jax.random.key(1)` differ. Draw with `jax.random`.")
    expect(not np.array_equal(first, other), "`jax.random.key(1)` and `jax.random.key(2)` give the same. Use `key`.")
