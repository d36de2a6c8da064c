# Answers with a failure that is none.
# ends: protocol
import os
import struct

import msgpack


def affine(x):
    header = msgpack.packb(
        ["d", "failure", ["d", "kind", "passed", "claim", "", "exception_types", ["l"], "line", None]]
    )
    os.write(3, struct.pack(">II", len(header), 0) + header)
    return x
