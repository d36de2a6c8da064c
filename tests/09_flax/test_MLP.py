"""Hidden tests for `SetupMLP` and `CompactMLP`: two ways to write one network."""

from itertools import pairwise

import numpy as np
import pytest

from gradax.testing import expect_close, expect_tree, fail, probe

WRITING = "See *Writing modules*."
NAMES = ["SetupMLP", "CompactMLP"]
each_module = pytest.mark.parametrize("name", NAMES)


@probe
def shapes(student, name, features, key, x):
    """The shapes of the parameters after init."""
    import jax

    module = getattr(student, name)(features)
    return jax.tree.map(
        lambda leaf: list(leaf.shape), jax.tree.map(jax.numpy.asarray, dict(module.init(key, x)["params"]))
    )


@probe
def outputs(student, name, features, params, x):
    """The output with the grader's own weights."""
    return getattr(student, name)(features).apply({"params": params}, x)


@probe
def has_setup(student, x):
    """Whether each class, once it can be initialised, defines setup()."""
    import jax

    classes = [student.SetupMLP, student.CompactMLP]
    for each in classes:
        each((2,)).init(jax.random.key(0), x)
    return ["setup" in vars(each) for each in classes]


def network(rng, widths):
    """Random parameters, under the names that the text fixes."""
    return {
        f"layer_{i}": {
            "kernel": rng.normal(size=(n_in, n_out)).astype(np.float32),
            "bias": rng.normal(size=n_out).astype(np.float32),
        }
        for i, (n_in, n_out) in enumerate(pairwise(widths))
    }


def predict(params, x, *, hidden=lambda z: np.maximum(z, 0), last=lambda z: z):
    """The network in NumPy."""
    for i in range(len(params)):
        layer = params[f"layer_{i}"]
        x = x @ layer["kernel"] + layer["bias"]
        x = last(x) if i == len(params) - 1 else hidden(x)
    return x


@pytest.mark.weight(2)
@each_module
def test_layers_have_the_agreed_names_and_shapes(student, rng, key, name):
    """The parameters are layer_0, layer_1, … in the order of application, each with `kernel` and `bias`."""
    seen = student.probe(shapes, name=name, features=(5, 4, 2), key=key(), x=np.ones((2, 3), np.float32))
    want = {f"layer_{i}": {"kernel": [a, b], "bias": [b]} for i, (a, b) in enumerate([(3, 5), (5, 4), (4, 2)])}
    if isinstance(seen, dict) and sorted(seen) == sorted(f"Dense_{i}" for i in range(3)):
        fail(f"`{name}`: the layers are called Dense_0, … . Give them names: `layer_0` is applied first. {WRITING}")
    if isinstance(seen, dict) and len(seen) < len(want):
        fail(f"`{name}((5, 4, 2))` has fewer than three layers. Make one for each number in `features`. {WRITING}")
    expect_close(seen, want, what=f"the shapes of `{name}((5, 4, 2)).init(key, x)['params']`", because=WRITING)


@pytest.mark.weight(3)
@each_module
def test_computes_a_relu_network(student, rng, name):
    """With given weights it computes dense layers with ReLU between them and none after the last."""
    params, x = network(rng, [3, 5, 4, 2]), rng.normal(size=(6, 3)).astype(np.float32)
    got = student.probe(outputs, name=name, features=(5, 4, 2), params=params, x=x)
    want = predict(params, x)

    def is_close(wrong):
        return np.shape(got) == want.shape and np.allclose(got, wrong, rtol=1e-3, atol=1e-3)

    if is_close(predict(params, x, hidden=lambda z: z)):
        fail(f"`{name}` is an affine map: there is no ReLU between the layers. {WRITING}")
    if is_close(predict(params, x, last=lambda z: np.maximum(z, 0))) and not is_close(want):
        fail(f"`{name}` has a ReLU after the last layer. Only hidden layers get one. {WRITING}")
    expect_close(got, want, what=f"`{name}(features).apply(variables, x)`", rtol=1e-3, atol=1e-3, because=WRITING)


@each_module
def test_any_depth_and_any_leading_axes(student, rng, name):
    """It works for one layer, and for inputs with more than one leading axis."""
    params, x = network(rng, [3, 2]), rng.normal(size=(2, 4, 3)).astype(np.float32)
    got = student.probe(outputs, name=name, features=(2,), params=params, x=x)
    expect_close(
        got, predict(params, x), what=f"`{name}((2,)).apply(variables, x)`", rtol=1e-3, atol=1e-3, because=WRITING
    )


def test_one_is_written_with_setup_and_one_without(student):
    """`SetupMLP` makes its layers in `setup()`, `CompactMLP` does not."""
    seen = student.probe(has_setup, x=np.ones((2, 3), np.float32))
    expect_tree(seen, [True, False], what="the two classes")
    if seen != [True, False]:
        fail(f"`SetupMLP` has a method `setup`, and `CompactMLP` an `@nn.compact` one instead. {WRITING}")
