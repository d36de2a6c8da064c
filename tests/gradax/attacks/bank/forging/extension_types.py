# Writes msgpack's extensions, timestamps and maps, which have code behind them elsewhere.
# ends: protocol
import os
import struct

import msgpack


def affine(x):
    header = msgpack.packb({"value": msgpack.ExtType(42, b"os.system"), "when": msgpack.Timestamp(0)})
    os.write(3, struct.pack(">II", len(header), 0) + header)
    return x
