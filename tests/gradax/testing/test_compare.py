"""What the expectations accept, and each of their messages word by word: a student reads nothing else."""

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradax.testing import Compared, Failure, HostArray, Key, expect_array, expect_close, expect_tree, near, recognise

F32 = np.float32


def message(expectation, *args, **kwargs):
    with pytest.raises(Failure) as raised:
        expectation(*args, what="`f(x)`", **kwargs)
    return raised.value.message


def ones(*shape, dtype=F32):
    return np.ones(shape, dtype)


# ------------------------------------------------------------------------------------------------- expect_array


def test_expect_array_gives_the_array():
    array = ones(3)
    assert expect_array(array, what="`f(x)`", shape=(3,), dtype="float32") is array


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (None, "`f(x)` is None; expected an array. Does it end with `return`?"),
        ([1.0], "`f(x)` is a list of 1; expected an array."),
        (0.5, "`f(x)` is a Python float; expected an array."),
        (Key.from_seed(1), "`f(x)` is a random key; expected an array."),
        (ones(3, 1, dtype=int), "`f(x)` has shape (3, 1); expected (3,)."),
        (ones(3, dtype=np.int32), "`f(x)` has dtype int32; expected float32."),
    ],
)
def test_expect_array_looks_at_structure_then_shape_then_dtype(got, said):
    assert message(expect_array, got, shape=(3,), dtype="float32") == said


def test_expect_array_takes_a_class_of_dtypes():
    expect_array(ones(2, dtype=np.int8), what="`f(x)`", dtype=np.integer)
    assert message(expect_array, ones(2), dtype=np.integer) == "`f(x)` has dtype float32; expected integer."


def test_expect_array_knows_the_dtypes_of_ml():
    expect_array(ones(2, dtype=ml_dtypes.bfloat16), what="`f(x)`", dtype="bfloat16")


def test_the_value_goes_to_the_detail():
    with pytest.raises(Failure) as raised:
        expect_array([1.25], what="`f(x)`")
    assert "1.25" not in raised.value.message
    assert raised.value.detail == "got: [1.25]"


# ------------------------------------------------------------------------------------------------- expect_close

EQUAL = [
    (ones(3), ones(3)),
    (ones(3) + 5e-6, ones(3)),
    (0.5, np.array(0.5, F32)),
    (np.array(3, np.int32), 3),
    (True, np.array(True)),
    (ones(2, dtype=ml_dtypes.bfloat16), ones(2)),
    (ones(2), HostArray(ones(2))),
    (np.array([np.nan, np.inf, -np.inf]), np.array([np.nan, np.inf, -np.inf])),
    ({"b": [ones(1), (2, "x")], "a": None}, {"a": None, "b": [ones(1), (2, "x")]}),
    (Key.from_seed(3), Key.from_seed(3)),
    (10**300, 10**300),
    (1j, np.array(1j)),
    (ones(0, 3), ones(0, 3)),
    ([], []),
    ({}, {}),
]


@pytest.mark.parametrize(("got", "want"), EQUAL)
def test_expect_close_accepts(got, want):
    expect_close(got, want, what="`f(x)`")


DIFFERENT = [
    # structure
    (None, ones(3), "`f(x)` is None; expected an array. Does it end with `return`?"),
    ({"w": None}, {"w": ones(3)}, "`f(x)`['w'] is None; expected an array."),
    ("one", 1.0, "`f(x)` is a string; expected a number."),
    ([1, 2], (1, 2), "`f(x)` is a list of 2; expected a tuple of 2."),
    ((1, 2, 3), (1, 2), "`f(x)` is a tuple of 3; expected a tuple of 2."),
    (ones(2), [1.0, 1.0], "`f(x)` is an array of shape (2,) and dtype float32; expected a list of 2."),
    ([1], {"a": 1}, "`f(x)` is a list of 1; expected a dict."),
    ({"a": 1}, {"a": 1, "b": 2, "c": 3}, "`f(x)` has no key 'b', 'c'."),
    ({"a": 1, "secret": 2}, {"a": 1}, "`f(x)` has 1 key too many; expected only 'a'."),
    ({"a": 1, 5: 2, 6: 3}, {"a": 1}, "`f(x)` has 2 keys too many; expected only 'a'."),
    (1, None, "`f(x)` is a Python int; expected None."),
    (b"x", "x", "`f(x)` is a bytes string; expected a string."),
    ([{"w": "no"}], [{"w": ones(2)}], "`f(x)`[0]['w'] is a string; expected an array."),
    # shape
    (ones(3, 1), ones(3), "`f(x)` has shape (3, 1); expected (3,)."),
    (1.0, ones(3), "`f(x)` has shape (); expected (3,)."),
    # kind of dtype
    (ones(3, dtype=np.int32), ones(3), "`f(x)` has dtype int32; expected a floating-point number."),
    (1.0, 1, "`f(x)` is a Python float; expected an integer."),
    (1, True, "`f(x)` is a Python int; expected a bool."),
    # value
    (np.array([1, 2, np.nan]), ones(3), "`f(x)` contains nan in 1 of 3 entries."),
    (np.array([np.inf, -np.inf]), ones(2), "`f(x)` contains inf in 2 of 2 entries."),
    (float("nan"), 1.0, "`f(x)` contains nan."),
    (np.array([np.inf]), np.array([-np.inf]), "`f(x)` differs from what is expected in 1 of 1 entries."),
    (ones(1), np.array([np.inf]), "`f(x)` differs from what is expected in 1 of 1 entries."),
    (np.array([1, 1.5, 1.25]), ones(3), "`f(x)` differs from what is expected in 2 of 3 entries, by at most 0.5."),
    (1.5, 1.0, "`f(x)` is off by 0.5."),
    (np.array([1, 2]), np.array([1, 5]), "`f(x)` differs from what is expected in 1 of 2 entries, by at most 3."),
    (np.array([0, 255], np.uint8), np.array([1, 255]), "`f(x)` differs from what is expected in 1 of 2 entries, by at "
     "most 1."),
    (np.array([True, False]), np.array([True, True]), "`f(x)` is wrong in 1 of 2 entries."),
    (True, False, "`f(x)` is the wrong bool."),
    (10**1000, 10**999, "`f(x)` differs from what is expected."),
    (1j, 2j, "`f(x)` is off by 1."),
    ("cpu", "gpu", "`f(x)` is a string, but not the expected one."),
    (Key.from_seed(1), Key.from_seed(2), "`f(x)` is a random key, but not the expected one."),
]  # fmt: skip


@pytest.mark.parametrize(("got", "want", "said"), DIFFERENT)
def test_expect_close_says_what_is_wrong(got, want, said):
    assert message(expect_close, got, want) == said


def test_all_structures_come_before_any_shape_and_all_shapes_before_any_value():
    want = (ones(2), ones(2), "text")
    assert "[2] is None" in message(expect_close, (ones(3), 2 * ones(2), None), want)
    assert "[1] has shape" in message(expect_close, (2 * ones(2), ones(3), "text"), want)


def test_because_ends_every_message():
    said = message(expect_close, None, 1.0, because="See *Return*.")
    assert said == "`f(x)` is None; expected a number. Does it end with `return`? See *Return*."


@pytest.mark.parametrize(
    ("got", "code"),
    [
        (ones(2) + 1, "doubled"),
        (ones(2) * np.nan, "doubled"),
        (ones(2) * np.inf, "doubled"),
        ([1.0, 1.0], "structure"),
        (ones(3), "shape"),
        (ones(2, dtype=np.int32), "dtype"),
    ],
)
def test_a_cause_is_named_of_other_values_alone(got, code):
    with pytest.raises(Failure) as caught:
        expect_close(got, ones(2), what="x", code="doubled")
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("got", "code"),
    [
        (ones(2, dtype=np.float16), "halved"),
        (ones(3, dtype=np.float16), "shape"),
        (1.0, "type"),
    ],
)
def test_a_cause_is_named_of_another_dtype_alone(got, code):
    with pytest.raises(Failure) as caught:
        expect_array(got, what="x", shape=(2,), dtype=np.float32, code="halved")
    assert caught.value.code == code


def test_the_tolerances_are_of_the_expected_value():
    expect_close(np.array([101.0]), np.array([100.0]), what="`f(x)`", rtol=0.01, atol=0)
    assert "differs" in message(expect_close, np.array([101.1]), np.array([100.0]), rtol=0.01, atol=0)


def test_infinity_is_near_nothing_else():
    assert "contains inf" in message(expect_close, np.array([np.inf]), np.array([1.0]), rtol=np.inf)


def test_detail_says_where_an_array_differs():
    with pytest.raises(Failure) as raised:
        expect_close(np.array([[1, 2], [3, 5]]), np.array([[1, 9], [3, 9]]), what="`f(x)`")
    assert raised.value.detail.endswith("   where: [:, 1]")


def test_what_was_compared_goes_along():
    with pytest.raises(Failure) as raised:
        expect_close(1.5, 1.25, what="`f(x)`", atol=0.1)
    assert raised.value.compared == Compared(1.5, 1.25, rtol=1e-4, atol=0.1)


def test_of_trees_alone_the_structure_goes_along():
    with pytest.raises(Failure) as raised:
        expect_tree([1.0], [1.0, 2.0], what="`f(x)`")
    assert raised.value.compared == Compared([1.0], [1.0, 2.0], structure_only=True)


def test_what_is_recognised_goes_along_with_what_is_expected_where_that_is_known():
    with pytest.raises(Failure) as raised:
        recognise(2.0, 2.0, "Off.", want=1.0)
    assert raised.value.compared == Compared(2.0, 1.0, rtol=1e-4, atol=1e-5)
    with pytest.raises(Failure) as raised:
        recognise(2.0, 2.0, "Off.")
    assert raised.value.compared is None


def test_detail_has_both_values():
    with pytest.raises(Failure) as raised:
        expect_close(1.5, 1.25, what="`f(x)`")
    assert raised.value.detail == "expected: 1.25\n     got: 1.5"


def test_a_students_names_stay_out_of_the_message():
    assert "stolen" not in message(expect_close, {"stolen=0.123": 1}, {})


# --------------------------------------------------------------------------------------- expect_tree, recognise


def test_expect_tree_looks_at_containers_keys_and_shapes_only():
    like = [{"w": ones(2, 3), "b": ones(3)}, (None, "name", 1.0)]
    expect_tree([{"w": 7 * ones(2, 3, dtype=int), "b": ones(3)}, (None, "other", 2)], like, what="`f(x)`")
    assert message(expect_tree, [{"w": ones(3, 2), "b": ones(3)}, like[1]], like) == (
        "`f(x)`[0]['w'] has shape (3, 2); expected (2, 3)."
    )
    assert message(expect_tree, [{"w": ones(2, 3)}, like[1]], like) == "`f(x)`[0] has no key 'b'."


def test_recognise_fails_with_the_authors_words():
    with pytest.raises(Failure, match="You forgot the square root"):
        recognise(ones(3), ones(3), "You forgot the square root.")


def test_recognise_sees_a_wrong_value_in_another_dtype():
    with pytest.raises(Failure):
        recognise(np.array([1, 1]), ones(2), "no")


@pytest.mark.parametrize("got", [None, ones(2), 2 * ones(3), [1, 1, 1], np.array([1, 1, np.nan])])
def test_recognise_leaves_everything_else_alone(got):
    recognise(got, ones(3), "no")


def test_recognise_never_refuses_the_right_value():
    recognise(ones(3), ones(3), "no", want=ones(3))


# ----------------------------------------------------------------------------------------------- hostile values

arrays = st.builds(
    lambda shape, dtype: np.zeros(shape).astype(dtype),
    st.lists(st.integers(0, 3), max_size=3),
    st.sampled_from(["float32", "int8", "uint64", "bool", "complex64", ml_dtypes.bfloat16, ml_dtypes.int4]),
)
leaves = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text(max_size=5)
    | st.binary(max_size=5) | arrays | st.just(Key.from_seed(0)) | st.just(10**1200)
)  # fmt: skip
plain = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.none() | st.integers() | st.text(max_size=3) | st.floats(), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(got=plain, want=plain)
def test_only_a_failure_is_raised_whatever_a_student_returns(got, want):
    for expectation in (
        lambda: expect_close(got, want, what="it"),
        lambda: expect_tree(got, want, what="it"),
        lambda: expect_array(got, what="it", shape=(2,), dtype="float32"),
        lambda: recognise(got, want, "no"),
    ):
        try:
            expectation()
        except Failure:
            continue


@settings(max_examples=100, deadline=None)
@given(value=plain)
def test_every_value_is_close_to_itself(value):
    expect_close(value, value, what="it")
    expect_tree(value, value, what="it")
    assert near(value, value)


@settings(max_examples=100, deadline=None)
@given(got=plain, want=plain)
def test_near_is_whether_expect_close_accepts(got, want):
    try:
        expect_close(got, want, what="it", rtol=1e-3, atol=1e-4)
    except Failure:
        assert not near(got, want)
    else:
        assert near(got, want)


@pytest.mark.parametrize(("got", "accepted"), [(1.0009, True), (1.002, False), ([1.0], False), (None, False)])
def test_near_bears_a_thousandth(got, accepted):
    assert near(got, 1.0) == accepted


def test_a_deep_and_a_long_list_are_refused_in_no_time():
    deep = []
    for _ in range(30):
        deep = [deep]
    assert message(expect_close, deep, ones(3)) == "`f(x)` is a list of 1; expected an array."
    assert message(expect_close, [0] * 10**6, ones(3)) == "`f(x)` is a list of 1000000; expected an array."
