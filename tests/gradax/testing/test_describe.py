import numpy as np
import pytest

from gradax.testing import HostArray, Key
from gradax.testing.describe import brief, noun, sketched


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        (True, "a Python bool"),
        (3, "a Python int"),
        (0.5, "a Python float"),
        ("text", "a string"),
        ([1, 2], "a list of 2"),
        ((), "a tuple of 0"),
        ({"a": 1}, "a dict with 1 key"),
        (np.zeros((2, 3), np.float32), "an array of shape (2, 3) and dtype float32"),
        (HostArray(np.zeros(2, np.int8)), "an array of shape (2,) and dtype int8"),
        (Key.from_seed(3), "a random key"),
        (object(), "something else"),
    ],
)
def test_a_noun_says_what_a_value_is_and_not_what_it_holds(value, words):
    assert noun(value) == words


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(10**5000, id="huge"),
        [[[[[[1]]]]]] * 1000,
        "x" * 10**6,
        np.zeros((1000, 1000)),
        {i: "y" * 100 for i in range(4000)},
        b"z" * 9999,
    ],
)
def test_brief_is_short_whatever_it_is_given(value):
    assert len(brief(value)) <= 600


def test_brief_shows_an_array_with_its_dtype_and_shape():
    assert brief([np.array([1.0, 2.5], np.float32)]) == "[[1. , 2.5] (float32[2])]"


def test_a_sketch_shows_shapes_in_place_of_values():
    params = [{"w": np.zeros((64, 10), np.float32), "b": None}]
    assert sketched("got", params) == "got: [{'b': None, 'w': float32[64, 10]}]"
