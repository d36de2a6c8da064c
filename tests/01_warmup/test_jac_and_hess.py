"""Hidden tests for `jac_and_hess`: first and second derivatives of many numbers by many numbers."""

import numpy as np
import pytest
from helpers import is_text, same_shape

from gradax.testing import expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *Jacobians and Hessians*."
CALL = "`jac_and_hess(f)(x)`"
FLAT = "is flattened to two axes. Leave its three axes as they are, (m, n, n)"
FIRST = "is the Hessian of the first output only. Every output has one: (m, n, n)"


@probe
def both(student, inner, outer, steep, x, compile):
    """Jacobian and Hessian of sin(inner @ x) * (outer @ x) + steep @ x."""
    import jax
    import jax.numpy as jnp

    def f(x):
        return jnp.sin(inner @ x) * (outer @ x) + steep @ x

    made = student.jac_and_hess(f)
    if not callable(made):
        return "no function"
    try:
        made(x + 1)  # what it gives elsewhere must not be what it gives here
        return jax.jit(made)(x) if compile else made(x)
    except TypeError as error:
        if type(error) is not TypeError:  # a tracer's error has a lesson of its own
            raise
        return "no scalar"


def problem(rng, m, n, steep=0):
    """A function from n numbers to m, and a place; a steep one has a Jacobian too large to take differences of."""
    return {
        "inner": rng.normal(size=(m, n)).astype(np.float32),
        "outer": rng.normal(size=(m, n)).astype(np.float32),
        "steep": (steep * rng.normal(size=(m, n))).astype(np.float32),
        "x": rng.normal(size=n).astype(np.float32),
    }


def right(inner, outer, steep, x):
    """Jacobian and Hessian by hand."""
    inner, outer, steep, x = (each.astype(np.float64) for each in (inner, outer, steep, x))
    sin, cos, factor = np.sin(inner @ x), np.cos(inner @ x), outer @ x
    jacobian = (cos * factor)[:, None] * inner + sin[:, None] * outer + steep
    squares, mixed = (inner[:, :, None] * each[:, None, :] for each in (inner, outer))
    hessian = cos[:, None, None] * (mixed + mixed.transpose(0, 2, 1)) - (sin * factor)[:, None, None] * squares
    return jacobian.astype(np.float32), hessian.astype(np.float32)


def found(student, given, *, compile=False):
    """What the student's function gives: a pair."""
    got = student.probe(both, **given, compile=compile)
    if is_text(got, "no scalar"):
        fail(
            f"{CALL} raised TypeError. `jax.grad` wants a function that returns a scalar, and `f` returns m numbers: "
            f"use `jax.jacfwd` or `jax.jacrev`, and `jax.hessian`. {SECTION}"
        )
    if is_text(got, "no function"):
        fail(
            "`jac_and_hess(f)` is not a function; expected one that takes `x`. Define it inside, and return it. "
            f"{SECTION}",
            code="not-a-function",
        )
    if not isinstance(got, tuple | list) or len(got) != 2:
        expect_tree(got, right(**given), what=CALL)
    return got


def judge_jacobian(given, got, name=f"J of {CALL}"):
    """The first of the pair."""
    want = right(**given)[0]
    m, n = want.shape
    for code, wrong, because in [
        ("transposed", want.T, "is transposed: rows belong to outputs, columns to inputs"),
        ("lost-axis", want[0] if m == 1 else None, "has lost an axis of length 1; expected shape (1, n)"),
        ("lost-axis", want[:, 0] if n == 1 else None, "has lost an axis of length 1; expected shape (m, 1)"),
        ("of-the-sum", want.sum(axis=0), "is the gradient of the sum of all outputs; expected a row for each output"),
        ("first-output-only", want[:1], "is that of the first output only; expected a row for each"),
    ]:
        if wrong is not None:
            recognise(got, wrong, f"{name} {because}. {SECTION}", want=want, code=code)
    because = f"J[i, j] is the derivative of output i by input j, shape (m, n). {SECTION}"
    expect_close(got, want, what=name, rtol=1e-3, atol=1e-3, because=because)


def mistaken_hessians(jacobian, want):
    """Wrong Hessians, each with its code and its sentence."""
    m, n, _ = want.shape
    of_sum = "is the Hessian of the sum of all outputs; expected one matrix for each output, shape (m, n, n)"
    products = jacobian[:, :, None] * jacobian[:, None, :]
    unmixed = "has the second derivatives by one and the same input only. Mixed ones count"
    last = "has its axes in another order, outputs last. Output i comes first: (m, n, n)"
    second = "has its axes in another order, outputs second. Output i comes first: (m, n, n)"
    return [
        ("of-the-sum", want.sum(axis=0), of_sum),
        ("flattened", want.reshape(m, n * n), FLAT),
        ("flattened", want.reshape(m * n, n), FLAT),
        ("outputs-last", np.moveaxis(want, 0, -1), last),
        ("outputs-second", want.transpose(1, 0, 2), second),
        ("diagonal-only", want * np.eye(n, dtype=np.float32), unmixed),
        ("upper-half", np.triu(want), "has its upper half only. Below the diagonal it is the same, mirrored"),
        ("diagonals", want.diagonal(axis1=1, axis2=2), "has the diagonals only. Mixed derivatives count, too"),
        ("first-output-only", want[0], FIRST),
        ("first-output-only", want[:1], FIRST),
        ("products", products, "is made of products of first derivatives. Differentiate twice"),
    ]


def judge_hessian(given, got, name=f"H of {CALL}"):
    """The second of the pair."""
    jacobian, want = right(**given)
    m, n, _ = want.shape
    if m == 1:
        lost = f"{name} has lost an axis of length 1; expected shape (1, n, n). {SECTION}"
        recognise(got, want[0], lost, code="lost-axis")
    for code, wrong, because in mistaken_hessians(jacobian, want):
        recognise(got, np.asarray(wrong), f"{name} {because}. {SECTION}", want=want, code=code)
    if m == n:
        mixed = (want + want.transpose()) / 2
        because = "mixes outputs with inputs: `.T` turns all three axes round. A Hessian needs no symmetrising at all"
        recognise(got, mixed, f"{name} {because}. {SECTION}", want=want, code="symmetrised")
    because = (
        "H[i, j, k] is the second derivative of output i by inputs j and k, exact up to rounding: differentiate twice; "
        f"a difference of nearby Jacobians is a guess. {SECTION}"
    )
    expect_close(got, want, what=name, rtol=1e-3, atol=1e-3, because=because)


def test_returns_jacobian_and_hessian(student, rng):
    """It returns the tuple (J, H), of shapes (m, n) and (m, n, n), float32."""
    given = problem(rng, 2, 4)
    got, want = found(student, given), right(**given)
    if same_shape(got[0], want[1]) and same_shape(got[1], want[0]):
        fail(f"{CALL} has the Hessian first; expected (J, H). {SECTION}", code="hessian-first")
    for flat in (want[1].reshape(2, 16), want[1].reshape(8, 4)):
        recognise(got[1], flat, f"H of {CALL} {FLAT}. {SECTION}", code="flattened")
    expect_tree(got, want, what=CALL)
    for each in got:
        expect_array(each, what=f"J or H of {CALL}", dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("m", "n"), [(2, 4), (4, 2)])
def test_jacobian_is_right(student, rng, m, n):
    """J[i, j] is the derivative of output i by input j."""
    given = problem(rng, m, n)
    judge_jacobian(given, found(student, given)[0])


@pytest.mark.core
@pytest.mark.weight(3)
@pytest.mark.parametrize(("m", "n"), [(2, 4), (4, 2)])
def test_hessian_is_right(student, rng, m, n):
    """H[i] is the matrix of second derivatives of output i."""
    given = problem(rng, m, n, steep=1e4)
    judge_hessian(given, found(student, given)[1])


@pytest.mark.core
@pytest.mark.weight(2)
def test_one_output_keeps_its_axis(student, rng):
    """For one output the shapes are (1, n) and (1, n, n)."""
    given = problem(rng, 1, 4, steep=1e4)
    got = found(student, given)
    judge_jacobian(given, got[0])
    judge_hessian(given, got[1])


@pytest.mark.core
@pytest.mark.parametrize("m", [3, 1])
def test_one_input_keeps_its_axes(student, rng, m):
    """For one input the shapes are (m, 1) and (m, 1, 1)."""
    given = problem(rng, m, 1, steep=1e4)
    got = found(student, given)
    judge_jacobian(given, got[0])
    judge_hessian(given, got[1])


@pytest.mark.core
@pytest.mark.weight(2)
def test_axes_are_in_order_where_m_equals_n(student, rng):
    """Where m = n, so that shapes say nothing, outputs still come first."""
    given = problem(rng, 4, 4)
    got = found(student, given)
    judge_jacobian(given, got[0])
    judge_hessian(given, got[1])


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit(student, rng):
    """The function that it returns works under `jit`: first and second derivatives are those of `f`."""
    given = problem(rng, 2, 4)
    got = found(student, given, compile=True)
    want = right(**given)
    because = f"Keep NumPy, `float(...)` and loops over values out of it. {SECTION}"
    expect_close(got[0], want[0], what=f"J of {CALL} under `jit`", rtol=1e-3, atol=1e-3, because=because)
    expect_close(got[1], want[1], what=f"H of {CALL} under `jit`", rtol=1e-3, atol=1e-3, because=because)
