"""Hidden tests for `safe_gather`: reading with a value of one's own beyond the edges."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, probe, recognise

EDGE = "See *Nobody shouts at the edge*."
CALL = "`safe_gather(x, i, fill)`"


@probe
def jitted(student, x, i, fill):
    """The result under jit."""
    import jax

    return jax.jit(lambda x, i: student.safe_gather(x, i, fill))(x, i)


def gathered(x, i, fill):
    """The right entries."""
    inside = (i >= 0) & (i < len(x))
    return np.where(inside, x[np.clip(i, 0, len(x) - 1)], np.asarray(fill, x.dtype)).astype(x.dtype)


def numbers(rng, n):
    """Random floats, none of which is a round number."""
    return rng.uniform(1, 9, size=n).astype(np.float32)


def indices(*values):
    """An int32 array of these."""
    return np.array(values, np.int32)


@pytest.mark.core
def test_has_the_shape_of_i_and_the_dtype_of_x(student, rng):
    """The result has the shape of `i`, whatever that is, and the dtype of `x`."""
    x = numbers(rng, 4)
    for shape in [(3,), (), (2, 3), (0,)]:
        i = rng.integers(0, 4, size=shape).astype(np.int32)
        got = student.safe_gather(x, i, -0.5)
        expect_array(got, what=f"{CALL} for `i` of shape {shape}", shape=shape, dtype=np.float32)
        expect_close(got, gathered(x, i, -0.5), what=CALL, because=EDGE)


@pytest.mark.core
def test_reads_what_is_inside(student, rng):
    """Indices from 0 to n - 1 give the entries of `x`, inf and nan included."""
    for n in (5, 1):
        x, i = numbers(rng, n), rng.permutation(n).astype(np.int32)
        because = f"All indices lie inside here, including the first and the last place. {EDGE}"
        expect_close(student.safe_gather(x, i, -7.5), x[i], what=CALL, because=because)
    x, i = rng.permutation([np.inf, -np.inf, np.nan, 2]).astype(np.float32), indices(3, 1, 0, 2)
    because = f"The entries may be anything; only the index decides. {EDGE}"
    expect_close(student.safe_gather(x, i, -7.5), x[i], what=f"{CALL} for `x` of inf and nan", because=because)


@pytest.mark.core
def test_what_is_not_chosen_does_not_show(student, rng):
    """Nothing shows of what is not chosen: inf or nan in `x` for an index outside, or as `fill` for one inside."""
    x, i = numbers(rng, 4), indices(4, 0, -1, 2, 9, -5)
    spoiled = x.copy()
    spoiled[[0, 3]] = rng.permutation([np.inf, np.nan])
    finite, got = (expect_array(student.safe_gather(each, i, -7.5), what=CALL, shape=(6,)) for each in (x, spoiled))
    filled = ((i < 0) | (i >= 4)) & (finite == -7.5)  # whether all that is outside is filled, other tests ask
    because = f"0 times inf or nan is nan: choose with `jnp.where`, do not multiply by masks. {EDGE}"
    what = f"{CALL} for indices outside, where `x` holds inf and nan,"
    expect(bool(filled.any()), f"{CALL} never gives `fill`, though there are indices outside. {EDGE}")
    expect_close(got[filled], np.full(filled.sum(), -7.5, np.float32), what=what, because=because)
    for fill in (float("inf"), float("nan")):
        got = student.safe_gather(x, indices(3, 1, 0), fill)
        expect_close(got, x[[3, 1, 0]], what=f"{CALL} for indices inside, `fill` being inf or nan,", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_fills_beyond_the_end(student, rng):
    """Indices of n and more give `fill`."""
    x, i = numbers(rng, 5), indices(4, 5, 6, 11, 2**31 - 1)
    want, last = gathered(x, i, -7.5), x[np.clip(i, 0, 4)]
    got = student.safe_gather(x, i, -7.5)
    for code, wrong, because in [
        ("clamps", last, "clamps an index beyond the end to the last entry, as plain `x[i]` does"),
        ("zero", gathered(x, i, 0), "gives 0 beyond the end"),
        ("nan-beyond", np.where(i < 5, last, np.nan), "gives nan beyond the end, as `jnp.take` does"),
        ("n-is-inside", np.where(i < 6, last, -7.5), "treats n itself as an index inside; the last place is n - 1"),
    ]:
        because = f"{CALL} {because}; `fill` is asked for. {EDGE}"
        recognise(got, wrong.astype(np.float32), because, want=want, code=code)
    expect_close(got, want, what=f"{CALL} with indices beyond the end", because=f"They give `fill`. {EDGE}")


@pytest.mark.core
@pytest.mark.weight(3)
def test_fills_for_negative_indices(student, rng):
    """Negative indices give `fill`; they do not count from the end."""
    x, i = numbers(rng, 5), indices(0, -1, -2, -5, -6, -(2**31))
    want, wrapped = gathered(x, i, -7.5), np.where((i < 0) & (i >= -5), i + 5, i)
    got = student.safe_gather(x, i, -7.5)
    from_the_end = (
        f"{CALL} counts negative indices from the end: -1 reads the last entry. Even `mode='fill'` does that. Decide "
        f"yourself what is inside. {EDGE}"
    )
    recognise(got, gathered(x, wrapped, -7.5), from_the_end, want=want, code="wraps")
    wraps_and_clamps = "counts negative indices from the end and clamps those further left to 0"
    for code, wrong, because in [
        ("wraps-and-clamps", x[np.clip(wrapped, 0, 4)], wraps_and_clamps),
        ("clamps-left", x[np.clip(i, 0, 4)], "clamps negative indices to the first entry"),
    ]:
        recognise(got, wrong, f"{CALL} {because}; `fill` is asked for. {EDGE}", want=want, code=code)
    expect_close(got, want, what=f"{CALL} with negative indices", because=f"They give `fill`. {EDGE}")
    because = f"`i` has two axes here, and `x` one entry or two; what is outside gives `fill` all the same. {EDGE}"
    for n in (1, 2):
        x, i = numbers(rng, n), np.stack([indices(0, -1, n - 1), indices(n, 0, -n)])
        expect_close(student.safe_gather(x, i, -7.5), gathered(x, i, -7.5), what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_for_integers_and_bools(student, rng):
    """Arrays of integers and of bools work, and keep their dtype."""
    i = indices(2, 5, 0, 3, 1)
    for x, fill, name in [
        (rng.integers(10, 99, size=3).astype(np.int32), -5, "integers"),
        (2 * rng.integers(2**24, 2**29, size=3).astype(np.int32) + 1, -(2**30) - 1, "large integers"),
        (np.array([True, False, True]), False, "bools"),
        (np.array([False, False, False]), True, "bools"),
    ]:
        got, what = student.safe_gather(x, i, fill), f"{CALL} for `x` of {name}"
        if name == "integers":
            smallest = np.where(i < 3, x[np.clip(i, 0, 2)], np.iinfo(np.int32).min).astype(np.int32)
            take = f"{CALL} gives the smallest integer there is, as `jnp.take` does; `fill` is asked for. {EDGE}"
            recognise(got, smallest, take, code="smallest-integer")
        expect_array(got, what=what, shape=(5,), dtype=x.dtype)
        digits = "A float32 has no more than 24 binary digits: do not go through floats."
        because = f"{digits} {EDGE}" if "large" in name else EDGE
        expect_close(got, gathered(x, i, fill), what=what, because=because)


@pytest.mark.core
def test_keeps_narrow_dtypes(student, rng):
    """Floats and integers of any width, bfloat16 and uint32 for example, keep their dtype."""
    i = indices(2, 0, 3, 1)
    fills = {"float16": -0.5, "bfloat16": -0.5, "int8": -7, "uint8": 200, "int16": -300, "uint16": 60_000}
    for dtype, fill in [*fills.items(), ("uint32", 5)]:
        x = rng.integers(10, 99, size=3).astype(dtype)
        got, what = student.safe_gather(x, i, fill), f"{CALL} for `x` of {np.dtype(dtype).name}"
        expect_array(got, what=what, shape=(4,), dtype=dtype)
        expect_close(got, gathered(x, i, fill), what=what, because=f"The dtype is that of `x`. {EDGE}")


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jit`, with `x` and `i` traced."""
    x, i = numbers(rng, 4), indices(3, 1, 2, 0)  # what is outside has tests of its own
    because = "Python's `if` cannot ask a traced index where it is; `jnp.where` can."
    expect_close(student.probe(jitted, x=x, i=i, fill=-7.5), x[i], what=f"{CALL} under `jit`", because=because)
