"""Hidden tests for `sample_stream`: any piece of a random stream, whose numbers do not depend on the piece."""

from itertools import combinations

import numpy as np
import pytest

from gradax.testing import correlation, expect, expect_array, expect_close, fail, probe, recognise

STREAMS = "See *Random streams*."
CALL = "`sample_stream(key, start, n)`"
MANY = 400  # for statistics: five standard deviations wide, and cheap for those who loop
FAR = 2_000_000_000


@probe
def reuses_a_key(student, key):
    """Whether a key serves twice."""
    from gradax.testing.detectors import keys

    return keys.key_reuse(lambda key: student.sample_stream(key, 3, 6), key)


@probe
def traced(student, key, starts):
    """Pieces of six numbers: without jit, and by one jitted function with `key` and `start` traced."""
    import jax

    f = jax.jit(lambda key, start: student.sample_stream(key, start, 6))
    return {
        "plain": [student.sample_stream(key, int(start), 6) for start in starts],
        "jitted": [f(key, start) for start in starts],
    }


def piece(student, key, start, n):
    """The student's piece, once its shape and dtype are right."""
    got = expect_array(student.sample_stream(key, start, n), what=CALL, shape=(n,), dtype=np.float32)
    expect(bool(np.isfinite(got).all()), f"{CALL} has entries that are nan or infinite.")
    return got


def flaw(got):
    """What standard normal, independent numbers would not show: a code and a sentence, or None."""
    size = MANY**0.5
    if len(np.unique(np.abs(got))) < MANY - 3:
        same = f"{CALL} repeats numbers, perhaps with another sign, as entries do that are drawn from the same key."
        return "repeats", f"{same} Each entry needs a key of its own, and 32 bits."
    if correlation(got[1:], got[:-1]) > 5.5 / size:
        return "neighbours-depend", f"Neighbours in {CALL} depend on each other. Each entry needs a key of its own."
    if abs(got.mean()) > 5 / size:
        return "mean", f"The mean of {CALL} is far from 0 for a large n. Draw with `jax.random.normal`."
    if abs(got.std() - 1) > 3.6 / size:
        return "spread", f"The standard deviation of {CALL} is far from 1 for a large n. Draw with `jax.random.normal`."
    if not (np.abs(got) > 2).any():
        never = f"{CALL} never goes beyond 2, where a standard normal draw is one time in twenty."
        return "uniform", f"{never} Is it a uniform one?"
    return None


def test_is_a_float32_array_of_n_numbers(student, key):
    """The result is a float32 array of shape (n,), from n = 1 on."""
    for start, n in ((0, 1), (0, 6), (5, 1)):
        piece(student, key(), start, n)


@pytest.mark.core
@pytest.mark.weight(3)
def test_numbers_do_not_depend_on_the_piece(student, key):
    """Number i is the same, wherever the piece begins and however long it is."""
    one = key()
    longest = piece(student, one, 0, 100)
    expect(bool(np.ptp(longest) > 0), f"{CALL} gives the same number again and again. {STREAMS}")
    shorter = piece(student, one, 0, 6)
    backwards = f"{CALL} numbers its entries from the end: a longer piece *ends* with the shorter one. {STREAMS}"
    recognise(shorter, longest[-6:], backwards, want=longest[:6], code="from-the-end")
    begins = f"{CALL} begins with number 0 where it should start further on. Entry j is number `start + j`. {STREAMS}"
    recognise(piece(student, one, 7, 6), longest[:6], begins, want=longest[7:13], code="start-ignored")
    because = (
        "The same key and the same place in the stream, but another number. Number i may depend on `key` and i alone: "
        f"`jax.random.fold_in(key, i)`. {STREAMS}"
    )
    for start, n in ((0, 1), (0, 6), (7, 6), (99, 1), (3, 1200)):
        want, got = longest[start : start + n], piece(student, one, start, n)
        expect_close(got[: len(want)], want, what=CALL, because=because)


@pytest.mark.core
@pytest.mark.weight(2)
def test_start_may_be_large(student, key):
    """Far out in the stream, pieces fit together as well, and hold other numbers than its beginning."""
    one = key()
    far = piece(student, one, FAR, 6)
    because = f"Numbers far out belong to `key` and their place as well: fold `start + j` into the key. {STREAMS}"
    expect_close(piece(student, one, FAR + 2, 3), far[2:5], what=f"{CALL} far out", because=because)
    last = piece(student, one, 2**31 - 9, 8)  # `start + n` is as large as it may be
    expect_close(piece(student, one, 2**31 - 5, 4), last[4:], what=f"{CALL} at its farthest", because=because)
    pieces = [far, last, *(piece(student, one, start, 6) for start in (0, 2**20, 2**30, 10**9))]
    shared = [len(np.intersect1d(first, second)) for first, second in combinations(pieces, 2)]
    expect(
        max(shared) < 3 and len(np.unique(far)) > 3 and len(np.unique(last)) > 3,  # one or two may be equal by chance
        f"{CALL} repeats itself far out: each place has a number of its own, drawn with a key of its own. {STREAMS}",
        code="repeats-far-out",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_entries_are_standard_normal_and_independent(student, key):
    """The entries are standard normal, and independent of each other."""
    found = flaw(piece(student, key(), 0, MANY))
    if found and flaw(piece(student, key(), 3, MANY)):  # two draws of bad luck do not happen
        code, sentence = found
        fail(f"{sentence} {STREAMS}", code=code)


@pytest.mark.core
@pytest.mark.weight(2)
def test_all_randomness_comes_from_the_key(student, key):
    """The same key gives the same numbers, another key gives unrelated ones."""
    one, other = key(), key()
    first, again, another = (piece(student, each, 2, 60) for each in (one, one, other))
    expect(
        bool(np.array_equal(first, again)),
        f"Two calls of {CALL} with the same key give different numbers. All randomness comes from `key`; NumPy's "
        f"generator has a state of its own. {STREAMS}",
        code="not-repeatable",
    )
    expect(
        not np.array_equal(first, another),
        f"{CALL} gives the same numbers for two different keys. Use `key`; a key made inside the function is always "
        f"the same one. {STREAMS}",
        code="key-ignored",
    )
    expect(
        len(np.intersect1d(first, another)) < 3,
        f"The streams of two different keys have numbers in common. Does each entry depend on `key`, and is it drawn "
        f"in float32? {STREAMS}",
        code="common-numbers",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_works_under_jit_with_a_traced_start(student, key):
    """One jitted function with a traced `start` gives the same, far out, too, and no key serves twice."""
    seen = student.probe(traced, key=key(), starts=[np.int32(2), np.int32(5), np.int32(FAR)])
    like = [np.zeros(6, np.float32)] * 3
    for name in ("plain", "jitted"):
        expect_close(seen[name], like, what=f"the list of {CALL} for several `start`", atol=1e3)
    because = "Under `jit` neither the key nor `start` may become a Python number, and no shape may depend on them."
    expect_close(seen["jitted"], seen["plain"], what=f"{CALL} under `jit`", because=because)
    expect(all(bool(np.ptp(each) > 0) for each in seen["jitted"]), f"{CALL} gives the same number again and again.")
    expect(
        student.probe(reuses_a_key, key=key()) is False,
        f"{CALL} uses a key twice: two things come from one and the same key. A key that was split or drawn from is "
        f"spent; `fold_in` spends none. {STREAMS}",
        code="key-twice",
    )
