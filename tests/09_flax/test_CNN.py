"""Hidden tests for `CNN`: pictures in, scores out."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe

PICTURES = "See *Pictures: a convolutional network*."


@probe
def anatomy(student, key, x, classes):
    """Collections, the shapes of kernels, and the number of parameters; nothing is computed."""
    import jax

    variables = jax.eval_shape(student.CNN(classes=classes).init, key, x)
    leaves = jax.tree.leaves(variables.get("params", {}))
    return {
        "collections": sorted(variables),
        "kernels": [list(leaf.shape) for leaf in leaves if leaf.ndim == 4],
        "matrices": [list(leaf.shape) for leaf in leaves if leaf.ndim == 2],
        "parameters": int(sum(leaf.size for leaf in leaves)),
    }


@probe
def scores(student, key, x, others, scale):
    """Scores of two batches whose first pictures are the same, with the initial weights scaled."""
    import jax

    model = student.CNN(classes=7)
    # Of the class's own functions there is one compiled program for all calls of this probe.
    init, apply = (jax.jit(function, static_argnums=0) for function in (student.CNN.init, student.CNN.apply))
    variables = jax.tree.map(lambda leaf: scale * leaf, init(model, key, x))
    return {"scores": apply(model, variables, x), "among_others": apply(model, variables, others)}


@probe
def silenced(student, key, x):
    """For each convolution: scores where its outputs are far below zero, and where they are twice as far."""
    import flax
    import jax
    import jax.numpy as jnp

    model = student.CNN(classes=7)  # as in `scores`: compiled already
    init, apply = (jax.jit(function, static_argnums=0) for function in (student.CNN.init, student.CNN.apply))
    flat = flax.traverse_util.flatten_dict(flax.core.unfreeze(init(model, key, x)))

    def lowered(path, depth):
        kernel, changed = flat[path], dict(flat)
        biases = [
            other
            for other, leaf in flat.items()
            if other[:-1] == path[:-1] and leaf.ndim == 1 and leaf.size == kernel.shape[-1]
        ]
        if len(biases) == 1:
            changed[biases[0]] = jnp.full(kernel.shape[-1], -depth)
        else:
            changed[path] = -depth * jnp.abs(kernel)
        return apply(model, flax.traverse_util.unflatten_dict(changed), x)

    kernels = [path for path, leaf in flat.items() if leaf.ndim == 4]
    return [[lowered(path, depth) for depth in (1e3, 2e3)] for path in kernels]


@probe
def learned(student, key, x, labels):
    """The accuracy on a few pictures after a short training, by the cross-entropy of the scores."""
    import jax
    import jax.numpy as jnp
    import optax

    model = student.CNN(classes=3)
    params = model.init(key, x)
    tx = optax.adam(3e-3)

    def loss(params):
        scores = jax.nn.log_softmax(model.apply(params, x))
        return -jnp.mean(jnp.take_along_axis(scores, labels[:, None], axis=1))

    @jax.jit
    def step(params, state):
        updates, state = tx.update(jax.grad(loss)(params), state, params)
        return optax.apply_updates(params, updates), state

    state = tx.init(params)
    for _ in range(30):  # few pictures, and small: a second or two
        params, state = step(params, state)
    return float(jnp.mean(model.apply(params, x).argmax(1) == labels))


def seven_scores(got):
    """The scores of three pictures for seven classes, once they have that shape."""
    shape = np.shape(got)
    if len(shape) == 2 and shape[0] == 1:
        fail(
            "`CNN` has one row of scores for the whole batch. Flatten each picture by itself: "
            f"`x.reshape(x.shape[0], -1)`. {PICTURES}"
        )
    if shape == (3, 10):
        fail(f"`CNN(classes=7)` has ten scores. The last layer has `self.classes` outputs. {PICTURES}")
    return expect_array(got, what="`CNN(classes=7)` of 3 pictures", shape=(3, 7), dtype=np.float32)


def pictures(rng, n):
    """Random pictures."""
    return rng.uniform(size=(n, 28, 28)).astype(np.float32)


@pytest.mark.weight(2)
def test_scores_have_a_row_for_each_picture(student, rng, key):
    """Scores are float32, of shape (batch, classes), for any number of classes."""
    x = pictures(rng, 3)
    seen = student.within(30).probe(scores, key=key(), x=x, others=x, scale=1.0)
    got = seven_scores(seen["scores"])
    expect(bool(np.isfinite(got).all()), f"The scores of `CNN` are not finite. {PICTURES}")


@pytest.mark.weight(2)
def test_pictures_have_one_channel(student, rng, key):
    """The first convolution sees one channel: the channel axis was added."""
    kernels = student.within(30).probe(anatomy, key=key(), x=pictures(rng, 3), classes=10)["kernels"]
    if any(isinstance(k, list) and len(k) == 4 and k[2] == 28 for k in kernels) and not any(k[2] == 1 for k in kernels):
        fail(
            "`CNN` takes the whole batch for one picture with 28 channels. Add the channel axis first: "
            f"`x[..., None]`, of shape (batch, 28, 28, 1). {PICTURES}"
        )
    expect(any(k[2] == 1 for k in kernels), f"No convolution of `CNN` takes pictures with one channel. {PICTURES}")


@pytest.mark.weight(2)
def test_each_picture_is_scored_on_its_own(student, rng, key):
    """A picture's scores depend neither on the others in the batch nor on its place."""
    x, others = pictures(rng, 3), pictures(rng, 3)
    others[2] = x[0]
    seen = student.within(30).probe(scores, key=key(), x=x, others=others, scale=1.5)
    alone, among = seven_scores(seen["scores"]), seven_scores(seen["among_others"])
    because = f"A picture has the same scores, whichever others are in the batch, and wherever it stands. {PICTURES}"
    expect_close(among[2], alone[0], what="the scores of a picture", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.weight(2)
def test_has_the_parts_of_a_convolutional_network(student, rng, key):
    """It has two or more convolutions, smaller pictures behind them, few parameters, and only the collection params."""
    seen = student.within(30).probe(anatomy, key=key(), x=pictures(rng, 3), classes=10)
    expect(seen["collections"] == ["params"], f"`CNN` has other collections than params. {PICTURES}")
    expect(len(seen["kernels"]) >= 2, f"`CNN` has fewer than two convolutions. {PICTURES}")
    # A dense layer has a row for each place of each channel; places are counted low, by the most channels there are.
    channels = max(kernel[3] for kernel in seen["kernels"])
    places = max((rows for rows, _ in seen["matrices"]), default=0) // channels
    expect(
        places <= 324,
        f"A dense layer of `CNN` sees pictures (almost) as large as they came in: nothing pools or strides. {PICTURES}",
    )
    expect(
        0 < seen["parameters"] <= 500_000,
        f"`CNN` has more than 500 000 parameters. Make the pictures smaller before the dense layer. {PICTURES}",
    )


@pytest.mark.weight(2)
def test_a_relu_stands_behind_each_convolution(student, rng, key):
    """Where a convolution's outputs are all far below zero, it does not matter how far: a ReLU makes them zero."""
    for near, far in student.within(30).probe(silenced, key=key(), x=pictures(rng, 3)):
        because = f"What a convolution gives below zero still reaches the scores: it has no ReLU behind it. {PICTURES}"
        expect_close(far, near, what="the scores of `CNN`", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.weight(2)
def test_is_not_affine(student, rng, key):
    """There is a ReLU: differences of the scores are no linear function of the picture."""
    x = pictures(rng, 1)[0]
    x = np.stack([x, 3 * x, 5 * x])  # an affine map would be equally far from one to the next
    x = x - np.float32(0.4)
    got = student.within(30).probe(scores, key=key(), x=x, others=x, scale=1.5)["scores"]
    got = seven_scores(got).astype(np.float64)
    got = got - got.mean(axis=1, keepdims=True)  # logits and log-probabilities differ by one number for each picture
    bend = np.abs(got[2] - 2 * got[1] + got[0]).max()
    expect(
        bend > 1e-3 * np.abs(got).max(), f"`CNN` is an affine map: there is no ReLU behind its convolutions. {PICTURES}"
    )


@pytest.mark.weight(2)
def test_learns_to_tell_bars_apart(student, rng, key):
    """Trained on a few pictures of bars it tells them apart."""
    labels = np.arange(12, dtype=np.int32) % 3
    x = 0.1 * pictures(rng, 12)
    for picture, label, place in zip(x, labels, rng.integers(6, 20, size=12), strict=True):
        if label == 0:
            picture[place] += 0.9
        elif label == 1:
            picture[:, place] += 0.9
        else:
            picture[np.arange(28), np.arange(28)] += 0.9
    accuracy = student.within(60).probe(learned, key=key(), x=x, labels=labels)
    expect(
        isinstance(accuracy, float) and accuracy > 0.8,
        f"`CNN` does not learn 12 simple pictures by heart in 30 steps. Do all its layers get gradients? {PICTURES}",
    )
