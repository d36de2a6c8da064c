"""Visible checks of `sample_stream`."""

import numpy as np

from gradax.testing import Key, expect, expect_array, expect_close


def stream(student, seed, n):
    """The stream of `jax.random.key(seed)`."""
    what = f"`sample_stream(jax.random.key({seed}), {n})`"
    return expect_array(student.sample_stream(Key.from_seed(seed), n), what=what, shape=(n,), dtype=np.float32)


def test_a_longer_stream_begins_with_the_shorter_one(student):
    """The first 5 of 100 numbers are those that you get if you ask for 5."""
    because = "Entry i may depend on `key` and i alone. See section 5."
    five, hundred = stream(student, 0, 5), stream(student, 0, 100)
    expect_close(five, hundred[:5], what="`sample_stream(key, 5)`", because=because)


def test_entries_differ(student):
    """No two of 100 numbers are the same, and their standard deviation is about 1."""
    got = stream(student, 1, 100)
    expect(len(np.unique(got)) > 98, "`sample_stream(key, 100)` repeats numbers: each entry needs a key of its own.")
    expect(0.6 < got.std() < 1.4, "`sample_stream(key, 100)` is far from standard normal.", f"std {got.std():.3f}")


def test_the_key_decides(student):
    """The same key gives the same numbers, another key gives others."""
    first, again, other = (stream(student, seed, 5) for seed in (2, 2, 3))
    expect(np.array_equal(first, again), "Two calls with the same key give different numbers.")
    expect(not np.array_equal(first, other), "Two different keys give the same numbers. Use `key`.")
