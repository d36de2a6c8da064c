"""Hidden tests for `standardize`: a NumPy program ported to JAX."""

import numpy as np
import pytest
from helpers import expect_under
from probes import under

from gradax.testing import expect_array, expect_close, fail, probe, recognise

SECTION = "See *The same names as NumPy*."
CALL = "`standardize(x, axis, eps)`"


@probe
def transformed(student, x, axis, eps):
    """The result under jit and vmap, with `axis` and `eps` fixed."""
    return under(lambda x: student.standardize(x, axis, eps), x)


def standardized(x, axis, eps=1e-6, *, ddof=0):
    """The NumPy program."""
    mean = x.mean(axis=axis, keepdims=True)
    return ((x - mean) / np.sqrt(x.var(axis=axis, keepdims=True, ddof=ddof) + eps)).astype(np.float32)


def data(rng, *shape):
    """Random data whose columns have means and spreads of their own."""
    return (2 * rng.normal(size=shape) + rng.uniform(-3, 3, size=shape[-1])).astype(np.float32)


def test_result_is_like_x(student, rng):
    """The result has the shape of `x`, and is float32."""
    for shape, axis in (((3, 5), 0), ((4, 6), 1), ((7,), 0)):
        got = student.standardize(data(rng, *shape), axis)
        expect_array(got, what="`standardize(x, axis)`", shape=shape, dtype=np.float32)


@pytest.mark.core
@pytest.mark.weight(2)
def test_subtracts_mean_and_divides_by_root_of_variance(student, rng):
    """The mean is subtracted, and the difference divided by the root of the variance, which divides by n."""
    x = data(rng, 3, 5)
    want, mean, var = standardized(x, 0), x.mean(axis=0), x.var(axis=0)
    got = student.standardize(x)
    over_one_less = "takes the variance over n - 1 (`ddof=1`); `np.var` divides by n unless told otherwise"
    of_all = "takes one mean and one variance of all of `x`; `axis` says along which axis to go"
    for code, wrong, because in [
        ("ddof", standardized(x, 0, ddof=1), over_one_less),
        ("variance-not-root", (x - mean) / var, "divides by the variance. Divide by its root"),
        ("mean-kept", x / np.sqrt(var), "does not subtract the mean"),
        ("not-divided", x - mean, "subtracts the mean and then does not divide"),
        ("multiplies", (x - mean) * np.sqrt(var), "multiplies by the root of the variance where it should divide"),
        ("of-all-entries", (x - x.mean()) / x.std(), of_all),
        ("axis-1", standardized(x, 1), "goes along axis 1 where `axis` is 0, its default"),
    ]:
        recognise(got, wrong, f"`standardize(x)` {because}. {SECTION}", want=want, code=code)
    because = f"It is `(x - mean) / sqrt(var + eps)`, each column by itself. {SECTION}"
    expect_close(got, want, what="`standardize(x)`", rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
@pytest.mark.parametrize(
    ("shape", "axis"),
    [
        *(((4, 4), axis) for axis in (1, -1, -2)),
        ((3, 5), 1),
        *(((2, 4, 3), axis) for axis in (1, -1, -2, -3)),
        *(((3, 2, 5, 4), axis) for axis in (2, -2)),
        ((9,), 0),
    ],
)
def test_any_axis_and_any_number_of_dimensions(student, rng, shape, axis):
    """It goes along the axis that is asked for, in any number of dimensions."""
    x = data(rng, *shape)
    want = standardized(x, axis)
    got = student.standardize(x, axis)
    what = f"`standardize(x, axis={axis})` in {len(shape)} {'dimension' if len(shape) == 1 else 'dimensions'}"
    if shape == (4, 4) and axis != -2:
        mean, root = x.mean(axis=axis), np.sqrt(x.var(axis=axis) + 1e-6)
        lost = "loses the reduced axis, and so subtracts the means of the rows from the columns. Use `keepdims=True`"
        recognise(got, (x - mean) / root, f"{what} {lost}. {SECTION}", want=want, code="no-keepdims")
    if len(shape) > 1 and axis + len(shape) != 0:
        because = f"{what} goes along axis 0 all the same. Pass `axis` on as it is. {SECTION}"
        recognise(got, standardized(x, 0), because, want=want, code="axis-ignored")
    because = f"Pass `axis` on to mean and variance, with `keepdims=True`, so that both line up with `x`. {SECTION}"
    expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=because)


@pytest.mark.core
def test_eps_is_added_to_the_variance(student, rng):
    """`eps` is added to the variance, under the root."""
    x, eps = data(rng, 3, 5), float(rng.uniform(0.5, 1))
    want, mean, var = standardized(x, 0, eps), x.mean(axis=0), x.var(axis=0)
    got, root = student.standardize(x, 0, eps), np.sqrt(var)
    outside = "adds `eps` outside the root. It belongs to the variance, under the root"
    after = "adds `eps` to the result. It belongs to the variance, under the root"
    divisor = "uses `eps` as the smallest divisor. Add it to the variance"
    for code, wrong, because in [
        ("eps-outside-root", (x - mean) / (root + eps), outside),
        ("eps-unused", (x - mean) / root, "ignores `eps`. Add it to the variance"),
        ("eps-fixed", (x - mean) / np.sqrt(var + 1e-6), "adds 1e-6 whatever `eps` is. That is only its default"),
        ("eps-squared", (x - mean) / np.sqrt(var + eps**2), "adds the square of `eps`. Add `eps` itself"),
        ("eps-as-floor", (x - mean) / np.sqrt(np.maximum(var, eps)), "uses `eps` as the smallest variance. Add it"),
        ("eps-as-floor", (x - mean) / np.maximum(root, eps), divisor),
        ("eps-after", (x - mean) / root + eps, after),
    ]:
        recognise(got, wrong, f"{CALL} for a large `eps` {because}. {SECTION}", want=want, code=code)
    because = f"Divide by `sqrt(var + eps)`. {SECTION}"
    expect_close(got, want, what=f"{CALL} for a large `eps`", rtol=1e-3, atol=1e-4, because=because)
    x = (1e-2 * x).astype(np.float32)  # of a variance that every `eps` is large beside, and none of which is 0
    for each in (0.0, 1e-3, 30.0):
        got, want, what = student.standardize(x, 0, each), standardized(x, 0, each), f"{CALL} for `eps={each:g}`"
        expect_close(got, want, what=what, rtol=1e-3, atol=1e-4, because=f"`eps` may be any number. {because}")


@pytest.mark.core
def test_eps_is_small_by_default(student, rng):
    """Without an `eps`, 1e-6 is added to the variance, which matters where all entries are nearly equal."""
    x = (rng.normal(size=(6, 3)) * [1e-3, 2e-3, 5e-4]).astype(np.float32)
    want, what = standardized(x, 0), "`standardize(x)` for entries that hardly vary"
    for eps in (1e-3, 1e-4, 1e-5, 1e-7, 1e-8, 1e-9, 1e-12):
        wrong = f"{what} is what {eps:g}, added to the variance, gives; the default of `eps` is 1e-6."
        recognise(student.standardize(x), standardized(x, 0, eps), wrong, want=want, code="other-default")
    because = "Their variance is about as small as the default of `eps`, 1e-6."
    expect_close(student.standardize(x), want, what=what, rtol=1e-3, atol=1e-3, because=because)


@pytest.mark.core
def test_outliers_and_nan_stay_as_they_are(student, rng):
    """An entry far from all others stays far, tiny and huge numbers count alike, and a column with nan is all nan."""
    x = data(rng, 300, 5)
    x[int(rng.integers(300)), 0], x[int(rng.integers(300)), 1], x[:, 2:4] = -1e3, np.nan, x[:, 2:4] * [1e-6, 1e6]
    got, what = student.standardize(x), "`standardize(x)` with outliers and nan"
    because = f"Nothing is clipped, mended or left out. {SECTION}"
    expect_close(got, standardized(x, 0), what=what, rtol=1e-3, atol=1e-3, because=because)


def test_constant_column_gives_zeros(student, rng):
    """A column without any spread gives zeros; so does a column of a single entry."""
    x = data(rng, 4, 3)
    x[:, 1] = float(rng.integers(2, 9))
    for each, columns in ((x, [1]), (x[:1], [0, 1, 2])):
        got = expect_array(student.standardize(each), what="`standardize(x)`", shape=each.shape)
        if not np.isfinite(got).all():
            fail(
                "`standardize(x)` is nan or infinite in a column where all entries are equal: its variance is 0, and "
                f"so is its root. That is what `eps` is for: `sqrt(var + eps)`. {SECTION}",
                code="nan-if-constant",
            )
        because = f"The difference from the mean is 0 there, whatever you divide it by. {SECTION}"
        what = "`standardize(x)` in a constant column"
        expect_close(got[:, columns], np.zeros((len(each), len(columns))), what=what, atol=1e-3, because=because)
    what, single = "`standardize(x, 1)` for rows of a single entry", x[:, :1]
    expect_close(student.standardize(single, 1), np.zeros_like(single), what=what, atol=1e-3, because=because)


@pytest.mark.core
def test_works_under_jit_and_vmap(student, rng):
    """It works under `jit` and `vmap`, with `axis` and `eps` fixed."""
    x = data(rng, 2, 4, 3)
    want = np.stack([standardized(each, 1, 0.5) for each in x])
    because = f"Compute with `jnp` alone, and with nothing that an earlier call has left behind. {SECTION}"
    expect_under(student.probe(transformed, x=x, axis=1, eps=0.5), want, CALL, because)
