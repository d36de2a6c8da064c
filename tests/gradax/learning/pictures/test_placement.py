import jax
import numpy as np
import pytest
from jax.sharding import NamedSharding, PartitionSpec

from gradax.learning.pictures import pictures_of
from gradax.testing import Compared
from gradax.testing.detectors.devices import placement


def shard(device, *index):
    return {"device": device, "index": [list(pair) for pair in index], "shape": [stop - start for start, stop in index]}


ROWS = [shard(device, (device, device + 1), (0, 3)) for device in range(4)]
EVERYWHERE = [shard(device, (0, 4), (0, 3)) for device in range(4)]


def drawn(got, want=ROWS):
    (picture,) = pictures_of(Compared(got, want))
    return picture


def blocks(side):
    return [(block.devices, block.x, block.y, block.width, block.height) for block in side.blocks]


def test_blocks_lie_where_their_entries_do():
    picture = drawn(EVERYWHERE)
    got, want = picture.sides
    assert blocks(got) == [("0–3", 0, 0, 120, 160)]
    assert blocks(want) == [(str(device), 0, 40 * device, 120, 40) for device in range(4)]


def test_it_is_told_in_words():
    picture = drawn(EVERYWHERE)
    assert picture.sentence == "What came back is 1 block on 4 devices; expected is 4 blocks on 4 devices."
    assert picture.sides[0].sentence == "devices 0–3: [0:4, 0:3]."
    assert picture.sides[1].sentence.startswith("device 0: [0:1, 0:3], device 1: [1:2, 0:3]")


def test_of_more_axes_the_divided_ones_are_drawn():
    got = [shard(device, (0, 2), (device, device + 1), (0, 5)) for device in range(2)]
    want = [shard(0, (0, 2), (0, 2), (0, 5))]
    assert blocks(drawn(got, want).sides[0]) == [("0", 0, 0, 80, 160), ("1", 80, 0, 80, 160)]


def test_an_axis_alone_runs_across():
    got, want = [shard(0, (0, 4))], [shard(0, (0, 2)), shard(1, (2, 4))]
    assert blocks(drawn(got, want).sides[1]) == [("0", 0, 0, 80, 40), ("1", 80, 0, 80, 40)]


def test_what_the_detector_tells_is_drawn():
    mesh = jax.make_mesh((1,), ("x",))
    array = jax.device_put(np.ones((2, 3)), NamedSharding(mesh, PartitionSpec("x")))
    assert drawn(placement(array)).kind == "placement"


@pytest.mark.parametrize(
    "got",
    [
        [], None, [1], [{"device": 0}], [{"device": "0", "index": [], "shape": []}], [shard(0)],
        [{"device": 0, "index": [[0]], "shape": [1]}], [{"device": 0, "index": [[2, 1]], "shape": [1]}],
        [shard(0, (0, 1)), shard(1, (0, 1), (0, 1))], [shard(0, *[(0, 1)] * 9)], ROWS * 20,
    ],
)  # fmt: skip
def test_what_is_no_placement_is_not_drawn_as_one(got):
    assert "placement" not in [picture.kind for picture in pictures_of(Compared(got, ROWS))]
