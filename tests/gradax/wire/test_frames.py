from __future__ import annotations

import itertools

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from gradax.wire.codec import BODY_MAX, HEADER_MAX, Message
from gradax.wire.frames import LENGTHS, FrameReader, FrameTooLarge, frame

MESSAGES = [Message(b"head", b"body"), Message(b"", b""), Message(b"x", b"")]


def read_all(reader):
    found = []
    while (message := reader.next()) is not None:
        found.append(message)
    return found


@seed(22)
@settings(max_examples=100, deadline=None, database=None)
@given(cuts=st.lists(st.integers(0, 60), max_size=8))
def test_frames_come_out_whole_wherever_the_stream_is_cut(cuts):
    stream = b"".join(map(frame, MESSAGES))
    edges = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    reader, found = FrameReader(), []
    for start, end in itertools.pairwise(edges):
        reader.feed(stream[start:end])
        found += read_all(reader)
    assert found == MESSAGES


def test_a_part_of_a_frame_is_pending():
    reader = FrameReader()
    reader.feed(frame(MESSAGES[0])[:-1])
    assert reader.next() is None
    assert reader.pending == LENGTHS.size + 7


@pytest.mark.parametrize(("header", "body"), [(HEADER_MAX + 1, 0), (0, BODY_MAX + 1), (2**32 - 1, 2**32 - 1)])
def test_too_large_a_frame_is_refused_by_its_lengths_alone(header, body):
    with pytest.raises(FrameTooLarge, match="64 MiB is the most"):
        FrameReader().feed(LENGTHS.pack(header, body))


def test_too_large_a_frame_behind_another_is_refused_too():
    reader = FrameReader()
    reader.feed(frame(MESSAGES[0]) + LENGTHS.pack(0, BODY_MAX + 1))
    reader.next()
    with pytest.raises(FrameTooLarge):
        reader.next()
