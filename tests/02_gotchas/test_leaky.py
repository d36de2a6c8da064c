"""Hidden tests for `leaky`: a branch for each entry, and gradients that stay finite."""

import numpy as np
import pytest

from gradax.testing import expect_array, expect_close, probe, recognise

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
    """The values under jit, under vmap, and the gradients of scalars under vmap."""
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
    return np.where(x > 0, 0.5 / np.sqrt(1 + np.maximum(x, 0)), 0.1).astype(np.float32)


def points(rng, *shape):
    """Random numbers of both signs, away from zero."""
    return (rng.uniform(0.2, 9, size=shape) * rng.choice([-1, 1], size=shape)).astype(np.float32)


@pytest.mark.weight(2)
@pytest.mark.parametrize("shape", [(6,), (), (2, 3)])
def test_values_are_right_on_both_sides(student, rng, shape):
    """The values are right for positive and negative numbers, in arrays of any shape."""
    for x in (points(rng, *shape), np.asarray(-points(rng, *shape)), np.zeros(shape, np.float32)):
        want = bent(x)
        got = student.leaky(x)
        expect_array(got, what=CALL, shape=shape, dtype=np.float32)
        swapped = np.where(x > 0, 0.1 * x, np.sqrt(1 + np.abs(x)) - 1).astype(np.float32)
        recognise(got, swapped, f"{CALL} has its branches the wrong way round. {BRANCH}", want=want)
        flat = np.maximum(want, 0)
        recognise(got, flat, f"{CALL} is 0 for negative x; `0.1 * x` is asked for. {BRANCH}", want=want)
        because = f"It is `sqrt(1 + x) - 1` where x > 0, and `0.1 * x` elsewhere, entry by entry. {BRANCH}"
        expect_close(got, want, what=CALL, because=because)


@pytest.mark.weight(2)
def test_gradient_is_right(student, rng):
    """The gradient is right on both sides of 0, from -1 up."""
    x = np.concatenate([rng.uniform(0.2, 9, size=3), rng.uniform(-0.9, -0.2, size=3)]).astype(np.float32)
    got = student.probe(slopes, x=x)
    because = f"It is `0.5 / sqrt(1 + x)` where x > 0, and 0.1 elsewhere. {BRANCH}"
    expect_close(got, slope(x), what=f"the gradient of {CALL}", because=because)


@pytest.mark.weight(3)
def test_gradient_is_finite_below_minus_one(student, rng):
    """The gradient is 0.1 at and below -1, too, where the root of 1 + x has none."""
    x = np.concatenate([[-1.0, 2.0], -rng.uniform(1.5, 50, size=3), [-1e4]]).astype(np.float32)
    got = student.probe(slopes, x=x)
    expect_array(got, what=f"the gradient of {CALL}", shape=x.shape)
    because = (
        "Where 1 + x is 0 or negative, the root of the branch that is *not* chosen makes nan in the gradient. Feed it "
        f"something harmless there, by a second `jnp.where` before it. {TWICE}"
    )
    expect_close(got, slope(x), what=f"the gradient of {CALL} for x of -1 and below", because=because)


def test_large_numbers_stay_finite(student, rng):
    """Values and gradients are right for numbers of a million, and of a million million."""
    x = np.array([1e6, -1e6, 1e12, -1e12], np.float32)
    what = f"{CALL} for large numbers"
    expect_close(student.leaky(x), bent(x), what=what, because="No power or exponential of x is needed.")
    expect_close(student.probe(slopes, x=x), slope(x), what=f"the gradient of {what}", because=TWICE)


def test_nan_stays_nan(student, rng):
    """A nan stays nan, and its neighbours are untouched."""
    x = np.array([np.nan, 3.0, -2.0], np.float32)
    because = (
        "Comparisons with nan are False, so a nan can fall through all conditions to a default. Let the last branch be "
        f"an ordinary `else`: `0.1 * x` of nan is nan. {BRANCH}"
    )
    expect_close(student.leaky(x), np.array([np.nan, 1.0, -0.2], np.float32), what=CALL, because=because)


@pytest.mark.weight(2)
def test_works_under_jit_and_vmap(student, rng):
    """It works under `jit`, under `vmap`, and under `vmap` of `grad`."""
    x = points(rng, 5)
    got = student.probe(transformed, x=x)
    because = f"Python's `if` cannot ask a traced number whether it is positive; `jnp.where` can. {BRANCH}"
    what = f"[{CALL} under `jit`, under `vmap`, its gradient under `vmap`]"
    expect_close(got, [bent(x), bent(x), slope(x)], what=what, because=because)
