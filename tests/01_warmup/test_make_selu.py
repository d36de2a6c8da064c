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
def compiled(student, alpha, lmbda, x):
    """What kind of thing is made, and what it gives."""
    import jax

    made, selu = isinstance(student.make_selu, jax.stages.Wrapped), None
    if not made:
        selu = student.make_selu(alpha, lmbda)
    is_compiled = isinstance(selu, jax.stages.Wrapped)
    return {
        "compiles_itself": made,
        "callable": callable(selu),
        "compiled": is_compiled,
        "values": selu(x) if is_compiled else None,
    }


@probe
def values(student, alpha, lmbda, xs):
    """The function for each of several arrays."""
    selu = student.make_selu(alpha, lmbda)
    return [selu(x) for x in xs]


@probe
def slopes(student, alpha, lmbda, x):
    """Its gradient at x, entry by entry."""
    import jax

    selu = student.make_selu(alpha, lmbda)
    return jax.grad(lambda x: selu(x).sum())(x)


@probe
def mapped(student, alpha, lmbda, x):
    """The function and its gradient, for single numbers mapped over x."""
    import jax

    selu = student.make_selu(alpha, lmbda)
    return [jax.vmap(selu)(x), jax.vmap(jax.grad(selu))(x)]


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
    if not isinstance(got, np.ndarray) or got.dtype.kind != "f" or got.shape != x.shape:
        return None
    lmbda = np.median(got[x > 0] / x[x > 0])
    return np.median(got[x < 0] / np.expm1(x[x < 0])) / (lmbda or 1), lmbda


def moderate(rng, *shape):
    """Numbers away from 0, of both signs."""
    x = np.asarray(rng.uniform(0.2, 3, size=shape) * rng.choice([-1, 1], size=shape), np.float32)
    if x.size > 1:
        x.flat[0], x.flat[-1] = abs(x.flat[0]), -abs(x.flat[-1])
    return x


def both_signs(rng):
    """Some large and small numbers of each sign."""
    return np.concatenate(
        [each * rng.uniform(0.5, 1, size=2) for each in (2, 40, 200, 1000, -2, -40, -200, -1000)]
    ).astype(np.float32)


def value(student, alpha, lmbda, x):
    """The function at x."""
    got = student.probe(values, alpha=alpha, lmbda=lmbda, xs=[x])
    return got[0] if isinstance(got, list) and len(got) == 1 else got


def known_mistakes(x, alpha, lmbda):
    """Wrong results, each with its code and its sentence."""
    exp, positive = np.exp(x), x > 0
    one, both = np.where(positive, lmbda * x, alpha * (exp - 1)), lmbda * alpha * (exp - 1)
    too_early = np.where(positive, lmbda * x, lmbda * (alpha * exp - 1))
    return [
        ("lmbda-right-only", one, "scales only the positive branch by `lmbda`. It scales both"),
        ("lmbda-left-only", np.where(positive, x, both), "scales only the negative branch by `lmbda`. It scales both"),
        ("no-lmbda", np.where(positive, x, alpha * (exp - 1)), "does not use `lmbda`"),
        ("no-alpha", np.where(positive, lmbda * x, lmbda * (exp - 1)), "does not use `alpha`"),
        ("swapped-constants", selu(x, lmbda, alpha), "mixes up `alpha` and `lmbda`"),
        ("usual-constants", selu(x, 1.6732632, 1.0507010), "uses the constants of `jax.nn.selu` instead of its own"),
        ("alpha-too-early", too_early, "multiplies by `alpha` before it subtracts 1. Subtract first"),
        ("no-minus-1", np.where(positive, lmbda * x, lmbda * alpha * exp), "forgets to subtract 1 from `exp(x)`"),
        ("alpha-twice", lmbda * alpha * np.where(positive, x, exp - 1), "applies `alpha` where x > 0, too"),
        ("swapped-branches", np.where(positive, both, lmbda * x), "has the two branches the wrong way round"),
    ]


@pytest.mark.core
def test_is_compiled(student, rng):
    """What `make_selu` returns is compiled by `jax.jit`."""
    (alpha, lmbda), x = constants(rng), moderate(rng, 3)
    seen = student.probe(compiled, alpha=alpha, lmbda=lmbda, x=x)
    expect(
        seen["compiles_itself"] is False,
        "`make_selu` is compiled itself: a compiled function returns arrays, never a function. Compile the inner "
        f"function, `selu`, and return that. {SECTION}",
        code="maker-compiled",
    )
    expect(
        seen["callable"] is True,
        "`make_selu(alpha, lmbda)` is not a function. Define `selu` inside `make_selu`, and return it without "
        f"calling it. {SECTION}",
        code="not-a-function",
    )
    expect(
        seen["compiled"] is True,
        "`make_selu(alpha, lmbda)` is not what `jax.jit` returns: an ordinary function runs operation by operation. "
        f"Put `@jax.jit` above the inner `def`, or return `jax.jit(selu)`. {SECTION}",
        code="not-compiled",
    )
    expect_array(seen["values"], what=CALL, shape=x.shape)


@pytest.mark.core
@pytest.mark.weight(3)
def test_values_are_right(student, rng):
    """The values are right for numbers of both signs, and any alpha and lmbda."""
    (alpha, lmbda), x = constants(rng), moderate(rng, 4, 5)
    want, got = selu(x, alpha, lmbda), value(student, alpha, lmbda, x)
    for code, wrong, because in known_mistakes(x, alpha, lmbda):
        recognise(got, wrong.astype(np.float32), f"{CALL} {because}. {SECTION}", want=want, code=code)
    other = constants_of(got, x)
    if other is not None:
        stale = f"{CALL} is a SELU of other constants. {KEEP}"
        recognise(got, selu(x, *other), stale, want=want, code="other-constants")
    because = f"It is `lmbda * x` where x > 0, and `lmbda * alpha * (exp(x) - 1)` elsewhere. {SECTION}"
    expect_close(got, want, what=CALL, because=because)


@pytest.mark.core
def test_constants_may_be_negative_or_zero(student, rng):
    """The values are right where alpha or lmbda is negative or 0, tiny or huge, and at x = 0."""
    x = np.append(moderate(rng, 5), np.float32(0))
    for alpha, lmbda in ((-1.3, 0.8), (1.6, -0.7), (0.0, 1.2), (1.4, 0.0), (-1e5, 1e-4), (1e-4, -1e5)):
        because = f"The sign of x alone decides between the branches, whatever `alpha` and `lmbda` are. {SECTION}"
        what = f"{CALL} for an `alpha` or `lmbda` that is negative, 0, tiny or huge,"
        expect_close(value(student, alpha, lmbda, x), selu(x, alpha, lmbda), what=what, because=because)


def test_any_shape(student, rng):
    """Any shape, `()` included, gives an array of the same shape and dtype."""
    alpha, lmbda = constants(rng)
    xs = [moderate(rng, *shape) for shape in ((), (4, 5), (2, 3, 2), (0,))]
    got = student.probe(values, alpha=alpha, lmbda=lmbda, xs=xs)
    expect_tree(got, xs, what=f"the list of {CALL} for several `x`")
    for each, x in zip(got, xs, strict=True):
        expect_array(each, what=f"{CALL} for `x` of shape {x.shape}", shape=x.shape, dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(2)
def test_values_are_finite_far_out(student, rng):
    """The values are right, and finite, up to |x| = 1000."""
    (alpha, lmbda), x = constants(rng), both_signs(rng)
    got = expect_array(value(student, alpha, lmbda, x), what=CALL, shape=x.shape, dtype=np.floating)
    if not np.isfinite(got).all():
        fail(
            f"{CALL} is nan or infinite for a large |x|. Multiplying the branches by masks makes 0 · inf = nan, "
            f"where `exp` overflows; `jnp.where` chooses. {SECTION}"
        )
    because = f"Far to the right it is `lmbda * x`, far to the left `-lmbda * alpha`. {SECTION}"
    expect_close(got, selu(x, alpha, lmbda), what=f"{CALL} far from 0", because=because)


@pytest.mark.core
@pytest.mark.weight(3)
def test_gradient_is_finite_far_out(student, rng):
    """The gradient is right, and finite, up to |x| = 1000."""
    (alpha, lmbda), x = constants(rng), both_signs(rng)
    got = student.probe(slopes, alpha=alpha, lmbda=lmbda, x=x)
    got = expect_array(got, what=f"The gradient of {CALL}", shape=x.shape, dtype=np.floating)
    if not np.isfinite(got).all():
        fail(
            f"The gradient of {CALL} is nan or infinite for a large |x|. A branch may overflow though it is not "
            "chosen, and 0 · inf is nan. Make its argument harmless first, `exp(minimum(x, 0))`; choosing afterwards "
            f"is too late. {SECTION}",
            code="gradient-overflows",
        )
    because = f"It is `lmbda` where x > 0, and `lmbda * alpha * exp(x)` elsewhere. {SECTION}"
    expect_close(got, slope(x, alpha, lmbda), what=f"The gradient of {CALL} far from 0", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_vmap_and_grad(student, rng):
    """It works under `vmap`, and under `vmap` of `grad`, close to 0, too."""
    (alpha, lmbda), small = constants(rng), rng.uniform(0.5, 1, size=3) * [1e-3, 1e-2, 0.1]
    x = np.concatenate([moderate(rng, 6), small, -small]).astype(np.float32)
    got = student.probe(mapped, alpha=alpha, lmbda=lmbda, x=x)
    expect_tree(got, [x, x], what=f"{CALL} and its gradient under `vmap`")
    because = (
        "Use `jnp` alone, and nothing that an earlier call has left in global variables; and let the sign of x alone "
        f"decide between the branches. {SECTION}"
    )
    for each, right, name in zip(got, (selu, slope), (CALL, f"The gradient of {CALL}"), strict=True):
        expect_close(each, right(x, alpha, lmbda), what=f"{name} under `vmap`", because=because)


@pytest.mark.core
def test_each_function_has_constants_of_its_own(student, rng):
    """Functions made with different constants do not get in each other's way."""
    pairs, x = [constants(rng), (3.0, 2.0), (0.5, 1.0)], moderate(rng, 6)
    got = student.probe(three, constants=[list(pair) for pair in pairs], x=x)
    want = [selu(x, *pair) for pair in pairs]
    expect_tree(got, {"alone": want, "together": want, "again": want}, what="what three functions give")
    for when, what in (("alone", "called at once,"), ("together", "called after two more were made,"), ("again", "")):
        for each, right in zip(got[when], want, strict=True):
            expect_close(each, right, what=f"{CALL} {what}".rstrip(), because=KEEP)
