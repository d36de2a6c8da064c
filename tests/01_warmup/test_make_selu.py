"""Hidden tests for `make_selu`: compiled, and finite forwards and backwards."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

SECTION = "See *Compiled with `jit`*."
CALL = "`make_selu(alpha, lmbda)(x)`"
KEEP = (
    "Each function must keep the `alpha` and `lmbda` that it was made with: no global variables, and a function of "
    f"its own in every call of `make_selu`. {SECTION}"
)


@probe
def compiled(student, alpha, lmbda):
    """What kind of thing is made."""
    import jax

    made, selu = isinstance(student.make_selu, jax.stages.Wrapped), None
    if not made:
        selu = student.make_selu(alpha, lmbda)
    return {"compiles_itself": made, "callable": callable(selu), "compiled": isinstance(selu, jax.stages.Wrapped)}


@probe
def values(student, alpha, lmbda, x):
    """The function at x."""
    return student.make_selu(alpha, lmbda)(x)


@probe
def slopes(student, alpha, lmbda, x):
    """Its gradient at x, entry by entry."""
    import jax

    selu = student.make_selu(alpha, lmbda)
    return jax.grad(lambda x: selu(x).sum())(x)


@probe
def mapped(student, alpha, lmbda, x):
    """The function and its gradient: for all of x at once, and for single numbers mapped over x."""
    import jax

    selu = student.make_selu(alpha, lmbda)
    return {
        "at once": [selu(x), jax.grad(lambda x: selu(x).sum())(x)],
        "mapped": [jax.vmap(selu)(x), jax.vmap(jax.grad(selu))(x)],
    }


@probe
def three(student, constants, x):
    """Three functions: each called as soon as it is made, and each called after all were made, twice."""
    alone = [student.make_selu(alpha, lmbda)(x) for alpha, lmbda in constants]
    made = [student.make_selu(alpha, lmbda) for alpha, lmbda in constants]
    return {"alone": alone, "together": [each(x) for each in made], "again": [each(x) for each in made]}


def constants(rng):
    """An alpha and an lmbda, well apart."""
    return float(rng.uniform(1.5, 1.9)), float(rng.uniform(0.6, 0.9))


def selu(x, alpha, lmbda):
    """The right values."""
    with np.errstate(over="ignore"):
        return np.where(x > 0, lmbda * x, lmbda * alpha * np.expm1(x)).astype(np.float32)


def slope(x, alpha, lmbda):
    """The right gradient."""
    return np.where(x > 0, lmbda, lmbda * alpha * np.exp(np.minimum(x, 0))).astype(np.float32)


def constants_of(got, x):
    """The alpha and lmbda that these values would have, if they were a SELU's."""
    if np.shape(got) != x.shape or not (x > 0).any() or not (x < 0).any():
        return None
    lmbda = np.median(got[x > 0] / x[x > 0])
    return np.median(got[x < 0] / np.expm1(x[x < 0])) / (lmbda or 1), lmbda


def moderate(rng, *shape):
    """Numbers away from 0, of both signs."""
    return (rng.uniform(0.2, 3, size=shape) * rng.choice([-1, 1], size=shape)).astype(np.float32)


def both_signs(rng):
    """Some large and small numbers of each sign."""
    return np.concatenate(
        [each * rng.uniform(0.5, 1, size=2) for each in (2, 40, 200, 1000, -2, -40, -200, -1000)]
    ).astype(np.float32)


def test_is_compiled(student, rng):
    """What `make_selu` returns is what `jax.jit` makes."""
    alpha, lmbda = constants(rng)
    seen = student.probe(compiled, alpha=alpha, lmbda=lmbda)
    expect(
        seen["compiles_itself"] is False,
        "`make_selu` is compiled itself: a compiled function returns arrays, never a function. Compile the inner "
        "function, "
        f"`selu`, and return that. {SECTION}",
    )
    expect(
        seen["callable"] is True,
        "`make_selu(alpha, lmbda)` is not a function. Define `selu` inside `make_selu`, and return it without "
        "calling it. "
        f"{SECTION}",
    )
    expect(
        seen["compiled"] is True,
        "`make_selu(alpha, lmbda)` is not what `jax.jit` returns: an ordinary function runs operation by "
        "operation. Put "
        f"`@jax.jit` above the inner `def`, or return `jax.jit(selu)`. {SECTION}",
    )


@pytest.mark.weight(3)
def test_values_are_right(student, rng):
    """The values are right for numbers of both signs, and any alpha and lmbda."""
    (alpha, lmbda), x = constants(rng), moderate(rng, 4, 5)
    want, exp = selu(x, alpha, lmbda), np.exp(x)
    got = student.probe(values, alpha=alpha, lmbda=lmbda, x=x)
    for wrong, because in [
        (np.where(x > 0, lmbda * x, alpha * (exp - 1)), "scales only the positive branch by `lmbda`. It scales both"),
        (np.where(x > 0, x, lmbda * alpha * (exp - 1)), "scales only the negative branch by `lmbda`. It scales both"),
        (np.where(x > 0, x, alpha * (exp - 1)), "does not use `lmbda`"),
        (np.where(x > 0, lmbda * x, lmbda * (exp - 1)), "does not use `alpha`"),
        (selu(x, lmbda, alpha), "mixes up `alpha` and `lmbda`"),
        (selu(x, 1.6732632, 1.0507010), "uses the constants of `jax.nn.selu` instead of `alpha` and `lmbda`"),
        (
            np.where(x > 0, lmbda * x, lmbda * (alpha * exp - 1)),
            "multiplies by `alpha` before it subtracts 1. Subtract first",
        ),
        (np.where(x > 0, lmbda * x, lmbda * alpha * exp), "forgets to subtract 1 from `exp(x)`"),
        (lmbda * alpha * np.where(x > 0, x, exp - 1), "applies `alpha` to the positive branch, too"),
        (np.where(x > 0, lmbda * alpha * (exp - 1), lmbda * x), "has the two branches the wrong way round"),
    ]:
        recognise(got, wrong.astype(np.float32), f"{CALL} {because}. {SECTION}", want=want)
    other = constants_of(got, x)
    if other is not None:
        recognise(got, selu(x, *other), f"{CALL} is a SELU of other constants. {KEEP}", want=want)
    because = f"It is `lmbda * x` where x > 0, and `lmbda * alpha * (exp(x) - 1)` elsewhere. {SECTION}"
    expect_close(got, want, what=CALL, because=because)


def test_any_shape(student, rng):
    """Any shape, `()` included, gives an array of the same shape and dtype."""
    alpha, lmbda = constants(rng)
    for shape in ((), (4, 5), (2, 3, 2)):
        got = student.probe(values, alpha=alpha, lmbda=lmbda, x=moderate(rng, *shape))
        expect_array(got, what=f"{CALL} for `x` of shape {shape}", shape=shape, dtype=np.float32)


@pytest.mark.weight(2)
def test_values_are_finite_far_out(student, rng):
    """The values are right, and finite, up to |x| = 1000."""
    (alpha, lmbda), x = constants(rng), both_signs(rng)
    got = student.probe(values, alpha=alpha, lmbda=lmbda, x=x)
    got = expect_array(got, what=CALL, shape=x.shape, dtype=np.floating)
    if not np.isfinite(got).all():
        fail(
            f"{CALL} is nan or infinite for a large |x|. Multiplying the branches by masks makes 0 · inf = nan, "
            "where `exp` "
            f"overflows; `jnp.where` chooses. {SECTION}"
        )
    because = f"Far to the right it is `lmbda * x`, far to the left `-lmbda * alpha`. {SECTION}"
    expect_close(got, selu(x, alpha, lmbda), what=f"{CALL} far from 0", because=because)


@pytest.mark.weight(4)
def test_gradient_is_finite_far_out(student, rng):
    """The gradient is right, and finite, up to |x| = 1000."""
    (alpha, lmbda), x = constants(rng), both_signs(rng)
    got = student.probe(slopes, alpha=alpha, lmbda=lmbda, x=x)
    got = expect_array(got, what=f"The gradient of {CALL}", shape=x.shape, dtype=np.floating)
    if not np.isfinite(got).all():
        fail(
            f"The gradient of {CALL} is nan or infinite for a large |x|: the branch that is not chosen overflows, "
            "and 0 · inf is "
            f"nan. Make its argument harmless first, `exp(minimum(x, 0))`; choosing afterwards is too late. {SECTION}"
        )
    because = f"It is `lmbda` where x > 0, and `lmbda * alpha * exp(x)` elsewhere. {SECTION}"
    expect_close(got, slope(x, alpha, lmbda), what=f"The gradient of {CALL} far from 0", because=because)


@pytest.mark.weight(2)
def test_works_under_vmap_and_grad(student, rng):
    """It works under `vmap`, and under `vmap` of `grad`."""
    (alpha, lmbda), x = constants(rng), moderate(rng, 6)
    got = student.probe(mapped, alpha=alpha, lmbda=lmbda, x=x)
    expect_tree(got, {"at once": [x, x], "mapped": [x, x]}, what=f"{CALL} and its gradient, at once and under `vmap`,")
    because = f"Use `jnp` alone, and nothing that an earlier call has left in global variables. {SECTION}"
    for plain, single, name in zip(got["at once"], got["mapped"], (CALL, f"The gradient of {CALL}"), strict=True):
        plain = expect_array(plain, what=name, dtype=np.floating)
        expect_close(single, plain, what=f"{name} under `vmap`", because=because)


@pytest.mark.weight(2)
def test_each_function_has_constants_of_its_own(student, rng):
    """Functions made with different constants do not get in each other's way."""
    pairs, x = [constants(rng), (3.0, 2.0), (0.5, 1.0)], moderate(rng, 6)
    got = student.probe(three, constants=[list(pair) for pair in pairs], x=x)
    expect_tree(got, {"alone": [x] * 3, "together": [x] * 3, "again": [x] * 3}, what="what three functions give")
    for alone, *others in zip(got["alone"], got["together"], got["again"], strict=True):
        alone = expect_array(alone, what=CALL, dtype=np.floating)
        for other in others:
            expect_close(other, alone, what=f"{CALL}, called after two more were made,", because=KEEP)
