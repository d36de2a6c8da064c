"""Hidden tests for `CNN`: pictures in, scores out."""

import numpy as np
import pytest
from helpers import near
from probes import contracted_size, equations, plain, replay, weighted

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe

PICTURES = "See *Pictures: a convolutional network*."
SIZE = 28


@probe
def shapes(student, key, x, classes):
    """The shapes and dtypes of scores, by class count and size of the batch; "empty" where a picture becomes so."""
    import jax

    def outline(model, x):
        try:
            y, _ = jax.eval_shape(model.init_with_output, key, x)
        except ZeroDivisionError:
            return "empty"
        return jax.tree.map(lambda leaf: [list(leaf.shape), str(leaf.dtype)], y)

    models = [student.CNN(classes=classes[0]), student.CNN(classes=classes[1]), student.CNN()]
    return [outline(model, pictures) for model, pictures in zip(models, (x, x[:1], x), strict=True)]


@probe
def scoring(student, seed, x):
    """A network with weights of the grader's own, as a function of the pictures."""
    model = student.CNN(classes=7)
    variables = weighted(model, x, seed)
    return lambda x: model.apply(variables, x)


@probe
def of_many_weights(student, x, seeds):
    """Networks with several sets of weights of the grader's own, as a function of the pictures."""
    import jax
    import jax.numpy as jnp

    model = student.CNN(classes=7)
    several = jax.tree.map(lambda *leaves: jnp.stack(leaves), *[weighted(model, x, each) for each in seeds])
    return lambda x: jax.lax.map(lambda variables: model.apply(variables, x), several)


@probe
def steepness(student, seed, x, weights):
    """A function of the pictures: for each array of parameters the largest entry of the gradient of weighted scores.

    All parameters are positive here, so that no ReLU holds anything back.
    """
    import jax
    import jax.numpy as jnp

    model = student.CNN(classes=7)
    variables = jax.tree.map(abs, weighted(model, x, seed))

    def largest(x):
        grads = jax.grad(lambda variables: (weights * model.apply(variables, x)).sum())(variables)
        return jnp.stack([jnp.abs(leaf).max() for leaf in jax.tree.leaves(grads)])

    return largest


@probe
def anatomy(student, key, x):
    """Variables, convolutions and what dense layers after them see, as traced; nothing is computed."""
    import jax

    model = student.CNN()
    variables = jax.eval_shape(model.init, key, x)
    convolutions, dense, channel, channels = [], [], None, None
    for equation in equations(jax.make_jaxpr(model.apply)(variables, x).jaxpr):
        if equation.primitive.name == "conv_general_dilated":
            inputs, axes = equation.invars[0].aval.shape, equation.params["dimension_numbers"]
            convolutions.append([len(inputs) - 2, inputs[axes.lhs_spec[1]]])
            channel = axes.out_spec[1]
        if equation.primitive.name == "transpose" and channels and len(equation.invars[0].aval.shape) == 4:
            channel = equation.params["permutation"].index(channel)
        if equation.primitive.name == "dot_general" and channels:
            dense.append(contracted_size(equation) // channels)
        for out in equation.outvars:
            if channel is not None and len(out.aval.shape) == 4:
                channels = out.aval.shape[channel]
    leaves = jax.tree.leaves(plain(variables).get("params", {}))
    return {
        "collections": sorted(variables),
        "parameters": sum(leaf.size for leaf in leaves),
        "convolutions": convolutions,
        "places": dense,
    }


@probe
def silenced(student, seed, x):
    """For each convolution: scores where what it gives is far below zero, and where it is twice as far."""
    import jax
    import jax.numpy as jnp

    model = student.CNN(classes=7)
    variables = weighted(model, x, seed)
    program = jax.make_jaxpr(model.apply)(variables, x)
    arguments = jax.tree.leaves((variables, x))

    def scores(chosen, depth):
        passed = []

        def convolve(equation, values):
            passed.append(equation)
            found = equation.primitive.bind(*values, **equation.params)
            if len(passed) - 1 != chosen:
                return found
            return -depth * (1 + jnp.abs(found) / (1e-6 + jnp.abs(found).max()))

        return replay(program.jaxpr, program.consts, arguments, convolve)[0]

    count = sum(each.primitive.name == "conv_general_dilated" for each in equations(program.jaxpr))
    runs = [jax.jit(lambda depth, chosen=chosen: scores(chosen, depth)) for chosen in range(min(count, 12))]
    return [[run(1e6), run(2e6)] for run in runs]


def pictures(rng, n):
    """Random pictures, of different brightness."""
    return (rng.uniform(size=(n, SIZE, SIZE)) * rng.uniform(0.2, 2, size=(n, 1, 1))).astype(np.float32)


def seed(rng):
    """A seed for random weights."""
    return int(rng.integers(2**32))


@pytest.mark.core
@pytest.mark.weight(2)
def test_scores_have_a_row_for_each_picture(student, rng, key):
    """Scores are float32, of shape (batch, classes), for any number of classes and of pictures, 1 included."""
    classes = [int(count) for count in rng.choice([3, 4, 5, 6, 7, 8, 9], size=2, replace=False)]
    seen = student.within(30).probe(shapes, key=key(), x=pictures(rng, 3), classes=classes)
    first = seen[0] if isinstance(seen, list) and len(seen) == 3 else None
    if isinstance(first, str) and first == "empty":
        message = "Nothing is left of the pictures when a layer of `CNN` sees them. Flax wants the channel axis "
        fail(f"{message}last, unlike PyTorch: `x[..., None]`. {PICTURES}", code="nothing-left")
    if near(first, [[1, classes[0]], "float32"]):
        message = "`CNN` has one row of scores for a whole batch. Flatten each picture by itself: "
        fail(f"{message}`x.reshape(x.shape[0], -1)`. {PICTURES}", code="one-row")
    if near(first, [[3, 10], "float32"]):
        message = f"`CNN(classes={classes[0]})` has ten scores. The last layer has `self.classes` outputs."
        fail(f"{message} {PICTURES}", code="ten-classes")
    for got, want, what in zip(
        seen if first is not None else [None] * 3,
        ([3, classes[0]], [1, classes[1]], [3, 10]),
        (f"`CNN({classes[0]})` of 3 pictures", f"`CNN({classes[1]})` of 1 picture", "`CNN()` of 3 pictures"),
        strict=True,
    ):
        expect(
            near(got, [want, "float32"]), f"{what} does not give scores of shape {tuple(want)} in float32. {PICTURES}"
        )


@pytest.mark.core
@pytest.mark.weight(3)
def test_each_picture_is_scored_on_its_own(student, rng):
    """Other pictures have other scores, which depend neither on the rest of the batch nor on the place in it."""
    x, others = pictures(rng, 3), pictures(rng, 3)
    others[2] = x[0]
    blank = np.zeros_like(x)
    program = student.within(30).export(scoring, x, seed=seed(rng), x=blank)
    alone, among = (
        expect_array(program(each), what="`CNN(classes=7)` of 3 pictures", shape=(3, 7), dtype=np.float32)
        for each in (x, others)
    )
    because = f"A picture has the same scores, whichever others are in the batch, and wherever it stands. {PICTURES}"
    expect_close(among[2], alone[0], what="the scores of a picture", rtol=1e-3, atol=1e-4, because=because)
    expect(bool(np.isfinite(alone).all()), f"The scores of `CNN` are not finite. {PICTURES}")
    if (alone >= 0).all() and near(alone.sum(1), np.ones(3), atol=1e-4):
        message = "`CNN` returns probabilities. Scores are what stands before the softmax, or the logarithm after it."
        fail(f"{message} {PICTURES}", code="probabilities")
    message = f"`CNN` gives every picture the same scores. {PICTURES}"
    expect(not near(alone[1:], alone[:1].repeat(2, 0), rtol=0, atol=1e-6), message, code="constant")


@pytest.mark.core
def test_scores_may_be_of_either_sign(student, rng):
    """Scores are logits or log-probabilities: whatever the weights, some of them are below zero."""
    x, seeds = pictures(rng, 2), [seed(rng) for _ in range(6)]
    program = student.within(30).export(of_many_weights, x, x=np.zeros_like(x), seeds=seeds)
    got = expect_array(program(x), what="the scores of `CNN(classes=7)`", shape=(6, 2, 7), dtype=np.float32)
    expect(bool(np.isfinite(got).all()), f"The scores of `CNN` are not finite. {PICTURES}")
    message = "`CNN` gives no score below zero, for six networks of random weights. Logits are of either sign, and "
    message += "log-probabilities are never above zero: leave out what comes after the last dense layer."
    expect(bool((got < 0).any()), f"{message} {PICTURES}", code="never-negative")


@pytest.mark.core
def test_has_the_parts_of_a_convolutional_network(student, rng, key):
    """It has two or more convolutions, then smaller pictures and a dense layer; few parameters and nothing else."""
    seen = student.within(30).probe(anatomy, key=key(), x=pictures(rng, 3))
    expect_tree(seen["convolutions"], [[0, 0]] * listed(seen["convolutions"]), what="the convolutions of `CNN`")
    dense = seen["places"] if isinstance(seen["places"], list) else []
    if any(channels == SIZE for _, channels in seen["convolutions"][:1]):
        message = (
            "The first convolution of `CNN` sees 28 channels; a grey picture has one. Add the channel axis first: "
        )
        fail(f"{message}`x[..., None]`, of shape (batch, 28, 28, 1). {PICTURES}", code="channel-forgotten")
    planar = [axes for axes, _ in seen["convolutions"] if axes == 2]
    message = f"`CNN` has fewer than two convolutions over height and width. {PICTURES}"
    expect(len(planar) >= 2, message, code="too-few-convolutions")
    expect(len(dense) > 0, f"`CNN` has no dense layer after its convolutions. {PICTURES}", code="no-dense-layer")
    message = f"A dense layer of `CNN` sees more than a quarter of a picture's places. Pool or stride. {PICTURES}"
    expect(all(isinstance(n, int) and n <= (SIZE // 2) ** 2 for n in dense), message, code="never-smaller")
    message = f"`CNN` has more than 500 000 parameters. Make the pictures smaller before the dense layer. {PICTURES}"
    expect(isinstance(seen["parameters"], int) and 0 < seen["parameters"] <= 500_000, message, code="too-large")
    message = f"`CNN` has other collections than params. {PICTURES}"
    expect(seen["collections"] == ["params"], message, code="other-collections")


@pytest.mark.core
def test_a_relu_follows_each_convolution(student, rng):
    """Where a convolution's outputs are all far below zero, it does not matter how far: a ReLU makes them zero."""
    seen = student.within(60).probe(silenced, seed=seed(rng), x=pictures(rng, 1))
    expect_tree(seen, [[np.zeros((1, 7))] * 2] * listed(seen), what="the scores of `CNN`, convolution by convolution,")
    message = f"`CNN` has fewer than two convolutions. {PICTURES}"
    expect(len(seen) >= 2, message, code="too-few-convolutions")
    missing = [not near(far, near_zero) for near_zero, far in seen]
    message = f"What a convolution gives below zero still reaches the scores. A ReLU follows each of them. {PICTURES}"
    expect(not all(missing), message, code="no-relu")
    expect(not any(missing), message, code="a-relu-missing")


@pytest.mark.core
def test_gradients_reach_all_parameters(student, rng):
    """The scores can be differentiated by all parameters."""
    x, weights = pictures(rng, 3), rng.normal(size=(3, 7)).astype(np.float32)
    blank = np.zeros_like(x)
    program = student.within(30).export(steepness, x, seed=seed(rng), x=blank, weights=weights)
    steep = expect_array(program(x), what="the gradient of the scores of `CNN(classes=7)`", dtype=np.float32)
    message = f"The gradient of the scores of `CNN` is 0 for some parameters: something cuts it off. {PICTURES}"
    expect(bool((steep > 0).all()), message, code="gradient-cut-off")


def listed(got):
    """How many a list holds."""
    return len(got) if isinstance(got, list) else 0
