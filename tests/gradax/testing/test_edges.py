"""The shared sets of edge values."""

import jax.numpy as jnp
import numpy as np

from gradax.testing import edges


def test_no_misspelt_word_is_one_of_the_words():
    words = ("pair", "pairs", "bank")
    assert not set(edges.misspelt(*words)) & set(words)


def test_misspelt_words_differ_in_case_length_and_spaces():
    assert {"PAIRS", "Pairs", "p", "pair", "pairss", " pairs", ""} <= set(edges.misspelt("pairs"))


def test_there_are_zeros_and_both_signs():
    x = edges.with_zeros(np.random.default_rng(0), 20, 20)
    assert x.dtype == np.float32
    assert set(np.sign(x).ravel()) == {-1, 0, 1}


def test_never_are_all_of_them_zero():
    rng = np.random.default_rng(0)
    assert all(edges.with_zeros(rng, size).any() for size in (1, 2, 3) for _ in range(50))


def test_jax_knows_every_dtype():
    assert [jnp.zeros(1, dtype).dtype.name for dtype in edges.DTYPES] == list(edges.DTYPES)


def test_the_first_length_is_never_the_larger_one():
    assert all(1 <= first <= second for first, second in edges.LENGTHS)


def test_shapes_have_axes_of_length_0_and_1_and_none():
    assert () in edges.SHAPES
    assert {0, 1} <= {size for shape in edges.SHAPES for size in shape}
