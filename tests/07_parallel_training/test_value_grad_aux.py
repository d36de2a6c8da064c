"""Hidden tests for `value_grad_aux`: value, auxiliary results and gradients in one flat tuple."""

import numpy as np
import pytest

from gradax.testing import Failure, expect, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *More than a number from a loss*."
CALL = "`value_grad_aux(loss)(params, *data)`"


@probe
def regression(student, params, x, y):
    """A loss of parameters, inputs and targets; without jit and with it, and how often `loss` ran without."""
    import jax.numpy as jnp

    runs = []

    def loss(params, x, y):
        runs.append(1)
        errors = x @ params["w"] + params["b"] - y
        return jnp.mean(errors**2), {"errors": errors, "note": (params["b"] * 3,)}

    flat = student.value_grad_aux(loss)
    try:
        return {"got": flat(params, x, y), "runs": len(runs)}
    except TypeError as error:
        if "scalar" not in str(error):  # what JAX says of a loss that returns a pair
            raise
        return {"got": "no scalar", "runs": len(runs)}


@probe
def jitted(student, params, x, y):
    """The same under jit."""
    import jax
    import jax.numpy as jnp

    def loss(params, x, y):
        errors = x @ params["w"] + params["b"] - y
        return jnp.mean(errors**2), {"errors": errors, "note": (params["b"] * 3,)}

    return jax.jit(student.value_grad_aux(loss))(params, x, y)


@probe
def other_arguments(student, params, x):
    """Losses with no data, twice, and with three."""
    import jax.numpy as jnp

    flat = student.value_grad_aux(lambda p: (jnp.sum(jnp.sin(p)), p * 2))
    alone, again = flat(params), flat(params + 1)
    many = student.value_grad_aux(lambda p, a, b, c: (jnp.sum(p * a * b - c), [a]))(params, x, x, x)
    return alone, again, many


def problem(rng):
    """Parameters and data."""
    return {
        "params": {"w": rng.normal(size=3).astype(np.float32), "b": np.asarray(rng.normal(), np.float32)},
        "x": rng.normal(size=(7, 3)).astype(np.float32),
        "y": rng.normal(size=7).astype(np.float32),
    }


def parts(got, *, strict=False):
    """Value, aux and gradients, in this order; another order or nesting is minded by the test that is strict only."""
    expect(
        not (isinstance(got, str) and got == "no scalar"),
        f"{CALL} lets JAX differentiate a function that returns a pair, and JAX refuses: it wants a scalar. Say that "
        f"the second part is not to be differentiated, with `has_aux=True`. {SECTION}",
    )
    if isinstance(got, tuple | list) and len(got) == 2 and any(isinstance(each, tuple | list) for each in got):
        if strict:
            fail(
                f"{CALL} returns nested pairs, as `jax.value_and_grad` does. Take them apart: the flat tuple `(value, "
                f"aux, grads)` is wanted. {SECTION}"
            )
        got = tuple(part for each in got for part in (each if isinstance(each, tuple | list) else [each]))
    if isinstance(got, tuple | list) and len(got) == 3:
        names = [sorted(map(str, each)) if isinstance(each, dict) else None for each in got]
        order = [None, ["errors", "note"], ["b", "w"]]
        if all(each in names for each in order):
            if strict:
                expect(
                    names == order and isinstance(got, tuple),
                    f"{CALL} has its three parts in another order, or in a list. The tuple is `(value, aux, grads)`. "
                    f"{SECTION}",
                )
            return tuple(got[names.index(each)] for each in order)
    fail(
        f"{CALL} is not the flat tuple `(value, aux, grads)`, `aux` being what `loss` handed out, and `grads` of the "
        f"structure of `params`. {SECTION}"
    )


def close(got, want):
    """Whether two trees agree."""
    try:
        expect_close(got, want, what="")
    except Failure:
        return False
    return True


@pytest.mark.weight(2)
def test_returns_the_flat_tuple(student, reference, rng):
    """It returns the flat tuple (value, aux, grads)."""
    data = problem(rng)
    want = reference.probe(regression, **data)["got"]
    got = parts(student.probe(regression, **data)["got"], strict=True)
    expect_tree(got, want, what=CALL)


@pytest.mark.weight(2)
def test_value_and_aux_are_what_the_loss_returned(student, reference, rng):
    """`value` and `aux` are what `loss` returned."""
    data = problem(rng)
    want = parts(reference.probe(regression, **data)["got"])
    got = parts(student.probe(regression, **data)["got"])
    expect_close(
        got[:2], want[:2], what=f"`(value, aux)` of {CALL}", because=f"Hand on what `loss` returned. {SECTION}"
    )


@pytest.mark.weight(2)
def test_grads_are_of_the_value_by_the_parameters(student, reference, rng):
    """`grads` is the gradient of the value by `params`, a tree like it."""
    data = problem(rng)
    want = parts(reference.probe(regression, **data)["got"])[2]
    got = parts(student.probe(regression, **data)["got"])[2]
    expect_tree(got, want, what=f"`grads` of {CALL}")
    for wrong, because in [
        ({name: np.zeros_like(leaf) for name, leaf in want.items()}, "is zero"),
        ({name: -leaf for name, leaf in want.items()}, "has the wrong sign"),
        (data["params"], "is `params`, not a gradient"),
    ]:
        recognise(got, wrong, f"`grads` of {CALL} {because}. {SECTION}", want=want)
    because = f"It is the gradient of `value` alone, by the first argument; `aux` has no part in it. {SECTION}"
    expect_close(got, want, what=f"`grads` of {CALL}", because=because)


def test_any_number_of_data(student, reference, rng):
    """It works for no data, and for several, and for any `aux`."""
    data = {"params": rng.normal(size=3).astype(np.float32), "x": rng.normal(size=3).astype(np.float32)}
    parts(student.probe(regression, **problem(rng))["got"])  # what fails there would fail here
    want = reference.probe(other_arguments, **data)
    got = student.probe(other_arguments, **data)

    expect(isinstance(got, tuple) and len(got) == 3, f"{CALL} does not return what it should. {SECTION}")
    recognise(
        got[1],
        got[0],
        f"{CALL} gives the results of an earlier call again. Keep nothing between calls. {SECTION}",
    )
    because = f"`*data` may be empty or longer; hand all of it on to `loss`. {SECTION}"
    for seen, (value, aux, grads) in zip(got, want, strict=True):
        if isinstance(seen, tuple) and len(seen) == 2 and isinstance(seen[0], tuple):
            seen = (*seen[0], seen[1])  # nesting and order are minded above
        if not close(seen, (value, grads, aux)):
            expect_close(seen, (value, aux, grads), what=CALL, because=because)


def test_calls_the_loss_once(student, rng):
    """`loss` runs once, not twice."""
    got = student.probe(regression, **problem(rng))
    parts(got["got"])
    expect(
        isinstance(got["runs"], int) and got["runs"] == 1,
        f"{CALL} runs `loss` more than once: a network would be computed twice. `jax.value_and_grad(..., "
        f"has_aux=True)` gives all three parts from one run. {SECTION}",
    )


def test_works_under_jit(student, rng):
    """It works under `jax.jit`."""
    data = problem(rng)
    eager = parts(student.probe(regression, **data)["got"])
    got = parts(student.probe(jitted, **data))
    because = f"Keep `float(...)` and NumPy out of it, and let nothing out of `loss` but by its result. {SECTION}"
    expect_close(got, eager, what=f"{CALL} under `jax.jit`", rtol=1e-3, because=because)
