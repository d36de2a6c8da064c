"""A sharded array: which device holds which block, as `gradax.testing.detectors.devices.placement` reports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gradax.testing.compared import Compared
from gradax.text import counted, listed

_KEYS = {"device", "index", "shape"}
_BLOCKS = 64
_NAMED = 8
_COLOURS = 8
SIDE = 160  # of the drawing's longer side

Bounds = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Block:
    """A rectangle of the array, in the drawing's units, and the devices that hold it."""

    x: float
    y: float
    width: float
    height: float
    devices: str
    colour: int


@dataclass(frozen=True)
class Side:
    """One array: its blocks, and what they are in words."""

    name: str
    sentence: str
    blocks: tuple[Block, ...]
    width: float
    height: float


@dataclass(frozen=True)
class PlacementDrawing:
    """Two arrays beside each other."""

    title: str
    sentence: str
    sides: tuple[Side, ...]
    kind: str = "placement"


def placement_of(compared: Compared) -> PlacementDrawing | None:
    """The two placements, where both are that; None otherwise."""
    mine, theirs = _holders(compared.got), _holders(compared.want)
    if mine is None or theirs is None or mine == theirs:
        return None
    sides = (_side("what came back", mine), _side("what is expected", theirs))
    said = f"What came back is {_divided(mine)}; expected is {_divided(theirs)}."
    return PlacementDrawing("which device holds which part", said, sides)


def _holders(value: Any) -> dict[Bounds, list[int]] | None:
    """The devices that hold each block; None where it is not a placement that can be drawn."""
    if not isinstance(value, list) or not 0 < len(value) <= _BLOCKS:
        return None
    found: dict[Bounds, list[int]] = {}
    for shard in value:
        if not isinstance(shard, dict) or set(shard) != _KEYS or type(shard["device"]) is not int:
            return None
        bounds = _bounds(shard["index"])
        if bounds is None:
            return None
        found.setdefault(bounds, []).append(shard["device"])
    axes = {len(bounds) for bounds in found}
    return found if len(axes) == 1 and axes <= set(range(1, 9)) else None


def _bounds(index: Any) -> Bounds | None:
    if not isinstance(index, list):
        return None
    for pair in index:
        if not isinstance(pair, list) or len(pair) != 2 or any(type(end) is not int for end in pair):
            return None
        if not 0 <= pair[0] <= pair[1] < 1 << 40:
            return None
    return tuple((start, stop) for start, stop in index)


def _side(name: str, holders: dict[Bounds, list[int]]) -> Side:
    sizes = [max(bounds[axis][1] for bounds in holders) or 1 for axis in range(len(next(iter(holders))))]
    down, across = _drawn_axes(holders, sizes)
    height = sizes[down] if down is not None else 1
    width = sizes[across] if across is not None else 1
    ratio = min(4.0, max(0.25, width / height))  # a long array is drawn as long as it is still readable
    wide, tall = (SIDE, SIDE / ratio) if ratio >= 1 else (SIDE * ratio, SIDE)
    blocks = []
    for bounds, devices in holders.items():
        left, right = bounds[across] if across is not None else (0, 1)
        top, bottom = bounds[down] if down is not None else (0, 1)
        blocks.append(
            Block(
                x=round(left / width * wide, 1),
                y=round(top / height * tall, 1),
                width=round((right - left) / width * wide, 1),
                height=round((bottom - top) / height * tall, 1),
                devices=_numbers(devices),
                colour=devices[0] % _COLOURS,
            )
        )
    told = (
        f"{'devices' if len(held) > 1 else 'device'} {_numbers(held)}: {_index(bounds)}"
        for bounds, held in holders.items()
    )
    return Side(name, f"{listed(told, at_most=_NAMED)}.", tuple(blocks), round(wide, 1), round(tall, 1))


def _drawn_axes(holders: dict[Bounds, list[int]], sizes: list[int]) -> tuple[int | None, int | None]:
    """The axes that run down and across: those that are divided, and otherwise the first ones."""
    divided = [axis for axis in range(len(sizes)) if len({bounds[axis] for bounds in holders}) > 1]
    axes = sorted([*divided, *(axis for axis in range(len(sizes)) if axis not in divided)][:2])
    return (axes[0], axes[1]) if len(axes) == 2 else (None, axes[0])


def _divided(holders: dict[Bounds, list[int]]) -> str:
    devices = {device for held in holders.values() for device in held}
    return f"{counted(len(holders), 'block')} on {counted(len(devices), 'device')}"


def _numbers(devices: list[int]) -> str:
    """The devices' numbers in little space."""
    if len(devices) > 2 and devices == list(range(devices[0], devices[-1] + 1)):
        return f"{devices[0]}–{devices[-1]}"
    return listed(map(str, devices), at_most=_NAMED)


def _index(bounds: Bounds) -> str:
    return f"[{', '.join(f'{start}:{stop}' for start, stop in bounds)}]"
