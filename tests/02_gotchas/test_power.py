"""Hidden tests for `power`: as many factors as a traced number says, and a gradient all the same."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

CONTROL = "See *Control flow under `jit`*."
CALL = "`power(x, n)`"


@probe
def jitted(student, x, exponents):
    """Powers by one jitted function, `n` traced."""
    import jax

    f = jax.jit(lambda x, n: student.power(x, n))
    try:
        return [f(x, n) for n in exponents]
    except ValueError:  # JAX's own, where a traced value is made static
        return "static"


@probe
def compilations(student, x, exponents):
    """How many programs are made for further exponents, and what they give."""
    import jax

    from gradax.testing.detectors import traces

    f = jax.jit(student.power)
    given = [f(x, n) for n in exponents[:2]]
    made = traces.compilations(lambda: given.extend(f(x, n) for n in exponents[2:]))
    return {"made": made, "given": given}


@probe
def slopes(student, x, exponents):
    """The gradients of the sum of all entries, by one jitted function."""
    import jax

    f = jax.jit(jax.grad(lambda x, n: student.power(x, n).sum()))
    try:
        return [f(x, n) for n in exponents]
    except ValueError:  # JAX's own, where it meets a loop without a fixed number of rounds
        return "no gradient"


def matrix(rng, d, scale=1.0):
    """A random matrix that neither grows nor shrinks much when it is multiplied by itself."""
    turn, _ = np.linalg.qr(rng.normal(size=(d, d)))
    return (scale * (turn + rng.uniform(-0.1, 0.1, size=(d, d)))).astype(np.float32)


def exact(x, n):
    """The right power."""
    return np.linalg.matrix_power(x.astype(np.float64), n).astype(np.float32)


def slope(x, n):
    """The right gradient of the sum of all entries of the power."""
    wide, ones = x.astype(np.float64), np.ones(x.shape)
    before = [np.linalg.matrix_power(wide, k).T for k in range(max(n, 1))]
    return sum((before[k] @ ones @ before[n - 1 - k] for k in range(n)), np.zeros(x.shape)).astype(np.float32)


def traced(*exponents):
    """Exponents as int32 scalars."""
    return [np.int32(n) for n in exponents]


@pytest.mark.core
@pytest.mark.weight(2)
def test_multiplies_n_times(student, rng):
    """`power(x, n)` is the matrix product of n factors, for matrices of any size."""
    for d in (3, 2, 1):
        x = matrix(rng, d)
        for n in (1, 2, 5):
            got, want = student.power(x, n), exact(x, n)
            expect_array(got, what=CALL, shape=(d, d), dtype=np.float32)
            by_entry = f"{CALL} takes each entry to the power. The matrix product is `@`. {CONTROL}"
            recognise(got, x**n, by_entry, want=want, code="by-entry")
            for code, off, because in [("one-too-many", 1, "one factor too many"), ("one-too-few", -1, "one too few")]:
                start = f"{CALL} has {because}. Start from the identity, and multiply n times. {CONTROL}"
                recognise(got, exact(x, n + off), start, want=want, code=code)
            because = f"It is x times itself, by `@`, n factors in all. {CONTROL}"
            expect_close(got, want, what=CALL, rtol=1e-3, atol=1e-4, because=because)


def test_any_matrix_will_do(student, rng):
    """Matrices without an inverse, and zero matrices, are multiplied like any others."""
    steps = np.diag(rng.uniform(1, 2, size=2), k=1).astype(np.float32)  # its third power is 0
    because = f"Multiply; do not go through eigenvalues, logarithms or inverses. {CONTROL}"
    for x in (steps, np.zeros((2, 2), np.float32), -np.ones((2, 2), np.float32)):
        for n in (0, 2, 3):
            expect_close(student.power(x, np.int32(n)), exact(x, n), what=CALL, rtol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_smallest_and_the_largest_exponent(student, rng):
    """The power 0 is the identity, and the power 16 is reached."""
    x = matrix(rng, 3)
    zeroth, identity = student.power(x, 0), np.eye(3, dtype=np.float32)
    ones = "`power(x, 0)` is a matrix of ones. The matrix that changes nothing is the identity, `jnp.eye`."
    recognise(zeroth, np.ones((3, 3)), f"{ones} {CONTROL}", code="ones")
    expect_close(zeroth, identity, what="`power(x, 0)`", because="With no factors, the identity is left.")
    got, want = student.power(x, 16), exact(x, 16)
    short = f"`power(x, 16)` is the power 15. n may be as large as 16. {CONTROL}"
    recognise(got, exact(x, 15), short, want=want, code="fifteen-rounds")
    because = f"n may be as large as 16. {CONTROL}"
    expect_close(got, want, what="`power(x, 16)`", rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_exponent_may_be_traced(student, rng):
    """It works under `jit`, with `n` traced."""
    x, exponents = matrix(rng, 3), traced(2, 7, 12)
    got = student.probe(jitted, x=x, exponents=exponents)
    if isinstance(got, str):
        static = f"{CALL} raises ValueError for a traced `n`, as where `n` is static. Leave it an ordinary argument."
        fail(f"{static} {CONTROL}", code="static")
    want = [exact(x, int(n)) for n in exponents]
    expect_tree(got, want, what=f"the list of {CALL} under `jit`")
    because = f"`n` is traced: `range(n)` and `if n` need a number. {CONTROL}"
    what = f"the list of {CALL} under `jit` for several n"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_one_program_for_all_exponents(student, rng):
    """Another exponent does not compile again."""
    x, exponents = matrix(rng, 3), traced(3, 4, 7, 2, 11)
    seen = student.probe(compilations, x=x, exponents=exponents)
    expect(
        isinstance(seen["made"], int) and seen["made"] == 0,
        f"`jax.jit(power)` compiles again for another n. Leave `n` an ordinary, traced argument. {CONTROL}",
        code="compiles-again",
    )
    want = [exact(x, int(n)) for n in exponents]
    what = "the list of `jax.jit(power)(x, n)` for several n"
    expect_close(seen["given"], want, what=what, rtol=1e-3, atol=1e-3, because=CONTROL)


@pytest.mark.core
@pytest.mark.weight(3)
def test_can_be_differentiated_under_jit(student, rng):
    """The gradient under `jit`, with `n` traced, is right for every n, 0 included."""
    x, exponents = matrix(rng, 3), traced(5, 0, 1, 16)
    because = f"Going backwards needs a fixed number of rounds, in which those beyond n change nothing. {CONTROL}"
    got = student.probe(slopes, x=x, exponents=exponents)
    if isinstance(got, str):
        fail(
            f"{CALL} raises ValueError where it is differentiated under `jit`, as a `fori_loop` or `while_loop` with a "
            f"traced number of rounds does. Do 16 rounds always, and let those beyond n change nothing. {CONTROL}",
            code="no-gradient",
        )
    want = [slope(x, int(n)) for n in exponents]
    what = f"the list of gradients of {CALL} for several n"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-2, because=because)


@pytest.mark.core
def test_higher_powers_may_overflow(student, rng):
    """Value and gradient are right for a large matrix and a small n, though its 16th power is too large for float32."""
    x, exponents = matrix(rng, 3, scale=1e11), traced(0, 1, 2, 3)
    because = (
        "The result is not too large for float32, but x to the 16 is: do not go through a higher power than the n-th, "
        f"or make it harmless where it does not count. {CONTROL}"
    )
    gradients = student.probe(slopes, x=x, exponents=exponents)
    if not isinstance(gradients, str):  # that there is a gradient, another test asks
        expect_tree(gradients, [x] * 4, what=f"the list of gradients of {CALL} for a large x")
    for place, n in enumerate(exponents):
        want, what = exact(x, int(n)), f"{CALL} for a large x"
        close(student.power(x, n), want, what, because)
        if not isinstance(gradients, str):
            close(gradients[place], slope(x, int(n)), f"the gradient of {what}", because)


def close(got, want, what, because):
    """Expect these values, up to a share of the largest of them."""
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4 * float(np.abs(want).max() or 1), because=because)
