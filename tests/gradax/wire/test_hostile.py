"""What a hostile peer can make a decoder do: little, whatever it sends."""

from __future__ import annotations

import contextlib
import itertools
import time
import tracemalloc

import msgpack
import numpy as np
import pytest

from gradax.results import Kind
from gradax.wire.codec import (
    BODY_MAX,
    DEPTH_MAX,
    DICT_MAX,
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
from gradax.wire.failures import StudentFailure
from gradax.wire.message import ALIKE_MAX
from gradax.wire.perform import CLAIM_LENGTH, TYPE_NAME_LENGTH, TYPE_NAMES
from gradax.wire.transport import outcome

MIB = 2**20
TIMES = 100  # bytes that one byte of a header may cost: that of a list takes three and costs 200
SECONDS = 3.0  # of the processor, for a header on a busy machine; attacks took minutes
ALIKE = tuple(itertools.product((-1, -2), repeat=12))  # 4,096 tuples of one hash: that of -1 is that of -2


def packed(tree, body=b""):
    return Message(msgpack.packb(tree), body)


def array(dtype="uint8", shape=(), origin="jax"):
    return ["a", dtype, list(shape), origin, False]


def decoded(message):
    """The value or the refusal, which came in time."""
    begun = time.process_time()
    try:
        return decode(message, PLAIN)
    except BadFrame as refused:
        return refused
    finally:
        assert time.process_time() - begun < SECONDS


def memory(message):
    """The most bytes that decoding took."""
    tracemalloc.start()
    try:
        with contextlib.suppress(BadFrame):
            decode(message, PLAIN)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def full(node, body=b"", size=HEADER_MAX // 4):
    """A header that holds the same node again and again, and a body to go with it."""
    count = (size - 10) // len(msgpack.packb(node))
    return packed(["l", *[node] * count], body * count)


def deep(tag, depth):
    tree = None
    for _ in range(depth):
        tree = [tag, tree]
    return tree


NODES = {
    "None": (None, b""),
    "bool": (True, b""),
    "float": (0.5, b""),
    "int": (2**63, b""),
    "no text": ("", b""),
    "text": ("word", b""),
    "no list": (["l"], b""),
    "no tuple": (["t"], b""),
    "no dict": (["d"], b""),
    "no bytes": (["b", 0], b""),
    "bytes": (["b", 1], b"x"),
    "long text": (["s", 1], b"x"),
    "broken text": (["u", 1], b"x"),
    "complex": (["c", 0.0, 0.0], b""),
    "large int": (["i", "0x" + "f" * 1024], b""),
    "no array": (array(shape=[0]), b""),
    "array": (array(shape=[1]), b"x"),
    "array of many axes": (array(shape=[1] * 32), b"x"),
    "key": (["k", "threefry2x32", array("uint32", [2])], b"8 bytes!"),
    "deep lists": (deep("l", DEPTH_MAX - 1), b""),
    "deep tuples": (deep("t", DEPTH_MAX - 1), b""),
    "dict": (["d", *range(2 * DICT_MAX)], b""),
}


@pytest.mark.parametrize(("node", "body"), NODES.values(), ids=NODES)
def test_a_large_header_is_decoded_in_time(node, body):
    assert not isinstance(decoded(full(node, body)), BadFrame)


@pytest.mark.parametrize(("node", "body"), NODES.values(), ids=NODES)
def test_what_is_decoded_is_in_proportion_to_the_message(node, body):
    message = full(node, body, size=HEADER_MAX // 32)
    assert memory(message) <= TIMES * len(message.header) + 2 * len(message.body)


@pytest.mark.parametrize(
    "announced", [b"\xdd\x00\x10\x00\x00", b"\xdc\xff\xff", b"\xdb\x00\x0f\xff\xff", b"\xc6\x7f\xff\xff\xff"]
)
@pytest.mark.parametrize("times", [1, 30, 1000])
def test_no_room_is_made_for_what_is_only_announced(announced, times):
    assert memory(Message(announced * times, b"")) < 64 * MIB


@pytest.mark.parametrize(
    "key",
    [lambda alike: ["t", *alike], lambda alike: ["t", *[0] * 200, *alike], lambda alike: ["t", "a" * 200, *alike]],
    ids=["short", "long", "text"],
)
def test_keys_of_one_hash_are_refused(key):
    items = itertools.chain(*((key(alike), None) for alike in ALIKE))
    assert str(decoded(packed(["d", *items]))) == "malformed dict key"


def test_keys_of_one_hash_cannot_be_sent():
    with pytest.raises(Unserialisable, match="keys that Python can hardly tell from each other"):
        encode(dict.fromkeys(ALIKE))


def test_a_grid_around_zero_can_be_sent():
    grid = dict.fromkeys(itertools.product(range(-8, 8), repeat=3), 0)
    assert decode(encode(grid), PLAIN) == grid


def test_as_many_keys_of_one_hash_as_are_allowed_are_understood():
    some = dict.fromkeys(ALIKE[:ALIKE_MAX])
    assert decode(encode(some), PLAIN) == some


@pytest.mark.parametrize(
    ("node", "body"),
    [
        (["t", ["k", "threefry2x32", array("uint32", [2])]], b"8 bytes!"),
        (["t", 1, ["t", array()]], b"x"),
        (["t", ["c", 0.0, 0.0]], b""),
        (["c", 0.0, 0.0], b""),
        (["l"], b""),
        (["d"], b""),
    ],
)
def test_a_key_is_plain_to_its_last_part(node, body):
    assert str(decoded(packed(["d", node, 1], body))) == "malformed dict key"


@pytest.mark.parametrize(("key", "said"), [((np.int64(1), 2), "holds an .*numpy.int64"), (1j, "is an .*complex")])
def test_what_a_key_may_not_hold_is_named(key, said):
    with pytest.raises(Unserialisable, match=f"a dict's key that {said}"):
        encode({key: 1})


@pytest.mark.parametrize("shape", [[0, 1 << 27], [1 << 26, 0, 1 << 26], [0, 1 << 62], [0, 1 << 63], [0, (1 << 64) - 1]])
def test_an_empty_array_is_not_vast_in_its_other_axes(shape):
    assert str(decoded(packed(array(shape=shape)))) == "malformed shape"


def test_an_empty_array_that_is_vast_in_its_other_axes_cannot_be_sent():
    with pytest.raises(TooLarge, match="more than 64 MiB"):
        encode(np.zeros((0, 1 << 26), np.float32))


def test_an_array_of_many_axes_cannot_be_sent():
    with pytest.raises(Unserialisable, match="an array of 40 axes; 32 are the most"):
        encode(np.zeros((1,) * 40))


@pytest.mark.parametrize("world", [PLAIN, LIVE], ids=["plain", "live"])
@pytest.mark.parametrize(("impl", "shape"), [("threefry2x32", [4]), ("rbg", [2]), ("rbg", [4, 0]), ("rbg", [])])
def test_a_key_has_the_words_of_its_implementation(impl, shape, world):
    message = packed(["k", impl, array("uint32", shape)], bytes(4 * int(np.prod(shape))))
    with pytest.raises(BadFrame, match="malformed key data"):
        decode(message, world)


def test_a_body_full_of_one_array_costs_no_second_copy():
    assert memory(encode(np.zeros(BODY_MAX, np.uint8))) < MIB


def test_a_failure_of_usual_size_is_understood():
    failure = {
        "kind": "exception",
        "claim": "x" * CLAIM_LENGTH,
        "exception_types": ["x" * TYPE_NAME_LENGTH] * TYPE_NAMES,
        "line": "x" * CLAIM_LENGTH,
    }
    with pytest.raises(StudentFailure) as caught:
        outcome(encode({"failure": failure}))
    assert (caught.value.kind, caught.value.claim) == (Kind.EXCEPTION, failure["claim"])
    assert (list(caught.value.exception_types), caught.value.line) == (failure["exception_types"], failure["line"])


@pytest.mark.parametrize("types", [["x"] * (TYPE_NAMES + 1), ["x" * (TYPE_NAME_LENGTH + 1)]])
def test_a_failure_with_too_many_or_too_long_names_is_a_protocol_failure(types):
    with pytest.raises(StudentFailure) as caught:
        outcome(encode({"failure": {"kind": "exception", "exception_types": types}}))
    assert caught.value.kind is Kind.PROTOCOL


def test_a_claim_and_a_line_of_unusual_length_are_left_out():
    failure = {"kind": "exception", "claim": "x" * MIB, "exception_types": [], "line": "x" * MIB}
    with pytest.raises(StudentFailure) as caught:
        outcome(encode({"failure": failure}))
    assert (caught.value.claim, caught.value.line) == ("", None)
