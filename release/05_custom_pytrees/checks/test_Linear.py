"""Visible checks for `Linear`."""

import numpy as np

from gradax.testing import expect, expect_close, probe

W, B = np.array([[1.0], [2.0]], np.float32), np.array([3.0], np.float32)


@probe
def called(student, w, b, x):
    """A layer's output for one input, and for a batch of three."""
    import jax.numpy as jnp

    layer = student.Linear(w, b, "out")
    return [layer(x), layer(jnp.stack([x, 2 * x, 3 * x]))]


@probe
def doubled(student, w, b):
    """How many leaves there are, and what `jax.tree.map` makes of a layer."""
    import jax

    layer = student.Linear(w, b, "out")
    leaves = jax.tree.leaves(layer)
    if len(leaves) != 2:
        return {"leaves": len(leaves), "class": False, "kept": []}
    twice = jax.tree.map(lambda leaf: 2 * leaf, layer)
    kept = [getattr(twice, name, None) for name in ("w", "b", "name")]
    return {"leaves": 2, "class": type(twice) is student.Linear, "kept": kept}


@probe
def jitted(student, w, b, x):
    """Two layers in one jitted function."""
    import jax

    run = jax.jit(lambda layer: layer(x))
    return [run(student.Linear(w, b, "out")), run(student.Linear(2 * w, b, "out"))]


@probe
def anything(student, w, b):
    """Whether strange things come through in the places of the leaves."""
    import jax

    structure = jax.tree.structure(student.Linear(w, b, "out"))
    if structure.num_leaves != 2:
        return False
    layer = jax.tree.unflatten(structure, [None, "b"])
    return layer.w is None and layer.b == "b"


def test_a_layer_can_be_called(student):
    """`layer(x)` is `x @ w + b`."""
    got = student.probe(called, w=W, b=B, x=np.array([1.0, 1.0], np.float32))
    want = [np.array([6.0], np.float32), np.array([[6.0], [9.0], [12.0]], np.float32)]
    expect_close(got, want, what="[`layer(x)`, `layer(batch)`]", because="1 + 2 + 3, and 2 + 4 + 3, 3 + 6 + 3.")


def test_the_worked_example(student):
    """It has two leaves, and `jax.tree.map` gives a `Linear` of the same name."""
    seen = student.probe(doubled, w=W, b=B)
    because = "They are `w` and `b`: register the class; the children are `w` and `b`, the auxiliary data is the name."
    expect_close(seen["leaves"], 2, what="The number of leaves of a layer", because=because)
    expect(seen["class"] is True, "`jax.tree.map` over a layer does not give a `Linear`. What does unflatten return?")
    what = "[`w`, `b`, `name`] of the doubled layer"
    expect_close(seen["kept"], [2 * W, 2 * B, "out"], what=what, because="Mind the order of unflatten's arguments.")


def test_jit_takes_two_layers(student):
    """A jitted function takes one layer, and then another one."""
    got = student.probe(jitted, w=W, b=B, x=np.array([1.0, 1.0], np.float32))
    want = [np.array([6.0], np.float32), np.array([9.0], np.float32)]
    expect_close(got, want, what="What a jitted function makes of two layers", because="New weights must take part.")


def test_anything_can_stand_for_a_leaf(student):
    """`unflatten` takes `None` and strings, too."""
    expect(
        student.probe(anything, w=W, b=B) is True,
        "A layer put together with `None` and a string for leaves does not hold them. Unflatten must not convert or "
        "check.",
    )
