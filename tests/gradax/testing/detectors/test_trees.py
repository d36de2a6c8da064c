from dataclasses import dataclass
from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from gradax.testing.detectors.trees import round_trip

GOOD = {"leaves": 2, "node": True, "same_class": True, "objects": True, "nones": True, "structure": True,
        "hashable": True, "jit": True}  # fmt: skip


def registered(flatten, unflatten, init=None):
    """A fresh class with w, b and name, registered so."""

    class Layer:
        def __init__(self, w, b, name="layer"):
            if init:
                w, b = init(w), init(b)
            self.w, self.b, self.name = w, b, name

    jax.tree_util.register_pytree_node(Layer, flatten, lambda aux, children: unflatten(Layer, aux, children))
    return Layer(jnp.ones((2, 3)), jnp.zeros(3))


def plainly(layer):
    return (layer.w, layer.b), layer.name


def rebuild(cls, aux, children):
    return cls(*children, aux)


def test_a_good_node_passes_everything():
    assert round_trip(registered(plainly, rebuild)) == GOOD


def test_a_registered_dataclass_passes_everything():
    @jax.tree_util.register_dataclass
    @dataclass
    class Layer:
        w: jax.Array
        b: jax.Array

    assert round_trip(Layer(jnp.ones(2), jnp.ones(3))) == GOOD


def bad(layer, **expected):
    assert round_trip(layer) == GOOD | expected


def test_a_class_that_jax_does_not_know_is_one_leaf():
    bad(SimpleNamespace(w=1), leaves=1, node=False, same_class=True, jit=False)


def test_children_that_come_back_swapped():
    bad(registered(plainly, lambda cls, aux, children: cls(children[1], children[0], aux)), objects=False)


def test_another_class_that_comes_back():
    bad(registered(plainly, lambda cls, aux, children: tuple(children)), same_class=False, structure=False,
        hashable=False)  # fmt: skip


def test_an_initialiser_that_converts():
    bad(registered(plainly, rebuild, init=jnp.asarray), objects=False, nones=False)


def test_an_initialiser_that_validates():
    def validated(value):
        if value.ndim == 0:
            raise ValueError
        return value

    bad(registered(plainly, rebuild, init=validated), objects=False, nones=False)


def test_a_name_among_the_children():
    bad(
        registered(lambda layer: ((layer.w, layer.b, layer.name), None), lambda cls, _, c: cls(*c)), leaves=3, jit=False
    )


def test_parameters_as_auxiliary_data_are_no_leaves():
    found = round_trip(registered(lambda layer: ((), (layer.w, layer.b, layer.name)), lambda cls, aux, _: cls(*aux)))
    assert found["leaves"] == 0
    assert not found["hashable"]


def test_an_array_as_auxiliary_data_fails_when_it_is_compared():
    found = round_trip(
        registered(
            lambda layer: ((layer.w, layer.b), np.ones(2)), lambda cls, aux, children: cls(*children, aux.copy())
        )
    )
    assert not found["hashable"]
    assert not found["jit"]


@pytest.mark.parametrize("tree", [{"a": jnp.ones(2), "b": [jnp.ones(1)]}, (jnp.ones(1), jnp.ones(2))])
def test_jaxs_own_containers_pass_everything(tree):
    assert round_trip(tree) == GOOD
