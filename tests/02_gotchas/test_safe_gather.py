"""Hidden tests for `safe_gather`: reading with a value of one's own beyond the edges."""

import numpy as np
import pytest

from gradax.testing import expect_array, expect_close, expect_tree, probe, recognise

EDGE = "See *Nobody shouts at the edge*."
CALL = "`safe_gather(x, i, fill)`"


@probe
def jitted(student, x, i, fill):
    """The result without and with jit."""
    import jax

    return [student.safe_gather(x, i, fill), jax.jit(lambda x, i: student.safe_gather(x, i, fill))(x, i)]


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


def test_has_the_shape_of_i_and_the_dtype_of_x(student, rng):
    """The result has the shape of `i`, whatever that is, and the dtype of `x`."""
    x = numbers(rng, 4)
    for shape in [(3,), (), (2, 3)]:
        i = rng.integers(0, 4, size=shape).astype(np.int32)
        got = student.safe_gather(x, i, -0.5)
        expect_array(got, what=f"{CALL} for `i` of shape {shape}", shape=shape, dtype=np.float32)
        expect_close(got, gathered(x, i, -0.5), what=CALL, because=EDGE)


@pytest.mark.weight(2)
def test_reads_what_is_inside(student, rng):
    """Indices from 0 to n - 1 give the entries of `x`."""
    x = numbers(rng, 5)
    i = rng.permutation(5).astype(np.int32)
    because = f"All indices lie inside here, the first and the last place among them. {EDGE}"
    expect_close(student.safe_gather(x, i, -7.5), x[i], what=CALL, because=because)


def test_what_is_not_chosen_does_not_show(student, rng):
    """An index outside gives the same where `x` holds inf or nan."""
    x, i = numbers(rng, 4), indices(4, 0, -1, 2, 9, -5)
    spoiled = x.copy()
    spoiled[[0, 3]] = rng.permutation([np.inf, np.nan])
    finite, got = (expect_array(student.safe_gather(each, i, -7.5), what=CALL, shape=(6,)) for each in (x, spoiled))
    filled = ((i < 0) | (i >= 4)) & (finite == -7.5)  # whether all that is outside is filled, other tests ask
    because = f"0 times inf or nan is nan: choose with `jnp.where`, do not multiply by masks. {EDGE}"
    what = f"{CALL} for indices outside, where `x` holds inf and nan,"
    expect_close(got[filled], finite[filled], what=what, because=because)


@pytest.mark.weight(2)
def test_fills_beyond_the_end(student, rng):
    """Indices of n and more give `fill`."""
    x = numbers(rng, 5)
    i = indices(4, 5, 6, 11, 1000)
    want = gathered(x, i, -7.5)
    got = student.safe_gather(x, i, -7.5)
    for wrong, because in [
        (x[np.clip(i, 0, 4)], "clamps an index beyond the end to the last entry, as plain `x[i]` does"),
        (gathered(x, i, 0), "gives 0 beyond the end"),
        (np.where(i < 5, x[np.clip(i, 0, 4)], np.nan), "gives nan beyond the end, as `jnp.take` does"),
        (np.where(i < 6, x[np.clip(i, 0, 4)], -7.5), "takes n itself for an index inside; the last place is n - 1"),
    ]:
        recognise(got, wrong.astype(np.float32), f"{CALL} {because}; `fill` is asked for. {EDGE}", want=want)
    expect_close(got, want, what=f"{CALL} with indices beyond the end", because=f"They give `fill`. {EDGE}")


@pytest.mark.weight(3)
def test_fills_for_negative_indices(student, rng):
    """Negative indices give `fill`; they do not count from the end."""
    x = numbers(rng, 5)
    i = indices(0, -1, -2, -5, -6, -1000)
    want = gathered(x, i, -7.5)
    got = student.safe_gather(x, i, -7.5)
    wrapped = np.where(i < 0, i + 5, i)
    recognise(
        got,
        gathered(x, wrapped, -7.5),
        f"{CALL} counts negative indices from the end: -1 reads the last entry. Even `mode='fill'` does that. Decide "
        f"yourself what is inside. {EDGE}",
        want=want,
    )
    for wrong, because in [
        (x[np.clip(wrapped, 0, 4)], "counts negative indices from the end and clamps those further left to 0"),
        (x[np.clip(i, 0, 4)], "clamps negative indices to the first entry"),
    ]:
        recognise(got, wrong, f"{CALL} {because}; `fill` is asked for. {EDGE}", want=want)
    expect_close(got, want, what=f"{CALL} with negative indices", because=f"They give `fill`. {EDGE}")


@pytest.mark.weight(2)
def test_works_for_integers_and_bools(student, rng):
    """Arrays of integers and of bools work, and keep their dtype."""
    i = indices(2, 5, 0, 3, 1)
    for x, fill, name in [
        (rng.integers(10, 99, size=3).astype(np.int32), -5, "integers"),
        (2 * rng.integers(2**24, 2**29, size=3).astype(np.int32) + 1, -5, "large integers"),
        (np.array([True, False, True]), False, "bools"),
        (np.array([False, False, False]), True, "bools"),
    ]:
        got = student.safe_gather(x, i, fill)
        if name == "integers":
            smallest = np.where((i >= 0) & (i < 3), x[np.clip(i, 0, 2)], np.iinfo(np.int32).min).astype(np.int32)
            because = f"{CALL} gives the smallest integer there is, as `jnp.take` does; `fill` is asked for. {EDGE}"
            recognise(got, smallest, because)
        expect_array(got, what=f"{CALL} for `x` of {name}", shape=(5,), dtype=x.dtype)
        because = (
            f"A float32 has no more than 24 binary digits: do not go through floats. {EDGE}"
            if "large" in name
            else EDGE
        )
        expect_close(got, gathered(x, i, fill), what=f"{CALL} for `x` of {name}", because=because)


def test_works_under_jit(student, rng):
    """It works under `jit`, with `x` and `i` traced."""
    x, i = numbers(rng, 4), indices(3, -2, 4, 0)
    got = student.probe(jitted, x=x, i=i, fill=-7.5)
    expect_tree(got, [x, x], what=f"[{CALL}, the same under `jit`]")
    because = "Python's `if` cannot ask a traced index where it is; `jnp.where` can."
    expect_close(got[1], got[0], what=f"{CALL} under `jit`", because=because)
