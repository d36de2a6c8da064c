from __future__ import annotations

import os

import pytest

from gradax.sandbox.outside.output import FLOOD_BYTES, KEPT_BYTES, Drain


@pytest.fixture
def pipe():
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    drain = Drain((reading,))
    yield drain, writing
    drain.close()


def test_an_end_that_closes_is_no_longer_asked(pipe):
    drain, writing = pipe
    os.close(writing)
    drain.read()
    assert drain.descriptors == ()


def test_a_flood_is_counted_and_its_beginning_kept(pipe):
    drain, writing = pipe
    for _ in range(FLOOD_BYTES // 4096 + 1):
        os.write(writing, b"x" * 4096)
        drain.read()
    os.close(writing)
    assert drain.flooded
    assert drain.text == "x" * KEPT_BYTES


def test_nothing_that_acts_on_a_terminal_is_kept(pipe):
    drain, writing = pipe
    os.write(writing, b"before\x1b[2Jafter")
    drain.read()
    os.close(writing)
    assert drain.text == "before\N{REPLACEMENT CHARACTER}after"
