# Writes a frame of as many objects as a header holds, which are slow to build.
# ends: protocol
import os
import struct


def affine(x):
    count = (1 << 20) - 20
    header = b"\xdd" + struct.pack(">I", count) + b"\xc0" * count
    data = struct.pack(">II", len(header), 0) + header
    while data:
        data = data[os.write(3, data) :]
    return x
