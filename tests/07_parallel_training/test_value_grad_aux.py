"""Hidden tests for `value_grad_aux`: value, auxiliary results and gradients in one flat tuple."""

import numpy as np
import pytest
from helpers import normals

from gradax.testing import expect, expect_array, expect_close, fail, near, probe, recognise

SECTION = "See *More than a number from a loss*."
CALL = "`value_grad_aux(loss)(params, *data)`"


@probe
def regression(student, params, x, y, jitted):
    """A loss of parameters, inputs and targets, and how often it ran."""
    import jax
    import jax.numpy as jnp

    runs = []

    def loss(params, x, y):
        runs.append(1)
        errors = x @ params["w"] + params["b"] - y
        return jnp.mean(errors**2), {"errors": errors, "note": (params["b"] * 3,)}

    flat = student.value_grad_aux(loss)
    flat = jax.jit(flat) if jitted else flat
    try:
        return {"got": flat(params, x, y), "runs": len(runs)}
    except TypeError as error:
        if "scalar-output" not in str(error):  # what JAX says of a function that returns a pair
            raise
        return {"got": "no scalar", "runs": len(runs)}


@probe
def other_arguments(student, params, x):
    """Losses with no data, twice, and with some; they hand out an array, a tuple, nothing, a list of one, or empty."""
    import jax.numpy as jnp

    flat = student.value_grad_aux(lambda p: (jnp.sum(jnp.sin(p)), p * 2))
    alone, again = flat(params), flat(params + 1)
    many = student.value_grad_aux(lambda p, a, b, c, d, e: (jnp.sum(p[0] * a * b - c + d - e), (a, [e])))
    many = many((params,), x, x, x, x, 2 * x)
    empty = student.value_grad_aux(lambda p: (jnp.sum(p * p), {"one": (), "two": [{}]}))(params)
    bare = student.value_grad_aux(lambda p: (jnp.sum(p * p), {}))(params)
    nothing = student.value_grad_aux(lambda p, a: (jnp.sum(p * a), None))(params, x)
    whole = student.value_grad_aux(lambda p, a: (jnp.sum(p * a), [(jnp.arange(3),)]))(params, x)
    single = student.value_grad_aux(lambda p: (jnp.sum(p * p), (p,)))(params)
    odd = student.value_grad_aux(lambda p, a: (jnp.sum(p * a), a))(params, jnp.array([jnp.nan, jnp.inf, 1e6]))
    return {
        "alone": alone,
        "again": again,
        "many": many,
        "nothing": nothing,
        "whole": whole,
        "single": single,
        "odd": odd,
        "empty": empty,
        "bare": bare,
    }


def problem(rng):
    """Parameters and data."""
    return {
        "params": {"w": normals(rng, 3), "b": normals(rng)},
        "x": normals(rng, 7, 3),
        "y": normals(rng, 7),
    }


def right(params, x, y):
    """What is right, in the order that is asked for."""
    errors = x @ params["w"] + params["b"] - y
    aux = {"errors": errors, "note": (params["b"] * 3,)}
    grads = {"w": 2 * errors @ x / len(y), "b": np.asarray(2 * errors.mean())}
    return np.asarray(np.mean(errors**2)), aux, grads


def parts(got):
    """Value, aux and gradients, in whatever order and nesting: another test minds those."""
    expect(
        not (isinstance(got, str) and got == "no scalar"),
        f"{CALL} lets JAX differentiate a function that gives no scalar, and JAX refuses. `loss` returns a pair: say "
        f"that its second part is not to be differentiated, with `has_aux=True`. {SECTION}",
        code="has-aux-missing",
    )
    if isinstance(got, tuple | list) and len(got) == 2:
        got = [part for each in got for part in (each if isinstance(each, tuple | list) else [each])]
    if isinstance(got, tuple | list) and len(got) == 3:
        kinds = [sorted(map(str, each)) if isinstance(each, dict) else None for each in got]
        order = [None, ["errors", "note"], ["b", "w"]]
        if all(each in kinds for each in order):
            return [got[kinds.index(each)] for each in order]
    fail(
        f"{CALL} is not the flat tuple `(value, aux, grads)`, `aux` being what `loss` handed out, and `grads` of the "
        f"structure of `params`. {SECTION}"
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_returns_the_flat_tuple(student, rng):
    """It returns the flat tuple (value, aux, grads)."""
    data = problem(rng)
    got, want = student.probe(regression, **data, jitted=False)["got"], right(**data)
    value, aux, grads = parts(got)
    if isinstance(got, tuple | list) and len(got) == 2:
        fail(
            f"{CALL} returns nested pairs, such as those of `jax.value_and_grad`. Take them apart: the flat tuple "
            f"`(value, aux, grads)` is wanted. {SECTION}",
            code="nested",
        )
    said = f"The three parts of {CALL} are in another order. The tuple is `(value, aux, grads)`. {SECTION}"
    for order in ((value, grads, aux), (grads, value, aux), (grads, aux, value), (aux, grads, value)):
        expect(not near(list(got), list(order)), said, code="other-order")
    expect_close(got, want, what=CALL, rtol=1e-3, atol=1e-4, because=SECTION)


@pytest.mark.core
@pytest.mark.weight(2)
def test_grads_are_of_the_value_by_the_parameters(student, rng):
    """`value` and `aux` are what `loss` returned, and `grads` is the gradient of the value by `params`."""
    data = problem(rng)
    want = right(**data)
    value, aux, grads = parts(student.probe(regression, **data, jitted=False)["got"])
    handed = f"Hand on what `loss` returned. {SECTION}"
    expect_close([value, aux], list(want[:2]), what=f"`value` and `aux` of {CALL}", rtol=1e-3, because=handed)
    for wrong, code, because in [
        ({name: np.zeros_like(leaf) for name, leaf in want[2].items()}, "zero", "is zero"),
        ({name: -leaf for name, leaf in want[2].items()}, "sign", "has the wrong sign"),
        (data["params"], "params", "is `params`, not a gradient"),
    ]:
        recognise(grads, wrong, f"`grads` of {CALL} {because}. {SECTION}", want=want[2], code=code)
    because = f"It is the gradient of `value` alone, by the first argument; `aux` has no part in it. {SECTION}"
    expect_close(grads, want[2], what=f"`grads` of {CALL}", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_any_number_of_data_and_any_aux(student, rng):
    """It works for no data, and for several, and hands on any `aux` as it is, and nan: an array, a tuple, None."""
    p, x = (rng.uniform(low, 2 * low, size=3).astype(np.float32) for low in (0.5, 100))
    parts(student.probe(regression, **problem(rng), jitted=False)["got"])  # what fails there would fail here
    got = student.probe(other_arguments, params=p, x=x)
    kept = f"{CALL} gives the results of an earlier call again. Keep nothing between calls. {SECTION}"
    recognise(got["again"], got["alone"], kept, code="kept")
    because = f"`*data` may be empty or longer: pass all of it on to `loss`. `aux` is whatever comes back. {SECTION}"
    odd = np.float32([np.nan, np.inf, 1e6])
    want = {
        "alone": (np.sin(p).sum(), 2 * p, np.cos(p)),
        "again": (np.sin(p + 1).sum(), 2 * (p + 1), np.cos(p + 1)),
        "many": (np.sum(p * x * x - 2 * x), (x, [2 * x]), (x * x,)),
        "empty": (np.sum(p * p), {"one": (), "two": [{}]}, 2 * p),
        "bare": (np.sum(p * p), {}, 2 * p),
        "nothing": (np.sum(p * x), None, x),
        "whole": (np.sum(p * x), [(np.arange(3),)], x),
        "single": (np.sum(p * p), (p,), 2 * p),
        "odd": (np.float32(np.nan), odd, odd),
    }
    for name, (value, aux, grads) in want.items():
        expect_close(got[name], (value, aux, grads), what=CALL, rtol=1e-3, atol=1e-4, because=because)
    what = f"the integers in `aux` of {CALL}"
    expect_array(got["whole"][1][0][0], what=what, dtype=np.integer)


@pytest.mark.core
def test_calls_the_loss_once(student, rng):
    """`loss` runs once, not twice."""
    data = problem(rng)
    got = student.probe(regression, **data, jitted=False)
    value = parts(got["got"])[0]
    expect_close(value, right(**data)[0], what=f"`value` of {CALL}", rtol=1e-3, because=SECTION)
    expect(
        isinstance(got["runs"], int) and got["runs"] == 1,
        f"{CALL} runs `loss` more than once: a network would be computed each time. `jax.value_and_grad(..., "
        f"has_aux=True)` gives all three parts from one run. {SECTION}",
        code="loss-runs-twice",
    )


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jax.jit`."""
    data = problem(rng)
    got = parts(student.probe(regression, **data, jitted=True)["got"])
    because = f"Keep `float(...)` and NumPy out of it, and let `loss` pass nothing on except by returning it. {SECTION}"
    expect_close(got, list(right(**data)), what=f"{CALL} under `jax.jit`", rtol=1e-3, atol=1e-4, because=because)
