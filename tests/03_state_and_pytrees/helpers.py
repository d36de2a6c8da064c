"""What tests of this assignment share."""

import numpy as np

# Floats that careless arithmetic loses: by masks, clips, floors, thresholds.
SPECIAL = np.array([0.0, -1.5, 1e-6, 3e5, np.inf, -np.inf, np.nan], np.float32)
BIG = np.array([2**24 + 1, -(2**31), 2**31 - 1, 0], np.int32)  # float32 has no room for the first one


def array(rng, *shape):
    """Float32 numbers."""
    return np.asarray(rng.normal(size=shape), np.float32)


def together(how, *trees):
    """`how` of the leaves that belong together, in trees of dicts, lists, tuples and None."""
    first = trees[0]
    if first is None:
        return None
    if isinstance(first, dict):
        return {key: together(how, *(tree[key] for tree in trees)) for key in first}
    if isinstance(first, list | tuple):
        return type(first)(together(how, *leaves) for leaves in zip(*trees, strict=True))
    return how(*trees)
