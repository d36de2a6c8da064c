"""Hidden tests for `activation_stds`: how activations grow and shrink in a deep random network."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe

STEPS = "Follow the three steps of the exercise."

SMALL = 4, 24  # depth and width: the keys are secret; shapes that recur are compiled once


@probe
def under_jit(student, key, scale, depth, width):
    """The same call, without and with jit."""
    import jax
    import jax.numpy as jnp

    def run(key, scale):
        return jnp.asarray(student.activation_stds(key, scale, depth, width))

    return [run(key, scale), jax.jit(run)(key, scale)]


@probe
def difference_of_growth(student, keys):
    """How much more layer 2 of a network of width 1 grows than layer 3, at most: for three keys where both survive."""
    import numpy as np

    found = []
    for key in keys:
        stds = np.asarray(student.activation_stds(key, 1.0, 3, 1), dtype=float).ravel()
        if stds.shape == (3,) and np.all(np.isfinite(stds)) and np.all(stds > 0):
            found.append(abs(float(stds[1] ** 2 / (stds[0] * stds[2])) - 1))
        if len(found) == 3:
            break
    return max(found, default=None)


@probe
def first_layers(student, key):
    """The measurement of forty thousand networks of one layer of width 1, a thousand at a time.

    XLA takes its time here to compile, which it does not elsewhere in guests: no other test draws ten million numbers.
    """
    import jax

    def measured(keys):
        return jax.lax.map(lambda key: student.activation_stds(key, 1.0, 1, 1), keys, batch_size=1000)

    optimised = jax.jit(measured, compiler_options={"xla_backend_optimization_level": 2})
    return optimised(jax.random.split(key, 40_000))


@probe
def sizes(student, key, width):
    """How many numbers each array holds that a call makes, as its jaxpr is printed."""
    import math
    import re

    import jax

    jaxpr = jax.make_jaxpr(lambda key: student.activation_stds(key, 0.3, 3, width))(key)
    shapes = sorted(set(re.findall(r"f32\[([\d,]+)\]", str(jaxpr))))
    return [math.prod(int(axis) for axis in shape.split(",")) for shape in shapes]


@probe
def reuses_a_key(student, key):
    """Whether a key serves twice, by its numbers."""
    from gradax.testing.detectors import keys

    return keys.spent_twice(lambda key: student.activation_stds(key, 0.3, 4, 24), key)


def measured(student, key, scale, depth, width):
    """The student's measurements, once their shape is right; in a list, too, which only the first test minds."""
    got, what = student.activation_stds(key, scale, depth, width), "`activation_stds(key, scale, depth, width)`"
    if isinstance(got, list | tuple) and len(got) == depth:
        return np.array([expect_array(each, what=f"an entry of {what}", shape=(), dtype=np.floating) for each in got])
    return expect_array(got, what=what, shape=(depth,), dtype=np.floating)


@pytest.mark.core
def test_one_measurement_for_each_layer(student, key):
    """The result is a float32 array of shape (depth,), of finite positive numbers."""
    depth, width = SMALL
    got = student.activation_stds(key(), (2 / width) ** 0.5, depth, width)
    if isinstance(got, list | tuple):
        fail(
            "`activation_stds(key, scale, depth, width)` is a list or tuple of measurements; expected one array of "
            "shape (depth,). `jnp.stack` makes an array of a list of scalars."
        )
    what = "`activation_stds(key, scale, depth, width)`"
    got = expect_array(got, what=what, shape=(depth,), dtype=np.float32)
    expect(
        np.isfinite(got).all() and (got > 0).all(),
        "`activation_stds(key, scale, depth, width)` has entries that are not positive numbers, for a scale at which "
        f"the activations neither explode nor vanish. {STEPS}",
    )


@pytest.mark.core
@pytest.mark.parametrize("depth", [1, 2, 24])
@pytest.mark.parametrize("width", [1, 24])
def test_any_depth_and_width(student, key, depth, width):
    """It works for a single layer and for many, and for a width of 1."""
    got = measured(student, key(), (2 / width) ** 0.5, depth, width)  # grows and shrinks little
    expect(
        bool(np.isfinite(got).all() and (got >= 0).all() and (width == 1 or got[0] > 0)),
        f"`activation_stds(key, scale, {depth}, {width})` has entries that are negative, nan or infinite. {STEPS}",
    )
    if (depth, width) == (24, 1):  # such a network survives with one key in eight million
        expect(
            bool(got[-1] == 0),
            "`activation_stds(key, scale, 24, 1)` does not end in 0, though with a single unit no activation is left "
            f"after so many layers. Nothing is added to a standard deviation, and it has no floor. {STEPS}",
            code="dead-not-0",
        )
        ends = [float(measured(student, key(), 2**0.5, 6, 1)[-1]) for _ in range(6)]  # all survive once in 2**30
        expect(
            0 in ends,
            "`activation_stds(key, scale, 6, 1)` does not end in 0 for any of six keys. A negative weight behind the "
            f"first layer switches a single unit off: ReLU lets nothing negative through. {STEPS}",
            code="leaks",
        )


GROWTH = [
    (lambda layer: 1.0 + 0 * layer, "equals the result for `scale`: multiply each draw of the weights by `scale`"),
    (
        lambda layer: 2.0 + 0 * layer,
        "is twice the result for `scale` in every layer, where layer 2 should grow by 4 and layer 3 by 8: each layer "
        "must go on from the activations of the layer before",
    ),
    (
        lambda layer: 4.0**layer,
        "grows by 4, 16, 64, …: that is how variances grow. Measure standard deviations, `jnp.std`, and multiply the "
        "weights by `scale` itself",
    ),
    (
        lambda layer: 2.0 ** (layer / 2),
        "grows by sqrt(2) a layer, as if `scale` were a variance. It is the standard deviation of the weights: "
        "multiply a standard normal draw by `scale` itself",
    ),
]


@pytest.mark.core
@pytest.mark.weight(4)
@pytest.mark.parametrize("size", [1.0, 0.01, 100.0])
def test_doubling_the_scale_multiplies_the_layers_by_2_4_8(student, rng, key, size):
    """With the same key, doubling the scale multiplies the entries by exactly 2, 4, 8, for small and large scales."""
    again, scale, layer = key(), size * float(rng.uniform(0.1, 0.2)), np.arange(1, 5)
    once, twice = (measured(student, again, each, *SMALL) for each in (scale, 2 * scale))
    called = "`activation_stds(key, 2 * scale, depth, width)`"
    with np.errstate(all="ignore"):
        factors = twice / once
    for growth, because in GROWTH:
        if np.allclose(factors, growth(layer), rtol=1e-3):
            fail(f"{called} {because}. {STEPS}")
    expect_close(
        factors,
        2.0**layer,
        what=f"{called} divided by the result for `scale`",
        rtol=1e-3,
        because=f"Weights of twice the size double the activations of every layer, one on top of the other. {STEPS}",
    )


def misread(got, want):
    """What five layers at the He scale look like where something else is measured; None for anything else."""
    if abs(got[0] / want - 1) < 0.03 and got[-1] < want and np.all(np.diff(got) < 0):
        return (
            "falls from layer to layer at the He scale, while its first entry is right: that is the spread over the "
            "inputs of each unit by itself. Take all 256 * width entries together: `jnp.std(h)`, without an axis"
        )
    if abs(got[0] / 2**0.5 - 1) < 0.03 and got[-1] > 3 * got[0]:
        return "grows by sqrt(2) a layer at the He scale: no ReLU throws half of the mean square away"
    return next(
        (
            f"gives {because}"
            for wrong, because in {
                2**0.5: "the standard deviation of `h @ w`, before the ReLU. Apply the ReLU first, then measure",
                1.0: "the root of the mean square. After a ReLU the mean is not 0; `jnp.std` takes it off",
                want**2: "the variance. `jnp.std` is its square root",
            }.items()
            if abs(got[0] / wrong - 1) < 0.03
        ),
        None,
    )


@pytest.mark.core
@pytest.mark.weight(5)
def test_measures_all_activations_after_relu(student, key):
    """Each entry is the standard deviation of all activations of a layer, taken after the ReLU."""
    width, depth = 400, 5
    scale = (2 / width) ** 0.5
    runs = np.array([measured(student, key(), scale, depth, width) for _ in range(6)])
    if not (np.isfinite(runs).all() and (runs > 0).all()):
        fail(f"`activation_stds(key, scale, depth, width)` is nan, infinite or not positive near the He scale. {STEPS}")
    got = np.exp(np.log(runs).mean(axis=0))
    called = "`activation_stds(key, scale, depth, width)`"
    # Of relu(z) with z ~ N(0, 2). Chance moves the mean of six runs by 0.2 % in layer 1 and by 1 to 3 % deeper down.
    want = (1 - 1 / np.pi) ** 0.5
    if abs(got[0] / want - 1) < 0.03 and np.all(np.abs(np.log(got / want)) < 0.2):
        return
    because = misread(got, want)
    if because is not None:
        fail(f"{called} {because}. {STEPS}")
    fail(
        f"{called} is {got[0] / want:.2f} times what it should be in the first layer and {got[-1] / want:.2f} times "
        f"in the fifth, on average over several keys near the He scale. {STEPS}"
    )


@pytest.mark.core
def test_weights_and_inputs_are_normal(student, key):
    """The weights and the inputs are drawn from normal distributions."""
    what = "`activation_stds(key, 1.0, 1, 1)` for many keys"
    got = student.within(60).probe(first_layers, key=key())
    got = expect_array(got, what=what, shape=(40_000, 1), dtype=np.floating)
    # |w| times the spread of 256 numbers after the ReLU, for a single w: 5 % are above 1.96, 1.2 % above 2.5.
    large, larger = (float(np.mean(got > size * (0.5 - 0.5 / np.pi) ** 0.5)) for size in (1.96, 2.5))
    expect(
        bool((got > 0).any()),
        f"{what} is 0 each time. A single unit has 256 activations, and their standard deviation is not 0: take it "
        f"over all of them together, and change nothing about the weights that you draw. {STEPS}",
        code="all-zero",
    )
    expect(
        larger > 0.006,
        f"{what} is hardly ever as large as a weight beyond 2.5 standard deviations makes it. Draw the weights with "
        f"`jax.random.normal`, which cuts nothing off. {STEPS}",
        code="truncated",
    )
    expect(
        0.03 < large < 0.08,
        f"The weights of `activation_stds(key, scale, depth, width)` are not normal: of 100 networks with a single "
        f"weight, {100 * large:.0f} have one beyond twice the standard deviation, instead of 5. Draw with "
        f"`jax.random.normal`. {STEPS}",
    )
    spread = float(np.mean(got)) / 0.464
    expect(
        0.978 < spread < 1.022,
        f"The inputs of `activation_stds(key, scale, depth, width)` are not standard normal: with a single weight the "
        f"standard deviation is {spread:.2f} times what it should be, on average. {STEPS}",
    )


@pytest.mark.core
def test_there_are_256_inputs(student, key):
    """256 inputs go through the network."""
    positive(measured(student, key(), 0.3, *SMALL))
    found = student.probe(sizes, key=key(), width=7)
    expect(
        isinstance(found, list) and any(isinstance(size, int) and size == 256 * 7 for size in found),
        f"`activation_stds(key, scale, depth, width)` makes no array of 256 * width numbers. {STEPS}",
    )


def positive(stds):
    """Activations that vary have a standard deviation above 0, and not the same in all layers."""
    called = "`activation_stds(key, scale, depth, width)`"
    expect(bool(np.all(stds > 0)), f"{called} has entries that are not positive numbers. {STEPS}", code="not-positive")
    expect(bool(np.ptp(stds) > 0), f"{called} gives the same number for all layers. {STEPS}", code="layers-alike")


@pytest.mark.weight(2)
def test_every_layer_draws_fresh_weights(student, key):
    """Every layer draws weights of its own."""
    positive(measured(student, key(), 0.3, *SMALL))
    keys = [key() for _ in range(60)]  # a quarter of all keys let both layers survive
    found = student.within(30).probe(difference_of_growth, keys=keys)
    if not isinstance(found, float):
        fail(
            "`activation_stds(key, scale, 3, 1)` never gives three positive numbers, for sixty keys. Width 1 is "
            "allowed: the standard deviation is over all 256 * width entries, so it exists there too, and it depends "
            "on `key`."
        )
    expect(
        found > 1e-3,
        "`activation_stds(key, scale, depth, width)` uses the same weights in more than one layer. The same key "
        "gives the same draw: split off one key for each layer before the loop, or inside it. See step 2 of the "
        "exercise.",
        code="same-weights",
    )


@pytest.mark.core
def test_no_key_is_used_twice(student, key):
    """No key is drawn from or split twice."""
    positive(measured(student, key(), 0.3, *SMALL))
    expect(
        student.probe(reuses_a_key, key=key()) is False,
        "`activation_stds(key, scale, depth, width)` uses a key twice. The inputs and "
        "each layer's weights need a key of their own: `jax.random.split(key, depth + 1)`.",
        code="key-reuse",
    )


@pytest.mark.core
def test_the_key_decides_everything(student, key):
    """The same key gives the same measurements, another key gives others."""
    first, second = key(), key()
    once, again, other = (measured(student, each, 0.3, *SMALL) for each in (first, first, second))
    expect(
        np.array_equal(once, again),
        "`activation_stds(key, scale, depth, width)` gives another answer when it is called again with the same key. "
        "All randomness must come from `key`: draw with `jax.random`, not with `np.random` or Python's `random`.",
    )
    expect(
        not np.array_equal(once, other),
        "`activation_stds(key, scale, depth, width)` gives the same answer for two different keys. Draw from the "
        "`key` that comes in, not from one that you make inside.",
    )


@pytest.mark.core
def test_works_under_jit(student, rng, key):
    """It works under `jit` with a traced scale, and gives the same result."""
    scale = np.float32(rng.uniform(0.2, 0.4))
    pair = student.probe(under_jit, key=key(), scale=scale, depth=4, width=24)
    expect_tree(pair, [np.zeros(4), np.zeros(4)], what="[`activation_stds(key, scale, 4, 24)`, the same under `jit`]")
    positive(expect_array(pair[0], what="`activation_stds(key, scale, 4, 24)`", dtype=np.floating))
    expect_close(
        pair[1],
        pair[0],
        what="`activation_stds` under `jit`",
        rtol=1e-3,
        because="It should not depend on whether its loop is compiled.",
    )
