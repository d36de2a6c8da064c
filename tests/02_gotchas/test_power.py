"""Hidden tests for `power`: as many rounds as a traced number says, and a gradient all the same."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

CONTROL = "See *Control flow under `jit`*."
CALL = "`power(x, n)`"


@probe
def jitted(student, x, exponents):
    """Powers without and with jit, `n` traced in one jitted function."""
    import jax

    f = jax.jit(lambda x, n: student.power(x, n))
    plain = [student.power(x, int(n)) for n in exponents]
    try:
        return [plain, [f(x, n) for n in exponents]]
    except ValueError:  # JAX's own, where a traced value is made static
        return "static"


@probe
def compilations(student, x, exponents):
    """How many programs are made for further exponents."""
    import jax

    from gradax.testing.detectors import traces

    f = jax.jit(student.power)
    for n in exponents[:2]:
        f(x, n)
    return traces.compilations(lambda: [f(x, n) for n in exponents[2:]])


@probe
def slopes(student, x, exponents):
    """The derivatives, entry by entry, by one jitted function."""
    import jax

    f = jax.jit(jax.grad(lambda x, n: student.power(x, n).sum()))
    try:
        return [f(x, n) for n in exponents]
    except ValueError:  # JAX's own, where it meets a loop without a fixed number of rounds
        return "no gradient"


def bases(rng, *shape):
    """Random numbers of both signs, away from zero."""
    x = np.asarray(rng.uniform(0.6, 1.3, size=shape) * rng.choice([-1, 1], size=shape), np.float32)
    x.flat[0] = -abs(x.flat[0])
    return x


def exact(x, n):
    """The right power."""
    return (x.astype(np.float64) ** n).astype(np.float32)


def traced(*exponents):
    """Exponents as int32 scalars."""
    return [np.int32(n) for n in exponents]


@pytest.mark.weight(2)
@pytest.mark.parametrize("shape", [(4,), (), (2, 3)])
def test_raises_to_the_power(student, rng, shape):
    """`power(x, n)` is x to the n, for arrays of any shape."""
    x = bases(rng, *shape)
    for n in (1, 2, 5):
        got = student.power(x, n)
        expect_array(got, what=CALL, shape=shape, dtype=np.float32)
        want = exact(x, n)
        for off, because in [(1, "one factor too many"), (-1, "one factor too few")]:
            wrong = exact(x, n + off)
            recognise(got, wrong, f"{CALL} has {because}. Start from ones, and multiply n times. {CONTROL}", want=want)
        expect_close(got, want, what=CALL, because=f"It is x times itself, n factors in all. {CONTROL}")


def test_a_negative_base_is_fine(student, rng):
    """Negative numbers keep their sign for odd n."""
    x = -np.abs(bases(rng, 4))
    because = "For negative x, `exp(n * log(x))` is nan, and `exp(n * log(abs(x)))` loses the sign. Multiply."
    for n in (2, 3):
        expect_close(student.power(x, np.int32(n)), exact(x, n), what=f"{CALL} for negative x", because=because)


@pytest.mark.weight(2)
def test_the_smallest_and_the_largest_exponent(student, rng):
    """The power 0 gives ones, and the power 16 is reached."""
    x = bases(rng, 4)
    zeroth = student.power(x, 0)
    expect_close(zeroth, np.ones(4, np.float32), what="`power(x, 0)`", because="No factor at all leaves the 1.")
    got, want = student.power(x, 16), exact(x, 16)
    short = f"`power(x, 16)` stops one round too early: n may be as large as 16, which takes 16 rounds. {CONTROL}"
    recognise(got, exact(x, 15), short, want=want)
    expect_close(got, want, what="`power(x, 16)`", because=f"n may be as large as 16. {CONTROL}")


def test_a_large_base_is_fine(student, rng):
    """A large number to a small power is finite, though its 16th power would not be."""
    x = (300 * np.abs(bases(rng, 4))).astype(np.float32)
    for n in (0, 3):
        got = expect_array(student.power(x, n), what=CALL, shape=(4,))
        expect(
            bool(np.isfinite(got).all()),
            f"{CALL} is nan or infinite for a large x and a small n. The result is not too large for float32, but x to "
            f"the 16 is: do not go through a higher power than the n-th. {CONTROL}",
        )


@pytest.mark.weight(2)
def test_the_exponent_may_be_traced(student, rng):
    """It works under `jit`, with `n` traced."""
    x, exponents = bases(rng, 4), traced(1, 7, 12)
    got = student.probe(jitted, x=x, exponents=exponents)
    if isinstance(got, str):
        fail(f"{CALL} makes `n` static, which a traced number cannot be. Leave it an ordinary argument. {CONTROL}")
    expect_tree(got, [[x] * 3] * 2, what=f"the lists of {CALL} without and with `jit`")
    because = f"`n` is traced: `range(n)` and `if n` have no number. {CONTROL}"
    expect_close(got[1], got[0], what=f"the list of {CALL} under `jit` for several n", because=because)


@pytest.mark.weight(2)
def test_one_program_for_all_exponents(student, rng):
    """Another exponent does not compile again."""
    made = student.probe(compilations, x=bases(rng, 4), exponents=traced(3, 4, 7, 2, 11))
    expect(
        isinstance(made, int) and made == 0,
        f"`jax.jit(power)` compiles again for another n. Leave `n` an ordinary, traced argument. {CONTROL}",
    )


@pytest.mark.weight(3)
def test_can_be_differentiated_under_jit(student, rng):
    """The gradient under `jit`, with `n` traced, is n times x to the n - 1."""
    x = bases(rng, 4)
    because = (
        "It is n * x**(n - 1), and 0 for n = 0. Going backwards needs a fixed number of rounds, in which those "
        f"beyond n change nothing. {CONTROL}"
    )
    got = student.probe(slopes, x=x, exponents=traced(5, 0, 1, 12))
    if isinstance(got, str):
        fail(
            f"{CALL} has no gradient under `jit`: a `fori_loop` or `while_loop` with a traced number of rounds cannot "
            f"be differentiated backwards. Do 16 rounds always, and let those beyond n change nothing. {CONTROL}"
        )
    want = [(n * x.astype(np.float64) ** (n - 1)).astype(np.float32) for n in (5, 0, 1, 12)]
    what = f"the list of gradients of {CALL} for several n"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)
