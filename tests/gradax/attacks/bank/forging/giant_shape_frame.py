# Writes a frame with an array without entries, of an impossible shape.
# ends: protocol
import os
import struct

import msgpack


def affine(x):
    header = msgpack.packb(["d", "value", ["a", "float32", [0, 1 << 50, 1 << 50], "jax", False]])
    os.write(3, struct.pack(">II", len(header), 0) + header)
    return x
