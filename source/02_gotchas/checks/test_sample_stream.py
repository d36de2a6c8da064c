"""Visible checks of `sample_stream`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, expect_close, probe


@probe
def jitted(student, key, start):
    """Four numbers under jit, with `start` traced."""
    import jax

    return jax.jit(lambda key, start: student.sample_stream(key, start, 4))(key, start)


def piece(student, seed, start, n):
    """A piece of the stream of `jax.random.key(seed)`."""
    what = f"`sample_stream(jax.random.key({seed}), {start}, {n})`"
    return expect_array(student.sample_stream(Key.from_seed(seed), start, n), what=what, shape=(n,), dtype=np.float32)


def test_pieces_fit_together(student):
    """Numbers 3 and 4 are the same, wherever you start and however many you ask for."""
    because = (
        "It is compared with its place in your `sample_stream(key, 0, 100)`: number i may depend on `key` and i alone."
    )
    hundred = piece(student, 0, 0, 100)
    expect_close(piece(student, 0, 3, 2), hundred[3:5], what="`sample_stream(key, 3, 2)`", because=because)
    expect_close(piece(student, 0, 0, 5), hundred[:5], what="`sample_stream(key, 0, 5)`", because=because)


def test_start_may_be_large_and_traced(student):
    """It works under `jit`, with `start` traced and as large as 2,000,000,000."""
    got = student.probe(jitted, key=Key.from_seed(1), start=2_000_000_000)
    expect_array(got, what="`sample_stream(key, 2_000_000_000, 4)` under `jit`", shape=(4,), dtype=np.float32)


def test_entries_differ(student):
    """No two of 100 numbers are the same, and their standard deviation is about 1."""
    got = piece(student, 1, 0, 100)
    expect(len(np.unique(got)) > 98, "`sample_stream(key, 0, 100)` repeats numbers: each needs a key of its own.")
    expect(0.6 < got.std() < 1.4, "`sample_stream(key, 0, 100)` is far from standard normal.", f"std {got.std():.3f}")


def test_the_key_decides(student):
    """The same key gives the same numbers, another key gives others."""
    first, again, other = (piece(student, seed, 0, 5) for seed in (2, 2, 3))
    expect(np.array_equal(first, again), "Two calls with the same key give different numbers.")
    expect(not np.array_equal(first, other), "Two different keys give the same numbers. Use `key`.")
