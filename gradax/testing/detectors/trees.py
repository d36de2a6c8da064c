"""Whether an object of a student's class is a pytree that JAX can take apart and put together."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from typing import Any

import jax

_CONTAINERS = (dict, list, tuple, OrderedDict, defaultdict)


def round_trip(obj: Any) -> dict[str, Any]:
    """Take `obj` apart and put it together, with its own leaves and with stand-ins.

    Returns:
        ``leaves``: how many it has. ``node``: whether JAX knows its class. ``same_class``: what is put together is of
        the class of `obj`. ``objects``: `object()` as leaves come back, the same ones in the same order. ``nones``:
        None as leaves do. ``structure``: each flattening gives an equal structure. ``hashable``: the auxiliary data
        can be hashed, as JAX's manual demands (JAX 0.10 itself only compares it). ``jit``: a jitted function takes
        `obj`, and then a copy with other leaves.

    Examples:
        Passes:

        >>> @jax.tree_util.register_pytree_node_class
        ... class Linear:
        ...     def __init__(self, w, name):
        ...         self.w, self.name = w, name
        ...     def tree_flatten(self):
        ...         return (self.w,), self.name
        ...     @classmethod
        ...     def tree_unflatten(cls, name, children):
        ...         return cls(*children, name)
        >>> seen = round_trip(Linear(jnp.ones(3), "first"))
        >>> seen["leaves"], all(seen.values())
        (1, True)

        Fails:

        >>> @jax.tree_util.register_pytree_node_class
        ... class Hidden(Linear):
        ...     def tree_flatten(self):
        ...         return (), (self.w, self.name)  # the array as auxiliary data
        ...     @classmethod
        ...     def tree_unflatten(cls, aux, _):
        ...         return cls(*aux)
        >>> seen = round_trip(Hidden(jnp.ones(3), "first"))
        >>> seen["leaves"], seen["hashable"]
        (0, False)
    """
    leaves: list[Any]
    structure: Any
    leaves, structure = jax.tree.flatten(obj)
    stand_ins = [object() for _ in leaves]
    return {
        "leaves": len(leaves),
        "node": not jax.tree_util.treedef_is_leaf(structure),
        "same_class": _holds(lambda: type(jax.tree.unflatten(structure, leaves)) is type(obj)),
        "objects": _holds(lambda: _keeps(structure, stand_ins)),
        "nones": _holds(lambda: _keeps(structure, [None] * len(leaves))),
        "structure": _holds(lambda: jax.tree.structure(_copy(obj)) == structure),
        "hashable": _holds(lambda: _hashes(jax.tree.structure(_copy(obj))) == _hashes(structure)),
        "jit": _holds(lambda: _jits_twice(obj)),
    }


def _keeps(structure: Any, stand_ins: list[Any]) -> bool:
    rebuilt = jax.tree.unflatten(structure, stand_ins)
    found = jax.tree.leaves(rebuilt, is_leaf=lambda leaf: leaf is None)
    return len(found) == len(stand_ins) and all(map(lambda a, b: a is b, found, stand_ins))


def _hashes(structure: Any) -> list[int]:
    # A structure's own hash leaves a class's auxiliary data out.
    inner = [each for child in structure.children() for each in _hashes(child)]
    node = structure.node_data()
    return inner if node is None or node[0] in _CONTAINERS else [hash(node[1]), *inner]


def _copy(obj: Any) -> Any:
    leaves, structure = jax.tree.flatten(obj)
    return jax.tree.unflatten(structure, leaves)


def _jits_twice(obj: Any) -> bool:
    # An array as auxiliary data passes the first call; the second one compares it with the first one's.
    traced = jax.jit(lambda tree: jax.tree.map(lambda leaf: leaf, tree))
    traced(obj)
    traced(jax.tree.map(lambda leaf: leaf + 1, obj))
    return True


def _holds(claim: Any) -> bool:
    try:
        return bool(claim())
    except Exception:  # whatever the student's class raises, the answer is no
        return False
