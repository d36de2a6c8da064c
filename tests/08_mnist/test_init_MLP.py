"""Hidden tests for `init_MLP`: the parameters of a whole network from one key."""

import itertools

import numpy as np
import pytest

from gradax.testing import expect, expect_array, fail, probe

CALL = "`init_MLP(key, widths, scale)`"
WIDTHS = (50, 60, 60, 60, 45)
KEYS = "See *One key, many independent draws*."


@probe
def reuses_a_key(student, key, widths):
    """Whether JAX sees a key that serves twice."""
    from gradax.testing.detectors import keys

    return keys.key_reuse(lambda key: student.init_MLP(key, widths, 0.1), key)


def layers(got, widths, *, turned=True):
    """The pairs as arrays, once structure and dtype are right; with `turned`, matrices of the other layout too."""
    if not isinstance(got, list | tuple) or not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in got):
        fail(f"{CALL} is not a list of pairs (w, b), one for each layer. {KEYS}")
    count = len(widths) - 1
    if len(got) != count:
        fail(
            f"{CALL} has {len(got)} layers for {len(widths)} widths; expected {count}. A layer lies *between* two "
            f"widths. {KEYS}"
        )
    found = []
    for i, (w, b) in enumerate(got):
        n_in, n_out = widths[i], widths[i + 1]
        if getattr(w, "shape", None) == (n_in, n_out) != (n_out, n_in):
            if not turned:
                fail(
                    f"{CALL} stores a weight matrix as (n_in, n_out). In this assignment it has one *row* for each "
                    "neuron: "
                    "(n_out, n_in). See the exercise's second point."
                )
            w = w.T
        w = expect_array(w, what=f"`w` of layer {i} of {CALL}", shape=(n_out, n_in), dtype="float32")
        b = expect_array(b, what=f"`b` of layer {i} of {CALL}", shape=(n_out,), dtype="float32")
        expect(np.isfinite(w).all() and np.isfinite(b).all(), f"{CALL} has parameters that are nan or infinite. {KEYS}")
        found.append((w, b))
    return found


def spread(values, scale, which):
    """Expect mean 0 and standard deviation `scale`, within six standard errors of 18,000 numbers."""
    std, mean = float(values.std()), float(values.mean())
    if std < 1e-12:
        fail(f"{CALL}: the {which} are all the same number. They are random draws too, of standard deviation `scale`.")
    if abs(std - scale) > 0.04 * scale:
        for wrong, because in {
            scale**0.5: "the root of `scale`. `scale` is the standard deviation, not the variance",
            scale**2: "the square of `scale`. Multiply by `scale` once",
            1.0: "1. Multiply the draws by `scale`",
            scale / 3**0.5: "`scale` over the root of 3, as if they were uniform between -scale and scale",
        }.items():
            if abs(std - wrong) < 0.04 * wrong:
                fail(f"{CALL}: the standard deviation of the {which} is {because}. See the exercise's third point.")
        fail(
            f"{CALL}: the standard deviation of the {which} is {std / scale:.2f} times `scale`. See the exercise's "
            "third point."
        )
    if abs(mean) > 0.05 * scale:
        fail(f"{CALL}: the mean of the {which} is not 0. Draw from `jax.random.normal` and multiply by `scale`.")


def alike(first, second):
    """Whether two arrays begin with the same numbers, in reading order, up to a factor."""
    size = min(first.size, second.size)
    one, two = first.ravel()[:size], second.ravel()[:size]
    if size < 40 or one.std() == 0 or two.std() == 0:
        return False
    return abs(np.corrcoef(one, two)[0, 1]) > 0.9  # by chance 0.16 for 40 numbers: 0.9 does not happen


@pytest.mark.weight(2)
def test_one_pair_for_each_layer(student, key):
    """There is one pair (w, b) for each layer, w of shape (n_out, n_in), b of shape (n_out,), both float32."""
    for widths in ([4, 3], (5, 8, 2, 7), list(WIDTHS)):
        layers(student.init_MLP(key(), widths, 0.1), widths, turned=False)


@pytest.mark.weight(2)
def test_weights_have_standard_deviation_scale(student, rng, key):
    """The weights have mean 0 and standard deviation `scale` in every layer."""
    widths = (150, 140, 150)
    scale = float(rng.uniform(0.05, 0.4))
    for w, _ in layers(student.init_MLP(key(), widths, scale), widths):
        spread(w, scale, "weights")


def test_biases_have_standard_deviation_scale(student, rng, key):
    """The biases are drawn too, with mean 0 and standard deviation `scale`."""
    widths, scale = (2, 19_000, 2), float(rng.uniform(0.05, 0.4))
    (_, b), _ = layers(student.init_MLP(key(), widths, scale), widths)
    spread(b, scale, "biases")


def test_the_same_key_gives_the_same_parameters(student, key):
    """The same key gives the same parameters, whatever was drawn in between."""
    first, other = key(), key()
    once = layers(student.init_MLP(first, WIDTHS, 0.1), WIDTHS)
    student.init_MLP(other, WIDTHS, 0.1)
    again = layers(student.init_MLP(first, WIDTHS, 0.1), WIDTHS)
    expect(
        all(np.array_equal(a, b) for a, b in zip(sum(once, ()), sum(again, ()), strict=True)),
        f"{CALL} gives other parameters when it is called again with the same key. Draw with `jax.random` and from "
        "`key` "
        f"alone; `np.random` remembers what it gave before. {KEYS}",
    )


def test_another_key_gives_other_parameters(student, key):
    """Another key gives other parameters, in every array."""
    one, two = (layers(student.init_MLP(key(), WIDTHS, 0.1), WIDTHS) for _ in range(2))
    for i, (first, second) in enumerate(zip(one, two, strict=True)):
        for name, a, b in zip("wb", first, second, strict=True):
            expect(
                np.ptp(a) == 0 or not alike(a, b),
                f"{CALL} gives the same `{name}` in layer {i} for two different keys. Derive every key from the `key` "
                "that "
                f"comes in, not from one that you make inside. {KEYS}",
            )


@pytest.mark.weight(2)
def test_no_array_repeats_another(student, key):
    """No two arrays repeat each other's numbers, whatever their shapes: every draw has a key of its own."""
    arrays = [
        (i, name, array)
        for i, pair in enumerate(layers(student.init_MLP(key(), WIDTHS, 0.1), WIDTHS))
        for name, array in zip("wb", pair, strict=True)
    ]
    for (i, name, first), (j, other, second) in itertools.combinations(arrays, 2):
        if not alike(first, second):
            continue
        if i == j:
            fail(
                f"{CALL}: the bias of a layer repeats the first weights of the same layer, so both were drawn from one "
                f"key. Split each layer's key once more. {KEYS}"
            )
        fail(
            f"{CALL}: `{name}` of layer {i} and `{other}` of layer {j} begin with the same numbers, so both were "
            "drawn from "
            f"the same key. A key names a stream, and the shape only says how much of it to take. {KEYS}"
        )


def test_no_bias_is_cut_out_of_the_weights(student, key):
    """The numbers of a bias stand nowhere in the weights."""
    found = layers(student.init_MLP(key(), WIDTHS, 0.1), WIDTHS)
    for i, (_, b) in enumerate(found):
        for j, (w, _) in enumerate(found):
            expect(
                not np.isin(b, w).all(),
                f"{CALL}: all numbers of the bias of layer {i} stand in the weights of layer {j} as well. A bias "
                f"is a draw of its own, with its own key. {KEYS}",
            )


def test_every_neuron_is_drawn_by_itself(student, key):
    """No two neurons of a layer have the same weights."""
    for w, _ in layers(student.init_MLP(key(), WIDTHS, 0.1), WIDTHS):
        expect(
            not any(alike(a, b) for a, b in itertools.combinations(w, 2)),
            f"{CALL} gives two neurons of a layer the same weights. They would compute the same and learn the same "
            "for ever: "
            "draw `w` at once, with its full shape.",
        )


def test_no_key_is_used_twice(student, key):
    """No key is drawn from or split twice."""
    layers(student.init_MLP(key(), WIDTHS, 0.1), WIDTHS)
    expect(
        student.probe(reuses_a_key, key=key(), widths=WIDTHS) is False,
        f"{CALL} uses a key twice: JAX's `debug_key_reuse` says so. A key that you have drawn from or split is spent; "
        "go on "
        f"with the parts that `jax.random.split` gave you. {KEYS}",
    )
