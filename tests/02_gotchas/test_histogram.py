"""Hidden tests for `histogram`: counting by scattering."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, probe, recognise

SCATTER = "See *Updates that are not in place*."
CALL = "`histogram(idx, n)`"


@probe
def counting(student, n):
    """The histogram with `n` bins, as a function of the indices."""
    return lambda idx: student.histogram(idx, n)


@probe
def jitted(student, idx, n):
    """The counts under jit, with `n` fixed."""
    import jax

    return jax.jit(lambda idx: student.histogram(idx, n))(idx)


def counts(idx, n):
    """The right counts."""
    return np.bincount(idx[(idx >= 0) & (idx < n)], minlength=n).astype(np.float64)


def indices(rng, k, low, high):
    """Random indices of dtype int32."""
    return rng.integers(low, high, size=k).astype(np.int32)


def each_once(rng, n, *others):
    """Every bin once, and other indices, in random order."""
    return rng.permutation([*range(n), *others]).astype(np.int32)


def as_floats(got, n, what=CALL):
    """Counts, once their shape is right; their dtype has a test of its own."""
    expect_array(got, what=what, shape=(n,), dtype=np.number)
    return np.real(got).astype(np.float64)


@pytest.mark.core
def test_result_is_int32_of_shape_n(student, rng):
    """The result is an int32 array of shape (n,), also for a single bin, and counts every index inside."""
    for k, n in [(7, 5), (5, 1)]:
        got = expect_array(student.histogram(indices(rng, k, 0, n), n), what=CALL, shape=(n,), dtype=np.int32)
        expect(int(got.sum()) > 0, f"{CALL} is 0 everywhere, though all indices are inside. {SCATTER}")


@pytest.mark.core
@pytest.mark.weight(3)
def test_counts_every_occurrence(student, rng):
    """Indices that occur several times are counted each time."""
    n = int(rng.integers(5, 9))
    often = np.full(2500, rng.integers(0, n), np.int32)  # more than half a float can count
    idx = np.concatenate([indices(rng, 40, 0, n), often])
    want = counts(idx, n)
    got = as_floats(student.histogram(idx, n), n)
    once = f"{CALL} counts an index once, however often it occurs. Use `.add`, which adds every time. {SCATTER}"
    recognise(got, np.minimum(want, 1), once, want=want, code="counts-once")
    because = f"Each occurrence of i adds 1 to place i; there are thousands in this test. {SCATTER}"
    expect_close(got, want, what=CALL, because=because)
    n = 300
    idx = indices(rng, 900, -50, n + 50)
    expect_close(as_floats(student.histogram(idx, n), n), counts(idx, n), what=f"{CALL} for many bins", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_negative_indices_are_not_counted(student, rng):
    """Entries below 0 are counted nowhere, the smallest int32 included."""
    n = 6
    idx = each_once(rng, n, -1, -1, *range(-50, 0), -256, -1000, -(2**31))
    want, got = counts(idx, n), as_floats(student.histogram(idx, n), n)
    wrapped = idx.copy()
    wrapped[(idx < 0) & (idx >= -n)] += n
    from_the_end = (
        f"{CALL} counts negative entries from the end, as indexing does: -1 is counted as n - 1. Decide yourself what "
        "is inside. See *Nobody shouts at the edge*."
    )
    recognise(got, counts(wrapped, n), from_the_end, want=want, code="wraps")
    zeroed = f"{CALL} counts negative entries as 0. They should count nowhere: let them add 0, not 1."
    recognise(got, counts(np.maximum(idx, 0), n), zeroed, want=want, code="negative-as-0")
    expect_close(got, want, what=f"{CALL} with negative entries", because="Entries below 0 are not counted anywhere.")


@pytest.mark.core
@pytest.mark.weight(2)
def test_large_indices_are_not_counted(student, rng):
    """Entries of n or more are counted nowhere, the largest int32 included."""
    n = 6
    idx = each_once(rng, n, n, n, *range(n, 50), 256, 1000, 2**16, 2**31 - 1)
    want, got = counts(idx, n), as_floats(student.histogram(idx, n), n)
    clamped = f"{CALL} counts entries beyond the end as n - 1. They should count nowhere: let them add 0, not 1."
    recognise(got, counts(np.minimum(idx, n - 1), n), clamped, want=want, code="large-as-last")
    zeroed = f"{CALL} counts entries beyond the end as 0. They should count nowhere: let them add 0, not 1."
    recognise(got, counts(np.where(idx < n, idx, 0), n), zeroed, want=want, code="large-as-0")
    because = "Entries that are n or larger are not counted anywhere."
    expect_close(got, want, what=f"{CALL} with entries of n and more", because=because)


def test_an_empty_array_has_zero_counts(student):
    """An empty `idx` gives n zeros."""
    got = as_floats(student.histogram(np.zeros(0, np.int32), 4), 4)
    expect_close(got, np.zeros(4), what=f"{CALL} for an empty `idx`", because="Nothing was counted.")


@pytest.mark.core
def test_works_under_jit(student, rng):
    """It works under `jit`, with `n` fixed."""
    idx = each_once(rng, 5)  # that an index counts each time, another test asks
    got = as_floats(student.probe(jitted, idx=idx, n=5), 5, f"{CALL} under `jit`")
    because = (
        "The result's shape may depend on `n`, not on the values in `idx`; masks as indices and NumPy do not work."
    )
    expect_close(got, counts(idx, 5), what=f"{CALL} under `jit`", because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_has_no_python_loop(student, rng):
    """The program grows neither with the number of entries nor with the number of bins."""
    idx = each_once(rng, 9)
    cases = [(idx, 9), (indices(rng, 32, 0, 9), 9), (idx, 33)]
    programs = [student.export(counting, given, n=n) for given, n in cases]
    small, more_entries, more_bins = programs
    for larger, what in [(more_entries, "the number of entries"), (more_bins, "n")]:
        expect(
            larger.size == small.size,
            f"The program of {CALL} changes its length with {what}, as where a Python loop is unrolled into it. Pass "
            f"all indices to one `.at[idx].add`. {SCATTER}",
            code="grows",
        )
    often = np.full(70_000, rng.integers(0, 9), np.int32)  # more than sixteen bits can count
    programs, cases = [*programs, student.export(counting, often, n=9)], [*cases, (often, 9)]
    for program, (given, n) in zip(programs, cases, strict=True):
        expect_close(as_floats(program(given), n), counts(given, n), what=CALL, because=SCATTER)
