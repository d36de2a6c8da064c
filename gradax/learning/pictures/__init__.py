"""Pictures of what came back beside what is expected, as data; `learning/pictures.html.j2` draws them.

Each has a sentence that says what it shows. Sizes are bounded, whatever the size of what is drawn.
"""

from __future__ import annotations

from gradax.learning.pictures.curves import Curves, curves_of
from gradax.learning.pictures.heat_map import HeatMap, heat_map_of
from gradax.learning.pictures.placement import PlacementDrawing, placement_of
from gradax.learning.pictures.tree import TreeDrawing, first_difference, nodes_of, tree_of
from gradax.testing.compared import Compared

Picture = HeatMap | Curves | TreeDrawing | PlacementDrawing


def pictures_of(compared: Compared) -> tuple[Picture, ...]:
    """What says more than the values alone: none for a few numbers, which are read at once."""
    placement = placement_of(compared)
    if placement:
        return (placement,)
    nodes = nodes_of(compared)
    found: list[Picture | None] = [tree_of(nodes)]
    leaf = first_difference(nodes)
    if leaf:
        found.append(curves_of(leaf.path, leaf.compared) or heat_map_of(leaf.path, leaf.compared))
    return tuple(picture for picture in found if picture)
