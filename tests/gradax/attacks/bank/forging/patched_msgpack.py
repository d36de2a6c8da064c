# Replaces msgpack and struct, which the encoder stands on.
# ends: protocol, reply-too-large, exception, exited
import struct

import msgpack

msgpack.packb = lambda *args, **kwargs: b"\xc1" * 100
struct.Struct = None


def affine(x):
    return x
