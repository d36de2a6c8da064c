"""Hidden tests for `init_mlp_params`: He initialisation of a list of layers."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import correlation, expect, expect_array, expect_tree, fail, probe

HE = "See *How large should random weights be?*"

# The keys are secret; shapes that recur are compiled once. Even random signs do not come out alike by chance.
WIDTHS = [5, 7, 6, 8]


@probe
def reuses_a_key(student, key, widths):
    """Whether a key serves twice, by its numbers."""
    from gradax.testing.detectors import keys

    return keys.spent_twice(lambda key: student.init_mlp_params(key, widths), key)


def layers(student, key, widths):
    """The student's parameters, once their structure and shapes are right."""
    got = student.init_mlp_params(key, widths)
    like = [{"w": np.zeros((n_in, n_out)), "b": np.zeros(n_out)} for n_in, n_out in pairwise(widths)]
    if isinstance(got, list) and len(got) == len(widths):
        fail(
            f"`init_mlp_params(key, widths)` has as many layers as there are widths, {len(got)}. A layer lies "
            "*between* two widths, so there is one fewer. See *A network is a list of dictionaries*."
        )
    expect_tree(got, like, what="`init_mlp_params(key, widths)`")
    return got


def arrays(student, key, name):
    """All arrays of this name for small widths, whatever their shapes: a wrong layout is not paid for twice."""
    got = student.init_mlp_params(key, WIDTHS)
    if not isinstance(got, list) or not got or not all(isinstance(layer, dict) and name in layer for layer in got):
        fail(
            "`init_mlp_params(key, widths)` is not a list of dictionaries with the keys 'w' and 'b'. "
            "See *A network is a list of dictionaries*."
        )
    return [expect_array(layer[name], what=f"a layer's '{name}'", dtype=np.floating) for layer in got]


def weights(student, key, widths):
    """All weight matrices, of the right shapes and finite."""
    found = [
        expect_array(layer["w"], what="a layer's 'w'", dtype=np.floating) for layer in layers(student, key, widths)
    ]
    if not all(np.isfinite(w).all() for w in found):
        fail(f"`init_mlp_params(key, widths)` has weights that are nan or infinite. {HE}")
    return found


def repeats(w):
    """How much a matrix, read row by row, is like itself a little further on: the largest correlation."""
    flat = np.asarray(w, np.float64).ravel()
    flat = (flat - flat.mean()) / (flat.std() * flat.size**0.5)
    return float(np.abs(np.fft.irfft(np.abs(np.fft.rfft(flat)) ** 2, flat.size)[1:]).max())


def drawn(arrays):
    """The arrays, if their entries differ: what is all alike was never drawn."""
    expect(
        all(each.std() > 0 for each in arrays),
        f"`init_mlp_params(key, widths)` has weights that are all the same number. Draw each from `key`. {HE}",
        code="nothing-drawn",
    )
    return arrays


@pytest.mark.weight(2)
def test_one_layer_for_each_pair_of_widths(student, key):
    """There is one layer for each pair of neighbouring widths: float32, `w` of shape (n_in, n_out), `b` of (n_out,)."""
    widths = WIDTHS
    for number, layer in enumerate(layers(student, key(), widths)):
        for name in ("w", "b"):
            expect_array(layer[name], what=f"`init_mlp_params(key, widths)[{number}]['{name}']`", dtype=np.float32)
    one = student.init_mlp_params(key(), tuple(widths[:2]))
    expect(
        isinstance(one, list) and len(one) == 1,
        "`init_mlp_params(key, widths)` does not give a list of one layer for a tuple of two widths. Neither the "
        "number of layers nor a list may be taken for granted. See *A network is a list of dictionaries*.",
    )


@pytest.mark.core
@pytest.mark.parametrize("widths", [(1, 1), (3, 1, 1, 2), (2, 3) * 33])
def test_any_widths(student, key, widths):
    """Widths may be a tuple, 1, and more in number than in any example."""
    found = weights(student, key(), widths)
    few = sum(w.size for w in found) < 100  # some distributions draw a 0 now and then
    expect(few or any(w.any() for w in found), f"`init_mlp_params(key, widths)` has weights that are all 0. {HE}")


def test_biases_start_at_zero(student, key):
    """All biases start at zero."""
    expect(
        not any(b.any() for b in arrays(student, key(), "b")),
        "`init_mlp_params(key, widths)` has biases that are not zero. Random weights already make the units differ; "
        f"the biases start at zero. {HE}",
        code="biases-not-zero",
    )


# The standard deviations that other rules give: each with its code and what to say.
OTHER_RULES = [
    (
        lambda n_in, n_out: (2 / n_out) ** 0.5,
        "n-out",
        "sqrt(2 / n_out). A unit sums over its *inputs*, so n_in is what counts",
    ),
    (
        lambda n_in, n_out: 2 / n_in,
        "no-square-root",
        "2 / n_in. That is the variance that you want; take its square root",
    ),
    (
        lambda n_in, n_out: 2 / n_out,
        "n-out-no-square-root",
        "2 / n_out. Take n_in, the number of inputs that a unit sums over, and the square root",
    ),
    (
        lambda n_in, n_out: (1 / n_in) ** 0.5,
        "without-two",
        "sqrt(1 / n_in). ReLU throws half of the mean square away; the 2 makes up for it",
    ),
    (
        lambda n_in, n_out: (2 / (n_in + n_out)) ** 0.5,
        "glorot",
        "sqrt(2 / (n_in + n_out)). That is another rule (Glorot's), made for activations without ReLU",
    ),
    (
        lambda n_in, n_out: 1.0,
        "unscaled",
        "1, as if nothing scaled them. Multiply a standard normal draw by sqrt(2 / n_in)",
    ),
    (
        lambda n_in, n_out: 0.88 * (2 / n_in) ** 0.5,
        "truncated",
        "0.88 times sqrt(2 / n_in). Cutting off a normal distribution takes that much away; make up for it",
    ),
]


def expect_no_other_rule(std, n_in, n_out):
    """Where a layer's standard deviation is that of another rule, say which."""
    for rule, code, because in OTHER_RULES:
        wrong = rule(n_in, n_out)
        if abs(std - wrong) < 0.04 * wrong:
            fail(
                f"`init_mlp_params(key, widths)` has weights of a standard deviation of about {because}. {HE}",
                code=code,
            )


@pytest.mark.core
@pytest.mark.weight(3)
def test_weights_have_mean_zero_and_variance_two_over_n_in(student, key):
    """The weights of each layer have mean 0 and variance 2 / n_in (measured, within what chance allows)."""
    widths = [512, 64, 512]
    called = "`init_mlp_params(key, widths)`"
    for (n_in, n_out), w in zip(pairwise(widths), weights(student, key(), widths), strict=True):
        std, he = float(w.std()), (2 / n_in) ** 0.5
        # 18,000 entries or more: by chance a standard deviation is 0.5 % off, with heavy tails 1 %, and the mean 0.7 %.
        expect(
            abs(float(w.mean())) <= 0.06 * std,
            f"{called} has weights whose mean is not 0. Draw from a distribution that is symmetric about 0, such as "
            f"`jax.random.normal`: a mean other than 0 adds up over all inputs of a unit. {HE}",
            code="mean-not-zero",
        )
        if abs(std - he) < 0.05 * he:
            continue
        expect_no_other_rule(std, n_in, n_out)
        fail(
            f"{called} has weights whose standard deviation in a layer is {std / he:.2f} times what it should be, "
            f"which is sqrt(2 / n_in). {HE}"
        )


@pytest.mark.core
def test_the_rule_holds_for_few_inputs_and_for_many(student, key):
    """The variance is 2 / n_in for a single input and for thousands, too."""
    widths = [1, 20_000, 2]
    for n_in, w in zip(widths, weights(student, key(), widths), strict=False):
        ratio = float(w.std()) / (2 / n_in) ** 0.5
        expect(
            0.95 < ratio < 1.05,
            f"`init_mlp_params(key, widths)` has weights whose standard deviation is {ratio:.2f} times sqrt(2 / n_in) "
            f"for a layer of very few or very many inputs. Neither add anything to the rule nor cut it off. {HE}",
        )


@pytest.mark.core
def test_the_key_decides_everything(student, key):
    """The same key gives the same parameters, another key gives others."""
    first, second = key(), key()
    once, again, other = (arrays(student, each, "w") for each in (first, first, second))
    expect(
        len(once) == len(again) == len(other),
        "`init_mlp_params(key, widths)` gives another number of layers when it is called again with the same widths. "
        "See *A network is a list of dictionaries*.",
    )
    expect(
        all(np.array_equal(a, b) for a, b in zip(once, again, strict=True)),
        "`init_mlp_params(key, widths)` gives other weights when it is called again with the same key. All "
        "randomness must come from `key`: draw with `jax.random`, not with `np.random` or Python's `random`. See the "
        "exercise's last point.",
        code="not-by-the-key",
    )
    expect(
        not any(np.array_equal(a, b) for a, b in zip(once, other, strict=True)),
        "`init_mlp_params(key, widths)` gives a layer the same weights for two different keys. Draw from the "
        "`key` that comes in, not from one that you make inside. See the exercise's last point.",
        code="ignores-the-key",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_layers_are_drawn_independently(student, key):
    """No two layers are copies of each other."""
    found = drawn(weights(student, key(), [96, 96, 96, 48]))
    for a in range(3):
        for b in range(a):
            # The correlation of 4608 or more independent pairs is 0.015 by chance.
            expect(
                correlation(found[a], found[b]) < 0.15,
                "`init_mlp_params(key, widths)` gives two layers weights that are correlated, if not the same. A "
                "key always gives the same draw, so each layer needs a key of its own: `jax.random.split(key, "
                "number_of_layers)`. Look at the exercise's last point.",
                code="layers-alike",
            )


@pytest.mark.core
def test_units_are_drawn_independently(student, key):
    """No two units of a layer are copies of each other, and none are made orthogonal."""
    for w in drawn(weights(student, key(), [96, 96, 96, 48])):
        for matrix in (w, w.T):
            units = matrix - matrix.mean(axis=1, keepdims=True)
            units = units / (np.linalg.norm(units, axis=1, keepdims=True) + 1e-30)
            alike = np.abs(units @ units.T - np.diag(np.sum(units**2, axis=1)))
            # 48 or 96 numbers a unit: 0.85 would take more than six standard deviations.
            expect(
                alike.max() < 0.85,
                "`init_mlp_params(key, widths)` gives a `w` in which two rows or two columns are the same, or "
                "strongly correlated. Their units would compute and learn much the same: draw each entry by itself, "
                "with the full shape `(n_in, n_out)`. See *A network is a list of dictionaries*.",
                code="units-alike",
            )
            # The mean square is 1/96 or 1/48 by chance, give or take a fiftieth of it.
            expect(
                np.mean(alike**2) > 0.005,
                "`init_mlp_params(key, widths)` makes the units of a layer orthogonal, or nearly so. Independent "
                f"entries are not: draw each by itself. {HE}",
                code="units-orthogonal",
            )
        expect(
            repeats(w) < 0.3,  # by chance 0.07 for 4608 numbers
            "`init_mlp_params(key, widths)` gives weights that come again further on in the same matrix. Draw "
            f"each entry by itself, with the full shape `(n_in, n_out)`. {HE}",
            code="weights-again",
        )


@pytest.mark.core
def test_entries_are_left_as_they_are_drawn(student, key):
    """Entries are independent: neither their sums nor their sums of squares are made to come out alike."""
    centred, evened = [], []
    for w in drawn(weights(student, key(), [95, 97, 95, 97])):  # odd sizes, so that signs alone do not add up to 0
        size = float(w.std())
        # By chance one in 10,000, and one in 200 where there are but a few different numbers.
        centred.append(abs(float(w.sum(dtype=float))) < 1e-4 * size * w.size**0.5)
        for matrix in (w, w.T):
            sums, squares = matrix.sum(axis=0), np.square(matrix).sum(axis=0)
            signs_alone = np.ptp(np.abs(matrix)) < 1e-3 * size
            evened.append(np.ptp(sums) < 1e-3 * size)
            evened.append(np.ptp(squares) < 1e-3 * squares.mean() and not signs_alone)
    expect(
        not all(centred) and not any(evened),
        "`init_mlp_params(key, widths)` has weights whose sums or sums of squares come out alike, as those that were "
        f"centred or normalised after the draw. Independent ones scatter: only scale them. {HE}",
        code="evened-out",
    )


@pytest.mark.core
def test_no_key_is_used_twice(student, key):
    """No key is drawn from or split twice."""
    drawn(arrays(student, key(), "w"))
    expect(
        student.probe(reuses_a_key, key=key(), widths=[2, 3] * 6) is False,
        "`init_mlp_params(key, widths)` uses a key twice. A key that you have drawn from or split is "
        "spent; go on with the parts that `jax.random.split` gave you. See the exercise's last point.",
        code="key-reuse",
    )
