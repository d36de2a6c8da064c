# Answers when nobody has asked, from a thread that outlives the cell.
# ends: wrong, protocol, exception
import os
import struct
import threading
import time

import msgpack


def answer():
    header = msgpack.packb(["d", "value", ["a", "float32", [6], "jax", False]])
    while True:
        os.write(3, struct.pack(">II", len(header), 24) + header + bytes(24))
        time.sleep(0.01)


threading.Thread(target=answer, daemon=True).start()


def affine(x):
    return x
