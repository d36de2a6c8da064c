"""Hidden tests for `SetupMLP` and `CompactMLP`: two ways to write one network."""

from itertools import pairwise

import numpy as np
import pytest
from helpers import near, normals
from probes import plain

from gradax.testing import expect, expect_close, expect_tree, fail, probe
from gradax.testing.edges import SCALES

WRITING = "See *Writing modules*."
NAMES = ["SetupMLP", "CompactMLP"]
each_module = pytest.mark.parametrize("name", NAMES)


@probe
def initialised(student, name, features, key, x):
    """The variables after init."""
    return {"variables": plain(getattr(student, name)(features).init(key, x))}


@probe
def outputs(student, name, cases):
    """The outputs with the grader's own weights, for networks of several depths."""
    return [getattr(student, name)(features).apply({"params": params}, x) for features, params, x in cases]


@probe
def has_setup(student, x):
    """Whether each class, once it can be initialised, or one that it derives from defines setup()."""
    import flax.linen as nn
    import jax

    classes = [student.SetupMLP, student.CompactMLP]
    for each in classes:
        each((2,)).init(jax.random.key(0), x)
    own = [[base for base in each.__mro__ if not issubclass(nn.Module, base)] for each in classes]
    return [any("setup" in vars(base) for base in bases) for bases in own]


@probe
def gradients(student, name, features, params, x, weights):
    """The gradients of the outputs' weighted sum, by the parameters and by the input."""
    import jax

    def total(params, x):
        return (weights * getattr(student, name)(features).apply({"params": params}, x)).sum()

    return list(jax.grad(total, argnums=(0, 1))(params, x))


def network(rng, widths):
    """Random parameters, under the names that the text fixes."""
    return {
        f"layer_{i}": {"kernel": normals(rng, n_in, n_out), "bias": normals(rng, n_out)}
        for i, (n_in, n_out) in enumerate(pairwise(widths))
    }


def predict(params, x, *, first=lambda z: z, hidden=lambda z: np.maximum(z, 0), last=lambda z: z):
    """The network in NumPy."""
    x = first(x)
    for i in range(len(params)):
        layer = params[f"layer_{i}"]
        x = x @ layer["kernel"] + layer["bias"]
        x = last(x) if i == len(params) - 1 else hidden(x)
    return x


def slopes(params, x, weights):
    """The right gradients of the outputs' weighted sum, and how close a unit comes to its kink."""
    inputs, kink = [x], np.inf
    for i in range(len(params) - 1):
        z = inputs[-1] @ params[f"layer_{i}"]["kernel"] + params[f"layer_{i}"]["bias"]
        inputs.append(np.maximum(z, 0))
        kink = min(kink, float(np.abs(z).min()))
    by_layer, back = {}, weights
    for i in reversed(range(len(params))):
        by_layer[f"layer_{i}"] = {"kernel": inputs[i].T @ back, "bias": back.sum(0)}
        back = back @ params[f"layer_{i}"]["kernel"].T * ((inputs[i] > 0) if i else 1)
    return [by_layer, back], kink


@pytest.mark.core
@pytest.mark.weight(2)
@each_module
def test_layers_have_the_agreed_names_and_shapes(student, rng, key, name):
    """The parameters are layer_0, layer_1, … in the order of application, each with `kernel` and `bias`."""
    sizes = [int(size) for size in rng.choice(np.arange(2, 12), size=4, replace=False)]
    x, features = np.ones((2, sizes[0]), np.float32), tuple(sizes[1:])
    seen = student.probe(initialised, name=name, features=features, key=key(), x=x)["variables"]
    params = seen.get("params") if isinstance(seen, dict) else None
    if isinstance(params, dict) and params and all(str(each).startswith("Dense_") for each in params):
        fail(
            f"`{name}`: the layers are called Dense_0, … . Give them names: `layer_0` is applied first. {WRITING}",
            code="automatic-names",
        )
    if isinstance(params, dict) and 0 < len(params) < 3:
        message = f"`{name}({features})` has fewer than three layers. Make one for each number in `features`."
        fail(f"{message} {WRITING}", code="too-few-layers")
    widths = enumerate(pairwise(sizes))
    want = {f"layer_{i}": {"kernel": np.zeros((a, b)), "bias": np.zeros(b)} for i, (a, b) in widths}
    expect_tree(seen, {"params": want}, what=f"`{name}({features}).init(key, x)`")


@pytest.mark.core
@pytest.mark.weight(3)
@each_module
def test_computes_a_relu_network(student, rng, name):
    """With given weights it computes dense layers with ReLU between them, none before the first or after the last."""
    params, x = network(rng, [3, 5, 4, 2]), normals(rng, 16, 3)
    (got,) = expect_outputs(student.probe(outputs, name=name, cases=[((5, 4, 2), params, x)]), 1, name)
    want = predict(params, x)

    def relu(z):
        return np.maximum(z, 0)

    for code, wrong, message in [
        ("no-relu", predict(params, x, hidden=lambda z: z), "is an affine map: there is no ReLU between the layers."),
        ("relu-last", predict(params, x, last=relu), "has a ReLU after the last layer. Only hidden layers get one."),
        ("relu-first", predict(params, x, first=relu), "has a ReLU before the first layer. The input gets none."),
    ]:
        if near(got, wrong) and not near(got, want):
            fail(f"`{name}` {message} {WRITING}", code=code)
    expect_close(got, want, what=f"`{name}(features).apply(variables, x)`", rtol=1e-3, atol=1e-3, because=WRITING)


@pytest.mark.core
@pytest.mark.weight(2)
@each_module
def test_any_depth_and_any_leading_axes(student, rng, name):
    """It works for one layer, for five and for twelve, and for inputs with leading axes, of length 1, too, or none."""
    deep = network(rng, [2] + 12 * [4])
    for layer in deep.values():
        layer["kernel"] = np.abs(layer["kernel"]) / 4 + 0.1  # or some layer might be all zeros, whatever came before
    cases = [
        ((2,), network(rng, [3, 2]), normals(rng, 2, 4, 3)),
        ((1, 4, 2, 3, 6), network(rng, [2, 1, 4, 2, 3, 6]), normals(rng, 2)),
        ((4, 1), network(rng, [1, 4, 1]), normals(rng, 1, 3, 1, 1)),
        (12 * (4,), deep, 5 + normals(rng, 3, 2)),
    ]
    got = expect_outputs(student.probe(outputs, name=name, cases=cases), len(cases), name)
    want = [predict(params, x) for _, params, x in cases]
    what = f"the outputs of `{name}` for one layer, five, two and twelve"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-3, because=WRITING)


@pytest.mark.core
@each_module
def test_numbers_of_any_size(student, rng, name):
    """It is linear in large numbers and in small ones: the ReLU has no upper end, and no threshold but 0."""
    cases = []
    for scale in SCALES:
        params = network(rng, [3, 5, 4, 2])
        for layer in params.values():
            layer["bias"] *= np.float32(scale)
        cases.append(((5, 4, 2), params, scale * normals(rng, 16, 3)))
    got = expect_outputs(student.probe(outputs, name=name, cases=cases), len(cases), name)
    because = f"The ReLU is `max(0, z)`, however large or small `z` is, and nothing else touches the numbers. {WRITING}"
    for mine, scale, (_, params, x) in zip(got, SCALES, cases, strict=True):
        what = f"the outputs of `{name}` for inputs of about {scale}"
        expect_close(mine, predict(params, x), what=what, rtol=1e-3, atol=1e-3 * scale, because=because)


@pytest.mark.core
@each_module
def test_gradients_reach_all_parameters_and_the_input(student, rng, name):
    """It can be differentiated by the parameters of every layer, and by the input."""
    kink = 0.0
    while kink < 1e-3:  # nobody can say on which side of a kink rounding puts a unit
        params, x, weights = network(rng, [3, 5, 4, 2]), normals(rng, 6, 3), normals(rng, 6, 2)
        want, kink = slopes(params, x, weights)
    got = student.probe(gradients, name=name, features=(5, 4, 2), params=params, x=x, weights=weights)
    no_layer = {f"layer_{i}": {part: 0 * leaf for part, leaf in want[0][f"layer_{i}"].items()} for i in range(2)}
    message = f"The gradient of `{name}` is 0 for all layers but the last: something cuts it off before. {WRITING}"
    cut_off = [want[0] | no_layer, 0 * want[1]]
    expect(not near(got, cut_off) or near(got, want), message, code="gradient-cut-off")
    what = f"the gradients of `{name}` by parameters and input"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-3, because=f"Nothing may cut them off. {WRITING}")


@pytest.mark.core
def test_one_is_written_with_setup_and_one_without(student):
    """`SetupMLP` makes its layers in `setup()`, `CompactMLP` does not."""
    seen = student.probe(has_setup, x=np.ones((2, 3), np.float32))
    message = f"`SetupMLP` has a method `setup`, and `CompactMLP` an `@nn.compact` one instead. {WRITING}"
    for code, wrong in {"both-compact": [False, False], "both-setup": [True, True]}.items():
        expect(not near(seen, wrong), message, code=code)
    expect_close(seen, [True, False], what="the two classes, by whether they have `setup`,", because=message)


def expect_outputs(got, count, name):
    """A list of outputs, once it is one."""
    expect(
        isinstance(got, list) and len(got) == count, f"`{name}` does not return an array for each network. {WRITING}"
    )
    return got
