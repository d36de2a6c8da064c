"""Whatever may travel arrives as it was, to the last bit."""

from __future__ import annotations

import contextlib
import struct

import jax
import msgpack
import numpy as np
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from gradax.wire.codec import (
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
from gradax.wire.frames import FrameReader, FrameTooLarge, frame
from gradax.wire.message import INT_BITS_MAX
from gradax.wire.values import KEY_IMPLEMENTATIONS, HostArray, Key, Returned

FLOATS = [name for name, dtype in DTYPES.items() if "float" in name and dtype.itemsize > 1]
LARGEST = (1 << INT_BITS_MAX) - 1
_many = settings(max_examples=200, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


def plain(value):
    return decode(encode(value), PLAIN)


def exact(value):
    """A value as text in which any two different values differ: types, bits, order."""
    kind = type(value)
    if kind is float:
        return f"float {struct.pack('>d', value).hex()}"
    if kind is complex:
        return f"complex {exact(value.real)} {exact(value.imag)}"
    if kind in (list, tuple):
        return f"{kind.__name__} [{', '.join(map(exact, value))}]"
    if kind is dict:
        return f"dict [{', '.join(f'{exact(key)}: {exact(item)}' for key, item in value.items())}]"
    if kind is Key:
        return f"key {value.impl} {exact(np.asarray(value.data))}"
    if isinstance(value, np.ndarray):
        origin = (value.origin, value.weak_type) if isinstance(value, Returned) else ("numpy", False)
        return f"array {value.dtype.name} {value.shape} {origin} {value.tobytes().hex()}"
    return f"{kind.__name__} {value!r}"


def test_exact_tells_apart_what_equality_does_not():
    alike = [0.0, -0.0, 0, False, [0], (0,), np.zeros(1), np.zeros(1, np.float32), np.zeros((1, 1)), {0: 0}, {0.0: 0}]
    assert len({exact(value) for value in alike}) == len(alike)


def arrays(dtypes=tuple(DTYPES)):
    def filled(dtype, shape):
        size = int(np.prod(shape)) * DTYPES[dtype].itemsize
        return st.binary(min_size=size, max_size=size).map(
            lambda data: np.frombuffer(data, DTYPES[dtype]).reshape(shape)
        )

    shapes = st.lists(st.integers(0, 3), max_size=4).map(tuple)
    return st.tuples(st.sampled_from(dtypes), shapes).flatmap(lambda drawn: filled(*drawn))


def keys():
    def of(impl):
        shapes = st.lists(st.integers(0, 2), max_size=2).map(lambda shape: (*shape, KEY_IMPLEMENTATIONS[impl]))
        return st.tuples(shapes, st.randoms(use_true_random=False)).map(
            lambda drawn: Key(
                np.frombuffer(drawn[1].randbytes(4 * int(np.prod(drawn[0]))), np.uint32).reshape(drawn[0]), impl
            )
        )

    return st.sampled_from(sorted(KEY_IMPLEMENTATIONS)).flatmap(of)


texts = st.text(st.characters(), max_size=300)  # lone surrogates among them
floats = st.floats() | st.binary(min_size=8, max_size=8).map(lambda data: struct.unpack(">d", data)[0])
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-LARGEST, LARGEST)
    | floats
    | st.builds(complex, floats, floats)
    | texts
    | st.binary(max_size=300)
)
dict_keys = st.recursive(
    st.none() | st.booleans() | st.integers() | floats | texts | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=4,
)


def containers(inner):
    return (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(dict_keys, inner, max_size=4)
    )


values = st.recursive(scalars | arrays() | keys(), containers, max_leaves=10)


@seed(31)
@_many
@given(value=values)
def test_what_may_travel_arrives_to_the_last_bit(value):
    assert exact(plain(value)) == exact(value)


@seed(32)
@_many
@given(value=values)
def test_what_has_arrived_can_travel_on(value):
    arrived = plain(value)
    assert encode(arrived) == encode(value)


@seed(33)
@_many
@given(value=values, cut=st.integers(1, 50))
def test_a_stream_in_pieces_holds_what_was_sent(value, cut):
    stream = frame(encode(value)) * 2
    reader, found = FrameReader(), []
    for start in range(0, len(stream), cut):
        reader.feed(stream[start : start + cut])
        while (message := reader.next()) is not None:
            found.append(exact(decode(message, PLAIN)))
    assert found == [exact(value)] * 2
    assert reader.pending == 0


@pytest.mark.parametrize("number", [1e300, -1e300, float("nan")])
def test_a_number_beyond_float32_reaches_a_student_without_a_warning(number):
    assert not np.isfinite(decode(encode(np.array([number])), LIVE)[0])


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1,), (2, 3), (1,) * 32], ids=str)
def test_every_dtype_travels_in_every_shape(name, shape):
    array = np.frombuffer(bytes(range(1, 97)), DTYPES[name])[: int(np.prod(shape))].reshape(shape)
    assert exact(plain(array)) == exact(array)
    assert exact(plain(HostArray(array))) == exact(array)


@pytest.mark.parametrize("name", FLOATS)
def test_every_nan_keeps_its_bits(name):
    dtype = DTYPES[name]
    patterns = np.frombuffer(np.random.default_rng(5).bytes(4096), dtype)
    with np.errstate(invalid="ignore"):
        nans = np.frombuffer(patterns[np.isnan(patterns)].tobytes() + b"\xff" * dtype.itemsize, dtype)
    assert exact(plain(nans)) == exact(nans)


@pytest.mark.parametrize("number", [LARGEST, -LARGEST, 2**64, -(2**63) - 1, 2**63, 10**1000])
def test_a_huge_int_arrives_as_it_was(number):
    assert plain(number) == number


@pytest.mark.parametrize("number", [LARGEST + 1, -LARGEST - 1])
def test_a_larger_one_is_refused(number):
    with pytest.raises(Unserialisable, match="an int of more than 4096 bits"):
        encode(number)


@pytest.mark.parametrize("text", ["\ud800", "\udfff" * 300, "\ud83d\ude00", "\0", "\ufeff", "e\u0301", "\U0010ffff"])
def test_odd_texts_arrive_as_they_were(text):
    assert exact(plain([text, {text: text}])) == exact([text, {text: text}])


NARROWED = ("int64", "uint64", "float64", "complex128")  # which JAX makes half as wide
SPARSE = ("bool", "int2", "int4", "uint2", "uint4", "float4_e2m1fn")  # of whose bytes JAX keeps the bits that count
WHOLE = tuple(name for name in DTYPES if name not in NARROWED + SPARSE)


@seed(34)
@settings(_many, max_examples=100)
@given(array=arrays(WHOLE))
def test_a_student_gets_the_bits_that_a_test_gave(array):
    live = decode(encode(array), LIVE)
    assert isinstance(live, jax.Array)
    arrived = plain(live)
    assert (arrived.dtype, arrived.shape) == (array.dtype, array.shape)
    assert arrived.tobytes() == array.tobytes()


@seed(35)
@settings(_many, max_examples=50)
@given(key=keys())
def test_a_students_key_is_the_one_that_a_test_gave(key):
    assert exact(plain(decode(encode(key), LIVE))) == exact(key)


def damaged(message, chance):
    """A message in which some bytes are others, are gone, or are there twice."""
    parts = [bytearray(message.header), bytearray(message.body)]
    for _ in range(chance.randint(1, 4)):
        part = parts[chance.random() < 0.2]
        at = chance.randrange(len(part) + 1)
        what = chance.randrange(4)
        if what == 0 and at < len(part):
            part[at] = chance.randrange(256)
        elif what == 1:
            del part[at : at + chance.randint(1, 4)]
        elif what == 2:
            part[at:at] = part[at : at + chance.randint(1, 9)]
        else:
            part[at:at] = msgpack.packb(
                chance.choice(["l", "d", "a", "k", 0, -1, 2**63, None, True, 0.5, [], "float8_e8m0fnu"])
            )
    return Message(*map(bytes, parts))


@seed(36)
@settings(_many, max_examples=400)
@given(value=values, chance=st.randoms(use_true_random=False))
def test_a_damaged_message_is_a_bad_frame_or_another_value_that_may_travel(value, chance):
    with contextlib.suppress(BadFrame):
        decoded = decode(damaged(encode(value), chance), PLAIN)
        assert exact(plain(decoded)) == exact(decoded)


@seed(37)
@settings(_many, max_examples=100)
@given(value=values, chance=st.randoms(use_true_random=False))
def test_a_damaged_request_is_a_bad_frame_or_a_value(value, chance):
    with contextlib.suppress(BadFrame):
        decode(damaged(encode({"op": "call", "function": "f", "args": [value], "kwargs": {}}), chance), LIVE)


@seed(38)
@_many
@given(pieces=st.lists(st.binary(max_size=30), max_size=6))
def test_any_stream_is_frames_a_refusal_or_not_yet_whole(pieces):
    reader, length, taken = FrameReader(), 0, 0
    with contextlib.suppress(FrameTooLarge):
        for piece in pieces:
            reader.feed(piece)
            length += len(piece)
            while (message := reader.next()) is not None:
                taken += len(frame(message))
        assert reader.pending == length - taken


class Anything:
    """Something that has no business on the wire."""


strange = st.sampled_from([Anything(), Anything, {1}, np.array(["a"]), {(1j,): 2}, {Anything(): 3}, [range(4)]])


@seed(39)
@_many
@given(value=st.recursive(scalars | strange, containers, max_leaves=6))
def test_what_may_not_travel_is_refused_and_never_sent_otherwise(value):
    try:
        message = encode(value)
    except (Unserialisable, TooLarge):
        return
    assert exact(decode(message, PLAIN)) == exact(value)
    assert len(message.header) <= HEADER_MAX
