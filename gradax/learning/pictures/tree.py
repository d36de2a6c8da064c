"""A pytree, node by node: what came back beside what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from gradax.learning.pictures.numbers import number
from gradax.testing.compared import Compared
from gradax.testing.describe import brief, is_array, noun
from gradax.testing.values import differing, is_numeric, kind_of, shape_of
from gradax.wire.values import HostArray, Key

_ROWS = 24
_LOOKED_AT = 2000  # nodes; what comes after them is not drawn
_TEXT = 24  # characters


class _Nothing:
    """Stands where one of the trees has no node."""


NOTHING = _Nothing()


@dataclass(frozen=True)
class Node:
    """One node of both trees.

    Attributes:
        path: the index that leads to it: ``['w'][0]``.
        name: its last part.
        depth: how many nodes it is below the root.
        compared: what is there; `NOTHING` where a tree has no such node.
        differs: whether the two differ, apart from what is below them.
    """

    path: str
    name: str
    depth: int
    compared: Compared
    differs: bool


@dataclass(frozen=True)
class NodeRow:
    """A node in words."""

    depth: int
    name: str
    got: str
    want: str
    differs: bool


@dataclass(frozen=True)
class TreeDrawing:
    """Two trees in one; `sentence` says what it shows."""

    title: str
    sentence: str
    rows: tuple[NodeRow, ...]
    kind: str = "tree"


def nodes_of(compared: Compared) -> list[Node]:
    """The nodes of both trees, from the top; a value that is not a tree is one node."""
    return list(islice(_walk(compared, "", "", 0), _LOOKED_AT))


def tree_of(nodes: list[Node]) -> TreeDrawing | None:
    """The two trees in one; None where nothing differs, or where there is no more than a single leaf."""
    count = sum(node.differs for node in nodes)
    if len(nodes) < 3 or not count:
        return None
    kept = _kept(nodes)
    said = f"{count} of {len(nodes)} nodes {'differs' if count == 1 else 'differ'}."
    if len(kept) < len(nodes):
        said += f" {len(nodes) - len(kept)} are not shown; those that differ come first."
    rows = tuple(
        NodeRow(node.depth, node.name, _words(node.compared.got), _words(node.compared.want), node.differs)
        for node in kept
    )
    return TreeDrawing("the two trees, node by node", said, rows)


def first_difference(nodes: list[Node]) -> Node | None:
    """The first leaf of arrays of equal shape whose entries differ."""
    return next((node for node in nodes if node.differs and _comparable(node.compared)), None)


def _walk(compared: Compared, path: str, name: str, depth: int) -> Iterator[Node]:
    got, want = _bare(compared.got), _bare(compared.want)
    compared = compared._replace(got=got, want=want)
    yield Node(path, name, depth, compared, not _alike(compared))
    mine, theirs = _children(got), _children(want)
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        pair = compared._replace(got=mine.get(key, NOTHING), want=theirs.get(key, NOTHING))
        yield from _walk(pair, f"{path}[{key}]", f"[{_cut(key, _TEXT)}]", depth + 1)


def _bare(value: Any) -> Any:
    return value.array if isinstance(value, HostArray) else value


def _children(value: Any) -> dict[str, Any]:
    """What is in a container, by its index as one would write it."""
    if isinstance(value, dict):
        return {brief(key): item for key, item in value.items()}
    if isinstance(value, list | tuple):
        return {str(index): item for index, item in enumerate(value)}
    return {}


def _alike(compared: Compared) -> bool:
    got, want = compared.got, compared.want
    for kind in (dict, list, tuple):
        if isinstance(want, kind) or isinstance(got, kind):
            return isinstance(got, kind) and isinstance(want, kind) and (kind is dict or len(got) == len(want))
    if got is NOTHING or want is NOTHING:
        return False
    if is_numeric(want) or is_numeric(got):
        if not (is_numeric(got) and is_numeric(want) and shape_of(got) == shape_of(want)):
            return False
        if compared.structure_only:
            return True
        return kind_of(got) == kind_of(want) and not differing(got, want, compared.rtol, compared.atol).any()
    return type(got) is type(want) and (compared.structure_only or bool(got == want))


def _comparable(compared: Compared) -> bool:
    got, want = compared.got, compared.want
    return is_array(got) and is_array(want) and not isinstance(got, Key) and shape_of(got) == shape_of(want)


def _kept(nodes: list[Node]) -> list[Node]:
    """As many as are shown, in their order: the root, then those that differ with the ones above them, then others."""
    if len(nodes) <= _ROWS:
        return nodes
    above: list[int] = []  # the nodes that lead to the present one
    lines = []
    for place, node in enumerate(nodes):
        above = [*above[: node.depth], place]
        if node.differs:
            lines.append(above)
    chosen = {0}
    for line in [*lines, *([place] for place in range(len(nodes)))]:
        if len(chosen.union(line)) <= _ROWS:
            chosen.update(line)
    return [nodes[place] for place in sorted(chosen)]


def _words(value: Any) -> str:
    """What a node is, in a few characters."""
    if value is NOTHING:
        return "nothing"
    if is_array(value) and value.shape == ():
        return f"{number(np.asarray(value))} ({value.dtype.name})"
    if is_array(value):
        return f"{value.dtype.name}{list(value.shape)}"
    if isinstance(value, dict | list | tuple):
        return noun(value).removeprefix("a ")
    if is_numeric(value):
        return number(value)
    return _cut(brief(value), _TEXT) if value is None or isinstance(value, str) else noun(value).removeprefix("a ")


def _cut(text: str, at_most: int) -> str:
    return text if len(text) <= at_most else f"{text[: at_most - 1]}…"
