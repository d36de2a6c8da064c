"""Hidden tests for `Linear`: a layer that JAX can take apart and put together again."""

import numpy as np
import pytest
from probes import attempt, parts_of_gradient

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise
from gradax.testing.edges import misspelt

SEE = "See *Apart and together again*."
CHILDREN = "See *Children or auxiliary data?*."


@probe
def outputs(student, w, b, xs):
    """What a layer keeps, and what it gives when called."""
    layer = student.Linear(w, b, "first")
    nameless = student.Linear(w, b, "")
    half = student.Linear(w.astype("float16"), b.astype("bfloat16"), "half")
    return {
        "dtypes": [str(getattr(array, "dtype", "none")) for array in (half.w, half.b)],
        "kept": [layer.w, layer.b, layer.name, nameless.name],
        "outputs": [attempt(layer, x) for x in xs],
    }


@probe
def flattened(student, w, b):
    """What JAX sees of a layer."""
    import jax

    layer = student.Linear(w, b, "first")
    leaves = jax.tree.leaves(layer)
    return {"itself": any(leaf is layer for leaf in leaves), "leaves": [leaf for leaf in leaves if leaf is not layer]}


@probe
def doubled(student, w, b, name):
    """A layer whose leaves were doubled by JAX."""
    import jax

    layer = student.Linear(w, b, name)
    if jax.tree_util.all_leaves([layer]):  # not registered
        return {"class": False, "kept": []}
    twice = jax.tree.map(lambda leaf: 2 * leaf, layer)
    if type(twice) is not student.Linear:
        return {"class": False, "kept": []}
    return {"class": True, "kept": [getattr(twice, attribute, "missing") for attribute in ("w", "b", "name")]}


@probe
def sentinels(student, w, b):
    """Whether objects that are not arrays come through in their places."""
    import jax

    layer = student.Linear(w, b, "first")
    leaves, structure = jax.tree.flatten(layer)

    def put(stand_ins):
        rebuilt = jax.tree.unflatten(structure, stand_ins)
        again, alike = jax.tree.flatten(rebuilt, is_leaf=lambda x: x is not rebuilt)
        same = bool(alike == structure) and all(one is other for one, other in zip(again, stand_ins, strict=True))
        return same and rebuilt.w is stand_ins[0] and rebuilt.b is stand_ins[1] and rebuilt.name == "first"

    def kept(*pairs):
        return all(attempt(put, list(pair)) is True for pair in pairs)

    return {
        "leaves": len(leaves),
        "objects": len(leaves) == 2 and kept([object(), object()]),
        "nones": len(leaves) == 2 and kept([None, None], [w, None], [None, b]),
        "strings": len(leaves) == 2 and kept(["weights", "biases"]),
        "numbers": len(leaves) == 2 and kept([1, 2.5], [True, 0], [[1.0], (2, 3)]),
        "arrays": len(leaves) == 2 and kept(leaves),
        "others": len(leaves) == 2 and kept([w.astype("int8"), b], [b, w], [w[None, None, None], b[0]]),
    }


@probe
def treedefs(student, w, b, other_w, other_b, others):
    """How the treedefs of some layers compare with that of Linear(w, b, "first layer of several")."""
    import jax

    structure = jax.tree.structure(student.Linear(w, b, "first layer of several"))

    def same(w, b, name):
        return attempt(lambda: bool(jax.tree.structure(student.Linear(w, b, name)) == structure))

    name = " ".join(["first", "layer of several"])  # an equal string, and another object
    return {
        "values": same(w + 1, b + 1, name),
        "shapes": same(other_w, other_b, name),
        "name": same(w, b, "frost"),
        "close_name": any(same(w, b, other) is True for other in others),
    }


@probe
def transformed(student, w, b, x):
    """What jit, grad and vmap make of layers; "TypeError" and such where they refuse."""
    import jax
    import jax.numpy as jnp

    layers, traced = [student.Linear(factor * w, b, "first") for factor in (1, 2)], []

    def run(layer, x):
        traced.append(1)
        return layer(x)

    def stacked():
        return jax.tree.unflatten(jax.tree.structure(layers[0]), [jnp.stack([w, 2 * w]), jnp.stack([b, b])])

    def total(layer):
        return layer(x).sum()

    compiled = jax.jit(run)
    return {
        "first": attempt(lambda: compiled(layers[0], x)),
        "second": attempt(lambda: compiled(layers[1], x)),
        "traces": len(traced),
        "grad": attempt(parts_of_gradient, student.Linear, total, layers[0], ["w", "b", "name"]),
        "vmap": attempt(lambda: jax.vmap(lambda layer: layer(x))(stacked())),
    }


def arrays(rng):
    """Weights and biases."""
    return rng.normal(size=(3, 2)).astype(np.float32), rng.normal(size=2).astype(np.float32)


@pytest.mark.core
@pytest.mark.weight(2)
def test_a_layer_keeps_its_arguments_and_can_be_called(student, rng):
    """`Linear(w, b, name)` has the attributes `w`, `b`, `name`; called, it gives `x @ w + b`, for one input or many."""
    w, b = arrays(rng)
    xs = [rng.normal(size=shape).astype(np.float32) for shape in ((3,), (5, 3), (1, 3))]
    seen = student.probe(outputs, w=w, b=b, xs=xs)
    because = f"The last one is that of a layer whose name is empty: an empty name is a name. {SEE}"
    what = "[`layer.w`, `layer.b`, `layer.name`, `other.name`]"
    expect_close(seen["kept"], [w, b, "first", ""], what=what, because=because)
    expect(
        repr(seen["dtypes"]) == "['float16', 'bfloat16']",
        f"`layer.w` and `layer.b` have other dtypes than the arrays that came in. Keep arrays as they are. {SEE}",
        code="converts",
    )
    want, calls = [x @ w + b for x in xs], seen["outputs"]
    if isinstance(calls, list) and any(isinstance(each, str) for each in calls):
        fail(
            "`layer(x)` raises an error for a single input of shape (n_in,) or for a batch of shape (batch, n_in). "
            f"`w` has shape (n_in, n_out), so `x` stands on its left: `x @ w`. {SEE}",
            code="does-not-fit",
        )
    recognise(seen["outputs"], [x @ w for x in xs], f"`layer(x)` leaves the biases out. {SEE}", code="no-biases")
    because = f"Compute `x @ w + b`; `x` may be a single input or a batch. {SEE}"
    expect_close(seen["outputs"], want, what="[`layer(x)`, `layer(batch)`]", rtol=1e-3, atol=1e-4, because=because)


def leaves_of(seen):
    """The leaves of a layer, once there are two of them and no name."""
    leaves = seen["leaves"] if isinstance(seen["leaves"], list) else []
    if any(isinstance(leaf, str) for leaf in leaves):
        fail(
            "`jax.tree.leaves(layer)` has a string in it, which cannot be traced. Hand the name to JAX as auxiliary "
            f"data, the second thing that flatten returns. {CHILDREN}",
            code="name-is-a-child",
        )
    if len(leaves) < 2:
        fail(
            f"`jax.tree.leaves(layer)` has {len(leaves)} of the two leaves `w` and `b`. What travels as auxiliary data "
            f"is not differentiated and not trained: `w` and `b` must be children. {CHILDREN}",
            code="leaves-missing",
        )
    return leaves


@pytest.mark.core
@pytest.mark.weight(3)
def test_weights_and_biases_are_its_only_leaves(student, rng):
    """JAX sees `w` and `b`, in this order, and nothing else, as the layer's leaves."""
    w, b = arrays(rng)
    seen = student.probe(flattened, w=w, b=b)
    expect(
        seen["itself"] is False,
        "`jax.tree.leaves(layer)` is the layer itself: JAX does not know the class `Linear`. Register it with "
        f"`jax.tree_util.register_pytree_node`. {SEE}",
        code="not-registered",
    )
    leaves = leaves_of(seen)
    because = f"`jax.tree.leaves(layer)` is [b, w]. The order asked for is `w`, `b`. {SEE}"
    recognise(leaves, [b, w], because, code="biases-first")
    because = f"The children are `w` and `b`, in this order. {CHILDREN}"
    expect_close(leaves, [w, b], what="`jax.tree.leaves(layer)`", because=because)


def refuse_known_places(kept, w, b, name):
    """Say what is in the wrong place, where it is a known mistake."""
    if isinstance(kept, list) and kept and isinstance(kept[0], str):
        fail(
            "`jax.tree.map(lambda x: 2 * x, layer)` has a string or nothing in the place of `w`. JAX calls "
            f"`unflatten(aux, children)`, the auxiliary data first, with the children in the order of flatten. {SEE}",
            code="name-in-place-of-w",
        )
    order = "has `w` and `b` swapped: unflatten must take the children in the order of flatten"
    for wrong, because, code in [
        ([2 * b, 2 * w, name], order, "swapped"),
        ([w, b, name], "has the old arrays: unflatten must use the children that it gets", "old-arrays"),
        ([2 * w, b, name], "has the old `b`: only what is a child takes part", "old-b"),
        ([w, 2 * b, name], "has the old `w`: only what is a child takes part", "old-w"),
    ]:
        recognise(kept, wrong, f"`jax.tree.map(lambda x: 2 * x, layer)` {because}. {SEE}", code=code)


@pytest.mark.core
@pytest.mark.weight(2)
def test_rebuilt_with_everything_in_its_place(student, rng):
    """`jax.tree.map` gives a `Linear` of the same name with new weights and biases in their places."""
    w, b = arrays(rng)
    name = f"Layer {rng.integers(1000)} "  # changed by whatever tidies names
    seen = student.probe(doubled, w=w, b=b, name=name)
    expect(
        seen["class"] is True,
        "`jax.tree.map(lambda x: 2 * x, layer)` is not a `Linear`. `unflatten(aux, children)` must return a new "
        f"object of the class, and the class must be registered. {SEE}",
    )
    kept = seen["kept"]
    refuse_known_places(kept, w, b, name)
    expect(
        isinstance(kept, list) and len(kept) == 3 and isinstance(kept[2], str) and kept[2] == name,
        "`jax.tree.map(lambda x: 2 * x, layer)` does not have the layer's name. What is not a child must travel as "
        f"auxiliary data, or it is lost. {SEE}",
        code="name-lost",
    )
    what = "[`w`, `b`, `name`] after `jax.tree.map(lambda x: 2 * x, layer)`"
    expect_close(kept, [2 * w, 2 * b, name], what=what, because=SEE)


@pytest.mark.core
@pytest.mark.weight(3)
def test_accepts_anything_in_the_places_of_the_leaves(student, rng):
    """Rebuilt with `object()`, `None` or strings as leaves, it has those very things as `w` and `b`."""
    w, b = arrays(rng)
    seen = student.probe(sentinels, w=w, b=b)
    because = f"They must be `w` and `b`, and nothing else; the class must be registered. {CHILDREN}"
    expect_close(seen["leaves"], 2, what="The number of leaves of a layer", because=because)
    expect(
        seen["arrays"] is True,
        "`jax.tree.unflatten(structure, leaves)`, with the layer's own leaves, does not have these very arrays as "
        "`w` and `b`, or lost its name. `unflatten(aux, children)` gets the auxiliary data first; it should put the "
        f"children where they belong, without copies. {SEE}",
    )
    for kind, words in {
        "objects": "objects",
        "nones": "None",
        "strings": "strings",
        "numbers": "numbers, lists or tuples",
        "others": "arrays of other shapes or dtypes",
    }.items():
        expect(
            seen[kind] is True,
            f"`jax.tree.unflatten` with {words} in the places of the leaves fails, changes them, or gives a layer of "
            "another treedef. JAX puts all kinds of things there. Does `__init__` convert or check its arguments? Then "
            f"leave that out, or let unflatten go around it with `object.__new__(Linear)`. {SEE}",
            code=f"refuses-{kind}",
        )


def expect_equal(same, kind):
    """Expect equal treedefs of two layers with equal names, and other values or shapes."""
    what = "of two layers with equal names"
    expect(
        not isinstance(same, str),
        f"The treedefs {what} cannot be compared: `==` raises an error. An array in the auxiliary data does that, "
        f"for it has no single answer to `==`. {CHILDREN}",
        code="array-compared",
    )
    expect(
        same is True,
        f"The treedefs {what} but other {kind} differ. The class must be registered, and its auxiliary data "
        f"should be the name alone, as something that `==` compares by what it holds. {CHILDREN}",
        code=f"depends-on-{kind}",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_treedefs_are_equal_just_when_names_are(student, rng):
    """Two layers have equal treedefs if and only if their names are equal."""
    (w, b), (other_w, other_b) = arrays(rng), (np.zeros((4, 1), np.float32), np.zeros(1, np.float32))
    others = list(misspelt("first layer of several"))
    seen = student.probe(treedefs, w=w, b=b, other_w=other_w, other_b=other_b, others=others)
    for kind in ("values", "shapes"):
        expect_equal(seen[kind], kind)
    expect(
        seen["name"] is False,
        "The treedefs of two layers with different names are equal. The class must be registered, and the name must "
        f"be in the auxiliary data, which is what JAX compares. {CHILDREN}",
        code="name-not-compared",
    )
    expect(
        seen["close_name"] is False,
        "The treedefs of two layers with similar names are equal. Names that differ in a single letter, in capitals or "
        f"in a space are different names: hand on the name as it is. {CHILDREN}",
    )


def judge_compiled(seen, w, b, x):
    """Expect that a jitted function takes two layers, with one program."""
    if isinstance(seen["first"], str):
        fail(
            "A jitted function that calls a layer raises an error. All leaves must be arrays; a name among "
            "them, or a layer that is not registered, cannot be traced; `__init__` may not convert tracers, and "
            f"unflatten must put each child in its own place. {CHILDREN}"
        )
    expect_close(seen["first"], x @ w + b, what="`layer(x)` under `jit`", rtol=1e-3, atol=1e-4, because=SEE)
    if isinstance(seen["second"], str):
        told = "A jitted function takes the first layer and raises an error for the second one."
        if seen["second"] == "ValueError":
            fail(
                f"{told} An array in the auxiliary data does that: JAX compares it with `==`, which has no single "
                f"answer. {CHILDREN}",
                code="second-call-raises",
            )
        fail(f"{told} Unflatten must make a new `Linear` each time, and leave existing ones alone. {SEE}")
    want = x @ (2 * w) + b
    because = f"The second layer's arrays must take part: they are children. {CHILDREN}"
    expect_close(
        seen["second"], want, what="`layer(x)` of a second layer under `jit`", rtol=1e-3, atol=1e-4, because=because
    )
    because = f"Only a new name, not new weights, should make a new program. {CHILDREN}"
    expect_close(seen["traces"], 1, what="The number of programs for two layers of the same name", because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_goes_through_jit_grad_and_vmap(student, rng):
    """`jit` takes layer after layer with one program, `grad` gives a `Linear`, `vmap` maps over stacked layers."""
    w, b = arrays(rng)
    x = rng.normal(size=3).astype(np.float32)
    seen = student.probe(transformed, w=w, b=b, x=x)
    judge_compiled(seen, w, b, x)
    expect(
        isinstance(seen["grad"], list),
        "`jax.grad` by a layer raises an error, or does not give a `Linear`. Its leaves must be `w` and `b` alone. "
        f"{CHILDREN}",
    )
    ones = np.ones(2, np.float32)
    what = "[`w`, `b`, `name`] of the gradient of `layer(x).sum()`"
    expect_close(seen["grad"], [np.outer(x, ones), ones, "first"], what=what, rtol=1e-3, atol=1e-4, because=CHILDREN)
    if isinstance(seen["vmap"], str):
        fail(f"`jax.vmap` over a layer of stacked weights raises an error. Unflatten may not check shapes. {SEE}")
    got = expect_array(seen["vmap"], what="`layer(x)` under `vmap`", shape=(2, 2))
    expect_close(
        got, np.stack([x @ w + b, x @ (2 * w) + b]), what="`layer(x)` under `vmap`", rtol=1e-3, atol=1e-4, because=SEE
    )
