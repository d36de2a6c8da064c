"""Hidden tests for `two_noises`: two draws, two keys."""

import numpy as np
import pytest

from gradax.testing import (
    correlation,
    could_be_independent,
    could_be_normal,
    expect,
    expect_array,
    expect_close,
    expect_tree,
    fail,
    probe,
)

SECTION = "See *Random numbers have keys*."
CALL = "`two_noises(key, shape)`"


@probe
def reuses_a_key(student, key, shapes):
    """Whether a key serves twice, for any of some shapes."""
    from gradax.testing.detectors import keys

    def reused(shape):
        return keys.key_reuse(lambda key: student.two_noises(key, tuple(shape)), key)

    return any(map(reused, shapes))


@probe
def jitted(student, key):
    """A pair of draws without and with jit."""
    import jax

    return [student.two_noises(key, (3, 2)), jax.jit(lambda key: student.two_noises(key, (3, 2)))(key)]


def halves(got, shape, what=CALL):
    """Both arrays; one array of shape (2, *shape) will do here, for a mistake is paid for once."""
    sequence = isinstance(got, list | tuple) or (isinstance(got, np.ndarray) and got.ndim > 0)
    if not sequence or len(got) != 2:
        expect_tree(got, (np.zeros(shape), np.zeros(shape)), what=what)
    return [expect_array(each, what=f"each half of {what}", shape=shape, dtype=np.floating) for each in got]


def drawn(student, key, shape):
    """Both arrays of a call."""
    return halves(student.two_noises(key, shape), shape)


@pytest.mark.core
def test_a_tuple_of_two_float32_arrays(student, key):
    """It returns a tuple of two float32 arrays of the shape asked for, whatever that is, and not of constants."""
    for shape in ((2, 3), (), (1, 2, 1), (3, 0)):
        got = student.two_noises(key(), shape)
        if isinstance(got, np.ndarray) and got.shape == (2, *shape):
            one = f"{CALL} is one array of two draws; expected a tuple of two arrays. Take it apart: `a, b = ...`."
            fail(f"{one} {SECTION}", code="one-array")
        expect_tree(got, (np.zeros(shape), np.zeros(shape)), what=CALL)
        for each in got:
            expect_array(each, what=f"each array of {CALL}", shape=shape, dtype=np.float32)
            expect(bool(np.any(each)) or 0 in shape, f"{CALL} has zeros where it should have random numbers. {SECTION}")


@pytest.mark.core
@pytest.mark.weight(2)
def test_each_has_mean_0_and_standard_deviation_1(student, key):
    """The entries of each have mean 0 and standard deviation 1, and none occurs twice."""
    for each in (*drawn(student, key(), (50, 80)), *drawn(student, key(), (800, 5))):
        mean, std = float(np.mean(each)), float(np.std(each))
        if abs(mean - 0.5) < 0.1 and abs(std - 12**-0.5) < 0.05:
            uniform = f"The entries of {CALL} have the mean and spread of uniform ones between 0 and 1."
            fail(f"{uniform} `jax.random.normal` draws standard normal ones. {SECTION}", code="uniform")
        expect(
            abs(mean) < 0.15 and abs(std - 1) < 0.15,
            f"The entries of {CALL} do not have mean 0 and standard deviation 1, over 4000 draws. `jax.random.normal` "
            f"does just that. {SECTION}",
        )
        expect(
            len(np.unique(np.abs(each))) > each.size - 40,
            f"An array of {CALL} repeats its numbers, perhaps with another sign: draw all of its entries, not a part "
            f"of them, and in float32. {SECTION}",
            code="repeats-numbers",
        )


@pytest.mark.core
def test_each_is_normal_entry_by_entry(student, key):
    """The entries of each are standard normal, and independent of each other."""
    both = drawn(student, key(), (50, 80))
    expect(
        could_be_normal(*both),
        f"The arrays of {CALL} have mean 0 and standard deviation 1, but are not standard normal and independent: none "
        "of 8000 entries is beyond 3, or each array was scaled by its own spread. Change nothing about what "
        f"`jax.random.normal` draws. {SECTION}",
        code="not-normal",
    )
    for each in both:
        together = f"The entries of an array of {CALL} hang together, as sorted ones do. Each is a draw of its own."
        expect(could_be_independent(each), f"{together} {SECTION}", code="not-independent")


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_two_are_independent(student, key):
    """The two arrays do not follow from each other."""
    first, second = drawn(student, key(), (50, 80))
    if np.array_equal(first, second):
        fail(
            f"{CALL} gives the same array twice, as two draws from the same key do. Split `key`, and draw each from a "
            f"part of its own. {SECTION}",
            code="same-twice",
        )
    pairs = [(one, other) for one in (first, np.abs(first)) for other in (second, np.abs(second))]
    expect(
        all(correlation(one, other) < 0.2 for one, other in pairs),
        f"The two arrays of {CALL} are not independent: one follows from the other. Draw each from a key of its "
        f"own. {SECTION}",
    )
    for shape in ((), (1,), (2, 1)):
        one, other = drawn(student, key(), shape)
        expect(
            len(np.intersect1d(np.abs(one), np.abs(other))) == 0,
            f"The two arrays of {CALL} have the same numbers where `shape` is `()` or has a single number in it. Draw "
            f"each from a key of its own, whatever the shape. {SECTION}",
            code="same-if-small",
        )
    expect(bool(first.any() and second.any()), f"The arrays of {CALL} are all zeros. {SECTION}")
    expect(
        len(np.intersect1d(np.abs(first), np.abs(second))) < first.size / 100,
        f"The two arrays of {CALL} have many numbers in common, up to their signs. The second needs draws of its own, "
        f"from a key of its own, in float32: not the first ones in another order. {SECTION}",
        code="reordered",
    )


@pytest.mark.core
@pytest.mark.weight(2)
def test_the_key_decides_everything(student, key):
    """The same key gives the same pair; another key gives another first and another second array."""
    one, other = key(), key()
    once, again, others = (drawn(student, each, (30, 50)) for each in (one, one, other))
    for first, second in zip(once, again, strict=True):
        expect(
            np.array_equal(first, second),
            f"{CALL} gives something else when it is called again with the same key. All randomness must come from "
            f"`key`: draw with `jax.random`, not with `np.random`. {SECTION}",
            code="not-repeatable",
        )
    for first, second in zip(once, others, strict=True):
        expect(
            not np.array_equal(first, second),
            f"{CALL} gives an array that is the same for two different keys. Draw from the `key` that comes in, not "
            f"from one that you make inside. {SECTION}",
            code="key-ignored",
        )
        expect(
            correlation(first, second) < 0.2,
            f"{CALL} gives arrays for two different keys that follow from each other. Draw everything from `key`. "
            f"{SECTION}",
        )


@pytest.mark.core
@pytest.mark.weight(2)
def test_no_key_is_used_twice(student, key):
    """No key is drawn from or split twice."""
    first, second = drawn(student, key(), (3, 2))
    expect(bool(first.any() and second.any()), f"The arrays of {CALL} are all zeros. {SECTION}")
    expect(
        student.probe(reuses_a_key, key=key(), shapes=[[3, 2], []]) is False,
        f"{CALL} uses a key twice: two things come from one and the same key. After `jax.random.split(key)` use the "
        f"new keys only; `key` itself is spent. {SECTION}",
        code="key-twice",
    )


@pytest.mark.core
def test_works_under_jit(student, key):
    """It gives the same result under `jit`, with `shape` fixed."""
    got = student.probe(jitted, key=key())
    expect(isinstance(got, list) and len(got) == 2, f"{CALL} gives nothing to compare under `jit`. {SECTION}")
    plain, compiled = halves(got[0], (3, 2)), halves(got[1], (3, 2), f"{CALL} under `jit`")
    because = (
        "Under `jit` the key is traced, and no NumPy generator can draw from it or be seeded by it: leave everything "
        f"to `jax.random`. {SECTION}"
    )
    expect_close(compiled, plain, what=f"{CALL} under `jit`", because=because)
    expect(all(bool(np.any(each)) for each in compiled), f"The arrays of {CALL} are all zeros. {SECTION}")
