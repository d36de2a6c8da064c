"""Hidden tests for `haiku_linear` and `port_to_flax`: the same layer in two dialects."""

import pytest
from helpers import near, normals
from probes import plain

from gradax.testing import expect, expect_close, expect_tree, fail, probe, recognise

DIALECT = "See *Haiku, the other dialect*."
MISUSES = {
    "outside": "`haiku_linear(n)` uses Haiku outside of a transformed function. Make the layer in the function that "
    "is passed to `hk.transform`.",
    "state": "`haiku_linear(n).init` gives a tuple, as with `hk.transform_with_state`, not the parameters alone. A "
    "linear layer has no state; use `hk.transform`.",
    "key": "`haiku_linear(n).apply` expects a key as its second argument. `hk.without_apply_rng` takes it away.",
}


@probe
def in_haiku(student, n, key, x, w, b):
    """The parameters after init, and the output with the grader's own; or what is misused, in a word."""
    try:
        network = student.haiku_linear(n)
    except ValueError as error:
        if "hk.transform" not in str(error):
            raise
        return {"misuse": "outside", "layers": [], "y": None}
    params = network.init(key, x)
    if isinstance(params, tuple):
        return {"misuse": "state", "layers": [], "y": None}
    params = plain(params)
    given = {name: {"w": w, "b": b} for name in params} if isinstance(params, dict) else params
    try:
        y = network.apply(given, x)
    except (TypeError, ValueError):
        network.apply(given, None, x)
        return {"misuse": "key", "layers": [], "y": None}
    return {"misuse": "", "layers": list(params.values()) if isinstance(params, dict) else params, "y": y}


@probe
def in_flax(student, n, w, b, x, name):
    """A layer of the grader's own, ported, and what Flax makes of it."""
    import flax.linen as nn

    given = {name: {"w": w, "b": b}}
    try:
        variables = student.port_to_flax(given)
    except KeyError:
        return {"looks_up": True, "y": None, "kept": None}
    y = nn.Dense(n).apply(variables, x)
    return {"looks_up": False, "y": y, "kept": {name: sorted(layer) for name, layer in given.items()}}


def haiku_layer(student, **data):
    """What `haiku_linear` makes, once nothing of that kind is wrong."""
    seen = student.probe(in_haiku, **data)
    for misuse, message in MISUSES.items():
        if near(seen["misuse"], misuse):
            fail(f"{message} {DIALECT}", code=f"misused-{misuse}")
    return seen


def layer(rng, n_in, n):
    """Random inputs and parameters."""
    return {"x": normals(rng, 5, n_in), "w": normals(rng, n_in, n), "b": normals(rng, n)}


@pytest.mark.core
@pytest.mark.weight(2)
def test_haiku_linear_is_one_linear_layer(student, reference, rng, key):
    """`haiku_linear(n)` has one module with `w` of shape (n_in, n) and `b` of shape (n,), as `hk.Linear` draws them."""
    data = {"n": 6, "key": key(), **layer(rng, 4, 6)}
    got, want = (haiku_layer(each, **data)["layers"] for each in (student, reference))
    message = f"`haiku_linear(n).init(key, x)` does not hold exactly one module. {DIALECT}"
    expect(isinstance(got, list) and len(got) == 1, message)
    expect_tree(got, want, what="the parameters of `haiku_linear(6)`, module by module,")
    because = f"`hk.Linear(n)` draws them with the key that `init` is given. {DIALECT}"
    expect_close(got, want, what="the parameters of `haiku_linear(6)`, module by module,", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("n", [1, 6])
def test_apply_takes_no_key(student, rng, key, n):
    """`haiku_linear(n).apply(params, x)` works without a key, and gives x @ w + b."""
    for leading in ((5,), (2, 3), ()):
        data = layer(rng, 4, n) | {"x": normals(rng, *leading, 4)}
        seen = haiku_layer(student, n=n, key=key(), **data)
        want = data["x"] @ data["w"] + data["b"]
        what = f"`haiku_linear({n}).apply(params, x)` for `x` of {len(leading) + 1} axes"
        expect_close(seen["y"], want, what=what, because=DIALECT)


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("name", "n_in", "n"), [("linear", 4, 4), ("encoder/~/head", 5, 1)])
def test_ported_parameters_give_the_same_output(student, rng, name, n_in, n):
    """With `port_to_flax(params)` a Flax layer computes x @ w + b, whatever the Haiku module is called."""
    data = layer(rng, n_in, n)
    seen = student.probe(in_flax, n=n, name=name, **data)
    if seen["looks_up"] is True:
        fail(
            "`port_to_flax(haiku_params)` looks for a key that is not there. The one module may have any name: take "
            f"it without asking for its name. It holds `w` and `b`. {DIALECT}",
            code="no-such-key",
        )
    message = "`port_to_flax(haiku_params)` changes the dict that it was given. Read it, and build a new one."
    expect(near(seen["kept"], {name: ["b", "w"]}), f"{message} {DIALECT}", code="changes-its-argument")
    want = data["x"] @ data["w"] + data["b"]
    without_bias = "`port_to_flax(haiku_params)` loses the bias. Haiku's `b` is Flax's `bias`."
    recognise(seen["y"], data["x"] @ data["w"], f"{without_bias} {DIALECT}", want=want, code="bias-lost")
    if n_in == n:
        transposed = "`port_to_flax(haiku_params)` transposes the kernel. `w` and `kernel` have the same layout."
        wrong = data["x"] @ data["w"].T + data["b"]
        recognise(seen["y"], wrong, f"{transposed} {DIALECT}", want=want, code="transposed")
    because = f"The variables are {{'params': {{'kernel': w, 'bias': b}}}}. {DIALECT}"
    expect_close(seen["y"], want, what="`nn.Dense(n).apply(port_to_flax(haiku_params), x)`", because=because)
