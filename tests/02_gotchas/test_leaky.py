"""Hidden tests for `leaky`: a branch for each entry, and gradients that stay finite."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, fail, probe, recognise

BRANCH = "See *Control flow under `jit`*."
TWICE = "See `safe_log` in *Control flow under `jit`*."
CALL = "`leaky(x)`"


@probe
def slopes(student, x):
    """The gradient of the sum."""
    import jax

    return jax.grad(lambda x: student.leaky(x).sum())(x)


@probe
def transformed(student, x):
    """The values under jit and vmap; the gradients under vmap."""
    import jax

    return [
        jax.jit(lambda x: student.leaky(x))(x),
        jax.vmap(lambda x: student.leaky(x))(x),
        jax.vmap(jax.grad(lambda x: student.leaky(x)))(x),
    ]


def bent(x):
    """The right values."""
    wide = x.astype(np.float64)
    return np.where(x > 0, np.sqrt(1 + np.maximum(wide, 0)) - 1, 0.1 * wide).astype(np.float32)


def slope(x):
    """The right gradients."""
    wide = x.astype(np.float64)
    return np.where(x > 0, 0.5 / np.sqrt(1 + np.maximum(wide, 0)), 0.1).astype(np.float32)


def points(rng, *shape):
    """Random numbers of both signs, away from zero."""
    x = np.asarray(rng.uniform(0.2, 9, size=shape) * rng.choice([-1, 1], size=shape), np.float32)
    if x.size:
        x.flat[0], x.flat[-1] = -abs(x.flat[0]), abs(x.flat[-1])
    return x


@pytest.mark.core
@pytest.mark.weight(2)
@pytest.mark.parametrize("shape", [(6,), (), (2, 3), (0,)])
def test_values_are_right_on_both_sides(student, rng, shape):
    """The values are right for positive and negative numbers, in arrays of any shape."""
    for scale in (1, 1e6, 1e-3, 0):
        x = np.asarray(scale * points(rng, *shape), np.float32)
        want = bent(x)
        got = expect_array(student.leaky(x), what=CALL, shape=shape, dtype=np.float32)
        if np.isnan(got).any():
            fail(f"{CALL} is nan somewhere. 0 times nan is nan, so masks choose nothing; `jnp.where` does. {BRANCH}")
        swapped = np.where(x > 0, 0.1 * x, np.sqrt(1 + np.abs(x)) - 1).astype(np.float32)
        wrong_way = f"{CALL} has its branches the wrong way round. {BRANCH}"
        recognise(got, swapped, wrong_way, want=want, code="swapped-branches")
        flat = f"{CALL} is 0 for negative x; `0.1 * x` is asked for. {BRANCH}"
        recognise(got, np.maximum(want, 0), flat, want=want, code="zero-below")
        because = f"It is `sqrt(1 + x) - 1` where x > 0, and `0.1 * x` elsewhere, entry by entry. {BRANCH}"
        expect_close(got, want, what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_gradient_is_right(student, rng):
    """The gradient is right on both sides of 0, close to 0 and far from it."""
    x = np.concatenate([rng.uniform(0.2, 9, size=3), rng.uniform(-0.9, -0.2, size=3)]).astype(np.float32)
    because = f"It is `0.5 / sqrt(1 + x)` where x > 0, and 0.1 elsewhere. {BRANCH}"
    for each in (x, np.array([1e-6, -1e-6, 1e-20, -1e-20, 1e30], np.float32)):
        got = student.probe(slopes, x=each)
        expect_close(got, slope(each), what=f"the gradient of {CALL}", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_gradient_is_finite_below_minus_one(student, rng):
    """The gradient is 0.1 at and below -1, too, where the root of 1 + x has none."""
    x = np.concatenate([[-1.0], -rng.uniform(1.5, 50, size=3), [-1e4, -3e38]]).astype(np.float32)
    got = expect_array(student.probe(slopes, x=x), what=f"the gradient of {CALL}", shape=x.shape, dtype=np.floating)
    because = (
        "Where 1 + x is 0 or negative, the root of a branch that is *not* chosen can make nan in the gradient. Feed it "
        f"something harmless there, by a second `jnp.where` before it. {TWICE}"
    )
    if not np.isfinite(got[0]) and np.isfinite(got[1:]).all():
        at_1 = "At -1 itself the root of 1 + x is 0, and its slope is infinite. Keep it away from there, too."
        fail(f"The gradient of {CALL} is nan or infinite at -1. {at_1} {TWICE}", code="infinite-at-minus-1")
    if np.isnan(got[1:]).all():
        fail(f"The gradient of {CALL} is nan below -1. {because}", code="nan-below-minus-1")
    expect_close(got, slope(x), what=f"the gradient of {CALL} for x of -1 and below", because=because)


@pytest.mark.core
def test_nan_stays_nan(student, rng):
    """A nan stays nan, inf stays inf and -inf stays -inf, and their neighbours are untouched."""
    x = np.array([np.nan, 3.0, -2.0, np.inf, -np.inf], np.float32)
    because = (
        "Comparisons with nan are False, so a nan can fall through all conditions to a default. Let the last branch be "
        f"an ordinary `else`: `0.1 * x` of nan is nan. {BRANCH}"
    )
    got = expect_array(student.leaky(x), what=CALL, shape=(5,), dtype=np.float32)
    expect(bool(np.isnan(got[0])), f"{CALL} makes a number of nan. {because}", code="nan-swallowed")
    spread = f"{CALL} is nan or infinite for ordinary numbers beside nan and inf; it works entry by entry."
    expect(bool(np.isfinite(got[1:3]).all()), spread, code="finite-lost")
    because = f"inf stays inf, and -inf stays -inf; but 0 times inf is nan, and so is inf / inf. {BRANCH}"
    expect_close(got, bent(x), what=f"{CALL} for nan, inf and -inf, and beside them", because=because)


@pytest.mark.core
def test_works_under_jit_and_vmap(student, rng):
    """It works under `jit`, under `vmap`, and under `vmap` of `grad`."""
    x = np.abs(points(rng, 5))  # the branch at and below -1 has a test of its own
    got = student.probe(transformed, x=x)
    expect_tree(got, [x] * 3, what=f"the list of {CALL} and its gradients, transformed")
    because = f"Python's `if` cannot ask a traced number whether it is positive; `jnp.where` can. {BRANCH}"
    for each, want, what in zip(
        got, (bent(x), bent(x), slope(x)), ("`jit`", "`vmap`", "`vmap` of `grad`"), strict=True
    ):
        expect_close(each, want, what=f"{CALL} under {what}", because=because)
