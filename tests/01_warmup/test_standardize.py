"""Hidden tests for `standardize`: a NumPy program ported to JAX."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, fail, probe, recognise

SECTION = "See *The same names as NumPy*."
CALL = "`standardize(x, axis, eps)`"


@probe
def transformed(student, x, axis, eps):
    """Whether jit and vmap change the result."""
    from gradax.testing.detectors import transformations

    return transformations.agree(lambda x: student.standardize(x, axis, eps), x)


def standardized(x, axis, eps=1e-6, *, ddof=0):
    """The NumPy program."""
    mean = x.mean(axis=axis, keepdims=True)
    return (x - mean) / np.sqrt(x.var(axis=axis, keepdims=True, ddof=ddof) + eps)


def data(rng, *shape):
    """Random data whose columns have means and spreads of their own."""
    return (2 * rng.normal(size=shape) + rng.uniform(-3, 3, size=shape[-1])).astype(np.float32)


def test_result_is_like_x(student, rng):
    """The result has the shape of `x`, and is float32."""
    for shape, axis in (((3, 5), 0), ((4, 6), 1), ((7,), 0)):
        got = student.standardize(data(rng, *shape), axis)
        expect_array(got, what="`standardize(x, axis)`", shape=shape, dtype=np.float32)


@pytest.mark.weight(3)
def test_subtracts_mean_and_divides_by_root_of_variance(student, rng):
    """The mean is subtracted, and the difference divided by the root of the variance, which divides by n."""
    x = data(rng, 3, 5)
    want, mean, var = standardized(x, 0), x.mean(axis=0), x.var(axis=0)
    got = student.standardize(x)
    for wrong, because in [
        (standardized(x, 0, ddof=1), "takes the variance over n - 1 (`ddof=1`); `np.var` divides by n unless told"),
        ((x - mean) / var, "divides by the variance. Divide by its root"),
        (x / np.sqrt(var), "does not subtract the mean"),
        (x - mean, "subtracts the mean and then does not divide"),
        ((x - mean) * np.sqrt(var), "multiplies by the root of the variance where it should divide"),
        ((x - x.mean()) / x.std(), "takes one mean and one variance of all of `x`; `axis` says along which axis to go"),
        (standardized(x, 1), "goes along axis 1 where `axis` is 0, its default"),
    ]:
        recognise(got, wrong, f"`standardize(x)` {because}. {SECTION}", want=want)
    because = f"It is `(x - mean) / sqrt(var + eps)`, each column by itself. {SECTION}"
    expect_close(got, want, what="`standardize(x)`", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(2)
@pytest.mark.parametrize(
    ("shape", "axis"), [((4, 4), 1), ((4, 4), -1), ((3, 5), 1), ((2, 4, 3), 1), ((2, 4, 3), -1), ((9,), 0)]
)
def test_any_axis_and_any_number_of_dimensions(student, rng, shape, axis):
    """It goes along the axis that is asked for, in any number of dimensions."""
    x = data(rng, *shape)
    want = standardized(x, axis)
    got = student.standardize(x, axis)
    what = f"`standardize(x, axis={axis})` in {len(shape)} {'dimension' if len(shape) == 1 else 'dimensions'}"
    if shape == (4, 4):
        mean, root = x.mean(axis=axis), np.sqrt(x.var(axis=axis) + 1e-6)
        lost = "loses the reduced axis, and so subtracts the means of the rows from the columns. Use `keepdims=True`"
        recognise(got, (x - mean) / root, f"{what} {lost}. {SECTION}", want=want)
    if len(shape) > 1:
        because = f"{what} goes along axis 0 all the same. Hand `axis` on, as it is. {SECTION}"
        recognise(got, standardized(x, 0), because, want=want)
    because = f"Hand `axis` on to mean and variance, with `keepdims=True`, so that both line up with `x`. {SECTION}"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.weight(2)
def test_eps_is_added_to_the_variance(student, rng):
    """`eps` is added to the variance, under the root."""
    x, eps = data(rng, 3, 5), float(rng.uniform(0.5, 1))
    want, mean, var = standardized(x, 0, eps), x.mean(axis=0), x.var(axis=0)
    got = student.standardize(x, 0, eps)
    for wrong, because in [
        ((x - mean) / (np.sqrt(var) + eps), "adds `eps` outside the root. It belongs to the variance, under the root"),
        ((x - mean) / np.sqrt(var), "takes no notice of `eps`. Add it to the variance"),
        ((x - mean) / np.sqrt(var + 1e-6), "adds 1e-6 whatever `eps` is. That is only its default"),
        ((x - mean) / np.sqrt(var + eps**2), "adds the square of `eps`. Add `eps` itself"),
        ((x - mean) / np.sqrt(np.maximum(var, eps)), "takes `eps` for a smallest variance. Add it"),
        ((x - mean) / np.maximum(np.sqrt(var), eps), "takes `eps` for a smallest divisor. Add it to the variance"),
        ((x - mean) / np.sqrt(var) + eps, "adds `eps` to the result. It belongs to the variance, under the root"),
    ]:
        recognise(got, wrong, f"{CALL} for a large `eps` {because}. {SECTION}", want=want)
    because = f"Divide by `sqrt(var + eps)`. {SECTION}"
    expect_close(got, want, what=f"{CALL} for a large `eps`", rtol=1e-3, atol=1e-4, because=because)


def test_constant_column_gives_zeros(student, rng):
    """A column without any spread gives zeros."""
    x = data(rng, 4, 3)
    x[:, 1] = float(rng.integers(2, 9))
    got = expect_array(student.standardize(x), what="`standardize(x)`", shape=(4, 3))
    if not np.isfinite(got).all():
        fail(
            "`standardize(x)` is nan or infinite in a column where all entries are equal: its variance is 0, and "
            "so is its "
            f"root. That is what `eps` is for: `sqrt(var + eps)`. {SECTION}"
        )
    expect_close(
        got[:, 1],
        np.zeros(4),
        what="`standardize(x)` in a constant column",
        atol=1e-3,
        because=f"The difference from the mean is 0 there, whatever you divide it by. {SECTION}",
    )


@pytest.mark.weight(2)
def test_works_under_jit_and_vmap(student, rng):
    """It works under `jit` and `vmap`, with `axis` and `eps` fixed."""
    seen = student.probe(transformed, x=data(rng, 4, 3), axis=1, eps=0.5)
    expect(
        seen == {"jit": True, "vmap": True},
        f"{CALL} gives something else under `jit` or `vmap` than without. Compute with `jnp` alone, and with "
        "nothing that "
        f"an earlier call has left behind. {SECTION}",
    )
