import jax
import jax.numpy as jnp
import numpy as np
import pytest

from gradax.testing import HostArray, probe
from gradax.testing.detectors.mutation import edits


def sets_an_entry(params, x):
    params["w"][0] = 7


def adds_a_key(params, x):
    params["new"] = 1


def replaces_a_key(params, x):
    params["w"] = params["w"] * 2


def negates(params, x):
    x *= -1


@pytest.mark.parametrize(
    ("f", "found"),
    [
        (sets_an_entry, ["[0]['w']"]),
        (adds_a_key, ["[0]"]),
        (replaces_a_key, ["[0]['w']"]),
        (negates, ["[1]"]),
        (lambda params, x: params["layers"].append(3), ["[0]['layers']"]),
        (lambda params, x: [sets_an_entry(params, x), negates(params, x)], ["[0]['w']", "[1]"]),
        (lambda params, x: {**params, "w": x * 2}, []),
    ],
)
def test_what_is_edited_in_place_is_named(f, found):
    assert edits(f, {"w": np.ones(2), "layers": [1, 2]}, np.ones(3)) == found


def test_a_donated_buffer_is_an_edit():
    donates = jax.jit(lambda x: x + 1, donate_argnums=0)
    assert edits(donates, jnp.ones(3)) == ["[0]"]
    assert edits(jnp.sin, jnp.ones(3)) == []


@probe
def border(student, x):
    from gradax.testing.detectors import mutation

    return mutation.edits(student.set_border, x)


def test_a_numpy_array_reaches_a_probe_as_one_that_can_be_edited(student_with):
    student = student_with("def set_border(x):\n    x[0] = 0\n    return x")
    assert student.probe(border, x=HostArray(np.ones(3))) == ["[0]"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (np.array([0.0]), np.array([-0.0])),
        (np.ones(2, np.float32), np.ones(2)),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ([1], (1,)),
    ],
)
def test_every_bit_type_and_order_counts(old, new):
    def replaces(holder):
        holder[0] = new

    assert edits(replaces, [old]) == ["[0][0]"]


def test_nan_is_not_an_edit():
    assert edits(lambda tree: None, {"a": [np.array([np.nan, 0.0]), float("nan")], "b": None}) == []


def test_another_array_of_jax_in_the_place_of_one_is_an_edit():
    def update(params):
        params["w"] = params["w"] + 1

    assert edits(update, {"w": jnp.ones(2), "b": jnp.zeros(1)}) == ["[0]['w']"]


def test_a_key_may_be_among_the_arguments():
    assert edits(lambda key: jax.random.normal(key), jax.random.key(0)) == []
