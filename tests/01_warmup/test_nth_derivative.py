"""Hidden tests for `nth_derivative`: derivatives of derivatives."""

import numpy as np
import pytest
from helpers import is_text

from gradax.testing import expect_close, expect_tree, fail, probe, recognise

SECTION = "See *Derivatives of functions*."


@probe
def at(student, constants, orders, x):
    """Derivatives of a function of known derivatives, at x."""
    import jax.numpy as jnp

    a, b, c = constants
    values = []
    for n in orders:
        derivative = student.nth_derivative(lambda x: 1000 + a * jnp.sin(b * x) + c * x**5, n)
        if not callable(derivative):
            return "no function"
        try:
            derivative(x + 1)  # what it gives elsewhere must not be what it gives here
            values.append(derivative(x))
        except RecursionError:
            return "no end"
    return values


@probe
def transformed(student, constants, n, xs):
    """One derivative under jit, vmap, and grad."""
    import jax
    import jax.numpy as jnp

    a, b, c = constants
    derivative = student.nth_derivative(lambda x: 1000 + a * jnp.sin(b * x) + c * x**5, n)
    if not callable(derivative):
        return "no function"
    return [jax.jit(derivative)(xs[0]), jax.vmap(derivative)(xs), jax.vmap(jax.grad(derivative))(xs)]


@probe
def of_exp(student, n, x):
    """A high derivative of exp(-x), which is quick to take forwards, too."""
    import jax.numpy as jnp

    derivative = student.nth_derivative(lambda x: jnp.exp(-x), n)
    return [derivative(x)] if callable(derivative) else "no function"


@probe
def two_functions(student, x):
    """Derivatives of two functions, all made before the first is called."""
    import jax.numpy as jnp

    made = [student.nth_derivative(f, n) for f in (jnp.exp, lambda x: x**4) for n in (1, 2)]
    if not all(callable(each) for each in made):
        return "no function"
    try:
        return [each(x) for each in made]
    except RecursionError:
        return "no end"


def numbers(rng):
    """Constants of the function, and a place."""
    a, b, c = rng.uniform(1, 2), rng.uniform(1, 2), rng.uniform(0.5, 1)
    return [float(a), float(b), float(c)], np.float32(rng.uniform(0.5, 0.9))


def right(constants, n, x):
    """The n-th derivative of 1000 + a sin(b x) + c x**5, by hand."""
    a, b, c = constants
    x = np.asarray(x, np.float64)
    power = np.prod(np.arange(5, 5 - n, -1.0)) * x ** max(5 - n, 0) if n <= 5 else 0
    return (1000 * (n == 0) + a * b**n * np.sin(b * x + n * np.pi / 2) + c * power).astype(np.float32)


def derivatives(student, constants, orders, x):
    """The student's derivatives at x, as many as were asked for, each a number."""
    return listed(student.probe(at, constants=constants, orders=orders, x=x), len(orders))


def listed(got, count):
    """What a probe gave: that many numbers."""
    if is_text(got, "no end"):
        fail(
            "`nth_derivative(f, n)(x)` calls itself without end. An inner function looks up a name when it is called, "
            "not when it is made, and may find itself. Let each step make the next function, `f = jax.grad(f)`. "
            f"{SECTION}",
            code="calls-itself",
        )
    if is_text(got, "no function"):
        fail(
            "`nth_derivative(f, n)` is not a function; expected the derivative itself, which others call. Return a "
            f"function, as `jax.grad(f)` does. {SECTION}",
            code="not-a-function",
        )
    expect_tree(got, [np.float32(0)] * count, what="the values of `nth_derivative(f, n)(x)`")
    return got


def judge(constants, n, x, got):
    """One derivative at one place."""
    what, want = f"`nth_derivative(f, {n})(x)`", right(constants, n, x)
    for code, other, because in [
        ("one-too-many", n + 1, "is one derivative too many. Apply `grad` n times"),
        ("one-too-few", n - 1, "is one derivative short. Apply `grad` n times"),
        ("first-derivative", 1, "is the first derivative. Apply `grad` n times"),
        ("second-derivative", 2, "is the second derivative. Apply `grad` n times"),
    ]:
        if other >= 0:
            recognise(got, right(constants, other, x), f"{what} {because}. {SECTION}", want=want, code=code)
    because = "is the first derivative, taken to a power. Differentiate the derivative"
    power = right(constants, 1, x) ** n
    recognise(got, power, f"{what} {because}. {SECTION}", want=want, code="power-of-the-first")
    because = (
        "`grad` of `grad` of … `f` is exact; a difference of nearby values is not, and a difference of differences "
        f"even less. {SECTION}"
    )
    expect_close(got, want, what=what, rtol=1e-4, atol=2e-4, because=because)


@pytest.mark.core
def test_the_0th_derivative_is_f(student, rng):
    """The 0-th derivative is `f` itself."""
    constants, x = numbers(rng)
    (got,) = derivatives(student, constants, [0], x)
    first = "`nth_derivative(f, 0)(x)` is the first derivative. For n = 0 nothing is differentiated: `f` itself."
    recognise(got, right(constants, 1, x), f"{first} {SECTION}", code="at-least-once")
    because = f"For n = 0 nothing is differentiated. {SECTION}"
    expect_close(got, right(constants, 0, x), what="`nth_derivative(f, 0)(x)`", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_first_and_second_derivative(student, rng):
    """The first and the second derivative are right."""
    for _ in range(2):
        constants, x = numbers(rng)
        for n, got in zip((1, 2), derivatives(student, constants, [1, 2], x), strict=True):
            judge(constants, n, x, got)


@pytest.mark.core
@pytest.mark.weight(3)
def test_third_and_fourth_derivative_are_exact(student, rng):
    """The third and the fourth derivative are right, up to rounding."""
    for _ in range(2):
        constants, x = numbers(rng)
        for n, got in zip((3, 4), derivatives(student, constants, [3, 4], x), strict=True):
            judge(constants, n, x, got)


@pytest.mark.core
def test_there_is_no_largest_n(student, rng):
    """The sixth derivative is right, too, and so is one much further on."""
    constants, x = numbers(rng)
    (got,) = derivatives(student, constants, [6], x)
    because = f"n may be any integer from 0 on: let a loop count to it. {SECTION}"
    expect_close(got, right(constants, 6, x), what="`nth_derivative(f, 6)(x)`", rtol=1e-3, atol=1e-3, because=because)
    for place in (x, np.float32(-10 * rng.uniform(1, 1.2))):
        (got,) = listed(student.probe(of_exp, n=9, x=place), 1)
        what = "`nth_derivative(f, 9)(x)` for the exponential of -x, for positive and negative x"
        expect_close(got, -np.exp(-place), what=what, rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit_vmap_and_grad(student, rng):
    """The derivative can be compiled, mapped, and differentiated further."""
    constants, _ = numbers(rng)
    xs = rng.uniform(0.5, 0.9, size=4).astype(np.float32)
    because = f"What you return should consist of JAX's functions alone. {SECTION}"
    for n in (2, 0):
        got, call = student.probe(transformed, constants=constants, n=n, xs=xs), f"`nth_derivative(f, {n})`"
        if isinstance(got, str):
            listed(got, 3)
        expect_tree(got, [xs[0], xs, xs], what=f"{call} under `jit`, `vmap` and `vmap` of `grad`")
        want = [right(constants, n, xs[0]), right(constants, n, xs), right(constants, n + 1, xs)]
        for each, value, name in zip(got, want, ("`jit`", "`vmap`", "`vmap` of `grad`"), strict=True):
            expect_close(each, value, what=f"{call} under {name}", rtol=1e-3, atol=1e-4, because=because)


def test_a_python_float_will_do(student, rng):
    """It can be called with a Python float as well as with a float32 array, and returns a scalar."""
    constants, x = numbers(rng)
    for n, place in ((2, float(x)), (2, x), (0, float(x))):
        (got,) = derivatives(student, constants, [n], place)
        what = f"`nth_derivative(f, {n})(x)` for a Python float or a float32 array `x`"
        expect_close(got, right(constants, n, x), what=what, rtol=1e-3, atol=1e-3)


@pytest.mark.core
@pytest.mark.weight(2)
def test_every_derivative_remembers_its_f_and_n(student, rng):
    """Derivatives of several functions, made before any is called, are each right."""
    x = np.float32(rng.uniform(1, 2))
    got = listed(student.probe(two_functions, x=x), 4)
    want = [np.exp(x), np.exp(x), 4 * x**3, 12 * x**2]
    because = (
        "An inner function looks up `f` and `n` when it is called, not when it is made: let each step hand the new "
        f"function on by value, `f = jax.grad(f)`. {SECTION}"
    )
    for each, value in zip(got, want, strict=True):
        what = "`nth_derivative(f, n)(x)`, one of four that were made before any was called,"
        expect_close(each, np.float32(value), what=what, rtol=1e-3, because=because)
