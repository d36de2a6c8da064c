"""Visible checks of `haiku_linear` and `port_to_flax`."""

import numpy as np

from gradax.testing import Key, expect_close, fail, probe

X = np.arange(8, dtype=np.float32).reshape(2, 4)


@probe
def shapes(student, key, x):
    """The shapes of the layer's parameters, and of its output without a key; None where `apply` asks for one."""
    network = student.haiku_linear(3)
    params = network.init(key, x)
    (layer,) = params.values()
    try:
        y = network.apply(params, x)
    except (TypeError, ValueError):
        network.apply(params, None, x)
        return None
    return {"w": list(layer["w"].shape), "b": list(layer["b"].shape), "y": list(y.shape)}


@probe
def ported(student, w, b, x):
    """A ported layer's output."""
    import flax.linen as nn

    return nn.Dense(3).apply(student.port_to_flax({"any name": {"w": w, "b": b}}), x)


def test_one_linear_layer_without_a_key(student):
    """`haiku_linear(3)` has w and b, and its `apply(params, x)` works without a key."""
    seen = student.probe(shapes, key=Key.from_seed(0), x=X)
    if seen is None:
        fail("`haiku_linear(3).apply` asks for a key as its second argument. `hk.without_apply_rng` takes it away.")
    expect_close(seen, {"w": [4, 3], "b": [3], "y": [2, 3]}, what="the shapes of `haiku_linear(3)`")


def test_ported_it_computes_the_same(student):
    """With the ported parameters Flax computes x @ w + b."""
    w, b = np.arange(12, dtype=np.float32).reshape(4, 3), np.array([1.0, 2.0, 3.0], np.float32)
    because = "Flax calls them `kernel` and `bias`, in the collection 'params'."
    got = student.probe(ported, w=w, b=b, x=X)
    expect_close(got, X @ w + b, what="`nn.Dense(3)` with the ported parameters", because=because)
