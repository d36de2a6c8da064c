from __future__ import annotations

import contextlib
import math
from collections import OrderedDict, defaultdict, namedtuple

import jax
import jax.numpy as jnp
import msgpack
import numpy as np
import pytest
from flax.core import FrozenDict
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from gradax.wire.codec import (
    BODY_MAX,
    DEPTH_MAX,
    DICT_MAX,
    DTYPES,
    HEADER_MAX,
    LIVE,
    PLAIN,
    BadFrame,
    Message,
    TooLarge,
    Unserialisable,
    decode,
    encode,
)
from gradax.wire.values import HostArray, Key, Returned

CONTAINERS = [[], [1, [2]], (), (1, (2,)), {}, {"a": {1: (2.0, None)}}, {(1, "b"): 3, None: 4}]


def plain(value):
    return decode(encode(value), PLAIN)


def live(value):
    return decode(encode(value), LIVE)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**63),
        2**64 - 1,
        2**200,
        -(2**90),
        0.5,
        math.inf,
        1 + 2j,
        "",
        "é" * 1000,
        b"",
        b"x" * 999,
        [],
        [1, [2]],
        (),
        (1, (2,)),
        {},
        {"a": {1: (2.0, None)}},
        {(1, "b"): 3, None: 4},
    ],
    ids=repr,
)
@pytest.mark.parametrize("travel", [plain, live], ids=["plain", "live"])
def test_plain_values_arrive_as_they_were(value, travel):
    arrived = travel(value)
    assert arrived == value
    assert type(arrived) is type(value)


def test_nan_arrives_as_nan():
    assert math.isnan(plain(math.nan))


def test_a_lone_surrogate_travels_so_that_a_cell_may_hold_one():
    assert plain("a\ud800b") == "a\ud800b"


@pytest.mark.parametrize("name", DTYPES)
def test_every_dtype_arrives_in_the_grader_as_it_was(name):
    array = np.arange(4).reshape(2, 2).astype(DTYPES[name])
    arrived = plain(array)
    assert arrived.dtype == array.dtype
    assert arrived.tobytes() == array.tobytes()
    assert arrived.shape == (2, 2)


@pytest.mark.parametrize(
    "name", ["bool", "int32", "uint8", "float32", "bfloat16", "float8_e4m3fn", "int4", "complex64"]
)
def test_arrays_arrive_in_the_guest_as_jax_arrays(name):
    arrived = live(np.ones((2, 3), DTYPES[name]))
    assert isinstance(arrived, jax.Array)
    assert arrived.dtype == DTYPES[name]


def test_an_array_arrives_without_compiling_anything(caplog):
    with jax.log_compiles():
        live(np.ones((3, 1, 4, 1, 5), np.uint8))  # a shape that no other test has
    assert not [record for record in caplog.records if "Compiling" in record.getMessage()]


def test_a_float64_array_becomes_float32_as_jax_does():
    assert live(np.ones(3)).dtype == jnp.float32


def test_a_host_array_arrives_as_writable_numpy():
    arrived = live(HostArray(np.ones(3)))
    assert type(arrived) is np.ndarray
    assert arrived.dtype == np.float64
    arrived[0] = 2


def test_a_returned_array_knows_where_it_came_from():
    assert plain(jnp.ones(2)).origin == "jax"
    assert plain(np.ones(2)).origin == "numpy"


def test_a_returned_array_knows_its_weak_type():
    assert plain(jnp.asarray(1.0)).weak_type
    assert not plain(jnp.ones(2)).weak_type


def test_a_returned_array_is_read_only():
    with pytest.raises(ValueError, match="read-only"):
        plain(np.ones(2))[0] = 3


def test_what_is_computed_from_a_returned_array_is_plain_numpy():
    arrived = plain(jnp.ones((2, 2)))
    assert type(arrived) is Returned
    assert type(arrived + 1) is np.ndarray
    assert type(arrived.sum()) is np.float32


def test_a_numpy_scalar_travels_as_a_0d_array():
    arrived = plain(np.float64(0.5))
    assert arrived.shape == ()
    assert arrived == 0.5


def test_a_foreign_byte_order_is_made_native():
    assert plain(np.array([1, 2], dtype=">i4")).tolist() == [1, 2]


def test_a_transposed_array_keeps_its_values():
    array = np.arange(6).reshape(2, 3).T
    assert np.array_equal(plain(array), array)


def test_arrays_behind_odd_bytes_are_aligned():
    assert plain([b"x", np.ones(3)])[1].flags.aligned


@pytest.mark.parametrize("impl", ["threefry2x32", "rbg"])
def test_a_jax_key_arrives_in_the_grader_as_a_key_and_back(impl):
    key = jax.random.key(7, impl=impl)
    arrived = plain(key)
    assert isinstance(arrived, Key)
    assert arrived.impl == impl
    assert live(arrived) == key


def test_a_batch_of_keys_keeps_its_shape():
    keys = jax.random.split(jax.random.key(0), 3)
    assert plain(keys).data.shape == (3, 2)
    assert live(plain(keys)).shape == (3,)


@pytest.mark.parametrize("number", [0, 1, 2**31, 2**32 - 1])
def test_a_key_from_a_seed_is_what_jax_makes_of_it(number):
    assert plain(jax.random.key(number)) == Key.from_seed(number)


def test_a_seed_out_of_range_is_refused_by_name():
    with pytest.raises(ValueError, match="at least 0 and below"):
        Key.from_seed(2**32)


def test_an_unknown_key_implementation_is_refused_by_name():
    with pytest.raises(ValueError, match="'mine' is not a key implementation"):
        Key(np.zeros(2, np.uint32), "mine")


def test_named_tuples_travel_as_tuples():
    assert plain(namedtuple("Pair", ("a", "b"))(1, 2)) == (1, 2)  # type: ignore[call-arg,arg-type]


@pytest.mark.parametrize(
    "value", [OrderedDict(a=1), defaultdict(int, a=1), FrozenDict({"a": 1})], ids=lambda value: type(value).__name__
)
def test_other_dicts_travel_as_dicts(value):
    arrived = plain(value)
    assert type(arrived) is dict
    assert arrived == {"a": 1}


class AlwaysEqual(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (AlwaysEqual(1), "an instance of the class"),
        (object(), "an instance of the class builtins.object"),
        (len, "a function"),
        (int, "a class"),
        ({1, 2}, "an instance of the class builtins.set"),
        (np.array([None]), "an array of dtype object"),
        (np.array(["a"]), "an array of dtype str"),
        ({AlwaysEqual(1): 2}, "a dict's key that is an instance"),
        (1 << 5000, "an int of more than"),
        (dict.fromkeys(range(DICT_MAX + 1)), "a dict of more than"),
        ([0] * HEADER_MAX, "more than 1 MiB of Python numbers"),
    ],
)
def test_what_cannot_travel_is_named(value, said):
    with pytest.raises(Unserialisable, match=said):
        encode(value)


def test_a_tracer_cannot_travel():
    kept = []
    jax.jit(lambda x: kept.append(x) or x)(1.0)
    with pytest.raises(Unserialisable, match="tracer"):
        encode(kept)


def test_a_list_that_holds_itself_cannot_travel():
    loop: list = []
    loop.append(loop)
    with pytest.raises(Unserialisable, match=f"more than {DEPTH_MAX} deep"):
        encode(loop)


def test_the_deepest_nesting_that_is_sent_is_understood():
    value: list = []
    for _ in range(DEPTH_MAX - 1):
        value = [value]
    assert plain(value) == value


def test_too_many_bytes_are_refused_before_they_are_copied():
    with pytest.raises(TooLarge):
        encode(np.broadcast_to(np.uint8(0), BODY_MAX + 1))


def packed(tree, body=b""):
    return Message(msgpack.packb(tree), body)


@pytest.mark.parametrize(
    "message",
    [
        Message(b"", b""),
        Message(b"\xc1", b""),
        Message(b"\x93" * 5000, b""),
        packed({"a": 1}),
        packed(b"bytes"),
        packed([]),
        packed(["?"]),
        packed([[]]),
        packed([1, 2]),
        packed(None, b"left over"),
        packed(["b", 5], b"four"),
        packed(["b", -1], b""),
        packed(["b", True], b"x"),
        packed(["s", 1], b"\xff"),
        packed(["i", "0x" + "f" * 5000]),
        packed(["i", "zz"]),
        packed(["c", 1, 2]),
        packed(["d", 1]),
        packed(["d", ["l"], 1]),
        packed(["d", ["t", ["l"]], 1]),
        packed(["a", "object", [1], "jax", False], b"12345678"),
        packed(["a", "float32", [2], "jax", False], b"1234"),
        packed(["a", "float32", [-1, -1], "jax", False], b"1234"),
        packed(["a", "float32", [0, 1 << 40], "jax", False]),
        packed(["a", "float32", [0, *([1 << 26] * 30)], "jax", False]),
        packed(["a", "float32", [1] * 60, "jax", False], b"1234"),
        packed(["a", "float32", [1], "mars", False], b"1234"),
        packed(["a", "float32", [1], "jax", 1], b"1234"),
        packed(["k", "mine", ["a", "uint32", [2], "jax", False]], b"12345678"),
        packed(["k", "rbg", ["a", "float32", [2], "jax", False]], b"12345678"),
        packed(["k", "rbg", ["l"]]),
        Message(b"\xc0" * (HEADER_MAX + 1), b""),
    ],
)
def test_a_malformed_message_is_a_bad_frame(message):
    with pytest.raises(BadFrame):
        decode(message, PLAIN)


def test_a_header_full_of_nothing_is_decoded_quickly_enough_to_be_harmless():
    assert len(decode(packed(["l", *([None] * (HEADER_MAX - 10))]), PLAIN)) == HEADER_MAX - 10


_trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from("ltdakbsuci"),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=20,
)


@seed(20)
@settings(max_examples=300, deadline=None, database=None)
@given(tree=_trees, body=st.binary(max_size=40))
def test_no_tree_gets_anything_but_a_value_or_a_bad_frame_out_of_the_decoder(tree, body):
    with contextlib.suppress(BadFrame):
        decode(packed(tree, body), PLAIN)


@seed(21)
@settings(max_examples=300, deadline=None, database=None)
@given(header=st.binary(max_size=60), body=st.binary(max_size=20))
def test_no_bytes_get_anything_but_a_value_or_a_bad_frame_out_of_the_decoder(header, body):
    with contextlib.suppress(BadFrame):
        decode(Message(header, body), PLAIN)
