"""Visible checks for `Sequential` and `init_model`."""

import numpy as np

from gradax.testing import Key, expect, expect_close, probe


@probe
def applied(student, w, b, x):
    """What a small model gives, and how many leaves it has."""
    import jax

    model = student.Sequential([student.Affine(w, b), student.Relu(), student.Affine(-w, b)])
    return {"output": model(x), "leaves": len(jax.tree.leaves(model))}


@probe
def initialised(student, key):
    """The kinds of layers and the shapes of the leaves of a fresh model."""
    import jax

    model = student.init_model(key, [1, 8, 1])
    return {
        "kinds": [type(layer).__name__ for layer in model.layers],
        "shapes": [x.shape for x in jax.tree.leaves(model)],
    }


@probe
def ensemble(student, keys):
    """The shapes of the leaves and of the outputs of an ensemble."""
    import jax
    import jax.numpy as jnp

    models = jax.vmap(lambda key: student.init_model(key, [1, 8, 1]))(keys)
    outputs = jax.vmap(lambda model: model(jnp.ones((4, 1))))(models)
    return {"leaves": [leaf.shape for leaf in jax.tree.leaves(models)], "outputs": outputs.shape}


def test_a_model_of_three_layers(student):
    """It applies its layers in order, and JAX sees their leaves."""
    seen = student.probe(
        applied, w=np.array([[2.0]], np.float32), b=np.array([1.0], np.float32), x=np.ones((1, 1), np.float32)
    )
    because = "2 * 1 + 1 is 3, ReLU leaves it as it is, -2 * 3 + 1 is -5."
    expect_close(seen["output"], np.array([[-5.0]], np.float32), what="`model(x)`", because=because)
    because = "They are those of the two `Affine` layers: register the class, with the layers as children."
    expect_close(seen["leaves"], 4, what="The number of leaves of a model", because=because)


def test_the_worked_example(student):
    """`init_model` makes Affine, Relu, Affine, with four leaves."""
    seen = student.probe(initialised, key=Key.from_seed(0))
    because = "Each is an object, `Relu()` and not `Relu`, and there is none after the last `Affine`."
    what = "The list of the kinds of layers of `init_model(key, [1, 8, 1])`"
    expect_close(seen["kinds"], ["Affine", "Relu", "Affine"], what=what, because=because)
    what = "The list of the shapes of its leaves"
    expect_close(seen["shapes"], [(1, 8), (8,), (8, 1), (1,)], what=what)


def test_an_ensemble_of_two(student):
    """`vmap` makes an ensemble: its leaves have a new first axis."""
    keys = Key(np.stack([Key.from_seed(seed).data for seed in (0, 1)]))
    seen = student.probe(ensemble, keys=keys)
    want = [(2, 1, 8), (2, 8), (2, 8, 1), (2, 1)]
    expect_close(seen["leaves"], want, what="The list of the shapes of the leaves of an ensemble")
    expect(list(seen["outputs"]) == [2, 4, 1], "Two models, run by `vmap` on four inputs, do not give shape (2, 4, 1).")
