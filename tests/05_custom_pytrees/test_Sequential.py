"""Hidden tests for `Sequential` and `init_model`: layers made of layers, as one pytree."""

from itertools import pairwise

import numpy as np
import pytest
from probes import attempt

from gradax.testing import correlation, could_be_independent, expect, expect_array, expect_close, fail, probe

SEE = "See *Layers made of layers*."
WIDTHS = [3, 5, 4, 2]


@probe
def applied(student, arrays, x, kind):
    """What a model of given layers makes of x, twice, and its attribute `layers`."""

    def affine(w, b):
        return student.Affine(w=w, b=b)

    layers = [affine(*arrays[0]), student.Relu(), affine(*arrays[1]), affine(*arrays[2])]
    model = student.Sequential(tuple(layers) if kind == "tuple" else layers)
    kept, given = list(model.layers), list(layers)
    return {
        "outputs": [attempt(model, x), attempt(model, x)],
        "none": attempt(student.Sequential([]), x),
        "one": student.Sequential([affine(*arrays[0])])(x),
        "kept": len(kept) == 4 and all(one is other for one, other in zip(kept, given, strict=True)),
    }


@probe
def packs(student):
    """Whether a list of layers becomes the one layer of a model."""
    layers = [student.Relu()]
    model = attempt(student.Sequential, layers)
    kept = getattr(model, "layers", None)
    return isinstance(kept, list | tuple) and len(kept) == 1 and kept[0] is layers


@probe
def other_layers(student, w, b, x):
    """What a model of other callable pytrees and of models makes of x, and whether it holds the models as they came."""
    import dataclasses

    import jax

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Scale:
        factor: object

        def __call__(self, x):
            return self.factor * x

    @jax.tree_util.register_dataclass
    @dataclasses.dataclass
    class Shift:
        def __call__(self, x):
            return x - 1

    inner = student.Sequential([student.Affine(w=w, b=b), Shift()])
    layers = [inner, student.Sequential([]), *[Scale(w[0, 0]), student.Relu()] * 6]
    model = student.Sequential(layers)
    kept = list(model.layers)
    return {"output": attempt(model, x), "kept": len(kept) == 14 and kept[0] is inner and kept[1] is layers[1]}


@probe
def flattened(student, arrays):
    """What JAX sees of a model, and whether anything comes through in the places of the leaves."""
    import jax

    from gradax.testing.detectors import trees

    def make(factor):
        affine = [student.Affine(w=factor * w, b=b) for w, b in arrays]
        return student.Sequential([affine[0], student.Relu(), student.Sequential(affine[1:])])

    model = make(1)
    leaves, structure = jax.tree.flatten(model)
    if len(leaves) == 1 and leaves[0] is model:
        return {"registered": False, "leaves": [], "objects": False, "class": False, "treedefs": False}
    trip = trees.round_trip(model)
    rebuilt = attempt(jax.tree.unflatten, structure, leaves)
    inner = attempt(lambda: type(rebuilt.layers[0]) is student.Affine)
    treedefs = attempt(lambda: bool(jax.tree.structure(make(2)) == structure))  # raises for an array in the aux data
    return {
        "registered": True,
        "leaves": leaves,
        "objects": trip["objects"],
        "class": trip["same_class"] and inner is True,
        "treedefs": treedefs is True,
    }


@probe
def initialised(student, key, widths):
    """The layers of a fresh model."""
    layers = list(student.init_model(key, widths).layers)
    names = {student.Affine: "Affine", student.Relu: "Relu"}
    return {
        "kinds": [names.get(type(layer), "another") for layer in layers],
        "arrays": [[layer.w, layer.b] for layer in layers if type(layer) is student.Affine],
    }


@probe
def reuses(student, key, widths):
    """Whether a key is used twice."""
    from gradax.testing.detectors import keys

    return keys.key_reuse(lambda key: student.init_model(key, widths), key)


@probe
def ensemble(student, keys, widths, x):
    """An ensemble, its outputs, and those of its members made one by one; "raises" where a part refuses."""
    import jax

    models = attempt(lambda: jax.vmap(lambda key: student.init_model(key, widths))(keys))
    if type(models) is not student.Sequential:
        return {"made": False, "leaves": [], "outputs": [], "alone": []}
    members = [student.init_model(key, widths) for key in keys]
    alone = [jax.tree.leaves(model) for model in members]
    return {
        "made": True,
        "leaves": jax.tree.leaves(models),
        "outputs": attempt(lambda: jax.vmap(lambda model: model(x))(models)),
        "alone": alone,
    }


@probe
def trained(student, arrays, x, y):
    """The losses of some steps downhill, compiled, and how many programs that took."""
    import jax
    import jax.numpy as jnp

    traced = []

    def loss(model):
        return jnp.mean((model(x) - y) ** 2)

    @jax.jit
    def step(model):
        traced.append(1)
        value, grads = jax.value_and_grad(loss)(model)
        return jax.tree.map(lambda p, g: p - 0.05 * g, model, grads), value

    layers = [layer for w, b in arrays for layer in (student.Affine(w, b), student.Relu())]
    model, losses = student.Sequential(layers[:-1]), []
    for _ in range(5):
        stepped = attempt(step, model)
        if isinstance(stepped, str):
            return {"losses": stepped, "traces": 0, "class": False}
        model, value = stepped
        losses.append(value)
    return {"losses": losses, "traces": len(traced), "class": type(model) is student.Sequential}


def pairs(rng, widths):
    """Weights and biases of the layers of a network."""
    return [[rng.normal(size=each).astype(np.float32) for each in (shape, shape[1])] for shape in pairwise(widths)]


def forward(leaves, x):
    """What a multilayer perceptron of these weights and biases gives, in NumPy."""
    *hidden, (w, b) = zip(leaves[::2], leaves[1::2], strict=True)
    for each, bias in hidden:
        x = np.maximum(x @ each + bias, 0)
    return x @ w + b


def fresh(student, key, widths):
    """Weights and biases of a fresh model's `Affine` layers, once their shapes are right; and the kinds of layers."""
    seen = student.probe(initialised, key=key, widths=widths)
    n, arrays = len(widths) - 1, seen["arrays"]
    for number, (n_in, n_out) in enumerate(pairwise(widths)):
        layer = arrays[number] if isinstance(arrays, list) and len(arrays) == n else None
        because = f"There is one between each two neighbouring widths. {SEE}"
        right = isinstance(layer, list) and len(layer) == 2
        expect(right, f"`init_model(key, widths)` does not have the expected number of `Affine` layers. {because}")
        for array, name, shape in ((layer[0], "w", (n_in, n_out)), (layer[1], "b", (n_out,))):
            what = f"`{name}` of an `Affine` of `init_model(key, widths)`"
            expect_array(array, what=what, shape=shape, dtype=np.float32)
    return arrays, seen["kinds"]


def expect_one_list(student):
    """Fail where the layers have to come one by one."""
    expect(
        student.probe(packs) is not True,
        "`Sequential(layers)` takes the list for a single layer: its attribute `layers` holds the list itself. The "
        "layers come as one list or tuple, so `__init__` takes `layers`, not `*layers`, and keeps what is in it. "
        f"{SEE}",
        code="layers-one-by-one",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_model_applies_its_layers_in_order(student, rng, key):
    """`model(x)` sends `x` through all layers in order, each time; `layers` holds them, list or tuple."""
    fresh(student, key(), [2, 1])  # without `init_model` the class is not a model yet
    expect_one_list(student)
    arrays, x = pairs(rng, WIDTHS), rng.normal(size=(6, 3)).astype(np.float32)
    (w1, b1), (w2, b2), (w3, b3) = arrays
    want = (np.maximum(x @ w1 + b1, 0) @ w2 + b2) @ w3 + b3
    for kind in ("list", "tuple"):
        seen = student.probe(applied, arrays=arrays, x=x, kind=kind)
        got = seen["outputs"] if isinstance(seen["outputs"], list) and len(seen["outputs"]) == 2 else [None, None]
        if isinstance(got[0], str):
            fail(
                "`model(x)` raises an error. The first layer gets `x`, the second one what the first one gave, "
                f"and so on, in the order of `layers`; a call may not change `layers`. {SEE}",
                code="call-raises",
            )
        because = f"The first layer gets `x`, each other one what the layer before gave. {SEE}"
        expect_close(got[0], want, what="`model(x)`", rtol=1e-3, atol=1e-3, because=because)
        because = f"A call may not change the model. {SEE}"
        expect_close(got[1], want, what="`model(x)`, called again,", rtol=1e-3, atol=1e-3, because=because)
        expect_close(seen["one"], x @ w1 + b1, what="A model of one layer", rtol=1e-3, atol=1e-3, because=SEE)
        expect_close(seen["none"], x, what="`model(x)` of a model without layers", because=f"It is `x` itself. {SEE}")
        message = f"`Sequential(layers).layers` does not hold the layers that came in, in their order. {SEE}"
        expect(seen["kept"] is True, message)
    w, b = np.abs(w1), np.abs(b1) + 1
    seen, z = student.probe(other_layers, w=w, b=b, x=np.abs(x)), np.abs(x) @ w + b - 1
    because = f"A layer is whatever can be called, a model or one of another class among them; call each. {SEE}"
    want = z * w[0, 0] ** 6
    expect_close(seen["output"], want, what="`model(x)` of fourteen layers", rtol=1e-3, atol=1e-4, because=because)
    expect(seen["kept"] is True, f"{message[: -len(SEE)]}A model in a model is one layer. {SEE}", code="opens-models")


def leaves_of(seen):
    """The leaves of a model, once there are some."""
    expect(
        seen["registered"] is True,
        f"A `Sequential` is a leaf: JAX does not know its class. Register it. {SEE}",
        code="not-registered",
    )
    leaves = seen["leaves"] if isinstance(seen["leaves"], list) else []
    if not leaves:
        fail(
            "A `Sequential` has no leaves: its layers are not children, so nothing is differentiated or "
            f"trained. They must be children; JAX then looks into each. {SEE}",
            code="no-leaves",
        )
    return leaves


@pytest.mark.core
@pytest.mark.weight(3)
def test_its_leaves_are_those_of_its_layers(student, rng, key):
    """JAX sees all leaves of all layers, in order; anything can stand in their places."""
    fresh(student, key(), [2, 1])
    expect_one_list(student)
    arrays = pairs(rng, WIDTHS)
    seen = student.probe(flattened, arrays=arrays)
    leaves = leaves_of(seen)
    what, because = (
        "The leaves of a model",
        f"They are those of the layers, in order, also for a model in a model. {SEE}",
    )
    expect_close(leaves, [array for pair in arrays for array in pair], what=what, because=because)
    expect(
        seen["objects"] is True and seen["class"] is True,
        "A model put together with `object()` in the places of its leaves fails, or is another one than before. "
        f"Unflatten and `__init__` may not convert or check, and must put the layers back as they were. {SEE}",
        code="not-rebuilt",
    )
    expect(
        seen["treedefs"] is True,
        "Two models of the same layers with other weights have different treedefs. No arrays, and nothing that is made "
        f"anew for each model, may be in the auxiliary data. {SEE}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_init_model_makes_the_layers(student, rng, key):
    """`init_model` gives Affine, Relu, …, Affine with the right shapes, float32, and biases of zero."""
    some = [int(width) for width in rng.permutation(np.arange(2, 12))]
    for widths in (some[:4], some[4:6], (1, 1, some[6])):
        arrays, kinds = fresh(student, key(), widths)
        n = len(arrays)
        if isinstance(kinds, list) and kinds == ["Affine", "Relu"] * n:
            fail(
                f"`init_model(key, widths)` has a `Relu` at the end. There is none after the last `Affine`. {SEE}",
                code="relu-at-the-end",
            )
        if isinstance(kinds, list) and kinds == ["Affine"] * n and n > 1:
            fail(
                f"`init_model(key, widths)` has no `Relu`: all layers together are one affine layer. {SEE}",
                code="no-relu",
            )
        because = f"An `Affine` between each two widths, a `Relu` between each two of them. {SEE}"
        what = "The list of the kinds of layers of `init_model(key, widths)`"
        expect_close(kinds, (["Affine", "Relu"] * n)[:-1], what=what, because=because)
        for _, b in arrays:
            because = f"Biases begin at zero. {SEE}"
            what = "`b` of an `Affine` of `init_model(key, widths)`"
            expect_close(b, np.zeros(b.shape), what=what, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_weights_are_he_initialised(student, rng, key):
    """The weights have mean 0 and standard deviation `sqrt(2 / n_in)`."""
    widths = [32, 128 + int(rng.integers(16)), 64]
    for (w, _), (n_in, n_out) in zip(fresh(student, key(), widths)[0], pairwise(widths), strict=True):
        ratio = float(np.std(w)) * (n_in / 2) ** 0.5  # ± 0.011 for 4096 numbers: 7 standard deviations
        told = {"sqrt(2 / n_out)": ("outputs", (n_in / n_out) ** 0.5), "sqrt(1 / n_in)": ("no-two", 0.5**0.5)}
        told |= {"1": ("unscaled", (n_in / 2) ** 0.5), "2 / n_in": ("no-root", (2 / n_in) ** 0.5)}
        for wrong, (code, value) in told.items():
            if abs(ratio / value - 1) < 0.08 and abs(value - 1) > 0.2:
                found = f"The standard deviation of `w` in `init_model` is about `{wrong}`"
                fail(f"{found}; expected `sqrt(2 / n_in)`. {SEE}", code=code)
        expect(
            abs(ratio - 1) < 0.08 and abs(float(w.mean())) < 0.08 * (2 / n_in) ** 0.5,
            "The weights of `init_model` do not have mean 0 and standard deviation `sqrt(2 / n_in)`. Draw from "
            f"`jax.random.normal`, and multiply. {SEE}",
        )
        unit = w * (n_in / 2) ** 0.5
        message = "The weights of `init_model` are spread as no normal distribution is: none lies far from 0."
        expect(np.abs(unit).max() > 2, f"{message} {SEE}", code="no-tails")  # truncated ones reach 2.27
        message = "The weights of a layer of `init_model` hang together. Each is a draw of its own, its sign as well."
        expect(could_be_independent(unit), f"{message} {SEE}", code="not-independent")


@pytest.mark.core
@pytest.mark.weight(2)
def test_all_randomness_comes_from_the_key(student, rng, key):
    """The same key gives the same model, another key another one; no two layers share their numbers."""
    widths, one, other = [32, 128 + int(rng.integers(16)), 64], key(), key()
    first, again, second = (fresh(student, each, widths)[0] for each in (one, one, other))
    because = f"Nothing but `key` may decide: no `np.random`, and no state. {SEE}"
    expect_close(again, first, what="`init_model(key, widths)`, called again,", because=because)
    expect(
        correlation(first[0][0], second[0][0]) < 0.5,
        f"`init_model` gives (nearly) the same weights for another key. It must draw from the key that comes in. {SEE}",
        code="own-key",
    )
    expect(
        correlation(first[0][0], first[1][0]) < 0.5,
        f"Two layers of `init_model` have (nearly) the same numbers. Split the key, one part for each layer. {SEE}",
        code="same-key",
    )
    many = [w.ravel() for w, _ in fresh(student, one, [2] * 14)[0]]
    expect(
        len(np.unique(np.concatenate(many))) > 13 * 4 - 3,
        "Layers of `init_model` have the same numbers, where there are many layers, or some of the same shape. Each "
        f"layer needs a part of the key for itself, however many there are. {SEE}",
        code="layers-share-numbers",
    )
    expect(
        student.probe(reuses, key=one, widths=WIDTHS) is False,
        "`init_model` uses a key twice. What was split or drawn from may not be used again: carry on with its parts. "
        f"{SEE}",
    )


def members_of(seen):
    """The leaves of both members that were made alone, stacked."""
    alone = seen["alone"] if isinstance(seen["alone"], list) and len(seen["alone"]) == 2 else [[], []]
    expect(
        all(isinstance(each, list) and len(each) == 6 for each in alone),
        "A model of 3 `Affine` layers does not have 6 leaves. The layers must be children, and stay in the model "
        f"when it is called. {SEE}",
    )
    both = [
        np.stack([expect_array(one, what="a leaf of a model") for one in leaf])
        for leaf in zip(*alone, strict=True)
        if np.shape(leaf[0]) == np.shape(leaf[1])
    ]
    shapes = [(2, *shape) for n_in, n_out in pairwise(WIDTHS) for shape in ((n_in, n_out), (n_out,))]
    right = [each.shape for each in both] == shapes
    expect(right, f"The leaves of `init_model(key, widths)` do not have the shapes that the widths say. {SEE}")
    return both


@pytest.mark.core
@pytest.mark.weight(3)
def test_vmap_makes_and_runs_an_ensemble(student, rng, key):
    """`vmap` over keys makes one model with a new first axis; `vmap` over it runs all members."""
    x, keys = rng.normal(size=(6, 3)).astype(np.float32), [key(), key()]
    stacked = type(keys[0])(np.stack([each.data for each in keys]))
    seen = student.probe(ensemble, keys=stacked, widths=WIDTHS, x=x)
    expect(
        seen["made"] is True,
        "`jax.vmap` over keys does not make a `Sequential` of `init_model`: it raises an error, or gives something "
        "else. The class must be registered, the layers children, and `init_model` may compute with `jnp` alone. "
        f"{SEE}",
    )
    both = members_of(seen)
    because = f"Each member should be the model that its key alone gives. {SEE}"
    expect_close(seen["leaves"], both, what="The leaves of the ensemble", rtol=1e-3, atol=1e-5, because=because)
    if isinstance(seen["outputs"], str):
        fail(
            "`model(x)` or `jax.vmap(lambda model: model(x))(ensemble)` raises an error. The layers must be children, "
            f"and called in order. {SEE}"
        )
    want = np.stack([forward(leaves, x) for leaves in zip(*both, strict=True)])
    what = "`jax.vmap(lambda model: model(x))(ensemble)`"
    expect_close(seen["outputs"], want, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_model_can_be_trained(student, rng, key):
    """Gradients by a model are a model: steps with `jax.tree.map`, compiled once, lower the loss."""
    x, y = rng.normal(size=(6, 3)).astype(np.float32), 5 + rng.normal(size=(6, 2)).astype(np.float32)
    fresh(student, key(), [2, 1])
    expect_one_list(student)
    arrays = [[0.3 * w, 0 * b] for w, b in pairs(rng, WIDTHS)]
    seen = student.probe(trained, arrays=arrays, x=x, y=y)
    if isinstance(seen["losses"], str):
        fail(
            "A compiled training step raises an error. The layers must be called in order, the "
            "class must be registered, the layers children, and the treedefs of model and gradient equal: no arrays in "
            f"the auxiliary data. {SEE}"
        )
    what = "The list of the losses of five steps"
    losses = seen["losses"] if isinstance(seen["losses"], list) else []
    # The last of five is at most 0.69 of the first one, for 300 draws.
    losses = [float(expect_array(loss, what="a loss", shape=(), dtype=np.floating)) for loss in losses]
    expect(
        seen["class"] is True and len(losses) == 5 and all(np.isfinite(losses)) and losses[4] < 0.9 * losses[0],
        f"{what} does not go down. All leaves must get their gradients, and take part in `model(x)`. {SEE}",
    )
    want = np.mean((forward([part for pair in arrays for part in pair], x) - y) ** 2)
    expect_close(losses[0], want, what="The loss before the first step", rtol=1e-3, because=SEE)
    because = f"The treedef of a model must be equal to that of the model before the step. {SEE}"
    expect_close(seen["traces"], 1, what="The number of programs for five steps", because=because)
