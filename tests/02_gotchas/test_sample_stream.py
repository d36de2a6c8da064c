"""Hidden tests for `sample_stream`: numbers that do not depend on how many there are."""

import numpy as np
import pytest

from gradax.testing import correlation, expect, expect_array, expect_close, probe, recognise

STREAMS = "See *Random streams*."
CALL = "`sample_stream(key, n)`"
SCALED = (
    "The beginning of a longer stream is the shorter one, but shifted or stretched: nothing that is taken from all n "
    "numbers, such as their mean, may go into one of them."
)
MANY = 400  # for statistics: five standard deviations wide, and cheap for those who loop


@probe
def reuses_a_key(student, key):
    """Whether JAX sees a key that serves twice."""
    from gradax.testing.detectors import keys

    return keys.key_reuse(lambda key: student.sample_stream(key, 6), key)


@probe
def retraces(student, key):
    """Whether tracing twice gives the same program."""
    from gradax.testing.detectors import purity

    return purity.retraces_equal(lambda key: student.sample_stream(key, 6), key)


@probe
def jitted(student, key):
    """The stream without and with jit."""
    import jax

    return [student.sample_stream(key, 6), jax.jit(lambda key: student.sample_stream(key, 6))(key)]


def stream(student, key, n):
    """The student's stream, once its shape and dtype are right."""
    got = expect_array(student.sample_stream(key, n), what=CALL, shape=(n,), dtype=np.float32)
    expect(bool(np.isfinite(got).all()), f"{CALL} has entries that are nan or infinite.")
    return got


def test_is_a_float32_array_of_n_numbers(student, key):
    """The result is a float32 array of shape (n,), from n = 1 on."""
    for n in (1, 6):
        stream(student, key(), n)


@pytest.mark.weight(3)
def test_numbers_do_not_depend_on_how_many(student, key):
    """A longer stream begins with the shorter one."""
    one = key()
    longest = stream(student, one, MANY)
    because = (
        "The same key, and a longer stream, but other numbers at its beginning. Entry i may depend on `key` and i "
        f"alone: `jax.random.fold_in(key, i)`. {STREAMS}"
    )
    shorter = stream(student, one, 6)
    backwards = f"{CALL} numbers its entries from the end: a longer stream *ends* with the shorter one. {STREAMS}"
    recognise(shorter, longest[-6:], backwards, want=longest[:6])
    if correlation(shorter, longest[:6]) > 0.9999:
        expect_close(shorter, longest[:6], what=CALL, because=f"{SCALED} {STREAMS}")
    for n in (1, 6):
        expect_close(stream(student, one, n), longest[:n], what=CALL, because=because)


@pytest.mark.weight(2)
def test_entries_are_standard_normal_and_independent(student, key):
    """The entries are standard normal, and independent of each other."""
    got = stream(student, key(), MANY)
    expect(
        len(np.unique(got)) > MANY - 3,
        f"{CALL} repeats numbers: entries drawn from the same key are the same. Each entry needs a key of its own. "
        f"{STREAMS}",
    )
    size = MANY**0.5
    expect(
        correlation(got[1:], got[:-1]) < 5.5 / size,
        f"Neighbours in {CALL} depend on each other. Each entry needs a key of its own. {STREAMS}",
    )
    expect(
        abs(got.mean()) < 5 / size,
        f"The mean of {CALL} is far from 0 for a large n. Draw with `jax.random.normal`. {STREAMS}",
    )
    expect(
        abs(got.std() - 1) < 3.6 / size,
        f"The standard deviation of {CALL} is far from 1 for a large n. Draw with `jax.random.normal`. {STREAMS}",
    )
    expect(
        bool((np.abs(got) > 2).any()),
        f"{CALL} never goes beyond 2, where a standard normal draw is one time in twenty. Is it a uniform one?",
    )


@pytest.mark.weight(2)
def test_all_randomness_comes_from_the_key(student, key):
    """The same key gives the same numbers, another key gives unrelated ones."""
    one, other = key(), key()
    first, again, another = stream(student, one, MANY), stream(student, one, MANY), stream(student, other, MANY)
    expect(
        bool(np.array_equal(first, again)) and student.probe(retraces, key=one) is True,
        f"Two calls of {CALL} with the same key give different numbers. All randomness comes from `key`; NumPy's "
        f"generator has a state of its own. {STREAMS}",
    )
    expect(
        not np.array_equal(first, another),
        f"{CALL} gives the same numbers for two different keys. Use `key`; a key made inside the function is always "
        f"the same one. {STREAMS}",
    )
    expect(
        len(np.intersect1d(first, another)) < 3,
        f"The streams of two different keys have numbers in common: some entries do not depend on `key`. {STREAMS}",
    )


@pytest.mark.weight(2)
def test_no_key_serves_twice(student, key):
    """No key is used for two things."""
    expect(
        student.probe(reuses_a_key, key=key()) is False,
        f"{CALL} uses a key twice: to draw and to split, or for two draws. A key that was split or drawn from is "
        f"spent; go on with the new ones. {STREAMS}",
    )


def test_works_under_jit(student, key):
    """It gives the same under `jit`, with n fixed."""
    pair = student.probe(jitted, key=key())
    expect_close(pair, [np.zeros(6, np.float32)] * 2, what=f"[{CALL}, the same under `jit`]", atol=1e3)
    because = "Leave the key a key: under `jit` it is traced, and nothing of it may become a Python number."
    expect_close(pair[1], pair[0], what=f"{CALL} under `jit`", because=because)
