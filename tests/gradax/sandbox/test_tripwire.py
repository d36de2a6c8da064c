"""What a student's code puts in the place of functions that others rely on is noticed."""

import inspect

import jax
import numpy as np
import pytest

from gradax.sandbox.inside.tripwire import Tripwire
from gradax.testing.detectors import jaxpr

WORK = """
import jax, jax.numpy as jnp, numpy as np, flax.linen as nn, optax
np.random.seed(1)
jax.grad(lambda x: jnp.tanh(x).sum())(jnp.ones(3))
jax.make_jaxpr(jnp.sin)(1.0)
nn.Dense(2).init(jax.random.key(0), jnp.ones((1, 3)))
optax.adam(0.1).init(jnp.ones(3))
"""


@pytest.fixture
def tripwire():
    return Tripwire()


@pytest.mark.parametrize(
    ("space", "name"),
    [(jax, "make_jaxpr"), (np, "allclose"), (jaxpr, "count_equations"), (inspect.getmodule(jax.jit), "jit")],
)
def test_another_function_is_noticed(tripwire, monkeypatch, space, name):
    monkeypatch.setattr(space, name, lambda *args: 3)
    assert tripwire.sprung() == [f"{space.__name__}.{name}"]


def test_another_method_is_noticed(tripwire, monkeypatch):
    monkeypatch.setattr(jax.stages.Compiled, "cost_analysis", lambda self: {})
    assert "jax._src.stages.Compiled.cost_analysis" in tripwire.sprung()


def test_what_is_only_added_is_no_matter(tripwire, monkeypatch):
    monkeypatch.setattr(jax, "mine", print, raising=False)
    assert tripwire.sprung() == []


def test_honest_work_springs_nothing(guest):
    guest.request("cell", source=WORK, name="mine")
    assert guest.request("notes")["replaced"] == []


def test_a_guest_tells_of_it(guest):
    guest.request("cell", source="import jax\njax.make_jaxpr = jax.jit", name="mine")
    assert guest.request("notes")["replaced"] == ["jax.make_jaxpr"]
