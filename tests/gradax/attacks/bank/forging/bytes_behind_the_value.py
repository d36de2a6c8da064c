# Writes a value with bytes behind it that belong to nothing.
# ends: protocol
import os
import struct

import msgpack


def affine(x):
    header = msgpack.packb(["d", "value", ["a", "float32", [6], "jax", False]])
    os.write(3, struct.pack(">II", len(header), 25) + header + bytes(25))
    return x
