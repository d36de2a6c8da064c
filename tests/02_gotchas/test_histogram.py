"""Hidden tests for `histogram`: counting by scattering."""

import numpy as np
import pytest

from gradax.testing import expect, expect_array, expect_close, expect_tree, probe, recognise

SCATTER = "See *Updates that are not in place*."
CALL = "`histogram(idx, n)`"


@probe
def equations(student, lengths, bins):
    """How many equations there are for each length of `idx` and each number of bins."""
    import jax.numpy as jnp

    from gradax.testing.detectors import jaxpr

    def count(k, n):
        return jaxpr.count_equations(lambda idx: student.histogram(idx, n), jnp.zeros(k, jnp.int32))

    return {"lengths": [count(k, bins[0]) for k in lengths], "bins": [count(lengths[0], n) for n in bins]}


@probe
def jitted(student, idx, n):
    """The counts without and with jit, with `n` fixed."""
    import jax

    return [student.histogram(idx, n), jax.jit(lambda idx: student.histogram(idx, n))(idx)]


def counts(idx, n):
    """The right counts."""
    return np.bincount(idx[(idx >= 0) & (idx < n)], minlength=n).astype(np.float64)


def indices(rng, k, low, high):
    """Random indices of dtype int32."""
    return rng.integers(low, high, size=k).astype(np.int32)


def each_once(rng, n, *others):
    """Every bin once, and other indices, in random order."""
    return rng.permutation([*range(n), *others]).astype(np.int32)


def histogram(student, idx, n):
    """The student's counts, once their shape is right; their dtype has a test of its own."""
    return expect_array(student.histogram(idx, n), what=CALL, shape=(n,)).astype(np.float64)


def test_result_is_int32_of_shape_n(student, rng):
    """The result is an int32 array of shape (n,)."""
    for k, n in [(7, 5), (5, 1)]:
        expect_array(student.histogram(indices(rng, k, 0, n), n), what=CALL, shape=(n,), dtype=np.int32)


@pytest.mark.weight(3)
def test_counts_every_occurrence(student, rng):
    """Indices that occur several times are counted each time."""
    n = int(rng.integers(5, 9))
    idx = np.concatenate([indices(rng, 40, 0, n), np.full(260, rng.integers(0, n), np.int32)])
    want = counts(idx, n)
    got = histogram(student, idx, n)
    once = f"{CALL} counts an index once, however often it occurs. Use `.add`, which adds every time. {SCATTER}"
    recognise(got, np.minimum(want, 1), once, want=want)
    because = f"Each occurrence of i adds 1 to place i; there are hundreds in this test. {SCATTER}"
    expect_close(got, want, what=CALL, because=because)


@pytest.mark.weight(2)
def test_negative_indices_are_not_counted(student, rng):
    """Entries below 0 are counted nowhere."""
    n = 6
    idx = each_once(rng, n, -1, -1, -1, -2, -n, -n - 1, -1000)
    want = counts(idx, n)
    got = histogram(student, idx, n)
    wrapped = idx.copy()
    wrapped[(idx < 0) & (idx >= -n)] += n
    recognise(
        got,
        counts(wrapped, n),
        f"{CALL} counts negative entries from the end, as indexing does: -1 is counted as n - 1. Decide yourself "
        "what is inside. See *Nobody shouts at the edge*.",
        want=want,
    )
    zeroed = f"{CALL} counts negative entries as 0. They should count nowhere: let them add 0, not 1."
    recognise(got, counts(np.maximum(idx, 0), n), zeroed, want=want)
    expect_close(got, want, what=f"{CALL} with negative entries", because="Entries below 0 are not counted anywhere.")


@pytest.mark.weight(2)
def test_large_indices_are_not_counted(student, rng):
    """Entries of n or more are counted nowhere."""
    n = 6
    idx = each_once(rng, n, n, n, n + 1, 2 * n, 1000)
    want = counts(idx, n)
    got = histogram(student, idx, n)
    clamped = f"{CALL} counts entries beyond the end as n - 1. They should count nowhere: let them add 0, not 1."
    recognise(got, counts(np.minimum(idx, n - 1), n), clamped, want=want)
    zeroed = f"{CALL} counts entries beyond the end as 0. They should count nowhere: let them add 0, not 1."
    recognise(got, counts(np.where(idx < n, idx, 0), n), zeroed, want=want)
    because = "Entries that are n or larger are not counted anywhere."
    expect_close(got, want, what=f"{CALL} with entries of n and more", because=because)


def test_an_empty_array_has_zero_counts(student):
    """An empty `idx` gives n zeros."""
    got = histogram(student, np.zeros(0, np.int32), 4)
    expect_close(got, np.zeros(4), what=f"{CALL} for an empty `idx`", because="Nothing was counted.")


def test_works_under_jit(student, rng):
    """It works under `jit`, with `n` fixed."""
    got = student.probe(jitted, idx=indices(rng, 9, 0, 5), n=5)
    expect_tree(got, [np.zeros(5)] * 2, what=f"[{CALL}, the same under `jit`]")
    because = "The result's shape may depend on `n`, not on the values in `idx`; masks as indices and NumPy won't do."
    expect_close(got[1], got[0], what=f"{CALL} under `jit`", because=because)


@pytest.mark.weight(2)
def test_has_no_python_loop(student, rng):
    """The number of equations grows neither with the number of entries nor with the number of bins."""
    seen = student.probe(equations, lengths=[4, 8, 32], bins=[5, 9, 33])
    for name, what in [("lengths", "the number of entries"), ("bins", "n")]:
        expect(
            isinstance(seen[name], list) and len(set(map(str, seen[name]))) == 1,
            f"The jaxpr of {CALL} grows with {what}: a Python loop was unrolled into it. Hand all indices to one "
            f"`.at[idx].add`. {SCATTER}",
        )
