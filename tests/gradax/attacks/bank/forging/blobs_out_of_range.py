# Writes frames whose arrays lie beyond the body, before it, and over each other.
# ends: protocol
import os
import struct

import msgpack

TREES = (
    ["a", "float32", [1 << 20], "jax", False],
    ["a", "float32", [-6], "jax", False],
    ["a", "float32", [2.0, 3], "jax", False],
    ["a", "object", [1], "jax", False],
    ["b", 1 << 62],
    ["s", -1],
    ["t", ["b", 24], ["b", 24]],
)


def affine(x):
    for tree in TREES:
        header = msgpack.packb(["d", "value", tree])
        os.write(3, struct.pack(">II", len(header), 24) + header + bytes(24))
    return x
