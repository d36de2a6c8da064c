"""Hidden tests for `drop_scatter`: writing, with nothing written beyond the edges."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, probe, recognise

EDGE = "See *Nobody shouts at the edge*."
CALL = "`drop_scatter(x, i, v)`"


@probe
def jitted(student, x, i, v):
    """The result under jit."""
    import jax

    return jax.jit(lambda x, i, v: student.drop_scatter(x, i, v))(x, i, v)


@probe
def warned(student, x, i, v):
    """Whether a call warns."""
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        student.drop_scatter(x, i, v)
    return len(caught) > 0


def scattered(x, i, v):
    """The right result."""
    inside = (i >= 0) & (i < len(x))
    out = x.copy()
    out[i[inside]] = v[inside].astype(x.dtype)
    return out


def wrapped(i, n):
    """Indices as Python reads them."""
    return np.where((i < 0) & (i >= -n), i + n, i)


def numbers(rng, n):
    """Random floats, none of which is a round number."""
    return rng.uniform(1, 9, size=n).astype(np.float32)


def indices(*values):
    """An int32 array of these."""
    return np.array(values, np.int32)


@pytest.mark.core
@pytest.mark.weight(2)
def test_writes_what_is_inside(student, rng):
    """`v[k]` is written at place `i[k]`, and all other places keep their values, inf and nan too."""
    x, v = numbers(rng, 6), numbers(rng, 3)
    i = rng.permutation(6)[:3].astype(np.int32)
    want, added = scattered(x, i, v), x.copy()
    added[i] += v
    got = expect_array(student.drop_scatter(x, i, v), what=CALL, shape=(6,), dtype=np.float32)
    forgot = f"{CALL} is `x`, as it was: `.at[i].set(v)` gives a new array, which must be returned."
    recognise(got, x, forgot, want=want, code="x-as-it-was")
    lost = f"{CALL} loses the values of `x`; begin with `x`, not with zeros."
    recognise(got, scattered(np.zeros_like(x), i, v), lost, code="zeros-elsewhere")
    adds = f"{CALL} adds `v` to what was there; it should replace it: `.set`."
    recognise(got, added, adds, want=want, code="adds")
    expect_close(got, want, what=CALL, because=f"All indices lie inside here. {EDGE}")
    x[np.setdiff1d(np.arange(6), i)[:2]], x[i[0]], v[:2] = (np.inf, np.nan), np.nan, (-np.inf, np.nan)
    because = f"0 times inf or nan is nan: do not multiply by masks. {EDGE}"
    what = f"{CALL} where `x` and `v` hold inf or nan"
    expect_close(student.drop_scatter(x, i, v), scattered(x, i, v), what=what, because=because)


@pytest.mark.core
def test_drops_negative_indices(student, rng):
    """A write to a negative place is dropped; the place does not count from the end."""
    x, i = numbers(rng, 5), indices(-1, -3, -5, 1, -6, -100, -(2**31))
    v = numbers(rng, len(i))
    want, got = scattered(x, i, v), student.drop_scatter(x, i, v)
    from_the_end = (
        f"{CALL} counts negative indices from the end: -1 writes the last entry, even with `mode='drop'`. Say "
        f"`wrap_negative_indices=False`, or move them beyond the end. {EDGE}"
    )
    recognise(got, scattered(x, wrapped(i, 5), v), from_the_end, want=want, code="wraps")
    because = f"Places below 0 do not exist: a write there changes nothing, not even place 0. {EDGE}"
    expect_close(got, want, what=f"{CALL} with negative indices", because=because)


@pytest.mark.core
def test_drops_what_is_beyond_the_end(student, rng):
    """Writes to place n or beyond are dropped; with nothing to write, nothing changes."""
    because = f"Places from n on do not exist: a write there changes nothing, not even place n - 1. {EDGE}"
    many = indices(299, 300, 256, 511, 44)
    for n, i in ((5, indices(5, 6, 1, 2**31 - 1)), (1, indices(1, 2)), (3, indices()), (300, many)):
        x, v = numbers(rng, n), numbers(rng, len(i))
        what = f"{CALL} with indices beyond the end" if len(i) else f"{CALL} for empty `i` and `v`"
        expect_close(student.drop_scatter(x, i, v), scattered(x, i, v), what=what, because=because)


@pytest.mark.core
def test_dropped_values_disturb_no_neighbour(student, rng):
    """A dropped index does not disturb a place that is written, not even the first or the last one."""
    x = numbers(rng, 4)
    because = (
        "In this test the first, or the last, place is written, and values meant for places outside are to be dropped. "
        f"Clamping the indices sends them all to the same place, where the order is not defined. {EDGE}"
    )
    for i in (indices(0, -1, -2, 4, 5), indices(-1, 4, 9, 3), indices(-4, 5, 0, 3), indices(3, -1), indices(-7, 8)):
        v = numbers(rng, len(i))
        expect_close(student.drop_scatter(x, i, v), scattered(x, i, v), what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_values_become_the_dtype_of_x(student, rng):
    """`v` is converted to the dtype of `x`, in both directions, without a warning; integers keep all their digits."""
    x = (2 * rng.integers(2**24, 2**29, size=4) + 1).astype(np.int32)
    floats, i = numbers(rng, 4), indices(2, 0, 4)
    v, whole = np.array([3.75, -2.75, 8.5], np.float32), rng.integers(10, 99, size=3).astype(np.int32)
    want, got = scattered(x, i, v), student.drop_scatter(x, i, v)
    what = f"{CALL} for `x` of integers and `v` of floats"
    expect_array(got, what=what, shape=(4,), dtype=np.int32)
    rounded = f"{CALL} rounds floats; converting them to integers cuts off their fraction: `v.astype(x.dtype)`."
    recognise(got, scattered(x, i, np.round(v)), rounded, want=want, code="rounds")
    expect_close(got, want, what=what, because="Use `v.astype(x.dtype)`.")
    got, what = student.drop_scatter(floats, i, whole), f"{CALL} for `x` of floats and `v` of integers"
    expect_array(got, what=what, shape=(4,), dtype=np.float32)
    expect_close(got, scattered(floats, i, whole), what=what, because="Use `v.astype(x.dtype)`.")
    large, what = 2**24 + 1 + 2 * whole, f"{CALL} for large integers"
    expect_close(student.drop_scatter(x, i, large), scattered(x, i, large), what=what, because="They are exact.")
    for dtype in ("float16", "bfloat16", "int8", "uint32"):
        narrow, what = rng.integers(10, 99, size=4).astype(dtype), f"{CALL} for `x` of {dtype}"
        got = expect_array(student.drop_scatter(narrow, i, whole), what=what, shape=(4,), dtype=dtype)
        expect_close(got, scattered(narrow, i, whole), what=what, because="Use `v.astype(x.dtype)`.")
    expect(
        student.probe(warned, x=x, i=i, v=v) is False,
        f"{CALL} warns where `x` is of integers and `v` of floats. Convert `v` yourself, with `v.astype(x.dtype)`: "
        "what JAX converts with a warning, it will refuse one day.",
        code="warns",
    )


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jit`, with all three traced."""
    x, i, v = numbers(rng, 5), indices(2, 4, 0, 1), numbers(rng, 4)
    got = student.probe(jitted, x=x, i=i, v=v)
    because = "Neither Python's `if` nor a mask as an index works on traced values; `.at[].set(..., mode='drop')` does."
    expect_close(got, scattered(x, i, v), what=f"{CALL} under `jit`", because=because)
