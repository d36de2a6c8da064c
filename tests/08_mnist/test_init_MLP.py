"""Hidden tests for `init_MLP`: the parameters of a whole network from one key."""

import itertools

import numpy as np
import pytest

from gradax.testing import could_be_independent, could_be_normal, expect, expect_array, fail, probe

CALL = "`init_MLP(key, widths, scale)`"
WIDTHS = (50, 60, 60, 60, 45)  # nearly everywhere: other shapes are compiled anew
KEYS = "See *One key, many independent draws*."


@probe
def by_default(student, key, widths):
    """The parameters for the scale that is nobody's choice."""
    return student.init_MLP(key, widths)


@probe
def reuses_a_key(student, key, widths):
    """Whether a key serves twice."""
    from gradax.testing.detectors import keys

    return keys.spent_twice(lambda key: student.init_MLP(key, widths, 0.1), key)


def layers(got, widths, *, turned=True):
    """The pairs as arrays, once structure and dtype are right; with `turned`, matrices of the other layout too."""
    if not isinstance(got, list | tuple) or not all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in got):
        fail(f"{CALL} is not a list of pairs (w, b), one for each layer. {KEYS}")
    expect(
        len(got) == len(widths) - 1,
        f"{CALL} does not have as many layers as {len(widths)} widths make: a layer lies *between* two. {KEYS}",
        code="number-of-layers",
    )
    found = []
    for i, ((w, b), (n_in, n_out)) in enumerate(zip(got, itertools.pairwise(widths), strict=True)):
        if getattr(w, "shape", None) == (n_in, n_out) != (n_out, n_in):
            expect(
                turned,
                f"{CALL} stores a weight matrix as (n_in, n_out). In this assignment it has one *row* for each "
                "neuron: (n_out, n_in). See the exercise's second point.",
                code="turned",
            )
            w = w.T
        w = expect_array(w, what=f"`w` of layer {i} of {CALL}", shape=(n_out, n_in), dtype="float32")
        b = expect_array(b, what=f"`b` of layer {i} of {CALL}", shape=(n_out,), dtype="float32")
        expect(np.isfinite(w).all() and np.isfinite(b).all(), f"{CALL} has parameters that are nan or infinite. {KEYS}")
        found.append((w, b))
    return found


def spread(values, scale, which):
    """Expect mean 0 and standard deviation `scale`, within six standard errors."""
    std, mean, off = float(values.std()), float(values.mean()), 6 / values.size**0.5
    constant = f"{CALL}: the {which} are all the same number. They are random draws too, of that standard deviation."
    expect(std > 1e-12 * scale, constant, code=f"{which}-constant")
    third = "See the exercise's third point."
    if abs(std - scale) > scale * off / 2**0.5:
        for wrong, code, because in [
            (scale**0.5, "root", "the root of `scale`. `scale` is the standard deviation, not the variance"),
            (scale**2, "square", "the square of `scale`. Multiply by `scale` once"),
            (1.0, "unscaled", "1. Multiply the draws by `scale`"),
            (scale / 3**0.5, "uniform", "`scale` over the root of 3, as if they were uniform from -scale to scale"),
        ]:
            said = f"{CALL}: the standard deviation of the {which} is {because}. {third}"
            expect(abs(std - wrong) > wrong * off / 2**0.5, said, code=code)
        fail(f"{CALL}: the standard deviation of the {which} is not `scale`. {third}")
    not_zero = f"{CALL}: the mean of the {which} is not 0. Draw from `jax.random.normal` and multiply by `scale`."
    expect(abs(mean) < scale * off, not_zero, code="mean-not-zero")


def expect_normal(weights, biases):
    """Expect that draws of the right mean and spread come from a normal distribution, each by itself."""
    third = "See the exercise's third point."
    expect(
        could_be_normal(*weights),
        f"{CALL}: the weights are not normal and independent draws: none lies beyond three standard deviations, or "
        f"each matrix was scaled by its own spread. {third}",
        code="not-normal",
    )
    # Of 225 normal numbers none lies beyond 1.75 only once in 100 million times.
    none_far = f"{CALL}: none of the biases lies as far from 0 as some normal draws do. {third}"
    expect(np.abs(biases).max() > 1.75, none_far, code="no-tails")
    for w in weights:
        together = f"{CALL}: the weights of a layer hang together. Each is a draw of its own, its sign as well. {third}"
        expect(could_be_independent(w), together, code="not-independent")


def alike(first, second):
    """Whether two arrays begin with the same numbers, in reading order, up to a factor."""
    size = min(first.size, second.size)
    one, two = first.ravel()[:size], second.ravel()[:size]
    if size < 40 or one.std() == 0 or two.std() == 0:
        return False
    return abs(np.corrcoef(one, two)[0, 1]) > 0.9  # by chance 0.16 for 40 numbers: 0.9 does not happen


def repeats(w):
    """How much a matrix, read row by row, is like itself a little further on: the largest correlation."""
    flat = np.asarray(w, np.float64).ravel()
    flat = (flat - flat.mean()) / (flat.std() * flat.size**0.5)
    return float(np.abs(np.fft.irfft(np.abs(np.fft.rfft(flat)) ** 2, flat.size)[1:]).max())


def any_alike(rows):
    """Whether any two rows are the same numbers up to a factor, at once; a constant row is like no other."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return bool((np.abs(np.triu(np.corrcoef(rows), k=1)) > 0.9).any())


def drawn(student, key, scale=0.1):
    """The layers of the network that nearly all tests look at, none of them constant."""
    found = layers(student.init_MLP(key, WIDTHS, scale), WIDTHS)
    expect(all(w.std() > 0 for w, _ in found), f"{CALL}: the weights of a layer are all the same number. {KEYS}")
    return found


@pytest.mark.core
@pytest.mark.weight(2)
def test_one_pair_for_each_layer(student, key):
    """There is one pair (w, b) for each layer, w of shape (n_out, n_in), b of shape (n_out,), both float32."""
    for widths in ([4, 3], (5, 1, 7), (2, 3) * 33):
        (w, _), *_ = layers(student.init_MLP(key(), widths, 0.1), widths, turned=False)
        expect(np.ptp(w) > 0, f"{CALL}: the weights of a layer are all the same number. {KEYS}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_standard_deviation_of_weights_and_biases(student, rng, key):
    """The weights and the biases have mean 0 and standard deviation `scale`, 0.01 by default, in every layer."""
    for scale in (float(rng.uniform(0.05, 0.2)), 1e-6, 1e6, None):
        if scale is None:
            scale, got = 0.01, student.probe(by_default, key=key(), widths=WIDTHS)
        else:
            got = student.init_MLP(key(), WIDTHS, scale)
        found = layers(got, WIDTHS)
        for w, _ in found:
            spread(w, scale, "weights")
        spread(np.concatenate([b for _, b in found]), scale, "biases")
        expect_normal([w / scale for w, _ in found], np.concatenate([b for _, b in found]) / scale)


@pytest.mark.core
def test_the_key_decides(student, key):
    """The same key gives the same parameters, whatever was drawn in between; another key gives others."""
    first, other = key(), key()
    once, others, again = (drawn(student, each) for each in (first, other, first))
    expect(
        all(np.array_equal(a, b) for a, b in zip(sum(once, ()), sum(again, ()), strict=True)),
        f"{CALL} gives other parameters when it is called again with the same key. Draw with `jax.random` and from "
        f"`key` alone; `np.random` remembers what it gave before. {KEYS}",
        code="not-reproducible",
    )
    for i, (one, two) in enumerate(zip(once, others, strict=True)):
        for name, a, b in zip("wb", one, two, strict=True):
            expect(
                not alike(a, b),
                f"{CALL} gives the same `{name}` in layer {i} for two different keys. Derive every key from the `key` "
                f"that comes in, not from one that you make inside. {KEYS}",
                code="key-ignored",
            )


@pytest.mark.core
@pytest.mark.weight(2)
def test_no_array_repeats_another(student, key):
    """No two arrays repeat each other's numbers, whatever their shapes: every draw has a key of its own."""
    found = drawn(student, key())
    arrays = [(i, name, array) for i, pair in enumerate(found) for name, array in zip("wb", pair, strict=True)]
    for (i, name, first), (j, other, second) in itertools.combinations(arrays, 2):
        if not alike(first, second):
            continue
        if i == j:
            fail(
                f"{CALL}: the bias of a layer repeats the first weights of the same layer, as draws from one key do. "
                f"Split each layer's key once more. {KEYS}",
                code="one-key-for-w-and-b",
            )
        fail(
            f"{CALL}: `{name}` of layer {i} and `{other}` of layer {j} begin with the same numbers, as draws from "
            f"one key do. A key names a stream, and the shape only says how much of it to take. {KEYS}",
            code="one-key-for-layers",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_neurons_and_biases_are_drawn_by_themselves(student, key):
    """No two neurons or inputs of a layer have the same weights, and no bias is cut out of the weights."""
    found = drawn(student, key())
    for i, (w, b) in enumerate(found):
        expect(
            not any_alike(w),
            f"{CALL} gives two neurons of a layer the same weights, up to a factor. Draw `w` at once, with its full "
            f"shape. {KEYS}",
            code="equal-neurons",
        )
        expect(
            not any_alike(w.T),
            f"{CALL} gives two inputs of a layer the same weights, up to a factor. Draw `w` at once, with its full "
            "shape.",
            code="equal-inputs",
        )
        expect(
            repeats(w) < 0.3,  # by chance 0.1 for 2700 numbers
            f"{CALL} gives weights that come again further on in the same matrix. Draw `w` at once, with its full "
            f"shape. {KEYS}",
            code="weights-again",
        )
        expect(
            b.std() == 0 or not any(np.isin(b, other).all() for other, _ in found),
            f"{CALL}: all numbers of the bias of layer {i} stand in the weights as well. A bias is a draw of its own, "
            f"with its own key. {KEYS}",
            code="bias-out-of-weights",
        )


@pytest.mark.core
def test_no_key_is_used_twice(student, key):
    """No key is drawn from or split twice."""
    drawn(student, key())
    expect(
        student.probe(reuses_a_key, key=key(), widths=WIDTHS) is False,
        f"{CALL} uses a key twice. A key that you have drawn from or split is spent; go on with the parts that "
        f"`jax.random.split` gave you. {KEYS}",
        code="key-used-twice",
    )
