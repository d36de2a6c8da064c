"""Hidden tests for `haiku_linear` and `port_to_flax`: the same layer in two dialects."""

import numpy as np
import pytest

from gradax.testing import expect, expect_close, expect_tree, fail, probe

DIALECT = "See *Haiku, the other dialect*."


@probe
def in_haiku(student, n, key, x):
    """The layer's parameters and output, applied without a key."""
    import jax

    network = student.haiku_linear(n)
    params = network.init(key, x)
    layer = next(iter(params.values()))
    layer = {name: jax.numpy.asarray(leaf) for name, leaf in layer.items()}
    return {"modules": len(params), "layer": layer, "y": network.apply(params, x)}


@probe
def misused(student, key, x):
    """What is not as it should be, in a word: a layer made outside of the transformed function, state, a key."""
    try:
        network = student.haiku_linear(3)
    except ValueError:
        return "outside"
    params = network.init(key, x)
    if isinstance(params, tuple):
        return "state"
    try:
        network.apply(params, x)
    except (TypeError, ValueError):
        network.apply(params, None, x)
        return "key"
    return ""


@probe
def in_flax(student, n, w, b, x, name):
    """A layer of the grader's own, ported, and what Flax makes of it."""
    import flax.linen as nn

    given = {name: {"w": w, "b": b}}
    variables = student.port_to_flax(given)
    return {"y": nn.Dense(n).apply(variables, x), "kept": {name: sorted(layer) for name, layer in given.items()}}


@probe
def there_and_back(student, n, key, x):
    """Initialise in Haiku, port, compare."""
    import flax.linen as nn

    network = student.haiku_linear(n)
    params = network.init(key, x)
    return {"haiku": network.apply(params, x), "flax": nn.Dense(n).apply(student.port_to_flax(params), x)}


def haiku_layer(student, key, x):
    """What `haiku_linear` makes, once nothing of that kind is wrong."""
    misuse = student.probe(misused, key=key(), x=x)
    if misuse == "outside":
        fail(
            "`haiku_linear(n)` makes an `hk.Linear` outside of a transformed function. Make it inside the function "
            f"that `hk.transform` is given. {DIALECT}"
        )
    if misuse == "state":
        fail(
            "`haiku_linear(n).init` gives a pair of parameters and state: that is `hk.transform_with_state`. A linear "
            f"layer has no state, and `hk.transform` does. {DIALECT}"
        )
    if misuse == "key":
        fail(
            "`haiku_linear(n).apply` wants a key between its arguments. `hk.without_apply_rng` takes that "
            f"argument away. {DIALECT}"
        )
    return student.probe(in_haiku, n=6, key=key(), x=x)


@pytest.mark.weight(2)
def test_haiku_linear_is_one_linear_layer(student, rng, key):
    """`haiku_linear(n)` has one module with `w` of shape (n_in, n) and `b` of shape (n,)."""
    seen = haiku_layer(student, key, rng.normal(size=(5, 4)).astype(np.float32))
    expect(seen["modules"] == 1, f"`haiku_linear(n).init(key, x)` does not hold exactly one module. {DIALECT}")
    like = {"w": np.zeros((4, 6)), "b": np.zeros(6)}
    expect_tree(seen["layer"], like, what="the parameters of `haiku_linear(6)` for inputs of length 4")


@pytest.mark.weight(2)
def test_apply_takes_no_key(student, rng, key):
    """`haiku_linear(n).apply(params, x)` works without a key, and gives x @ w + b."""
    x = rng.normal(size=(5, 4)).astype(np.float32)
    seen = haiku_layer(student, key, x)
    layer = seen["layer"]
    expect_tree(layer, {"w": np.zeros((4, 6)), "b": np.zeros(6)}, what="the parameters of `haiku_linear(6)`")
    expect_close(seen["y"], x @ layer["w"] + layer["b"], what="`haiku_linear(6).apply(params, x)`", because=DIALECT)


@pytest.mark.weight(3)
@pytest.mark.parametrize("name", ["linear", "encoder/~/head"])
def test_ported_parameters_give_the_same_output(student, rng, name):
    """With `port_to_flax(params)` a Flax layer computes x @ w + b, whatever the Haiku module is called."""
    w, b, x = (rng.normal(size=shape).astype(np.float32) for shape in [(4, 4), (4,), (5, 4)])
    if student.raises(KeyError, "port_to_flax", {name: {"w": w, "b": b}}):
        fail(
            "`port_to_flax(haiku_params)` looks for a key that is not there. The one module may have any name: take it "
            f"without asking for its name. {DIALECT}"
        )
    seen = student.probe(in_flax, n=4, w=w, b=b, x=x, name=name)
    expect(
        seen["kept"] == {name: ["b", "w"]},
        f"`port_to_flax(haiku_params)` changes the dict that it was given. Read it, and build a new one. {DIALECT}",
    )
    got = seen["y"]
    want = x @ w + b
    for wrong, because in {
        "transposed": (x @ w.T + b, "the kernel is transposed. Haiku's `w` and Flax's `kernel` have the same layout"),
        "no bias": (x @ w, "the bias is lost. Haiku's `b` is Flax's `bias`"),
    }.values():
        if (
            np.shape(got) == want.shape
            and np.allclose(got, wrong, atol=1e-4)
            and not np.allclose(want, wrong, atol=1e-2)
        ):
            fail(f"`port_to_flax(haiku_params)`: {because}. {DIALECT}")
    because = f"The variables are {{'params': {{'kernel': w, 'bias': b}}}}. {DIALECT}"
    expect_close(got, want, what="`nn.Dense(n).apply(port_to_flax(haiku_params), x)`", because=because)


def test_both_dialects_agree(student, rng, key):
    """Initialised in Haiku, ported to Flax: the outputs are equal."""
    seen = student.probe(there_and_back, n=6, key=key(), x=rng.normal(size=(5, 4)).astype(np.float32))
    expect_close(seen["flax"], seen["haiku"], what="the ported layer", because=DIALECT)
