"""Visible checks for `two_noises`."""

import numpy as np

from gradax.testing import Key, correlation, expect, expect_array, expect_tree, probe


@probe
def reuses_a_key(student, key):
    """Whether JAX sees a key that serves twice."""
    from gradax.testing.detectors import keys

    return keys.key_reuse(lambda key: student.two_noises(key, (3,)), key)


def test_example(student):
    """The example of the text: two different float32 arrays of shape (2, 3)."""
    pair = student.two_noises(Key.from_seed(0), (2, 3))
    expect_tree(pair, (np.zeros((2, 3)), np.zeros((2, 3))), what="`two_noises(jax.random.key(0), (2, 3))`")
    first, second = (expect_array(each, what="each of the two arrays", dtype=np.float32) for each in pair)
    expect(not np.array_equal(first, second), "The two arrays are equal: they come from one key.", str(first))


def test_independent_standard_normal(student):
    """Ten thousand draws have mean 0 and standard deviation 1, and do not correlate."""
    pair = student.two_noises(Key.from_seed(1), (10000,))
    expect_tree(pair, (np.zeros(10000), np.zeros(10000)), what="`two_noises(key, (10000,))`")
    for each in pair:
        expect(
            abs(each.mean()) < 0.1 and abs(each.std() - 1) < 0.1,
            "Mean and standard deviation are not near 0 and 1.",
            f"mean {each.mean():.3f}, standard deviation {each.std():.3f}",
        )
    expect(correlation(*pair) < 0.2, "One array follows from the other: draw each from a key of its own.")


def test_no_key_is_used_twice(student):
    """No key is drawn from or split twice."""
    expect(
        student.probe(reuses_a_key, key=Key.from_seed(2)) is False,
        "A key is used twice: JAX's `debug_key_reuse` says so. Once split, `key` itself is spent.",
    )
