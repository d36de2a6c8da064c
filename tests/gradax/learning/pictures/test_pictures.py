"""What is drawn of which values; any values at all are drawn or left out, and never raise."""

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradax.html import render
from gradax.learning.pictures import pictures_of
from gradax.testing import Compared, HostArray, Key

MATRIX = np.arange(6.0).reshape(2, 3)
LARGEST = 40_000  # characters of a picture


def kinds(got, want, **options):
    return [picture.kind for picture in pictures_of(Compared(got, want, **options))]


@pytest.mark.parametrize(
    ("got", "want", "drawn"),
    [
        (1.0, 2.0, []),
        (np.zeros(3), np.ones(3), []),  # read at once
        (np.zeros(5), np.ones(5), ["curves"]),
        (np.zeros((5, 1)), np.ones((5, 1)), ["curves"]),
        (np.zeros((2, 3)), np.ones((2, 3)), ["heat_map"]),
        (np.zeros((4, 2, 3)), np.ones((4, 2, 3)), ["heat_map"]),
        (np.zeros((2, 2), complex), np.ones((2, 2), complex), ["heat_map"]),
        (np.zeros(5, complex), np.ones(5, complex), []),
        (np.zeros((2, 3)), np.zeros((2, 3)), []),
        (np.zeros((3, 2)), np.zeros((2, 3)), []),  # the message says it
        (np.zeros((2, 3)), HostArray(np.ones((2, 3))), ["heat_map"]),
        (np.zeros((2, 3), ml_dtypes.bfloat16), np.ones((2, 3), np.float32), ["heat_map"]),
        ({"a": 1.0}, {"a": 2.0}, []),
        ({"a": 1.0, "b": 1.0}, {"a": 2.0, "b": 1.0}, ["tree"]),
        ({"a": MATRIX, "b": 1.0}, {"a": 2 * MATRIX, "b": 1.0}, ["tree", "heat_map"]),
        (None, [1.0, 2.0], ["tree"]),
        (Key.from_seed(0), Key.from_seed(1), []),
    ],
)
def test_what_is_drawn(got, want, drawn):
    assert kinds(got, want) == drawn


def test_where_only_the_structure_counts_values_are_not_compared():
    got, want = {"a": MATRIX, "b": np.ones(3)}, {"a": 2 * MATRIX, "b": np.ones(2)}
    (tree,) = pictures_of(Compared(got, want, structure_only=True))
    assert [row.differs for row in tree.rows] == [False, False, True]


NUMBERS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.builds(Key.from_seed, st.just(3))
SHAPES = arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=7)
DTYPES = st.sampled_from([np.float32, np.int8, np.bool_, np.complex64, np.float64, np.uint32])
ARRAYS = DTYPES.flatmap(lambda dtype: arrays.arrays(dtype, SHAPES))
VALUES = st.recursive(
    NUMBERS | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=4)
        | st.tuples(inner, inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(VALUES, VALUES, st.booleans())
def test_whatever_comes_is_drawn_or_left_out(got, want, structure_only):
    drawn(got, want, structure_only=structure_only)


@settings(max_examples=150, deadline=None)
@given(SHAPES.flatmap(lambda shape: st.tuples(arrays.arrays(np.float64, shape), arrays.arrays(np.float64, shape))))
def test_whatever_numbers_come(pair):
    drawn(*pair)


@pytest.mark.parametrize("shape", [(100_000,), (700, 900), (1, 100_000), (3, 50_000), (5, 300, 300)])
def test_a_picture_is_bounded_whatever_its_size(shape):
    noise = np.random.default_rng(0).normal(size=shape)
    html = drawn(noise, np.zeros(shape))
    assert 1000 < len(html) < LARGEST
    assert "furthest off" in html


def test_a_large_tree_is_bounded():
    html = drawn([{"w": np.zeros(3)}] * 5000, [{"w": np.zeros(4)}] * 5000)
    assert 1000 < len(html) < LARGEST


def drawn(got, want, **options):
    return render("learning/pictures.html.j2", pictures=pictures_of(Compared(got, want, **options)))


def test_what_a_student_returned_is_escaped():
    html = drawn({"<img src=x>": "<script>", "b": 1}, {"<img src=x>": "", "b": 1})
    assert "&lt;script&gt;" in html
    assert "<img" not in html
    assert "<script" not in html
